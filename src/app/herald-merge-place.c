/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-place.h"

#include <glib/gi18n.h>
#include <string.h>

#include "herald-zone.h"

/* What several places have in common. */
typedef struct
{
  const HeraldDispute *dispute;
  GPtrArray           *comparisons; /* of HeraldComparison: from the base to each head, as heads; NULL where it is not here */
} Reading;

static void
option_free (HeraldMergeOption *option)
{
  g_free (option->head);
  g_free (option->who);
  g_ptr_array_unref (option->parts);
  g_clear_pointer (&option->comparison, herald_comparison_unref);
  g_free (option->words);
  g_free (option);
}

/**
 * herald_merge_place_free:
 * @place: (nullable) (transfer full): a place
 */
void
herald_merge_place_free (HeraldMergePlace *place)
{
  if (place == NULL)
    return;
  g_free (place->subject);
  g_free (place->member);
  g_free (place->name);
  g_free (place->part);
  g_free (place->base);
  g_ptr_array_unref (place->options);
  g_clear_pointer (&place->draft, herald_item_free);
  g_free (place);
}

static HeraldMergeOption *
add_option (HeraldMergePlace *place,
            HeraldChoiceKind  kind)
{
  HeraldMergeOption *option = g_new0 (HeraldMergeOption, 1);

  option->kind = kind;
  option->parts = g_ptr_array_new ();
  g_ptr_array_add (place->options, option);
  return option;
}

static guint
find_head (const HeraldDispute *dispute,
           const char          *hash)
{
  for (guint i = 1; hash != NULL && dispute->heads[i] != NULL; i++)
    if (g_str_equal (dispute->heads[i], hash))
      return i;
  return 1;
}

/* Words */

/* Whether a part of a comparison belongs to what is to be decided. */
static gboolean
is_meant (const HeraldComparedPart *part,
          const char               *member)
{
  gsize length = member != NULL ? strlen (member) : 0;

  return member == NULL ||
         (strncmp (part->member, member, length) == 0 && (part->member[length] == '\0' || part->member[length] == '.'));
}

static void
add_parts (HeraldMergeOption           *option,
           const HeraldComparisonEntry *entry,
           const char                  *member)
{
  for (guint i = 0; i < entry->parts->len; i++)
    {
      HeraldComparedPart *part = g_ptr_array_index (entry->parts, i);

      if (is_meant (part, member) && (part->before != NULL || part->after != NULL))
        g_ptr_array_add (option->parts, part);
    }
}

static char *
get_base_words (const HeraldComparisonEntry *entry,
                const char                  *member)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < entry->parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (entry->parts, i);

      if (!is_meant (part, member) || part->before == NULL)
        continue;
      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append (words, part->before);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/* Where a thing stands in a list, by what stands before it. */
static char *
describe_order (HeraldComparison *comparison,
                const char       *subject,
                JsonNode         *order)
{
  const char *colon = strchr (subject, ':');
  JsonArray *names = order != NULL && JSON_NODE_HOLDS_ARRAY (order) ? json_node_get_array (order) : NULL;
  guint length = names != NULL ? json_array_get_length (names) : 0;

  for (guint i = 1; colon != NULL && i < length; i++)
    {
      const char *before = json_array_get_string_element (names, i - 1);
      g_autofree char *before_subject = NULL;
      g_autofree char *name = NULL;
      const HeraldComparisonEntry *entry = NULL;

      if (g_strcmp0 (json_array_get_string_element (names, i), colon + 1) != 0)
        continue;
      before_subject = g_strdup_printf ("%.*s:%s", (int) (colon - subject), subject, before);
      entry = herald_comparison_find (comparison, before_subject);
      name = entry != NULL ? herald_comparison_name_entry (comparison, entry) : NULL;
      return name != NULL ? g_strdup_printf (_("It stands after: %s"), name) : NULL;
    }
  return g_strdup (_("It stands at the beginning"));
}

/* Sides */

static void
add_side (Reading              *reading,
          HeraldMergePlace     *place,
          HeraldChoiceKind      kind,
          const HeraldConflict *conflict,
          guint                 head)
{
  const HeraldVersion *version = g_ptr_array_index (reading->dispute->versions, head);
  HeraldComparison *comparison = g_ptr_array_index (reading->comparisons, head);
  const HeraldComparisonEntry *entry = NULL;
  HeraldMergeOption *option = add_option (place, kind);
  JsonNode *value = kind == HERALD_CHOICE_MINE ? conflict->our_value : conflict->their_value;
  const char *words = kind == HERALD_CHOICE_MINE ? conflict->ours : conflict->theirs;

  option->head = kind == HERALD_CHOICE_THEIRS ? g_strdup (conflict->head) : NULL;
  option->who = g_strdup (version->author != NULL ? version->author->name : NULL);
  if (!herald_utc_parse (version->time, &option->time))
    option->time = 0;
  if (words == NULL && value == NULL)
    return;
  entry = comparison != NULL ? herald_comparison_find (comparison, conflict->subject) : NULL;
  if (entry != NULL)
    {
      option->comparison = herald_comparison_ref (comparison);
      add_parts (option, entry, conflict->member);
    }
  if (entry != NULL && conflict->kind == HERALD_CONFLICT_ORDER)
    option->words = describe_order (comparison, conflict->subject, value);
  else if (option->parts->len == 0)
    option->words = g_strdup (words);
}

static HeraldItem *
read_draft (const HeraldConflict *conflict)
{
  JsonNode *value = conflict->our_value != NULL ? conflict->our_value : conflict->their_value;

  if (conflict->kind != HERALD_CONFLICT_TEXT && conflict->kind != HERALD_CONFLICT_MARKS)
    return NULL;
  if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    return herald_record_read (&herald_item_type, json_node_get_object (value), NULL, NULL);
  if (value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return herald_item_new (json_node_get_string (value));
  return NULL;
}

static void
name_place (Reading              *reading,
            HeraldMergePlace     *place,
            const HeraldConflict *conflict)
{
  for (guint i = 0; i < reading->comparisons->len; i++)
    {
      HeraldComparison *comparison = g_ptr_array_index (reading->comparisons, i);
      const HeraldComparisonEntry *entry = NULL;

      if (comparison == NULL)
        continue;
      entry = herald_comparison_find (comparison, conflict->subject);
      if (entry == NULL)
        continue;
      if (place->name == NULL)
        place->name = herald_comparison_name_entry (comparison, entry);
      if (place->base == NULL)
        place->base = get_base_words (entry, conflict->member);
      for (guint p = 0; p < entry->parts->len && place->part == NULL && conflict->member != NULL; p++)
        if (g_strcmp0 (((HeraldComparedPart *) g_ptr_array_index (entry->parts, p))->member, conflict->member) == 0)
          place->part = herald_compared_part_name (g_ptr_array_index (entry->parts, p));
    }
  if (place->name == NULL)
    place->name = g_strdup (conflict->subject);
  if (place->base == NULL)
    place->base = g_strdup (conflict->base);
}

static gboolean
belongs_to (const HeraldMergePlace *place,
            const HeraldConflict   *conflict)
{
  return g_str_equal (place->subject, conflict->subject) && g_strcmp0 (place->member, conflict->member) == 0 &&
         (place->kind == HERALD_CONFLICT_ORDER) == (conflict->kind == HERALD_CONFLICT_ORDER);
}

static HeraldMergePlace *
find_place (GPtrArray            *places,
            const HeraldConflict *conflict)
{
  for (guint i = 0; i < places->len; i++)
    if (belongs_to (g_ptr_array_index (places, i), conflict))
      return g_ptr_array_index (places, i);
  return NULL;
}

static HeraldMergePlace *
place_new (Reading              *reading,
           const HeraldConflict *conflict)
{
  HeraldMergePlace *place = g_new0 (HeraldMergePlace, 1);

  place->kind = conflict->kind;
  place->subject = g_strdup (conflict->subject);
  place->member = g_strdup (conflict->member);
  place->options = g_ptr_array_new_with_free_func ((GDestroyNotify) option_free);
  place->draft = read_draft (conflict);
  name_place (reading, place, conflict);
  add_side (reading, place, HERALD_CHOICE_MINE, conflict, 0);
  return place;
}

/* What is no one's: last, when everybody's words are there. */
static void
add_own_answers (Reading          *reading,
                 HeraldMergePlace *place)
{
  const HeraldMerge *merge = reading->dispute->merge;

  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (merge->conflicts, i);

      if (!belongs_to (place, conflict))
        continue;
      if (herald_merge_allows_both (merge, conflict))
        add_option (place, HERALD_CHOICE_BOTH);
      break;
    }
  if (place->draft != NULL)
    add_option (place, HERALD_CHOICE_REWRITTEN);
}

static void
comparison_clear (HeraldComparison *comparison)
{
  if (comparison != NULL)
    herald_comparison_unref (comparison);
}

/**
 * herald_merge_place_list:
 * @dispute: an open dispute, or one without conflicts
 *
 * Returns: (transfer full) (element-type HeraldMergePlace): what only a person can decide, in reading order
 */
GPtrArray *
herald_merge_place_list (const HeraldDispute *dispute)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_merge_place_free);
  g_autoptr(GPtrArray) comparisons = g_ptr_array_new_with_free_func ((GDestroyNotify) comparison_clear);
  Reading reading = { dispute, comparisons };

  g_return_val_if_fail (dispute != NULL, places);

  if (dispute->merge == NULL)
    return places;
  for (guint i = 0; i < dispute->documents->len; i++)
    {
      HeraldDocument *document = g_ptr_array_index (dispute->documents, i);

      g_ptr_array_add (comparisons, document != NULL ? herald_comparison_new (dispute->base, document) : NULL);
    }
  for (guint i = 0; i < dispute->merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (dispute->merge->conflicts, i);
      HeraldMergePlace *place = find_place (places, conflict);

      if (place == NULL)
        {
          place = place_new (&reading, conflict);
          g_ptr_array_add (places, place);
        }
      add_side (&reading, place, HERALD_CHOICE_THEIRS, conflict, find_head (dispute, conflict->head));
    }
  for (guint i = 0; i < places->len; i++)
    add_own_answers (&reading, g_ptr_array_index (places, i));
  return places;
}

/**
 * herald_merge_option_words:
 * @option: an answer
 *
 * Returns: (transfer full): its words as they would stand
 */
char *
herald_merge_option_words (const HeraldMergeOption *option)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (option != NULL, NULL);

  for (guint i = 0; i < option->parts->len; i++)
    {
      const HeraldComparedPart *part = g_ptr_array_index (option->parts, i);

      if (part->after == NULL)
        continue;
      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append (words, part->after);
    }
  if (option->words != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", option->words);
  return g_string_free (words, FALSE);
}
