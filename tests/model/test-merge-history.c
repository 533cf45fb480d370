/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of the merge over random histories: three people who edit, branch off, and merge each other's versions, each
 * knowing but a part. HERALD_MERGE_CASES=100000 for a night (a tenth of it here); HERALD_MERGE_SEED=N for one case. */
#include "herald-merge-version.h"

#include <string.h>

#include "herald-random-document.h"
#include "herald-random-edits.h"

#define DEFAULT_CASES 500
#define MAX_STEPS 14
#define N_PEOPLE 4

/* Bit i: step i is taken, which is drawn in the same way whatever other steps are. */
typedef struct
{
  guint32 seed;
  guint32 steps;
} Case;

typedef struct
{
  GHashTable *versions; /* hash -> HeraldVersion */
  GHashTable *bodies;   /* hash -> HeraldDocument */
  GPtrArray  *hashes;   /* of all versions, the oldest first; owned by versions */
  GPtrArray  *words;    /* of char *: written by somebody, and found nowhere else */
  GPtrArray  *written;  /* by word: hash of the version in which it was */
  const char *heads[N_PEOPLE + 1];
  guint       clock;
} Library;

static void
open_library (Library *library)
{
  library->versions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_version_free);
  library->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_document_unref);
  library->hashes = g_ptr_array_new ();
  library->words = g_ptr_array_new_with_free_func (g_free);
  library->written = g_ptr_array_new ();
}

static void
close_library (Library *library)
{
  g_hash_table_unref (library->versions);
  g_hash_table_unref (library->bodies);
  g_ptr_array_unref (library->hashes);
  g_ptr_array_unref (library->words);
  g_ptr_array_unref (library->written);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Library, close_library)

static HeraldVersion *
look_up_version (const char *hash,
                 gpointer    user_data)
{
  return herald_version_copy (g_hash_table_lookup (((Library *) user_data)->versions, hash));
}

static HeraldDocument *
look_up_body (const char *hash,
              gpointer    user_data)
{
  HeraldDocument *document = g_hash_table_lookup (((Library *) user_data)->bodies, hash);

  return document != NULL ? herald_document_ref (document) : NULL;
}

static const HeraldVersion *
get_version (Library    *library,
             const char *hash)
{
  return g_hash_table_lookup (library->versions, hash);
}

static HeraldDocument *
get_body (Library    *library,
          const char *hash)
{
  return g_hash_table_lookup (library->bodies, get_version (library, hash)->body);
}

static const char *
keep (Library        *library,
      HeraldVersion  *version, /* taken */
      HeraldDocument *body)
{
  g_hash_table_replace (library->bodies, (char *) herald_document_get_hash (body), herald_document_ref (body));
  if (g_hash_table_contains (library->versions, version->hash))
    {
      const char *known = get_version (library, version->hash)->hash;

      herald_version_free (version);
      return known;
    }
  g_hash_table_insert (library->versions, version->hash, version);
  g_ptr_array_add (library->hashes, version->hash);
  return version->hash;
}

static const char *
commit (Library            *library,
        const char         *parent,
        HeraldAnnouncement *announcement)
{
  const char *parents[] = { parent, NULL };
  g_autoptr (HeraldAuthor) author = herald_author_new ("Anna Bruni", NULL);
  g_autoptr (HeraldDocument) body = herald_announcement_to_document (announcement);
  g_autofree char *time = g_strdup_printf ("2026-11-22T07:16:%02uZ", library->clock++ % 60);

  return keep (library, herald_version_new (announcement->id, parents, author, time, NULL, TRUE, herald_document_get_hash (body)),
               body);
}

static HeraldMerge *
merge (Library            *library,
       const char * const *heads)
{
  g_autoptr (GError) error = NULL;
  HeraldMerge *merged = herald_merge_heads (heads, look_up_version, look_up_body, library, &error);

  g_assert_no_error (error);
  return merged;
}

/* As every device does when it has two heads. */
static const char *
commit_merge (Library    *library,
              const char *one,
              const char *other)
{
  const char *heads[] = { one, other, NULL };
  const HeraldVersion *versions[] = { get_version (library, one), get_version (library, other), NULL };
  g_autoptr (HeraldMerge) merged = merge (library, heads);

  return keep (library, herald_merge_version_new (versions, herald_document_get_hash (merged->document)), merged->document);
}

static void
edit (Library    *library,
      guint32     seed,
      const char **head)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (get_body (library, *head), NULL);
  guint n_words = library->words->len;

  herald_random_edits_make (announcement, seed, library->words);
  herald_random_edits_make (announcement, seed ^ 0x5555, library->words);
  *head = commit (library, *head, announcement);
  for (; n_words < library->words->len; n_words++)
    g_ptr_array_add (library->written, (char *) *head);
}

static char **
look_up_parents (const char *hash,
                 gpointer    user_data)
{
  const HeraldVersion *version = get_version (user_data, hash);
  char **parents = g_new0 (char *, version->parents->len + 1);

  for (guint i = 0; i < version->parents->len; i++)
    parents[i] = g_strdup (g_ptr_array_index (version->parents, i));
  return parents;
}

static gboolean
is_ancestor (Library    *library,
             const char *ancestor,
             const char *head)
{
  const char *heads[] = { ancestor, head, NULL };
  g_auto (GStrv) left = herald_heads_reduce (heads, look_up_parents, library);

  return left[1] == NULL && strcmp (left[0], head) == 0;
}

/* One step of one person: most often an edit, else a merge with another's version, else from an old version on. */
static void
take_step (Library *library,
           guint32  seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  const char **mine = &library->heads[g_rand_int_range (rand, 0, N_PEOPLE)];
  const char *other = library->heads[g_rand_int_range (rand, 0, N_PEOPLE)];
  int what = g_rand_int_range (rand, 0, 10);
  int old = g_rand_int_range (rand, 0, 100);

  if (what < 6)
    edit (library, seed, mine);
  else if (what < 9)
    {
      /* Both see the other's version, and go on each on their own: criss-cross. */
      if (is_ancestor (library, other, *mine) || is_ancestor (library, *mine, other))
        *mine = is_ancestor (library, *mine, other) ? other : *mine;
      else
        *mine = commit_merge (library, *mine, other);
    }
  else
    *mine = g_ptr_array_index (library->hashes, old % library->hashes->len);
}

/* Two who merge the same two versions and decide otherwise. */
static void
decide_twice (Library *library,
              guint32  seed)
{
  const char **one = &library->heads[seed % N_PEOPLE], **other = &library->heads[(seed + 1) % N_PEOPLE];
  const char *merged;

  if (is_ancestor (library, *one, *other) || is_ancestor (library, *other, *one))
    return;
  merged = commit_merge (library, *one, *other);
  {
    const HeraldVersion *version = get_version (library, merged);
    g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (get_body (library, merged), NULL);
    guint n_words = library->words->len;
    g_autoptr (HeraldDocument) body = NULL;
    HeraldVersion *decided;

    herald_random_edits_make (announcement, seed, library->words);
    body = herald_announcement_to_document (announcement);
    decided = herald_version_new (version->document, (const char *[]) { *one, *other, NULL }, version->author, version->time,
                                  "Decided", FALSE, herald_document_get_hash (body));
    *one = keep (library, decided, body);
    for (; n_words < library->words->len; n_words++)
      g_ptr_array_add (library->written, (char *) *one);
  }
  *other = merged;
}

static void
make_history (const Case *test,
              Library    *library)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (test->seed);
  g_autoptr (HeraldAnnouncement) announcement = herald_random_announcement (rand);
  const char *root = commit (library, NULL, announcement);

  for (guint i = 0; i < N_PEOPLE; i++)
    library->heads[i] = root;
  for (guint i = 0; i < MAX_STEPS; i++)
    if ((test->steps >> i & 1) != 0)
      {
        guint32 seed = test->seed * MAX_STEPS + i;

        if (seed % 7 == 3)
          decide_twice (library, seed);
        else
          take_step (library, seed);
      }
}

static gboolean
holds (const HeraldMerge *merged,
       const char        *word)
{
  if (strstr (herald_document_get_text (merged->document, NULL), word) != NULL)
    return TRUE;
  for (guint i = 0; i < merged->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (merged->conflicts, i);

      if ((conflict->ours != NULL && strstr (conflict->ours, word) != NULL)
          || (conflict->theirs != NULL && strstr (conflict->theirs, word) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* Of the heads one has the word, and no other one has ever seen it: nobody can have taken it away. */
static gboolean
must_survive (Library    *library,
              const char *word,
              const char *written)
{
  guint n_have = 0, n_saw = 0;

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      gboolean is_twin = FALSE;

      for (guint k = 0; k < i; k++)
        is_twin |= strcmp (library->heads[i], library->heads[k]) == 0;
      if (is_twin)
        continue;
      n_saw += strcmp (written, library->heads[i]) == 0 || is_ancestor (library, written, library->heads[i]);
      n_have += strstr (herald_document_get_text (get_body (library, library->heads[i]), NULL), word) != NULL;
    }
  return n_have == 1 && n_saw == 1;
}

static gboolean
loses_word (Library           *library,
            const HeraldMerge *merged)
{
  for (guint i = 0; i < library->words->len; i++)
    {
      const char *word = g_ptr_array_index (library->words, i);

      if (!must_survive (library, word, g_ptr_array_index (library->written, i)) || holds (merged, word))
        continue;
      g_test_message ("%s is lost", word);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_same (HeraldDocument *a,
         HeraldDocument *b)
{
  return strcmp (herald_document_get_hash (a), herald_document_get_hash (b)) == 0;
}

static gboolean
is_same_merge (const HeraldMerge *one,
               const HeraldMerge *other)
{
  gboolean is_same_one = is_same (one->document, other->document) && one->conflicts->len == other->conflicts->len;

  for (guint i = 0; is_same_one && i < one->conflicts->len; i++)
    {
      const HeraldConflict *a = g_ptr_array_index (one->conflicts, i), *b = g_ptr_array_index (other->conflicts, i);

      is_same_one = a->kind == b->kind && strcmp (a->subject, b->subject) == 0 && g_strcmp0 (a->member, b->member) == 0
                    && g_strcmp0 (a->ours, b->ours) == 0 && g_strcmp0 (a->theirs, b->theirs) == 0;
    }
  return is_same_one;
}

static gboolean
is_sound (const HeraldMerge *merged)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_from_document (merged->document, NULL);
  g_autoptr (HeraldDocument) again = announcement != NULL ? herald_announcement_to_document (announcement) : NULL;

  return again != NULL && is_same (again, merged->document);
}

/* Once all is merged, each of the old versions adds nothing. */
static gboolean
stays_when_merged_again (Library           *library,
                         const HeraldMerge *merged)
{
  g_auto (GStrv) heads = herald_heads_reduce (library->heads, look_up_parents, library);
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();
  const char *all;

  for (guint i = 0; heads[i] != NULL; i++)
    g_ptr_array_add (versions, (gpointer) get_version (library, heads[i]));
  g_ptr_array_add (versions, NULL);
  all = keep (library, herald_merge_version_new ((const HeraldVersion * const *) versions->pdata,
                                                 herald_document_get_hash (merged->document)), merged->document);
  for (guint i = 0; i < library->hashes->len; i++)
    {
      const char *both[] = { g_ptr_array_index (library->hashes, i), all, NULL };
      g_autoptr (HeraldMerge) again = NULL;

      if (!is_ancestor (library, both[0], all))
        continue;
      again = merge (library, both);
      if (!herald_merge_is_clean (again) || !is_same (again->document, merged->document))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_deterministic_version (Library           *library,
                          const HeraldMerge *merged)
{
  const HeraldVersion *one[] = { get_version (library, library->heads[0]), get_version (library, library->heads[1]), NULL };
  const HeraldVersion *other[] = { one[1], one[0], NULL };
  g_autoptr (HeraldVersion) here = herald_merge_version_new (one, herald_document_get_hash (merged->document));
  g_autoptr (HeraldVersion) there = herald_merge_version_new (other, herald_document_get_hash (merged->document));

  return strcmp (here->hash, there->hash) == 0;
}

/* NULL: all is well; else the property that does not hold. */
static const char *
find_fault (const Case *test)
{
  g_auto (Library) library = { NULL };
  const char *arrived[N_PEOPLE + 1] = { NULL };
  g_autoptr (HeraldMerge) merged = NULL, otherwise = NULL;

  open_library (&library);
  make_history (test, &library);
  for (guint i = 0; i < N_PEOPLE; i++)
    arrived[i] = library.heads[(i * 3 + test->seed) % N_PEOPLE];
  merged = merge (&library, library.heads);
  otherwise = merge (&library, arrived);
  if (!is_sound (merged))
    return "gives a sound document";
  if (!is_same_merge (merged, otherwise))
    return "is the same in whatever order the heads arrive";
  if (!is_deterministic_version (&library, merged))
    return "makes the same version everywhere";
  if (loses_word (&library, merged))
    return "loses no word";
  if (!stays_when_merged_again (&library, merged))
    return "changes nothing when merged with an ancestor";
  return NULL;
}

static Case
shrink (Case test)
{
  for (gboolean is_smaller = TRUE; is_smaller;)
    {
      is_smaller = FALSE;
      for (guint i = 0; i < MAX_STEPS; i++)
        {
          Case less = { test.seed, test.steps & ~(1u << i) };

          if (less.steps == test.steps || find_fault (&less) == NULL)
            continue;
          test = less;
          is_smaller = TRUE;
        }
    }
  return test;
}

static void
report (const Case *test)
{
  g_auto (Library) library = { NULL };
  const char *fault = find_fault (test);

  g_test_message ("HERALD_MERGE_SEED=%u: it is not so that a merge %s; still so with steps %x", test->seed, fault, test->steps);
  open_library (&library);
  make_history (test, &library);
  for (guint i = 0; i < library.hashes->len; i++)
    {
      const HeraldVersion *version = get_version (&library, g_ptr_array_index (library.hashes, i));
      g_auto (GStrv) parents = look_up_parents (version->hash, &library);
      g_autofree char *joined = g_strjoinv (" ", parents);

      g_test_message ("%s (%s): %s", version->hash, joined,
                      herald_document_get_text (get_body (&library, version->hash), NULL));
    }
  for (guint i = 0; i < N_PEOPLE; i++)
    g_test_message ("head: %s", library.heads[i]);
}

static void
test_histories (void)
{
  const char *cases = g_getenv ("HERALD_MERGE_CASES");
  const char *seed = g_getenv ("HERALD_MERGE_SEED");
  guint n_cases = seed != NULL ? 1 : cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) / 10 : DEFAULT_CASES;
  guint32 first = seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : (guint32) g_test_rand_int ();

  for (guint i = 0; i < n_cases; i++)
    {
      Case test = { first + i, (1u << MAX_STEPS) - 1 };

      if (find_fault (&test) == NULL)
        continue;
      test = shrink (test);
      report (&test);
      g_test_fail ();
      return;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-history/properties", test_histories);
  return g_test_run ();
}
