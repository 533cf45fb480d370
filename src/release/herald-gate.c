/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-gate.h"

#include <string.h>

#include "herald-i18n.h"

/* Who may pass in which state. A state is closed to a purpose when the table says so; all closed ones are told.
 *
 *   state                        review   briefing   release
 *   made by a newer Herald       closed   closed     closed
 *   conflict (not one head)      open     closed     closed
 *   in the trash                 open     closed     closed
 *   withdrawn                    open     closed     closed
 *   not approved yet             open     closed     closed
 *   embargo inconsistent         banner   banner     closed
 *   embargo not reached          banner   banner     closed
 *   later embargo not reached    open     closed     closed
 *   inside information           open     closed     closed without filing number and time
 *   no recipient                 open     closed     open
 *   an error found, or not looked for
 *                                open     closed     closed, unless it is out already
 */
#define OPEN   HERALD_GATE_OPEN
#define BANNER HERALD_GATE_OPEN_WITH_BANNER
#define CLOSED HERALD_GATE_REFUSED

static const HeraldGateAnswer table[][3] = {
  /*                                REVIEW  BRIEFING RELEASE */
  [HERALD_GATE_REASON_EMBARGO] = { BANNER, BANNER, CLOSED },
  [HERALD_GATE_REASON_EMBARGO_ZONE] = { BANNER, BANNER, CLOSED },
  [HERALD_GATE_REASON_EMBARGO_LATER] = { OPEN, CLOSED, CLOSED },
  [HERALD_GATE_REASON_STATUS] = { OPEN, CLOSED, CLOSED },
  [HERALD_GATE_REASON_CONFLICT] = { OPEN, CLOSED, CLOSED },
  [HERALD_GATE_REASON_RECIPIENT] = { OPEN, CLOSED, OPEN },
  [HERALD_GATE_REASON_INSIDE] = { OPEN, CLOSED, CLOSED },
  [HERALD_GATE_REASON_TRASHED] = { OPEN, CLOSED, CLOSED },
  [HERALD_GATE_REASON_WITHDRAWN] = { OPEN, CLOSED, CLOSED },
  [HERALD_GATE_REASON_FINDING] = { OPEN, CLOSED, CLOSED },
  [HERALD_GATE_REASON_NEWER] = { CLOSED, CLOSED, CLOSED },
};

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[0] == '\0';
}

static void
reason_free (HeraldGateReason *reason)
{
  g_free (reason->message);
  g_free (reason->place);
  g_free (reason);
}

/* The announcement is in this state: what the table says to the purpose counts, the strictest of all. */
static void
judge (HeraldGateVerdict    *verdict,
       HeraldPurpose         purpose,
       HeraldGateReasonKind  kind,
       const char           *place,
       const char           *message)
{
  HeraldGateAnswer answer = table[kind][purpose];
  HeraldGateReason *reason = NULL;

  verdict->answer = MAX (verdict->answer, answer);
  if (answer != HERALD_GATE_REFUSED)
    return;
  reason = g_new0 (HeraldGateReason, 1);
  reason->kind = kind;
  reason->place = g_strdup (place);
  reason->message = g_strdup (message);
  g_ptr_array_add (verdict->reasons, reason);
}

static void
judge_embargo (HeraldGateVerdict    *verdict,
               const HeraldGateCase *gate_case)
{
  const HeraldEmbargo *embargo = gate_case->announcement->embargo;
  g_autofree char *message = NULL;

  if (embargo == NULL)
    return;
  if (!herald_embargo_is_consistent (embargo))
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_EMBARGO_ZONE, "embargo",
           _("The embargo’s local time, time zone and UTC time do not agree: set the embargo again."));
  if (herald_embargo_has_passed (embargo, gate_case->now_us))
    return;
  if (herald_embargo_get_lift (embargo) == G_MAXINT64)
    message = g_strdup (_("The end of the embargo cannot be read, so it counts as never."));
  else
    {
      g_autofree char *date = g_strndup (embargo->wall != NULL ? embargo->wall : "", 10);
      g_autofree char *time = g_strdup (embargo->wall != NULL && strlen (embargo->wall) > 11 ? embargo->wall + 11 : "");

      /* Translators: a date, a time, a time zone, and the same instant in UTC */
      message = g_strdup_printf (_("The embargo ends only on %s at %s %s (%s)."), date, time, embargo->zone, embargo->utc);
    }
  judge (verdict, gate_case->purpose, HERALD_GATE_REASON_EMBARGO, "embargo", message);
}

static void
judge_status (HeraldGateVerdict    *verdict,
              const HeraldGateCase *gate_case)
{
  switch (gate_case->announcement->status)
    {
    case HERALD_STATUS_APPROVED:
    case HERALD_STATUS_SCHEDULED:
    case HERALD_STATUS_RELEASED:
      break;
    case HERALD_STATUS_WITHDRAWN:
      judge (verdict, gate_case->purpose, HERALD_GATE_REASON_WITHDRAWN, "status", _("The announcement was withdrawn."));
      break;
    case HERALD_STATUS_NONE:
    case HERALD_STATUS_DRAFT:
    case HERALD_STATUS_REVIEW:
      judge (verdict, gate_case->purpose, HERALD_GATE_REASON_STATUS, "status", _("The announcement is not approved yet."));
      break;
    }
}

static void
judge_inside (HeraldGateVerdict    *verdict,
              const HeraldGateCase *gate_case)
{
  const HeraldFiling *filing = gate_case->announcement->filing;

  if (!gate_case->announcement->inside_information)
    return;
  if (gate_case->purpose == HERALD_PURPOSE_BRIEFING)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_INSIDE, "inside_information",
           _("The announcement is inside information, which nobody may be told before everybody."));
  else if (filing == NULL || is_empty (filing->number) || is_empty (filing->at))
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_INSIDE, "filing",
           _("The announcement is inside information: enter the number and the time of its filing first."));
}

/* Whether what stands now has an embargo that the version does not show. Two equal instants are one embargo. */
static gboolean
has_later_embargo (const HeraldGateCase *gate_case,
                   const HeraldSummary  *current)
{
  HeraldEmbargo embargo = { .wall = current->embargo_wall, .zone = current->embargo_zone, .utc = current->embargo_utc };
  const HeraldEmbargo *own = gate_case->announcement->embargo;

  if (is_empty (embargo.wall) && is_empty (embargo.zone) && is_empty (embargo.utc))
    return FALSE;
  if (herald_embargo_has_passed (&embargo, gate_case->now_us))
    return FALSE;
  return own == NULL || herald_embargo_get_lift (own) != herald_embargo_get_lift (&embargo);
}

/* A version that was made before the embargo, the withdrawal or the trash is held by them all the same, and the
 * embargo of one language edition holds the others. */
static void
judge_currents (HeraldGateVerdict    *verdict,
                const HeraldGateCase *gate_case)
{
  gboolean embargoed = FALSE, trashed = FALSE, withdrawn = FALSE;

  for (guint i = 0; gate_case->currents != NULL && i < gate_case->currents->len; i++)
    {
      const HeraldSummary *current = g_ptr_array_index (gate_case->currents, i);
      gboolean own = g_strcmp0 (current->id, gate_case->announcement->id) == 0;

      embargoed |= has_later_embargo (gate_case, current);
      trashed |= own && current->trashed && gate_case->announcement->trashed == NULL;
      withdrawn |= own && current->status == HERALD_STATUS_WITHDRAWN && gate_case->announcement->status != HERALD_STATUS_WITHDRAWN;
    }
  if (embargoed)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_EMBARGO_LATER, "embargo",
           _("The current draft or another language edition has an embargo that this version does not show."));
  if (trashed)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_TRASHED, "trashed", _("The announcement is in the trash."));
  if (withdrawn)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_WITHDRAWN, "status", _("The announcement was withdrawn."));
}

/* What is out already is not judged again: a rule of a newer Herald must not take a page from the web. What a newer
 * Herald made cannot be checked here, and is refused for that alone. */
static void
judge_findings (HeraldGateVerdict    *verdict,
                const HeraldGateCase *gate_case)
{
  if (gate_case->announcement->status == HERALD_STATUS_RELEASED || gate_case->announcement->schema > HERALD_SCHEMA)
    return;
  if (gate_case->findings == NULL)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_FINDING, "body", _("The announcement was not checked."));
  for (guint i = 0; gate_case->findings != NULL && i < gate_case->findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (gate_case->findings, i);

      if (herald_finding_is_blocking (finding))
        judge (verdict, gate_case->purpose, HERALD_GATE_REASON_FINDING, finding->place, finding->message);
    }
}

/**
 * herald_gate_check:
 * @gate_case: what wants to leave, and why
 *
 * Judges by the table of purpose and state at the head of this file. Pure: it asks neither clock nor library.
 *
 * Returns: (transfer full): the answer, with all reasons when it is a refusal
 */
HeraldGateVerdict *
herald_gate_check (const HeraldGateCase *gate_case)
{
  HeraldGateVerdict *verdict = g_new0 (HeraldGateVerdict, 1);

  verdict->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) reason_free);
  verdict->answer = HERALD_GATE_REFUSED; /* what cannot be judged does not leave */
  g_return_val_if_fail (gate_case != NULL && gate_case->announcement != NULL, verdict);
  g_return_val_if_fail (gate_case->purpose <= HERALD_PURPOSE_RELEASE, verdict);

  verdict->answer = HERALD_GATE_OPEN;

  if (gate_case->announcement->schema > HERALD_SCHEMA)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_NEWER, "schema",
           _("The announcement was made by a newer Herald, which knows more about it than this one."));
  if (gate_case->n_heads != 1)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_CONFLICT, "conflict",
           _("Several people changed the announcement differently: resolve the conflict first."));
  if (gate_case->announcement->trashed != NULL)
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_TRASHED, "trashed", _("The announcement is in the trash."));
  judge_status (verdict, gate_case);
  judge_embargo (verdict, gate_case);
  judge_inside (verdict, gate_case);
  judge_currents (verdict, gate_case);
  judge_findings (verdict, gate_case);
  if (is_empty (gate_case->recipient))
    judge (verdict, gate_case->purpose, HERALD_GATE_REASON_RECIPIENT, "recipient",
           _("A briefing is for somebody: name who receives it."));
  return verdict;
}

/**
 * herald_gate_verdict_free:
 * @verdict: (transfer full): a verdict
 */
void
herald_gate_verdict_free (HeraldGateVerdict *verdict)
{
  g_ptr_array_unref (verdict->reasons);
  g_free (verdict);
}

/**
 * herald_gate_verdict_to_text:
 * @verdict: a verdict
 *
 * Returns: (transfer full): all reasons, one line each
 */
char *
herald_gate_verdict_to_text (const HeraldGateVerdict *verdict)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < verdict->reasons->len; i++)
    {
      const HeraldGateReason *reason = g_ptr_array_index (verdict->reasons, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, reason->message);
    }
  return g_string_free (text, FALSE);
}
