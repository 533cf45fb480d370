/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-choices.h"

#include "herald-canonical.h"
#include "herald-dispute.h"
#include "herald-json.h"
#include "herald-library-private.h"

#include <stdlib.h>
#include <string.h>

/* Kept as a setting of the library: {"heads": hashes, sorted, "choices": [{"subject", "member", "kind", "value",
 * "head"}]}. Choices about other heads than those that stand are about words that nobody sees any more. */

static const char *const kinds[] = { "mine", "theirs", "both", "rewritten" };

static char *
make_key (const char *id)
{
  return g_strconcat ("choices:", id, NULL);
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char *
join_heads (char **heads)
{
  g_auto(GStrv) sorted = g_strdupv (heads);

  qsort (sorted, g_strv_length (sorted), sizeof *sorted, compare_hashes);

  return g_strjoinv ("+", sorted);
}

static void
set_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static char *
to_text (const HeraldDispute *dispute,
         GPtrArray           *choices)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *root = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autofree char *heads = join_heads (dispute->heads);

  for (guint i = 0; i < choices->len; i++)
    {
      const HeraldChoice *choice = g_ptr_array_index (choices, i);
      JsonObject *object = json_object_new ();

      set_string (object, "subject", choice->subject);
      set_string (object, "member", choice->member);
      set_string (object, "kind", kinds[choice->kind]);
      set_string (object, "head", choice->head);
      if (choice->value != NULL)
        json_object_set_member (object, "value", herald_node_copy (choice->value));
      json_array_add_object_element (array, object);
    }
  set_string (root, "heads", heads);
  json_object_set_array_member (root, "choices", array);
  json_node_take_object (node, root);

  return herald_canonical_to_string (node, NULL);
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static HeraldChoice *
read_choice (JsonObject *object)
{
  const char *kind = get_string (object, "kind");
  HeraldChoice *choice;

  for (guint i = 0; kind != NULL && get_string (object, "subject") != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kind, kinds[i]))
        continue;
      choice = herald_choice_new (get_string (object, "subject"), get_string (object, "member"), (HeraldChoiceKind) i,
                                  json_object_get_member (object, "value"));
      choice->head = g_strdup (get_string (object, "head"));
      return choice;
    }

  return NULL;
}

static void
read_choices (const HeraldDispute *dispute,
              const char          *text,
              GPtrArray           *choices)
{
  g_autoptr(JsonNode) node = herald_json_parse (text, -1, NULL);
  g_autofree char *heads = join_heads (dispute->heads);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || g_strcmp0 (get_string (json_node_get_object (node), "heads"), heads) != 0)
    return;
  array = json_object_get_array_member (json_node_get_object (node), "choices");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      HeraldChoice *choice = read_choice (json_array_get_object_element (array, i));

      if (choice != NULL)
        g_ptr_array_add (choices, choice);
    }
}

/**
 * herald_library_load_choices:
 * @self: a library
 * @dispute: a dispute
 * @error: return location for an error
 *
 * What was decided about it so far on this computer. If a head has changed since, nothing was.
 *
 * Returns: (transfer full) (nullable) (element-type HeraldChoice): the choices
 */
GPtrArray *
herald_library_load_choices (HeraldLibrary        *self,
                             const HeraldDispute  *dispute,
                             GError              **error)
{
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (dispute != NULL, NULL);

  key = make_key (dispute->id);
  text = herald_library_get_setting (self, key, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (text != NULL)
    read_choices (dispute, text, choices);

  return g_steal_pointer (&choices);
}

/**
 * herald_library_keep_choices:
 * @self: a library
 * @dispute: a dispute
 * @choices: (element-type HeraldChoice): all that was decided about it so far
 * @error: return location for an error
 *
 * Keeps what was decided, on this computer only, until the dispute is resolved here or elsewhere.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_keep_choices (HeraldLibrary        *self,
                             const HeraldDispute  *dispute,
                             GPtrArray            *choices,
                             GError              **error)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (dispute != NULL, FALSE);
  g_return_val_if_fail (choices != NULL, FALSE);

  key = make_key (dispute->id);
  text = choices->len > 0 ? to_text (dispute, choices) : NULL;

  return herald_library_set_setting (self, key, text, error);
}

/**
 * herald_choices_forget:
 * @database: the writing connection, in a transaction
 * @id: a document's id
 * @error: return location for an error
 *
 * Returns: whether nothing is kept of it any more
 */
gboolean
herald_choices_forget (HeraldDatabase  *database,
                       const char      *id,
                       GError         **error)
{
  g_autofree char *key = make_key (id);

  return herald_database_run (database, error, "DELETE FROM settings WHERE key = ?", "s", key);
}
