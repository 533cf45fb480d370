/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-printing.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "herald-history.h"
#include "herald-mail-draft.h"

/* 2027-01-15T08:00:00Z */
#define NOW G_GINT64_CONSTANT (1800000000000000)

typedef struct
{
  char               *base; /* temporary */
  char               *place;
  HeraldClock        *clock;
  HeraldLibrary      *library;
  HeraldAuthor       *author;
  HeraldAnnouncement *announcement;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
put (Fixture *fixture)
{
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (fixture->announcement);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, fixture->announcement->id, NULL);
  g_autoptr (GError) error = NULL;

  herald_library_put_working_copy (fixture->library, document, copy != NULL ? copy->revision : 0, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->base = g_dir_make_tmp ("herald-printing-XXXXXX", NULL);
  fixture->place = g_build_filename (fixture->base, "mail", NULL);
  path = g_build_filename (fixture->base, "library", NULL);
  fixture->clock = herald_clock_new_fixed (NOW);
  fixture->library = herald_library_create (path, "Aurelia", fixture->clock, &error);
  g_assert_no_error (error);
  fixture->author = herald_author_new ("Anna Bruni", "anna@aurelia-optics.example");
  fixture->announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  fixture->announcement->headline = g_strdup ("Aurelia and Kitefin");
  g_ptr_array_add (fixture->announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "The first words."));
  put (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_announcement_free (fixture->announcement);
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->clock);
  herald_author_free (fixture->author);
  remove_tree (fixture->base);
  g_free (fixture->place);
  g_free (fixture->base);
}

static HeraldExport
make_job (Fixture       *fixture,
          HeraldPurpose  purpose)
{
  return (HeraldExport) { .id = fixture->announcement->id, .purpose = purpose, .author = fixture->author };
}

static guint
count_events (Fixture    *fixture,
              const char *hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldHistoryRow) row = herald_library_get_history_row (fixture->library, hash, &error);

  g_assert_no_error (error);
  return row->events->len;
}

/* What is printed before it is approved says so, on each page; and the version's history knows of it once it is printed. */
static void
test_draft_on_paper (Fixture       *fixture,
                     gconstpointer  data)
{
  HeraldExport job = make_job (fixture, HERALD_PURPOSE_REVIEW);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldPrinting) printing = NULL;
  guint before = 0;

  for (guint i = 0; i < 80; i++)
    g_ptr_array_add (fixture->announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "Many words, again and again."));
  put (fixture);
  printing = herald_printing_prepare (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (herald_pages_get_count (printing->pages), >, 1);
  for (guint i = 0; i < herald_pages_get_count (printing->pages); i++)
    {
      g_autofree char *text = herald_pages_get_text (printing->pages, i);

      g_assert_nonnull (strstr (text, "DRAFT"));
      g_assert_nonnull (strstr (text, "Version 1"));
    }
  before = count_events (fixture, printing->version_hash);
  g_assert_true (herald_printing_note (printing, fixture->library, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (fixture, printing->version_hash), ==, before + 1);
}

static void
assert_refused (Fixture       *fixture,
                HeraldPurpose  purpose,
                const char    *recipient)
{
  HeraldExport job = make_job (fixture, purpose);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) mail_error = NULL;
  g_autofree char *path = NULL;

  job.recipient = recipient;
  g_assert_null (herald_printing_prepare (fixture->library, &job, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED);
  path = herald_mail_draft_make (fixture->library, &job, fixture->place, NULL, &mail_error);
  g_assert_null (path);
  g_assert_error (mail_error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED);
}

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->place, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_gate_stands_before_paper_and_mail (Fixture       *fixture,
                                        gconstpointer  data)
{
  assert_refused (fixture, HERALD_PURPOSE_RELEASE, NULL);
  assert_refused (fixture, HERALD_PURPOSE_BRIEFING, "The Lens Weekly");

  fixture->announcement->status = HERALD_STATUS_APPROVED;
  fixture->announcement->embargo = herald_embargo_new ("2027-03-02T09:00:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  g_assert_nonnull (fixture->announcement->embargo);
  put (fixture);
  assert_refused (fixture, HERALD_PURPOSE_RELEASE, NULL);
  assert_refused (fixture, HERALD_PURPOSE_BRIEFING, NULL);
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static void
test_release_on_paper (Fixture       *fixture,
                       gconstpointer  data)
{
  HeraldExport job = make_job (fixture, HERALD_PURPOSE_RELEASE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldPrinting) printing = NULL;
  g_autofree char *text = NULL;

  fixture->announcement->status = HERALD_STATUS_APPROVED;
  put (fixture);
  printing = herald_printing_prepare (fixture->library, &job, NULL, &error);
  g_assert_no_error (error);
  text = herald_pages_get_text (printing->pages, 0);
  g_assert_nonnull (strstr (text, "FOR IMMEDIATE RELEASE"));
  g_assert_null (strstr (text, "DRAFT"));
}

/* On paper a picture is there, or there is no paper. */
static void
test_missing_picture (Fixture       *fixture,
                      gconstpointer  data)
{
  HeraldExport job = make_job (fixture, HERALD_PURPOSE_REVIEW);
  HeraldBlock *figure = herald_block_new (HERALD_BLOCK_FIGURE, NULL);
  g_autoptr (GError) error = NULL;

  figure->asset = g_strnfill (64, 'a');
  figure->caption = g_strdup ("The lens");
  g_ptr_array_add (fixture->announcement->body, figure);
  put (fixture);
  g_assert_null (herald_printing_prepare (fixture->library, &job, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "The lens"));
}

static void
test_mail_draft (Fixture       *fixture,
                 gconstpointer  data)
{
  HeraldExport job = make_job (fixture, HERALD_PURPOSE_REVIEW);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = herald_mail_draft_make (fixture->library, &job, fixture->place, NULL, &error);
  g_autofree char *text = NULL;
  GStatBuf status = { 0 };

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Subject:"));
  g_assert_cmpint (g_stat (fixture->place, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);

  herald_mail_draft_sweep (fixture->place, 600, g_get_real_time ());
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
  herald_mail_draft_sweep (fixture->place, 600, g_get_real_time () + G_GINT64_CONSTANT (3600000000));
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A place that is a link, or open to others, is none. */
static void
test_mail_place (Fixture       *fixture,
                 gconstpointer  data)
{
  HeraldExport job = make_job (fixture, HERALD_PURPOSE_REVIEW);
  g_autofree char *elsewhere = g_build_filename (fixture->base, "elsewhere", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpint (g_mkdir (elsewhere, 0755), ==, 0);
  g_assert_cmpint (symlink (elsewhere, fixture->place), ==, 0);
  path = herald_mail_draft_make (fixture->library, &job, fixture->place, NULL, &error);
  g_assert_null (path);
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/printing/draft-on-paper", Fixture, NULL, set_up, test_draft_on_paper, tear_down);
  g_test_add ("/printing/gate", Fixture, NULL, set_up, test_gate_stands_before_paper_and_mail, tear_down);
  g_test_add ("/printing/release-on-paper", Fixture, NULL, set_up, test_release_on_paper, tear_down);
  g_test_add ("/printing/missing-picture", Fixture, NULL, set_up, test_missing_picture, tear_down);
  g_test_add ("/mail-draft/made-and-swept", Fixture, NULL, set_up, test_mail_draft, tear_down);
  g_test_add ("/mail-draft/no-link", Fixture, NULL, set_up, test_mail_place, tear_down);
  return g_test_run ();
}
