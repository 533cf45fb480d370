/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-session.h"

#include "herald-merge-places.h"
#include "herald-store-fixture.h"

#define PATIENCE_S 30
#define LEAD "Lens maker Aurelia Optics and phone maker Kitefin Mobile today announced a partnership."
#define SECOND "The first phone developed together launches in spring."

typedef struct
{
  HeraldStoreFixture  store;
  HeraldEditSession  *session;
  char               *id;
  char               *lead;    /* ids of the two paragraphs */
  char               *second;
  guint               n_replaced;
  GPtrArray          *notices;
} Fixture;

/* Waiting: the main loop runs until something is so; a hang is a failure with a name. */

static gboolean
on_too_late (gpointer data)
{
  g_error ("Waited in vain for %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition) G_STMT_START {                                              \
    guint too_late = g_timeout_add_seconds (PATIENCE_S, on_too_late, (gpointer) #condition); \
    while (!(condition))                                                                \
      g_main_context_iteration (NULL, TRUE);                                            \
    g_source_remove (too_late);                                                         \
  } G_STMT_END

static gboolean
on_time (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets everything happen that happens by itself in a while. */
static void
let_pass (guint ms)
{
  gboolean passed = FALSE;

  g_timeout_add (ms, on_time, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
flush (HeraldEditSession  *session,
       GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_edit_session_flush_async (session, NULL, on_done, &result);
  WAIT_FOR (result != NULL);
  return herald_edit_session_flush_finish (session, result, error);
}

/* The library's side */

static HeraldAnnouncement *
read_stored (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->store.library, fixture->id, &error);
  HeraldAnnouncement *announcement = NULL;

  g_assert_no_error (error);
  announcement = herald_announcement_from_document (copy->document, &error);
  g_assert_no_error (error);
  return announcement;
}

static void
assert_stored (Fixture    *fixture,
               const char *id,
               const char *text)
{
  g_autoptr(HeraldAnnouncement) stored = read_stored (fixture);

  g_assert_cmpstr (herald_announcement_find_block (stored, id)->text, ==, text);
}

static void
set_text (HeraldAnnouncement *announcement,
          const char         *id,
          const char         *text)
{
  HeraldBlock *block = herald_announcement_find_block (announcement, id);

  g_free (block->text);
  block->text = g_strdup (text);
}

/* As heraldctl or another window would. */
static void
write_elsewhere (Fixture    *fixture,
                 const char *id,
                 const char *text)
{
  g_autoptr(HeraldAnnouncement) announcement = read_stored (fixture);
  g_autoptr(HeraldDocument) document = NULL;

  set_text (announcement, id, text);
  document = herald_announcement_to_document (announcement);
  g_free (herald_store_put (fixture->store.library, document));
}

/* A version of Lin Qiao's on top of another, with another text, comes from the team's server. */
static char *
arrive (Fixture    *fixture,
        const char *parent,
        const char *id,
        const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldAuthor) author = herald_author_new ("Lin Qiao", "lin@kitefin.example");
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  g_autoptr(HeraldVersion) before = herald_library_get_version (fixture->store.library, parent, &error);
  g_autoptr(HeraldDocument) body = herald_library_get_body (fixture->store.library, before->body, &error);
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_from_document (body, &error);
  g_autoptr(HeraldDocument) document = NULL;
  const char * const parents[] = { parent, NULL };
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  HeraldVersion *version = NULL;

  set_text (announcement, id, text);
  document = herald_announcement_to_document (announcement);
  version = herald_version_new (fixture->id, parents, author, "2026-05-12T08:00:00Z", "From Shenzhen", FALSE,
                                herald_document_get_hash (document));
  arrival->id = g_strdup (fixture->id);
  arrival->type = HERALD_DOCUMENT_ANNOUNCEMENT;
  arrival->remote_rev = g_strdup ("1-a");
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  g_ptr_array_add (arrival->versions, version);
  g_ptr_array_add (arrival->bodies, herald_document_ref (document));
  g_ptr_array_add (arrivals, arrival);
  g_assert_true (herald_library_take_arrivals (fixture->store.library, arrivals, "1", &error));
  g_assert_no_error (error);
  return g_strdup (version->hash);
}

static char *
get_base (Fixture *fixture)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->store.library, fixture->id, NULL);

  return g_strdup (copy->base);
}

static guint
count_heads (Fixture *fixture)
{
  g_auto(GStrv) heads = herald_library_get_heads (fixture->store.library, fixture->id, NULL);

  return g_strv_length (heads);
}

/* The session's side */

static void
edit (HeraldEditSession *session,
      const char        *id,
      const char        *text)
{
  g_autofree char *group = g_strconcat ("words:", id, NULL);
  GPtrArray *body = herald_edit_session_get_announcement (session)->body;
  HeraldFlowEdit *change = herald_flow_edit_new ((guint) herald_flow_find_block (body, id), 1);
  HeraldBlock *block = herald_block_copy (g_ptr_array_index (body, change->at));

  g_free (block->text);
  block->text = g_strdup (text);
  g_ptr_array_add (change->blocks, block);
  herald_edit_session_edit_body (session, change, group);
}

static const char *
get_text (HeraldEditSession *session,
          const char        *id)
{
  const HeraldBlock *block = herald_announcement_find_block (herald_edit_session_get_announcement (session), id);

  return block != NULL ? block->text : NULL;
}

static void
assert_shown (Fixture    *fixture,
              const char *id,
              const char *text)
{
  g_assert_cmpstr (get_text (fixture->session, id), ==, text);
}

static gboolean
shows (Fixture    *fixture,
       const char *id,
       const char *text)
{
  return g_strcmp0 (get_text (fixture->session, id), text) == 0;
}

static void
on_replaced (Fixture *fixture)
{
  fixture->n_replaced++;
}

static void
on_notice (Fixture    *fixture,
           const char *message)
{
  g_ptr_array_add (fixture->notices, g_strdup (message));
}

static void
open_session (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->store.library, fixture->id, &error);

  g_assert_no_error (error);
  fixture->session = herald_edit_session_new (fixture->store.library, fixture->store.author, copy, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (fixture->session, "replaced", G_CALLBACK (on_replaced), fixture);
  g_signal_connect_swapped (fixture->session, "notice", G_CALLBACK (on_notice), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(HeraldVersion) version = NULL;

  herald_store_fixture_set_up (&fixture->store, NULL);
  announcement->headline = g_strdup ("Aurelia Optics and Kitefin Mobile begin a partnership");
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, LEAD));
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, SECOND));
  fixture->lead = g_strdup (((HeraldBlock *) g_ptr_array_index (announcement->body, 0))->id);
  fixture->second = g_strdup (((HeraldBlock *) g_ptr_array_index (announcement->body, 1))->id);
  document = herald_announcement_to_document (announcement);
  fixture->id = herald_store_put (fixture->store.library, document);
  version = herald_store_save (&fixture->store, fixture->id, "First");
  fixture->notices = g_ptr_array_new_with_free_func (g_free);
  open_session (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  /* What still runs holds a reference. */
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  WAIT_FOR (fixture->session == NULL);
  herald_store_fixture_tear_down (&fixture->store, NULL);
  g_ptr_array_unref (fixture->notices);
  g_free (fixture->id);
  g_free (fixture->lead);
  g_free (fixture->second);
}

/* Saving */

/* The timer runs from the first unsaved change: who types without a pause is saved all the same. */
static void
test_autosave (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *typed = g_strdup ("");
  g_autoptr(HeraldAnnouncement) stored = NULL;
  guint deadline = g_timeout_add_seconds (PATIENCE_S, on_too_late, (gpointer) "a save while somebody types");

  g_assert_cmpint (herald_edit_session_get_state (fixture->session), ==, HERALD_SAVE_SAVED);
  do
    {
      g_autofree char *more = g_strconcat (typed, "a", NULL);

      edit (fixture->session, fixture->lead, more);
      g_free (typed);
      typed = g_steal_pointer (&more);
      let_pass (100);
      g_clear_pointer (&stored, herald_announcement_free);
      stored = read_stored (fixture);
    }
  while (g_str_equal (herald_announcement_find_block (stored, fixture->lead)->text, LEAD));
  g_source_remove (deadline);
  g_assert_true (g_str_has_prefix (typed, herald_announcement_find_block (stored, fixture->lead)->text));
  WAIT_FOR (herald_edit_session_get_state (fixture->session) == HERALD_SAVE_SAVED);
  assert_stored (fixture, fixture->lead, typed);
  g_assert_cmpuint (fixture->n_replaced, ==, 0);
}

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->store.path, HERALD_LIBRARY_DATABASE, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDatabase) database = herald_database_open (path, HERALD_DATABASE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (herald_database_exec (database, sql, &error));
}

/* The text stays, the person is told, and it is tried again. */
static void
test_failure (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  run_sql (fixture, "CREATE TRIGGER broken BEFORE UPDATE ON working_copies BEGIN SELECT RAISE (ABORT, 'the disk is gone'); END");
  edit (fixture->session, fixture->lead, "Unsaved words");
  g_assert_false (flush (fixture->session, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (herald_edit_session_get_state (fixture->session), ==, HERALD_SAVE_FAILED);
  g_assert_nonnull (strstr (herald_edit_session_get_problem (fixture->session), "the disk is gone"));
  assert_shown (fixture, fixture->lead, "Unsaved words");
  assert_stored (fixture, fixture->lead, LEAD);
  edit (fixture->session, fixture->lead, "Unsaved words and more");

  run_sql (fixture, "DROP TRIGGER broken");
  WAIT_FOR (herald_edit_session_get_state (fixture->session) == HERALD_SAVE_SAVED);
  assert_stored (fixture, fixture->lead, "Unsaved words and more");
  g_assert_null (herald_edit_session_get_problem (fixture->session));
}

/* Arrivals */

static void
test_arrival (Fixture       *fixture,
              gconstpointer  data)
{
  write_elsewhere (fixture, fixture->second, "Written elsewhere.");
  WAIT_FOR (shows (fixture, fixture->second, "Written elsewhere."));
  assert_shown (fixture, fixture->lead, LEAD);
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
  g_assert_cmpint (herald_edit_session_get_state (fixture->session), ==, HERALD_SAVE_SAVED);
  /* It is nothing that was done here, so there is nothing to undo. */
  g_assert_false (herald_edit_session_can_undo (fixture->session));
}

/* Somebody else wrote between our change and its saving. */
static void
test_miss_is_joined (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  edit (fixture->session, fixture->lead, "Our lead.");
  write_elsewhere (fixture, fixture->second, "Their second paragraph.");
  g_assert_true (flush (fixture->session, &error));
  g_assert_no_error (error);
  assert_stored (fixture, fixture->lead, "Our lead.");
  assert_stored (fixture, fixture->second, "Their second paragraph.");
  WAIT_FOR (shows (fixture, fixture->second, "Their second paragraph."));
  assert_shown (fixture, fixture->lead, "Our lead.");
  g_assert_cmpuint (fixture->notices->len, ==, 0);
}

/* In one paragraph, at other words. */
static void
test_miss_is_joined_by_words (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  static const char joined[] = "The first tablet developed together launches in autumn.";

  edit (fixture->session, fixture->second, "The first tablet developed together launches in spring.");
  write_elsewhere (fixture, fixture->second, "The first phone developed together launches in autumn.");
  g_assert_true (flush (fixture->session, &error));
  assert_stored (fixture, fixture->second, joined);
  /* Our hands are on these words: they stay as they are for a while, and change then. */
  assert_shown (fixture, fixture->second, "The first tablet developed together launches in spring.");
  WAIT_FOR (shows (fixture, fixture->second, joined));
  g_assert_cmpint (herald_edit_session_get_state (fixture->session), ==, HERALD_SAVE_SAVED);
}

/* Typing on while another text waits loses nothing of either. */
static void
test_typing_on (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *joined = g_strconcat (SECOND, " One. Two. Three.", NULL);
  static const char * const pieces[] = { " One.", " One. Two.", " One. Two. Three." };

  edit (fixture->session, fixture->second, SECOND);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *typed = g_strconcat (SECOND, pieces[i], NULL);
      g_autoptr(GError) error = NULL;

      edit (fixture->session, fixture->second, typed);
      if (i == 0)
        write_elsewhere (fixture, fixture->second, "Their " SECOND);
      g_assert_true (flush (fixture->session, &error));
      let_pass (200);
      assert_shown (fixture, fixture->second, typed);
    }
  g_free (joined);
  joined = g_strconcat ("Their " SECOND, " One. Two. Three.", NULL);
  assert_stored (fixture, fixture->second, joined);
  WAIT_FOR (shows (fixture, fixture->second, joined));
}

static void
test_composing (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *group = g_strconcat ("words:", fixture->lead, NULL);

  herald_edit_session_compose (fixture->session, group);
  write_elsewhere (fixture, fixture->lead, "Written elsewhere.");
  let_pass (1000);
  assert_shown (fixture, fixture->lead, LEAD);
  herald_edit_session_compose (fixture->session, NULL);
  WAIT_FOR (shows (fixture, fixture->lead, "Written elsewhere."));
}

/* The whole step waits, not only the words that are being written. */
static void
test_step_is_whole (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(HeraldAnnouncement) announcement = read_stored (fixture);
  g_autoptr(HeraldDocument) document = NULL;
  g_autofree char *group = g_strconcat ("words:", fixture->lead, NULL);

  herald_edit_session_compose (fixture->session, group);
  set_text (announcement, fixture->lead, "Their lead.");
  set_text (announcement, fixture->second, "Their second.");
  document = herald_announcement_to_document (announcement);
  g_free (herald_store_put (fixture->store.library, document));
  let_pass (1000);
  assert_shown (fixture, fixture->second, SECOND);
  herald_edit_session_compose (fixture->session, NULL);
  WAIT_FOR (shows (fixture, fixture->second, "Their second."));
  assert_shown (fixture, fixture->lead, "Their lead.");
  g_assert_cmpuint (fixture->n_replaced, ==, 1);
}

/* What is written elsewhere at another place does not wait for anybody. */
static void
test_elsewhere_does_not_wait (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *group = g_strconcat ("words:", fixture->lead, NULL);

  herald_edit_session_compose (fixture->session, group);
  write_elsewhere (fixture, fixture->second, "Written elsewhere.");
  WAIT_FOR (shows (fixture, fixture->second, "Written elsewhere."));
}

/* Two windows on one announcement settle: they do not write in turns for ever. */
static void
test_two_sessions (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->store.library, fixture->id, &error);
  g_autoptr(HeraldEditSession) other = herald_edit_session_new (fixture->store.library, fixture->store.author, copy,
                                                                &error);
  g_autoptr(HeraldWorkingCopy) settled = NULL;
  g_autoptr(HeraldWorkingCopy) later = NULL;

  edit (fixture->session, fixture->lead, "The one.");
  edit (other, fixture->second, "The other.");
  herald_edit_session_flush (fixture->session);
  herald_edit_session_flush (other);
  WAIT_FOR (shows (fixture, fixture->second, "The other."));
  WAIT_FOR (g_strcmp0 (get_text (other, fixture->lead), "The one.") == 0);
  WAIT_FOR (herald_edit_session_get_state (fixture->session) == HERALD_SAVE_SAVED &&
            herald_edit_session_get_state (other) == HERALD_SAVE_SAVED);
  settled = herald_library_get_working_copy (fixture->store.library, fixture->id, &error);
  let_pass (3000);
  later = herald_library_get_working_copy (fixture->store.library, fixture->id, &error);
  g_assert_cmpint (settled->revision, ==, later->revision);
}

/* Undo */

static void
test_undo_keeps_arrivals (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  edit (fixture->session, fixture->lead, "Our lead.");
  g_assert_true (flush (fixture->session, &error));
  write_elsewhere (fixture, fixture->second, "Their second paragraph.");
  WAIT_FOR (shows (fixture, fixture->second, "Their second paragraph."));

  herald_edit_session_undo (fixture->session);
  assert_shown (fixture, fixture->lead, LEAD);
  assert_shown (fixture, fixture->second, "Their second paragraph.");
  g_assert_true (flush (fixture->session, &error));
  assert_stored (fixture, fixture->second, "Their second paragraph.");

  write_elsewhere (fixture, fixture->second, "Their third try.");
  WAIT_FOR (shows (fixture, fixture->second, "Their third try."));
  herald_edit_session_redo (fixture->session);
  assert_shown (fixture, fixture->lead, "Our lead.");
  assert_shown (fixture, fixture->second, "Their third try.");
  g_assert_false (herald_edit_session_can_redo (fixture->session));
}

/* Disputes */

/* A version that comes while words are in no version yet: these become one, and both are joined. */
static void
test_arrival_beside_unsaved (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = get_base (fixture);
  g_autofree char *theirs = NULL;

  edit (fixture->session, fixture->lead, "Our lead.");
  g_assert_true (flush (fixture->session, &error));
  theirs = arrive (fixture, first, fixture->second, "Their second paragraph.");
  WAIT_FOR (shows (fixture, fixture->second, "Their second paragraph."));
  assert_shown (fixture, fixture->lead, "Our lead.");
  WAIT_FOR (herald_edit_session_get_state (fixture->session) == HERALD_SAVE_SAVED);
  g_assert_cmpuint (count_heads (fixture), ==, 1);
  g_assert_null (herald_edit_session_get_dispute (fixture->session));
}

/* The same words, changed here and by heraldctl: nobody's are lost, and a person decides. */
static void
test_miss_that_conflicts (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  const HeraldDispute *dispute = NULL;

  edit (fixture->session, fixture->second, "The first tablet developed together launches in spring.");
  write_elsewhere (fixture, fixture->second, "The first watch developed together launches in spring.");
  g_assert_true (flush (fixture->session, &error));
  WAIT_FOR (herald_edit_session_get_dispute (fixture->session) != NULL);
  dispute = herald_edit_session_get_dispute (fixture->session);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_OPEN);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
  assert_shown (fixture, fixture->second, "The first tablet developed together launches in spring.");
  assert_stored (fixture, fixture->second, "The first tablet developed together launches in spring.");
  /* Writing on is no matter. */
  edit (fixture->session, fixture->lead, "Our lead.");
  g_assert_true (flush (fixture->session, &error));
  assert_stored (fixture, fixture->lead, "Our lead.");
}

static HeraldDispute *
open_dispute (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  HeraldDispute *dispute = NULL;

  herald_edit_session_open_dispute_async (fixture->session, NULL, on_done, &result);
  WAIT_FOR (result != NULL);
  dispute = herald_edit_session_open_dispute_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return dispute;
}

static gboolean
decide (Fixture              *fixture,
        const HeraldDispute  *dispute,
        HeraldDocument       *document,
        GError              **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_edit_session_decide_async (fixture->session, dispute, document, "Decided", on_done, &result);
  WAIT_FOR (result != NULL);
  return herald_edit_session_decide_finish (fixture->session, result, error);
}

/* What was typed before the dispute is laid before the person is one of its sides. */
static void
test_decide (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = get_base (fixture);
  g_autofree char *theirs = NULL;
  g_autofree char *base = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(HeraldVersion) version = NULL;

  edit (fixture->session, fixture->second, "The first tablet developed together launches in spring.");
  theirs = arrive (fixture, first, fixture->second, "The first watch developed together launches in spring.");
  WAIT_FOR (herald_edit_session_get_dispute (fixture->session) != NULL);
  dispute = open_dispute (fixture);
  g_assert_false (dispute->dirty);
  g_assert_cmpstr (dispute->heads[1], ==, theirs);

  g_assert_true (decide (fixture, dispute, g_ptr_array_index (dispute->documents, 1), &error));
  g_assert_no_error (error);
  assert_shown (fixture, fixture->second, "The first watch developed together launches in spring.");
  g_assert_cmpuint (count_heads (fixture), ==, 1);
  WAIT_FOR (herald_edit_session_get_dispute (fixture->session) == NULL);
  base = get_base (fixture);
  version = herald_library_get_version (fixture->store.library, base, &error);
  g_assert_cmpuint (version->parents->len, ==, 2);
  g_assert_cmpstr (version->message, ==, "Decided");
  /* A decision is one's own deed: it can be taken back in the text. */
  herald_edit_session_undo (fixture->session);
  assert_shown (fixture, fixture->second, "The first tablet developed together launches in spring.");
}

static HeraldMergePlaces *
lay_out (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_merge_places_new_async (fixture->store.library, open_dispute (fixture), on_done, &result);
  WAIT_FOR (result != NULL);
  return herald_merge_places_new_finish (result);
}

/* Who goes away in the middle finds what was decided, until it has been decided for good. */
static void
test_decisions_are_kept (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = get_base (fixture);
  g_autofree char *theirs = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(HeraldMergePlaces) places = NULL;
  g_autoptr(HeraldMergePlaces) later = NULL;

  edit (fixture->session, fixture->second, "The first tablet developed together launches in spring.");
  theirs = arrive (fixture, first, fixture->second, "The first watch developed together launches in spring.");
  WAIT_FOR (herald_edit_session_get_dispute (fixture->session) != NULL);
  places = lay_out (fixture);
  g_assert_cmpuint (herald_merge_places_get_n (places), ==, 1);
  herald_merge_places_rewrite (places, 0, "The first device developed together launches in spring.", NULL);
  herald_merge_places_keep_async (places, fixture->store.library, on_done, &result);
  WAIT_FOR (result != NULL);
  g_assert_true (herald_merge_places_keep_finish (places, result, &error));
  g_assert_no_error (error);

  later = lay_out (fixture);
  g_assert_cmpuint (herald_merge_places_count_open (later), ==, 0);
  g_assert_cmpstr (herald_merge_places_get_rewriting (later, 0)->text, ==,
                   "The first device developed together launches in spring.");
}

/* Three people on the same words: two of them are others, and it is said whose words are chosen. */
static void
test_three_texts (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = get_base (fixture);
  g_autofree char *watch = NULL;
  g_autofree char *camera = NULL;
  g_autoptr(HeraldMergePlaces) places = NULL;
  g_autoptr(HeraldDocument) document = NULL;
  const HeraldMergePlace *place = NULL;
  int chosen = -1;

  edit (fixture->session, fixture->second, "The first tablet developed together launches in spring.");
  g_assert_true (flush (fixture->session, &error));
  watch = arrive (fixture, first, fixture->second, "The first watch developed together launches in spring.");
  camera = arrive (fixture, first, fixture->second, "The first camera developed together launches in spring.");
  WAIT_FOR (herald_edit_session_get_dispute (fixture->session) != NULL);
  places = lay_out (fixture);
  g_assert_cmpuint (count_heads (fixture), ==, 3);
  g_assert_cmpuint (herald_merge_places_get_n (places), ==, 1);
  place = herald_merge_places_get (places, 0);
  for (guint i = 0; i < place->options->len; i++)
    {
      const HeraldMergeOption *option = g_ptr_array_index (place->options, i);

      if (g_strcmp0 (option->head, watch) == 0)
        chosen = (int) i;
    }
  g_assert_cmpint (chosen, >, 0);
  herald_merge_places_answer (places, 0, chosen);
  document = herald_merge_places_get_document (places, &error);
  g_assert_no_error (error);
  g_assert_true (decide (fixture, herald_merge_places_get_dispute (places), document, &error));
  g_assert_no_error (error);
  assert_shown (fixture, fixture->second, "The first watch developed together launches in spring.");
  g_assert_cmpuint (count_heads (fixture), ==, 1);
}

/* Something else came while the person was deciding: it is told, and nothing is changed. */
static void
test_decide_too_late (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = get_base (fixture);
  g_autofree char *theirs = NULL;
  g_autofree char *more = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;

  edit (fixture->session, fixture->second, "The first tablet developed together launches in spring.");
  theirs = arrive (fixture, first, fixture->second, "The first watch developed together launches in spring.");
  WAIT_FOR (herald_edit_session_get_dispute (fixture->session) != NULL);
  dispute = open_dispute (fixture);
  more = arrive (fixture, theirs, fixture->second, "The first camera developed together launches in spring.");
  g_assert_false (decide (fixture, dispute, g_ptr_array_index (dispute->documents, 1), &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED);
  assert_shown (fixture, fixture->second, "The first tablet developed together launches in spring.");
  g_assert_cmpuint (count_heads (fixture), ==, 2);
}

/* Versions */

static HeraldVersion *
restore (Fixture     *fixture,
         const char  *hash,
         GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  herald_edit_session_restore_async (fixture->session, hash, "Restored", NULL, on_done, &result);
  WAIT_FOR (result != NULL);
  return herald_edit_session_restore_finish (fixture->session, result, error);
}

static void
test_restore (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_list_versions (fixture->store.library, fixture->id, 0, 0, &error);
  const HeraldHistoryRow *first = g_ptr_array_index (rows, 0);
  g_autoptr(HeraldVersion) version = NULL;

  edit (fixture->session, fixture->lead, "Our lead.");
  version = restore (fixture, first->version->hash, &error);
  g_assert_no_error (error);
  assert_shown (fixture, fixture->lead, LEAD);
  g_assert_cmpint (herald_edit_session_get_state (fixture->session), ==, HERALD_SAVE_SAVED);
  /* What is restored was done here: it can be undone. */
  herald_edit_session_undo (fixture->session);
  assert_shown (fixture, fixture->lead, "Our lead.");
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  g_autofree char *id = g_strdup (announcement->id);
  g_autofree char *headline = NULL;
  g_autoptr(HeraldEditSession) session = NULL;
  g_autoptr(GError) error = NULL;

  announcement->headline = g_strdup ("New");
  session = herald_edit_session_new_unsaved (fixture->store.library, fixture->store.author, announcement);
  g_assert_true (flush (session, &error));
  headline = herald_store_get_headline (fixture->store.library, id);
  g_assert_cmpstr (headline, ==, "New");
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/edit-session/autosave", test_autosave },
    { "/edit-session/failure", test_failure },
    { "/edit-session/new", test_new },
    { "/edit-session/arrival", test_arrival },
    { "/edit-session/miss-is-joined", test_miss_is_joined },
    { "/edit-session/miss-is-joined-by-words", test_miss_is_joined_by_words },
    { "/edit-session/typing-on", test_typing_on },
    { "/edit-session/composing", test_composing },
    { "/edit-session/step-is-whole", test_step_is_whole },
    { "/edit-session/elsewhere-does-not-wait", test_elsewhere_does_not_wait },
    { "/edit-session/two-sessions", test_two_sessions },
    { "/edit-session/undo-keeps-arrivals", test_undo_keeps_arrivals },
    { "/edit-session/arrival-beside-unsaved", test_arrival_beside_unsaved },
    { "/edit-session/miss-that-conflicts", test_miss_that_conflicts },
    { "/edit-session/decide", test_decide },
    { "/edit-session/decide-too-late", test_decide_too_late },
    { "/edit-session/decisions-are-kept", test_decisions_are_kept },
    { "/edit-session/three-texts", test_three_texts },
    { "/edit-session/restore", test_restore },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
