/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of somebody else's UTF-8 text; not terminated. The readers of this folder pass slices, so that no word is
 * copied before it has found its place. */
typedef struct
{
  const char *start;
  const char *end;
} HeraldSlice;

HeraldSlice herald_slice            (const char  *text);
HeraldSlice herald_slice_between    (const char  *start,
                                     const char  *end);
gboolean    herald_slice_is_empty   (HeraldSlice  slice);
HeraldSlice herald_slice_trim       (HeraldSlice  slice);
HeraldSlice herald_slice_trim_any   (HeraldSlice  slice,
                                     const char  *characters);
HeraldSlice herald_slice_chug_any   (HeraldSlice  slice,
                                     const char  *characters);
HeraldSlice herald_slice_chomp_any  (HeraldSlice  slice,
                                     const char  *characters);
gunichar    herald_slice_first      (HeraldSlice  slice);
gunichar    herald_slice_last       (HeraldSlice  slice);
const char *herald_slice_find_char  (HeraldSlice  slice,
                                     const char  *characters);
gboolean    herald_slice_next_word  (HeraldSlice *rest,
                                     HeraldSlice *word);
guint       herald_slice_count_words (HeraldSlice slice);
char       *herald_slice_dup        (HeraldSlice  slice);

gboolean    herald_char_is_in       (gunichar     c,
                                     const char  *characters);
gboolean    herald_char_is_han      (gunichar     c);
/* The word begins as a proper name may: with a capital, a digit, or a Chinese character. */
gboolean    herald_slice_is_capitalised (HeraldSlice word);

G_END_DECLS
