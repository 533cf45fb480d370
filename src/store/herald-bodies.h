/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-body-cache.h"
#include "herald-database.h"
#include "herald-document.h"

G_BEGIN_DECLS

/* The bodies of versions, each once, packed with the document's body before as dictionary. Rows are the store's. */
gboolean        herald_bodies_add     (HeraldDatabase  *database,
                                       gint64           document_row,
                                       HeraldDocument  *body,
                                       gint64          *row,
                                       GError         **error);
/* A row for a body that is on the remote only. */
gboolean        herald_bodies_reserve (HeraldDatabase  *database,
                                       gint64           document_row,
                                       const char      *hash,
                                       gint64          *row,
                                       GError         **error);
HeraldDocument *herald_bodies_get     (HeraldDatabase  *database,
                                       const char      *hash,
                                       GError         **error);
/* By row: for walks over a history. Verified by its hash, but not read; a zero stands behind its end. */
GBytes         *herald_bodies_get_text (HeraldDatabase *database,
                                       gint64           row,
                                       HeraldBodyCache *cache,
                                       GError         **error);
/* Anew, whatever is stored of it: to mend it. */
gboolean        herald_bodies_replace (HeraldDatabase  *database,
                                       gint64           document_row,
                                       HeraldDocument  *body,
                                       GError         **error);
/* Notes which files a document names, for ever: a version of it may be restored. */
gboolean        herald_bodies_note_assets (HeraldDatabase  *database,
                                       gint64           document_row,
                                       HeraldDocument  *document,
                                       GError         **error);

G_END_DECLS
