/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-slice.h"

G_BEGIN_DECLS

/* What the words of press releases mean, per language. */
typedef enum
{
  HERALD_LEXICON_VERB,        /* of attribution: "said", "ha dichiarato"; "according to" */
  HERALD_LEXICON_FILLER,      /* beside a verb: "also", "dazu" */
  HERALD_LEXICON_TITLE,       /* words of which job titles are made */
  HERALD_LEXICON_FIELD,       /* "Communications" in "Head of Communications": a department, no organisation */
  HERALD_LEXICON_AT,          /* between job title and organisation: "of", "presso" */
  HERALD_LEXICON_ARTICLE,
  HERALD_LEXICON_AND,
  HERALD_LEXICON_STOP,        /* frequent words: tell the language, and are no start of a name */
  HERALD_LEXICON_PARTNERSHIP, /* beginnings of words of a joint announcement */
  HERALD_LEXICON_SOURCE,      /* the labels: */
  HERALD_LEXICON_RELEASE,
  HERALD_LEXICON_EMBARGO,
  HERALD_LEXICON_ABOUT,
  HERALD_LEXICON_CONTACT,
  HERALD_LEXICON_PHONE,
  HERALD_LEXICON_EMAIL,
  HERALD_LEXICON_END,
  HERALD_LEXICON_WHEN,        /* words around a date, a time, a zone: "Uhr", "alle ore" */
  HERALD_LEXICON_N_KINDS,
} HeraldLexiconKind;

#define HERALD_LEXICON_N_LANGUAGES 6

typedef struct
{
  const char *language;
  const char *phrases[HERALD_LEXICON_N_KINDS]; /* each a list with | between */
} HeraldLexicon;

extern const HeraldLexicon herald_lexicons[HERALD_LEXICON_N_LANGUAGES];

const HeraldLexicon *herald_lexicon_for         (const char          *language);
/* Where the longest phrase that starts the slice ends, or NULL. lexicon NULL: of any language. */
const char          *herald_lexicon_match       (const HeraldLexicon *lexicon,
                                                 HeraldLexiconKind    kind,
                                                 HeraldSlice          slice);
const char          *herald_phrases_match       (const char          *phrases,
                                                 HeraldSlice          slice);
/* Where the phrase starts that ends the slice, or NULL. */
const char          *herald_lexicon_match_end   (const HeraldLexicon *lexicon,
                                                 HeraldLexiconKind    kind,
                                                 HeraldSlice          slice);
gboolean             herald_lexicon_is          (const HeraldLexicon *lexicon,
                                                 HeraldLexiconKind    kind,
                                                 HeraldSlice          slice);

G_END_DECLS
