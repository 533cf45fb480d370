/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_SEVERITY_HINT,
  HERALD_SEVERITY_WARNING,
  HERALD_SEVERITY_ERROR, /* nothing goes out with it */
} HeraldSeverity;

/* Something that a colleague would point at. */
typedef struct
{
  const char     *rule;     /* "quote-speaker" */
  HeraldSeverity  severity;
  char           *message;  /* for people, one sentence */
  char           *place;    /* a member ("headline") or "block:<id>" */
} HeraldFinding;

GPtrArray  *herald_check             (const HeraldAnnouncement *announcement); /* of HeraldFinding, in reading order */
void        herald_finding_free      (HeraldFinding            *finding);
const char *herald_severity_to_string (HeraldSeverity           severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFinding, herald_finding_free)

G_END_DECLS
