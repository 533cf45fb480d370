/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"

static gboolean
edit (HeraldAnnouncement  *announcement,
      gpointer             user_data,
      GError             **error)
{
  char **changes = user_data;

  for (guint i = 0; changes[i] != NULL; i++)
    {
      GError *local_error = NULL;

      if (changes[i][0] == '+')
        herald_announcement_add_tag (announcement, changes[i] + 1, &local_error);
      else
        herald_announcement_remove_tag (announcement, changes[i] + 1);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
    }
  return TRUE;
}

/* Its arguments begin with a hyphen and are no options, so they are read here. */
static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *id = NULL;

  if (g_strv_contains ((const char * const *) argv, "--help") || g_strcmp0 (argv[1], "-h") == 0)
    return herald_command_help (self, NULL, error);
  if (argv[1] == NULL || argv[1][0] == '-' || argv[1][0] == '+' || argv[2] == NULL)
    return herald_command_refuse (self, error);
  for (char **change = argv + 2; *change != NULL; change++)
    if (((*change)[0] != '+' && (*change)[0] != '-') || (*change)[1] == '\0' || g_str_has_prefix (*change, "--"))
      {
        g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                     _("“%s” says neither +TAG nor -TAG"), *change);
        return FALSE;
      }

  id = herald_cli_resolve_id (cli, argv[1], error);
  return id != NULL && herald_cli_edit (cli, id, edit, argv + 2, error);
}

const HeraldCommand herald_cmd_tag = {
  .name = "tag",
  .usage = "ID +TAG -TAG...",
  .summary = N_("Add tags and remove tags"),
  .details = N_("Example:\n"
                "  heraldctl tag 3f2a +imaging \"+spring campaign\" -draft"),
  .run = run,
};
