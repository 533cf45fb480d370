/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* What somebody typed into a search, taken apart: words, and what narrows them. */
typedef struct
{
  char        *words;    /* what is left of it, perhaps "" */
  GPtrArray   *tags;     /* of char *: words of a tag, of a company's or a speaker's name, each may go on */
  GPtrArray   *parties;
  GPtrArray   *speakers;
  char        *language; /* "it": also "it-CH"; or NULL */
  HeraldStatus status;   /* NONE: any */
  gboolean     embargoed;
  gint64       after;    /* changed at or after, microseconds since 1970; 0: any */
  gint64       before;   /* changed before; 0: any */
} HeraldFilters;

HeraldFilters *herald_filters_new  (const char    *typed,
                                    GTimeZone     *zone);
void           herald_filters_free (HeraldFilters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFilters, herald_filters_free)

G_END_DECLS
