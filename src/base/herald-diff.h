/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HERALD_DIFF_SAME,
  HERALD_DIFF_REMOVED, /* in A only */
  HERALD_DIFF_ADDED,   /* in B only */
} HeraldDiffKind;

typedef struct
{
  HeraldDiffKind kind;
  guint          a_start, a_length;
  guint          b_start, b_length;
} HeraldDiffSpan;

typedef gboolean (*HeraldDiffEqual) (guint a, guint b, gpointer user_data);

/* Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), linear space.
 * Returns a GArray of HeraldDiffSpan that covers both sequences in order. */
GArray *herald_diff_sequences  (guint            n_a,
                                guint            n_b,
                                HeraldDiffEqual  equal,
                                gpointer         user_data);

/* The spans of two texts as people tell the difference (herald-prose.h); starts and lengths are in code points. */
GArray *herald_diff_texts      (const char      *a,
                                const char      *b);
/* The words of a text, for finding one like it among many. */
typedef struct _HeraldWordBag HeraldWordBag;

HeraldWordBag *herald_word_bag_new     (const char          *text);
void           herald_word_bag_free    (HeraldWordBag       *self);
/* How much of their words two texts share, from 0 to 1000. */
guint          herald_word_bag_compare (const HeraldWordBag *a,
                                        const HeraldWordBag *b);
guint          herald_diff_similarity  (const char          *a,
                                        const char          *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldWordBag, herald_word_bag_free)

G_END_DECLS
