/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

#include "herald-dispute.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

/* Several processes that disagree over one library. This program is its own children: "--resolve FOLDER NAME" and so on. */

#define ID "3b241101-e2bb-4255-8caf-4136c566a962"
#define N_EDITS 60
#define N_ROUNDS 8

static char *self;

static GSubprocess *
spawn (const char *what,
       const char *folder,
       const char *name)
{
  g_autoptr(GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, what, folder, name, NULL);

  g_assert_no_error (error);

  return child;
}

static HeraldLibrary *
open_library (const char *folder)
{
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(GError) error = NULL;
  HeraldLibrary *library = herald_library_open (folder, clock, &error);

  g_assert_no_error (error);

  return library;
}

/* A version that somebody made elsewhere, from parent. */
static char *
arrive (HeraldLibrary *library,
        const char    *headline,
        const char    *parent)
{
  g_autoptr(HeraldAuthor) author = herald_author_new ("Lin Qiao", "lin@kitefin.example");
  const char *parents[] = { parent, NULL };
  g_autoptr(HeraldDocument) body = herald_store_make_document (ID, headline, NULL);
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  g_autoptr(GError) error = NULL;
  HeraldVersion *version = herald_version_new (ID, parents, author, "2023-11-15T10:00:00Z", NULL, TRUE, herald_document_get_hash (body));
  char *hash = g_strdup (version->hash);

  arrival->id = g_strdup (ID);
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  g_ptr_array_add (arrival->versions, version);
  g_ptr_array_add (arrival->bodies, herald_document_ref (body));
  g_ptr_array_add (arrivals, arrival);
  g_assert_true (herald_library_take_arrivals (library, arrivals, NULL, &error));
  g_assert_no_error (error);

  return hash;
}

static char *
get_base (HeraldLibrary *library)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, ID, NULL);

  return g_strdup (copy->base);
}

/* A dispute over the headline. */
static void
disagree (HeraldLibrary      *library,
          const HeraldAuthor *author,
          const char         *mine,
          const char         *theirs)
{
  g_autofree char *base = get_base (library);
  g_autoptr(HeraldDocument) document = herald_store_make_document (ID, mine, NULL);
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GError) error = NULL;

  g_free (herald_store_put (library, document));
  version = herald_library_save_version (library, ID, author, NULL, TRUE, &error);
  g_assert_no_error (error);
  g_free (arrive (library, theirs, base));
}

/* Decides once; tells whether it was this one who did. */
static int
run_resolve (char **arguments)
{
  g_autoptr(HeraldLibrary) library = open_library (arguments[0]);
  g_autoptr(HeraldAuthor) author = herald_author_new (arguments[1], "somebody@aurelia.example");
  g_autoptr(HeraldDocument) decided = herald_store_make_document (ID, arguments[1], NULL);
  g_autoptr(HeraldDispute) dispute = herald_library_load_dispute (library, ID, NULL);
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GError) error = NULL;

  if (dispute->state == HERALD_DISPUTE_OPEN)
    version = herald_library_resolve_dispute (library, dispute, decided, author, NULL, &error);
  g_assert_true (version != NULL || error == NULL || g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED));
  printf ("%s\n", version != NULL ? "decided" : "late");

  return 0;
}

/* Adds contacts of its own to the text as it knew it: each write may miss, and none may get lost. */
static int
run_merge (char **arguments)
{
  g_autoptr(HeraldLibrary) library = open_library (arguments[0]);
  g_autoptr(HeraldAuthor) author = herald_author_new (arguments[1], "somebody@aurelia.example");
  g_autoptr(HeraldWorkingCopy) from = herald_library_get_working_copy (library, ID, NULL);

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autofree char *tag = g_strdup_printf ("%s %u", arguments[1], i);
      g_autoptr(HeraldAnnouncement) announcement = herald_announcement_from_document (from->document, NULL);
      g_autoptr(HeraldDocument) mine = NULL;
      g_autoptr(GError) error = NULL;
      HeraldWorkingCopy *now;

      herald_announcement_add_tag (announcement, tag, NULL);
      mine = herald_announcement_to_document (announcement);
      now = herald_library_merge_working_copy (library, from, mine, author, &error);
      g_assert_no_error (error);
      herald_working_copy_free (from);
      from = now;
    }

  return 0;
}

/* Disagrees and decides without end; tells each step once it is acknowledged. */
static void
run_argue (char **arguments)
{
  g_autoptr(HeraldLibrary) library = open_library (arguments[0]);
  g_autoptr(HeraldAuthor) author = herald_author_new ("Anna Bruni", "anna@aurelia.example");

  for (guint i = 0;; i++)
    {
      g_autofree char *mine = g_strdup_printf ("Mine %s %u", arguments[1], i);
      g_autofree char *theirs = g_strdup_printf ("Theirs %s %u", arguments[1], i);
      g_autofree char *both = g_strdup_printf ("Decided %s %u", arguments[1], i);
      g_autoptr(HeraldDocument) decided = herald_store_make_document (ID, both, NULL);
      g_autoptr(HeraldDispute) dispute = NULL;
      g_autoptr(HeraldVersion) version = NULL;
      g_autoptr(GError) error = NULL;

      disagree (library, author, mine, theirs);
      printf ("disputed %s\n", mine);
      fflush (stdout);
      dispute = herald_library_load_dispute (library, ID, &error);
      g_assert_no_error (error);
      g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_OPEN);
      version = herald_library_resolve_dispute (library, dispute, decided, author, NULL, &error);
      g_assert_no_error (error);
      printf ("decided %s\n", both);
      fflush (stdout);
    }
}

static char *
begin (HeraldStoreFixture *fixture)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (ID, "Both", NULL);
  g_autoptr(HeraldVersion) version = NULL;

  g_free (herald_store_put (fixture->library, document));
  version = herald_store_save (fixture, ID, "First");

  return g_strdup (version->hash);
}

static char *
read_answer (GSubprocess *child)
{
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (child));

  return g_strstrip (g_steal_pointer (&output));
}

/* Two decide at once: one of them does, and the other is told. */
static void
test_two_decide (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_autofree char *first = begin (fixture);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *mine = g_strdup_printf ("Mine %u", round);
      g_autofree char *theirs = g_strdup_printf ("Theirs %u", round);
      g_autoptr(GSubprocess) anna = NULL;
      g_autoptr(GSubprocess) lin = NULL;
      g_autofree char *by_anna = NULL;
      g_autofree char *by_lin = NULL;
      g_autofree char *headline = NULL;
      g_auto(GStrv) heads = NULL;

      disagree (fixture->library, fixture->author, mine, theirs);
      anna = spawn ("--resolve", fixture->path, "anna");
      lin = spawn ("--resolve", fixture->path, "lin");
      by_anna = read_answer (anna);
      by_lin = read_answer (lin);
      g_assert_cmpint (g_str_equal (by_anna, "decided"), !=, g_str_equal (by_lin, "decided"));
      headline = herald_store_get_headline (fixture->library, ID);
      g_assert_cmpstr (headline, ==, g_str_equal (by_anna, "decided") ? "anna" : "lin");
      heads = herald_library_get_heads (fixture->library, ID, NULL);
      g_assert_cmpuint (g_strv_length (heads), ==, 1);
    }
}

static void
test_two_merge (HeraldStoreFixture *fixture,
                gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(GSubprocess) anna = spawn ("--merge", fixture->path, "anna");
  g_autoptr(GSubprocess) lin = spawn ("--merge", fixture->path, "lin");
  g_autofree char *by_anna = read_answer (anna);
  g_autofree char *by_lin = read_answer (lin);
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, ID, NULL);
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_from_document (copy->document, NULL);
  g_auto(GStrv) heads = herald_library_get_heads (fixture->library, ID, NULL);

  g_assert_cmpuint (announcement->tags->len, ==, 2 * N_EDITS);
  g_assert_cmpuint (g_strv_length (heads), ==, 1);
}

/* Reads what the child acknowledges, and kills it at a moment that nobody chose. Returns the last line. */
static char *
read_and_kill (GSubprocess *child,
               guint        milliseconds)
{
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  gint64 deadline = g_get_monotonic_time () + milliseconds * 1000;
  char *last = NULL;
  char *line;
  gboolean killed = FALSE;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      g_free (last);
      last = line;
      if (!killed && g_get_monotonic_time () > deadline)
        {
          g_subprocess_send_signal (child, SIGKILL);
          killed = TRUE;
        }
    }
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (killed);

  return last;
}

/* Each step is there whole, or not at all: heads, history, working copy and texts agree. */
static void
check_whole (HeraldStoreFixture *fixture,
             const char         *last)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDispute) dispute = herald_library_load_dispute (fixture->library, ID, &error);
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(HeraldVersion) base = NULL;
  g_autofree char *headline = NULL;

  g_assert_no_error (error);
  copy = herald_library_get_working_copy (fixture->library, ID, &error);
  g_assert_no_error (error);
  history = herald_library_list_versions (fixture->library, ID, 0, 0, &error);
  g_assert_no_error (error);
  base = herald_library_get_version (fixture->library, copy->base, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_str_equal (base->body, herald_document_get_hash (copy->document)), ==, !copy->dirty);
  g_assert_cmpuint (dispute->documents->len, ==, g_strv_length (dispute->heads));
  g_assert_cmpint (dispute->state, ==, dispute->documents->len > 1 ? HERALD_DISPUTE_OPEN : HERALD_DISPUTE_NONE);
  for (guint i = 0; i < dispute->documents->len; i++)
    g_assert_nonnull (g_ptr_array_index (dispute->documents, i));
  headline = herald_store_get_headline (fixture->library, ID);
  if (dispute->documents->len > 1)
    g_assert_true (g_str_has_prefix (headline, "Mine "));
  else if (!copy->dirty && history->len > 1 && last != NULL && g_str_has_prefix (last, "decided "))
    g_assert_true (g_str_equal (headline, last + strlen ("decided ")) || g_str_has_prefix (headline, "Mine "));
}

static void
test_kill (HeraldStoreFixture *fixture,
           gconstpointer       data)
{
  g_autofree char *first = begin (fixture);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *name = g_strdup_printf ("%u", round);
      g_autoptr(GSubprocess) child = NULL;
      g_autoptr(HeraldDispute) dispute = NULL;
      g_autofree char *last = NULL;
      g_autoptr(GError) error = NULL;

      g_clear_object (&fixture->library);
      child = spawn ("--argue", fixture->path, name);
      last = read_and_kill (child, 20 + 23 * round);
      fixture->library = herald_library_open (fixture->path, fixture->clock, &error);
      g_assert_no_error (error);
      check_whole (fixture, last);

      /* Somebody decides what the killed one left. */
      dispute = herald_library_load_dispute (fixture->library, ID, &error);
      if (dispute->state == HERALD_DISPUTE_OPEN)
        {
          g_autoptr(HeraldDocument) decided = herald_store_make_document (ID, "Decided after all", NULL);
          g_autoptr(HeraldVersion) version = herald_library_resolve_dispute (fixture->library, dispute, decided, fixture->author, NULL, &error);

          g_assert_no_error (error);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  self = argv[0];
  if (argc == 4 && g_str_equal (argv[1], "--resolve"))
    return run_resolve (argv + 2);
  if (argc == 4 && g_str_equal (argv[1], "--merge"))
    return run_merge (argv + 2);
  if (argc == 4 && g_str_equal (argv[1], "--argue"))
    run_argue (argv + 2);

  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/disputes/processes/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("two-decide", test_two_decide);
  ADD ("two-merge", test_two_merge);
  ADD ("kill", test_kill);

  return g_test_run ();
}
