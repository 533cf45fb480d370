/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A moment as people write it, "Tuesday 9am CET", and what was understood: to be shown before it counts. */
typedef struct
{
  char      *wall;   /* "2026-12-01T09:00:00" */
  char      *zone;   /* "Europe/Rome" */
  GPtrArray *doubts; /* of char *: for people, one sentence each; what a reader might understand otherwise */
} HeraldTimePhrase;

HeraldTimePhrase *herald_time_phrase_read (const char        *text,
                                           gint64             now_s,
                                           const char        *own_zone,
                                           GError           **error);
void              herald_time_phrase_free (HeraldTimePhrase  *phrase);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTimePhrase, herald_time_phrase_free)

G_END_DECLS
