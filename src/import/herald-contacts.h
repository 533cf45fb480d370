/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-lexicon.h"

G_BEGIN_DECLS

/* Reads the lines of a contact section into contacts of the announcement, whose parties are known by now.
 * (element-type utf8): the lines that were not understood, in order. */
GPtrArray *herald_contacts_read (HeraldAnnouncement  *announcement,
                                 GPtrArray           *lines,
                                 const HeraldLexicon *lexicon);

G_END_DECLS
