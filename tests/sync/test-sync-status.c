/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sync-status.h"

#include "herald-sync-support.h"

#include <string.h>

#define NOON G_GINT64_CONSTANT (1795348800000000) /* 2026-11-22 12:00 UTC */

static HeraldSyncResult *
make_result (guint       n_conflicts,
             const char *set_aside)
{
  HeraldSyncResult *result = g_new0 (HeraldSyncResult, 1);

  result->conflicts = g_ptr_array_new_with_free_func (g_free);
  result->set_aside = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_conflicts; i++)
    g_ptr_array_add (result->conflicts, g_strdup_printf ("id-%u", i));
  if (set_aside != NULL)
    g_ptr_array_add (result->set_aside, g_strdup (set_aside));
  return result;
}

static HeraldSyncStatus *
make_running (gboolean was_in)
{
  HeraldSyncStatus *status = herald_sync_status_new ();
  g_autoptr (HeraldSyncResult) result = make_result (0, NULL);

  herald_sync_status_set_server (status, TRUE);
  herald_sync_status_begin (status);
  if (was_in)
    {
      herald_sync_status_end (status, result, NOON);
      herald_sync_status_begin (status);
    }
  return status;
}

static void
fail (HeraldSyncStatus *status,
      GQuark            domain,
      int               code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "The server said so.");

  herald_sync_status_fail (status, error);
}

static void
test_life (void)
{
  g_autoptr (HeraldSyncStatus) status = herald_sync_status_new ();
  g_autoptr (HeraldSyncResult) result = make_result (0, NULL);
  g_autofree char *running = NULL;

  g_assert_cmpint (status->state, ==, HERALD_SYNC_STATE_LOCAL);
  g_assert_false (herald_sync_status_may_retry (status));

  herald_sync_status_set_server (status, TRUE);
  g_assert_cmpint (status->state, ==, HERALD_SYNC_STATE_WAITING);

  herald_sync_status_begin (status);
  herald_sync_status_progress (status, TRUE, 3, 12);
  running = herald_sync_status_describe (status);
  g_assert_cmpstr (running, ==, "Sending 3 of 12");

  herald_sync_status_end (status, result, NOON);
  g_assert_cmpint (status->state, ==, HERALD_SYNC_STATE_UP_TO_DATE);
  g_assert_cmpint (status->last, ==, NOON);
  g_assert_cmpuint (status->total, ==, 0);

  /* Figures of a round that has ended come too late. */
  herald_sync_status_progress (status, FALSE, 1, 2);
  g_assert_cmpuint (status->total, ==, 0);

  herald_sync_status_set_server (status, FALSE);
  g_assert_cmpint (status->state, ==, HERALD_SYNC_STATE_LOCAL);
  g_assert_cmpint (status->last, ==, 0);
}

static void
test_outcomes (void)
{
  g_autoptr (HeraldSyncStatus) status = make_running (FALSE);
  g_autoptr (HeraldSyncResult) both = make_result (2, "x: too large");
  g_autoptr (HeraldSyncResult) aside = make_result (0, "x: too large");
  g_autofree char *words = NULL;
  g_autofree char *why = NULL;

  /* What a person must do comes before what they should know; neither is forgotten. */
  herald_sync_status_end (status, both, NOON);
  g_assert_cmpint (status->state, ==, HERALD_SYNC_STATE_CONFLICTS);
  g_assert_cmpuint (status->n_conflicts, ==, 2);
  g_assert_cmpstr (status->set_aside[0], ==, "x: too large");

  herald_sync_status_begin (status);
  herald_sync_status_end (status, aside, NOON);
  g_assert_cmpint (status->state, ==, HERALD_SYNC_STATE_SET_ASIDE);
  words = herald_sync_status_describe (status);
  why = herald_sync_status_explain (status);
  g_assert_cmpstr (words, ==, "1 announcement was not synced");
  g_assert_cmpstr (why, ==, "x: too large");
  g_assert_true (herald_sync_status_may_retry (status));
}

/* Which error leads where; and whether the next round may begin by itself. */
static void
test_failures (void)
{
  static const struct
  {
    int             code;
    gboolean        was_in;
    HeraldSyncState state;
    HeraldSyncLogIn log_in;
    gboolean        may_retry;
  } cases[] = {
    { HERALD_SYNC_ERROR_OFFLINE, FALSE, HERALD_SYNC_STATE_OFFLINE, HERALD_SYNC_LOG_IN_NONE, TRUE },
    { HERALD_SYNC_ERROR_NO_PASSWORD, FALSE, HERALD_SYNC_STATE_LOG_IN, HERALD_SYNC_LOG_IN_NO_PASSWORD, FALSE },
    { HERALD_SYNC_ERROR_LOG_IN, FALSE, HERALD_SYNC_STATE_LOG_IN, HERALD_SYNC_LOG_IN_REFUSED, FALSE },
    { HERALD_SYNC_ERROR_LOG_IN, TRUE, HERALD_SYNC_STATE_LOG_IN, HERALD_SYNC_LOG_IN_PASSWORD_CHANGED, FALSE },
    { HERALD_SYNC_ERROR_EXPIRED, TRUE, HERALD_SYNC_STATE_LOG_IN, HERALD_SYNC_LOG_IN_EXPIRED, FALSE },
    { HERALD_SYNC_ERROR_LOCKED, TRUE, HERALD_SYNC_STATE_LOG_IN, HERALD_SYNC_LOG_IN_LOCKED, FALSE },
    { HERALD_SYNC_ERROR_FORBIDDEN, FALSE, HERALD_SYNC_STATE_LOG_IN, HERALD_SYNC_LOG_IN_NOT_ALLOWED, FALSE },
    { HERALD_SYNC_ERROR_FORBIDDEN, TRUE, HERALD_SYNC_STATE_LOG_IN, HERALD_SYNC_LOG_IN_PERMISSION_LOST, FALSE },
    { HERALD_SYNC_ERROR_IDENTITY, TRUE, HERALD_SYNC_STATE_OTHER_LIBRARY, HERALD_SYNC_LOG_IN_NONE, FALSE },
    { HERALD_SYNC_ERROR_UNTRUSTED, TRUE, HERALD_SYNC_STATE_UNTRUSTED, HERALD_SYNC_LOG_IN_NONE, FALSE },
    { HERALD_SYNC_ERROR_BAD_REPLY, TRUE, HERALD_SYNC_STATE_FAILED, HERALD_SYNC_LOG_IN_NONE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldSyncStatus) status = make_running (cases[i].was_in);
      g_autofree char *words = NULL;
      g_autofree char *why = NULL;

      fail (status, HERALD_SYNC_ERROR, cases[i].code);
      g_assert_cmpint (status->state, ==, cases[i].state);
      g_assert_cmpint (status->log_in, ==, cases[i].log_in);
      g_assert_true (herald_sync_status_may_retry (status) == cases[i].may_retry);

      words = herald_sync_status_describe (status);
      why = herald_sync_status_explain (status);
      g_assert_cmpuint (strlen (words), >, 0);
      g_assert_nonnull (why);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (HeraldSyncStatus) status = make_running (TRUE);

  fail (status, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (status->state, ==, HERALD_SYNC_STATE_PAUSED);
  g_assert_false (herald_sync_status_may_retry (status));
  g_assert_null (status->message);
}

static void
test_last (void)
{
  g_autoptr (HeraldSyncStatus) status = make_running (FALSE);
  g_autoptr (HeraldSyncResult) result = make_result (0, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Rome");
  g_autofree char *never = herald_sync_status_describe_last (status, zone);
  g_autofree char *last = NULL;

  g_assert_null (never);
  herald_sync_status_end (status, result, NOON);
  last = herald_sync_status_describe_last (status, zone);
  g_assert_cmpstr (last, ==, "22 November 2026, 13:00 (Europe/Rome)");
}

static void
test_kept (void)
{
  HeraldLibrary *library = herald_test_library_new ("Aurelia");
  g_autoptr (HeraldSyncStatus) status = make_running (TRUE);
  g_autoptr (HeraldSyncStatus) none = NULL;
  g_autoptr (HeraldSyncStatus) back = NULL;
  g_autoptr (HeraldSyncStatus) other = NULL;
  g_autoptr (GError) error = NULL;

  none = herald_sync_status_load (library, &error);
  g_assert_no_error (error);
  g_assert_cmpint (none->state, ==, HERALD_SYNC_STATE_LOCAL);

  g_assert_true (herald_sync_set_remote (library, "https://anna@press.aurelia.example/aurelia", &error));
  fail (status, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FORBIDDEN);
  g_assert_true (herald_sync_status_store (status, library, &error));
  g_assert_no_error (error);

  back = herald_sync_status_load (library, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->state, ==, HERALD_SYNC_STATE_LOG_IN);
  g_assert_cmpint (back->log_in, ==, HERALD_SYNC_LOG_IN_PERMISSION_LOST);
  g_assert_cmpint (back->last, ==, NOON);
  g_assert_cmpstr (back->message, ==, "The server said so.");

  /* Another server: what the one before said does not count. */
  g_assert_true (herald_sync_set_remote (library, "https://anna@press.aurelia.example/other", &error));
  other = herald_sync_status_load (library, &error);
  g_assert_cmpint (other->state, ==, HERALD_SYNC_STATE_WAITING);
  g_assert_cmpint (other->last, ==, 0);
  herald_test_library_close (library);
}

/* People know announcements by their headlines; what is not here keeps its id. */
static void
test_named (void)
{
  HeraldLibrary *library = herald_test_library_new ("Aurelia");
  g_autofree char *id = herald_test_add (library, "Aurelia & Kitefin");
  g_autofree char *line = g_strconcat (id, ": too large", NULL);
  g_autoptr (HeraldSyncStatus) status = make_running (FALSE);
  g_autoptr (HeraldSyncResult) result = make_result (0, line);
  g_autofree char *why = NULL;
  g_autoptr (HeraldSyncStatus) copy = NULL;

  g_ptr_array_add (result->set_aside, g_strdup ("?: nobody knows"));
  herald_sync_status_end (status, result, NOON);
  herald_sync_status_name_set_aside (status, library);
  copy = herald_sync_status_copy (status);
  why = herald_sync_status_explain (copy);
  g_assert_cmpstr (why, ==, "“Aurelia & Kitefin”: too large\n?: nobody knows");
  g_assert_cmpstr (copy->set_aside[0], ==, line);
  herald_test_library_close (library);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-status/life", test_life);
  g_test_add_func ("/sync-status/outcomes", test_outcomes);
  g_test_add_func ("/sync-status/failures", test_failures);
  g_test_add_func ("/sync-status/cancelled", test_cancelled);
  g_test_add_func ("/sync-status/last", test_last);
  g_test_add_func ("/sync-status/kept", test_kept);
  g_test_add_func ("/sync-status/named", test_named);

  return g_test_run ();
}
