/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several ways out at once: what becomes of each, how far it is, and what is foretold before anything leaves. */
#include "herald-export-several.h"

#include <string.h>

#include "herald-export-judge.h"
#include "herald-handover.h"
#include "herald-press-room-outlook.h"
#include "herald-press-room.h"
#include "herald-store-fixture.h"

typedef struct
{
  HeraldStoreFixture  store;
  char               *folder;
  GPtrArray          *ids;     /* of char *, ended by NULL when it is handed on */
  GPtrArray          *news;    /* of char *: progress as it arrived */
  GCancellable       *cancellable;
  GAsyncResult       *result;
} Fixture;

static const char * const formats[] = { "html", NULL };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  herald_store_fixture_set_up (&fixture->store, NULL);
  fixture->folder = g_build_filename (fixture->store.folder, "kits", NULL);
  fixture->ids = g_ptr_array_new_with_free_func (g_free);
  fixture->news = g_ptr_array_new_with_free_func (g_free);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->cancellable);
  g_ptr_array_unref (fixture->news);
  g_ptr_array_unref (fixture->ids);
  g_free (fixture->folder);
  herald_store_fixture_tear_down (&fixture->store, NULL);
}

static HeraldAnnouncement *
make_announcement (const char   *headline,
                   HeraldStatus  status,
                   const char   *wall)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  g_autoptr (GError) error = NULL;

  announcement->headline = g_strdup (headline);
  announcement->status = status;
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "The first words."));
  if (wall != NULL)
    announcement->embargo = herald_embargo_new (wall, "UTC", HERALD_ZONE_ONLY, &error);
  g_assert_no_error (error);
  return announcement;
}

static const char *
put (Fixture      *fixture,
     const char   *headline,
     HeraldStatus  status,
     const char   *wall)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement (headline, status, wall);
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);

  g_ptr_array_add (fixture->ids, herald_store_put (fixture->store.library, document));
  return g_ptr_array_index (fixture->ids, fixture->ids->len - 1);
}

static void
on_progress (guint       done,
             guint       all,
             const char *what,
             gpointer    user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result); /* never after the end */
  g_ptr_array_add (fixture->news, g_strdup_printf ("%u/%u %s", done, all, what != NULL ? what : ""));
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object (&((Fixture *) user_data)->result, result);
}

static void
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static HeraldExportSeveral
make_job (Fixture       *fixture,
          HeraldPurpose  purpose)
{
  g_ptr_array_add (fixture->ids, NULL);
  return (HeraldExportSeveral) { .ids = (const char * const *) fixture->ids->pdata, .formats = formats, .folder = fixture->folder,
                                 .purpose = purpose, .author = fixture->store.author };
}

static gboolean
has_kit (const HeraldExportOutcome *outcome)
{
  g_autofree char *page = g_build_filename (outcome->folder, "index.html", NULL);

  return g_file_test (page, G_FILE_TEST_EXISTS);
}

/* One that may not go out keeps nobody from going, and says where it is mended. */
static void
test_refused_among_others (Fixture       *fixture,
                           gconstpointer  data)
{
  HeraldExportSeveral job;
  g_autoptr (GPtrArray) outcomes = NULL;
  const HeraldExportOutcome *outcome = NULL;
  const HeraldGateReason *reason = NULL;

  put (fixture, "Approved", HERALD_STATUS_APPROVED, NULL);
  put (fixture, "Embargoed", HERALD_STATUS_APPROVED, "2031-12-01T09:00:00");
  put (fixture, "Draft", HERALD_STATUS_DRAFT, NULL);
  g_ptr_array_add (fixture->ids, g_strdup ("0c1f4a8e-0000-4000-8000-000000000000"));
  put (fixture, "Approved", HERALD_STATUS_APPROVED, NULL);
  job = make_job (fixture, HERALD_PURPOSE_RELEASE);
  outcomes = herald_export_several (fixture->store.library, &job, on_progress, fixture, NULL);
  g_assert_cmpuint (outcomes->len, ==, 5);
  g_assert_cmpuint (fixture->news->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (fixture->news, 1), ==, "1/5 Embargoed");

  outcome = g_ptr_array_index (outcomes, 0);
  g_assert_no_error (outcome->error);
  g_assert_true (has_kit (outcome));
  outcome = g_ptr_array_index (outcomes, 1);
  g_assert_error (outcome->error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED);
  g_assert_false (has_kit (outcome));
  g_assert_cmpuint (outcome->verdict->reasons->len, ==, 1);
  reason = g_ptr_array_index (outcome->verdict->reasons, 0);
  g_assert_cmpint (reason->kind, ==, HERALD_GATE_REASON_EMBARGO);
  g_assert_cmpstr (reason->place, ==, "embargo");
  outcome = g_ptr_array_index (outcomes, 2);
  reason = g_ptr_array_index (outcome->verdict->reasons, 0);
  g_assert_cmpint (reason->kind, ==, HERALD_GATE_REASON_STATUS);
  outcome = g_ptr_array_index (outcomes, 3);
  g_assert_error (outcome->error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  /* Two of one name stand beside each other. */
  outcome = g_ptr_array_index (outcomes, 4);
  g_assert_no_error (outcome->error);
  g_assert_true (has_kit (outcome));
  g_assert_cmpstr (outcome->folder, !=, ((HeraldExportOutcome *) g_ptr_array_index (outcomes, 0))->folder);
}

/* Where nobody says what for, each goes out as it may. */
static void
test_fitting (Fixture       *fixture,
              gconstpointer  data)
{
  HeraldExportSeveral job;
  g_autoptr (GPtrArray) outcomes = NULL;

  put (fixture, "Approved", HERALD_STATUS_APPROVED, NULL);
  put (fixture, "Draft", HERALD_STATUS_DRAFT, NULL);
  job = make_job (fixture, HERALD_PURPOSE_REVIEW);
  job.fitting = TRUE;
  outcomes = herald_export_several (fixture->store.library, &job, NULL, NULL, NULL);
  g_assert_cmpint (((HeraldExportOutcome *) g_ptr_array_index (outcomes, 0))->purpose, ==, HERALD_PURPOSE_RELEASE);
  g_assert_cmpint (((HeraldExportOutcome *) g_ptr_array_index (outcomes, 1))->purpose, ==, HERALD_PURPOSE_REVIEW);
  for (guint i = 0; i < outcomes->len; i++)
    g_assert_true (has_kit (g_ptr_array_index (outcomes, i)));
}

static void
stop_at_second (guint       done,
                guint       all,
                const char *what,
                gpointer    user_data)
{
  if (done == 1)
    g_cancellable_cancel (((Fixture *) user_data)->cancellable);
}

/* What was made stays, what was not is not there in parts, and each says what became of it. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  HeraldExportSeveral job;
  g_autoptr (GPtrArray) outcomes = NULL;

  for (guint i = 0; i < 3; i++)
    put (fixture, "Aurelia", HERALD_STATUS_DRAFT, NULL);
  job = make_job (fixture, HERALD_PURPOSE_REVIEW);
  outcomes = herald_export_several (fixture->store.library, &job, stop_at_second, fixture, fixture->cancellable);
  g_assert_cmpuint (outcomes->len, ==, 3);
  g_assert_true (has_kit (g_ptr_array_index (outcomes, 0)));
  for (guint i = 1; i < 3; i++)
    g_assert_error (((HeraldExportOutcome *) g_ptr_array_index (outcomes, i))->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_in_a_thread (Fixture       *fixture,
                  gconstpointer  data)
{
  HeraldExportSeveral job;
  g_autoptr (GPtrArray) outcomes = NULL;

  put (fixture, "Aurelia", HERALD_STATUS_DRAFT, NULL);
  put (fixture, "Kitefin", HERALD_STATUS_DRAFT, NULL);
  job = make_job (fixture, HERALD_PURPOSE_REVIEW);
  herald_export_several_async (fixture->store.library, &job, on_progress, fixture, NULL, on_done, fixture);
  wait_for_result (fixture);
  outcomes = herald_export_several_finish (fixture->store.library, fixture->result);
  g_assert_cmpuint (outcomes->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (has_kit (g_ptr_array_index (outcomes, i)));
}

/* Asking makes no version and writes nothing. */
static void
test_judge (Fixture       *fixture,
            gconstpointer  data)
{
  const char *id = put (fixture, "Embargoed", HERALD_STATUS_REVIEW, "2031-12-01T09:00:00");
  g_autoptr (HeraldGateVerdict) review = NULL;
  g_autoptr (HeraldGateVerdict) release = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;

  review = herald_export_judge (fixture->store.library, id, HERALD_PURPOSE_REVIEW, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (review->answer, ==, HERALD_GATE_OPEN_WITH_BANNER);
  herald_export_judge_async (fixture->store.library, id, HERALD_PURPOSE_RELEASE, NULL, NULL, on_done, fixture);
  wait_for_result (fixture);
  release = herald_export_judge_finish (fixture->store.library, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (release->answer, ==, HERALD_GATE_REFUSED);
  g_assert_cmpuint (release->reasons->len, ==, 2);
  versions = herald_library_list_versions (fixture->store.library, id, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 0);
}

/* A document of a newer Herald comes from the server: nobody here can write one. */
static void
bring (Fixture        *fixture,
       HeraldDocument *document)
{
  const char *parents[] = { NULL };
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  g_autoptr (GError) error = NULL;

  arrival->id = g_strdup (herald_document_get_id (document));
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  arrival->remote_rev = g_strdup ("1-a");
  g_ptr_array_add (arrival->versions, herald_version_new (arrival->id, parents, fixture->store.author, "2026-11-22T10:00:00Z", NULL,
                                                          TRUE, herald_document_get_hash (document)));
  g_ptr_array_add (arrival->bodies, herald_document_ref (document));
  g_ptr_array_add (arrivals, arrival);
  g_assert_true (herald_library_take_arrivals (fixture->store.library, arrivals, NULL, &error));
  g_assert_no_error (error);
}

/* What a newer Herald wrote is refused like at the gate itself, not called damaged. */
static void
test_judge_newer (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("From the future", HERALD_STATUS_APPROVED, NULL);
  g_autoptr (HeraldDocument) document = NULL;
  g_autoptr (HeraldGateVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  announcement->schema = HERALD_SCHEMA + 1;
  document = herald_announcement_to_document (announcement);
  bring (fixture, document);
  verdict = herald_export_judge (fixture->store.library, announcement->id, HERALD_PURPOSE_REVIEW, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict->answer, ==, HERALD_GATE_REFUSED);
  g_assert_cmpint (((HeraldGateReason *) g_ptr_array_index (verdict->reasons, 0))->kind, ==, HERALD_GATE_REASON_NEWER);
}

/* What is foretold is what there is then. */
static void
test_outlook (Fixture       *fixture,
              gconstpointer  data)
{
  HeraldPressRoomOutlook outlook = { 0 };
  HeraldPressRoomCount count = { 0 };
  HeraldPressRoomExport job = { .folder = fixture->folder, .author = fixture->store.author, .progress = on_progress, .progress_data = fixture };
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldVersion) version = NULL;

  put (fixture, "Draft", HERALD_STATUS_DRAFT, NULL);
  put (fixture, "Waiting", HERALD_STATUS_APPROVED, NULL);
  put (fixture, "Embargoed", HERALD_STATUS_APPROVED, "2031-12-01T09:00:00");
  version = herald_store_save (&fixture->store, put (fixture, "Shown", HERALD_STATUS_APPROVED, "2020-12-01T09:00:00"), "Approved");
  herald_press_room_foresee_async (fixture->store.library, NULL, on_done, fixture);
  wait_for_result (fixture);
  g_assert_true (herald_press_room_foresee_finish (fixture->store.library, fixture->result, &outlook, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outlook.n_stories, ==, 1);
  g_assert_cmpuint (outlook.n_pages, ==, 1);
  g_assert_cmpuint (outlook.n_waiting, ==, 1);
  g_clear_object (&fixture->result);
  herald_press_room_export_async (fixture->store.library, &job, NULL, on_done, fixture);
  wait_for_result (fixture);
  g_assert_true (herald_press_room_export_finish (fixture->store.library, fixture->result, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count.n_pages, ==, outlook.n_pages);
  g_assert_cmpuint (count.n_waiting, ==, outlook.n_waiting);
}

static void
test_handover_in_a_thread (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *file = g_strconcat (fixture->folder, ".presskit", NULL);
  HeraldHandover job = { .file = file, .author = fixture->store.author };
  g_autoptr (GError) error = NULL;

  put (fixture, "Aurelia", HERALD_STATUS_DRAFT, NULL);
  herald_handover_to_file_async (fixture->store.library, &job, on_progress, fixture, NULL, on_done, fixture);
  wait_for_result (fixture);
  g_assert_true (herald_handover_to_file_finish (fixture->store.library, fixture->result, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/several/refused-among-others", Fixture, NULL, set_up, test_refused_among_others, tear_down);
  g_test_add ("/several/fitting", Fixture, NULL, set_up, test_fitting, tear_down);
  g_test_add ("/several/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/several/in-a-thread", Fixture, NULL, set_up, test_in_a_thread, tear_down);
  g_test_add ("/several/judge", Fixture, NULL, set_up, test_judge, tear_down);
  g_test_add ("/several/judge-newer", Fixture, NULL, set_up, test_judge_newer, tear_down);
  g_test_add ("/several/outlook", Fixture, NULL, set_up, test_outlook, tear_down);
  g_test_add ("/several/handover-in-a-thread", Fixture, NULL, set_up, test_handover_in_a_thread, tear_down);
  return g_test_run ();
}
