/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-lexicon.h"

G_BEGIN_DECLS

/* Adds the companies that the announcement names, and tells speakers and boilerplates which one is theirs.
 * abouts: (element-type utf8) the company of each boilerplate, in order. */
void herald_parties_find (HeraldAnnouncement  *announcement,
                          GPtrArray           *abouts,
                          const char          *text,
                          const HeraldLexicon *lexicon);

G_END_DECLS
