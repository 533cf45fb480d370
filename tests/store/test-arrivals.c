/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

#define ID "3b241101-e2bb-4255-8caf-4136c566a962"

/* A version of ID with its body, as somebody else made it. */
typedef struct
{
  HeraldVersion  *version;
  HeraldDocument *body;
} Made;

static void
made_clear (Made *made)
{
  g_clear_pointer (&made->version, herald_version_free);
  g_clear_pointer (&made->body, herald_document_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

static Made
make (const char *headline,
      const char *time,
      const char *parent,
      const char *other_parent)
{
  g_autoptr(HeraldAuthor) author = herald_author_new ("Lin Qiao", "lin@kitefin.example");
  const char *parents[] = { parent, other_parent, NULL };
  Made made = { NULL, herald_store_make_document (ID, headline, NULL) };

  made.version = herald_version_new (ID, parents, author, time, headline, FALSE, herald_document_get_hash (made.body));

  return made;
}

static gboolean
take (HeraldStoreFixture  *fixture,
      const Made          *one,
      const Made          *other,
      const char          *sequence,
      GError             **error)
{
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);

  arrival->id = g_strdup (ID);
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  arrival->remote_rev = g_strdup ("7-abc");
  for (const Made *made = one; made != NULL; made = made == one ? other : NULL)
    {
      g_ptr_array_add (arrival->versions, herald_version_copy (made->version));
      g_ptr_array_add (arrival->bodies, herald_document_ref (made->body));
    }
  g_ptr_array_add (arrivals, arrival);

  return herald_library_take_arrivals (fixture->library, arrivals, sequence, error);
}

static void
take_well (HeraldStoreFixture *fixture,
           const Made         *one,
           const Made         *other)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (take (fixture, one, other, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_state (HeraldStoreFixture *fixture,
              const char         *headline,
              const char         *base,
              guint               n_heads,
              gboolean            unpushed)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, ID, NULL);
  g_autofree char *actual = herald_store_get_headline (fixture->library, ID);
  g_auto(GStrv) heads = herald_library_get_heads (fixture->library, ID, NULL);
  g_autoptr(GPtrArray) rows = herald_library_list_unpushed (fixture->library, 0, NULL);
  g_autoptr(GPtrArray) conflicts = herald_library_list_conflicts (fixture->library, NULL);

  g_assert_cmpstr (actual, ==, headline);
  g_assert_cmpstr (copy->base, ==, base);
  g_assert_cmpuint (g_strv_length (heads), ==, n_heads);
  g_assert_cmpuint (rows->len, ==, unpushed);
  g_assert_cmpuint (conflicts->len, ==, n_heads > 1);
}

static void
put_text (HeraldStoreFixture *fixture,
          const char         *headline)
{
  g_autoptr(HeraldDocument) document = herald_store_make_document (ID, headline, NULL);

  g_free (herald_store_put (fixture->library, document));
}

static void
test_new (HeraldStoreFixture *fixture,
          gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  HeraldListQuery query = { 0 };
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sequence = NULL;
  const HeraldListRow *row;

  g_assert_true (take (fixture, &one, NULL, "12-xyz", &error));
  assert_state (fixture, "One", one.version->hash, 1, FALSE);
  sequence = herald_library_get_setting (fixture->library, "remote-sequence", &error);
  g_assert_cmpstr (sequence, ==, "12-xyz");

  rows = herald_library_list (fixture->library, &query, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->author, ==, "Lin Qiao");
  g_assert_cmpuint (row->n_versions, ==, 1);
  g_assert_cmpint (row->modified / G_USEC_PER_SEC, ==, 1793527200);
}

static void
test_fast_forward (HeraldStoreFixture *fixture,
                   gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) two = make ("Two", "2026-11-01T11:00:00Z", one.version->hash, NULL);

  take_well (fixture, &one, NULL);
  take_well (fixture, &two, NULL);
  assert_state (fixture, "Two", two.version->hash, 1, FALSE);
  take_well (fixture, &one, NULL); /* an old answer changes nothing, but the remote seems to be behind */
  assert_state (fixture, "Two", two.version->hash, 1, TRUE);
}

static void
test_dirty_stays (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) two = make ("Two", "2026-11-01T11:00:00Z", one.version->hash, NULL);
  g_autoptr(HeraldVersion) mine = NULL;

  take_well (fixture, &one, NULL);
  put_text (fixture, "Mine");
  take_well (fixture, &two, NULL);
  assert_state (fixture, "Mine", one.version->hash, 1, FALSE);

  mine = herald_store_save (fixture, ID, NULL);
  assert_state (fixture, "Mine", mine->hash, 2, TRUE);
}

static void
test_same_edit (HeraldStoreFixture *fixture,
                gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) two = make ("Two", "2026-11-01T11:00:00Z", one.version->hash, NULL);
  g_autoptr(GPtrArray) dirty = NULL;

  take_well (fixture, &one, NULL);
  g_free (herald_store_put (fixture->library, two.body));
  take_well (fixture, &two, NULL);
  assert_state (fixture, "Two", two.version->hash, 1, FALSE);
  dirty = herald_library_list_dirty (fixture->library, NULL);
  g_assert_cmpuint (dirty->len, ==, 0);
}

/* Both edited: both heads stay, and the clean copy keeps to its own. A version that joins them ends it. */
static void
test_conflict (HeraldStoreFixture *fixture,
               gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) theirs = make ("Theirs", "2026-11-01T11:00:00Z", one.version->hash, NULL);
  g_autoptr(HeraldVersion) mine = NULL;
  g_auto(Made) merged = { 0 };
  g_autoptr(GPtrArray) history = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *ambiguous = NULL;
  g_autoptr(GError) error = NULL;

  take_well (fixture, &one, NULL);
  put_text (fixture, "Mine");
  mine = herald_store_save (fixture, ID, NULL);
  take_well (fixture, &theirs, NULL);
  assert_state (fixture, "Mine", mine->hash, 2, TRUE);
  shown = herald_library_resolve_version (fixture->library, ID, "head", NULL);
  g_assert_cmpstr (shown, ==, mine->hash);
  ambiguous = herald_library_resolve_version (fixture->library, ID, "2", &error);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_AMBIGUOUS);

  merged = make ("Merged", "2026-11-01T12:00:00Z", mine->hash, theirs.version->hash);
  take_well (fixture, &merged, NULL);
  assert_state (fixture, "Merged", merged.version->hash, 1, FALSE);
  history = herald_library_list_versions (fixture->library, ID, 0, 0, NULL);
  g_assert_cmpuint (history->len, ==, 4);
  g_assert_cmpuint (((HeraldHistoryRow *) g_ptr_array_index (history, 0))->number, ==, 3);
  g_assert_cmpuint (((HeraldHistoryRow *) g_ptr_array_index (history, 3))->number, ==, 1);
}

/* A clean copy whose base is no head goes to the head that was made from it, else the later, then the smaller hash. */
static void
test_shown_head (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) early = make ("Early", "2026-11-01T11:00:00Z", one.version->hash, NULL);
  g_auto(Made) late = make ("Late", "2026-11-01T12:00:00Z", one.version->hash, NULL);

  take_well (fixture, &one, NULL);
  take_well (fixture, &early, &late);
  assert_state (fixture, "Late", late.version->hash, 2, FALSE);
}

static void
test_related_head (HeraldStoreFixture *fixture,
                   gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) child = make ("Child", "2026-11-01T11:00:00Z", one.version->hash, NULL);
  g_auto(Made) stranger = make ("Stranger", "2026-11-01T12:00:00Z", NULL, NULL);

  take_well (fixture, &one, NULL);
  take_well (fixture, &child, &stranger);
  assert_state (fixture, "Child", child.version->hash, 2, FALSE);
}

static void
test_equal_times (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_auto(Made) a = make ("A", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) b = make ("B", "2026-11-01T10:00:00Z", NULL, NULL);
  const Made *smaller = g_strcmp0 (a.version->hash, b.version->hash) < 0 ? &a : &b;

  take_well (fixture, &a, &b);
  assert_state (fixture, smaller == &a ? "A" : "B", smaller->version->hash, 2, FALSE);
}

/* A lie takes nothing of the batch in. */
static void
test_wrong_body (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *sequence = NULL;

  g_clear_pointer (&one.body, herald_document_unref);
  one.body = herald_store_make_document (ID, "Another", NULL);
  g_assert_false (take (fixture, &one, NULL, "12-xyz", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED);
  g_assert_false (herald_library_has_version (fixture->library, one.version->hash));
  g_clear_error (&error);
  sequence = herald_library_get_setting (fixture->library, "remote-sequence", &error);
  g_assert_null (sequence);
  g_assert_no_error (error);
}

static void
test_history_later (HeraldStoreFixture *fixture,
                    gconstpointer       data)
{
  g_auto(Made) one = make ("One", "2026-11-01T10:00:00Z", NULL, NULL);
  g_auto(Made) two = make ("Two", "2026-11-01T11:00:00Z", one.version->hash, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDocument) body = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  HeraldListQuery query = { 0 };

  g_assert_false (herald_library_add_version (fixture->library, one.version, one.body, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  take_well (fixture, &two, NULL);
  g_assert_true (herald_library_add_version (fixture->library, one.version, NULL, &error));
  g_assert_true (herald_library_has_version (fixture->library, one.version->hash));
  version = herald_library_get_version (fixture->library, one.version->hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (version->body, ==, one.version->body);
  g_assert_null (herald_library_get_body (fixture->library, one.version->body, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (herald_library_add_version (fixture->library, one.version, one.body, &error));
  g_assert_true (herald_library_add_version (fixture->library, one.version, one.body, &error));
  body = herald_library_get_body (fixture->library, one.version->body, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (herald_document_get_hash (body), ==, one.version->body);
  assert_state (fixture, "Two", two.version->hash, 1, FALSE);
  rows = herald_library_list (fixture->library, &query, NULL);
  g_assert_cmpuint (((HeraldListRow *) g_ptr_array_index (rows, 0))->n_versions, ==, 2);
}

static void
test_pushed (HeraldStoreFixture *fixture,
             gconstpointer       data)
{
  g_autoptr(HeraldVersion) first = NULL;
  g_autoptr(HeraldVersion) second = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;
  const HeraldSyncRow *row;

  put_text (fixture, "One");
  rows = herald_library_list_unpushed (fixture->library, 0, &error);
  g_assert_cmpuint (rows->len, ==, 0); /* there is no version yet */
  g_clear_pointer (&rows, g_ptr_array_unref);

  first = herald_store_save (fixture, ID, "First");
  rows = herald_library_list_unpushed (fixture->library, 0, &error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->id, ==, ID);
  g_assert_null (row->remote_rev);
  g_assert_cmpuint (row->heads->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (row->heads, 0), ==, first->hash);
  g_clear_pointer (&rows, g_ptr_array_unref);

  /* More was made before the answer came. */
  second = herald_store_save (fixture, ID, "Second");
  g_assert_true (herald_library_mark_pushed (fixture->library, ID, (const char *[]) { first->hash, NULL }, "1-a", &error));
  rows = herald_library_list_unpushed (fixture->library, 10, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((HeraldSyncRow *) g_ptr_array_index (rows, 0))->remote_rev, ==, "1-a");
  g_clear_pointer (&rows, g_ptr_array_unref);

  g_assert_true (herald_library_mark_pushed (fixture->library, ID, (const char *[]) { second->hash, NULL }, "2-b", &error));
  rows = herald_library_list_unpushed (fixture->library, 0, &error);
  g_assert_cmpuint (rows->len, ==, 0);
  g_clear_pointer (&rows, g_ptr_array_unref);

  g_assert_true (herald_library_forget_remote (fixture->library, &error));
  rows = herald_library_list_unpushed (fixture->library, 0, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_null (((HeraldSyncRow *) g_ptr_array_index (rows, 0))->remote_rev);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/arrivals/" name, HeraldStoreFixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("new", test_new);
  ADD ("fast-forward", test_fast_forward);
  ADD ("dirty-stays", test_dirty_stays);
  ADD ("same-edit", test_same_edit);
  ADD ("conflict", test_conflict);
  ADD ("shown-head", test_shown_head);
  ADD ("related-head", test_related_head);
  ADD ("equal-times", test_equal_times);
  ADD ("wrong-body", test_wrong_body);
  ADD ("history-later", test_history_later);
  ADD ("pushed", test_pushed);

  return g_test_run ();
}
