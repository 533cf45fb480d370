/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* One edit as people make them, the same from the same seed: words, sentences, numbers, marks, blocks split, joined, moved
 * and turned into another type, quotes and speakers, lists and tables, tags, parties, embargo, status, sign-offs, comments,
 * what this Herald does not know, the trash. words gets the words that are written, found nowhere else. */
void herald_random_edits_make (HeraldAnnouncement *announcement,
                               guint32             seed,
                               GPtrArray          *words);

G_END_DECLS
