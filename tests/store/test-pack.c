/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pack.h"

#include "herald-store-error.h"

#include <string.h>

static void
assert_round_trip (const char *text,
                   gsize       length,
                   const char *dictionary,
                   gsize       dictionary_length)
{
  g_autoptr(GBytes) packed = herald_pack (text, length, dictionary, dictionary_length);
  g_autoptr(GError) error = NULL;
  g_autofree char *unpacked = NULL;
  gsize unpacked_length;

  unpacked = herald_unpack (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), dictionary, dictionary_length, &unpacked_length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (unpacked, unpacked_length, text, length);
  g_assert_cmpint (unpacked[unpacked_length], ==, 0);
}

static char *
make_text (gsize length)
{
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = g_test_rand_int_range (' ', 127);
  text[length] = '\0';

  return text;
}

static void
test_round_trip (void)
{
  const gsize lengths[] = { 0, 1, 100, 32768, 32769, 300000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = make_text (lengths[i]);
      g_autofree char *other = make_text (lengths[i]);

      assert_round_trip (text, lengths[i], NULL, 0);
      assert_round_trip (text, lengths[i], other, lengths[i]);
      assert_round_trip (text, lengths[i], text, lengths[i]);
    }
}

/* What the dictionary is for. */
static void
test_small_edit (void)
{
  g_autofree char *before = make_text (8000);
  g_autofree char *after = g_strdup (before);
  g_autoptr(GBytes) packed = NULL;

  memcpy (after + 4000, "a new word", 10);
  packed = herald_pack (after, 8000, before, 8000);
  g_assert_cmpuint (g_bytes_get_size (packed), <, 200);
}

static void
test_damage (void)
{
  g_autofree char *text = make_text (5000);
  g_autoptr(GBytes) packed = herald_pack (text, 5000, NULL, 0);
  g_autoptr(GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  for (gsize length = 0; length < size; length += 97)
    {
      g_assert_null (herald_unpack (data, length, NULL, 0, NULL, &error));
      g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED);
      g_clear_error (&error);
    }
  for (guint32 claim = 4998; claim < 5003; claim++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autofree char *unpacked = NULL;
      guint32 header = GUINT32_TO_LE (claim);

      memcpy (copy, &header, sizeof header);
      unpacked = herald_unpack (copy, size, NULL, 0, NULL, NULL);
      g_assert_cmpint (unpacked != NULL, ==, claim == 5000);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/pack/round-trip", test_round_trip);
  g_test_add_func ("/store/pack/small-edit", test_small_edit);
  g_test_add_func ("/store/pack/damage", test_damage);

  return g_test_run ();
}
