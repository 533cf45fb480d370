/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of the merge over random edits. HERALD_MERGE_CASES=100000 for a night; HERALD_MERGE_SEED=N for one case. */
#include "herald-merge.h"

#include <string.h>

#include "herald-random-document.h"
#include "herald-random-edits.h"

#define DEFAULT_CASES 2000
#define MAX_EDITS 10

/* What one case is made from. Bit i: that side makes its edit i, which is the same whatever other edits it makes. */
typedef struct
{
  guint32 seed;
  guint32 ours, theirs;
} Case;

typedef struct
{
  HeraldDocument *base, *ours, *theirs;
  GPtrArray      *marked; /* of char *: words that one side wrote, found nowhere else */
} Sides;

static void
clear_sides (Sides *sides)
{
  g_clear_pointer (&sides->base, herald_document_unref);
  g_clear_pointer (&sides->ours, herald_document_unref);
  g_clear_pointer (&sides->theirs, herald_document_unref);
  g_clear_pointer (&sides->marked, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, clear_sides)

static HeraldDocument *
edit_document (const HeraldAnnouncement *base,
               guint32                   seed,
               guint32                   edits,
               GPtrArray                *words)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_copy (base);

  for (guint i = 0; i < MAX_EDITS; i++)
    if ((edits >> i & 1) != 0)
      herald_random_edits_make (announcement, seed + i, words);
  return herald_announcement_to_document (announcement);
}

static void
make_sides (const Case *test,
            Sides      *sides)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (test->seed);
  g_autoptr (HeraldAnnouncement) base = herald_random_announcement (rand);

  sides->marked = g_ptr_array_new_with_free_func (g_free);
  sides->base = herald_announcement_to_document (base);
  sides->ours = edit_document (base, test->seed * 2 * MAX_EDITS, test->ours, sides->marked);
  sides->theirs = edit_document (base, (test->seed * 2 + 1) * MAX_EDITS, test->theirs, sides->marked);
}

static gboolean
is_same (HeraldDocument *a,
         HeraldDocument *b)
{
  return strcmp (herald_document_get_hash (a), herald_document_get_hash (b)) == 0;
}

static gboolean
conflicts_equal (const HeraldConflict *one,
                 const HeraldConflict *exchanged)
{
  return one->kind == exchanged->kind && g_strcmp0 (one->subject, exchanged->subject) == 0
         && g_strcmp0 (one->member, exchanged->member) == 0 && g_strcmp0 (one->base, exchanged->base) == 0
         && g_strcmp0 (one->ours, exchanged->theirs) == 0 && g_strcmp0 (one->theirs, exchanged->ours) == 0;
}

static gboolean
is_mirrored (const HeraldMerge *one,
             const HeraldMerge *other)
{
  if (!is_same (one->document, other->document) || one->conflicts->len != other->conflicts->len)
    return FALSE;
  for (guint i = 0; i < one->conflicts->len; i++)
    if (!conflicts_equal (g_ptr_array_index (one->conflicts, i), g_ptr_array_index (other->conflicts, i)))
      return FALSE;
  return TRUE;
}

static gboolean
has_word (const HeraldMerge *merge,
          const char        *word)
{
  if (strstr (herald_document_get_text (merge->document, NULL), word) != NULL)
    return TRUE;
  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (merge->conflicts, i);

      if ((conflict->ours != NULL && strstr (conflict->ours, word) != NULL)
          || (conflict->theirs != NULL && strstr (conflict->theirs, word) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* What a side wrote and still has is in the merged document, or a conflict tells it. */
static gboolean
has_every_word (const Sides       *sides,
                const HeraldMerge *merge)
{
  for (guint i = 0; i < sides->marked->len; i++)
    {
      const char *word = g_ptr_array_index (sides->marked, i);

      if ((strstr (herald_document_get_text (sides->ours, NULL), word) != NULL
           || strstr (herald_document_get_text (sides->theirs, NULL), word) != NULL)
          && !has_word (merge, word))
        {
          g_test_message ("%s is lost", word);
          return FALSE;
        }
    }
  return TRUE;
}

/* The merge can be read (identities are there once, marks inside their text), and is written as it would be again. */
static gboolean
is_sound (const HeraldMerge *merge)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (merge->document, &error);
  g_autoptr (HeraldDocument) again = NULL;

  if (announcement == NULL)
    g_test_message ("%s", error->message);
  else
    again = herald_announcement_to_document (announcement);
  return again != NULL && is_same (again, merge->document);
}

/* A merge in which one of the sides did nothing since base. */
static gboolean
gives (HeraldDocument *base,
       HeraldDocument *ours,
       HeraldDocument *theirs,
       HeraldDocument *expected)
{
  g_autoptr (HeraldMerge) merge = herald_merge_documents (base, ours, theirs, NULL);

  return merge != NULL && herald_merge_is_clean (merge) && is_same (merge->document, expected);
}

/* The same where a side has the base's content in another form, so that its hash does not tell. */
static gboolean
walks_to (const Sides    *sides,
          HeraldDocument *changed)
{
  g_autoptr (JsonNode) node = herald_document_to_node (sides->base);
  g_autoptr (HeraldDocument) untidy = NULL;

  if (json_object_has_member (json_node_get_object (node), "inside_information") || is_same (sides->base, changed))
    return TRUE;
  json_object_set_boolean_member (json_node_get_object (node), "inside_information", FALSE);
  untidy = herald_document_new (node, NULL);
  return gives (sides->base, untidy, changed, changed);
}

/* NULL: all is well; else the property that does not hold. */
static const char *
find_fault (const Case *test)
{
  g_auto (Sides) sides = { NULL, NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merge = NULL, again = NULL, exchanged = NULL;

  make_sides (test, &sides);
  merge = herald_merge_documents (sides.base, sides.ours, sides.theirs, NULL);
  again = herald_merge_documents (sides.base, sides.ours, sides.theirs, NULL);
  exchanged = herald_merge_documents (sides.base, sides.theirs, sides.ours, NULL);
  if (merge == NULL || again == NULL || exchanged == NULL)
    return "merges";
  if (!is_sound (merge))
    return "gives a sound document";
  if (!is_same (merge->document, again->document))
    return "is deterministic";
  if (!is_mirrored (merge, exchanged))
    return "is the same whichever side is mine";
  if (!has_every_word (&sides, merge))
    return "loses no word";
  if (!gives (sides.base, sides.base, sides.theirs, sides.theirs) || !gives (sides.base, sides.ours, sides.base, sides.ours)
      || !gives (sides.base, sides.ours, sides.ours, sides.ours) || !walks_to (&sides, sides.ours))
    return "changes nothing when merged with an ancestor";
  return NULL;
}

/* With as few edits as still show it: each is left out if it can be. */
static Case
shrink (Case test)
{
  gboolean is_smaller = TRUE;

  while (is_smaller)
    {
      is_smaller = FALSE;
      for (guint i = 0; i < MAX_EDITS; i++)
        {
          Case less_ours = { test.seed, test.ours & ~(1u << i), test.theirs };
          Case less_theirs = { test.seed, test.ours, test.theirs & ~(1u << i) };

          if (less_ours.ours != test.ours && find_fault (&less_ours) != NULL)
            test = less_ours, is_smaller = TRUE;
          else if (less_theirs.theirs != test.theirs && find_fault (&less_theirs) != NULL)
            test = less_theirs, is_smaller = TRUE;
        }
    }
  return test;
}

static void
tell (const char     *name,
      HeraldDocument *document)
{
  g_test_message ("%s: %s", name, herald_document_get_text (document, NULL));
}

static void
report (const Case *test)
{
  g_auto (Sides) sides = { NULL, NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merge = NULL;
  const char *fault = find_fault (test);

  make_sides (test, &sides);
  merge = herald_merge_documents (sides.base, sides.ours, sides.theirs, NULL);
  g_test_message ("HERALD_MERGE_SEED=%u: it is not so that a merge %s; still so with edits %x and %x", test->seed, fault,
                  test->ours, test->theirs);
  tell ("base", sides.base);
  tell ("ours", sides.ours);
  tell ("theirs", sides.theirs);
  if (merge != NULL)
    tell ("merged", merge->document);
}

static void
test_properties (void)
{
  const char *cases = g_getenv ("HERALD_MERGE_CASES");
  const char *seed = g_getenv ("HERALD_MERGE_SEED");
  guint n_cases = seed != NULL ? 1 : cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : DEFAULT_CASES;
  guint32 first = seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : (guint32) g_test_rand_int ();

  for (guint i = 0; i < n_cases; i++)
    {
      Case test = { first + i, (2u << (first + i) % MAX_EDITS) - 1, (2u << (first + i) / MAX_EDITS % MAX_EDITS) - 1 };

      if (find_fault (&test) == NULL)
        continue;
      test = shrink (test);
      report (&test);
      g_test_fail ();
      return;
    }
}

/* Documents that have nothing to do with each other but the id. */
static void
test_strangers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (HeraldAnnouncement) one = herald_random_announcement (rand);
      g_autoptr (HeraldAnnouncement) other = herald_random_announcement (rand);
      g_autoptr (HeraldDocument) ours = NULL, theirs = NULL;
      g_autoptr (HeraldMerge) merge = NULL, exchanged = NULL;

      g_free (other->id);
      other->id = g_strdup (one->id);
      ours = herald_announcement_to_document (one);
      theirs = herald_announcement_to_document (other);
      merge = herald_merge_documents (NULL, ours, theirs, NULL);
      exchanged = herald_merge_documents (NULL, theirs, ours, NULL);
      g_assert_true (is_sound (merge));
      g_assert_true (is_mirrored (merge, exchanged));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-random/properties", test_properties);
  g_test_add_func ("/model/merge-random/strangers", test_strangers);
  return g_test_run ();
}
