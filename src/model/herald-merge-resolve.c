/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-resolve.h"

#include <string.h>

#include "herald-announcement.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-merge-put.h"

/* All that people changed differently of one member or one thing: several conflicts, where three people did. */
typedef struct
{
  const HeraldConflict *first;
  GPtrArray            *all;    /* of const HeraldConflict */
  const HeraldChoice   *choice; /* NULL: still open */
} Group;

typedef struct
{
  const HeraldMerge *merge;
  HeraldMergeTarget  target;
  GPtrArray         *groups; /* of Group */
} Resolving;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->all);
  g_free (group);
}

static gboolean
belong_together (const HeraldConflict *a,
                 const HeraldConflict *b)
{
  return strcmp (a->subject, b->subject) == 0 && g_strcmp0 (a->member, b->member) == 0
         && (a->kind == HERALD_CONFLICT_ORDER) == (b->kind == HERALD_CONFLICT_ORDER);
}

static GPtrArray *
group_conflicts (GPtrArray *conflicts)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (conflicts, i);
      Group *group = NULL;

      for (guint k = 0; k < groups->len && group == NULL; k++)
        if (belong_together (((Group *) g_ptr_array_index (groups, k))->first, conflict))
          group = g_ptr_array_index (groups, k);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->first = conflict;
          group->all = g_ptr_array_new ();
          g_ptr_array_add (groups, group);
        }
      g_ptr_array_add (group->all, (gpointer) conflict);
    }
  return groups;
}

static Group *
find_group (Resolving            *self,
            const HeraldConflict *conflict)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (belong_together (group->first, conflict))
        return group;
    }
  return NULL;
}

static const char * const joined[] = { "notes", "biography", NULL };
static const char * const repeated_of_block[] = { "text", "items", "rows", "asset", NULL };
static const char * const repeated_of_text[] = { "text", NULL };
static const char * const repeated_of_contact[] = { "name", "role", "email", "phone", NULL };

/* Members of which a second thing of the kind makes sense; NULL: none. */
static const char * const *
get_repeated (const HeraldRecordType *type)
{
  if (type == &herald_block_type)
    return repeated_of_block;
  if (type == &herald_boilerplate_type || type == &herald_comment_type)
    return repeated_of_text;
  return type == &herald_contact_type ? repeated_of_contact : NULL;
}

static gboolean
can_repeat (const HeraldRecordType *type,
            const HeraldConflict   *conflict)
{
  const char * const *repeated = get_repeated (type);

  if (repeated == NULL || herald_merge_is_empty (conflict->our_value) || herald_merge_is_empty (conflict->their_value))
    return FALSE;
  if (conflict->member == NULL)
    return conflict->kind == HERALD_CONFLICT_VALUE;
  return conflict->kind != HERALD_CONFLICT_MARKS && g_strv_contains (repeated, conflict->member);
}

static gboolean
allows_both (Resolving            *self,
             const HeraldConflict *conflict)
{
  HeraldMergePlace place = herald_merge_find_place (&self->target, conflict);

  if (place.list != NULL)
    return can_repeat (place.list->record, conflict);
  return g_strv_contains (joined, conflict->subject) && !herald_merge_is_empty (conflict->our_value) && !herald_merge_is_empty (conflict->their_value);
}

/* One text, the other after it as a paragraph of its own. */
static void
join_texts (Resolving   *self,
            const Group *group)
{
  const char *name = group->first->subject;
  g_autoptr (GString) text = g_string_new (json_node_get_string (group->first->our_value));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  for (guint i = 0; i < group->all->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (group->all, i);

      if (!herald_merge_is_empty (conflict->their_value))
        g_string_append_printf (text, "\n\n%s", json_node_get_string (conflict->their_value));
    }
  json_node_set_string (node, text->str);
  herald_merge_set_member (self->target.root, name, node);
}

/* Follows from what it is of, so that two people who decide the same make the same. */
static char *
make_id (const HeraldConflict *conflict)
{
  g_autofree char *value = herald_canonical_hash (conflict->their_value);
  g_autofree char *text = g_strjoin ("\n", conflict->subject, value, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return herald_id_from_hash (hash);
}

/* Theirs as a thing of its own: as the one that stands, but for what they changed of it. */
static JsonNode *
make_second (Resolving            *self,
             const HeraldMergePlace *place,
             const HeraldConflict *conflict)
{
  JsonNode *node;
  g_autofree char *id = make_id (conflict);

  if (conflict->member == NULL)
    node = herald_node_copy (conflict->their_value);
  else
    node = herald_node_copy (json_array_get_element (place->array, place->index));
  for (guint i = 0; i < self->merge->conflicts->len; i++)
    {
      const HeraldConflict *other = g_ptr_array_index (self->merge->conflicts, i);

      if (other->member != NULL && strcmp (other->subject, conflict->subject) == 0
          && g_strcmp0 (other->head, conflict->head) == 0)
        herald_merge_set_member (json_node_get_object (node), other->member, other->their_value);
    }
  json_object_set_string_member (json_node_get_object (node), "id", id);
  return node;
}

static void
repeat_thing (Resolving   *self,
              const Group *group)
{
  HeraldMergePlace place = herald_merge_find_place (&self->target, group->first);

  for (guint i = 0; herald_merge_is_there (&place) && i < group->all->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (group->all, i);
      g_autoptr (JsonNode) second = NULL;

      if (!can_repeat (place.list->record, conflict))
        continue;
      second = make_second (self, &place, conflict);
      herald_merge_put_element (&self->target, place.list, place.index + 1 + i, FALSE, second);
      place = herald_merge_find_place (&self->target, group->first);
    }
}

/* Where all of a thing was chosen, what cannot stand twice in it follows what can: ours in the first, theirs in the
 * second. */
static gboolean
follows_another (Resolving   *self,
                 const Group *group)
{
  if (group->choice->member != NULL)
    return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *other = g_ptr_array_index (self->groups, i);

      if (other->choice == group->choice && strcmp (other->first->subject, group->first->subject) == 0
          && allows_both (self, other->first))
        return TRUE;
    }
  return FALSE;
}

static gboolean
put_both (Resolving    *self,
          const Group  *group,
          GError      **error)
{
  HeraldMergePlace place = herald_merge_find_place (&self->target, group->first);
  gboolean allowed = allows_both (self, group->first);

  if (!allowed && !follows_another (self, group))
    {
      g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE,
                   _("“%s” cannot be both: choose one of the two, or write it anew"), group->first->subject);
      return FALSE;
    }
  herald_merge_put (&self->target, group->first, group->first->our_value);
  if (allowed && place.list == NULL)
    join_texts (self, group);
  else if (allowed)
    repeat_thing (self, group);
  return TRUE;
}

static const HeraldConflict *
find_theirs (const Group  *group,
             GError      **error)
{
  const char *head = group->choice->head;

  if (head == NULL && group->all->len == 1)
    return group->first;
  for (guint i = 0; head != NULL && i < group->all->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (group->all, i);

      if (g_strcmp0 (conflict->head, head) == 0)
        return conflict;
    }
  g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE,
               _("Several people changed “%s”: say whose is to stand"), group->first->subject);
  return NULL;
}

/* What a person wrote of a whole thing is still that thing. */
static gboolean
check_rewritten (Resolving    *self,
                 const Group  *group,
                 GError      **error)
{
  HeraldMergePlace place = herald_merge_find_place (&self->target, group->first);
  g_autofree char *identity = NULL;

  if (place.list == NULL || group->first->member != NULL || herald_merge_is_empty (group->choice->value))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (group->choice->value))
    identity = herald_merge_dup_identity (place.list->record, group->choice->value);
  if (g_strcmp0 (identity, place.identity) == 0)
    return TRUE;
  g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE, _("What was written anew is not “%s”"),
               group->first->subject);
  return FALSE;
}

static gboolean
apply (Resolving    *self,
       const Group  *group,
       GError      **error)
{
  const HeraldConflict *theirs;

  switch (group->choice->kind)
    {
    case HERALD_CHOICE_MINE:
      herald_merge_put (&self->target, group->first, group->first->our_value);
      return TRUE;
    case HERALD_CHOICE_THEIRS:
      theirs = find_theirs (group, error);
      if (theirs != NULL)
        herald_merge_put (&self->target, theirs, theirs->their_value);
      return theirs != NULL;
    case HERALD_CHOICE_BOTH:
      return put_both (self, group, error);
    case HERALD_CHOICE_REWRITTEN:
      if (!check_rewritten (self, group, error))
        return FALSE;
      if (group->first->kind != HERALD_CONFLICT_ORDER) /* it stays where it is shown */
        herald_merge_put (&self->target, group->first, group->choice->value);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
hand_out (Resolving           *self,
          const HeraldChoice  *choice,
          GError             **error)
{
  gboolean is_used = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (strcmp (group->first->subject, choice->subject) != 0
          || (choice->member != NULL && g_strcmp0 (choice->member, group->first->member) != 0))
        continue;
      group->choice = choice;
      is_used = TRUE;
    }
  if (!is_used)
    g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE, _("Nothing is to be decided about “%s”"),
                 choice->subject);
  return is_used;
}

static gboolean
apply_all (Resolving  *self,
           GPtrArray  *choices,
           GError    **error)
{
  for (guint i = 0; i < choices->len; i++)
    if (!hand_out (self, g_ptr_array_index (choices, i), error))
      return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);

      if (group->choice != NULL && !apply (self, group, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
copy_open (Resolving *self)
{
  GPtrArray *open = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_conflict_free);

  for (guint i = 0; i < self->merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (self->merge->conflicts, i);

      if (find_group (self, conflict)->choice == NULL)
        g_ptr_array_add (open, herald_conflict_copy (conflict));
    }
  return open;
}

/* In order, as whoever writes a document puts it; what a person wrote may be anything. */
static HeraldDocument *
make_document (JsonNode  *node,
               GError   **error)
{
  g_autoptr (HeraldDocument) written = herald_document_new (node, error);
  g_autoptr (JsonNode) normal = written != NULL ? herald_merge_to_node (written, error) : NULL;

  return normal != NULL ? herald_document_new (normal, error) : NULL;
}

/**
 * herald_merge_resolve:
 * @merge: a merge; it stays as it is
 * @choices: (element-type HeraldChoice): what was decided so far; of two about the same the later one counts
 * @error: return location for an error of #HERALD_MODEL_ERROR: USAGE for a choice about nothing that is in conflict, for
 *   "both" where it makes no sense, for "theirs" where several people's are meant; INVALID for what cannot stand there
 *
 * What is not chosen stays as the merge shows it. "Both" means: the words, list, table or picture of a block stand in the
 * block as ours are, and theirs in a second block after it, with a new id that follows from them; a quote's second
 * block has the speaker whom they named. A boilerplate and a comment of which both changed the text, and a contact, stand
 * twice in the same way. Notes and biographies become one text, ours first. Of everything else (headline, embargo,
 * status, dateline, speaker alone, sign-off, company, marks, place in the order, what one removed) only one can be.
 * Rewritten with %NULL takes the member or the thing away.
 *
 * Returns: (transfer full) (nullable): the document with the choices in it, and the conflicts that are still open
 */
HeraldMerge *
herald_merge_resolve (const HeraldMerge  *merge,
                      GPtrArray          *choices,
                      GError            **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (HeraldDocument) document = NULL;
  HeraldMerge *resolved;
  Resolving self = { .merge = merge };

  g_return_val_if_fail (merge != NULL, NULL);
  g_return_val_if_fail (choices != NULL, NULL);

  node = herald_document_to_node (merge->document);
  groups = group_conflicts (merge->conflicts);
  self.target.root = json_node_get_object (node);
  self.groups = groups;
  self.target.type = herald_merge_get_type (merge->document);
  if (!apply_all (&self, choices, error))
    return NULL;
  document = make_document (node, error);
  if (document == NULL)
    return NULL;
  resolved = g_new0 (HeraldMerge, 1);
  resolved->document = g_steal_pointer (&document);
  resolved->conflicts = copy_open (&self);
  return resolved;
}

/**
 * herald_merge_allows_both:
 * @merge: a merge
 * @conflict: one of its conflicts
 *
 * Returns: whether both states of it can stand in the document, as herald_merge_resolve() tells
 */
gboolean
herald_merge_allows_both (const HeraldMerge    *merge,
                          const HeraldConflict *conflict)
{
  g_autoptr (JsonNode) node = NULL;
  Resolving self = { .merge = merge };

  g_return_val_if_fail (merge != NULL, FALSE);
  g_return_val_if_fail (conflict != NULL, FALSE);

  node = herald_document_to_node (merge->document);
  self.target.root = json_node_get_object (node);
  self.target.type = herald_merge_get_type (merge->document);
  return allows_both (&self, conflict);
}
