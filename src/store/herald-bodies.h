/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
/* Notes which files a document names, for ever: a version of it may be restored. */
gboolean        herald_bodies_note_assets (HeraldDatabase  *database,
                                       gint64           document_row,
                                       HeraldDocument  *document,
                                       GError         **error);

G_END_DECLS
