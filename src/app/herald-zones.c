/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-zones.h"

#define ZONE_TAB "/usr/share/zoneinfo/zone1970.tab"
#define ZONE_TAB_OLD "/usr/share/zoneinfo/zone.tab"

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

/* zone.tab of the tz database: country codes, coordinates, zone, comments; separated by tabs. */
static void
read_tab (const char *path,
          GHashTable *zones)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = lines[i][0] != '#' ? g_strsplit (lines[i], "\t", 4) : NULL;

      if (fields != NULL && g_strv_length (fields) >= 3)
        g_hash_table_add (zones, g_strdup (fields[2]));
    }
}

/**
 * herald_zones_list:
 *
 * Returns: (transfer full): the IANA zones of places that this computer knows, sorted, and UTC; a few well-known ones
 *     when it has no table of them
 */
char **
herald_zones_list (void)
{
  static const char * const fallback[] = { "UTC", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Rome",
                                           "America/New_York", "America/Los_Angeles", "Asia/Shanghai", "Asia/Tokyo" };
  g_autoptr(GHashTable) zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name = NULL;

  /* zone.tab has a city per country, zone1970.tab those that differ since 1970: together what people look for. */
  read_tab (ZONE_TAB, zones);
  read_tab (ZONE_TAB_OLD, zones);
  for (guint i = 0; i < G_N_ELEMENTS (fallback); i++)
    if (i == 0 || g_hash_table_size (zones) < 10)
      g_hash_table_add (zones, g_strdup (fallback[i]));
  g_hash_table_iter_init (&iter, zones);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
