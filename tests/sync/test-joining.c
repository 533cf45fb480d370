/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-memory-remote.h"
#include "herald-sync-support.h"

#include "herald-dispute.h"
#include "herald-fetch.h"

#include <string.h>

/* What several people edit at the same time, over one server. */

#define N_LIBRARIES 3
#define BLOCK_A     "aaaaaaaaaaaaa"
#define BLOCK_B     "baaaaaaaaaaaa"
#define FIRST_A     "Aurelia Optics makes lenses."
#define FIRST_B     "Kitefin Mobile makes phones."

typedef struct
{
  HeraldMemoryRemote *memory;
  HeraldRemote       *remote;
  HeraldLibrary      *libraries[N_LIBRARIES];
  char               *id;
} Fixture;

static void
add_block (HeraldAnnouncement *announcement,
           const char         *id,
           const char         *words)
{
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_PARAGRAPH, words);

  g_free (block->id);
  block->id = g_strdup (id);
  g_ptr_array_add (announcement->body, block);
}

static HeraldAnnouncement *
read_announcement (HeraldLibrary *library,
                   const char    *id,
                   gint64        *revision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, &error);
  HeraldAnnouncement *announcement = NULL;

  g_assert_no_error (error);
  announcement = herald_announcement_from_document (copy->document, &error);
  g_assert_no_error (error);
  if (revision != NULL)
    *revision = copy->revision;
  return announcement;
}

static void
write_announcement (HeraldLibrary      *library,
                    HeraldAnnouncement *announcement,
                    gint64              revision)
{
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (herald_library_put_working_copy (library, document, revision, &error), >, 0);
  g_assert_no_error (error);
}

/* NULL: the block goes. */
static void
edit_block (HeraldLibrary *library,
            const char    *id,
            const char    *block,
            const char    *words)
{
  gint64 revision = 0;
  g_autoptr (HeraldAnnouncement) announcement = read_announcement (library, id, &revision);
  HeraldBlock *found = herald_announcement_find_block (announcement, block);

  g_assert_nonnull (found);
  if (words == NULL)
    g_ptr_array_remove (announcement->body, found);
  else
    {
      g_free (found->text);
      found->text = g_strdup (words);
    }
  write_announcement (library, announcement, revision);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  fixture->memory = herald_memory_remote_new ();
  fixture->remote = HERALD_REMOTE (fixture->memory);
  announcement->headline = g_strdup ("Both work together");
  add_block (announcement, BLOCK_A, FIRST_A);
  add_block (announcement, BLOCK_B, FIRST_B);
  fixture->id = g_strdup (announcement->id);
  for (guint i = 0; i < N_LIBRARIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Library %u", i);

      fixture->libraries[i] = herald_test_library_new (name);
      if (i == 0)
        write_announcement (fixture->libraries[0], announcement, 0);
      herald_test_sync_quietly (fixture->libraries[i], fixture->remote);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_LIBRARIES; i++)
    herald_test_library_close (fixture->libraries[i]);
  g_object_unref (fixture->memory);
  g_free (fixture->id);
}

static void
check_blocks (Fixture    *fixture,
              guint       library,
              const char *a,
              const char *b)
{
  g_autoptr (HeraldAnnouncement) announcement = read_announcement (fixture->libraries[library], fixture->id, NULL);
  const HeraldBlock *found_a = herald_announcement_find_block (announcement, BLOCK_A);
  const HeraldBlock *found_b = herald_announcement_find_block (announcement, BLOCK_B);

  g_assert_cmpstr (found_a != NULL ? found_a->text : NULL, ==, a);
  g_assert_cmpstr (found_b != NULL ? found_b->text : NULL, ==, b);
}

/* How many heads the server holds. */
static guint
count_there (Fixture *fixture)
{
  g_autofree char *id = g_strconcat ("announcement:", fixture->id, NULL);
  g_autofree char *text = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, id);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (node), "heads"));
}

/* After it everybody has what everybody has. */
static void
sync_all (Fixture *fixture,
          guint    n_heads)
{
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < N_LIBRARIES; i++)
      {
        g_autoptr (HeraldSyncResult) result = herald_test_sync (fixture->libraries[i], fixture->remote);

        g_assert_cmpuint (result->set_aside->len, ==, 0);
      }
  g_assert_cmpuint (count_there (fixture), ==, n_heads);
  for (guint i = 0; i < N_LIBRARIES; i++)
    {
      g_autoptr (HeraldSyncResult) result = herald_test_sync (fixture->libraries[i], fixture->remote);

      g_assert_cmpuint (result->pushed, ==, 0);
      g_assert_cmpuint (result->conflicts->len, ==, n_heads > 1);
      g_assert_cmpuint (herald_test_n_heads (fixture->libraries[i], fixture->id), ==, n_heads);
    }
}

static void
check_identical (Fixture *fixture)
{
  for (guint i = 1; i < N_LIBRARIES; i++)
    {
      herald_test_assert_equal (fixture->libraries[0], fixture->libraries[i]);
      g_assert_true (herald_fetch_history (fixture->libraries[i - 1], fixture->remote, fixture->id, NULL, NULL));
      g_assert_true (herald_fetch_history (fixture->libraries[i], fixture->remote, fixture->id, NULL, NULL));
      g_assert_cmpuint (herald_test_n_versions (fixture->libraries[0], fixture->id), ==,
                        herald_test_n_versions (fixture->libraries[i], fixture->id));
    }
}

static HeraldDispute *
load (Fixture *fixture,
      guint    library)
{
  g_autoptr (GError) error = NULL;
  HeraldDispute *dispute = herald_library_load_dispute (fixture->libraries[library], fixture->id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_OPEN);
  return dispute;
}

static void
resolve (Fixture          *fixture,
         guint             library,
         HeraldChoiceKind  kind)
{
  g_autoptr (HeraldDispute) dispute = load (fixture, library);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldMerge) merge = NULL;
  g_autoptr (HeraldVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < dispute->merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (dispute->merge->conflicts, i);

      g_ptr_array_add (choices, herald_choice_new (conflict->subject, conflict->member, kind, NULL));
    }
  merge = herald_merge_resolve (dispute->merge, choices, &error);
  g_assert_no_error (error);
  version = herald_library_resolve_dispute (fixture->libraries[library], dispute, merge->document, author, NULL, &error);
  g_assert_no_error (error);
}

/* Different paragraphs: joined in silence, to the identical version. */
static void
test_different (Fixture       *fixture,
                gconstpointer  data)
{
  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, "A by Anna.");
  edit_block (fixture->libraries[1], fixture->id, BLOCK_B, "B by Lin.");
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Anna.", "B by Lin.");
  check_identical (fixture);
}

static void
test_three_at_once (Fixture       *fixture,
                    gconstpointer  data)
{
  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, "A by Anna.");
  edit_block (fixture->libraries[1], fixture->id, BLOCK_B, "B by Lin.");
  herald_test_edit (fixture->libraries[2], fixture->id, "Everybody works together");
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    {
      g_autofree char *headline = herald_test_headline (fixture->libraries[i], fixture->id);

      check_blocks (fixture, i, "A by Anna.", "B by Lin.");
      g_assert_cmpstr (headline, ==, "Everybody works together");
    }
  check_identical (fixture);
}

/* The same sentence: both stay, on the server and everywhere the same; one decides, the others follow. */
static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, "A by Anna.");
  edit_block (fixture->libraries[1], fixture->id, BLOCK_A, "A by Lin.");
  edit_block (fixture->libraries[2], fixture->id, BLOCK_B, "B by a third.");
  sync_all (fixture, 2);
  for (guint i = 0; i < N_LIBRARIES; i++)
    {
      g_autoptr (HeraldDispute) dispute = load (fixture, i);

      g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
    }
  resolve (fixture, 1, HERALD_CHOICE_MINE);
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Lin.", "B by a third.");
  check_identical (fixture);
}

/* Two decide at the same time, each differently: again two texts, and nothing is lost. */
static void
test_two_decide (Fixture       *fixture,
                 gconstpointer  data)
{
  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, "A by Anna.");
  edit_block (fixture->libraries[1], fixture->id, BLOCK_A, "A by Lin.");
  sync_all (fixture, 2);
  resolve (fixture, 0, HERALD_CHOICE_MINE);
  resolve (fixture, 1, HERALD_CHOICE_MINE);
  sync_all (fixture, 2);
  check_blocks (fixture, 0, "A by Anna.", FIRST_B);
  check_blocks (fixture, 1, "A by Lin.", FIRST_B);
  resolve (fixture, 0, HERALD_CHOICE_THEIRS);
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Lin.", FIRST_B);
}

/* Both decide the same, at the same time: that is one decision. */
static void
test_two_agree (Fixture       *fixture,
                gconstpointer  data)
{
  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, "A by Anna.");
  edit_block (fixture->libraries[1], fixture->id, BLOCK_A, "A by Lin.");
  sync_all (fixture, 2);
  resolve (fixture, 0, HERALD_CHOICE_MINE);
  resolve (fixture, 1, HERALD_CHOICE_THEIRS);
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Anna.", FIRST_B);
}

static void
set_embargo (HeraldLibrary *library,
             const char    *id,
             const char    *wall)
{
  gint64 revision = 0;
  g_autoptr (HeraldAnnouncement) announcement = read_announcement (library, id, &revision);

  announcement->embargo = herald_embargo_new (wall, "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  write_announcement (library, announcement, revision);
}

static void
test_embargo (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (HeraldDispute) dispute = NULL;
  const HeraldConflict *conflict;

  set_embargo (fixture->libraries[0], fixture->id, "2026-12-01 09:00");
  set_embargo (fixture->libraries[1], fixture->id, "2026-12-02 09:00");
  sync_all (fixture, 2);
  dispute = load (fixture, 2);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (dispute->merge->conflicts, 0);
  g_assert_cmpstr (conflict->subject, ==, "embargo");
  resolve (fixture, 2, HERALD_CHOICE_THEIRS);
  sync_all (fixture, 1);
  check_identical (fixture);
}

/* Taken out here and written on there: the words survive until a person decides. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (HeraldDispute) dispute = NULL;
  const HeraldConflict *conflict;

  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, NULL);
  edit_block (fixture->libraries[1], fixture->id, BLOCK_A, "A by Lin.");
  sync_all (fixture, 2);
  check_blocks (fixture, 0, NULL, FIRST_B);
  check_blocks (fixture, 1, "A by Lin.", FIRST_B);
  dispute = load (fixture, 0);
  conflict = g_ptr_array_index (dispute->merge->conflicts, 0);
  g_assert_cmpint (conflict->kind, ==, HERALD_CONFLICT_REMOVED);
  g_assert_null (conflict->ours);
  g_assert_cmpstr (conflict->theirs, ==, "A by Lin.");
  resolve (fixture, 0, HERALD_CHOICE_THEIRS);
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Lin.", FIRST_B);
}

static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 revision = 0;
  g_autoptr (HeraldAnnouncement) thrown = read_announcement (fixture->libraries[0], fixture->id, &revision);
  g_autoptr (HeraldAnnouncement) kept = NULL;

  thrown->trashed = herald_trashed_new ("Anna Bruni", "2026-11-22T10:00:00Z");
  write_announcement (fixture->libraries[0], thrown, revision);
  edit_block (fixture->libraries[1], fixture->id, BLOCK_A, "A by Lin.");
  sync_all (fixture, 2);
  check_blocks (fixture, 1, "A by Lin.", FIRST_B);
  resolve (fixture, 1, HERALD_CHOICE_MINE);
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Lin.", FIRST_B);
  kept = read_announcement (fixture->libraries[0], fixture->id, NULL);
  g_assert_null (kept->trashed);
}

/* Erased here while others write on: they lose nothing, and here it stays away. */
static void
test_erased (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_library_erase (fixture->libraries[0], fixture->id, &error));
  edit_block (fixture->libraries[1], fixture->id, BLOCK_A, "A by Lin.");
  edit_block (fixture->libraries[2], fixture->id, BLOCK_B, "B by a third.");
  for (guint i = 0; i < 3 * N_LIBRARIES; i++)
    herald_test_sync_quietly (fixture->libraries[i % N_LIBRARIES], fixture->remote);
  g_assert_cmpuint (count_there (fixture), ==, 1);
  g_assert_null (herald_library_get_working_copy (fixture->libraries[0], fixture->id, NULL));
  for (guint i = 1; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Lin.", "B by a third.");
  herald_test_assert_equal (fixture->libraries[1], fixture->libraries[2]);
}

/* Somebody else's hand, between two steps of a round. */
typedef struct
{
  Fixture    *fixture;
  guint       library;
  const char *block;
  const char *words;
  gboolean    syncs;
} Hand;

static void
write_in_between (HeraldMemoryRemote *memory,
                  gpointer            user_data)
{
  const Hand *hand = user_data;

  edit_block (hand->fixture->libraries[hand->library], hand->fixture->id, hand->block, hand->words);
  if (hand->syncs)
    herald_test_sync_quietly (hand->fixture->libraries[hand->library], hand->fixture->remote);
}

/* Somebody was faster between the look and the write: in the same round both are joined and sent. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  Hand hand = { fixture, 1, BLOCK_B, "B by Lin.", TRUE };

  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, "A by Anna.");
  herald_memory_remote_set_hook (fixture->memory, write_in_between, &hand);
  herald_test_sync_quietly (fixture->libraries[0], fixture->remote);
  check_blocks (fixture, 0, "A by Anna.", "B by Lin.");
  g_assert_cmpuint (count_there (fixture), ==, 1);
  sync_all (fixture, 1);
  check_identical (fixture);
}

/* Words that are written while a head is on its way are not moved under anybody's hands, and go out with the next. */
static void
test_dirty (Fixture       *fixture,
            gconstpointer  data)
{
  Hand hand = { fixture, 1, BLOCK_B, "B, unsaved.", FALSE };

  edit_block (fixture->libraries[0], fixture->id, BLOCK_A, "A by Anna.");
  herald_test_sync_quietly (fixture->libraries[0], fixture->remote);
  g_free (herald_test_add (fixture->libraries[1], "Something to send"));
  herald_memory_remote_set_hook (fixture->memory, write_in_between, &hand);
  herald_test_sync_quietly (fixture->libraries[1], fixture->remote);
  herald_test_sync_quietly (fixture->libraries[1], fixture->remote);
  check_blocks (fixture, 1, "A by Anna.", "B, unsaved.");
  sync_all (fixture, 1);
  for (guint i = 0; i < N_LIBRARIES; i++)
    check_blocks (fixture, i, "A by Anna.", "B, unsaved.");
}

/* Cut off after each call in turn: the next round goes on, and all ends in the same. */
static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  guint n = 0;
  gboolean whole = FALSE;

  while (!whole)
    {
      g_autofree char *a = g_strdup_printf ("A by Anna, %u.", n);
      g_autofree char *b = g_strdup_printf ("B by Lin, %u.", n);
      g_autoptr (HeraldAuthor) author = herald_test_author ();
      g_autoptr (HeraldSyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (n, <, 200);
      edit_block (fixture->libraries[0], fixture->id, BLOCK_A, a);
      edit_block (fixture->libraries[1], fixture->id, BLOCK_B, b);
      herald_test_sync_quietly (fixture->libraries[1], fixture->remote);
      herald_memory_remote_fail_after (fixture->memory, (int) n++);
      result = herald_sync_run (fixture->libraries[0], fixture->remote, author, NULL, &error);
      herald_memory_remote_fail_after (fixture->memory, -1);
      whole = result != NULL;
      sync_all (fixture, 1);
      for (guint i = 0; i < N_LIBRARIES; i++)
        check_blocks (fixture, i, a, b);
    }
  check_identical (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/joining/" path, Fixture, NULL, set_up, func, tear_down)

  ADD ("different", test_different);
  ADD ("three-at-once", test_three_at_once);
  ADD ("same", test_same);
  ADD ("two-decide", test_two_decide);
  ADD ("two-agree", test_two_agree);
  ADD ("embargo", test_embargo);
  ADD ("removed", test_removed);
  ADD ("trash", test_trash);
  ADD ("erased", test_erased);
  ADD ("race", test_race);
  ADD ("dirty", test_dirty);
  ADD ("cut", test_cut);

  return g_test_run ();
}
