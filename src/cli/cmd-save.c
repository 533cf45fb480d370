/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-output.h"

/* name: of the version that is to be named; NULL: the current draft becomes one. */
static HeraldVersion *
save (HeraldCli   *cli,
      const char  *id,
      const char  *name,
      const char  *message,
      GError     **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, NULL);
  g_autoptr (HeraldAuthor) person = herald_cli_get_person (cli, error);
  g_autofree char *hash = NULL;

  if (person == NULL)
    return NULL;
  if (name == NULL)
    return herald_library_save_version (library, id, person, message, FALSE, error);
  hash = herald_library_resolve_version (library, id, name, error);
  return hash != NULL ? herald_library_name_version (library, id, hash, person, message, error) : NULL;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *message = NULL, *id = NULL;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "message", 'm', 0, G_OPTION_ARG_FILENAME, &message, N_("What this version is"), N_("MESSAGE") },
    { NULL }
  };
  g_autoptr (HeraldVersion) version = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, 2, &arguments, error))
    return FALSE;
  if (message == NULL || *g_strstrip (message) == '\0')
    return herald_command_refuse (self, error);

  id = herald_cli_resolve_id (cli, arguments[0], error);
  version = id != NULL ? save (cli, id, arguments[1], message, error) : NULL;
  if (version == NULL)
    return FALSE;
  herald_print ("%s\n", version->hash);
  return TRUE;
}

const HeraldCommand herald_cmd_save = {
  .name = "save",
  .usage = "ID [VERSION] -m MESSAGE",
  .summary = N_("Make a named version of the current draft and print its hash"),
  .details = N_("A draft that is the same as an automatic version gives it a name: a version with the same text comes on\n"
                "top. With VERSION, it is done only if that is so; an older version gets a name by restore with -m.\n"
                "\n"
                "Example:\n"
                "  heraldctl save 3f2a -m \"As agreed with Bergamo\""),
  .run = run,
};
