/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-table.h"

/* One announcement with several heads. */
typedef struct
{
  char  *id;
  char  *headline;
  char **heads;
} Conflict;

static void
conflict_free (Conflict *conflict)
{
  g_free (conflict->id);
  g_free (conflict->headline);
  g_strfreev (conflict->heads);
  g_free (conflict);
}

static Conflict *
load_conflict (HeraldLibrary  *library,
               const char     *id,
               GError        **error)
{
  g_auto (GStrv) heads = herald_library_get_heads (library, id, error);
  g_autoptr (HeraldWorkingCopy) copy = heads != NULL ? herald_library_get_working_copy (library, id, error) : NULL;
  g_autoptr (HeraldSummary) summary = NULL;
  Conflict *conflict;

  if (copy == NULL)
    return NULL;
  summary = herald_summary_from_document (copy->document);
  conflict = g_new0 (Conflict, 1);
  conflict->id = g_strdup (id);
  conflict->headline = g_strdup (summary->headline);
  conflict->heads = g_steal_pointer (&heads);
  return conflict;
}

/* only: a full id, or NULL for all */
static GPtrArray *
load_conflicts (HeraldLibrary  *library,
                const char     *only,
                GError        **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) conflict_free);
  g_autoptr (GPtrArray) ids = herald_library_list_conflicts (library, error);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      Conflict *conflict;

      if (only != NULL && !g_str_equal (id, only))
        continue;
      conflict = load_conflict (library, id, error);
      if (conflict == NULL)
        return NULL;
      g_ptr_array_add (conflicts, conflict);
    }
  return g_steal_pointer (&conflicts);
}

static void
print_json (GPtrArray *conflicts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < conflicts->len; i++)
    {
      const Conflict *conflict = g_ptr_array_index (conflicts, i);
      JsonObject *object = json_object_new ();
      JsonArray *heads = json_array_new ();

      for (guint h = 0; conflict->heads[h] != NULL; h++)
        json_array_add_string_element (heads, conflict->heads[h]);
      herald_object_set_string (object, "id", conflict->id);
      herald_object_set_string (object, "headline", conflict->headline);
      json_object_set_array_member (object, "heads", heads);
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

static void
print_table (GPtrArray *conflicts)
{
  const char * const titles[] = { _("ID"), _("Headline"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const Conflict *conflict = g_ptr_array_index (conflicts, i);
      const char * const cells[] = { conflict->id, conflict->headline };

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
  g_autofree char *only = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
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
  conflicts = load_conflicts (library, only, error);
  if (conflicts == NULL)
    return FALSE;
  if (json)
    print_json (conflicts);
  else
    print_table (conflicts);
  return TRUE;
}

const HeraldCommand herald_cmd_conflicts = {
  .name = "conflicts",
  .usage = "[ID] [--json]",
  .summary = N_("List the announcements that two people have changed differently"),
  .details = N_("The full IDs are printed. Both texts are kept until a person has decided."),
  .run = run,
};
