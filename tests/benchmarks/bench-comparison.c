/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares two versions of 20,000 words, edited lightly, heavily, and where it is nasty. Reads releases, one JSON object
 * {name, text} a line, from standard input. Prints a line for each: milliseconds of the processor, of the best round. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "herald-comparison.h"

#define N_WORDS 20000
#define N_ROUNDS 7

static GPtrArray *
read_words (void)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  char *line = NULL;

  while (words->len < 2 * N_WORDS && g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();
      g_autofree char *owned = g_steal_pointer (&line);
      g_auto (GStrv) pieces = NULL;

      if (!json_parser_load_from_data (parser, owned, -1, NULL))
        continue;
      pieces = g_strsplit_set (json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), "text"), " \n", -1);
      for (guint i = 0; pieces[i] != NULL; i++)
        if (*pieces[i] != '\0')
          g_ptr_array_add (words, g_strdup (pieces[i]));
    }
  if (words->len < 2 * N_WORDS)
    g_error ("too few words: %u of %u", words->len, 2 * N_WORDS);
  return words;
}

/* Blocks of that many words, with ids by place. */
static HeraldAnnouncement *
make_announcement (GPtrArray *words,
                   guint      first,
                   guint      per_block)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  guint n = 0;

  g_free (announcement->id);
  announcement->id = g_strdup ("3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d");
  for (guint i = first; i < first + N_WORDS; i += per_block)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      HeraldBlock *block = NULL;

      for (guint k = i; k < i + per_block && k < first + N_WORDS; k++)
        g_string_append_printf (text, "%s%s", k > i ? " " : "", (char *) g_ptr_array_index (words, k));
      block = herald_block_new (HERALD_BLOCK_PARAGRAPH, text->str);
      for (guint k = 0, number = n++; k < 13; k++, number /= 26)
        block->id[k] = (char) ('a' + number % 26);
      g_ptr_array_add (announcement->body, block);
    }
  return announcement;
}

static void
replace_words (HeraldBlock *block,
               guint        every)
{
  g_auto (GStrv) words = g_strsplit (block->text, " ", -1);
  guint n = g_strv_length (words);

  for (guint i = MIN (every, n) / 2; i < n; i += every)
    {
      g_free (words[i]);
      words[i] = g_strdup_printf ("other%u", i);
    }
  g_free (block->text);
  block->text = g_strjoinv (" ", words);
}

static void
edit (HeraldAnnouncement *announcement,
      guint               every_block,
      guint               every_word,
      guint               n_moved,
      guint               n_removed)
{
  for (guint i = 0; every_block > 0 && i < announcement->body->len; i += every_block)
    replace_words (g_ptr_array_index (announcement->body, i), every_word);
  for (guint i = 0; i < n_moved; i++)
    g_ptr_array_insert (announcement->body, (int) (announcement->body->len / 2),
                        g_ptr_array_steal_index (announcement->body, i * 3 % announcement->body->len));
  for (guint i = 0; i < n_removed; i++)
    g_ptr_array_remove_index (announcement->body, i * 7 % announcement->body->len);
}

static void
measure (const char         *name,
         HeraldAnnouncement *before,
         HeraldAnnouncement *after)
{
  g_autoptr (HeraldDocument) one = herald_announcement_to_document (before);
  g_autoptr (HeraldDocument) other = herald_announcement_to_document (after);
  double best = G_MAXDOUBLE;
  guint n = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      clock_t start = clock ();
      g_autoptr (HeraldComparison) comparison = herald_comparison_new (one, other);

      best = MIN (best, (double) (clock () - start) * 1000 / CLOCKS_PER_SEC);
      n = herald_comparison_get_n_changes (comparison);
    }
  printf ("%-36s %7.1f ms  %u changes\n", name, best, n);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *name; guint per_block, every_block, every_word, n_moved, n_removed; } cases[] = {
    { "nothing changed", 80, 0, 0, 0, 0 },
    { "a word in every tenth paragraph", 80, 10, 1000, 1, 0 },
    { "every tenth word, much moved", 80, 1, 10, 40, 20 },
    { "every third word", 80, 1, 3, 0, 0 },
    { "one paragraph, every tenth word", N_WORDS, 1, 10, 0, 0 },
    { "one paragraph, every third word", N_WORDS, 1, 3, 0, 0 },
  };
  g_autoptr (GPtrArray) words = read_words ();
  g_autoptr (HeraldAnnouncement) other = make_announcement (words, N_WORDS, 80);
  g_autoptr (HeraldAnnouncement) first = make_announcement (words, 0, 80);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldAnnouncement) before = make_announcement (words, 0, cases[i].per_block);
      g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);

      edit (after, cases[i].every_block, cases[i].every_word, cases[i].n_moved, cases[i].n_removed);
      measure (cases[i].name, before, after);
    }
  measure ("another text, paragraph by paragraph", first, other);
  for (guint i = 0; i < other->body->len; i++)
    ((HeraldBlock *) g_ptr_array_index (other->body, i))->id[12] = 'z';
  measure ("another text, other paragraphs", first, other);
  return 0;
}
