/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merges of 20,000 words and histories of 10,000 versions, where they are nasty. Prints a line for each: milliseconds of the
 * processor, of the best round. */
#include <string.h>
#include <time.h>

#include "herald-announcement.h"
#include "herald-merge-version.h"

#define UUID "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d"
#define N_WORDS 20000
#define N_VERSIONS 10000
#define N_ROUNDS 5

/* Two people's texts of one announcement. words_per_block: of how many words each block is. */
typedef struct
{
  const char *name;
  guint       words_per_block;
  void      (*edit_ours)   (GPtrArray *words);
  void      (*edit_theirs) (GPtrArray *words);
  guint       moved; /* blocks of ours that go from the start to the end */
} Nasty;

static void
replace (GPtrArray  *words,
         guint       first,
         guint       step,
         const char *with)
{
  for (guint i = first; i < words->len; i += step)
    {
      char *word = g_strdup_printf ("%s%u", with, i);

      g_free (g_steal_pointer (&g_ptr_array_index (words, i)));
      g_ptr_array_index (words, i) = word;
    }
}

static void
change_nothing (GPtrArray *words)
{
}

static void
change_few (GPtrArray *words)
{
  replace (words, 17, 997, "few");
}

static void
change_few_others (GPtrArray *words)
{
  replace (words, 500, 997, "others");
}

static void
change_all (GPtrArray *words)
{
  replace (words, 0, 1, "all");
}

static void
change_all_otherwise (GPtrArray *words)
{
  replace (words, 0, 1, "otherwise");
}

static void
change_even (GPtrArray *words)
{
  replace (words, 0, 2, "even");
}

static void
change_every_fourth (GPtrArray *words)
{
  replace (words, 1, 4, "fourth");
}

/* The second half of the words before the first. */
static void
swap_halves (GPtrArray *words)
{
  for (guint i = 0; i < words->len / 2; i++)
    g_ptr_array_add (words, g_ptr_array_steal_index (words, 0));
}

static void
reverse (GPtrArray *words)
{
  for (guint i = 0; i < words->len / 2; i++)
    {
      gpointer kept = g_ptr_array_index (words, i);

      g_ptr_array_index (words, i) = g_ptr_array_index (words, words->len - 1 - i);
      g_ptr_array_index (words, words->len - 1 - i) = kept;
    }
}

static const Nasty nasty[] = {
  { "a few words by both, paragraphs of 50 words", 50, change_few, change_few_others, 0 },
  { "a few words by both, one block", N_WORDS, change_few, change_few_others, 0 },
  { "a few words by both, blocks of one word", 1, change_few, change_few_others, 0 },
  { "every word by one, a few by the other, one block", N_WORDS, change_all, change_few, 0 },
  { "every word by both, one block", N_WORDS, change_all, change_all_otherwise, 0 },
  { "every word by both, blocks of one word", 1, change_all, change_all_otherwise, 0 },
  { "every second word by one, every fourth by the other, one block", N_WORDS, change_even, change_every_fourth, 0 },
  { "every second word by one, every fourth by the other, paragraphs", 50, change_even, change_every_fourth, 0 },
  { "halves of one block changed places, a few words", N_WORDS, swap_halves, change_few, 0 },
  { "all words backwards, a few words, one block", N_WORDS, reverse, change_few, 0 },
  { "halves of 20,000 blocks changed places, a few words", 1, change_nothing, change_few, N_WORDS / 2 },
  { "paragraphs moved to the end, every second word", 50, change_few, change_even, 200 },
};

static HeraldDocument *
make_document (const Nasty *self,
               void       (*edit) (GPtrArray *words),
               guint        moved)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PRODUCT, "en");
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  g_free (announcement->id);
  announcement->id = g_strdup (UUID);
  for (guint i = 0; i < N_WORDS; i++)
    g_ptr_array_add (words, g_strdup_printf ("%s%u", i % 3 == 0 ? "lens" : "word", i * 7 % 3001)); /* some words often */
  edit (words);
  for (guint i = 0; i < words->len; i++)
    {
      g_string_append (text, g_ptr_array_index (words, i));
      if ((i + 1) % self->words_per_block != 0)
        {
          g_string_append_c (text, ' ');
          continue;
        }
      g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, text->str));
      g_free (((HeraldBlock *) g_ptr_array_index (announcement->body, announcement->body->len - 1))->id);
      ((HeraldBlock *) g_ptr_array_index (announcement->body, announcement->body->len - 1))->id
        = g_strdup_printf ("%c%c%c%c%caaaaaaaa", 'a' + i / 17576 % 26, 'a' + i / 676 % 26, 'a' + i / 26 % 26, 'a' + i % 26, 'a');
      g_string_truncate (text, 0);
    }
  g_string_free (text, TRUE);
  for (guint i = 0; i < moved; i++)
    g_ptr_array_add (announcement->body, g_ptr_array_steal_index (announcement->body, 0));
  return herald_announcement_to_document (announcement);
}

static void
measure_nasty (const Nasty *self)
{
  g_autoptr (HeraldDocument) base = make_document (self, change_nothing, 0);
  g_autoptr (HeraldDocument) ours = make_document (self, self->edit_ours, self->moved);
  g_autoptr (HeraldDocument) theirs = make_document (self, self->edit_theirs, 0);
  clock_t best = G_MAXLONG;
  guint n_conflicts = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      clock_t start = clock ();
      g_autoptr (HeraldMerge) merge = herald_merge_documents (base, ours, theirs, NULL);

      best = MIN (best, clock () - start);
      n_conflicts = merge->conflicts->len;
    }
  g_print ("%7.1f ms  %s (%u conflicts)\n", best * 1000.0 / CLOCKS_PER_SEC, self->name, n_conflicts);
}

/* Versions by hash, all with one of two bodies. */
typedef struct
{
  GHashTable     *versions;
  HeraldDocument *bodies[2];
} Library;

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
  Library *library = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (library->bodies); i++)
    if (g_str_equal (herald_document_get_hash (library->bodies[i]), hash))
      return herald_document_ref (library->bodies[i]);
  return NULL;
}

static const char *
commit (Library    *library,
        const char *one,
        const char *other,
        guint       i)
{
  const char *parents[] = { one, other, NULL };
  g_autoptr (HeraldAuthor) author = herald_author_new ("Anna Bruni", NULL);
  g_autofree char *message = g_strdup_printf ("Version %u", i);
  HeraldVersion *version = herald_version_new (UUID, parents, author, "2026-11-22T07:16:42Z", message, FALSE,
                                               herald_document_get_hash (library->bodies[i % 2]));

  g_hash_table_replace (library->versions, version->hash, version);
  return version->hash;
}

/* merge_every: 0: never. is_crossed: each merge is made twice, by two people. */
static void
measure_history (const char *name,
                 guint       merge_every,
                 gboolean    is_crossed)
{
  static const Nasty plain = { NULL, 50, NULL, NULL, 0 };
  Library library = { g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) herald_version_free), { NULL } };
  const char *one, *other;
  clock_t best = G_MAXLONG;

  library.bodies[0] = make_document (&plain, change_nothing, 0);
  library.bodies[1] = make_document (&plain, change_few, 0);
  one = commit (&library, NULL, NULL, 0);
  other = commit (&library, one, NULL, 1);
  for (guint i = 2; i < N_VERSIONS; i += 2)
    {
      gboolean merges = merge_every > 0 && i % merge_every == 0;
      const char *next = commit (&library, one, merges ? other : NULL, i);

      if (merges)
        other = commit (&library, is_crossed ? one : next, is_crossed ? other : NULL, i + 1);
      else if (merge_every > 0)
        other = commit (&library, other, NULL, i + 1);
      one = next;
    }
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      const char *heads[] = { one, other, NULL };
      clock_t start = clock ();
      g_autoptr (GError) error = NULL;
      g_autoptr (HeraldMerge) merge = herald_merge_heads (heads, look_up_version, look_up_body, &library, &error);

      best = MIN (best, clock () - start);
      if (merge == NULL)
        g_printerr ("%s: %s\n", name, error->message);
    }
  g_print ("%7.1f ms  %s (%u versions)\n", best * 1000.0 / CLOCKS_PER_SEC, name, g_hash_table_size (library.versions));
  g_hash_table_unref (library.versions);
  herald_document_unref (library.bodies[0]);
  herald_document_unref (library.bodies[1]);
}

/* With an argument only those whose name has it. */
static gboolean
is_wanted (const char *name,
           int         argc,
           char       *argv[])
{
  return argc < 2 || strstr (name, argv[1]) != NULL;
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; guint merge_every; gboolean is_crossed; } histories[] = {
    { "history: one line", 0, FALSE },
    { "history: a merge every 10 versions", 10, FALSE },
    { "history: merged by both every 10 versions", 10, TRUE },
    { "history: criss-cross all along", 2, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    if (is_wanted (nasty[i].name, argc, argv))
      measure_nasty (&nasty[i]);
  for (guint i = 0; i < G_N_ELEMENTS (histories); i++)
    if (is_wanted (histories[i].name, argc, argv))
      measure_history (histories[i].name, histories[i].merge_every, histories[i].is_crossed);
  return 0;
}
