/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-block.h"
#include "herald-lexicon.h"

G_BEGIN_DECLS

/* A part of a paragraph: the words of somebody, or what stands around them. */
typedef struct
{
  char          *text;     /* of a quotation: without its marks */
  HeraldSpeaker *speaker;  /* NULL: no quotation, or one whose speaker was not recognised */
} HeraldPassage;

/* (element-type HeraldPassage) */
GPtrArray *herald_quotation_split    (const char          *paragraph,
                                      const HeraldLexicon *lexicon);
/* Nothing but one quotation, whose speaker may stand in the paragraph before or behind. */
gboolean   herald_quotation_is_whole (const char          *paragraph);
gboolean   herald_quotation_opens    (const char          *paragraph);

G_END_DECLS
