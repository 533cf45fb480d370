/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-cli.h"

#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "herald-bringing.h"
#include "herald-export.h"
#include "herald-i18n.h"

/* Another process may write between our reading and our writing; each time the edit is made anew on its result. */
#define EDIT_ATTEMPTS 16

G_DEFINE_QUARK (herald-cli-error-quark, herald_cli_error)

struct _HeraldCli
{
  HeraldClock     *clock;
  HeraldLibraries *libraries;
  HeraldLibrary   *library; /* opened when a command first needs it */
  char            *choice;  /* --library, or NULL */
};

/**
 * herald_cli_new:
 * @clock: where the time comes from
 *
 * Returns: (transfer full): what the commands of one run share; no library is opened yet
 */
HeraldCli *
herald_cli_new (HeraldClock *clock)
{
  HeraldCli *self;

  g_return_val_if_fail (HERALD_IS_CLOCK (clock), NULL);

  self = g_new0 (HeraldCli, 1);
  self->clock = g_object_ref (clock);
  self->libraries = herald_libraries_new (NULL, clock);
  return self;
}

/**
 * herald_cli_free:
 * @self: (transfer full): what was made with herald_cli_new()
 *
 * Closes the library, too.
 */
void
herald_cli_free (HeraldCli *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->library);
  g_clear_object (&self->libraries);
  g_clear_object (&self->clock);
  g_free (self->choice);
  g_free (self);
}

/**
 * herald_cli_choose_library:
 * @self: what the commands share
 * @choice: folder or name of a library
 *
 * Has effect until the library is opened.
 */
void
herald_cli_choose_library (HeraldCli  *self,
                           const char *choice)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (choice != NULL);

  g_free (self->choice);
  self->choice = g_strdup (choice);
}

/**
 * herald_cli_get_clock:
 * @self: what the commands share
 *
 * Returns: (transfer none): the clock
 */
HeraldClock *
herald_cli_get_clock (HeraldCli *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->clock;
}

/**
 * herald_cli_get_libraries:
 * @self: what the commands share
 *
 * Returns: (transfer none): the person's libraries
 */
HeraldLibraries *
herald_cli_get_libraries (HeraldCli *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->libraries;
}

/**
 * herald_cli_open_library:
 * @self: what the commands share
 * @error: return location for an error
 *
 * Opens, once, the library that this run works on: `--library`, else `$HERALD_LIBRARY`, else the one last opened.
 *
 * Returns: (transfer none) (nullable): the library
 */
HeraldLibrary *
herald_cli_open_library (HeraldCli  *self,
                         GError    **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->library == NULL)
    self->library = herald_libraries_open_default (self->libraries, self->choice, error);
  return self->library;
}

/**
 * herald_cli_get_person:
 * @self: what the commands share
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): who works here
 */
HeraldAuthor *
herald_cli_get_person (HeraldCli  *self,
                       GError    **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return herald_libraries_get_person (self->libraries, error);
}

/**
 * herald_cli_resolve_id:
 * @self: what the commands share
 * @prefix: an id, or its first characters
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the full id of the document
 */
char *
herald_cli_resolve_id (HeraldCli   *self,
                       const char  *prefix,
                       GError     **error)
{
  HeraldLibrary *library;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  library = herald_cli_open_library (self, error);
  return library != NULL ? herald_library_resolve_id (library, prefix, error) : NULL;
}

/**
 * herald_cli_load:
 * @self: what the commands share
 * @prefix: an id, or its first characters
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the working copy
 */
HeraldWorkingCopy *
herald_cli_load (HeraldCli   *self,
                 const char  *prefix,
                 GError     **error)
{
  g_autofree char *id = herald_cli_resolve_id (self, prefix, error);

  return id != NULL ? herald_library_get_working_copy (self->library, id, error) : NULL;
}

/**
 * herald_cli_load_version:
 * @self: what the commands share
 * @id: the full id of a document
 * @version: the first characters of a version's hash, its number, or "head"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the document as it was then
 */
HeraldDocument *
herald_cli_load_version (HeraldCli   *self,
                         const char  *id,
                         const char  *version,
                         GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (self, error);
  g_autofree char *hash = library != NULL ? herald_cli_bring_version (self, id, version, error) : NULL;
  g_autoptr (HeraldVersion) found = hash != NULL ? herald_library_get_version (library, hash, error) : NULL;

  return found != NULL ? herald_library_get_body (library, found->body, error) : NULL;
}

/**
 * herald_cli_read_announcement:
 * @document: a document
 * @error: return location for an error
 *
 * Like herald_announcement_from_document(), for changing it: refuses what a newer Herald has made.
 *
 * Returns: (transfer full) (nullable): the announcement
 */
HeraldAnnouncement *
herald_cli_read_announcement (HeraldDocument  *document,
                              GError         **error)
{
  g_return_val_if_fail (document != NULL, NULL);

  if (herald_document_get_kind (document) != HERALD_DOCUMENT_ANNOUNCEMENT)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                   _("“%s” is not an announcement"), herald_document_get_id (document));
      return NULL;
    }
  if (herald_document_is_newer (document))
    {
      g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER,
                   _("A newer Herald has made “%s”: it can be read here, but not changed"),
                   herald_document_get_id (document));
      return NULL;
    }
  return herald_announcement_from_document (document, error);
}

/* FALSE with HERALD_STORE_ERROR_CHANGED: another process was faster. */
static gboolean
try_edit (HeraldLibrary  *library,
          const char     *id,
          HeraldCliEdit   edit,
          gpointer        user_data,
          GError        **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (HeraldDocument) document = NULL;

  if (copy == NULL)
    return FALSE;
  announcement = herald_cli_read_announcement (copy->document, error);
  if (announcement == NULL || !edit (announcement, user_data, error))
    return FALSE;
  document = herald_announcement_to_document (announcement);
  if (g_str_equal (herald_document_get_hash (document), herald_document_get_hash (copy->document)))
    return TRUE;
  return herald_library_put_working_copy (library, document, copy->revision, error) != 0;
}

/**
 * herald_cli_edit:
 * @self: what the commands share
 * @id: the full id of an announcement
 * @edit: (scope call): what to do to it
 * @user_data: for @edit
 * @error: return location for an error
 *
 * Changes the working copy by compare-and-swap: whoever writes in between, both changes are in it. Nothing is
 * written when @edit fails or changes nothing.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_cli_edit (HeraldCli      *self,
                 const char     *id,
                 HeraldCliEdit   edit,
                 gpointer        user_data,
                 GError        **error)
{
  HeraldLibrary *library;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);

  library = herald_cli_open_library (self, error);
  if (library == NULL)
    return FALSE;

  for (guint attempt = 1;; attempt++)
    {
      g_autoptr (GError) local_error = NULL;

      if (try_edit (library, id, edit, user_data, &local_error))
        return TRUE;
      if (attempt < EDIT_ATTEMPTS &&
          g_error_matches (local_error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
        continue;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
}

/**
 * herald_cli_add:
 * @self: what the commands share
 * @announcement: a new one
 * @error: return location for an error
 *
 * Returns: whether it is in the library
 */
gboolean
herald_cli_add (HeraldCli           *self,
                HeraldAnnouncement  *announcement,
                GError             **error)
{
  HeraldLibrary *library;
  g_autoptr (HeraldDocument) document = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (announcement != NULL, FALSE);

  library = herald_cli_open_library (self, error);
  if (library == NULL)
    return FALSE;
  document = herald_announcement_to_document (announcement);
  return herald_library_put_working_copy (library, document, 0, error) != 0;
}

static GInputStream *
open_file (const char  *path,
           GError     **error)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_equal (path, "-"))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (path);
  return G_INPUT_STREAM (g_file_read (file, NULL, error));
}

/**
 * herald_cli_read_file:
 * @path: a file, or "-" for standard input
 * @max_size: how many bytes it may have
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
herald_cli_read_file (const char  *path,
                      gsize        max_size,
                      GError     **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];

  g_return_val_if_fail (path != NULL, NULL);

  stream = open_file (path, error);
  if (stream == NULL)
    return NULL;

  for (;;)
    {
      gssize n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error);

      if (n < 0)
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      if (bytes->len + (gsize) n > max_size)
        {
          g_autofree char *limit = g_format_size_full (max_size, G_FORMAT_SIZE_IEC_UNITS);

          g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                       _("“%s” is larger than %s"), path, limit);
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }
}

/**
 * herald_cli_exit_code:
 * @error: (nullable): why a command ended, or %NULL when it did its work
 *
 * A call that the help does not allow is wrong usage (2): an unknown option, member, zone or status, a time that is
 * no time. A well-formed request that cannot be met has failed (1): no such id, a file that is no JSON, a wall time
 * that a clock change skips.
 *
 * Returns: what the program exits with
 */
HeraldExit
herald_cli_exit_code (const GError *error)
{
  static const struct { GQuark (*domain) (void); int code; HeraldExit exit; } table[] = {
    { herald_cli_error_quark, HERALD_CLI_ERROR_HELPED, HERALD_EXIT_DONE },
    { herald_cli_error_quark, HERALD_CLI_ERROR_USAGE, HERALD_EXIT_USAGE },
    { herald_cli_error_quark, HERALD_CLI_ERROR_CONFLICT, HERALD_EXIT_CONFLICT },
    { herald_model_error_quark, HERALD_MODEL_ERROR_USAGE, HERALD_EXIT_USAGE },
    { herald_zone_error_quark, HERALD_ZONE_ERROR_UNKNOWN_ZONE, HERALD_EXIT_USAGE },
    { herald_zone_error_quark, HERALD_ZONE_ERROR_BAD_TIME, HERALD_EXIT_USAGE },
    { herald_release_error_quark, HERALD_RELEASE_ERROR_REFUSED, HERALD_EXIT_REFUSED },
  };

  if (error == NULL)
    return HERALD_EXIT_DONE;
  if (error->domain == G_OPTION_ERROR)
    return HERALD_EXIT_USAGE;
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_error_matches (error, table[i].domain (), table[i].code))
      return table[i].exit;
  return HERALD_EXIT_FAILED;
}
