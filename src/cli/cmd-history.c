/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-bringing.h"
#include "herald-describe.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-table.h"

#define SHORT_HASH 8
#define LONGEST_MESSAGE 72

static JsonArray *
strings_to_array (char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static JsonObject *
event_to_object (const HeraldVersionEvent *event)
{
  JsonObject *object = json_object_new ();
  g_autofree char *time = herald_utc_format (event->time / G_USEC_PER_SEC);

  json_object_set_string_member (object, "kind", event->kind == HERALD_EVENT_RELEASED ? "published" : "exported");
  herald_object_set_string (object, "purpose", herald_purpose_to_string (event->purpose));
  herald_object_set_string (object, "time", time);
  herald_object_set_string (object, "for", event->recipient);
  herald_object_set_string (object, "target", event->target);
  herald_object_set_string (object, "by", event->by);
  json_object_set_array_member (object, "formats", strings_to_array (event->formats));
  return object;
}

static void
add_version (JsonObject          *object,
             const HeraldVersion *version)
{
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
}

static JsonObject *
row_to_object (const HeraldHistoryRow *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *events = json_array_new ();

  add_version (object, row->version);
  for (guint i = 0; i < row->events->len; i++)
    json_array_add_object_element (events, event_to_object (g_ptr_array_index (row->events, i)));
  json_object_set_int_member (object, "number", row->number);
  json_object_set_boolean_member (object, "current", row->is_head);
  json_object_set_boolean_member (object, "here", row->here);
  json_object_set_boolean_member (object, "synced", row->synced);
  herald_object_set_string (object, "status", row->status != HERALD_STATUS_NONE ? herald_status_to_string (row->status) : NULL);
  json_object_set_array_member (object, "approved_by", strings_to_array (row->signers));
  json_object_set_array_member (object, "events", events);
  json_object_set_int_member (object, "folded", row->n_folded);
  if (row->snippet != NULL)
    json_object_set_boolean_member (object, "introduced", row->introduced);
  return object;
}

static void
print_json (GPtrArray *history)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < history->len; i++)
    json_array_add_object_element (array, row_to_object (g_ptr_array_index (history, i)));
  herald_print_array (array);
}

static char *
describe_message (const HeraldHistoryRow *row)
{
  const HeraldVersion *version = row->version;
  g_auto (GStrv) pieces = NULL;

  if (row->snippet != NULL)
    {
      pieces = g_strsplit_set (row->snippet, "\002\003", -1); /* without the marks around what was found */
      return g_strjoinv ("", pieces);
    }
  if (version->message != NULL && *version->message != '\0')
    return g_strdup (version->message);
  return g_strdup (version->parents->len > 1 ? _("(joined)") : _("(automatic)"));
}

static char *
describe_event (const HeraldVersionEvent *event)
{
  if (event->kind == HERALD_EVENT_RELEASED)
    return g_strdup (_("published"));
  switch (event->purpose)
    {
    case HERALD_PURPOSE_BRIEFING:
      return event->recipient != NULL ? g_strdup_printf (_("given to %s"), event->recipient) : g_strdup (_("given out under embargo"));
    case HERALD_PURPOSE_RELEASE:
      return g_strdup (_("exported for publication"));
    default:
      return g_strdup (_("exported for review"));
    }
}

/* A name may be a page long: a line of a table shows its beginning, --json all of it. */
static char *
shorten (char *words)
{
  g_autofree char *all = words;
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (all, -1) <= LONGEST_MESSAGE)
    return g_steal_pointer (&all);
  beginning = g_utf8_substring (all, 0, LONGEST_MESSAGE - 1);
  return g_strconcat (beginning, "…", NULL);
}

/* What happened to it, briefly; what happened twice is told once. */
static char *
describe_events (const HeraldHistoryRow *row)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; row->signers[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup_printf (_("approved by %s"), row->signers[i]));
  for (guint i = 0; i < row->events->len; i++)
    {
      g_autofree char *word = describe_event (g_ptr_array_index (row->events, i));

      if (!g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
        g_ptr_array_add (words, g_steal_pointer (&word));
    }
  if (row->synced)
    g_ptr_array_add (words, g_strdup (_("on the server")));
  if (!row->here)
    g_ptr_array_add (words, g_strdup (_("not on this computer")));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
print_table (GPtrArray *history)
{
  const char * const titles[] = { _("Version"), _("Hash"), _("Made"), _("By"), _("Message"), _("What happened"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  for (guint i = 0; i < history->len; i++)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (history, i);
      const HeraldVersion *version = row->version;
      gint64 unix_s = 0;
      g_autofree char *count = row->number > 0 ? g_strdup_printf ("%u", row->number) : g_strdup ("?");
      g_autofree char *number = g_strconcat (count, row->is_head ? "*" : "", NULL);
      g_autofree char *hash = g_strndup (version->hash, SHORT_HASH);
      g_autofree char *time = version->time != NULL && herald_utc_parse (version->time, &unix_s)
                              ? herald_describe_time (unix_s) : g_strdup (version->time);
      g_autofree char *message = row->snippet != NULL ? describe_message (row) : shorten (describe_message (row));
      g_autofree char *events = describe_events (row);
      g_autofree char *folded = g_strdup_printf (ngettext ("(%u automatic version)", "(%u automatic versions)", row->n_folded), row->n_folded);
      const char * const cells[] = { number, hash, time, version->author != NULL ? version->author->name : NULL, message, events };
      const char * const fold[] = { "", "", "", "", folded, "" };

      herald_table_add (table, cells);
      if (row->n_folded > 0)
        herald_table_add (table, fold);
    }
  herald_table_print (table);
}

typedef struct
{
  gboolean  json;
  gboolean  all;
  gboolean  named;
  int       limit;
  int       offset;
  char     *words;
} Options;

static GPtrArray *
list (HeraldLibrary  *library,
      const char     *id,
      const Options  *options,
      GError        **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (options->words == NULL)
    return options->named ? herald_library_list_named_versions (library, id, (guint) options->offset, (guint) options->limit, error)
                          : herald_library_list_versions (library, id, (guint) options->offset, (guint) options->limit, error);
  found = herald_library_search_versions (library, id, options->words, options->limit > 0 ? (guint) options->offset + (guint) options->limit : 0,
                                          NULL, error);
  if (found != NULL && options->offset > 0)
    g_ptr_array_remove_range (found, 0, MIN ((guint) options->offset, found->len));
  return g_steal_pointer (&found);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  Options chosen = { .words = NULL };
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    HERALD_OPTION_JSON (&chosen.json),
    { "all", 0, 0, G_OPTION_ARG_NONE, &chosen.all, N_("Every version, which is the default"), NULL },
    { "named", 0, 0, G_OPTION_ARG_NONE, &chosen.named, N_("Only versions with a name, joined ones, current ones, and what went out"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &chosen.limit, N_("Not more than so many"), N_("N") },
    { "offset", 0, 0, G_OPTION_ARG_INT, &chosen.offset, N_("Leave out so many of the newest"), N_("N") },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &chosen.words, N_("Only versions with these words in their text or name"), N_("WORDS") },
    { NULL }
  };
  g_autofree char *id = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GPtrArray) history = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error))
    return FALSE;
  words = chosen.words;
  if (chosen.limit < 0 || chosen.offset < 0 || (chosen.all && chosen.named) || (chosen.named && words != NULL))
    return herald_command_refuse (self, error);
  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL || !(words != NULL ? herald_cli_bring_texts (cli, id, error) : herald_cli_bring_history (cli, id, error)))
    return FALSE;
  history = list (herald_cli_open_library (cli, NULL), id, &chosen, error);
  if (history == NULL)
    return FALSE;
  if (chosen.json)
    print_json (history);
  else
    print_table (history);
  return TRUE;
}

const HeraldCommand herald_cmd_history = {
  .name = "history",
  .usage = "ID [--all|--named|--search WORDS] [--limit N] [--offset N] [--json]",
  .summary = N_("List the versions of an announcement, the newest first"),
  .details = N_("The current version has an asterisk. The number, and the beginning of the hash, name a version in\n"
                "show, diff, blame, restore and export.\n"
                "\n"
                "Examples:\n"
                "  heraldctl history 3f2a --named\n"
                "  heraldctl history 3f2a --search \"first quarter\""),
  .run = run,
};
