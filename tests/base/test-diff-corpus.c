/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real releases, edited as people edit: what a reader is shown must stay near to what was done. */
#include "herald-diff.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define N_RELEASES 400

/* The releases, or NULL where they or the program that unpacks them are not here. */
static GPtrArray *
load_releases (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "..", "shared", "corpus", "senate-releases.jsonl.xz", NULL);
  const char *argv[] = { "xz", "-dc", path, NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *texts;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, NULL)
      || output == NULL || *output == '\0')
    return NULL;
  texts = g_ptr_array_new_with_free_func (g_free);
  lines = g_strsplit (output, "\n", N_RELEASES + 1);
  for (guint i = 0; i < N_RELEASES && lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();

      g_assert_true (json_parser_load_from_data (parser, lines[i], -1, NULL));
      g_ptr_array_add (texts, g_strdup (json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), "text")));
    }
  return texts;
}

/* Sentences of a few words, none twice, so that each edit is one that a person would see. */
static GPtrArray *
pick_sentences (const char *text)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) pieces = g_strsplit (text, ". ", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (pieces[i], " ", -1);

      if (g_strv_length (words) >= 8 && g_strv_length (words) <= 60 && g_ascii_isupper (pieces[i][0])
          && strpbrk (pieces[i], "!?:;\n") == NULL && g_hash_table_add (known, pieces[i]))
        g_ptr_array_add (sentences, g_strconcat (pieces[i], ".", NULL));
    }
  return sentences;
}

static char *
join (GPtrArray *sentences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (sentences, i));
  return g_string_free (text, FALSE);
}

/* Replaces, inserts, removes or swaps words in the middle of a sentence: one place. */
static char *
edit_sentence (const char *sentence)
{
  g_auto (GStrv) words = g_strsplit (sentence, " ", -1);
  guint n = g_strv_length (words), at = (guint) g_test_rand_int_range (2, (int) n - 3);
  char *was = words[at];

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      words[at] = g_strdup ("spectacles");
      g_free (was);
      break;
    case 1:
      words[at] = g_strconcat (was, " moreover", NULL);
      g_free (was);
      break;
    case 2:
      words[at] = words[at + 1];
      words[at + 1] = was;
      break;
    default:
      words[at] = g_strdup ("a wholly different thing");
      g_free (was);
    }
  return g_strjoinv (" ", words);
}

/* Edits every third sentence or so, in one way each. Returns how many. */
static guint
edit (GPtrArray *sentences)
{
  guint n = 0;

  for (guint i = 1; i < sentences->len; i += 3)
    {
      char *was = g_ptr_array_index (sentences, i);

      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          g_ptr_array_remove_index (sentences, i);
          break;
        case 1:
          g_ptr_array_insert (sentences, (int) i, g_strdup ("Grinding such glass takes patient hands and quiet rooms."));
          break;
        default:
          g_ptr_array_index (sentences, i) = edit_sentence (was);
          g_free (was);
        }
      n++;
    }
  return n;
}

static guint
count_changes (GArray *spans)
{
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, i);

      n += span->kind != HERALD_DIFF_SAME && (i == 0 || span[-1].kind == HERALD_DIFF_SAME) ? 1 : 0;
    }
  return n;
}

/* No change that nobody made is shown, but for a swap of two words, which are two. */
static void
test_no_confetti (void)
{
  g_autoptr (GPtrArray) releases = load_releases ();
  guint n_edits = 0, n_changes = 0;

  if (releases == NULL)
    {
      g_test_skip ("the corpus of releases, or xz, is not here");
      return;
    }
  for (guint i = 0; i < releases->len; i++)
    {
      g_autoptr (GPtrArray) sentences = pick_sentences (g_ptr_array_index (releases, i));
      g_autofree char *before = join (sentences);
      guint n = edit (sentences);
      g_autofree char *after = join (sentences);
      g_autoptr (GArray) spans = herald_diff_texts (before, after);

      g_assert_cmpuint (count_changes (spans), <=, 2 * n);
      n_edits += n;
      n_changes += count_changes (spans);
    }
  g_test_message ("%u edits are told as %u changes", n_edits, n_changes);
  g_assert_cmpuint (n_edits, >, 300);
  g_assert_cmpuint (10 * n_changes, <=, 13 * n_edits);
}

/* Another release in the place of one is that, not a thousand words kept by chance. */
static void
test_nothing_kept_by_chance (void)
{
  g_autoptr (GPtrArray) releases = load_releases ();
  guint n_chars = 0, n_same = 0, n_changes = 0;

  if (releases == NULL)
    {
      g_test_skip ("the corpus of releases, or xz, is not here");
      return;
    }
  for (guint i = 1; i < releases->len; i += 2)
    {
      g_autoptr (GArray) spans = herald_diff_texts (g_ptr_array_index (releases, i - 1), g_ptr_array_index (releases, i));

      for (guint k = 0; k < spans->len; k++)
        {
          const HeraldDiffSpan *span = &g_array_index (spans, HeraldDiffSpan, k);

          n_chars += span->a_length;
          n_same += span->kind == HERALD_DIFF_SAME ? span->a_length : 0;
        }
      n_changes += count_changes (spans);
    }
  g_test_message ("%u of %u characters are told as kept, in %u changes", n_same, n_chars, n_changes);
  g_assert_cmpuint (n_same, <, n_chars / 12);
  g_assert_cmpuint (n_changes, <, 5 * releases->len);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diff/corpus/no-confetti", test_no_confetti);
  g_test_add_func ("/diff/corpus/nothing-kept-by-chance", test_nothing_kept_by_chance);
  return g_test_run ();
}
