/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of a word on a line, and what whoever copies it or hears it read should get. */
typedef struct
{
  gsize  start; /* bytes of the text; start and end are the same where there is none */
  gsize  end;
  char  *words; /* the whole word for its first part, "" for those that follow */
} HeraldPartedWord;

/* The parts of parted words on a line, of which it may have one at each end. */
typedef struct
{
  HeraldPartedWord first;
  HeraldPartedWord last;
  gboolean         continues; /* the first goes on in the next line */
} HeraldPartedWords;

HeraldPartedWords herald_parted_words_find  (const char        *text,
                                             gsize              start,
                                             gsize              end);
void              herald_parted_words_clear (HeraldPartedWords *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldPartedWords, herald_parted_words_clear)

G_END_DECLS
