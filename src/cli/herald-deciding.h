/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-cli.h"
#include "herald-dispute.h"

G_BEGIN_DECLS

/* Words for what only a person can decide, for "conflicts" and "resolve". */
char               *herald_deciding_key      (const HeraldConflict     *conflict); /* SUBJECT on the command line */
char               *herald_deciding_name     (const HeraldAnnouncement *announcement,
                                              const HeraldConflict     *conflict);
const char         *herald_deciding_reason   (HeraldConflictKind        kind);
/* NULL: not an announcement, or not readable: things are named all the same. */
HeraldAnnouncement *herald_deciding_read     (const HeraldDispute      *dispute);
/* What was decided so far, put in: what is open, and what would stand. */
HeraldMerge        *herald_deciding_apply    (HeraldLibrary            *library,
                                              const HeraldDispute      *dispute,
                                              GError                  **error);

G_END_DECLS
