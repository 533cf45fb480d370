/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-memory-remote.h"
#include "herald-canonical.h"
#include "herald-fetch.h"
#include "herald-heads-document.h"
#include "herald-organisation.h"
#include "herald-sync-support.h"

#include <string.h>

typedef struct
{
  HeraldMemoryRemote *memory;
  HeraldRemote       *remote;
  HeraldLibrary      *a;
  HeraldLibrary      *b;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->memory = herald_memory_remote_new ();
  fixture->remote = HERALD_REMOTE (fixture->memory);
  fixture->a = herald_test_library_new ("Aurelia");
  fixture->b = herald_test_library_new ("Kitefin");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  herald_test_library_close (fixture->a);
  herald_test_library_close (fixture->b);
  g_object_unref (fixture->memory);
}

static char *
heads_id (const char *id)
{
  return g_strconcat ("announcement:", id, NULL);
}

static gboolean
mentions (GPtrArray  *lines,
          const char *text)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (g_ptr_array_index (lines, i), text) != NULL)
      return TRUE;

  return FALSE;
}

static void
check_headline (HeraldLibrary *library,
                const char    *id,
                const char    *expected)
{
  g_autofree char *headline = herald_test_headline (library, id);

  g_assert_cmpstr (headline, ==, expected);
}

/* An announcement that both have. */
static char *
share (Fixture *fixture)
{
  char *id = herald_test_add (fixture->a, "Aurelia Optics and Kitefin Mobile make a camera");

  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);

  return id;
}

static void
test_both_ways (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "Una lente, 两家公司 😀");
  g_autoptr (HeraldSyncResult) up = herald_test_sync (fixture->a, fixture->remote);
  g_autoptr (HeraldSyncResult) down = herald_test_sync (fixture->b, fixture->remote);
  g_autoptr (HeraldSyncResult) quiet = NULL;
  g_autoptr (HeraldSyncResult) back = NULL;

  g_assert_cmpuint (up->pushed, ==, 1);
  g_assert_cmpuint (up->pulled, ==, 0);
  g_assert_cmpuint (down->pulled, ==, 1);
  g_assert_cmpuint (down->pushed, ==, 0);
  check_headline (fixture->b, id, "Una lente, 两家公司 😀");

  herald_test_edit (fixture->b, id, "Due lenti");
  herald_test_save (fixture->b, id, "Two of them");
  herald_test_edit (fixture->b, id, "Tre lenti"); /* unsaved: becomes an automatic version */
  herald_test_sync_quietly (fixture->b, fixture->remote);
  back = herald_test_sync (fixture->a, fixture->remote);
  g_assert_cmpuint (back->pulled, ==, 1);
  g_assert_cmpuint (back->conflicts->len, ==, 0);
  check_headline (fixture->a, id, "Tre lenti");
  g_assert_cmpuint (herald_test_n_versions (fixture->a, id), ==, 3);
  herald_test_assert_equal (fixture->a, fixture->b);

  quiet = herald_test_sync (fixture->a, fixture->remote);
  g_assert_cmpuint (quiet->pushed + quiet->pulled, ==, 0);
}

static void
check_conflict (HeraldLibrary    *library,
                HeraldSyncResult *result,
                const char       *id)
{
  g_assert_cmpuint (herald_test_n_heads (library, id), ==, 2);
  g_assert_cmpuint (result->conflicts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (result->conflicts, 0), ==, id);
}

static guint
count_calls (Fixture       *fixture,
             HeraldLibrary *library)
{
  guint before = herald_memory_remote_get_calls (fixture->memory);

  herald_test_sync_quietly (library, fixture->remote);
  return herald_memory_remote_get_calls (fixture->memory) - before;
}

/* Where nothing has changed one request is all; whatever has changed is seen by it, also what leaves the words alone. */
static void
test_quiet (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autofree char *remote_id = heads_id (id);
  g_autofree char *text = NULL;
  g_autofree char *checkpoint = g_strconcat ("_local/herald-", herald_library_get_id (fixture->b), NULL);

  for (guint i = 0; i < 20; i++)
    g_free (herald_test_add (fixture->a, "One of many"));
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_cmpuint (count_calls (fixture, fixture->a), ==, 1);
  g_assert_cmpuint (count_calls (fixture, fixture->b), ==, 1);
  herald_test_assert_equal (fixture->a, fixture->b);

  herald_test_edit (fixture->a, id, "Edited");
  g_assert_cmpuint (count_calls (fixture, fixture->a), >, 1);
  g_assert_cmpuint (count_calls (fixture, fixture->a), ==, 1);
  g_assert_cmpuint (count_calls (fixture, fixture->b), >, 1);
  check_headline (fixture->b, id, "Edited");
  g_assert_cmpuint (count_calls (fixture, fixture->b), ==, 1);

  text = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, remote_id);
  herald_memory_remote_add_leaf (fixture->memory, remote_id, "1-loser", text);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_cmpuint (herald_memory_remote_n_leaves (fixture->memory, remote_id), ==, 0);

  /* An hour later the checkpoint is compared in any case. */
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_cmpuint (count_calls (fixture, fixture->b), ==, 1);
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, checkpoint, "{}");
  g_assert_cmpuint (count_calls (fixture, fixture->b), ==, 1);
  g_assert_true (herald_library_set_setting (fixture->b, "remote-checked", "1", NULL));
  g_assert_cmpuint (count_calls (fixture, fixture->b), >, 1);
}

static void
test_both_edited (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autoptr (HeraldSyncResult) in_a = NULL;
  g_autoptr (HeraldSyncResult) in_b = NULL;

  herald_test_edit (fixture->a, id, "Anna's words");
  herald_test_edit (fixture->b, id, "Lin's words");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  in_b = herald_test_sync (fixture->b, fixture->remote);
  in_a = herald_test_sync (fixture->a, fixture->remote);

  check_conflict (fixture->a, in_a, id);
  check_conflict (fixture->b, in_b, id);
  herald_test_assert_equal (fixture->a, fixture->b);

  /* Nobody's words were changed under their hands. */
  check_headline (fixture->a, id, "Anna's words");
  check_headline (fixture->b, id, "Lin's words");
}

typedef struct
{
  Fixture *fixture;
  char    *id;
} Race;

static void
push_in_between (HeraldMemoryRemote *memory,
                 gpointer            user_data)
{
  Race *race = user_data;

  herald_test_edit (race->fixture->b, race->id, "Lin was faster");
  herald_test_sync_quietly (race->fixture->b, race->fixture->remote);
}

/* Between the look and the write, somebody else writes: compare-and-swap misses, and nothing is lost. */
static void
test_race (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  Race race = { fixture, id };
  g_autoptr (HeraldSyncResult) result = NULL;

  herald_test_edit (fixture->a, id, "Anna's words");
  herald_memory_remote_set_hook (fixture->memory, push_in_between, &race);
  result = herald_test_sync (fixture->a, fixture->remote);

  check_conflict (fixture->a, result, id);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

static void
test_assets (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "With a picture");
  g_autofree char *sha256 = herald_test_add_asset (fixture->a, id, "the bytes of a lens");
  g_autoptr (GBytes) bytes = NULL;

  herald_test_sync_quietly (fixture->a, fixture->remote);
  g_assert_false (herald_library_has_asset (fixture->b, sha256));
  herald_test_sync_quietly (fixture->b, fixture->remote);

  bytes = herald_library_get_asset (fixture->b, sha256, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "the bytes of a lens", 19);
}

/* The words arrive all the same, and the person is told what is missing. */
static void
test_lost_asset (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "With a picture");
  g_autofree char *sha256 = herald_test_add_asset (fixture->a, id, "the bytes of a lens");
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (HeraldSyncResult) again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_memory_remote_set_asset (fixture->memory, sha256, NULL);
  result = herald_test_sync (fixture->b, fixture->remote);

  check_headline (fixture->b, id, "With a picture");
  g_assert_true (mentions (result->set_aside, id));

  /* Every round says so, until it is there again. */
  again = herald_test_sync (fixture->b, fixture->remote);
  g_assert_true (mentions (again->set_aside, id));
  bytes = g_bytes_new_static ("the bytes of a lens", 19);
  herald_memory_remote_set_asset (fixture->memory, sha256, bytes);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_true (herald_library_has_asset (fixture->b, sha256));
}

/* Heads that do not hold what their hashes say, and other forgeries, are set aside, and never overwritten. */
typedef struct
{
  const char *path;
  const char *from;
  const char *to;
} Forgery;

static const Forgery forgeries[] = {
  { "/sync/forgery/words", "make a camera", "make a forgery" },
  { "/sync/forgery/newer", "\"schema\":1}", "\"schema\":99}" },
  { "/sync/forgery/number", "\"heads\":[{", "\"heads\":[7,{" },
  { "/sync/forgery/no-heads", "\"heads\":[{", "\"hands\":[{" },
  { "/sync/forgery/path", "\"hash\":\"", "\"hash\":\"../../" },
  { "/sync/forgery/author", "\"author\":{", "\"author\":7,\"writer\":{" },
  { "/sync/forgery/type", "\"type\":\"announcement\"", "\"type\":\"person\"" },
  { "/sync/forgery/body", "\"body\":{", "\"body\":{\"parties\":17," },
};

static void
test_forgery (Fixture       *fixture,
              gconstpointer  data)
{
  const Forgery *forgery = data;
  g_autofree char *id = share (fixture);
  g_autofree char *name = heads_id (id);
  g_autofree char *text = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, name);
  g_auto (GStrv) parts = g_strsplit (text, forgery->from, 2);
  g_autofree char *forged = g_strjoinv (forgery->to, parts);
  g_autofree char *after = NULL;
  g_autoptr (HeraldSyncResult) result = NULL;

  g_assert_cmpstr (text, !=, forged);
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, name, forged);
  herald_test_edit (fixture->b, id, "Lin's words");
  result = herald_test_sync (fixture->b, fixture->remote);

  g_test_message ("%s", (char *) g_ptr_array_index (result->set_aside, 0));
  g_assert_true (mentions (result->set_aside, id));
  g_assert_cmpuint (herald_test_n_heads (fixture->b, id), ==, 1);
  check_headline (fixture->b, id, "Lin's words");

  after = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, name);
  g_assert_cmpstr (after, ==, forged);

  /* Every round says so, until it is mended. */
  g_clear_pointer (&result, herald_sync_result_free);
  result = herald_test_sync (fixture->b, fixture->remote);
  g_assert_true (mentions (result->set_aside, id));
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, name, text);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  check_headline (fixture->a, id, "Lin's words");
}

/* History that is not what it says is left out, and that is said; the head comes. */
static void
test_forged_history (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "First");
  g_autoptr (GPtrArray) bodies = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;

  herald_test_save (fixture->a, id, "one");
  herald_test_edit (fixture->a, id, "Second");
  herald_test_sync_quietly (fixture->a, fixture->remote);

  bodies = herald_memory_remote_list_ids (fixture->memory, "body:");
  versions = herald_memory_remote_list_ids (fixture->memory, "version:");
  g_assert_cmpuint (bodies->len, ==, 2);
  g_assert_cmpuint (versions->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_OBJECTS, g_ptr_array_index (bodies, i), "{\"body\":[]}");
      herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_OBJECTS, g_ptr_array_index (versions, i),
                                     "{\"version\":{\"schema\":1}}");
    }

  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_false (herald_fetch_texts (fixture->b, fixture->remote, id, NULL, &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND);
  g_assert_cmpuint (herald_test_n_versions (fixture->b, id), ==, 1);
  check_headline (fixture->b, id, "Second");
}

/* An organisation filed under the id of an announcement: their histories never mix, here or on the server, whether the
 * announcement is here already or both arrive at once; and the round goes on. */
static void
test_same_id_other_type (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autofree char *name = g_strconcat ("organisation:", id, NULL);
  g_autoptr (HeraldOrganisation) organisation = herald_organisation_new ("Aurelia Optics");
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldDocument) body = NULL;
  g_autoptr (HeraldVersion) version = NULL;
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();
  g_autoptr (GPtrArray) bodies = g_ptr_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  HeraldLibrary *libraries[] = { fixture->b, herald_test_library_new ("Fresh") };

  g_free (organisation->id);
  organisation->id = g_strdup (id);
  body = herald_organisation_to_document (organisation);
  version = herald_version_new (id, NULL, author, "2026-11-22T08:00:00Z", NULL, FALSE, herald_document_get_hash (body));
  g_ptr_array_add (versions, version);
  g_ptr_array_add (bodies, body);
  json_node_take_object (node, herald_heads_write (versions, bodies));
  text = herald_canonical_to_string (node, NULL);
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, name, text);

  for (guint i = 0; i < G_N_ELEMENTS (libraries); i++)
    {
      g_autoptr (HeraldSyncResult) result = herald_test_sync (libraries[i], fixture->remote);

      g_assert_true (mentions (result->set_aside, id));
      g_assert_cmpuint (result->conflicts->len, ==, 0);
      g_assert_cmpuint (herald_test_n_heads (libraries[i], id), ==, 1);
    }
  check_headline (fixture->b, id, "Aurelia Optics and Kitefin Mobile make a camera");
  herald_test_library_close (libraries[1]);
}

/* Documents of kinds to come stay where they are. */
static void
test_unknown_kinds (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const ids[] = { "release:1", "journal:1:2", "announcement:../../etc", "announcement:", "_design/x", "x" };
  g_autofree char *id = share (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, ids[i], "{\"x\":1}");
  herald_test_sync_quietly (fixture->a, fixture->remote);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, ids[i]);

      g_assert_cmpstr (text, ==, "{\"x\":1}");
    }
}

/* The network goes after every single call: the next rounds finish the work, and nothing is lost. */
static void
test_cut_everywhere (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autofree char *other = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  gboolean done = FALSE;
  guint cuts = 0;

  herald_test_edit (fixture->a, id, "Anna's words");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_edit (fixture->b, id, "Lin's words");
  herald_test_save (fixture->b, id, "one");
  herald_test_edit (fixture->b, id, "Lin's later words");
  other = herald_test_add (fixture->b, "Another");
  sha256 = herald_test_add_asset (fixture->b, other, "a picture");

  for (cuts = 0; !done; cuts++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldSyncResult) result = NULL;

      g_assert_cmpuint (cuts, <, 200);
      herald_memory_remote_fail_after (fixture->memory, (int) cuts);
      result = herald_sync_run (fixture->b, fixture->remote, author, NULL, &error);
      done = result != NULL;
      if (!done)
        g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE);
    }
  g_assert_cmpuint (cuts, >, 8);

  herald_memory_remote_fail_after (fixture->memory, -1);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
  g_assert_cmpuint (herald_test_n_heads (fixture->a, id), ==, 2);
  g_assert_cmpuint (herald_test_n_versions (fixture->a, id), ==, 4);
  g_assert_true (herald_library_has_asset (fixture->a, sha256));
}

/* A first sync that is cut off is completed by the next one, also when somebody has written a newer version on top
 * meanwhile. */
static void
test_cut_first_sync (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  gboolean done = FALSE;

  herald_test_edit (fixture->a, id, "Later");
  herald_test_save (fixture->a, id, "one");
  for (int cuts = 0; !done; cuts++)
    {
      HeraldLibrary *fresh = herald_test_library_new ("Fresh");
      g_autoptr (HeraldSyncResult) result = NULL;
      g_autofree char *headline = g_strdup_printf ("After %d calls", cuts);

      g_assert_cmpint (cuts, <, 200);
      herald_test_sync_quietly (fixture->a, fixture->remote);
      herald_memory_remote_fail_after (fixture->memory, cuts);
      result = herald_sync_run (fresh, fixture->remote, author, NULL, NULL);
      herald_memory_remote_fail_after (fixture->memory, -1);
      done = result != NULL;

      herald_test_edit (fixture->a, id, headline);
      herald_test_sync_quietly (fixture->a, fixture->remote);
      herald_test_sync_quietly (fresh, fixture->remote);
      herald_test_assert_equal (fixture->a, fresh);
      g_assert_true (herald_fetch_history (fresh, fixture->remote, id, NULL, NULL));
      g_assert_cmpuint (herald_test_n_versions (fresh, id), ==, herald_test_n_versions (fixture->a, id));
      herald_test_library_close (fresh);
    }
}

/* Back from a backup: what was acknowledged since is pushed again, by whoever has it. */
static void
test_restored (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autoptr (GHashTable) backup = herald_memory_remote_save (fixture->memory);
  g_autofree char *later = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  herald_test_edit (fixture->a, id, "After the backup");
  later = herald_test_add (fixture->b, "Made after the backup");
  sha256 = herald_test_add_asset (fixture->b, later, "a picture");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  before = herald_memory_remote_list_ids (fixture->memory, "");

  herald_memory_remote_restore (fixture->memory, backup);
  /* Somebody writes past the sequence that the others have seen: "since" alone would miss it. */
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, "x:1", "{}");
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, "x:1", NULL);

  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);

  after = herald_memory_remote_list_ids (fixture->memory, "");
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpstr (g_ptr_array_index (after, i), ==, g_ptr_array_index (before, i));
  herald_test_assert_equal (fixture->a, fixture->b);
  check_headline (fixture->b, id, "After the backup");
}

/* The databases were deleted and made anew: whoever still has the library fills them again. */
static void
test_recreated (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autoptr (GPtrArray) before = herald_memory_remote_list_ids (fixture->memory, "");
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (HeraldMemoryRemote) empty = herald_memory_remote_new ();

  herald_test_sync_quietly (fixture->a, HERALD_REMOTE (empty));
  g_assert_true (herald_library_set_setting (fixture->b, "remote-checked", "1", NULL)); /* else all is as it was for b */
  herald_test_sync_quietly (fixture->b, HERALD_REMOTE (empty));

  after = herald_memory_remote_list_ids (empty, "");
  g_assert_cmpuint (after->len, ==, before->len);
  herald_test_assert_equal (fixture->a, fixture->b);
  g_assert_cmpuint (herald_test_n_heads (fixture->a, id), ==, 1);
}

static void
test_other_identity (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autoptr (HeraldMemoryRemote) other = herald_memory_remote_new ();
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = heads_id (id);
  g_autofree char *sent = NULL;
  HeraldLibrary *c = herald_test_library_new ("Somebody else");
  g_autofree char *theirs = herald_test_add (c, "Somebody else's");

  herald_test_sync_quietly (c, HERALD_REMOTE (other));

  result = herald_sync_run (fixture->a, HERALD_REMOTE (other), author, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_IDENTITY);
  sent = herald_memory_remote_get_text (other, HERALD_REMOTE_HEADS, name);
  g_assert_null (sent);

  /* Asked, and agreed. */
  g_clear_error (&error);
  g_assert_true (herald_sync_accept_remote (fixture->a, &error));
  g_assert_no_error (error);
  herald_test_sync_quietly (fixture->a, HERALD_REMOTE (other));
  herald_test_sync_quietly (c, HERALD_REMOTE (other));
  herald_test_assert_equal (fixture->a, c);
  check_headline (fixture->a, theirs, "Somebody else's");
  herald_test_library_close (c);
}

static void
test_deleted_head (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autofree char *name = heads_id (id);
  g_autofree char *before = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, name);
  g_autofree char *after = NULL;

  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, name, NULL);
  herald_test_sync_quietly (fixture->a, fixture->remote);

  after = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, name);
  g_assert_cmpstr (after, ==, before);
}

/* What was erased here stays away, however often others write it, until somebody brings it back by hand. */
static void
test_erased (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->a, id, NULL);
  g_autoptr (HeraldWorkingCopy) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (herald_library_erase (fixture->b, id, &error));
  g_assert_no_error (error);
  g_assert_true (herald_library_is_erased (fixture->b, id));
  herald_test_edit (fixture->a, id, "Written on");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_true (herald_library_forget_remote (fixture->b, NULL));
  herald_test_sync_quietly (fixture->b, fixture->remote);
  g_assert_null (herald_library_get_working_copy (fixture->b, id, NULL));

  g_assert_cmpint (herald_library_put_working_copy (fixture->b, copy->document, 0, &error), >, 0);
  g_assert_false (herald_library_is_erased (fixture->b, id));
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_edit (fixture->a, id, "Seen again");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  again = herald_library_get_working_copy (fixture->b, id, NULL);
  g_assert_nonnull (again);
}

/* Two nodes of a cluster took two writes: the losing leaf's heads join the winner's, then it goes. */
static void
test_losing_leaf (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autofree char *name = heads_id (id);
  g_autofree char *loser = NULL;
  g_autoptr (GHashTable) backup = herald_memory_remote_save (fixture->memory);
  g_autoptr (HeraldMemoryRemote) twin = herald_memory_remote_new ();
  g_autoptr (HeraldSyncResult) result = NULL;

  herald_memory_remote_restore (twin, backup);
  herald_test_edit (fixture->b, id, "Lin's words");
  herald_test_sync_quietly (fixture->b, HERALD_REMOTE (twin));
  loser = herald_memory_remote_get_text (twin, HERALD_REMOTE_HEADS, name);

  herald_test_edit (fixture->a, id, "Anna's words");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_memory_remote_add_leaf (fixture->memory, name, "2-loser", loser);

  result = herald_test_sync (fixture->a, fixture->remote);
  check_conflict (fixture->a, result, id);
  g_assert_cmpuint (result->set_aside->len, ==, 0);
  g_assert_cmpuint (herald_memory_remote_n_leaves (fixture->memory, name), ==, 0);

  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* An account that may only read gets all, keeps what it wrote, and sends it once it may. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autoptr (HeraldSyncResult) reading = NULL;
  g_autoptr (HeraldSyncResult) again = NULL;

  herald_test_edit (fixture->a, id, "From the team");
  herald_test_sync_quietly (fixture->a, fixture->remote);

  g_free (herald_test_add (fixture->b, "Mine alone"));
  herald_memory_remote_refuse (fixture->memory, HERALD_SYNC_ERROR_READ_ONLY);
  reading = herald_test_sync (fixture->b, fixture->remote);
  again = herald_test_sync (fixture->b, fixture->remote);
  g_assert_true (reading->read_only && again->read_only);
  g_assert_cmpuint (reading->unsent, ==, 1);
  g_assert_cmpuint (again->unsent, ==, 1);
  g_assert_cmpuint (reading->set_aside->len + again->set_aside->len, ==, 0);
  g_assert_cmpuint (reading->pushed + again->pushed, ==, 0);
  check_headline (fixture->b, id, "From the team");

  herald_memory_remote_refuse (fixture->memory, 0);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* Not even an identity is written into what belongs to another program. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (HeraldSyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *identity = NULL;

  g_free (herald_test_add (fixture->a, "Mine"));
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, "invoice-1", "{\"total\":1}");
  result = herald_sync_run (fixture->a, fixture->remote, author, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED);
  identity = herald_memory_remote_get_text (fixture->memory, HERALD_REMOTE_HEADS, "library:identity");
  g_assert_null (identity);
  g_clear_error (&error);

  /* Its deletion, and design documents, are nobody's. */
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, "invoice-1", NULL);
  herald_memory_remote_set_text (fixture->memory, HERALD_REMOTE_HEADS, "_design/auth", "{\"x\":1}");
  herald_test_sync_quietly (fixture->a, fixture->remote);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = share (fixture);
  g_autofree char *more = herald_test_add (fixture->a, "More");
  g_autoptr (HeraldSyncResult) again = NULL;
  g_autoptr (HeraldSyncResult) result = NULL;

  herald_test_edit (fixture->a, id, "Too many words");
  herald_memory_remote_refuse (fixture->memory, HERALD_SYNC_ERROR_TOO_LARGE);
  result = herald_test_sync (fixture->a, fixture->remote);
  g_assert_true (mentions (result->set_aside, id));
  g_assert_true (mentions (result->set_aside, more));
  g_assert_cmpuint (result->pushed, ==, 0);

  /* It is not sent again as it is, and still said. */
  herald_memory_remote_refuse (fixture->memory, 0);
  again = herald_test_sync (fixture->a, fixture->remote);
  g_assert_true (mentions (again->set_aside, id));
  g_assert_true (mentions (again->set_aside, more));
  g_assert_cmpuint (again->pushed, ==, 0);

  herald_test_edit (fixture->a, id, "Fewer words");
  herald_test_edit (fixture->a, more, "Less");
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

/* Libraries that each held data before they met, and a seeded run of edits. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  HeraldLibrary *libraries[] = { fixture->a, fixture->b };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Announcement %u", i);

      g_ptr_array_add (ids, herald_test_add (libraries[i % 2], headline));
    }
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);

  for (guint i = 0; i < 40; i++)
    {
      HeraldLibrary *library = libraries[g_test_rand_int_range (0, 2)];
      const char *id = g_ptr_array_index (ids, (guint) g_test_rand_int_range (0, 12));
      g_autofree char *headline = g_strdup_printf ("Edit %u", i);

      herald_test_edit (library, id, headline);
      if (g_test_rand_bit ())
        herald_test_save (library, id, headline);
      if (g_test_rand_int_range (0, 5) == 0)
        herald_test_sync_quietly (library, fixture->remote);
    }

  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_sync_quietly (fixture->b, fixture->remote);
  herald_test_sync_quietly (fixture->a, fixture->remote);
  herald_test_assert_equal (fixture->a, fixture->b);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *id = herald_test_add (fixture->a, "From the window");
  g_autoptr (HeraldAuthor) author = herald_test_author ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldSyncResult) result = NULL;

  herald_sync_run_async (fixture->a, fixture->remote, author, NULL, on_done, &done);
  while (done == NULL)
    g_main_context_iteration (NULL, TRUE);

  result = herald_sync_run_finish (fixture->a, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->pushed, ==, 1);
}

static void
test_set_remote (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldRemote) none = herald_sync_open_remote (fixture->a, &error);
  g_autoptr (HeraldRemote) remote = NULL;
  g_autofree char *kept = NULL;

  g_assert_no_error (error);
  g_assert_null (none);

  g_assert_true (herald_sync_set_remote (fixture->a, "https://anna@couch.example.com/team", &error));
  g_assert_no_error (error);
  g_assert_false (herald_sync_set_remote (fixture->a, "https://anna:secret@couch.example.com/team", &error));
  g_assert_error (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_FAILED);
  g_clear_error (&error);

  kept = herald_library_get_setting (fixture->a, "remote", NULL);
  g_assert_cmpstr (kept, ==, "https://anna@couch.example.com/team");
  remote = herald_sync_open_remote (fixture->a, &error);
  g_assert_nonnull (remote);
  g_assert_true (herald_sync_set_remote (fixture->a, NULL, &error));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/sync/both-ways", test_both_ways);
  ADD ("/sync/quiet", test_quiet);
  ADD ("/sync/both-edited", test_both_edited);
  ADD ("/sync/race", test_race);
  ADD ("/sync/assets", test_assets);
  ADD ("/sync/lost-asset", test_lost_asset);
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    g_test_add (forgeries[i].path, Fixture, &forgeries[i], set_up, test_forgery, tear_down);
  ADD ("/sync/forged-history", test_forged_history);
  ADD ("/sync/unknown-kinds", test_unknown_kinds);
  ADD ("/sync/same-id-other-type", test_same_id_other_type);
  ADD ("/sync/cut-everywhere", test_cut_everywhere);
  ADD ("/sync/cut-first-sync", test_cut_first_sync);
  ADD ("/sync/restored", test_restored);
  ADD ("/sync/recreated", test_recreated);
  ADD ("/sync/other-identity", test_other_identity);
  ADD ("/sync/deleted-head", test_deleted_head);
  ADD ("/sync/erased", test_erased);
  ADD ("/sync/losing-leaf", test_losing_leaf);
  ADD ("/sync/read-only", test_read_only);
  ADD ("/sync/foreign", test_foreign);
  ADD ("/sync/too-large", test_too_large);
  ADD ("/sync/many", test_many);
  ADD ("/sync/async", test_async);
  ADD ("/sync/set-remote", test_set_remote);
#undef ADD

  return g_test_run ();
}
