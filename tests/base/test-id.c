/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-id.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_IDS 10000

static void
test_forms (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = herald_id_new ();
      g_autofree char *uuid = herald_uuid_new ();

      g_assert_cmpuint (strlen (id), ==, 13);
      g_assert_true (herald_id_is_valid (id));
      g_assert_true (herald_uuid_is_valid (uuid));
      g_assert_false (herald_id_is_valid (uuid));
      g_assert_cmpint (uuid[14], ==, '4');
      g_assert_nonnull (strchr ("89ab", uuid[19]));
    }
}

static void
test_never_repeated (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_IDS; i++)
    {
      g_assert_true (g_hash_table_add (seen, herald_id_new ()));
      g_assert_true (g_hash_table_add (seen, herald_uuid_new ()));
    }
}

/* All 64 bits are drawn: no character but the last, which holds four bits, misses a letter. */
static void
test_every_character_varies (void)
{
  g_autoptr (GHashTable) letters = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *id = herald_id_new ();

      for (guint place = 0; place < 13; place++)
        g_hash_table_add (letters, GUINT_TO_POINTER (place << 8 | (guint8) id[place]));
    }

  g_assert_cmpuint (g_hash_table_size (letters), ==, 12 * 32 + 16);
}

static void
test_not_copied_by_fork (void)
{
  char theirs[37] = { 0 };
  g_autofree char *mine = NULL;
  int channel[2] = { -1, -1 };
  int status = 0;
  pid_t child = 0;

  g_assert_no_errno (pipe (channel));
  child = fork ();
  g_assert_cmpint (child, >=, 0);

  if (child == 0)
    _exit (write (channel[1], herald_uuid_new (), 36) == 36 ? 0 : 1);

  mine = herald_uuid_new ();
  g_assert_cmpint (read (channel[0], theirs, 36), ==, 36);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (mine, !=, theirs);

  close (channel[0]);
  close (channel[1]);
}

static void
test_refused (void)
{
  static const char * const ids[] = { "", "aaaaaaaaaaaa", "aaaaaaaaaaaaaa", "AAAAAAAAAAAAA", "aaaaaaaaaaaa1", "aaaaaa/aaaaaa", NULL };
  static const char * const uuids[] = {
    "", "6ba7b810-9dad-11d1-80b4-00c04fd430c", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "6ba7b810x9dad-11d1-80b4-00c04fd430c8",
    "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "6ba7b8109dad11d180b400c04fd430c8----", NULL
  };

  for (guint i = 0; ids[i] != NULL; i++)
    g_assert_false (herald_id_is_valid (ids[i]));
  for (guint i = 0; uuids[i] != NULL; i++)
    g_assert_false (herald_uuid_is_valid (uuids[i]));

  g_assert_false (herald_id_is_valid (NULL));
  g_assert_false (herald_uuid_is_valid (NULL));
  g_assert_true (herald_uuid_is_valid ("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
}

static void
test_hashes (void)
{
  g_assert_true (herald_hash_is_valid ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  g_assert_false (herald_hash_is_valid ("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"));
  g_assert_false (herald_hash_is_valid ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85"));
  g_assert_false (herald_hash_is_valid ("../../../../../../../../../../../../../../../../../../etc/passwd"));
  g_assert_false (herald_hash_is_valid (""));
  g_assert_false (herald_hash_is_valid (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/id/forms", test_forms);
  g_test_add_func ("/id/never-repeated", test_never_repeated);
  g_test_add_func ("/id/every-character-varies", test_every_character_varies);
  g_test_add_func ("/id/not-copied-by-fork", test_not_copied_by_fork);
  g_test_add_func ("/id/refused", test_refused);
  g_test_add_func ("/id/hashes", test_hashes);

  return g_test_run ();
}
