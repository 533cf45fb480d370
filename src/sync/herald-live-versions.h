/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

#define HERALD_LIVE_INTERVAL_S 60 /* between two automatic versions of one document (section 4 of the design) */

/* Makes the automatic versions of unsaved words that are due while sync is live. next: seconds until another one will be;
 * 0: none waits. Blocks. */
gboolean herald_live_save_due  (HeraldLibrary       *library,
                                const HeraldAuthor  *author,
                                guint               *next,
                                GError             **error);
/* What the server has not got, in a word: two equal ones mean that nothing was made here between them. (transfer full) */
char    *herald_live_sum_unsent (HeraldLibrary      *library,
                                GError             **error);

G_END_DECLS
