/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* Edits of an announcement's body that concern more than one block. No widget here: what is shown follows. */

/* Whether typing and splitting work on it: paragraph, heading, quote. */
gboolean     herald_body_is_prose (const HeraldBlock  *block);
int          herald_body_find     (HeraldAnnouncement *announcement,
                                   const char         *id);
HeraldBlock *herald_body_insert   (HeraldAnnouncement *announcement,
                                   const char         *after,
                                   HeraldBlockType     type,
                                   const char         *text);
HeraldBlock *herald_body_split    (HeraldAnnouncement *announcement,
                                   const char         *id,
                                   guint               at);
HeraldBlock *herald_body_join     (HeraldAnnouncement *announcement,
                                   const char         *id,
                                   guint              *at);
HeraldBlock *herald_body_paste    (HeraldAnnouncement *announcement,
                                   const char         *id,
                                   guint               at,
                                   const char         *text,
                                   guint              *end);
gboolean     herald_body_remove   (HeraldAnnouncement *announcement,
                                   const char         *id);
gboolean     herald_body_move     (HeraldAnnouncement *announcement,
                                   const char         *id,
                                   int                 by);
gboolean     herald_body_convert  (HeraldAnnouncement *announcement,
                                   const char         *id,
                                   HeraldBlockType     type);

G_END_DECLS
