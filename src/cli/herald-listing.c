/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-listing.h"

#include <string.h>

#include "herald-describe.h"
#include "herald-i18n.h"
#include "herald-library.h"
#include "herald-output.h"
#include "herald-table.h"

#define SHORTEST_ID 8 /* characters of an id in a list */

static JsonNode *
strings_to_node (char **strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
embargo_to_node (const HeraldSummary *summary)
{
  g_autoptr (JsonObject) embargo = NULL;

  if (summary->embargo_utc == NULL && summary->embargo_wall == NULL)
    return json_node_new (JSON_NODE_NULL);
  embargo = json_object_new ();
  herald_object_set_string (embargo, "wall", summary->embargo_wall);
  herald_object_set_string (embargo, "zone", summary->embargo_zone);
  herald_object_set_string (embargo, "utc", summary->embargo_utc);
  return json_node_init_object (json_node_alloc (), embargo);
}

/* Every member is always there, so that a program needs no case for its absence. */
static JsonObject *
row_to_object (const HeraldListRow *row)
{
  JsonObject *object = json_object_new ();
  const HeraldSummary *summary = row->summary;
  g_autofree char *modified = herald_utc_format (row->modified / G_USEC_PER_SEC);

  herald_object_set_string (object, "id", summary->id);
  herald_object_set_string (object, "headline", summary->headline);
  herald_object_set_string (object, "status", herald_status_to_string (summary->status));
  herald_object_set_string (object, "language", summary->language);
  json_object_set_member (object, "tags", strings_to_node (summary->tags));
  json_object_set_member (object, "parties", strings_to_node (summary->parties));
  json_object_set_member (object, "embargo", embargo_to_node (summary));
  herald_object_set_string (object, "modified", modified);
  return object;
}

static void
print_json (GPtrArray *rows)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, row_to_object (g_ptr_array_index (rows, i)));
  herald_print_array (array);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* How much of an id tells all rows apart. */
static gsize
find_id_length (GPtrArray *rows)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  gsize length = SHORTEST_ID;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (ids, ((HeraldListRow *) g_ptr_array_index (rows, i))->summary->id);
  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 1; i < ids->len; i++)
    while (strncmp (g_ptr_array_index (ids, i - 1), g_ptr_array_index (ids, i), length) == 0 &&
           length < strlen (g_ptr_array_index (ids, i)))
      length++;
  return length;
}

static char *
describe_state (const HeraldListRow *row)
{
  const char *status = herald_status_to_string (row->summary->status);

  if (row->conflict)
    return g_strdup_printf (_("%s, in conflict"), status != NULL ? status : "");
  return g_strdup (status);
}

static char *
describe_lift (const HeraldSummary *summary)
{
  g_autofree char *wall = NULL;

  if (summary->embargo_wall == NULL || summary->embargo_zone == NULL)
    return NULL;
  wall = g_strdelimit (g_strndup (summary->embargo_wall, strlen ("2026-12-01T09:00")), "T", ' ');
  return g_strdup_printf ("%s %s", wall, summary->embargo_zone);
}

static void
print_table (GPtrArray *rows)
{
  const char * const titles[] = { _("ID"), _("Changed"), _("Status"), _("Language"), _("Embargo ends"), _("Headline"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);
  gsize id_length = find_id_length (rows);

  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldListRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = g_strndup (row->summary->id, id_length);
      g_autofree char *modified = herald_describe_time (row->modified / G_USEC_PER_SEC);
      g_autofree char *state = describe_state (row);
      g_autofree char *lift = describe_lift (row->summary);
      const char * const cells[] = { id, modified, state, row->summary->language, lift, row->summary->headline };

      herald_table_add (table, cells);
    }
  herald_table_print (table);
}

/**
 * herald_listing_print:
 * @rows: (element-type HeraldListRow): rows of a list or of a search
 * @json: for programs: `{id, headline, status, language, tags, parties, embargo, modified}`, in this and later versions
 *
 * Prints the rows in their order.
 */
void
herald_listing_print (GPtrArray *rows,
                   gboolean   json)
{
  g_return_if_fail (rows != NULL);

  if (json)
    print_json (rows);
  else
    print_table (rows);
}
