/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* What a history tells of a text, noted beside it so that no text needs to be read for a page of versions. */
typedef struct
{
  HeraldStatus status;    /* NONE: it has none */
  gint64       approvals; /* stands for the set of its approvals; 0: there are none */
} HeraldBodyFacts;

void       herald_body_facts_read           (HeraldDocument   *body,
                                             HeraldBodyFacts  *facts);
/* Approvals of a text as "person\tsubject\thash" lines, sorted; (element-type utf8) */
GPtrArray *herald_body_facts_list_approvals (HeraldDocument   *body);

G_END_DECLS
