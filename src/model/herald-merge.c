/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-merge-walk.h"
#include "herald-organisation.h"
#include "herald-person.h"
#include "herald-tags.h"

/**
 * herald_conflict_free:
 * @conflict: (nullable) (transfer full): a conflict
 */
void
herald_conflict_free (HeraldConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_free (conflict->subject);
  g_free (conflict->member);
  g_free (conflict->base);
  g_free (conflict->ours);
  g_free (conflict->theirs);
  g_clear_pointer (&conflict->base_value, json_node_unref);
  g_clear_pointer (&conflict->our_value, json_node_unref);
  g_clear_pointer (&conflict->their_value, json_node_unref);
  g_free (conflict->head);
  g_free (conflict);
}

static JsonNode *
copy_node (JsonNode *node)
{
  return node != NULL ? herald_node_copy (node) : NULL;
}

/**
 * herald_conflict_copy:
 * @conflict: a conflict
 *
 * Returns: (transfer full): a copy, to the last leaf
 */
HeraldConflict *
herald_conflict_copy (const HeraldConflict *conflict)
{
  HeraldConflict *copy;

  g_return_val_if_fail (conflict != NULL, NULL);

  copy = g_new0 (HeraldConflict, 1);
  copy->kind = conflict->kind;
  copy->subject = g_strdup (conflict->subject);
  copy->member = g_strdup (conflict->member);
  copy->base = g_strdup (conflict->base);
  copy->ours = g_strdup (conflict->ours);
  copy->theirs = g_strdup (conflict->theirs);
  copy->base_value = copy_node (conflict->base_value);
  copy->our_value = copy_node (conflict->our_value);
  copy->their_value = copy_node (conflict->their_value);
  copy->head = g_strdup (conflict->head);
  return copy;
}

/**
 * herald_merge_free:
 * @merge: (nullable) (transfer full): a merge
 */
void
herald_merge_free (HeraldMerge *merge)
{
  if (merge == NULL)
    return;
  g_clear_pointer (&merge->document, herald_document_unref);
  g_clear_pointer (&merge->conflicts, g_ptr_array_unref);
  g_free (merge);
}

/**
 * herald_merge_is_clean:
 * @merge: a merge
 *
 * Returns: whether no person has anything to decide
 */
gboolean
herald_merge_is_clean (const HeraldMerge *merge)
{
  g_return_val_if_fail (merge != NULL, FALSE);

  return merge->conflicts->len == 0;
}

const HeraldRecordType *
herald_merge_get_type (HeraldDocument *document)
{
  switch (herald_document_get_kind (document))
    {
    case HERALD_DOCUMENT_ANNOUNCEMENT:
      return &herald_announcement_type;
    case HERALD_DOCUMENT_ORGANISATION:
      return &herald_organisation_type;
    case HERALD_DOCUMENT_PERSON:
      return &herald_person_type;
    default:
      g_assert_not_reached ();
    }
}

/* Without empty members, with sets and marks in order. */
JsonNode *
herald_merge_to_node (HeraldDocument  *document,
                      GError         **error)
{
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (HeraldOrganisation) organisation = NULL;
  g_autoptr (HeraldPerson) person = NULL;
  gpointer record = NULL;
  JsonNode *node;

  switch (herald_document_get_kind (document))
    {
    case HERALD_DOCUMENT_ANNOUNCEMENT:
      record = announcement = herald_announcement_from_document (document, error);
      if (announcement != NULL)
        herald_announcement_normalise (announcement);
      break;
    case HERALD_DOCUMENT_ORGANISATION:
      record = organisation = herald_organisation_from_document (document, error);
      if (organisation != NULL)
        herald_set_normalise (organisation->aliases);
      break;
    case HERALD_DOCUMENT_PERSON:
      record = person = herald_person_from_document (document, error);
      break;
    default:
      g_assert_not_reached ();
    }
  if (record == NULL)
    return NULL;
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, herald_record_write (herald_merge_get_type (document), record));
  return node;
}

static gboolean
check_sides (HeraldDocument  *base,
             HeraldDocument  *ours,
             HeraldDocument  *theirs,
             GError         **error)
{
  HeraldDocument *others[] = { base, theirs };

  if (herald_document_is_newer (ours) || herald_document_is_newer (theirs)
      || (base != NULL && herald_document_is_newer (base)))
    {
      g_set_error_literal (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER,
                           _("A newer Herald wrote this document, and only that one can join its versions"));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] != NULL && (herald_document_get_kind (others[i]) != herald_document_get_kind (ours)
                              || strcmp (herald_document_get_id (others[i]), herald_document_get_id (ours)) != 0))
      {
        g_set_error_literal (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE,
                             _("Only versions of the same document can be joined"));
        return FALSE;
      }
  return TRUE;
}

static gboolean
is_same (HeraldDocument *a,
         HeraldDocument *b)
{
  return a != NULL && strcmp (herald_document_get_hash (a), herald_document_get_hash (b)) == 0;
}

static HeraldMerge *
merge_new (void)
{
  HeraldMerge *merge = g_new0 (HeraldMerge, 1);

  merge->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_conflict_free);
  return merge;
}

/* herald_merge_documents(); keeps_base: where both changed the same, the document keeps the base's state. */
HeraldMerge *
herald_merge_states (HeraldDocument  *base,
                     HeraldDocument  *ours,
                     HeraldDocument  *theirs,
                     gboolean         keeps_base,
                     GError         **error)
{
  g_autoptr (HeraldMerge) merge = NULL;
  g_autoptr (JsonObject) empty = json_object_new ();
  g_autoptr (JsonNode) base_node = NULL, our_node = NULL, their_node = NULL, merged = NULL;
  HeraldMergeWalk walk;

  merge = merge_new ();
  if (is_same (base, ours) || is_same (ours, theirs))
    merge->document = herald_document_ref (theirs);
  else if (is_same (base, theirs))
    merge->document = herald_document_ref (ours);
  if (merge->document != NULL)
    return g_steal_pointer (&merge);

  if (!check_sides (base, ours, theirs, error))
    return NULL;
  base_node = base != NULL ? herald_merge_to_node (base, error) : json_node_init_object (json_node_alloc (), empty);
  our_node = base_node != NULL ? herald_merge_to_node (ours, error) : NULL;
  their_node = our_node != NULL ? herald_merge_to_node (theirs, error) : NULL;
  if (their_node == NULL)
    return NULL;
  walk.conflicts = merge->conflicts;
  walk.keeps_base = keeps_base;
  walk.prefer = strcmp (herald_document_get_hash (ours), herald_document_get_hash (theirs)) < 0 ? HERALD_MERGE_OURS
                                                                                                : HERALD_MERGE_THEIRS;
  merged = herald_merge_record (&walk, herald_merge_get_type (ours), NULL, (HeraldMergeTrio) { base_node, our_node, their_node });
  merge->document = herald_document_new (merged, error);
  return merge->document != NULL ? g_steal_pointer (&merge) : NULL;
}

/**
 * herald_merge_documents:
 * @base: (nullable): the common ancestor; %NULL is the empty document
 * @ours: one side
 * @theirs: the other side
 * @error: return location for an error of #HERALD_MODEL_ERROR: not the same document, made by a newer Herald, or invalid
 *
 * Three-way merge by section 7 of the design. Nothing depends on which side is ours: where both changed the same, the
 * document gets the state of the side with the smaller hash, all over, and the conflict tells both. What one side removed
 * and the other edited is kept. A side that did not change since @base gives the other one as it is.
 *
 * Returns: (transfer full) (nullable): the merge
 */
HeraldMerge *
herald_merge_documents (HeraldDocument  *base,
                        HeraldDocument  *ours,
                        HeraldDocument  *theirs,
                        GError         **error)
{
  g_return_val_if_fail (ours != NULL, NULL);
  g_return_val_if_fail (theirs != NULL, NULL);

  return herald_merge_states (base, ours, theirs, FALSE, error);
}
