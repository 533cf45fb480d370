/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-remote-url.h"
#include "herald-sync.h"

static gboolean
set (HeraldLibrary  *library,
     const char     *url,
     GError        **error)
{
  if (url != NULL)
    {
      g_autoptr (GError) reason = NULL;
      g_autoptr (HeraldRemoteUrl) parts = herald_remote_url_parse (url, &reason);

      /* What was typed is wrong, nothing has failed: the exit status tells the two apart. */
      if (parts == NULL)
        {
          g_set_error_literal (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE, reason->message);
          return FALSE;
        }
    }
  return herald_sync_set_remote (library, url, error);
}

static gboolean
show (HeraldLibrary  *library,
      gboolean        json,
      GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *url = herald_library_get_setting (library, "remote", &local_error);
  g_autofree char *sequence = NULL;
  JsonObject *object;

  if (local_error == NULL)
    sequence = herald_library_get_setting (library, "remote-sequence", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!json)
    {
      herald_print ("%s\n", url != NULL ? url : _("On this computer: no team server is set"));
      if (url != NULL && sequence == NULL)
        herald_print ("%s\n", _("Never synced yet"));
      return TRUE;
    }
  object = json_object_new ();
  herald_object_set_string (object, "url", url);
  json_object_set_boolean_member (object, "synced", url != NULL && sequence != NULL);
  herald_print_object (object);
  return TRUE;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean none = FALSE, json = FALSE, is_set, is_show;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "none", 0, 0, G_OPTION_ARG_NONE, &none, N_("With set: work on this computer only"), NULL },
    HERALD_OPTION_JSON (&json),
    { NULL }
  };
  HeraldLibrary *library;

  if (!herald_command_parse (self, cli, options, argv, 1, 2, &arguments, error))
    return FALSE;
  is_set = g_str_equal (arguments[0], "set") && none == (arguments[1] == NULL) && !json;
  is_show = g_str_equal (arguments[0], "show") && arguments[1] == NULL && !none;
  if (!is_set && !is_show)
    return herald_command_refuse (self, error);

  library = herald_cli_open_library (cli, error);
  if (library == NULL)
    return FALSE;
  return is_set ? set (library, arguments[1], error) : show (library, json, error);
}

const HeraldCommand herald_cmd_remote = {
  .name = "remote",
  .usage = "set URL | set --none | show [--json]",
  .summary = N_("Set or show the team server of this library"),
  .details = N_("URL is http(s)://USER@HOST[:PORT]/DATABASE, of an Apache CouchDB. The password never stands in it: it\n"
                "comes from the keyring, from systemd’s credentials, or from HERALD_REMOTE_PASSWORD.\n"
                "\n"
                "Examples:\n"
                "  heraldctl remote set https://anna@press.aurelia.example/aurelia\n"
                "  heraldctl remote set --none"),
  .run = run,
};
