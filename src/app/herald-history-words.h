/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-history-item.h"

G_BEGIN_DECLS

/* How the timeline says its lines, all (transfer full): times in the reader's zone, with its city. */
char      *herald_history_title        (HeraldHistoryItem      *item);
char      *herald_history_details      (HeraldHistoryItem      *item,
                                        const char             *own_zone,
                                        gint64                  now_us);
char      *herald_history_number       (HeraldHistoryItem      *item);
/* What happened to a version: (element-type HeraldHistoryMark), nothing of what most versions have. */
GPtrArray *herald_history_list_marks   (HeraldHistoryItem      *item);

typedef struct
{
  const char *style; /* of a pill */
  char       *words;
  char       *details; /* when, by whom, for whom; or NULL */
} HeraldHistoryMark;

void       herald_history_mark_free    (HeraldHistoryMark      *mark);
/* What a version is called in a sentence: its name, else "Version 7". */
char      *herald_history_name         (const HeraldHistoryRow *row);
/* "today 11:20 Rome", "yesterday 17:04 Rome", "19 Nov 17:04 Rome" */
char      *herald_history_moment       (gint64                  unix_s,
                                        const char             *own_zone,
                                        gint64                  now_us);
/* Pango markup: a line of a search with the words that were looked for in bold. */
char      *herald_history_snippet      (const char             *snippet);

G_END_DECLS
