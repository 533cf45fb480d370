/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a version that is made in one library takes to appear in another, both kept in step by a server on this
 * computer. Prints the median and the longest of N_ROUNDS, in milliseconds of wall time. */
#include <stdio.h>
#include <stdlib.h>

#include "herald-couch-remote.h"
#include "herald-couch-server.h"
#include "herald-live.h"
#include "herald-sync-support.h"

#define N_ROUNDS 50

static HeraldRemote *
connect_to (HeraldLibrary  *library,
            const char     *url,
            gpointer        user_data,
            GError        **error)
{
  return herald_couch_remote_new (url, HERALD_COUCH_PASSWORD, error);
}

static HeraldLive *
start (HeraldLibrary *library,
       const char    *url)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  HeraldLive *live = herald_live_new (library, author);

  herald_sync_set_remote (library, url, NULL);
  herald_live_set_connect (live, connect_to, NULL);
  herald_live_start (live);
  while (herald_live_get_status (live)->state != HERALD_SYNC_STATE_UP_TO_DATE)
    g_main_context_iteration (NULL, TRUE);
  return live;
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  herald_live_stop_finish (HERALD_LIVE (source), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static void
stop (HeraldLive *live)
{
  gboolean stopped = FALSE;

  herald_live_stop_async (live, on_stopped, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (live);
}

static double
measure (HeraldLibrary *from,
         HeraldLibrary *to,
         const char    *id,
         guint          round)
{
  g_autofree char *headline = g_strdup_printf ("Round %u", round);
  gint64 begin = 0;

  herald_test_edit (from, id, headline);
  begin = g_get_monotonic_time ();
  herald_test_save (from, id, "Version");

  for (;;)
    {
      g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (to, id, NULL);
      g_autoptr (HeraldAnnouncement) there = copy != NULL ? herald_announcement_from_document (copy->document, NULL) : NULL;

      if (there != NULL && g_strcmp0 (there->headline, headline) == 0)
        return (double) (g_get_monotonic_time () - begin) / 1000;
      g_main_context_iteration (NULL, TRUE);
    }
}

static int
compare (const void *a,
         const void *b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

int
main (void)
{
  HeraldCouchServer *server = herald_couch_server_new ();
  g_autofree char *url = herald_couch_server_url (server, HERALD_COUCH_USER, "team");
  HeraldLibrary *a = herald_test_library_new ("Aurelia");
  HeraldLibrary *b = herald_test_library_new ("Kitefin");
  HeraldLive *live_a = start (a, url);
  HeraldLive *live_b = start (b, url);
  g_autofree char *id = herald_test_add (a, "Begin");
  double times[N_ROUNDS] = { 0 };

  for (guint i = 0; i < N_ROUNDS; i++)
    times[i] = i % 2 == 0 ? measure (a, b, id, i) : measure (b, a, id, i);
  qsort (times, N_ROUNDS, sizeof times[0], compare);
  printf ("from a version here to the list there: median %.0f ms, longest %.0f ms, of %d\n", times[N_ROUNDS / 2],
          times[N_ROUNDS - 1], N_ROUNDS);

  stop (live_a);
  stop (live_b);
  herald_test_library_close (a);
  herald_test_library_close (b);
  herald_couch_server_free (server);
  return 0;
}
