/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-export.h"

G_BEGIN_DECLS

/* Drafts for the mail program lie in a private place until it has read them. */

char     *herald_mail_draft_get_place (void);
/* Makes one, through the gate: its path. Of job, formats and folder are of no matter. Blocks. */
char     *herald_mail_draft_make      (HeraldLibrary       *library,
                                       const HeraldExport  *job,
                                       const char          *place,
                                       GCancellable        *cancellable,
                                       GError             **error);
/* Removes those that are older than that. */
void      herald_mail_draft_sweep     (const char          *place,
                                       gint64               seconds,
                                       gint64               now_us);

G_END_DECLS
