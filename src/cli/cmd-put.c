/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-document-file.h"
#include "herald-editions.h"
#include "herald-i18n.h"
#include "herald-json.h"

#define ATTEMPTS 16

static HeraldAnnouncement *
read_announcement (const char  *path,
                   GError     **error)
{
  g_autoptr (GBytes) bytes = herald_cli_read_file (path, HERALD_JSON_MAX_SIZE, error);
  HeraldAnnouncement *announcement;

  if (bytes == NULL)
    return NULL;
  announcement = herald_document_file_parse (bytes, error);
  if (announcement == NULL)
    g_prefix_error (error, "%s: ", path);
  return announcement;
}

/* What is replaced may be a person's words of a moment ago: they become a version. */
static gboolean
keep_unsaved (HeraldCli          *cli,
              const char         *id,
              HeraldWorkingCopy **copy,
              GError            **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (HeraldAuthor) person = NULL;
  g_autoptr (HeraldVersion) version = NULL;

  if (!(*copy)->dirty)
    return TRUE;
  person = herald_cli_get_person (cli, error);
  if (person == NULL)
    return FALSE;
  version = herald_library_save_version (library, id, person, NULL, TRUE, error);
  if (version == NULL)
    return FALSE;
  g_clear_pointer (copy, herald_working_copy_free);
  *copy = herald_library_get_working_copy (library, id, error);
  if (*copy == NULL)
    return FALSE;
  if (!(*copy)->dirty)
    return TRUE;
  g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED,
               _("Somebody else is changing “%s” at this moment"), id);
  return FALSE;
}

static gboolean
try_put (HeraldCli           *cli,
         const char          *id,
         HeraldAnnouncement  *after,
         gboolean            *embargo_changed,
         GError             **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_autoptr (HeraldAnnouncement) before = copy != NULL ? herald_cli_read_announcement (copy->document, error) : NULL;
  g_autoptr (HeraldDocument) document = NULL;

  if (before == NULL || !herald_document_file_check (before, after, error))
    return FALSE;
  *embargo_changed = !herald_record_equal (&herald_embargo_type, before->embargo, after->embargo);
  document = herald_announcement_to_document (after);
  if (g_str_equal (herald_document_get_hash (document), herald_document_get_hash (copy->document)))
    return TRUE;

  if (!keep_unsaved (cli, id, &copy, error))
    return FALSE;
  return herald_library_put_working_copy (library, document, copy->revision, error) != 0;
}

static gboolean
put (HeraldCli           *cli,
     const char          *id,
     HeraldAnnouncement  *announcement,
     GError             **error)
{
  gboolean embargo_changed = FALSE;

  for (guint attempt = 1;; attempt++)
    {
      g_autoptr (GError) local_error = NULL;

      if (try_put (cli, id, announcement, &embargo_changed, &local_error))
        break;
      if (attempt < ATTEMPTS && g_error_matches (local_error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
        continue;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return !embargo_changed ||
         herald_editions_set_embargo (herald_cli_open_library (cli, error), id, announcement->embargo, error) > 0;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *id = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  if (!herald_command_parse (self, cli, NULL, argv, 2, 2, &arguments, error))
    return FALSE;
  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL)
    return FALSE;
  announcement = read_announcement (arguments[1], error);
  return announcement != NULL && put (cli, id, announcement, error);
}

const HeraldCommand herald_cmd_put = {
  .name = "put",
  .usage = "ID FILE|-",
  .summary = N_("Replace the current draft with the JSON of a file"),
  .details = N_("The JSON is of the form that “heraldctl show ID --json” prints, and has the same id. What was not saved\n"
                "becomes a version first.\n"
                "\n"
                "Example:\n"
                "  heraldctl show 3f2a --json >a.json; edit a.json; heraldctl put 3f2a a.json"),
  .run = run,
};
