/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a word says in "Tuesday at 9 a.m. CET", "martedì alle 9, ora di Roma", "Dienstag 9 Uhr". */
typedef enum
{
  HERALD_TIME_WORD_FILLER,       /* "the", "di" */
  HERALD_TIME_WORD_WEEKDAY,      /* 1 Monday ... 7 Sunday */
  HERALD_TIME_WORD_MONTH,        /* 1 ... 12 */
  HERALD_TIME_WORD_DAYS_AHEAD,   /* 0 "today", 1 "domani", 2 "übermorgen" */
  HERALD_TIME_WORD_NEXT,         /* "next": people differ on which one that is */
  HERALD_TIME_WORD_AM,
  HERALD_TIME_WORD_PM,
  HERALD_TIME_WORD_NOON,
  HERALD_TIME_WORD_MIDNIGHT,
  HERALD_TIME_WORD_BEFORE_HOUR,  /* "at", "alle", "um": the number behind it is an hour */
  HERALD_TIME_WORD_AFTER_HOUR,   /* "o'clock", "Uhr", "h" */
} HeraldTimeWordKind;

typedef struct
{
  const char         *word;  /* lower case, without accents */
  HeraldTimeWordKind  kind;
  int                 value;
} HeraldTimeWord;

/* "CET" of winter, "CEST" of summer, "ET" of both. */
typedef struct
{
  const char *abbreviation;
  const char *zone;
  gboolean    names_offset;  /* it says which of the two; to be compared with what the clocks show */
  gboolean    has_rivals;    /* it is used for other zones, too */
} HeraldZoneAbbreviation;

char                         *herald_time_words_fold         (const char *text);
const HeraldTimeWord         *herald_time_words_find         (const char *folded);
const HeraldZoneAbbreviation *herald_time_words_find_zone    (const char *abbreviation);
char                         *herald_time_words_find_city    (const char *folded);

G_END_DECLS
