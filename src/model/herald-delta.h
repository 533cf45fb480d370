/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_CHANGE_ADDED,
  HERALD_CHANGE_REMOVED,
  HERALD_CHANGE_EDITED,
  HERALD_CHANGE_MOVED,   /* a block elsewhere, words untouched */
} HeraldChangeKind;

/* One difference between two states of an announcement: a member ("headline", "embargo", "tags") or a thing with an
 * identity ("block:<id>", "party:<id>"). before and after are its words for people, or NULL. */
typedef struct
{
  HeraldChangeKind kind;
  gboolean         moved;   /* of EDITED: moved as well */
  char            *subject;
  char            *before;
  char            *after;
} HeraldChange;

/* Both documents may be of any type; (element-type HeraldChange), in reading order. */
GPtrArray *herald_delta_between (HeraldDocument *before,
                                 HeraldDocument *after);
void       herald_change_free   (HeraldChange   *change);

G_END_DECLS
