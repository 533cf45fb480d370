/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-import.h"

#include "import-words.h"

#define N_MIXTURES 600
#define N_RANDOM 3000
#define LARGE (1024 * 1024)
/* Linear work takes a second or two even with the sanitizers; quadratic work on such a text takes hours. */
#define PATIENCE_SECONDS 60

static int
by_name (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
read_all_lines (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "tests", "import", "data", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, by_name);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) split = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      split = g_strsplit (text, "\n", -1);
      for (guint j = 0; split[j] != NULL; j++)
        g_ptr_array_add (lines, g_strdup (split[j]));
    }

  return lines;
}

static char *
pick (GRand     *rand,
      GPtrArray *lines)
{
  char *line = g_strdup (g_ptr_array_index (lines, g_rand_int_range (rand, 0, lines->len)));
  glong n = g_utf8_strlen (line, -1);

  /* Now and then a character is missing, or a mark stands in a wrong place. */
  if (n > 2 && g_rand_int_range (rand, 0, 4) == 0)
    {
      static const char * const marks[] = { "", "“", "”", "\"", "«", "»", "「", "」", ":", " - ", "„", ".", "(" };
      const char *at = g_utf8_offset_to_pointer (line, g_rand_int_range (rand, 0, n));
      const char *next = g_utf8_next_char (at);
      char *changed = g_strdup_printf ("%.*s%s%s", (int) (at - line), line,
                                       marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))], next);

      g_free (line);
      line = changed;
    }

  return line;
}

/* Whatever stands beside whatever: no word is lost, none is invented, none changes its place. */
static void
test_mixtures (void)
{
  g_autoptr (GPtrArray) lines = read_all_lines ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261201);

  for (guint i = 0; i < N_MIXTURES; i++)
    {
      g_autoptr (GString) text = g_string_new ("Aurelia");
      g_autoptr (HeraldAnnouncement) announcement = NULL;
      g_autofree char *lost = NULL;

      for (int n = g_rand_int_range (rand, 1, 24); n > 0; n--)
        {
          g_autofree char *line = pick (rand, lines);

          g_string_append_printf (text, "\n%s%s", g_rand_int_range (rand, 0, 3) == 0 ? "\n" : "", line);
        }

      announcement = herald_import_text (text->str, text->len, NULL, NULL);
      g_assert_nonnull (announcement);
      lost = find_lost_words (announcement, text->str);
      if (lost != NULL)
        g_test_message ("mixture %u: %s\n%s", i, lost, text->str);
      g_assert_cmpstr (lost, ==, NULL);
    }
}

static void
test_random (void)
{
  static const char * const atoms[] = {
    "“", "”", "\"", "«", "»", "„", "「", "」", "‘", "’", "said", "Anna", " ", " ", "\n", "\r", "\f", ".", ",", ":", "-", "–",
    "(", ")", "1", "2026", "年", "说", "林", "CEO", "of", "Aurelia", "About", "Source", "@", "a@b.example", "+39 035 555",
    "Contact", "Embargo until", "December", "\xc2\xa0", "\xef\xbb\xbf", "\xe2\x80\xa8", "###", "https://", "\t", "é", "\xcc\x81", "*",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (HeraldAnnouncement) announcement = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_text = i % 2 == 0;

      for (int n = g_rand_int_range (rand, 0, 120); n > 0; n--)
        if (is_text)
          g_string_append (text, atoms[g_rand_int_range (rand, 0, G_N_ELEMENTS (atoms))]);
        else
          g_string_append_c (text, (char) g_rand_int_range (rand, 0, 256));

      announcement = herald_import_text (text->str, text->len, i % 3 == 0 ? "zh" : i % 3 == 1 ? "en" : NULL, &error);
      g_assert_true ((announcement == NULL) == (error != NULL));
      if (announcement != NULL)
        {
          g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);

          g_assert_nonnull (document);
        }
    }
}

/* A megabyte, made to send a careless reader back and forth. */
static void
test_large (gconstpointer data)
{
  const char *unit = data;
  g_autoptr (GString) text = g_string_new ("Aurelia Optics and Kitefin Mobile ");
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  gint64 start;

  while (text->len < LARGE)
    g_string_append (text, unit);

  start = g_get_monotonic_time ();
  announcement = herald_import_text (text->str, text->len, "en", NULL);
  g_assert_nonnull (announcement);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PATIENCE_SECONDS * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  static const char * const units[] = {
    "“", "\"a ", "“a,” said ", "“We start,” said Bruni. ", "“a” ", "a. ", "said: ", ", ", "     ", "A and B ",
    "“A. ", "\n", "- a\n", "Contact: a\n", "About X\nWords of a paragraph that is long enough to be one, surely.\n",
    "“We start with one lens.”\n— Anna Bruni, CEO\n", "http://", "1. a\n", "Title of a part\n",
    "aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aa\n",
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/mixtures", test_mixtures);
  g_test_add_func ("/hostile/random", test_random);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/large/%u", i);

      g_test_add_data_func (path, units[i], test_large);
    }

  return g_test_run ();
}
