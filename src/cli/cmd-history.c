/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-describe.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-table.h"

#define SHORT_HASH 8

static JsonObject *
version_to_object (const HeraldVersion *version)
{
  JsonObject *object = json_object_new ();
  JsonObject *author = json_object_new ();
  JsonArray *parents = json_array_new ();

  for (guint i = 0; i < version->parents->len; i++)
    json_array_add_string_element (parents, g_ptr_array_index (version->parents, i));
  herald_object_set_string (author, "name", version->author != NULL ? version->author->name : NULL);
  herald_object_set_string (author, "email", version->author != NULL ? version->author->email : NULL);
  herald_object_set_string (object, "hash", version->hash);
  json_object_set_array_member (object, "parents", parents);
  json_object_set_object_member (object, "author", author);
  herald_object_set_string (object, "time", version->time);
  herald_object_set_string (object, "message", version->message);
  json_object_set_boolean_member (object, "automatic", version->automatic);
  return object;
}

static void
print_json (GPtrArray *history)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < history->len; i++)
    json_array_add_object_element (array, version_to_object (((HeraldHistoryRow *) g_ptr_array_index (history, i))->version));
  herald_print_array (array);
}

static const char *
describe_message (const HeraldVersion *version)
{
  if (version->message != NULL && *version->message != '\0')
    return version->message;
  return version->parents->len > 1 ? _("(joined)") : _("(automatic)");
}

static void
print_table (GPtrArray *history)
{
  const char * const titles[] = { _("Version"), _("Hash"), _("Made"), _("By"), _("Message"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  for (guint i = 0; i < history->len; i++)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (history, i);
      const HeraldVersion *version = row->version;
      gint64 unix_s = 0;
      g_autofree char *number = g_strdup_printf (row->is_head ? "%u*" : "%u", row->number);
      g_autofree char *hash = g_strndup (version->hash, SHORT_HASH);
      g_autofree char *time = version->time != NULL && herald_utc_parse (version->time, &unix_s)
                              ? herald_describe_time (unix_s) : g_strdup (version->time);
      const char * const cells[] = {
        number, hash, time, version->author != NULL ? version->author->name : NULL, describe_message (version),
      };

      herald_table_add (table, cells);
    }
  herald_table_print (table);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = { HERALD_OPTION_JSON (&json), { NULL } };
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) history = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error))
    return FALSE;
  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL)
    return FALSE;
  history = herald_library_list_versions (herald_cli_open_library (cli, NULL), id, 0, 0, error);
  if (history == NULL)
    return FALSE;
  if (json)
    print_json (history);
  else
    print_table (history);
  return TRUE;
}

const HeraldCommand herald_cmd_history = {
  .name = "history",
  .usage = "ID [--json]",
  .summary = N_("List the versions of an announcement, the newest first"),
  .details = N_("The current version has an asterisk. The number, and the beginning of the hash, name a version in\n"
                "show, diff, restore and export."),
  .run = run,
};
