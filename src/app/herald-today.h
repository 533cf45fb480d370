/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-shelf.h"

G_BEGIN_DECLS

/* In the order in which they are told. */
typedef enum
{
  HERALD_TODAY_CONFLICT, /* two texts, of which a person has to choose */
  HERALD_TODAY_LIFT,     /* an embargo ends within a week */
  HERALD_TODAY_COMMENTS, /* somebody waits for an answer */
  HERALD_TODAY_REVIEW,   /* somebody waits for an approval */
  HERALD_N_TODAY,
} HeraldTodayKind;

/* One thing that needs the person. */
typedef struct
{
  HeraldTodayKind   kind;
  HeraldShelfEntry *entry;
  HeraldListRow    *row;
} HeraldTodayItem;

void       herald_today_item_free     (HeraldTodayItem     *item);

/* What needs the person now in all libraries; by kind. */
void       herald_today_load_async    (HeraldShelf         *shelf,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
/* The lifts of all libraries, the earliest first; from, until: seconds since 1970. */
void       herald_today_lifts_async   (HeraldShelf         *shelf,
                                       gint64               from,
                                       gint64               until,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
/* (transfer full) (element-type HeraldTodayItem) (nullable) */
GPtrArray *herald_today_finish        (GAsyncResult        *result,
                                       GError             **error);
/* The same, blocking, for tests and threads. entries: (element-type HeraldShelfEntry) */
GPtrArray *herald_today_collect       (GPtrArray           *entries,
                                       gint64               now,
                                       GError             **error);
GPtrArray *herald_today_collect_lifts (GPtrArray           *entries,
                                       gint64               from,
                                       gint64               until,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTodayItem, herald_today_item_free)

G_END_DECLS
