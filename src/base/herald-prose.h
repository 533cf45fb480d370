/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-tokens.h"

G_BEGIN_DECLS

/* What a reader takes in at once: a word ("long-term"), a number with its unit ("12.5 mm", "€ 3 million"), a CJK
 * character, a Katakana word, a run of white space, a mark. */
typedef struct
{
  HeraldToken token;
  guint       number;    /* equal units of texts read with the same table have equal numbers */
  guint       weight;    /* how much it says: spaces and marks nothing, "the" little, "partnership" much */
  guint       n_letters;
  gboolean    is_space;
  gboolean    has_digit;
} HeraldUnit;

/* In units. The white space that follows belongs to a sentence, but not to its words. */
typedef struct
{
  guint start;
  guint words_end;
  guint end;
  guint weight;
} HeraldSentence;

typedef struct
{
  const char *text;
  GArray     *units;     /* of HeraldUnit; together they are the text */
  GArray     *sentences; /* of HeraldSentence; together they are the units */
} HeraldProse;

GHashTable *herald_prose_table_new (void);
void        herald_prose_init      (HeraldProse *self,
                                    const char  *text,
                                    GHashTable  *table);
void        herald_prose_clear     (HeraldProse *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldProse, herald_prose_clear)

G_END_DECLS
