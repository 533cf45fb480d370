/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-finding.h"
#include "herald-purpose.h"
#include "herald-summary.h"

G_BEGIN_DECLS

/* The one door before every way out (section 8 of the design): a pure function of a case. */

typedef enum
{
  HERALD_GATE_OPEN,
  HERALD_GATE_OPEN_WITH_BANNER, /* the embargo is shown on top of everything */
  HERALD_GATE_REFUSED,
} HeraldGateAnswer;

typedef enum
{
  HERALD_GATE_REASON_EMBARGO,      /* the lift is not reached */
  HERALD_GATE_REASON_EMBARGO_ZONE, /* wall, zone and instant disagree */
  HERALD_GATE_REASON_EMBARGO_LATER, /* this version does not know of an embargo that holds it now */
  HERALD_GATE_REASON_STATUS,       /* not approved */
  HERALD_GATE_REASON_CONFLICT,     /* more than one head */
  HERALD_GATE_REASON_RECIPIENT,    /* a briefing needs a name */
  HERALD_GATE_REASON_INSIDE,       /* inside information: briefing never, release after the filing */
  HERALD_GATE_REASON_TRASHED,
  HERALD_GATE_REASON_WITHDRAWN,
  HERALD_GATE_REASON_FINDING,      /* what src/check calls an error, and nobody lets pass */
  HERALD_GATE_REASON_NEWER,        /* made by a newer Herald: nobody here can judge it */
} HeraldGateReasonKind;

typedef struct
{
  HeraldGateReasonKind  kind;
  char                 *message; /* for people, one sentence */
  char                 *place;   /* where it is mended: "embargo", "status", "block:<id>", ... */
} HeraldGateReason;

typedef struct
{
  const HeraldAnnouncement *announcement;
  const char               *version_hash;
  guint                     n_heads;
  HeraldPurpose             purpose;
  const char               *recipient;
  GPtrArray                *currents; /* (nullable): of HeraldSummary: the current draft and the heads of it and of its other
                                       * editions. What was decided after a version was made holds that version too. */
  GPtrArray                *findings; /* of HeraldFinding: what herald_check() found; NULL: nobody looked */
  gint64                    now_us;   /* real time of this machine */
} HeraldGateCase;

typedef struct
{
  HeraldGateAnswer  answer;
  GPtrArray        *reasons; /* of HeraldGateReason; empty unless refused */
} HeraldGateVerdict;

HeraldGateVerdict *herald_gate_check         (const HeraldGateCase *gate_case);
void               herald_gate_verdict_free  (HeraldGateVerdict    *verdict);
/* All reasons, one line each. (transfer full) */
char              *herald_gate_verdict_to_text (const HeraldGateVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldGateVerdict, herald_gate_verdict_free)

G_END_DECLS
