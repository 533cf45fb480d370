/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

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
  char           *place;    /* a subject, as changes name them: "headline", "block:<id>", "party:<id>" */
  char           *words;    /* (nullable): what was found there, as it is written */
  char           *fix;      /* (nullable): what should stand there instead of the words */
  char           *override_by;     /* (nullable): who lets it pass all the same, */
  char           *override_reason; /* and why */
} HeraldFinding;

HeraldFinding *herald_finding_new        (const char          *rule,
                                          HeraldSeverity       severity,
                                          const char          *place,
                                          char                *message);
void           herald_finding_free       (HeraldFinding       *finding);
gboolean       herald_finding_is_blocking (const HeraldFinding *finding);
const char    *herald_severity_to_string (HeraldSeverity       severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFinding, herald_finding_free)

G_END_DECLS
