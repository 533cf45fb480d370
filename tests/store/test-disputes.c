/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-fixture.h"

#include "herald-dispute.h"
#include "herald-organisation.h"
#include "herald-person.h"

#include <string.h>

#define ID "3b241101-e2bb-4255-8caf-4136c566a962"
#define BLOCK_A "aaaaaaaaaaaaa"
#define BLOCK_B "baaaaaaaaaaaa"

#define FIRST_A "Aurelia Optics makes lenses."
#define FIRST_B "Kitefin Mobile makes phones."

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

static HeraldDocument *
write_document (const char *headline,
                const char *a,
                const char *b)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  g_free (announcement->id);
  announcement->id = g_strdup (ID);
  announcement->headline = g_strdup (headline);
  if (a != NULL)
    add_block (announcement, BLOCK_A, a);
  if (b != NULL)
    add_block (announcement, BLOCK_B, b);

  return herald_announcement_to_document (announcement);
}

static Made
make_of (HeraldDocument *body,
         const char     *parent,
         const char     *other_parent)
{
  g_autoptr(HeraldAuthor) author = herald_author_new ("Lin Qiao", "lin@kitefin.example");
  const char *parents[] = { parent, other_parent, NULL };
  Made made = { NULL, body };

  made.version = herald_version_new (herald_document_get_id (body), parents, author, "2023-11-15T10:00:00Z", NULL, TRUE, herald_document_get_hash (body));

  return made;
}

/* As a person made it. */
static void
name (Made       *made,
      const char *message)
{
  g_autoptr(HeraldVersion) automatic = g_steal_pointer (&made->version);
  g_autoptr(GPtrArray) parents = g_ptr_array_new ();

  g_ptr_array_extend (parents, automatic->parents, NULL, NULL);
  g_ptr_array_add (parents, NULL);
  made->version = herald_version_new (automatic->document, (const char * const *) parents->pdata, automatic->author, automatic->time, message,
                                      FALSE, automatic->body);
}

static Made
make (const char *headline,
      const char *a,
      const char *b,
      const char *parent)
{
  return make_of (write_document (headline, a, b), parent, NULL);
}

static gboolean
take (HeraldLibrary  *library,
      const Made     *made,
      GError        **error)
{
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);

  arrival->id = g_strdup (made->version->document);
  arrival->type = herald_document_get_kind (made->body);
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  arrival->remote_rev = g_strdup ("7-abc");
  g_ptr_array_add (arrival->versions, herald_version_copy (made->version));
  g_ptr_array_add (arrival->bodies, herald_document_ref (made->body));
  g_ptr_array_add (arrivals, arrival);

  return herald_library_take_arrivals (library, arrivals, NULL, error);
}

static void
take_well (HeraldLibrary *library,
           const Made    *made)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (take (library, made, &error));
  g_assert_no_error (error);
}

static void
write_copy (HeraldStoreFixture *fixture,
            const char         *headline,
            const char         *a,
            const char         *b)
{
  g_autoptr(HeraldDocument) document = write_document (headline, a, b);

  g_free (herald_store_put (fixture->library, document));
}

static HeraldWorkingCopy *
read_copy (HeraldLibrary *library,
           const char    *id)
{
  g_autoptr(GError) error = NULL;
  HeraldWorkingCopy *copy = herald_library_get_working_copy (library, id, &error);

  g_assert_no_error (error);

  return copy;
}

static void
assert_copy (HeraldLibrary *library,
             const char    *headline,
             const char    *a,
             const char    *b)
{
  g_autoptr(HeraldWorkingCopy) copy = read_copy (library, ID);
  g_autoptr(HeraldDocument) expected = write_document (headline, a, b);

  g_assert_cmpstr (herald_document_get_text (copy->document, NULL), ==, herald_document_get_text (expected, NULL));
}

static char **
get_heads (HeraldLibrary *library,
           guint          n)
{
  g_autoptr(GError) error = NULL;
  char **heads = herald_library_get_heads (library, ID, &error);
  g_autoptr(GPtrArray) conflicts = herald_library_list_conflicts (library, NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (heads), ==, n);
  g_assert_cmpuint (conflicts->len, ==, n > 1);

  return heads;
}

static HeraldDispute *
load (HeraldLibrary *library,
      const char    *id)
{
  g_autoptr(GError) error = NULL;
  HeraldDispute *dispute = herald_library_load_dispute (library, id, &error);

  g_assert_no_error (error);

  return dispute;
}

/* A first version that all have; its hash. */
static char *
begin (HeraldStoreFixture *fixture)
{
  g_autoptr(HeraldVersion) version = NULL;

  write_copy (fixture, "Both work together", FIRST_A, FIRST_B);
  version = herald_store_save (fixture, ID, "First");

  return g_strdup (version->hash);
}

static void
save (HeraldStoreFixture *fixture)
{
  g_autoptr(HeraldVersion) version = herald_store_save (fixture, ID, NULL);
}

/* Joined by itself */

static void
test_clean (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) theirs = make ("Both work together", FIRST_A, "Kitefin builds phones.", first);
  g_auto(GStrv) heads = NULL;
  g_autoptr(HeraldVersion) joined = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(GPtrArray) unpushed = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;

  write_copy (fixture, "Both work together", "Aurelia grinds lenses.", FIRST_B);
  save (fixture);
  take_well (fixture->library, &theirs);

  heads = get_heads (fixture->library, 1);
  joined = herald_library_get_version (fixture->library, heads[0], NULL);
  g_assert_cmpuint (joined->parents->len, ==, 2);
  g_assert_true (joined->automatic);
  g_assert_null (joined->message);
  assert_copy (fixture->library, "Both work together", "Aurelia grinds lenses.", "Kitefin builds phones.");
  copy = read_copy (fixture->library, ID);
  g_assert_cmpstr (copy->base, ==, heads[0]);
  g_assert_false (copy->dirty);
  unpushed = herald_library_list_unpushed (fixture->library, 0, NULL);
  g_assert_cmpuint (unpushed->len, ==, 1);
  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_NONE);
  g_assert_null (dispute->merge);

  /* What is known already changes nothing. */
  take_well (fixture->library, &theirs);
  g_strfreev (get_heads (fixture->library, 1));
}

/* In whatever order versions come, everybody ends with the identical ones. */
static void
test_any_order (HeraldStoreFixture *fixture,
                gconstpointer       data)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
  g_auto(Made) first = make ("Both", FIRST_A, FIRST_B, NULL);
  Made edits[] = { make ("Both", "A by Anna.", FIRST_B, first.version->hash),
                   make ("Both", FIRST_A, "B by Lin.", first.version->hash),
                   make ("Everybody", FIRST_A, FIRST_B, first.version->hash) };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *name = g_strdup_printf ("order-%zu", i);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeraldLibrary) library = herald_library_create (path, name, fixture->clock, &error);

      g_assert_no_error (error);
      take_well (library, &first);
      for (gsize j = 0; j < 3; j++)
        take_well (library, &edits[orders[i][j]]);
      g_strfreev (get_heads (library, 1));
      assert_copy (library, "Everybody", "A by Anna.", "B by Lin.");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    made_clear (&edits[i]);
}

/* Two that joined other pairs first join their joins: criss-cross. */
static void
test_criss_cross (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) a = make ("Both work together", "A by Anna.", FIRST_B, first);
  g_auto(Made) b = make ("Both work together", FIRST_A, "B by Lin.", first);
  g_auto(Made) ab = make_of (write_document ("Left", "A by Anna.", "B by Lin."), a.version->hash, b.version->hash);
  g_auto(Made) ba = make_of (write_document ("Both work together", "A by Anna, again.", "B by Lin."), a.version->hash, b.version->hash);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_library_add_version (fixture->library, a.version, a.body, &error));
  g_assert_true (herald_library_add_version (fixture->library, b.version, b.body, &error));
  name (&ab, "Left");
  name (&ba, "Right");
  take_well (fixture->library, &ab);
  take_well (fixture->library, &ba);
  g_strfreev (get_heads (fixture->library, 1));
  assert_copy (fixture->library, "Left", "A by Anna, again.", "B by Lin.");
}

/* Another Herald joined the same heads otherwise: the smaller hash stands, in whatever order they come. */
static void
test_twins (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) a = make ("Both work together", "A by Anna.", FIRST_B, first);
  g_auto(Made) b = make ("Both work together", FIRST_A, "B by Lin.", first);
  g_auto(Made) one = make_of (write_document ("One", "A by Anna.", "B by Lin."), a.version->hash, b.version->hash);
  g_auto(Made) two = make_of (write_document ("Two", "A by Anna.", "B by Lin."), a.version->hash, b.version->hash);
  const char *smaller = strcmp (one.version->hash, two.version->hash) < 0 ? one.version->hash : two.version->hash;
  g_auto(GStrv) heads = NULL;

  g_assert_true (herald_library_add_version (fixture->library, a.version, a.body, NULL));
  g_assert_true (herald_library_add_version (fixture->library, b.version, b.body, NULL));
  take_well (fixture->library, &one);
  take_well (fixture->library, &two);
  take_well (fixture->library, &one);
  heads = get_heads (fixture->library, 1);
  g_assert_cmpstr (heads[0], ==, smaller);
}

/* A head arrives while somebody writes: nothing moves under their hands, until the next version joins both. */
static void
test_dirty (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) theirs = make ("Both work together", FIRST_A, "B by Lin.", first);
  g_autoptr(HeraldWorkingCopy) before = NULL;
  g_autoptr(HeraldWorkingCopy) after = NULL;
  g_auto(GStrv) heads = NULL;
  g_auto(GStrv) left = NULL;
  g_autoptr(GError) error = NULL;

  write_copy (fixture, "Both work together", "A by Anna.", FIRST_B);
  take_well (fixture->library, &theirs);
  before = read_copy (fixture->library, ID);
  g_assert_cmpstr (before->base, ==, first);
  g_assert_true (before->dirty);
  assert_copy (fixture->library, "Both work together", "A by Anna.", FIRST_B);

  /* Without anybody whose words they are, they stay. */
  left = herald_library_join_heads (fixture->library, ID, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (left[0], ==, theirs.version->hash);
  assert_copy (fixture->library, "Both work together", "A by Anna.", FIRST_B);
  g_clear_pointer (&left, g_strfreev);

  left = herald_library_join_heads (fixture->library, ID, fixture->author, &error);
  g_assert_no_error (error);
  heads = get_heads (fixture->library, 1);
  g_assert_cmpstr (left[0], ==, heads[0]);
  assert_copy (fixture->library, "Both work together", "A by Anna.", "B by Lin.");
  after = read_copy (fixture->library, ID);
  g_assert_cmpstr (after->base, ==, heads[0]);
  g_assert_false (after->dirty);
  g_assert_cmpint (after->revision, ==, before->revision + 1);
}

/* Both wrote the same: that is no version more. */
static void
test_dirty_same (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) theirs = make ("Both work together", "A by both.", FIRST_B, first);
  g_auto(GStrv) heads = NULL;

  write_copy (fixture, "Both work together", "A by both.", FIRST_B);
  take_well (fixture->library, &theirs);
  heads = get_heads (fixture->library, 1);
  g_assert_cmpstr (heads[0], ==, theirs.version->hash);
}

static void
test_restore (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) theirs = make ("Both work together", FIRST_A, "B by Lin.", first);
  g_autoptr(HeraldVersion) restored = NULL;
  g_autoptr(GError) error = NULL;

  write_copy (fixture, "Another headline", FIRST_A, FIRST_B);
  save (fixture);
  write_copy (fixture, "A third headline", FIRST_A, FIRST_B);
  take_well (fixture->library, &theirs);
  restored = herald_library_restore_version (fixture->library, ID, first, fixture->author, "Back", &error);
  g_assert_no_error (error);
  g_strfreev (get_heads (fixture->library, 1));
  assert_copy (fixture->library, "Both work together", FIRST_A, "B by Lin.");
}

/* Left to a person */

static void
disagree (HeraldStoreFixture *fixture,
          Made               *theirs)
{
  g_autofree char *first = begin (fixture);

  *theirs = make ("Lin says", "A by Lin.", FIRST_B, first);
  write_copy (fixture, "Anna says", "A by Anna.", FIRST_B);
  save (fixture);
  take_well (fixture->library, theirs);
}

static void
test_conflict (HeraldStoreFixture *fixture,
               gconstpointer       data)
{
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(HeraldDocument) base = write_document ("Both work together", FIRST_A, FIRST_B);
  const HeraldConflict *conflict;

  disagree (fixture, &theirs);
  g_strfreev (get_heads (fixture->library, 2));
  assert_copy (fixture->library, "Anna says", "A by Anna.", FIRST_B);

  copy = read_copy (fixture->library, ID);
  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_OPEN);
  g_assert_null (dispute->problem);
  g_assert_cmpstr (dispute->heads[0], ==, copy->base);
  g_assert_cmpstr (dispute->heads[1], ==, theirs.version->hash);
  g_assert_cmpuint (dispute->versions->len, ==, 2);
  g_assert_cmpstr (herald_document_get_hash (g_ptr_array_index (dispute->documents, 1)), ==, herald_document_get_hash (theirs.body));
  g_assert_cmpstr (herald_document_get_hash (dispute->base), ==, herald_document_get_hash (base));
  g_assert_cmpint (dispute->revision, ==, copy->revision);
  g_assert_false (dispute->dirty);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 2);
  conflict = g_ptr_array_index (dispute->merge->conflicts, 0);
  g_assert_cmpstr (conflict->subject, ==, "headline");
  g_assert_cmpstr (conflict->ours, ==, "Anna says");
  g_assert_cmpstr (conflict->theirs, ==, "Lin says");
  g_assert_cmpstr (conflict->head, ==, theirs.version->hash);
}

/* Writing on in the middle of it adds to ours, and asks nobody. */
static void
test_write_on (HeraldStoreFixture *fixture,
               gconstpointer       data)
{
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;

  disagree (fixture, &theirs);
  write_copy (fixture, "Anna says", "A by Anna, once more.", FIRST_B);
  dispute = load (fixture->library, ID);
  g_assert_true (dispute->dirty);
  g_clear_pointer (&dispute, herald_dispute_free);
  save (fixture);
  dispute = load (fixture->library, ID);
  g_assert_false (dispute->dirty);
  g_assert_cmpuint (g_strv_length (dispute->heads), ==, 2);
  g_assert_cmpstr (dispute->heads[1], ==, theirs.version->hash);

  /* Giving in ends it, without a decision. */
  write_copy (fixture, "Lin says", "A by Lin.", FIRST_B);
  save (fixture);
  g_strfreev (get_heads (fixture->library, 1));
}

static void
test_resolve (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);
  g_autoptr(HeraldMerge) resolved = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_auto(GStrv) heads = NULL;
  g_autoptr(GError) error = NULL;

  disagree (fixture, &theirs);
  dispute = load (fixture->library, ID);
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_MINE, NULL));
  g_ptr_array_add (choices, herald_choice_new ("block:" BLOCK_A, NULL, HERALD_CHOICE_THEIRS, NULL));
  resolved = herald_merge_resolve (dispute->merge, choices, &error);
  g_assert_no_error (error);
  g_assert_true (herald_merge_is_clean (resolved));
  version = herald_library_resolve_dispute (fixture->library, dispute, resolved->document, fixture->author, "Agreed", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (version->parents->len, ==, 2);
  g_assert_false (version->automatic);
  heads = get_heads (fixture->library, 1);
  g_assert_cmpstr (heads[0], ==, version->hash);
  assert_copy (fixture->library, "Anna says", "A by Lin.", FIRST_B);
  copy = read_copy (fixture->library, ID);
  g_assert_cmpstr (copy->base, ==, version->hash);
  g_assert_cmpint (copy->revision, ==, dispute->revision + 1);
  g_assert_false (copy->dirty);

  /* The same decision again is about a dispute that is gone. */
  g_clear_pointer (&version, herald_version_free);
  version = herald_library_resolve_dispute (fixture->library, dispute, resolved->document, fixture->author, "Agreed", &error);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED);
  g_assert_null (version);
}

static void
assert_refused (HeraldStoreFixture  *fixture,
                const HeraldDispute *dispute,
                HeraldDocument      *document,
                int                  code)
{
  g_auto(GStrv) before = herald_library_get_heads (fixture->library, ID, NULL);
  g_auto(GStrv) after = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GError) error = NULL;

  version = herald_library_resolve_dispute (fixture->library, dispute, document, fixture->author, NULL, &error);
  g_assert_error (error, HERALD_STORE_ERROR, code);
  g_assert_null (version);
  after = herald_library_get_heads (fixture->library, ID, NULL);
  g_assert_true (before == NULL || g_strv_equal ((const char * const *) before, (const char * const *) after));
}

static void
test_resolve_changed (HeraldStoreFixture *fixture,
                      gconstpointer       data)
{
  g_auto(Made) theirs = { NULL, NULL };
  g_auto(Made) more = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(HeraldDispute) dirty = NULL;
  g_autoptr(HeraldDocument) decided = write_document ("Decided", "A", "B");
  g_autoptr(HeraldDocument) other = herald_store_make_document (NULL, "Another", NULL);

  disagree (fixture, &theirs);
  dispute = load (fixture->library, ID);
  assert_refused (fixture, dispute, other, HERALD_STORE_ERROR_EXISTS);
  write_copy (fixture, "Anna writes on", "A by Anna.", FIRST_B);
  assert_refused (fixture, dispute, decided, HERALD_STORE_ERROR_CHANGED);
  dirty = load (fixture->library, ID);
  assert_refused (fixture, dirty, decided, HERALD_STORE_ERROR_CHANGED);
  assert_copy (fixture->library, "Anna writes on", "A by Anna.", FIRST_B);
  save (fixture);

  g_clear_pointer (&dispute, herald_dispute_free);
  dispute = load (fixture->library, ID);
  more = make ("Lin says more", "A by Lin.", FIRST_B, theirs.version->hash);
  take_well (fixture->library, &more);
  assert_refused (fixture, dispute, decided, HERALD_STORE_ERROR_CHANGED);

  g_assert_true (herald_library_erase (fixture->library, ID, NULL));
  assert_refused (fixture, dispute, decided, HERALD_STORE_ERROR_NOT_FOUND);
}

/* What is not here yet is a state, never a guess; when it comes, both are joined. */
static void
test_missing (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) between = make ("Both work together", FIRST_A, "B by Lin.", first);
  g_auto(Made) theirs = make ("Both work together", FIRST_A, "B by Lin, again.", between.version->hash);
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) left = NULL;

  write_copy (fixture, "Both work together", "A by Anna.", FIRST_B);
  save (fixture);
  take_well (fixture->library, &theirs);
  g_strfreev (get_heads (fixture->library, 2));
  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_MISSING);
  g_assert_nonnull (dispute->problem);
  g_assert_null (dispute->merge);
  g_assert_cmpuint (dispute->documents->len, ==, 2);

  g_assert_true (herald_library_add_version (fixture->library, between.version, NULL, &error));
  left = herald_library_join_heads (fixture->library, ID, NULL, &error);
  g_assert_no_error (error);
  g_strfreev (get_heads (fixture->library, 1));
  assert_copy (fixture->library, "Both work together", "A by Anna.", "B by Lin, again.");
}

/* A head whose ancestor turns out to be the other head is no second one. */
static void
test_late_ancestor (HeraldStoreFixture *fixture,
                    gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) between = make ("Both work together", FIRST_A, "B by Lin.", first);
  g_auto(Made) theirs = make ("Both work together", FIRST_A, "B by Lin, again.", between.version->hash);
  g_auto(GStrv) left = NULL;
  g_autoptr(GError) error = NULL;

  take_well (fixture->library, &theirs);
  g_strfreev (get_heads (fixture->library, 2));
  g_assert_true (herald_library_add_version (fixture->library, between.version, between.body, &error));
  left = herald_library_join_heads (fixture->library, ID, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  g_assert_cmpstr (left[0], ==, theirs.version->hash);
  assert_copy (fixture->library, "Both work together", FIRST_A, "B by Lin, again.");
}

static void
test_missing_body (HeraldStoreFixture *fixture,
                   gconstpointer       data)
{
  g_auto(Made) first = make ("Both", FIRST_A, FIRST_B, NULL);
  g_auto(Made) between = make ("Both", FIRST_A, "B by somebody.", first.version->hash);
  g_auto(Made) a = make ("Both", "A by Anna.", "B by somebody.", between.version->hash);
  g_auto(Made) b = make ("Both", FIRST_A, "B by Lin.", between.version->hash);
  g_autoptr(HeraldDispute) dispute = NULL;
  g_auto(GStrv) left = NULL;

  take_well (fixture->library, &first);
  g_assert_true (herald_library_add_version (fixture->library, between.version, NULL, NULL));
  take_well (fixture->library, &a);
  take_well (fixture->library, &b);
  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_MISSING);
  g_assert_true (herald_library_add_version (fixture->library, between.version, between.body, NULL));
  left = herald_library_join_heads (fixture->library, ID, NULL, NULL);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  assert_copy (fixture->library, "Both", "A by Anna.", "B by Lin.");
}

/* What a newer Herald wrote is never merged, and never decided about here. */
static void
test_newer (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(HeraldDocument) document = write_document ("Both work together", FIRST_A, "B by a newer one.");
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(GError) error = NULL;

  node = herald_document_to_node (document);
  json_object_set_int_member (json_node_get_object (node), "schema", HERALD_SCHEMA + 1);
  theirs = make_of (herald_document_new (node, &error), first, NULL);
  g_assert_no_error (error);
  g_assert_true (herald_document_is_newer (theirs.body));
  write_copy (fixture, "Anna says", FIRST_A, FIRST_B);
  save (fixture);
  take_well (fixture->library, &theirs);
  g_strfreev (get_heads (fixture->library, 2));
  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_NEWER);
  g_assert_null (dispute->merge);
  assert_refused (fixture, dispute, document, HERALD_STORE_ERROR_NEWER);
  assert_copy (fixture->library, "Anna says", FIRST_A, FIRST_B);
}

/* Of three, two agree: they are joined, and the third is left to a person. Then a decision about all. */
static void
test_three (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) one = make ("One says", FIRST_A, FIRST_B, first);
  g_auto(Made) two = make ("Two says", FIRST_A, FIRST_B, first);
  g_auto(Made) three = make ("Three says", FIRST_A, "B by three.", first);
  g_auto(Made) friend = make ("Both work together", "A by a friend.", FIRST_B, first);
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);
  g_autoptr(HeraldMerge) resolved = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(HeraldAnnouncement) chosen = NULL;
  g_autofree char *headline = NULL;
  g_autoptr(GError) error = NULL;
  HeraldChoice *choice;

  take_well (fixture->library, &one);
  take_well (fixture->library, &two);
  take_well (fixture->library, &three);
  g_strfreev (get_heads (fixture->library, 3));
  take_well (fixture->library, &friend);
  g_strfreev (get_heads (fixture->library, 3));

  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_OPEN);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 2);
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_THEIRS, NULL));
  resolved = herald_merge_resolve (dispute->merge, choices, &error);
  g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE);
  g_assert_null (resolved);
  g_clear_error (&error);
  choice = g_ptr_array_index (choices, 0);
  choice->head = g_strdup (dispute->heads[2]);
  resolved = herald_merge_resolve (dispute->merge, choices, &error);
  g_assert_no_error (error);
  g_assert_true (herald_merge_is_clean (resolved));
  version = herald_library_resolve_dispute (fixture->library, dispute, resolved->document, fixture->author, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (version->parents->len, ==, 3);
  g_strfreev (get_heads (fixture->library, 1));
  headline = herald_store_get_headline (fixture->library, ID);
  chosen = herald_announcement_from_document (g_ptr_array_index (dispute->documents, 2), NULL);
  g_assert_cmpstr (headline, ==, chosen->headline);
}

/* More heads than people: they are taken in and stay, and one decision ends it. */
static void
test_flood (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GError) error = NULL;

  arrival->id = g_strdup (ID);
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Headline %u", i);
      Made made = make (headline, FIRST_A, FIRST_B, first);

      g_ptr_array_add (arrival->versions, made.version);
      g_ptr_array_add (arrival->bodies, made.body);
    }
  g_ptr_array_add (arrivals, arrival);
  g_assert_true (herald_library_take_arrivals (fixture->library, arrivals, NULL, &error));
  g_assert_no_error (error);
  g_strfreev (get_heads (fixture->library, 40));
  dispute = load (fixture->library, ID);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 39);
  version = herald_library_resolve_dispute (fixture->library, dispute, g_ptr_array_index (dispute->documents, 7), fixture->author, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (version->parents->len, ==, 40);
  g_strfreev (get_heads (fixture->library, 1));
}

/* One threw it away, the other wrote on: that is for a person, and the words are there to see. */
static void
test_trash (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(HeraldDocument) document = write_document ("Both work together", FIRST_A, FIRST_B);
  g_autoptr(HeraldAnnouncement) thrown = herald_announcement_from_document (document, NULL);
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;
  const HeraldConflict *conflict;
  g_autoptr(HeraldAnnouncement) shown = NULL;

  thrown->trashed = herald_trashed_new ("Lin Qiao", "2023-11-15T10:00:00Z");
  theirs = make_of (herald_announcement_to_document (thrown), first, NULL);
  write_copy (fixture, "Both work together", "A by Anna.", FIRST_B);
  save (fixture);
  take_well (fixture->library, &theirs);
  g_strfreev (get_heads (fixture->library, 2));
  dispute = load (fixture->library, ID);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (dispute->merge->conflicts, 0);
  g_assert_cmpstr (conflict->subject, ==, "trashed");
  g_assert_null (conflict->our_value);
  g_assert_nonnull (conflict->their_value);
  shown = herald_announcement_from_document (dispute->merge->document, NULL);
  g_assert_null (shown->trashed);
  assert_copy (fixture->library, "Both work together", "A by Anna.", FIRST_B);
}

/* Thrown away by one while the other wrote nothing: it is in the trash. */
static void
test_trash_alone (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(HeraldDocument) document = write_document ("Both work together", FIRST_A, FIRST_B);
  g_autoptr(HeraldAnnouncement) thrown = herald_announcement_from_document (document, NULL);
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldVersion) named = NULL;

  thrown->trashed = herald_trashed_new ("Lin Qiao", "2023-11-15T10:00:00Z");
  theirs = make_of (herald_announcement_to_document (thrown), first, NULL);
  named = herald_store_save (fixture, ID, "Shown to legal");
  take_well (fixture->library, &theirs);
  g_strfreev (get_heads (fixture->library, 1));
}

static void
test_other_types (HeraldStoreFixture *fixture,
                  gconstpointer       data)
{
  g_autoptr(HeraldOrganisation) organisation = herald_organisation_new ("Aurelia Optics");
  g_autoptr(HeraldPerson) person = herald_person_new ("Lin Qiao");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(HeraldDocument) first = i == 0 ? herald_organisation_to_document (organisation) : herald_person_to_document (person);
      g_autofree char *id = herald_store_put (fixture->library, first);
      g_autoptr(HeraldVersion) start = herald_store_save (fixture, id, "First");
      g_autoptr(JsonNode) mine = herald_document_to_node (first);
      g_autoptr(JsonNode) his = herald_document_to_node (first);
      g_autoptr(HeraldDocument) my_text = NULL;
      g_auto(Made) theirs = { NULL, NULL };
      g_autoptr(HeraldVersion) version = NULL;
      g_autoptr(HeraldWorkingCopy) copy = NULL;
      g_autoptr(JsonNode) now = NULL;
      g_auto(GStrv) heads = NULL;

      json_object_set_string_member (json_node_get_object (mine), i == 0 ? "site" : "title", "https://aurelia.example");
      json_object_set_string_member (json_node_get_object (his), "name", "Another name");
      my_text = herald_document_new (mine, NULL);
      g_free (herald_store_put (fixture->library, my_text));
      version = herald_store_save (fixture, id, NULL);
      theirs = make_of (herald_document_new (his, NULL), start->hash, NULL);
      take_well (fixture->library, &theirs);
      heads = herald_library_get_heads (fixture->library, id, NULL);
      g_assert_cmpuint (g_strv_length (heads), ==, 1);
      copy = read_copy (fixture->library, id);
      now = herald_document_to_node (copy->document);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (now), "name"), ==, "Another name");
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (now), i == 0 ? "site" : "title"), ==, "https://aurelia.example");
    }
}

/* A write that misses */

static HeraldWorkingCopy *
merge_copy (HeraldStoreFixture      *fixture,
            const HeraldWorkingCopy *from,
            const char              *headline,
            const char              *a,
            const char              *b)
{
  g_autoptr(HeraldDocument) mine = write_document (headline, a, b);
  g_autoptr(GError) error = NULL;
  HeraldWorkingCopy *now = herald_library_merge_working_copy (fixture->library, from, mine, fixture->author, &error);

  g_assert_no_error (error);

  return now;
}

static void
test_put_joined (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(HeraldWorkingCopy) from = read_copy (fixture->library, ID);
  g_autoptr(HeraldWorkingCopy) now = NULL;

  /* Nobody wrote in between: it is a put. */
  now = merge_copy (fixture, from, "Both work together", "A", FIRST_B);
  g_assert_cmpint (now->revision, ==, from->revision + 1);
  assert_copy (fixture->library, "Both work together", "A", FIRST_B);
  herald_working_copy_free (from);
  from = g_steal_pointer (&now);

  /* Somebody wrote something else. */
  write_copy (fixture, "Both work together", "A", "B by the other");
  now = merge_copy (fixture, from, "Mine", "A", FIRST_B);
  g_assert_cmpint (now->revision, ==, from->revision + 2);
  g_assert_true (now->dirty);
  g_assert_cmpstr (now->base, ==, first);
  assert_copy (fixture->library, "Mine", "A", "B by the other");
  g_strfreev (get_heads (fixture->library, 1));
}

/* Both wrote the same words otherwise: both are versions, mine is still the draft, and a person decides. */
static void
test_put_kept (HeraldStoreFixture *fixture,
               gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(HeraldWorkingCopy) from = NULL;
  g_autoptr(HeraldWorkingCopy) now = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;
  const HeraldConflict *conflict;

  write_copy (fixture, "Draft", FIRST_A, FIRST_B); /* not in a version yet */
  from = read_copy (fixture->library, ID);
  write_copy (fixture, "Theirs", FIRST_A, "B by them.");
  now = merge_copy (fixture, from, "Mine", "A by me.", FIRST_B);
  assert_copy (fixture->library, "Mine", "A by me.", FIRST_B);
  g_assert_false (now->dirty);
  g_assert_cmpint (now->revision, >, from->revision);
  g_strfreev (get_heads (fixture->library, 2));
  dispute = load (fixture->library, ID);
  g_assert_cmpstr (dispute->heads[0], ==, now->base);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (dispute->merge->conflicts, 0);
  g_assert_cmpstr (conflict->base, ==, "Draft");
  g_assert_cmpstr (conflict->ours, ==, "Mine");
  g_assert_cmpstr (conflict->theirs, ==, "Theirs");
}

/* Before there was any version at all. */
static void
test_put_kept_first (HeraldStoreFixture *fixture,
                     gconstpointer       data)
{
  g_autoptr(HeraldWorkingCopy) from = NULL;
  g_autoptr(HeraldWorkingCopy) now = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;

  write_copy (fixture, "Draft", FIRST_A, FIRST_B);
  from = read_copy (fixture->library, ID);
  g_assert_null (from->base);
  write_copy (fixture, "Theirs", FIRST_A, FIRST_B);
  now = merge_copy (fixture, from, "Mine", FIRST_A, FIRST_B);
  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_OPEN);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
  assert_copy (fixture->library, "Mine", FIRST_A, FIRST_B);
}

/* A version was made of the text that mine began with, and nobody told the one who writes. */
static void
test_put_kept_unknown_base (HeraldStoreFixture *fixture,
                            gconstpointer       data)
{
  g_autoptr(HeraldWorkingCopy) from = NULL;
  g_autoptr(HeraldWorkingCopy) now = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;
  const HeraldConflict *conflict;

  write_copy (fixture, "Draft", FIRST_A, FIRST_B);
  from = read_copy (fixture->library, ID);
  save (fixture);
  write_copy (fixture, "Theirs", FIRST_A, FIRST_B);
  now = merge_copy (fixture, from, "Mine", FIRST_A, FIRST_B);
  dispute = load (fixture->library, ID);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (dispute->merge->conflicts, 0);
  g_assert_cmpstr (conflict->base, ==, "Draft");
}

/* Mine changed what somebody else put back as it was in the last version: that is for a person as well. */
static void
test_put_kept_reverted (HeraldStoreFixture *fixture,
                        gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(HeraldWorkingCopy) from = NULL;
  g_autoptr(HeraldWorkingCopy) now = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;

  write_copy (fixture, "Draft", FIRST_A, FIRST_B);
  from = read_copy (fixture->library, ID);
  write_copy (fixture, "Both work together", FIRST_A, FIRST_B);
  now = merge_copy (fixture, from, "Mine", FIRST_A, FIRST_B);
  assert_copy (fixture->library, "Mine", FIRST_A, FIRST_B);
  dispute = load (fixture->library, ID);
  g_assert_cmpint (dispute->state, ==, HERALD_DISPUTE_OPEN);
  g_assert_cmpuint (dispute->merge->conflicts->len, ==, 1);
}

/* The draft moved on to what the team sent while somebody wrote. */
static void
test_put_after_arrival (HeraldStoreFixture *fixture,
                        gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_auto(Made) theirs = make ("Lin says", FIRST_A, "B by Lin.", first);
  g_autoptr(HeraldWorkingCopy) from = read_copy (fixture->library, ID);
  g_autoptr(HeraldWorkingCopy) now = NULL;

  take_well (fixture->library, &theirs);
  now = merge_copy (fixture, from, "Both work together", "A by Anna.", FIRST_B);
  assert_copy (fixture->library, "Lin says", "A by Anna.", "B by Lin.");
  g_assert_cmpstr (now->base, ==, theirs.version->hash);
  g_assert_true (now->dirty);
  g_clear_pointer (&now, herald_working_copy_free);

  now = merge_copy (fixture, from, "Anna says", FIRST_A, FIRST_B);
  g_strfreev (get_heads (fixture->library, 2));
  assert_copy (fixture->library, "Anna says", FIRST_A, FIRST_B);
}

static void
test_put_erased (HeraldStoreFixture *fixture,
                 gconstpointer       data)
{
  g_autofree char *first = begin (fixture);
  g_autoptr(HeraldWorkingCopy) from = read_copy (fixture->library, ID);
  g_autoptr(HeraldDocument) mine = write_document ("Mine", NULL, NULL);
  g_autoptr(HeraldWorkingCopy) now = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_library_erase (fixture->library, ID, NULL));
  now = herald_library_merge_working_copy (fixture->library, from, mine, fixture->author, &error);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_assert_null (now);
}

/* Choices */

static guint
count_choices (HeraldLibrary       *library,
               const HeraldDispute *dispute)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) choices = herald_library_load_choices (library, dispute, &error);

  g_assert_no_error (error);

  return choices->len;
}

static void
test_choices (HeraldStoreFixture *fixture,
              gconstpointer       data)
{
  g_auto(Made) theirs = { NULL, NULL };
  g_auto(Made) more = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(HeraldDispute) later = NULL;
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(JsonNode) words = json_node_new (JSON_NODE_VALUE);
  g_autofree char *kept = NULL;
  const HeraldChoice *choice;
  g_autoptr(GError) error = NULL;

  disagree (fixture, &theirs);
  dispute = load (fixture->library, ID);
  g_assert_cmpuint (count_choices (fixture->library, dispute), ==, 0);
  json_node_set_string (words, "A by both.");
  g_ptr_array_add (choices, herald_choice_new ("block:" BLOCK_A, "text", HERALD_CHOICE_REWRITTEN, words));
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_THEIRS, NULL));
  g_assert_true (herald_library_keep_choices (fixture->library, dispute, choices, &error));
  herald_store_fixture_reopen (fixture);
  again = herald_library_load_choices (fixture->library, dispute, &error);
  g_assert_cmpuint (again->len, ==, 2);
  choice = g_ptr_array_index (again, 0);
  g_assert_cmpstr (choice->subject, ==, "block:" BLOCK_A);
  g_assert_cmpstr (choice->member, ==, "text");
  g_assert_cmpint (choice->kind, ==, HERALD_CHOICE_REWRITTEN);
  g_assert_cmpstr (json_node_get_string (choice->value), ==, "A by both.");

  /* Another head came: what was decided was about other words. */
  more = make ("Lin says more", "A by Lin.", FIRST_B, theirs.version->hash);
  take_well (fixture->library, &more);
  later = load (fixture->library, ID);
  g_assert_cmpuint (count_choices (fixture->library, later), ==, 0);

  g_assert_true (herald_library_keep_choices (fixture->library, later, choices, &error));
  g_assert_true (herald_library_erase (fixture->library, ID, &error));
  kept = herald_library_get_setting (fixture->library, "choices:" ID, &error);
  g_assert_null (kept);
}

static void
test_choices_forgotten (HeraldStoreFixture *fixture,
                        gconstpointer       data)
{
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);
  g_autoptr(HeraldDocument) decided = write_document ("Decided", "A", "B");
  g_autoptr(HeraldVersion) version = NULL;
  g_autofree char *kept = NULL;

  disagree (fixture, &theirs);
  dispute = load (fixture->library, ID);
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_THEIRS, NULL));
  g_assert_true (herald_library_keep_choices (fixture->library, dispute, choices, NULL));
  version = herald_library_resolve_dispute (fixture->library, dispute, decided, fixture->author, NULL, NULL);
  g_assert_nonnull (version);
  kept = herald_library_get_setting (fixture->library, "choices:" ID, NULL);
  g_assert_null (kept);
}

/* For the window */

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

static void
test_async (HeraldStoreFixture *fixture,
            gconstpointer       data)
{
  g_auto(Made) theirs = { NULL, NULL };
  g_autoptr(HeraldWorkingCopy) from = NULL;
  g_autoptr(HeraldWorkingCopy) now = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;
  g_autoptr(HeraldDocument) decided = write_document ("Decided", "A", "B");
  g_autoptr(HeraldDocument) mine = write_document ("Mine", "A", "B");
  g_autoptr(HeraldVersion) version = NULL;
  g_auto(GStrv) left = NULL;
  GAsyncResult *pending = NULL;
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GAsyncResult) resolved = NULL;
  g_autoptr(GAsyncResult) merged = NULL;
  g_autoptr(GAsyncResult) joined = NULL;
  g_autoptr(GAsyncResult) refused = NULL;
  g_autoptr(GError) error = NULL;

  disagree (fixture, &theirs);
  herald_library_load_dispute_async (fixture->library, ID, NULL, keep_result, &pending);
  loaded = wait_for (&pending);
  dispute = herald_library_load_dispute_finish (fixture->library, loaded, &error);
  g_assert_no_error (error);
  herald_library_resolve_dispute_async (fixture->library, dispute, decided, fixture->author, "Agreed", NULL, keep_result, &pending);
  resolved = wait_for (&pending);
  version = herald_library_resolve_dispute_finish (fixture->library, resolved, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (version->parents->len, ==, 2);

  from = read_copy (fixture->library, ID);
  herald_library_merge_working_copy_async (fixture->library, from, mine, fixture->author, NULL, keep_result, &pending);
  merged = wait_for (&pending);
  now = herald_library_merge_working_copy_finish (fixture->library, merged, &error);
  g_assert_no_error (error);
  g_assert_true (now->dirty);
  herald_library_join_heads_async (fixture->library, ID, fixture->author, NULL, keep_result, &pending);
  joined = wait_for (&pending);
  left = herald_library_join_heads_finish (fixture->library, joined, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (left), ==, 1);

  herald_library_load_dispute_async (fixture->library, "nothing", NULL, keep_result, &pending);
  refused = wait_for (&pending);
  g_assert_null (herald_library_load_dispute_finish (fixture->library, refused, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/disputes/" path, HeraldStoreFixture, NULL, herald_store_fixture_set_up, func, herald_store_fixture_tear_down)

  ADD ("joined/clean", test_clean);
  ADD ("joined/any-order", test_any_order);
  ADD ("joined/criss-cross", test_criss_cross);
  ADD ("joined/twins", test_twins);
  ADD ("joined/dirty", test_dirty);
  ADD ("joined/dirty-same", test_dirty_same);
  ADD ("joined/restore", test_restore);
  ADD ("joined/other-types", test_other_types);
  ADD ("open/conflict", test_conflict);
  ADD ("open/write-on", test_write_on);
  ADD ("open/missing", test_missing);
  ADD ("open/late-ancestor", test_late_ancestor);
  ADD ("open/missing-body", test_missing_body);
  ADD ("open/newer", test_newer);
  ADD ("open/three", test_three);
  ADD ("open/flood", test_flood);
  ADD ("open/trash", test_trash);
  ADD ("open/trash-alone", test_trash_alone);
  ADD ("resolved/one", test_resolve);
  ADD ("resolved/changed", test_resolve_changed);
  ADD ("put/joined", test_put_joined);
  ADD ("put/kept", test_put_kept);
  ADD ("put/kept-first", test_put_kept_first);
  ADD ("put/kept-unknown-base", test_put_kept_unknown_base);
  ADD ("put/kept-reverted", test_put_kept_reverted);
  ADD ("put/after-arrival", test_put_after_arrival);
  ADD ("put/erased", test_put_erased);
  ADD ("choices/kept", test_choices);
  ADD ("choices/forgotten", test_choices_forgotten);
  ADD ("async", test_async);

  return g_test_run ();
}
