/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-labels.h"

G_BEGIN_DECLS

typedef struct
{
  const char *zone;
  const char *city;
} HeraldCity;

/* All that a kit says by itself in one language. A language is added by one entry in herald-labels-table.c. */
typedef struct
{
  const char       *code;        /* BCP 47 */
  const char       *name;        /* as its speakers write it */
  const char       *labels[HERALD_N_LABELS];
  const char       *months[12];
  const char       *weekdays[7]; /* from Monday */
  const char       *date;        /* {day} {month} {year} */
  const char       *full_date;   /* {weekday} {date} */
  const char       *first_day;   /* how the first of a month is written, or NULL: as a number */
  const char       *quotes[2];
  const char       *comma;
  const HeraldCity *cities;      /* names of zones' cities that differ from English, ended by NULL; or NULL */
} HeraldLanguage;

extern const HeraldLanguage herald_languages[];
extern const guint          herald_n_languages;

G_END_DECLS
