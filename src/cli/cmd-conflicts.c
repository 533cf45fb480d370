/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <stdlib.h>
#include <string.h>

#include "herald-deciding.h"
#include "herald-describe.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-table.h"
#include "herald-zone.h"

/* One document that several people changed differently. */
typedef struct
{
  HeraldDispute *dispute;
  HeraldMerge   *left;     /* what is not decided yet, or NULL where nobody can tell */
  char          *headline;
} Row;

static void
row_free (Row *row)
{
  g_clear_pointer (&row->dispute, herald_dispute_free);
  g_clear_pointer (&row->left, herald_merge_free);
  g_free (row->headline);
  g_free (row);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Row, row_free)

static Row *
load_row (HeraldLibrary  *library,
          const char     *id,
          GError        **error)
{
  g_autoptr (Row) row = g_new0 (Row, 1);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_autoptr (HeraldSummary) summary = NULL;

  row->dispute = copy != NULL ? herald_library_load_dispute (library, id, error) : NULL;
  if (row->dispute == NULL)
    return NULL;
  summary = herald_summary_from_document (copy->document);
  row->headline = g_strdup (summary->headline);
  if (row->dispute->merge != NULL)
    {
      row->left = herald_deciding_apply (library, row->dispute, error);
      if (row->left == NULL)
        return NULL;
    }
  return g_steal_pointer (&row);
}

/* only: a full id, or NULL for all */
static GPtrArray *
load_rows (HeraldLibrary  *library,
           const char     *only,
           GError        **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_autoptr (GPtrArray) ids = herald_library_list_conflicts (library, error);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      Row *row;

      if (only != NULL && !g_str_equal (id, only))
        continue;
      row = load_row (library, id, error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

static const char *
state_to_string (HeraldDisputeState state)
{
  switch (state)
    {
    case HERALD_DISPUTE_OPEN:
      return "open";
    case HERALD_DISPUTE_MISSING:
      return "missing";
    case HERALD_DISPUTE_NEWER:
      return "newer";
    case HERALD_DISPUTE_DAMAGED:
      return "damaged";
    case HERALD_DISPUTE_NONE:
    default:
      return "none";
    }
}

static const char *
kind_to_string (HeraldConflictKind kind)
{
  switch (kind)
    {
    case HERALD_CONFLICT_TEXT:
      return "text";
    case HERALD_CONFLICT_MARKS:
      return "marks";
    case HERALD_CONFLICT_REMOVED:
      return "removed";
    case HERALD_CONFLICT_ORDER:
      return "order";
    case HERALD_CONFLICT_VALUE:
    default:
      return "value";
    }
}

static gboolean
is_open (const Row            *row,
         const HeraldConflict *conflict)
{
  g_autofree char *key = herald_deciding_key (conflict);

  for (guint i = 0; row->left != NULL && i < row->left->conflicts->len; i++)
    {
      const HeraldConflict *left = g_ptr_array_index (row->left->conflicts, i);
      g_autofree char *other = herald_deciding_key (left);

      if (left->kind == conflict->kind && g_str_equal (other, key))
        return TRUE;
    }
  return FALSE;
}

static JsonArray *
write_conflicts (const Row *row)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_deciding_read (row->dispute);
  JsonArray *array = json_array_new ();

  for (guint i = 0; row->dispute->merge != NULL && i < row->dispute->merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (row->dispute->merge->conflicts, i);
      g_autofree char *key = herald_deciding_key (conflict);
      g_autofree char *name = herald_deciding_name (announcement, conflict);
      JsonObject *object = json_object_new ();

      herald_object_set_string (object, "subject", key);
      herald_object_set_string (object, "name", name);
      herald_object_set_string (object, "kind", kind_to_string (conflict->kind));
      herald_object_set_string (object, "ancestor", conflict->base);
      herald_object_set_string (object, "mine", conflict->ours);
      herald_object_set_string (object, "theirs", conflict->theirs);
      herald_object_set_string (object, "theirs_version", conflict->head);
      json_object_set_boolean_member (object, "both", herald_merge_allows_both (row->dispute->merge, conflict));
      json_object_set_boolean_member (object, "decided", !is_open (row, conflict));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
write_versions (const HeraldDispute *dispute)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dispute->versions->len; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (dispute->versions, i);
      JsonObject *object = json_object_new ();

      herald_object_set_string (object, "hash", version->hash);
      herald_object_set_string (object, "author", version->author != NULL ? version->author->name : NULL);
      herald_object_set_string (object, "time", version->time);
      herald_object_set_string (object, "message", version->message);
      json_array_add_object_element (array, object);
    }
  return array;
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The same on every computer. */
static JsonArray *
write_heads (const HeraldDispute *dispute)
{
  g_auto (GStrv) sorted = g_strdupv (dispute->heads);
  JsonArray *array = json_array_new ();

  qsort (sorted, g_strv_length (sorted), sizeof *sorted, compare_hashes);
  for (guint i = 0; sorted[i] != NULL; i++)
    json_array_add_string_element (array, sorted[i]);
  return array;
}

static void
print_json (GPtrArray *rows)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      JsonObject *object = json_object_new ();

      herald_object_set_string (object, "id", row->dispute->id);
      herald_object_set_string (object, "headline", row->headline);
      json_object_set_array_member (object, "heads", write_heads (row->dispute));
      herald_object_set_string (object, "state", state_to_string (row->dispute->state));
      herald_object_set_string (object, "problem", row->dispute->problem);
      json_object_set_array_member (object, "versions", write_versions (row->dispute));
      json_object_set_array_member (object, "conflicts", write_conflicts (row));
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

static void
print_table (GPtrArray *rows)
{
  const char * const titles[] = { _("ID"), _("Headline"), _("To decide"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);
      g_autofree char *count = row->left != NULL ? g_strdup_printf ("%u", row->left->conflicts->len) : g_strdup ("?");
      const char * const cells[] = { row->dispute->id, row->headline, count };

      herald_table_add (table, cells);
    }
  herald_table_print (table);
}

static void
print_version (const char          *whose,
               const HeraldVersion *version)
{
  gint64 seconds = 0;
  g_autofree char *author = herald_describe_line (version->author != NULL ? version->author->name : NULL);
  g_autofree char *message = herald_describe_line (version->message);
  g_autofree char *time = NULL;

  herald_utc_parse (version->time, &seconds);
  time = herald_describe_time (seconds);
  herald_print ("%-8s%.8s  %s  %s%s%s\n", whose, version->hash, time, author, *message != '\0' ? "  " : "", message);
}

static void
print_words (const char *whose,
             const char *words)
{
  g_autofree char *clean = herald_describe_text (words != NULL ? words : _("(nothing)"));
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    herald_print ("  %-9s%s\n", i == 0 ? whose : "", lines[i]);
}

static void
print_conflict (const Row                *row,
                const HeraldAnnouncement *announcement,
                const HeraldConflict     *conflict)
{
  g_autofree char *name = herald_deciding_name (announcement, conflict);
  g_autofree char *key = herald_deciding_key (conflict);
  g_autofree char *clean_name = herald_describe_line (name);
  g_autofree char *clean_key = herald_describe_line (key);

  herald_print ("\n%s (%s)\n  %s", clean_name, clean_key, herald_deciding_reason (conflict->kind));
  herald_print ("%s%s\n", is_open (row, conflict) ? "" : " ", is_open (row, conflict) ? "" : _("You have decided about it."));
  print_words (_("Before:"), conflict->base);
  print_words (_("Mine:"), conflict->ours);
  print_words (_("Theirs:"), conflict->theirs);
}

static void
print_row (const Row *row)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_deciding_read (row->dispute);
  g_autofree char *headline = herald_describe_line (row->headline);

  herald_print ("%s\n", headline);
  for (guint i = 0; i < row->dispute->versions->len; i++)
    print_version (i == 0 ? _("Mine:") : _("Theirs:"), g_ptr_array_index (row->dispute->versions, i));
  if (row->dispute->problem != NULL)
    herald_print ("%s\n", row->dispute->problem);
  for (guint i = 0; row->dispute->merge != NULL && i < row->dispute->merge->conflicts->len; i++)
    print_conflict (row, announcement, g_ptr_array_index (row->dispute->merge->conflicts, i));
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
  g_autofree char *only = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  HeraldLibrary *library;

  if (!herald_command_parse (self, cli, options, argv, 0, 1, &arguments, error))
    return FALSE;
  library = herald_cli_open_library (cli, error);
  if (library == NULL)
    return FALSE;
  if (arguments[0] != NULL)
    {
      only = herald_library_resolve_id (library, arguments[0], error);
      if (only == NULL)
        return FALSE;
    }
  rows = load_rows (library, only, error);
  if (rows == NULL)
    return FALSE;
  if (json)
    print_json (rows);
  else if (only == NULL)
    print_table (rows);
  else if (rows->len > 0)
    print_row (g_ptr_array_index (rows, 0));
  return TRUE;
}

const HeraldCommand herald_cmd_conflicts = {
  .name = "conflicts",
  .usage = "[ID] [--json]",
  .summary = N_("Show what two people have changed differently, and only a person can decide"),
  .details = N_("Without ID, the full IDs of all such announcements, and how much is to be decided. With ID, what each of\n"
                "the two wrote, and what stood there before; in brackets what “heraldctl resolve” calls it. Everything is kept\n"
                "until a person has decided."),
  .run = run,
};
