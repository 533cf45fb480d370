/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-merge-text.h"

G_BEGIN_DECLS

/* Lists of identities (of char *, none twice). kept: those that the result has. Returns them in their merged order,
 * not owning them. conflicts, if not NULL, gets those that both sides put elsewhere, each in another place. */
GPtrArray *herald_merge_order (GPtrArray       *base,
                               GPtrArray       *ours,
                               GPtrArray       *theirs,
                               GHashTable      *kept,
                               HeraldMergeSide  prefer,
                               GPtrArray       *conflicts);

G_END_DECLS
