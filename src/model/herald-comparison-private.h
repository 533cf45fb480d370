/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison.h"

G_BEGIN_DECLS

/* Where what an id means is looked up; NULL where there is nothing to look in. */
typedef struct
{
  const HeraldAnnouncement *before;
  const HeraldAnnouncement *after;
} HeraldComparedSides;

/* A text with its marks, one side of a part. */
typedef struct
{
  char   *text;  /* NULL: not there */
  GArray *marks; /* NULL: none */
} HeraldComparedText;

HeraldComparedText  herald_compared_text_read  (JsonObject                *object); /* NULL: not there */
void                herald_compared_text_clear (HeraldComparedText        *text);
/* Appends the parts of one value: what it is called, its states (NULL: not there), the member of the document it is in. */
void                herald_compare_value       (GPtrArray                 *parts,
                                                const HeraldComparedSides *sides,
                                                const char                *member,
                                                const char                *name,   /* "": the member itself */
                                                JsonNode                  *before,
                                                JsonNode                  *after);
/* Takes the texts. The part is appended, and NULL returned when neither is there. */
HeraldComparedPart *herald_compare_texts       (GPtrArray                 *parts,
                                                const char                *name,
                                                HeraldComparedText        *before,
                                                HeraldComparedText        *after);
/* For each element of after the place in before that is the same one, or was before it was edited; -1: new. */
void                herald_match_texts         (GPtrArray                 *before,
                                                GPtrArray                 *after,
                                                int                       *matches);
/* Appends an entry for each thing in a list of things with an identity. FALSE: the member is no such list. */
gboolean            herald_compare_things      (GPtrArray                 *entries,
                                                const HeraldComparedSides *sides,
                                                const char                *member,
                                                JsonNode                  *before,
                                                JsonNode                  *after);
gboolean            herald_compared_parts_differ (GPtrArray               *parts);
void                herald_compared_part_free  (HeraldComparedPart        *part);
void                herald_comparison_entry_free (HeraldComparisonEntry   *entry);
HeraldComparisonEntry *herald_comparison_entry_new (const char            *member,
                                                    char                  *subject); /* taken */

static inline HeraldComparedKind
herald_compared_kind (gboolean was_there,
                      gboolean is_there,
                      gboolean edited,
                      gboolean moved)
{
  if (!was_there)
    return HERALD_COMPARED_ADDED;
  if (!is_there)
    return HERALD_COMPARED_REMOVED;
  if (edited)
    return moved ? HERALD_COMPARED_EDITED_AND_MOVED : HERALD_COMPARED_EDITED;
  return moved ? HERALD_COMPARED_MOVED : HERALD_COMPARED_SAME;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldComparedText, herald_compared_text_clear)

G_END_DECLS
