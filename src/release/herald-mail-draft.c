/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-mail-draft.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "herald-i18n.h"

#define TEMPLATE "draft-XXXXXX"
#define PREFIX   "draft-"

static const char * const mail_formats[] = { "eml", NULL };

/**
 * herald_mail_draft_get_place:
 *
 * Returns: (transfer full): the folder that drafts are made in: of this person alone, and gone with the session where
 *   the system has such a place
 */
char *
herald_mail_draft_get_place (void)
{
  return g_build_filename (g_get_user_runtime_dir (), "herald-mail", NULL);
}

/* Nobody else may look into it, and it is no link to somewhere else. */
static gboolean
make_place (const char  *place,
            GError     **error)
{
  GStatBuf status = { 0 };

  if (g_mkdir_with_parents (place, 0700) == 0 && g_lstat (place, &status) == 0 && S_ISDIR (status.st_mode) &&
      status.st_uid == geteuid () && ((status.st_mode & 077) == 0 || g_chmod (place, 0700) == 0))
    return TRUE;
  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED,
               _("There is no private folder for the mail: “%s” cannot be used."), place);
  return FALSE;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GError) error = NULL;
  GFile *child = NULL;

  children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    {
      if (g_file_query_file_type (child, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) == G_FILE_TYPE_DIRECTORY)
        remove_tree (child);
      else
        g_file_delete (child, NULL, NULL);
    }
  if (!g_file_delete (file, NULL, &error))
    g_warning ("A draft for the mail program stays: %s", error->message);
}

/**
 * herald_mail_draft_sweep:
 * @place: from herald_mail_draft_get_place()
 * @seconds: the age that is let lie, for the mail program may still be reading
 * @now_us: microseconds since 1970
 *
 * Removes drafts that are older.
 */
void
herald_mail_draft_sweep (const char *place,
                         gint64      seconds,
                         gint64      now_us)
{
  g_autoptr (GDir) dir = NULL;
  const char *name = NULL;

  g_return_if_fail (place != NULL);

  dir = g_dir_open (place, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      GStatBuf status = { 0 };

      if (g_str_has_prefix (name, PREFIX) && g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode) &&
          status.st_mtime + seconds <= now_us / G_USEC_PER_SEC)
        remove_tree (file);
    }
}

/**
 * herald_mail_draft_make:
 * @library: the library
 * @job: what is sent, why, and for whom
 * @place: from herald_mail_draft_get_place()
 * @cancellable: (nullable): to stop
 * @error: return location; as of herald_export_to_folder()
 *
 * Makes a draft for the mail program, in a folder of its own that only this person can open. It stays until
 * herald_mail_draft_sweep(); when something fails nothing stays.
 *
 * Returns: (transfer full) (nullable): where it lies
 */
char *
herald_mail_draft_make (HeraldLibrary       *library,
                        const HeraldExport  *job,
                        const char          *place,
                        GCancellable        *cancellable,
                        GError             **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *kit = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  HeraldExport export = { 0 };

  g_return_val_if_fail (HERALD_IS_LIBRARY (library) && job != NULL && place != NULL, NULL);

  if (!make_place (place, error))
    return NULL;
  folder = g_build_filename (place, TEMPLATE, NULL);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED, _("The folder for the mail cannot be made: %s"),
                   g_strerror (errno));
      return NULL;
    }
  kit = g_build_filename (folder, "kit", NULL);
  export = *job;
  export.formats = mail_formats;
  export.folder = kit;
  paths = herald_export_to_folder (library, &export, cancellable, error);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    if (g_str_has_suffix (g_ptr_array_index (paths, i), ".eml"))
      return g_build_filename (kit, g_ptr_array_index (paths, i), NULL);
  {
    g_autoptr (GFile) file = g_file_new_for_path (folder);

    remove_tree (file);
  }
  return NULL;
}
