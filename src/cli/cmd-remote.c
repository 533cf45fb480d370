/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-authority.h"
#include "herald-credentials.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-prompt.h"
#include "herald-remote-url.h"
#include "herald-rules.h"
#include "herald-server-setup.h"
#include "herald-sync-status.h"

#include <string.h>

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

static void
print_status (HeraldLibrary          *library,
              const HeraldSyncStatus *status,
              const char             *url)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *words = herald_sync_status_describe (status);
  g_autofree char *why = herald_sync_status_explain (status);
  g_autofree char *last = herald_sync_status_describe_last (status, zone);
  g_autofree char *authority = herald_authority_describe (library);

  herald_print ("%s\n", url);
  herald_print ("%s\n", words);
  if (why != NULL)
    herald_print ("%s\n", why);
  if (last != NULL)
    herald_print (_("Last synced: %s\n"), last);
  if (authority != NULL)
    herald_print (_("Certificate authority: %s\n"), authority);
}

static void
print_status_json (HeraldLibrary          *library,
                   const HeraldSyncStatus *status,
                   const char             *url,
                   gboolean                synced)
{
  JsonObject *object = herald_sync_status_to_json (status);
  g_autofree char *authority = herald_authority_describe (library);

  herald_object_set_string (object, "url", url);
  herald_object_set_string (object, "authority", authority);
  json_object_set_boolean_member (object, "synced", url != NULL && synced);
  herald_print_object (object);
}

static gboolean
show (HeraldLibrary  *library,
      gboolean        json,
      GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *url = herald_library_get_setting (library, "remote", &local_error);
  g_autofree char *sequence = NULL;
  g_autoptr (HeraldSyncStatus) status = NULL;

  if (local_error == NULL)
    sequence = herald_library_get_setting (library, "remote-sequence", &local_error);
  if (local_error == NULL)
    status = herald_sync_status_load (library, &local_error);
  if (status == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (json)
    print_status_json (library, status, url, sequence != NULL);
  else if (url != NULL)
    print_status (library, status, url);
  else
    herald_print ("%s\n", _("On this computer: no team server is set"));
  return TRUE;
}

/* init */

static JsonObject *
describe_group (char **names,
                char **roles)
{
  JsonObject *group = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  json_object_set_array_member (group, "names", array);
  array = json_array_new ();
  for (guint i = 0; roles[i] != NULL; i++)
    json_array_add_string_element (array, roles[i]);
  json_object_set_array_member (group, "roles", array);
  return group;
}

static void
print_setup_json (const HeraldServerSetup *setup)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "database", setup->database);
  json_object_set_string_member (object, "objects", setup->objects);
  json_object_set_int_member (object, "made", setup->made);
  json_object_set_int_member (object, "rules_before", setup->rules_before);
  json_object_set_int_member (object, "rules", setup->rules);
  json_object_set_boolean_member (object, "rules_written", setup->rules_written);
  json_object_set_boolean_member (object, "team_written", setup->team_written);
  json_object_set_boolean_member (object, "accepted_only", setup->accepted_only);
  json_object_set_object_member (object, "editors", describe_group (setup->editors, setup->editor_roles));
  json_object_set_object_member (object, "viewers", describe_group (setup->viewers, setup->viewer_roles));
  herald_print_object (object);
}

static void
print_rules (const HeraldServerSetup *setup)
{
  if (!setup->rules_written && setup->rules_before == setup->rules)
    herald_print (_("Rules: number %u, as they were\n"), setup->rules);
  else if (setup->rules_before == 0)
    herald_print (_("Rules: number %u, new\n"), setup->rules);
  else if (setup->rules_before < setup->rules)
    herald_print (_("Rules: number %u, before it was %u\n"), setup->rules, setup->rules_before);
  else
    herald_print (_("Rules: number %u, written again because they had been changed\n"), setup->rules);
}

/* Translators: a list of names, and a role that an account can have */
static void
print_team (const HeraldServerSetup *setup)
{
  g_autofree char *editors = g_strjoinv (", ", setup->editors);
  g_autofree char *editor_roles = g_strjoinv (", ", setup->editor_roles);
  g_autofree char *viewers = g_strjoinv (", ", setup->viewers);
  g_autofree char *viewer_roles = g_strjoinv (", ", setup->viewer_roles);

  if (editors[0] != '\0')
    herald_print (_("May write: %s, and whoever has the role %s\n"), editors, editor_roles);
  else
    herald_print (_("May write: whoever has the role %s\n"), editor_roles);
  if (viewers[0] != '\0')
    herald_print (_("May only read: %s, and whoever has the role %s\n"), viewers, viewer_roles);
  else
    herald_print (_("May only read: whoever has the role %s\n"), viewer_roles);
}

static void
print_setup (const HeraldServerSetup *setup)
{
  if (setup->made > 0)
    herald_print (_("Databases: “%s” and “%s”, made\n"), setup->database, setup->objects);
  else
    herald_print (_("Databases: “%s” and “%s”, as they were\n"), setup->database, setup->objects);
  print_rules (setup);
  print_team (setup);
  if (setup->accepted_only)
    herald_print ("%s\n", _("Some computers of the team server have not written it yet (202); what was written reads back."));
}

/* The address that is set, with another user in it. (transfer full) */
static char *
find_url (HeraldLibrary  *library,
          const char     *as,
          GError        **error)
{
  g_autofree char *url = herald_library_get_setting (library, "remote", error);
  g_autoptr (HeraldRemoteUrl) parts = NULL;
  g_autofree char *user = NULL;
  const char *rest;

  if (url == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                     _("No team server is set: say which one with “heraldctl remote set URL”"));
      return NULL;
    }
  if (as == NULL)
    return g_steal_pointer (&url);

  parts = herald_remote_url_parse (url, error);
  if (parts == NULL)
    return NULL;
  user = g_uri_escape_string (as, NULL, FALSE);
  rest = strstr (parts->server, "://");
  return g_strdup_printf ("%.*s://%s@%s/%s", (int) (rest - parts->server), parts->server, user, rest + strlen ("://"),
                          parts->database);
}

static gboolean
check_names (const HeraldCommand     *self,
             const HeraldTeamChange  *change,
             GError                 **error)
{
  char **lists[] = { change->editors, change->viewers, change->removed };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; lists[i] != NULL && lists[i][j] != NULL; j++)
      {
        if (lists[i][j][0] == '\0')
          return herald_command_refuse (self, error);
        for (guint k = i + 1; k < G_N_ELEMENTS (lists); k++)
          if (lists[k] != NULL && g_strv_contains ((const char * const *) lists[k], lists[i][j]))
            {
              g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                           _("%s can be only one of editor, viewer and removed"), lists[i][j]);
              return FALSE;
            }
      }
  return TRUE;
}

static gboolean
init (HeraldLibrary           *library,
      const char              *as,
      const HeraldTeamChange  *change,
      gboolean                 json,
      GError                 **error)
{
  g_autofree char *url = find_url (library, as, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GTlsDatabase) authorities = url != NULL ? herald_authority_open (library, &local_error) : NULL;
  char *password = NULL;
  g_autoptr (HeraldServerSetup) setup = NULL;

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (url != NULL)
    password = herald_prompt_password (url, error);
  if (password == NULL)
    return FALSE;
  setup = herald_server_setup_run (url, password, authorities, change, NULL, error);
  herald_credentials_free (password);
  if (setup == NULL)
    return FALSE;

  if (json)
    print_setup_json (setup);
  else
    print_setup (setup);
  if (setup->rules > HERALD_RULES_VERSION)
    herald_warn (_("A newer Herald wrote the rules of this team server; they stay as they are"));
  return TRUE;
}

typedef struct
{
  gboolean         none;
  gboolean         json;
  char            *as;
  HeraldTeamChange change;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->as);
  g_strfreev (options->change.editors);
  g_strfreev (options->change.viewers);
  g_strfreev (options->change.removed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
run_chosen (const HeraldCommand  *self,
            HeraldCli            *cli,
            const Options        *options,
            char                **arguments,
            GError              **error)
{
  const HeraldTeamChange *change = &options->change;
  gboolean for_init = options->as != NULL || change->editors != NULL || change->viewers != NULL || change->removed != NULL;
  gboolean is_set = g_str_equal (arguments[0], "set") && options->none == (arguments[1] == NULL) && !options->json && !for_init;
  gboolean is_show = g_str_equal (arguments[0], "show") && arguments[1] == NULL && !options->none && !for_init;
  gboolean is_ca = g_str_equal (arguments[0], "ca") && options->none == (arguments[1] == NULL) && !options->json && !for_init;
  gboolean is_join = g_str_equal (arguments[0], "join") && arguments[1] == NULL && !options->none && !options->json && !for_init;
  gboolean is_init = g_str_equal (arguments[0], "init") && arguments[1] == NULL && !options->none &&
                     (options->as == NULL || options->as[0] != '\0');
  HeraldLibrary *library;

  if (!is_set && !is_show && !is_ca && !is_join && !is_init)
    return herald_command_refuse (self, error);
  if (!check_names (self, change, error))
    return FALSE;

  library = herald_cli_open_library (cli, error);
  if (library == NULL)
    return FALSE;
  if (is_init)
    return init (library, options->as, change, options->json, error);
  if (is_join)
    return herald_sync_accept_remote (library, error);
  if (is_ca)
    return herald_authority_set (library, arguments[1], error);
  return is_set ? set (library, arguments[1], error) : show (library, options->json, error);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "none", 0, 0, G_OPTION_ARG_NONE, &options.none, N_("With set: work on this computer only; with ca: trust whom the system trusts"), NULL },
    { "editor", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.change.editors, N_("With init: let this account write"), N_("NAME") },
    { "viewer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.change.viewers, N_("With init: let this account read only"), N_("NAME") },
    { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.change.removed, N_("With init: let this account in no more"), N_("NAME") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, N_("With init: log in as this administrator"), N_("USER") },
    HERALD_OPTION_JSON (&options.json),
    { NULL }
  };

  return herald_command_parse (self, cli, entries, argv, 1, 2, &arguments, error) &&
         run_chosen (self, cli, &options, arguments, error);
}

const HeraldCommand herald_cmd_remote = {
  .name = "remote",
  .usage = "set URL | set --none | ca FILE | ca --none | show [--json] | join | init [--as USER] [--editor NAME]... [--viewer NAME]... [--remove NAME]... [--json]",
  .summary = N_("Set, show or set up the team server of this library"),
  .details = N_("URL is http(s)://USER@HOST[:PORT]/DATABASE, of an Apache CouchDB. The password never stands in it: it\n"
                "comes from the keyring, from systemd’s credentials, or from HERALD_REMOTE_PASSWORD.\n"
                "\n"
                "ca is for a server whose certificate comes from an authority of your own: FILE holds that authority’s\n"
                "certificates in PEM form, and no others count for this library’s server then.\n"
                "\n"
                "join is for a server that belongs to another library than the one that this library was synced with: the\n"
                "next sync brings both together, and everybody gets everything. Without it nothing is sent.\n"
                "\n"
                "init makes the databases on the server, gives them the rules of what may be written, and says who may\n"
                "write and who may only read. It needs an administrator’s account, and may be run again at any time: to\n"
                "let others in, and after an update of Herald.\n"
                "\n"
                "Examples:\n"
                "  heraldctl remote set https://anna@press.aurelia.example/aurelia\n"
                "  heraldctl remote set --none\n"
                "  heraldctl remote ca office-ca.pem\n"
                "  heraldctl remote init --as admin --editor anna --editor mario --viewer agency"),
  .run = run,
};
