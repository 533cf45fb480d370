/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* The names of companies and people that an announcement knows. */
typedef struct _HeraldNames HeraldNames;

/* Words that are nearly a known name, but none. */
typedef struct
{
  char *words; /* "Lecia", as they are written */
  char *name;  /* "Leica" */
} HeraldNearMiss;

HeraldNames *herald_names_new  (const HeraldAnnouncement *announcement);
void         herald_names_free (HeraldNames              *self);
/* (transfer full) (element-type HeraldNearMiss) in the order in which they stand */
GPtrArray   *herald_names_find_near_misses (const HeraldNames *self,
                                            const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldNames, herald_names_free)

G_END_DECLS
