/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-resolve.h"

#include <string.h>

#include "herald-announcement.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-merge-walk.h"

/* All that people changed differently of one member or one thing: several conflicts, where three people did. */
typedef struct
{
  const HeraldConflict *first;
  GPtrArray            *all;    /* of const HeraldConflict */
  const HeraldChoice   *choice; /* NULL: still open */
} Group;

typedef struct
{
  const HeraldMerge      *merge;
  const HeraldRecordType *type;
  JsonObject             *root;
  GPtrArray              *groups; /* of Group */
} Resolving;

/* A thing in one of the document's lists. */
typedef struct
{
  const HeraldMember *list;     /* NULL: it is the document itself */
  const char         *identity; /* within the subject */
  JsonArray          *array;    /* NULL: the list is empty */
  guint               index;    /* where it stands in array; its length where it does not */
} Place;

/**
 * herald_choice_new:
 * @subject: as in the conflict
 * @member: (nullable): as in the conflict; %NULL: all conflicts of @subject
 * @kind: what was chosen
 * @value: (nullable) (transfer none): of a rewritten one, what stands there from now on
 *
 * Returns: (transfer full): the choice
 */
HeraldChoice *
herald_choice_new (const char       *subject,
                   const char       *member,
                   HeraldChoiceKind  kind,
                   JsonNode         *value)
{
  HeraldChoice *choice;

  g_return_val_if_fail (subject != NULL, NULL);

  choice = g_new0 (HeraldChoice, 1);
  choice->subject = g_strdup (subject);
  choice->member = g_strdup (member);
  choice->kind = kind;
  choice->value = value != NULL ? herald_node_copy (value) : NULL;
  return choice;
}

/**
 * herald_choice_copy:
 * @choice: a choice
 *
 * Returns: (transfer full): a copy
 */
HeraldChoice *
herald_choice_copy (const HeraldChoice *choice)
{
  HeraldChoice *copy;

  g_return_val_if_fail (choice != NULL, NULL);

  copy = herald_choice_new (choice->subject, choice->member, choice->kind, choice->value);
  copy->head = g_strdup (choice->head);
  return copy;
}

/**
 * herald_choice_free:
 * @choice: (nullable) (transfer full): a choice
 */
void
herald_choice_free (HeraldChoice *choice)
{
  if (choice == NULL)
    return;
  g_free (choice->subject);
  g_free (choice->member);
  g_clear_pointer (&choice->value, json_node_unref);
  g_free (choice->head);
  g_free (choice);
}

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

static const char *
get_identity (const char             *subject,
              const HeraldRecordType *type)
{
  gsize length = strlen (type->name);

  return strncmp (subject, type->name, length) == 0 && subject[length] == ':' ? subject + length + 1 : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
find_element (const HeraldRecordType *type,
              JsonArray              *array,
              const char             *identity)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *own = herald_merge_dup_identity (type, json_array_get_element (array, i));

      if (g_strcmp0 (own, identity) == 0)
        return i;
    }
  return length;
}

static Place
find_place (Resolving            *self,
            const HeraldConflict *conflict)
{
  Place place = { NULL, NULL, NULL, 0 };

  for (guint i = 0; i < self->type->n_members && place.list == NULL; i++)
    {
      const HeraldMember *member = &self->type->members[i];

      if (member->kind != HERALD_MEMBER_RECORDS)
        continue;
      place.identity = get_identity (conflict->subject, member->record);
      if (place.identity != NULL)
        place.list = member;
    }
  if (place.list != NULL)
    {
      place.array = get_array (self->root, place.list->name);
      place.index = find_element (place.list->record, place.array, place.identity);
    }
  return place;
}

static gboolean
is_there (const Place *place)
{
  return place->array != NULL && place->index < json_array_get_length (place->array);
}

/* NULL: the thing is gone, by another choice. */
static JsonObject *
get_object (Resolving   *self,
            const Place *place)
{
  if (place->list == NULL)
    return self->root;
  return is_there (place) ? json_node_get_object (json_array_get_element (place->array, place->index)) : NULL;
}

static gboolean
is_empty (JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) == 0;
  return JSON_NODE_HOLDS_VALUE (value) && g_strcmp0 (json_node_get_string (value), "") == 0;
}

static void
set_or_remove (JsonObject *object,
               const char *name,
               JsonNode   *value)
{
  if (is_empty (value))
    json_object_remove_member (object, name);
  else
    json_object_set_member (object, name, herald_node_copy (value));
}

/* A text stands there with its marks; one that a person wrote anew has none. */
static void
set_member (JsonObject *object,
            const char *name,
            JsonNode   *value)
{
  if (strcmp (name, "text") != 0)
    set_or_remove (object, name, value);
  else if (value != NULL && JSON_NODE_HOLDS_OBJECT (value))
    {
      set_or_remove (object, "text", json_object_get_member (json_node_get_object (value), "text"));
      set_or_remove (object, "marks", json_object_get_member (json_node_get_object (value), "marks"));
    }
  else
    {
      set_or_remove (object, "text", value);
      json_object_remove_member (object, "marks");
    }
}

/* The list with another element, or none, in the place of one; index its length: one more. */
static void
put_element (Resolving          *self,
             const HeraldMember *list,
             guint               index,
             gboolean            replaces,
             JsonNode           *element)
{
  JsonArray *old = get_array (self->root, list->name);
  guint length = old != NULL ? json_array_get_length (old) : 0;
  JsonArray *array = json_array_sized_new (length + 1);

  for (guint i = 0; i <= length; i++)
    {
      if (i == index && element != NULL)
        json_array_add_element (array, herald_node_copy (element));
      if (i < length && (i != index || !replaces))
        json_array_add_element (array, json_node_ref (json_array_get_element (old, i)));
    }
  if (json_array_get_length (array) > 0)
    json_object_set_array_member (self->root, list->name, array);
  else
    {
      json_array_unref (array);
      json_object_remove_member (self->root, list->name);
    }
}

static guint
find_name (JsonArray  *names,
           const char *name)
{
  guint length = json_array_get_length (names);

  for (guint i = 0; i < length; i++)
    if (g_strcmp0 (json_array_get_string_element (names, i), name) == 0)
      return i;
  return length;
}

/* After the nearest thing that stood before it in that order and is still there; else at the beginning. */
static void
move_thing (Resolving   *self,
            const Place *place,
            JsonNode    *order)
{
  JsonArray *names = order != NULL && JSON_NODE_HOLDS_ARRAY (order) ? json_node_get_array (order) : NULL;
  g_autoptr (JsonNode) thing = NULL;
  guint before, index = 0;

  if (names == NULL || !is_there (place))
    return;
  thing = json_node_ref (json_array_get_element (place->array, place->index));
  put_element (self, place->list, place->index, TRUE, NULL);
  before = find_name (names, place->identity);
  while (before > 0 && index == 0)
    {
      JsonArray *array = get_array (self->root, place->list->name);
      guint found = find_element (place->list->record, array, json_array_get_string_element (names, --before));

      if (array != NULL && found < json_array_get_length (array))
        index = found + 1;
    }
  put_element (self, place->list, index, FALSE, thing);
}

static void
put (Resolving            *self,
     const HeraldConflict *conflict,
     JsonNode             *value)
{
  Place place = find_place (self, conflict);
  JsonObject *object = get_object (self, &place);

  if (conflict->kind == HERALD_CONFLICT_ORDER)
    move_thing (self, &place, value);
  else if (place.list != NULL && conflict->member == NULL)
    put_element (self, place.list, place.index, is_there (&place), is_empty (value) ? NULL : value);
  else if (object != NULL)
    set_member (object, conflict->member != NULL ? conflict->member : conflict->subject, value);
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

  if (repeated == NULL || is_empty (conflict->our_value) || is_empty (conflict->their_value))
    return FALSE;
  if (conflict->member == NULL)
    return conflict->kind == HERALD_CONFLICT_VALUE;
  return conflict->kind != HERALD_CONFLICT_MARKS && g_strv_contains (repeated, conflict->member);
}

static gboolean
allows_both (Resolving            *self,
             const HeraldConflict *conflict)
{
  Place place = find_place (self, conflict);

  if (place.list != NULL)
    return can_repeat (place.list->record, conflict);
  return g_strv_contains (joined, conflict->subject) && !is_empty (conflict->our_value) && !is_empty (conflict->their_value);
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

      if (!is_empty (conflict->their_value))
        g_string_append_printf (text, "\n\n%s", json_node_get_string (conflict->their_value));
    }
  json_node_set_string (node, text->str);
  set_member (self->root, name, node);
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
             const Place          *place,
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
        set_member (json_node_get_object (node), other->member, other->their_value);
    }
  json_object_set_string_member (json_node_get_object (node), "id", id);
  return node;
}

static void
repeat_thing (Resolving   *self,
              const Group *group)
{
  Place place = find_place (self, group->first);

  for (guint i = 0; is_there (&place) && i < group->all->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (group->all, i);
      g_autoptr (JsonNode) second = NULL;

      if (!can_repeat (place.list->record, conflict))
        continue;
      second = make_second (self, &place, conflict);
      put_element (self, place.list, place.index + 1 + i, FALSE, second);
      place = find_place (self, group->first);
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
  Place place = find_place (self, group->first);
  gboolean allowed = allows_both (self, group->first);

  if (!allowed && !follows_another (self, group))
    {
      g_set_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE,
                   _("“%s” cannot be both: choose one of the two, or write it anew"), group->first->subject);
      return FALSE;
    }
  put (self, group->first, group->first->our_value);
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
  Place place = find_place (self, group->first);
  g_autofree char *identity = NULL;

  if (place.list == NULL || group->first->member != NULL || is_empty (group->choice->value))
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
      put (self, group->first, group->first->our_value);
      return TRUE;
    case HERALD_CHOICE_THEIRS:
      theirs = find_theirs (group, error);
      if (theirs != NULL)
        put (self, theirs, theirs->their_value);
      return theirs != NULL;
    case HERALD_CHOICE_BOTH:
      return put_both (self, group, error);
    case HERALD_CHOICE_REWRITTEN:
      if (!check_rewritten (self, group, error))
        return FALSE;
      if (group->first->kind != HERALD_CONFLICT_ORDER) /* it stays where it is shown */
        put (self, group->first, group->choice->value);
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
  self.root = json_node_get_object (node);
  self.groups = groups;
  self.type = herald_merge_get_type (merge->document);
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
  self.root = json_node_get_object (node);
  self.type = herald_merge_get_type (merge->document);
  return allows_both (&self, conflict);
}
