/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-importer.h"

#include <glib/gi18n.h>

#include "herald-bundle.h"
#include "herald-file.h"
#include "herald-import.h"

/* No press release comes near; a disk image opened by mistake does. */
#define MAX_BYTES (16 * 1024 * 1024)

static void
import_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  HeraldAnnouncement *announcement = NULL;

  if (source != NULL)
    bytes = herald_file_read (source, MAX_BYTES, _("This file is too large to be an announcement."), cancellable, &error);
  else
    bytes = g_bytes_ref (data);
  if (bytes != NULL)
    {
      gsize length = 0;
      const char *text = g_bytes_get_data (bytes, &length);

      announcement = herald_import_text (text != NULL ? text : "", (gssize) length, NULL, &error);
    }
  if (announcement == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, announcement, (GDestroyNotify) herald_announcement_free);
}

void
herald_importer_file_async (GFile               *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, herald_importer_file_async);
  g_task_run_in_thread (task, import_thread);
}

void
herald_importer_text_async (const char          *text,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (text != NULL);

  g_task_set_source_tag (task, herald_importer_text_async);
  g_task_set_task_data (task, g_bytes_new (text, strlen (text)), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, import_thread);
}

/* (transfer full) (nullable) */
HeraldAnnouncement *
herald_importer_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
herald_importer_is_bundle (GFile *file)
{
  const char *path = g_file_peek_path (file);

  return path != NULL && g_str_has_suffix (path, HERALD_BUNDLE_SUFFIX);
}

static void
bundle_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  HeraldBundleCount count;

  if (!herald_bundle_take (source, g_file_peek_path (data), &count, NULL, NULL, cancellable, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (count.new_versions == 0)
    g_task_return_pointer (task, g_strdup (_("All of the bundle was here already.")), g_free);
  else
    g_task_return_pointer (task,
                           g_strdup_printf (ngettext ("The bundle brought %u new version.", "The bundle brought %u new versions.", count.new_versions),
                                            count.new_versions),
                           g_free);
}

void
herald_importer_bundle_async (HeraldLibrary       *library,
                              GFile               *file,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (herald_importer_is_bundle (file));

  g_task_set_source_tag (task, herald_importer_bundle_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, bundle_thread);
}

char *
herald_importer_bundle_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
