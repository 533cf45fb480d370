/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison.h"

#include <string.h>

#include "herald-comparison-private.h"

struct _HeraldComparison
{
  gatomicrefcount     ref_count;
  JsonNode           *before_node; /* NULL: there was nothing */
  JsonNode           *after_node;
  HeraldAnnouncement *before;
  HeraldAnnouncement *after;
  GPtrArray          *entries;     /* of HeraldComparisonEntry */
  GHashTable         *subjects;    /* subject -> entry */
  guint               n_changes;
};

G_DEFINE_BOXED_TYPE (HeraldComparison, herald_comparison, herald_comparison_ref, herald_comparison_unref)

/* The terms, then the page from the top down, then what stays in the house. Members that are not here follow by name,
 * and stay in the house, too: whoever adds one decides. The id, type and schema of a document never change. */
static const struct { const char *member; gboolean is_internal; } reading_order[] = {
  { "embargo", FALSE }, { "tags", TRUE }, { "parties", FALSE }, { "status", FALSE }, { "kind", FALSE },
  { "language", FALSE }, { "source", FALSE }, { "inside_information", FALSE }, { "filing", FALSE }, { "headline", FALSE },
  { "name", FALSE }, { "title", FALSE }, { "subheadline", FALSE }, { "dateline", FALSE }, { "body", FALSE },
  { "boilerplates", FALSE }, { "contacts", FALSE }, { "assets", FALSE }, { "translation_group", TRUE },
  { "sign_offs", TRUE }, { "comments", TRUE }, { "overrides", TRUE }, { "notes", TRUE }, { "trashed", TRUE },
};

static const char * const unchanging[] = { "id", "schema", "type", NULL };

/**
 * herald_compared_kind_to_string:
 * @kind: a kind
 *
 * Returns: its name for programs, "edited-and-moved"
 */
const char *
herald_compared_kind_to_string (HeraldComparedKind kind)
{
  static const char * const names[] = { "same", "added", "removed", "edited", "moved", "edited-and-moved" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), "");
  return names[kind];
}

void
herald_comparison_entry_free (HeraldComparisonEntry *entry)
{
  g_free (entry->subject);
  g_free (entry->member);
  g_clear_pointer (&entry->parts, g_ptr_array_unref);
  g_clear_pointer (&entry->also, g_ptr_array_unref);
  g_clear_pointer (&entry->before, json_node_unref);
  g_clear_pointer (&entry->after, json_node_unref);
  g_free (entry);
}

HeraldComparisonEntry *
herald_comparison_entry_new (const char *member,
                             char       *subject)
{
  HeraldComparisonEntry *entry = g_new0 (HeraldComparisonEntry, 1);

  entry->member = g_strdup (member);
  entry->subject = subject;
  entry->before_index = entry->after_index = -1;
  entry->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_compared_part_free);
  entry->also = g_ptr_array_new_with_free_func (g_free);
  return entry;
}

gboolean
herald_compared_parts_differ (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (((HeraldComparedPart *) g_ptr_array_index (parts, i))->kind != HERALD_COMPARED_SAME)
      return TRUE;
  return FALSE;
}

/* Without empty members and with tags and marks in order, where it can be read; else as it is. */
static JsonNode *
read_side (HeraldDocument      *document,
           HeraldAnnouncement **announcement)
{
  g_autoptr (HeraldDocument) normal = NULL;

  if (document == NULL)
    return NULL;
  if (herald_document_get_kind (document) == HERALD_DOCUMENT_ANNOUNCEMENT)
    *announcement = herald_announcement_from_document (document, NULL);
  if (*announcement != NULL)
    normal = herald_announcement_to_document (*announcement);
  return herald_document_to_node (normal != NULL ? normal : document);
}

static void
compare_whole_member (GPtrArray                 *entries,
                      const HeraldComparedSides *sides,
                      const char                *member,
                      JsonNode                  *before,
                      JsonNode                  *after)
{
  HeraldComparisonEntry *entry = herald_comparison_entry_new (member, g_strdup (member));

  entry->before = before != NULL ? json_node_ref (before) : NULL;
  entry->after = after != NULL ? json_node_ref (after) : NULL;
  herald_compare_value (entry->parts, sides, member, "", before, after);
  entry->kind = herald_compared_kind (before != NULL, after != NULL,
                                      before != NULL && after != NULL && !json_node_equal (before, after), FALSE);
  g_ptr_array_add (entries, entry);
}

static JsonNode *
get_member (JsonNode   *node,
            const char *name)
{
  JsonNode *member = node != NULL ? json_object_get_member (json_node_get_object (node), name) : NULL;

  return member != NULL && !JSON_NODE_HOLDS_NULL (member) ? member : NULL;
}

static void
compare_member (HeraldComparison *self,
                const char       *member,
                gboolean          is_internal)
{
  const HeraldComparedSides sides = { self->before, self->after };
  JsonNode *before = get_member (self->before_node, member), *after = get_member (self->after_node, member);
  guint first = self->entries->len;

  if (before == NULL && after == NULL)
    return;
  if (!herald_compare_things (self->entries, &sides, member, before, after))
    compare_whole_member (self->entries, &sides, member, before, after);
  for (guint i = first; i < self->entries->len; i++)
    {
      HeraldComparisonEntry *entry = g_ptr_array_index (self->entries, i);

      entry->is_internal = is_internal;
      self->n_changes += entry->kind != HERALD_COMPARED_SAME ? 1 : 0;
      g_hash_table_insert (self->subjects, entry->subject, entry);
      for (guint k = 0; k < entry->also->len; k++)
        g_hash_table_insert (self->subjects, g_ptr_array_index (entry->also, k), entry);
    }
}

static gboolean
is_in_reading_order (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (reading_order); i++)
    if (strcmp (reading_order[i].member, member) == 0)
      return TRUE;
  return g_strv_contains (unchanging, member);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/* What other Heralds may know. */
static void
compare_other_members (HeraldComparison *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) sorted = NULL;
  JsonNode *nodes[] = { self->before_node, self->after_node };

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autoptr (GList) members = nodes[i] != NULL ? json_object_get_members (json_node_get_object (nodes[i])) : NULL;

      for (GList *l = members; l != NULL; l = l->next)
        if (!is_in_reading_order (l->data))
          g_hash_table_add (names, l->data);
    }
  sorted = g_list_sort (g_hash_table_get_keys (names), compare_names);
  for (GList *l = sorted; l != NULL; l = l->next)
    compare_member (self, l->data, TRUE);
}

/**
 * herald_comparison_new:
 * @before: (nullable): a document; %NULL compares with nothing
 * @after: another state of it
 *
 * Things with an identity are compared with themselves: blocks, companies, profiles and contacts by id, pictures by hash,
 * comments by id, approvals by (company, subject, hash, person). A block that was cut and pasted has a new id: it is known
 * again by its words. Of those that changed places only the fewest that explain the new order are said to have moved.
 * Everything else is compared as a whole, so this works for documents of any type and schema.
 *
 * Returns: (transfer full): the comparison, which keeps nothing of the documents
 */
HeraldComparison *
herald_comparison_new (HeraldDocument *before,
                       HeraldDocument *after)
{
  HeraldComparison *self = NULL;

  g_return_val_if_fail (after != NULL, NULL);

  self = g_new0 (HeraldComparison, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_comparison_entry_free);
  self->subjects = g_hash_table_new (g_str_hash, g_str_equal);
  self->before_node = read_side (before, &self->before);
  self->after_node = read_side (after, &self->after);
  for (guint i = 0; i < G_N_ELEMENTS (reading_order); i++)
    compare_member (self, reading_order[i].member, reading_order[i].is_internal);
  compare_other_members (self);
  return self;
}

HeraldComparison *
herald_comparison_ref (HeraldComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
herald_comparison_unref (HeraldComparison *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->subjects, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->before, herald_announcement_free);
  g_clear_pointer (&self->after, herald_announcement_free);
  g_clear_pointer (&self->before_node, json_node_unref);
  g_clear_pointer (&self->after_node, json_node_unref);
  g_free (self);
}

/**
 * herald_comparison_get_entries:
 * @self: a comparison
 *
 * Returns: (transfer none) (element-type HeraldComparisonEntry): everything in either state, in reading order
 */
GPtrArray *
herald_comparison_get_entries (HeraldComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->entries;
}

guint
herald_comparison_get_n_changes (HeraldComparison *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_changes;
}

/**
 * herald_comparison_find:
 * @self: a comparison
 * @subject: "embargo", "block:<id>"
 *
 * Returns: (transfer none) (nullable): the entry that tells of it
 */
HeraldComparisonEntry *
herald_comparison_find (HeraldComparison *self,
                        const char       *subject)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  return g_hash_table_lookup (self->subjects, subject);
}

const HeraldAnnouncement *
herald_comparison_get_before (HeraldComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->before;
}

const HeraldAnnouncement *
herald_comparison_get_after (HeraldComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->after;
}
