/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-gate.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1800000000000000)

/* One state that an announcement may be in. */
typedef enum
{
  STATE_GOOD,
  STATE_DRAFT,
  STATE_REVIEW,
  STATE_SCHEDULED,
  STATE_RELEASED,
  STATE_WITHDRAWN,
  STATE_TRASHED,
  STATE_CONFLICT,
  STATE_NO_HEAD,
  STATE_EMBARGOED,
  STATE_LIFTED,
  STATE_ZONE_WRONG,
  STATE_UTC_BROKEN,
  STATE_INSIDE,
  STATE_INSIDE_FILED,
  STATE_NO_RECIPIENT,
  STATE_FOUND,     /* an error */
  STATE_LET_PASS,  /* an error that somebody lets pass */
  STATE_WARNED,
  STATE_UNCHECKED,
  STATE_NEWER,
  N_STATES
} State;

/* 0 open, 1 with banner, 2 refused, for review, briefing, release; the reason for a refusal of each, -1 for none */
static const struct
{
  State            state;
  HeraldGateAnswer answers[3];
  int              reasons[3];
} table[] = {
  { STATE_GOOD, { 0, 0, 0 }, { -1, -1, -1 } },
  { STATE_DRAFT, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_STATUS, HERALD_GATE_REASON_STATUS } },
  { STATE_REVIEW, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_STATUS, HERALD_GATE_REASON_STATUS } },
  { STATE_SCHEDULED, { 0, 0, 0 }, { -1, -1, -1 } },
  { STATE_RELEASED, { 0, 0, 0 }, { -1, -1, -1 } },
  { STATE_WITHDRAWN, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_WITHDRAWN, HERALD_GATE_REASON_WITHDRAWN } },
  { STATE_TRASHED, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_TRASHED, HERALD_GATE_REASON_TRASHED } },
  { STATE_CONFLICT, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_CONFLICT, HERALD_GATE_REASON_CONFLICT } },
  { STATE_NO_HEAD, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_CONFLICT, HERALD_GATE_REASON_CONFLICT } },
  { STATE_EMBARGOED, { 1, 1, 2 }, { -1, -1, HERALD_GATE_REASON_EMBARGO } },
  { STATE_LIFTED, { 0, 0, 0 }, { -1, -1, -1 } },
  { STATE_ZONE_WRONG, { 1, 1, 2 }, { -1, -1, HERALD_GATE_REASON_EMBARGO_ZONE } },
  { STATE_UTC_BROKEN, { 1, 1, 2 }, { -1, -1, HERALD_GATE_REASON_EMBARGO } },
  { STATE_INSIDE, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_INSIDE, HERALD_GATE_REASON_INSIDE } },
  { STATE_INSIDE_FILED, { 0, 2, 0 }, { -1, HERALD_GATE_REASON_INSIDE, -1 } },
  { STATE_NO_RECIPIENT, { 0, 2, 0 }, { -1, HERALD_GATE_REASON_RECIPIENT, -1 } },
  { STATE_FOUND, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_FINDING, HERALD_GATE_REASON_FINDING } },
  { STATE_LET_PASS, { 0, 0, 0 }, { -1, -1, -1 } },
  { STATE_WARNED, { 0, 0, 0 }, { -1, -1, -1 } },
  { STATE_UNCHECKED, { 0, 2, 2 }, { -1, HERALD_GATE_REASON_FINDING, HERALD_GATE_REASON_FINDING } },
  { STATE_NEWER, { 2, 2, 2 }, { HERALD_GATE_REASON_NEWER, HERALD_GATE_REASON_NEWER, HERALD_GATE_REASON_NEWER } },
};

/* 2027-01-15T08:00:00Z is NOW. */
static void
set_embargo (HeraldAnnouncement *announcement,
             const char         *wall)
{
  g_autoptr (GError) error = NULL;

  announcement->embargo = herald_embargo_new (wall, "Europe/Rome", HERALD_ZONE_ONLY, &error);
  g_assert_no_error (error);
}

static void
set_utc (HeraldAnnouncement *announcement,
         const char         *utc)
{
  g_free (announcement->embargo->utc);
  announcement->embargo->utc = g_strdup (utc);
}

static void
set_status (HeraldAnnouncement *announcement,
            State               state)
{
  static const HeraldStatus statuses[N_STATES] = {
    [STATE_DRAFT] = HERALD_STATUS_DRAFT,
    [STATE_REVIEW] = HERALD_STATUS_REVIEW,
    [STATE_SCHEDULED] = HERALD_STATUS_SCHEDULED,
    [STATE_RELEASED] = HERALD_STATUS_RELEASED,
    [STATE_WITHDRAWN] = HERALD_STATUS_WITHDRAWN,
  };

  announcement->status = statuses[state] != HERALD_STATUS_NONE ? statuses[state] : HERALD_STATUS_APPROVED;
}

/* (transfer full) what was found in this state */
static GPtrArray *
find (State state)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_finding_free);
  HeraldFinding *finding = NULL;

  if (state == STATE_UNCHECKED)
    return NULL;
  if (state != STATE_FOUND && state != STATE_LET_PASS && state != STATE_WARNED)
    return g_steal_pointer (&findings);
  finding = herald_finding_new ("placeholder", state == STATE_WARNED ? HERALD_SEVERITY_WARNING : HERALD_SEVERITY_ERROR, "block:abc",
                                g_strdup ("“TBD” stands where words are still to come."));
  if (state == STATE_LET_PASS)
    finding->override_by = g_strdup ("Ida Conti");
  g_ptr_array_add (findings, finding);
  return g_steal_pointer (&findings);
}

static void
put_into (HeraldAnnouncement *announcement,
          HeraldGateCase     *gate_case,
          State               state)
{
  set_status (announcement, state);
  if (state == STATE_TRASHED)
    announcement->trashed = herald_trashed_new ("Anna Bruni", "2026-01-01T00:00:00Z");
  if (state == STATE_EMBARGOED)
    set_embargo (announcement, "2027-01-15T09:00:01");
  if (state == STATE_LIFTED || state == STATE_ZONE_WRONG || state == STATE_UTC_BROKEN)
    set_embargo (announcement, "2027-01-15T09:00:00");
  if (state == STATE_ZONE_WRONG)
    set_utc (announcement, "2027-01-15T07:00:00Z");
  if (state == STATE_UTC_BROKEN)
    set_utc (announcement, "soon");
  if (state == STATE_INSIDE || state == STATE_INSIDE_FILED)
    announcement->inside_information = TRUE;
  if (state == STATE_INSIDE_FILED)
    {
      herald_announcement_set_member (announcement, "filing.number", "42", NULL);
      herald_announcement_set_member (announcement, "filing.at", "2027-01-15T07:59:00Z", NULL);
    }
  if (state == STATE_NEWER)
    announcement->schema = HERALD_SCHEMA + 1;
  gate_case->n_heads = state == STATE_CONFLICT ? 2 : state == STATE_NO_HEAD ? 0 : 1;
  gate_case->recipient = state == STATE_NO_RECIPIENT ? "" : "Maria Rossi";
}

static gboolean
has_reason (HeraldGateVerdict *verdict,
            int                kind)
{
  for (guint i = 0; i < verdict->reasons->len; i++)
    {
      HeraldGateReason *reason = g_ptr_array_index (verdict->reasons, i);

      g_assert_nonnull (reason->message);
      g_assert_nonnull (reason->place);
      if ((int) reason->kind == kind)
        return TRUE;
    }
  return kind == -1 && verdict->reasons->len == 0;
}

static void
test_table (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (table), ==, N_STATES);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (int purpose = HERALD_PURPOSE_REVIEW; purpose <= HERALD_PURPOSE_RELEASE; purpose++)
      {
        g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
        g_autoptr (GPtrArray) findings = find (i);
        HeraldGateCase gate_case = { .announcement = announcement, .purpose = purpose, .findings = findings, .now_us = NOW };
        g_autoptr (HeraldGateVerdict) verdict = NULL;

        g_assert_cmpint (table[i].state, ==, i);
        put_into (announcement, &gate_case, table[i].state);
        verdict = herald_gate_check (&gate_case);
        if (verdict->answer != table[i].answers[purpose] || !has_reason (verdict, table[i].reasons[purpose]))
          g_error ("state %u, purpose %d: answer %d with %u reasons", i, purpose, verdict->answer, verdict->reasons->len);
      }
}

/* Two states together: the stricter answer, and the reasons of both. */
static void
test_pairs (void)
{
  for (guint i = 0; i < N_STATES; i++)
    for (guint j = 0; j < N_STATES; j++)
      for (int purpose = HERALD_PURPOSE_REVIEW; purpose <= HERALD_PURPOSE_RELEASE; purpose++)
        {
          g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
          g_autoptr (GPtrArray) findings = find (j);
          HeraldGateCase gate_case = { .announcement = announcement, .purpose = purpose, .now_us = NOW, .n_heads = 1, .recipient = "M",
                                       .findings = findings };
          HeraldGateCase second = gate_case;
          g_autoptr (HeraldGateVerdict) verdict = NULL;

          /* Only states that do not set the same member of the case. */
          if (i >= STATE_WITHDRAWN || j < STATE_TRASHED || j == STATE_INSIDE_FILED || (i == STATE_RELEASED && j >= STATE_FOUND))
            continue;
          put_into (announcement, &second, j);
          set_status (announcement, i);
          gate_case.n_heads = second.n_heads;
          gate_case.recipient = second.recipient;
          verdict = herald_gate_check (&gate_case);
          g_assert_cmpint (verdict->answer, ==, MAX (table[i].answers[purpose], table[j].answers[purpose]));
          g_assert_cmpuint (verdict->reasons->len, >=, (table[i].reasons[purpose] >= 0) + (table[j].reasons[purpose] >= 0));
        }
}

static void
test_text_tells_all_reasons (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
  g_autoptr (GPtrArray) findings = find (STATE_FOUND);
  HeraldGateCase gate_case = { .announcement = announcement, .purpose = HERALD_PURPOSE_RELEASE, .n_heads = 2, .now_us = NOW,
                               .findings = findings };
  g_autoptr (HeraldGateVerdict) verdict = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  set_embargo (announcement, "2027-06-01T09:00:00");
  verdict = herald_gate_check (&gate_case);
  text = herald_gate_verdict_to_text (verdict);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (text, "2027-06-01"));
  g_assert_nonnull (strstr (text, "Europe/Rome"));
  g_assert_nonnull (strstr (text, "2027-06-01T07:00:00Z"));
  g_assert_nonnull (strstr (text, "“TBD”"));
}

/* A rule of a newer Herald must not take from the web what is out already. */
static void
test_released_stays_out (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
  g_autoptr (GPtrArray) findings = find (STATE_FOUND);
  HeraldGateCase gate_case = { .announcement = announcement, .purpose = HERALD_PURPOSE_RELEASE, .n_heads = 1, .now_us = NOW,
                               .findings = findings };
  g_autoptr (HeraldGateVerdict) verdict = NULL;

  announcement->status = HERALD_STATUS_RELEASED;
  verdict = herald_gate_check (&gate_case);
  g_assert_cmpint (verdict->answer, ==, HERALD_GATE_OPEN);
}

/* One microsecond before lift is before lift. */
static void
test_lift_is_exact (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
  g_autoptr (GPtrArray) findings = find (STATE_GOOD);
  HeraldGateCase gate_case = { .announcement = announcement, .purpose = HERALD_PURPOSE_RELEASE, .n_heads = 1, .findings = findings };

  announcement->status = HERALD_STATUS_APPROVED;
  set_embargo (announcement, "2027-01-15T09:00:00");
  for (int offset = -1; offset <= 1; offset++)
    {
      g_autoptr (HeraldGateVerdict) verdict = NULL;

      gate_case.now_us = NOW + offset;
      verdict = herald_gate_check (&gate_case);
      g_assert_cmpint (verdict->answer, ==, offset < 0 ? HERALD_GATE_REFUSED : HERALD_GATE_OPEN);
    }
}

static HeraldGateAnswer
check_with (HeraldAnnouncement *announcement,
            HeraldAnnouncement *current,
            HeraldPurpose       purpose)
{
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (current);
  g_autoptr (GPtrArray) currents = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_summary_free);
  g_autoptr (GPtrArray) findings = find (STATE_GOOD);
  HeraldGateCase gate_case = { .announcement = announcement, .purpose = purpose, .now_us = NOW, .n_heads = 1,
                               .recipient = "M", .currents = currents, .findings = findings };
  g_autoptr (HeraldGateVerdict) verdict = NULL;

  g_ptr_array_add (currents, herald_summary_from_document (document));
  verdict = herald_gate_check (&gate_case);
  g_assert_true ((verdict->answer == HERALD_GATE_REFUSED) == (verdict->reasons->len > 0));
  return verdict->answer;
}

/* An approved version from before the embargo, the trash or the withdrawal is held by them too. */
static void
test_old_version_is_held (void)
{
  static const struct { State state; HeraldGateAnswer answers[3]; gboolean of_edition; } cases[] = {
    { STATE_GOOD, { 0, 0, 0 }, FALSE },
    { STATE_DRAFT, { 0, 0, 0 }, FALSE }, /* version 7 goes out while somebody edits a newer text */
    { STATE_LIFTED, { 0, 0, 0 }, FALSE },
    { STATE_EMBARGOED, { 0, 2, 2 }, TRUE },
    { STATE_UTC_BROKEN, { 0, 2, 2 }, TRUE },
    { STATE_TRASHED, { 0, 2, 2 }, FALSE },
    { STATE_WITHDRAWN, { 0, 2, 2 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int purpose = HERALD_PURPOSE_REVIEW; purpose <= HERALD_PURPOSE_RELEASE; purpose++)
      {
        g_autoptr (HeraldAnnouncement) version = herald_announcement_new (HERALD_KIND_OTHER, "en");
        g_autoptr (HeraldAnnouncement) edition = herald_announcement_new (HERALD_KIND_OTHER, "it");
        g_autoptr (HeraldAnnouncement) current = herald_announcement_copy (version);
        HeraldGateCase unused = { .n_heads = 1 };

        version->status = HERALD_STATUS_APPROVED;
        put_into (current, &unused, cases[i].state);
        put_into (edition, &unused, cases[i].state);
        g_assert_cmpint (check_with (version, current, purpose), ==, cases[i].answers[purpose]);
        g_assert_cmpint (check_with (version, edition, purpose), ==,
                         cases[i].of_edition ? cases[i].answers[purpose] : HERALD_GATE_OPEN);
      }
}

/* The embargo that the version has itself is judged as its own: a briefing is possible, with the banner. */
static void
test_same_embargo_is_no_later_one (void)
{
  g_autoptr (HeraldAnnouncement) version = herald_announcement_new (HERALD_KIND_OTHER, "en");
  g_autoptr (HeraldAnnouncement) current = NULL;

  version->status = HERALD_STATUS_APPROVED;
  set_embargo (version, "2027-01-15T09:00:01");
  current = herald_announcement_copy (version);
  g_assert_cmpint (check_with (version, current, HERALD_PURPOSE_BRIEFING), ==, HERALD_GATE_OPEN_WITH_BANNER);
  g_clear_pointer (&current->embargo, herald_embargo_free);
  set_embargo (current, "2027-01-16T09:00:00");
  g_assert_cmpint (check_with (version, current, HERALD_PURPOSE_BRIEFING), ==, HERALD_GATE_REFUSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/release/gate/table", test_table);
  g_test_add_func ("/release/gate/pairs", test_pairs);
  g_test_add_func ("/release/gate/text", test_text_tells_all_reasons);
  g_test_add_func ("/release/gate/released", test_released_stays_out);
  g_test_add_func ("/release/gate/lift", test_lift_is_exact);
  g_test_add_func ("/release/gate/old-version", test_old_version_is_held);
  g_test_add_func ("/release/gate/same-embargo", test_same_embargo_is_no_later_one);
  return g_test_run ();
}
