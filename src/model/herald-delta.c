/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-delta.h"

#include <string.h>

#include "herald-words.h"

/* A list whose elements have an identity: each is compared with itself, wherever it stands. */
typedef struct
{
  const char *member;
  const char *subject;
  gboolean    ordered; /* a place in it means something */
} IdentityList;

static const IdentityList lists[] = {
  { "parties", "party", TRUE },
  { "body", "block", TRUE },
  { "boilerplates", "boilerplate", TRUE },
  { "contacts", "contact", TRUE },
  { "assets", "asset", TRUE },
  { "sign_offs", "sign_off", FALSE },
  { "comments", "comment", FALSE },
};

/* As a reader meets them; members that are not here follow by name. The id and type never change. */
static const char * const reading_order[] = {
  "kind", "language", "headline", "name", "title", "subheadline", "dateline", "parties", "body", "boilerplates",
  "contacts", "assets", "tags", "source", "embargo", "inside_information", "filing", "status", "sign_offs", "comments",
  "notes", NULL,
};

typedef struct
{
  JsonArray  *array;
  GPtrArray  *ids;     /* of char *, in the order of array */
  GHashTable *indices; /* id -> index + 1 */
} Side;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->ids, g_ptr_array_unref);
  g_clear_pointer (&side->indices, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, clear_side)

/**
 * herald_change_free:
 * @change: (nullable) (transfer full): a change
 */
void
herald_change_free (HeraldChange *change)
{
  if (change == NULL)
    return;
  g_free (change->subject);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/* subject: (transfer full) */
static void
add_change (GPtrArray  *changes,
            char       *subject,
            const char *member,
            JsonNode   *before,
            JsonNode   *after,
            gboolean    moved)
{
  HeraldChange *change = g_new0 (HeraldChange, 1);

  change->subject = subject;
  change->before = before != NULL ? herald_words_of_member (member, before) : NULL;
  change->after = after != NULL ? herald_words_of_member (member, after) : NULL;
  if (before == NULL)
    change->kind = HERALD_CHANGE_ADDED;
  else if (after == NULL)
    change->kind = HERALD_CHANGE_REMOVED;
  else if (json_node_equal (before, after))
    change->kind = HERALD_CHANGE_MOVED;
  else
    change->kind = HERALD_CHANGE_EDITED;
  change->moved = moved && change->kind == HERALD_CHANGE_EDITED;
  g_ptr_array_add (changes, change);
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static char *
dup_identity (const char *member,
              JsonNode   *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *party, *by;

  if (object == NULL)
    return NULL;
  if (strcmp (member, "assets") == 0)
    return g_strdup (get_string (object, "sha256"));
  if (strcmp (member, "sign_offs") != 0)
    return g_strdup (get_string (object, "id"));
  if (get_string (object, "subject") == NULL || get_string (object, "sha256") == NULL)
    return NULL;
  party = get_string (object, "party");
  by = get_string (object, "by");
  return g_strjoin ("/", party != NULL ? party : "", get_string (object, "subject"), get_string (object, "sha256"),
                    by != NULL ? by : "", NULL);
}

/* FALSE: not a list whose elements all have an identity of their own. An absent one is empty. */
static gboolean
open_side (Side       *side,
           const char *member,
           JsonNode   *node)
{
  side->array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  side->ids = g_ptr_array_new_with_free_func (g_free);
  side->indices = g_hash_table_new (g_str_hash, g_str_equal);
  if (node == NULL)
    return TRUE;
  if (side->array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (side->array); i++)
    {
      char *id = dup_identity (member, json_array_get_element (side->array, i));

      if (id == NULL)
        return FALSE;
      g_ptr_array_add (side->ids, id);
      if (!g_hash_table_insert (side->indices, id, GUINT_TO_POINTER (i + 1)))
        return FALSE;
    }
  return TRUE;
}

/* FALSE: not on this side. */
static gboolean
find_index (const Side *side,
            const char *id,
            guint      *index)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (side->indices, id));

  *index = found - 1;
  return found > 0;
}

/* The places of a longest increasing run of positions: patience sorting (M. L. Fredman, "On computing the length of
 * longest increasing subsequences", 1975). Whatever stands there has kept its order; the rest has moved, and no smaller
 * set of moves tells the difference. Returns one flag a position. */
static gboolean *
find_kept (const guint *positions,
           guint        n)
{
  gboolean *kept = g_new0 (gboolean, n + 1);
  g_autofree guint *ends = g_new (guint, n + 1);     /* [l]: place of the smallest end of a run of length l + 1 */
  g_autofree guint *previous = g_new (guint, n + 1); /* place before this one in its run */
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (positions[ends[middle]] < positions[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? ends[low - 1] : n;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? ends[length - 1] : n; i < n; i = previous[i])
    kept[i] = TRUE;
  return kept;
}

/* The ids of what is on both sides and has moved. */
static GHashTable *
find_moved (const Side *before,
            const Side *after)
{
  GHashTable *moved = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint *positions = g_new (guint, after->ids->len + 1);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autofree gboolean *kept = NULL;

  for (guint i = 0; i < after->ids->len; i++)
    if (find_index (before, g_ptr_array_index (after->ids, i), &positions[both->len]))
      g_ptr_array_add (both, g_ptr_array_index (after->ids, i));
  kept = find_kept (positions, both->len);
  for (guint i = 0; i < both->len; i++)
    if (!kept[i])
      g_hash_table_add (moved, g_ptr_array_index (both, i));
  return moved;
}

/* What is gone from before, from the place i up to the next thing that is still there. */
static void
add_removed (GPtrArray          *changes,
             const IdentityList *list,
             const Side         *before,
             const Side         *after,
             guint               i)
{
  for (guint unused; i < before->ids->len && !find_index (after, g_ptr_array_index (before->ids, i), &unused); i++)
    add_change (changes, g_strdup_printf ("%s:%s", list->subject, (char *) g_ptr_array_index (before->ids, i)),
                list->member, json_array_get_element (before->array, i), NULL, FALSE);
}

static void
compare_sides (GPtrArray          *changes,
               const IdentityList *list,
               const Side         *before,
               const Side         *after)
{
  g_autoptr (GHashTable) all_moved = find_moved (before, after);

  add_removed (changes, list, before, after, 0);
  for (guint i = 0; i < after->ids->len; i++)
    {
      const char *id = g_ptr_array_index (after->ids, i);
      JsonNode *node = json_array_get_element (after->array, i);
      gboolean moved = list->ordered && g_hash_table_contains (all_moved, id);
      guint index;
      gboolean was_there = find_index (before, id, &index);
      JsonNode *was = was_there ? json_array_get_element (before->array, index) : NULL;

      if (!was_there || moved || !json_node_equal (was, node))
        add_change (changes, g_strdup_printf ("%s:%s", list->subject, id), list->member, was, node, moved);
      if (was_there)
        add_removed (changes, list, before, after, index + 1);
    }
}

static const IdentityList *
find_list (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].member, member) == 0)
      return &lists[i];
  return NULL;
}

static void
compare_member (GPtrArray  *changes,
                const char *member,
                JsonNode   *before,
                JsonNode   *after)
{
  const IdentityList *list = find_list (member);
  g_auto (Side) before_side = { NULL, NULL, NULL };
  g_auto (Side) after_side = { NULL, NULL, NULL };

  if (before == NULL && after == NULL)
    return;
  if (list != NULL && open_side (&before_side, member, before) && open_side (&after_side, member, after))
    compare_sides (changes, list, &before_side, &after_side);
  else if (before == NULL || after == NULL || !json_node_equal (before, after))
    add_change (changes, g_strdup (member), member, before, after, FALSE);
}

/* Without empty members and with tags and marks in order, where it can be read; else as it is. */
static JsonNode *
to_normal_node (HeraldDocument *document)
{
  g_autoptr (HeraldDocument) normal = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  if (herald_document_get_kind (document) == HERALD_DOCUMENT_ANNOUNCEMENT)
    announcement = herald_announcement_from_document (document, NULL);
  if (announcement != NULL)
    normal = herald_announcement_to_document (announcement);
  return herald_document_to_node (normal != NULL ? normal : document);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Names of members of either, in reading order. */
static GPtrArray *
list_members (JsonObject *a,
              JsonObject *b)
{
  g_autoptr (GList) of_a = json_object_get_members (a);
  g_autoptr (GList) of_b = json_object_get_members (b);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; reading_order[i] != NULL; i++)
    g_ptr_array_add (names, (char *) reading_order[i]);
  for (GList *l = of_a; l != NULL; l = l->next)
    g_ptr_array_add (others, l->data);
  for (GList *l = of_b; l != NULL; l = l->next)
    if (!json_object_has_member (a, l->data))
      g_ptr_array_add (others, l->data);
  g_ptr_array_sort (others, compare_names);
  for (guint i = 0; i < others->len; i++)
    {
      const char *name = g_ptr_array_index (others, i);

      if (!g_strv_contains (reading_order, name) && strcmp (name, "id") != 0 && strcmp (name, "type") != 0)
        g_ptr_array_add (names, (char *) name);
    }
  return names;
}

/**
 * herald_delta_between:
 * @before: a document
 * @after: another state of it
 *
 * Things with an identity are compared with themselves: blocks, companies, profiles and contacts by id, pictures by hash,
 * comments by id, approvals by (company, subject, hash, person). Of those that changed places only the fewest that
 * explain the new order are said to have moved; removed ones stand where they were. Everything else is compared as a
 * whole, so this works for documents of any type and schema.
 *
 * Returns: (transfer full) (element-type HeraldChange): what changed, in reading order
 */
GPtrArray *
herald_delta_between (HeraldDocument *before,
                      HeraldDocument *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_change_free);
  g_autoptr (JsonNode) before_node = NULL;
  g_autoptr (JsonNode) after_node = NULL;
  g_autoptr (GPtrArray) names = NULL;
  JsonObject *before_object, *after_object;

  g_return_val_if_fail (before != NULL, changes);
  g_return_val_if_fail (after != NULL, changes);

  before_node = to_normal_node (before);
  after_node = to_normal_node (after);
  before_object = json_node_get_object (before_node);
  after_object = json_node_get_object (after_node);
  names = list_members (before_object, after_object);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      compare_member (changes, name, json_object_get_member (before_object, name),
                      json_object_get_member (after_object, name));
    }
  return changes;
}
