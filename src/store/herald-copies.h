/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* Documents and their working copies as rows. Writing functions run inside a transaction. */

/* What is stored of a document, without its text. */
typedef struct
{
  gint64              row;      /* 0: the document is not here */
  HeraldDocumentType  type;
  char               *tags;     /* as in the database */
  char               *parties;
  char               *speakers;
  gint64              base_row; /* 0: none */
  char               *base;
  gint64              revision; /* 0: there is no working copy */
  gboolean            dirty;
  char               *hash;     /* of the text */
} HeraldStored;

gboolean           herald_copies_look_up (HeraldDatabase      *database,
                                          const char          *id,
                                          HeraldStored        *stored,
                                          GError             **error);
/* As look_up, but NOT_FOUND when it is not here. */
gboolean           herald_copies_find    (HeraldDatabase      *database,
                                          const char          *id,
                                          HeraldStored        *stored,
                                          GError             **error);
void               herald_stored_clear   (HeraldStored        *stored);
gboolean           herald_copies_add     (HeraldDatabase      *database,
                                          const char          *id,
                                          HeraldDocumentType   type,
                                          gint64              *row,
                                          GError             **error);
HeraldWorkingCopy *herald_copies_get     (HeraldDatabase      *database,
                                          const char          *id,
                                          GError             **error);
gboolean           herald_copies_put     (HeraldDatabase      *database,
                                          HeraldDocument      *document,
                                          gint64               expected_revision,
                                          gint64               now,
                                          gint64              *revision,
                                          GError             **error);
/* Writes text and what lists show of it. */
gboolean           herald_copies_write   (HeraldDatabase      *database,
                                          const HeraldStored  *stored,
                                          HeraldDocument      *document,
                                          gint64               base_row,
                                          gint64               revision,
                                          gboolean             dirty,
                                          gint64               modified,
                                          GError             **error);
/* Moves base without touching the text. */
gboolean           herald_copies_set_base (HeraldDatabase     *database,
                                          gint64               row,
                                          gint64               base_row,
                                          gboolean             dirty,
                                          GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldStored, herald_stored_clear)

G_END_DECLS
