/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-press-room.h"
#include "herald-site-manifest.h"
#include "herald-standing.h"

G_BEGIN_DECLS

/* An announcement with its other editions, on its way into a press room. */
typedef struct
{
  char             *key;      /* the translation group, or the id of an announcement without one */
  GPtrArray        *editions; /* of HeraldStanding, borrowed: by language */
  HeraldSiteRecord *kept;     /* (nullable): borrowed from the manifest: it is in the press room, and as it should be */
} HeraldPressRoomStory;

/* What a press room is to show, found without opening an announcement. */
typedef struct
{
  GPtrArray  *standings; /* of HeraldStanding */
  GHashTable *groups;    /* translation group -> GPtrArray of HeraldStanding, borrowed */
  GPtrArray  *stories;   /* of HeraldPressRoomStory, by key */
  guint       n_waiting;
} HeraldPressRoomPlan;

HeraldPressRoomPlan *herald_press_room_plan_new  (HeraldLibrary             *library,
                                                  GPtrArray                 *standings, /* (transfer full) */
                                                  const HeraldAuthor        *author,
                                                  const HeraldSiteManifest  *manifest,
                                                  const char                *seed,
                                                  GError                   **error);
HeraldPressRoomPlan *herald_press_room_plan_foresee (HeraldLibrary          *library,
                                                  GError                   **error);
HeraldGateVerdict   *herald_press_room_plan_judge (HeraldPressRoomPlan      *plan,
                                                  const HeraldStanding      *standing,
                                                  gint64                     now_us);
void                 herald_press_room_plan_free (HeraldPressRoomPlan       *plan);
char                *herald_press_room_make_stamp (const char               *seed,
                                                  const char * const        *versions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPressRoomPlan, herald_press_room_plan_free)

G_END_DECLS
