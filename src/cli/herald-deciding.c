/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-deciding.h"

#include "herald-i18n.h"
#include "herald-subject.h"

/**
 * herald_deciding_key:
 * @conflict: a conflict
 *
 * Returns: (transfer full): what names it on the command line: "headline", "block:ID.text"
 */
char *
herald_deciding_key (const HeraldConflict *conflict)
{
  g_return_val_if_fail (conflict != NULL, NULL);

  return conflict->member != NULL ? g_strconcat (conflict->subject, ".", conflict->member, NULL)
                                  : g_strdup (conflict->subject);
}

/**
 * herald_deciding_name:
 * @announcement: (nullable): what the conflict is in
 * @conflict: a conflict
 *
 * Returns: (transfer full): what people call it: "Headline", "Quote by Lin Qiao: Speaker"
 */
char *
herald_deciding_name (const HeraldAnnouncement *announcement,
                      const HeraldConflict     *conflict)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (conflict != NULL, NULL);

  name = herald_subject_name (announcement, conflict->subject);
  if (conflict->member == NULL || g_str_equal (conflict->member, "text"))
    return g_steal_pointer (&name);
  /* Translators: a thing and a part of it, "Quote by Lin Qiao: Speaker" */
  return g_strdup_printf (_("%s: %s"), name, herald_member_name (conflict->member));
}

/**
 * herald_deciding_reason:
 * @kind: what kind of conflict
 *
 * Returns: why a person must decide, a sentence
 */
const char *
herald_deciding_reason (HeraldConflictKind kind)
{
  switch (kind)
    {
    case HERALD_CONFLICT_TEXT:
      return _("Both changed the same words or numbers.");
    case HERALD_CONFLICT_MARKS:
      return _("Both changed the emphasis or a link of the same words.");
    case HERALD_CONFLICT_REMOVED:
      return _("One removed what the other changed.");
    case HERALD_CONFLICT_ORDER:
      return _("Both moved it, each to another place.");
    case HERALD_CONFLICT_VALUE:
    default:
      return _("Both changed it, each to something else.");
    }
}

/**
 * herald_deciding_read:
 * @dispute: a dispute
 *
 * Returns: (transfer full) (nullable): the announcement as the merge shows it
 */
HeraldAnnouncement *
herald_deciding_read (const HeraldDispute *dispute)
{
  g_return_val_if_fail (dispute != NULL, NULL);

  if (dispute->merge == NULL || herald_document_get_kind (dispute->merge->document) != HERALD_DOCUMENT_ANNOUNCEMENT)
    return NULL;
  return herald_announcement_from_document (dispute->merge->document, NULL);
}

/**
 * herald_deciding_apply:
 * @library: a library
 * @dispute: an open dispute
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the document as far as it is decided, and what is still open
 */
HeraldMerge *
herald_deciding_apply (HeraldLibrary        *library,
                       const HeraldDispute  *dispute,
                       GError              **error)
{
  g_autoptr (GPtrArray) choices = NULL;

  g_return_val_if_fail (dispute != NULL && dispute->merge != NULL, NULL);

  choices = herald_library_load_choices (library, dispute, error);
  return choices != NULL ? herald_merge_resolve (dispute->merge, choices, error) : NULL;
}
