/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-kit-labels.h"

G_BEGIN_DECLS

typedef struct
{
  const char *zone;
  const char *city;
} HeraldKitCity;

/* All that a kit says by itself in one language. A language is added by one entry in herald-kit-labels-table.c. */
typedef struct
{
  const char       *code;        /* BCP 47 */
  const char       *name;        /* as its speakers write it */
  const char       *labels[HERALD_KIT_N_LABELS];
  const char       *months[12];
  const char       *weekdays[7]; /* from Monday */
  const char       *date;        /* {day} {month} {year} */
  const char       *full_date;   /* {weekday} {date} */
  const char       *first_day;   /* how the first of a month is written, or NULL: as a number */
  const char       *quotes[2];
  const char       *comma;
  const HeraldKitCity *cities;      /* names of zones' cities that differ from English, ended by NULL; or NULL */
} HeraldKitLanguage;

extern const HeraldKitLanguage herald_kit_languages[];
extern const guint          herald_kit_n_languages;

G_END_DECLS
