/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server finds too large is shown, and not sent again until it changes, or a day has passed: an administrator may
 * have raised the limit. */
#include "herald-round.h"

#include <string.h>

#define SETTING_REFUSED "remote-refused" /* a line each: id, heads, when (seconds since 1970), why, with tabs */
#define MAX_REFUSED     1000
#define AGAIN_AFTER_S   (24 * 3600)

static char *
join_heads (const HeraldSyncRow *row)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < row->heads->len && g_ptr_array_index (row->heads, i) != NULL; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "," : "", (char *) g_ptr_array_index (row->heads, i));
  return g_string_free (joined, FALSE);
}

static gint64
get_now (HeraldRound *round)
{
  return herald_clock_get_real (herald_library_get_clock (round->library)) / G_USEC_PER_SEC;
}

/* id -> line */
static GHashTable *
load (HeraldRound *round)
{
  g_autofree char *setting = herald_library_get_setting (round->library, SETTING_REFUSED, NULL);
  g_auto (GStrv) lines = g_strsplit (setting != NULL ? setting : "", "\n", -1);
  GHashTable *refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');

      if (tab != NULL)
        g_hash_table_insert (refused, g_strndup (lines[i], (gsize) (tab - lines[i])), g_strdup (lines[i]));
    }

  return refused;
}

static GHashTable *
get_refused (HeraldRound *round)
{
  if (round->refused == NULL)
    round->refused = load (round);
  return round->refused;
}

/* Whether it was refused as it is now; then that is said again, and this round leaves it. */
gboolean
herald_round_is_refused (HeraldRound         *round,
                         const HeraldSyncRow *row)
{
  const char *line = g_hash_table_lookup (get_refused (round), row->id);
  g_auto (GStrv) parts = g_strsplit (line != NULL ? line : "", "\t", 4);
  g_autofree char *heads = join_heads (row);

  if (g_strv_length (parts) != 4 || !g_str_equal (parts[1], heads) ||
      ABS (get_now (round) - g_ascii_strtoll (parts[2], NULL, 10)) > AGAIN_AFTER_S)
    return FALSE;

  herald_round_set_aside (round, row->id, parts[3]);
  g_hash_table_add (round->aside, g_strdup (row->id));
  return TRUE;
}

void
herald_round_note_refused (HeraldRound         *round,
                           const HeraldSyncRow *row,
                           const char          *why)
{
  g_autofree char *heads = join_heads (row);
  g_autofree char *words = g_strdelimit (g_strdup (why), "\t\n", ' ');

  if (g_hash_table_size (get_refused (round)) < MAX_REFUSED)
    g_hash_table_replace (round->refused, g_strdup (row->id),
                          g_strdup_printf ("%s\t%s\t%" G_GINT64_FORMAT "\t%s", row->id, heads, get_now (round), words));
}

/* Forgets what is not waiting any more, and keeps the rest for the next round. */
gboolean
herald_round_keep_refused (HeraldRound  *round,
                           GError      **error)
{
  g_autofree char *kept = herald_library_get_setting (round->library, SETTING_REFUSED, NULL);
  g_autoptr (GString) setting = g_string_new (NULL);
  GHashTableIter iter = { 0 };
  gpointer id = NULL;
  gpointer line = NULL;

  g_hash_table_iter_init (&iter, get_refused (round));
  while (g_hash_table_iter_next (&iter, &id, &line))
    if (g_hash_table_contains (round->aside, id))
      g_string_append_printf (setting, "%s%s", setting->len > 0 ? "\n" : "", (char *) line);

  return g_str_equal (setting->str, kept != NULL ? kept : "") ||
         herald_library_set_setting (round->library, SETTING_REFUSED, setting->len > 0 ? setting->str : NULL, error);
}
