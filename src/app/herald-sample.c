/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sample.h"

#include <glib/gi18n.h>

#define RESOURCES "/io/github/heraldpress/Herald/sample/"

static const char * const pictures[] = { "aurelia-optics.png", "kitefin-mobile.png", "laboratory.jpg", "lens.jpg", NULL };
/* The one that is opened stands last: it is on top of the list. */
static const char * const announcements[] = { "announcement.it.json", "announcement.en.json", NULL };

static GBytes *
load (const char  *name,
      GError     **error)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gboolean
add_picture (HeraldLibrary  *library,
             const char     *name,
             GError        **error)
{
  g_autoptr(GBytes) bytes = load (name, error);
  g_autoptr(GInputStream) stream = bytes != NULL ? g_memory_input_stream_new_from_bytes (bytes) : NULL;
  g_autofree char *sha256 = stream != NULL ? herald_library_add_asset (library, stream, NULL, error) : NULL;

  return sha256 != NULL;
}

/* What somebody made of the sample stays as it is. */
static char *
add_announcement (HeraldLibrary       *library,
                  const HeraldAuthor  *author,
                  const char          *name,
                  GError             **error)
{
  g_autoptr(GBytes) bytes = load (name, error);
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(HeraldVersion) version = NULL;

  if (bytes != NULL)
    document = herald_document_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
  if (document == NULL)
    return NULL;
  copy = herald_library_get_working_copy (library, herald_document_get_id (document), NULL);
  if (copy != NULL)
    return g_strdup (herald_document_get_id (document));
  if (herald_library_put_working_copy (library, document, 0, error) == 0)
    return NULL;
  version = herald_library_save_version (library, herald_document_get_id (document), author, _("The sample"), FALSE, error);
  return version != NULL ? g_strdup (herald_document_get_id (document)) : NULL;
}

static void
add_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; pictures[i] != NULL && error == NULL; i++)
    add_picture (source, pictures[i], &error);
  for (guint i = 0; announcements[i] != NULL && error == NULL; i++)
    {
      g_free (id);
      id = add_announcement (source, data, announcements[i], &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&id), g_free);
}

/**
 * herald_sample_add_async:
 * @library: where to
 * @author: whose version it becomes
 * @callback: called with its id
 * @user_data: for @callback
 */
void
herald_sample_add_async (HeraldLibrary       *library,
                         const HeraldAuthor  *author,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, NULL, callback, user_data);

  g_task_set_source_tag (task, herald_sample_add_async);
  g_task_set_task_data (task, herald_author_copy (author), (GDestroyNotify) herald_author_free);
  g_task_run_in_thread (task, add_in_thread);
}

char *
herald_sample_add_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
