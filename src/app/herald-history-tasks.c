/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-tasks.h"

#include <glib/gi18n.h>

#include "herald-comparison-export.h"
#include "herald-compat.h"
#include "herald-edit-session-private.h"
#include "herald-history.h"

/* One thing that is being asked and done. */
typedef struct
{
  HeraldEditSession *session;
  HeraldHistoryTold  told;
  gpointer           user_data;
  GDestroyNotify     destroy;
  GtkEditable       *entry;   /* naming */
  char              *before;  /* hashes; of naming: the version */
  char              *after;
  char              *name;
  char              *format;
  GFile             *folder;
} Work;

static Work *
work_new (HeraldEditSession *session,
          HeraldHistoryTold  told,
          gpointer           user_data,
          GDestroyNotify     destroy)
{
  Work *work = g_rc_box_new0 (Work);

  work->session = g_object_ref (session);
  work->told = told;
  work->user_data = user_data;
  work->destroy = destroy;
  return work;
}

static void
work_clear (gpointer data)
{
  Work *work = data;

  if (work->destroy != NULL)
    work->destroy (work->user_data);
  g_clear_object (&work->session);
  g_clear_object (&work->entry);
  g_clear_object (&work->folder);
  g_free (work->before);
  g_free (work->after);
  g_free (work->name);
  g_free (work->format);
}

static void
work_unref (gpointer work)
{
  g_rc_box_release_full (work, work_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_unref)

static void
tell_error (Work         *work,
            const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    work->told (error->message, NULL, work->user_data);
}

/* Naming */

static void
on_named (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(Work) work = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_library_name_version_finish (HERALD_LIBRARY (source), result, &error);
  g_autofree char *message = NULL;

  if (version == NULL)
    {
      tell_error (work, error);
      return;
    }
  message = g_strdup_printf (_("Version saved: %s"), version->message);
  work->told (message, NULL, work->user_data);
}

static void
on_flushed_for_name (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  g_autoptr(Work) work = data;
  HeraldEditSession *session = work->session;
  g_autoptr(GError) error = NULL;

  if (!herald_edit_session_flush_finish (session, result, &error))
    tell_error (work, error);
  else
    herald_library_name_version_async (session->library, herald_edit_session_get_id (session), work->before,
                                       session->author, work->name, NULL, on_named, g_rc_box_acquire (work));
}

static void
on_name_answer (const char *response,
                gpointer    data)
{
  Work *work = data;

  work->name = g_strstrip (g_strdup (gtk_editable_get_text (work->entry)));
  if (g_str_equal (response, "name") && *work->name != '\0')
    herald_edit_session_flush_async (work->session, NULL, on_flushed_for_name, g_rc_box_acquire (work));
}

/**
 * herald_history_name_version:
 * @parent: the window that asks
 * @session: the text that is being edited
 * @hash: the version to name
 * @told: gets what came of it
 * @user_data: for @told
 * @destroy: (nullable): frees @user_data
 */
void
herald_history_name_version (GtkWindow         *parent,
                             HeraldEditSession *session,
                             const char        *hash,
                             HeraldHistoryTold  told,
                             gpointer           user_data,
                             GDestroyNotify     destroy)
{
  Work *work = work_new (session, told, user_data, destroy);
  GtkWidget *entry = gtk_entry_new ();
  HeraldAnswer answers[] = {
    { "cancel", _("_Cancel"), FALSE, FALSE },
    { "name", _("_Name Version"), TRUE, FALSE },
  };

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("For example “Sent to legal”"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of this version"), -1);
  work->entry = GTK_EDITABLE (g_object_ref_sink (entry));
  work->before = g_strdup (hash);
  herald_compat_ask (parent, _("Name This Version"), _("Say what this version is, so that others find it."), entry,
                     answers, G_N_ELEMENTS (answers), on_name_answer, work, work_unref);
  gtk_widget_grab_focus (entry);
}

/* Exporting */

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(Work) work = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) paths = herald_comparison_export_to_folder_finish (HERALD_LIBRARY (source), result, &error);

  if (paths == NULL)
    tell_error (work, error);
  else
    work->told (_("Comparison exported"), work->folder, work->user_data);
}

static void
on_flushed_for_export (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autoptr(Work) work = data;
  HeraldEditSession *session = work->session;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_file_get_path (work->folder);
  const char *formats[] = { work->format, NULL };
  HeraldComparisonExport job = {
    .id = herald_edit_session_get_id (session),
    .before = work->before,
    .after = work->after,
    .formats = formats,
    .folder = folder,
    .author = session->author,
  };

  if (!herald_edit_session_flush_finish (session, result, &error))
    tell_error (work, error);
  else if (folder == NULL)
    work->told (_("Choose a folder on this computer."), NULL, work->user_data);
  else
    herald_comparison_export_to_folder_async (session->library, &job, NULL, on_exported, g_rc_box_acquire (work));
}

static void
on_folder (GFile    *folder,
           gpointer  data)
{
  Work *work = data;

  if (folder == NULL)
    return;
  work->folder = g_object_ref (folder);
  herald_edit_session_flush_async (work->session, NULL, on_flushed_for_export, g_rc_box_acquire (work));
}

/**
 * herald_history_export_comparison:
 * @parent: the window that asks
 * @session: the text that is being edited
 * @before: the earlier state
 * @after: the later one
 * @format: "html" or "pdf"
 * @told: gets what came of it
 * @user_data: for @told
 * @destroy: (nullable): frees @user_data
 */
void
herald_history_export_comparison (GtkWindow                  *parent,
                                  HeraldEditSession          *session,
                                  const HeraldComparisonSide *before,
                                  const HeraldComparisonSide *after,
                                  const char                 *format,
                                  HeraldHistoryTold           told,
                                  gpointer                    user_data,
                                  GDestroyNotify              destroy)
{
  Work *work = work_new (session, told, user_data, destroy);

  work->before = g_strdup (before->hash);
  work->after = g_strdup (after->hash);
  work->format = g_strdup (format);
  herald_compat_choose_file (parent, _("Export Comparison to Folder"), _("_Export"),
                             GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, on_folder, work, work_unref);
}
