/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-version.h"

G_BEGIN_DECLS

/* The versions of a library as rows, and which of them are heads. */
gboolean       herald_versions_add       (HeraldDatabase       *database,
                                          gint64                document_row,
                                          const HeraldVersion  *version,
                                          gint64                body_row,
                                          gint64               *row,
                                          GError              **error);
/* row: 0 when it is not here. */
gboolean       herald_versions_find      (HeraldDatabase       *database,
                                          const char           *hash,
                                          gint64               *row,
                                          GError              **error);
HeraldVersion *herald_versions_get       (HeraldDatabase       *database,
                                          const char           *hash,
                                          GError              **error);
/* Whether a history shows it folded up: nobody named it, and it joins nothing. */
gboolean       herald_versions_fold      (const HeraldVersion  *version);
/* The remote holds these and all that led to them. */
gboolean       herald_versions_mark_synced (HeraldDatabase     *database,
                                          const char * const   *hashes,
                                          GError              **error);
/* What is stored in a row, with the hash that it has: it may be filed under another one. NULL: nothing that can be read. */
HeraldVersion *herald_versions_get_unchecked (HeraldDatabase   *database,
                                          gint64                row);
char         **herald_versions_get_heads (HeraldDatabase       *database,
                                          gint64                document_row,
                                          GError              **error);
/* on_remote: the heads that the remote holds, or NULL: not these. */
gboolean       herald_versions_set_heads (HeraldDatabase       *database,
                                          gint64                document_row,
                                          const char * const   *heads,
                                          const char * const   *on_remote,
                                          GError              **error);
/* The heads together, without ancestors of another. */
char         **herald_versions_reduce    (HeraldDatabase       *database,
                                          const char * const   *heads,
                                          GError              **error);

G_END_DECLS
