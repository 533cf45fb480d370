/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-render.h"

G_BEGIN_DECLS

/* A word that stands only where nothing may leave from. */
#define CANARY "zq7canary"

/* An announcement of two invented companies with every kind of block, and canaries in all that stays inside. */
HeraldAnnouncement *kit_sample_announcement (const char      *language);
/* Assets of the announcement, for HeraldRenderJob: a photo with hidden data, turned by its orientation, and a logo. */
GBytes             *kit_sample_read_asset   (const char      *sha256,
                                             gpointer         user_data,
                                             GError         **error);
HeraldRenderJob     kit_sample_job          (HeraldAnnouncement *announcement,
                                             HeraldPurpose    purpose);
GBytes             *kit_sample_photo        (void);
GBytes             *kit_sample_logo         (int              width,
                                             int              height);
/* Renders page and PDF, or the formats that are named with commas between; the kit is whole. */
HeraldKit          *kit_sample_render       (const HeraldRenderJob *job);
HeraldKit          *kit_sample_render_as    (const HeraldRenderJob *job,
                                             const char      *formats);
/* All bytes as a string: U+0000 becomes a space. */
char               *kit_sample_printable    (GBytes          *bytes);
char               *kit_sample_text         (HeraldKit       *kit,
                                             const char      *path);
/* What an independent parser understands of a file: the output of check-format.py, or NULL after the test was skipped
 * because something that it needs is not here. Fails the test when the parser refuses the file. */
char               *kit_sample_check        (HeraldKit       *kit,
                                             const char      *path,
                                             const char      *format);
/* The same of a whole kit: "kit", or "leaks" of a word. */
char               *kit_sample_check_all    (HeraldKit       *kit,
                                             const char      *what,
                                             const char      *word);
void                kit_sample_assert_order (const char      *text,
                                             ...) G_GNUC_NULL_TERMINATED;
void                kit_sample_set_all      (HeraldAnnouncement *announcement,
                                             const char      *text);

G_END_DECLS
