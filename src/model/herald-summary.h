/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* What a list row shows of a document, without opening it. Strings may be NULL, arrays never. */
typedef struct
{
  char               *id;
  HeraldDocumentType  type;
  char               *headline;          /* of an organisation or person: the name */
  HeraldStatus        status;            /* NONE unless an announcement */
  char               *language;
  char              **tags;              /* never NULL */
  char              **parties;           /* names, in the negotiated order; never NULL */
  char              **speakers;          /* names of who is quoted, each once; NULL in a row of a list */
  guint               open_comments;     /* not resolved */
  char               *embargo_wall;
  char               *embargo_zone;
  char               *embargo_utc;
  char               *translation_group;
  gboolean            trashed;
} HeraldSummary;

GType          herald_summary_get_type      (void);
HeraldSummary *herald_summary_from_document (HeraldDocument      *document); /* never fails: what cannot be read is absent */
HeraldSummary *herald_summary_copy          (const HeraldSummary *summary);
void           herald_summary_free          (HeraldSummary       *summary);

/* All words that a search should find, one line each; for the person's own library only: it has the notes. */
char          *herald_document_to_search_text (HeraldDocument    *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSummary, herald_summary_free)

G_END_DECLS
