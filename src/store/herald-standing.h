/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-history.h"

G_BEGIN_DECLS

/* Where an announcement stands, for those who judge many of them without opening one. */
typedef struct
{
  HeraldSummary *summary;   /* of the current draft */
  char          *head;      /* the newest version, or one of several; NULL before the first */
  guint          n_heads;
  gboolean       dirty;     /* the draft differs from the version that it descends from */
  gboolean       given_out; /* a version of it left this computer for publication */
} HeraldStanding;

/* Announcements outside the trash that are approved, scheduled or released, and their other language editions, by id. */
GPtrArray *herald_library_list_standings (HeraldLibrary             *self,
                                          GError                   **error); /* of HeraldStanding */
/* herald_library_note_event() for many versions in one step: all of it or nothing. */
gboolean   herald_library_note_events    (HeraldLibrary             *self,
                                          const char * const        *hashes,
                                          const HeraldVersionEvent  *event,
                                          GError                   **error);
void       herald_standing_free          (HeraldStanding            *standing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldStanding, herald_standing_free)

G_END_DECLS
