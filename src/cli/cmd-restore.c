/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-output.h"

static char *
describe (HeraldLibrary  *library,
          const char     *id,
          const char     *hash,
          GError        **error)
{
  g_autoptr (GPtrArray) history = herald_library_list_versions (library, id, 0, 0, error);

  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      HeraldHistoryRow *row = g_ptr_array_index (history, i);

      if (g_str_equal (row->version->hash, hash))
        return g_strdup_printf (_("Restored version %u"), row->number);
    }
  return history != NULL ? g_strdup (_("Restored an earlier version")) : NULL;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char *id = NULL, *hash = NULL, *message = NULL;
  g_autoptr (HeraldAuthor) person = NULL;
  g_autoptr (HeraldVersion) version = NULL;
  HeraldLibrary *library;

  if (!herald_command_parse (self, cli, NULL, argv, 2, 2, &arguments, error))
    return FALSE;
  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL)
    return FALSE;
  library = herald_cli_open_library (cli, NULL);
  hash = herald_library_resolve_version (library, id, arguments[1], error);
  if (hash == NULL)
    return FALSE;
  person = herald_cli_get_person (cli, error);
  message = person != NULL ? describe (library, id, hash, error) : NULL;
  if (message == NULL)
    return FALSE;

  version = herald_library_restore_version (library, id, hash, person, message, error);
  if (version == NULL)
    return FALSE;
  herald_print ("%s\n", version->hash);
  return TRUE;
}

const HeraldCommand herald_cmd_restore = {
  .name = "restore",
  .usage = "ID VERSION",
  .summary = N_("Make an earlier version the current one, as a new version, and print its hash"),
  .details = N_("VERSION is a version’s number, or the beginning of its hash. Nothing is lost: what was not saved\n"
                "becomes a version first.\n"
                "\n"
                "Example:\n"
                "  heraldctl restore 3f2a 2"),
  .run = run,
};
