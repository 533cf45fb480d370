/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-lexicon.h"

G_BEGIN_DECLS

/* Lines that say what they are. */
gboolean herald_label_is_release  (const char           *line,
                                   const char           *language,
                                   char                **date);
gboolean herald_label_is_end      (const char           *line);
gboolean herald_label_is_source   (const char           *line,
                                   HeraldSlice          *name);
gboolean herald_label_is_about    (const char           *line,
                                   HeraldSlice          *name);
gboolean herald_label_is_contact  (const char           *line,
                                   HeraldSlice          *rest);
gboolean herald_label_is_embargo  (const char           *line,
                                   HeraldSlice          *rest);
gboolean herald_label_is_item     (const char           *line,
                                   HeraldSlice          *text,
                                   int                  *number);
/* "MILAN, 1 December 2026 – Aurelia ..." : the dateline and what follows it, perhaps nothing. */
HeraldDateline *herald_label_read_dateline (const char  *line,
                                   const HeraldLexicon  *lexicon,
                                   const char          **rest);

G_END_DECLS
