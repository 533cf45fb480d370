/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-bringing.h"
#include "herald-editions.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-restore.h"

static gboolean
restore_whole (HeraldCli   *cli,
               const char  *id,
               const char  *hash,
               const char  *message,
               GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, NULL);
  g_autoptr (HeraldAuthor) person = herald_cli_get_person (cli, error);
  g_autoptr (HeraldHistoryRow) row = person != NULL ? herald_library_get_history_row (library, hash, error) : NULL;
  g_autoptr (HeraldVersion) version = NULL;
  g_autofree char *name = NULL;

  if (row == NULL)
    return FALSE;
  if (message != NULL)
    name = g_strdup (message);
  else
    name = row->number > 0 ? g_strdup_printf (_("Restored version %u"), row->number)
                           : g_strdup_printf (_("Restored version %.8s"), row->version->hash);
  version = herald_library_restore_version (library, id, hash, person, name, error);
  if (version == NULL)
    return FALSE;
  herald_print ("%s\n", version->hash);
  return TRUE;
}

/* All language editions have one embargo. */
static gboolean
restore_embargo (HeraldCli   *cli,
                 const char  *id,
                 const char  *hash,
                 GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, NULL);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_autoptr (HeraldDocument) older = copy != NULL ? herald_library_get_text (library, hash, error) : NULL;
  g_autoptr (HeraldDocument) restored = older != NULL ? herald_restore_subject (copy->document, older, "embargo", error) : NULL;
  g_autoptr (HeraldAnnouncement) announcement = restored != NULL ? herald_announcement_from_document (restored, error) : NULL;

  return announcement != NULL && herald_editions_set_embargo (library, id, announcement->embargo, error) > 0;
}

static gboolean
restore_part (HeraldCli   *cli,
              const char  *id,
              const char  *hash,
              const char  *subject,
              GError     **error)
{
  if (g_str_equal (subject, "embargo"))
    return restore_embargo (cli, id, hash, error);
  return herald_library_restore_subject (herald_cli_open_library (cli, NULL), id, hash, subject, 0, error) != 0;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *message = NULL, *id = NULL, *hash = NULL;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "message", 'm', 0, G_OPTION_ARG_FILENAME, &message, N_("What the new version is"), N_("MESSAGE") },
    { NULL }
  };

  if (!herald_command_parse (self, cli, options, argv, 2, 3, &arguments, error))
    return FALSE;
  if (message != NULL && (*g_strstrip (message) == '\0' || arguments[2] != NULL))
    return herald_command_refuse (self, error);
  id = herald_cli_resolve_id (cli, arguments[0], error);
  hash = id != NULL ? herald_cli_bring_version (cli, id, arguments[1], error) : NULL;
  if (hash == NULL)
    return FALSE;
  return arguments[2] != NULL ? restore_part (cli, id, hash, arguments[2], error) : restore_whole (cli, id, hash, message, error);
}

const HeraldCommand herald_cmd_restore = {
  .name = "restore",
  .usage = "ID VERSION [-m MESSAGE | SUBJECT]",
  .summary = N_("Make an earlier version the current one, or take a part of it into the current draft"),
  .details = N_("VERSION is a version’s number, or the beginning of its hash. Nothing is lost: what was not saved\n"
                "becomes a version first, and the hash of the new version is printed.\n"
                "With SUBJECT, only that part comes back, into the current draft: headline, subheadline, embargo, tags\n"
                "and so on, or block:ID, party:ID, boilerplate:ID, contact:ID, asset:HASH, as diff and blame name them.\n"
                "\n"
                "Examples:\n"
                "  heraldctl restore 3f2a 2\n"
                "  heraldctl restore 3f2a 2 headline"),
  .run = run,
};
