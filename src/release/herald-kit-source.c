/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-source.h"

/**
 * herald_kit_source_read_asset:
 * @sha256: which file
 * @library: a #HeraldLibrary
 * @error: return location, as for herald_library_get_asset()
 *
 * A #HeraldAssetReader over a library; may be called in several threads at once.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
herald_kit_source_read_asset (const char  *sha256,
                              gpointer     library,
                              GError     **error)
{
  return herald_library_get_asset (library, sha256, error);
}

static GBytes *
get_derived (const char *sha256,
             const char *name,
             gpointer    library)
{
  return herald_library_get_derived (library, sha256, name);
}

static void
keep_derived (const char *sha256,
              const char *name,
              GBytes     *bytes,
              gpointer    library)
{
  herald_library_keep_derived (library, sha256, name, bytes);
}

/* Beside herald_kit_source_read_asset(), over the same library. */
const HeraldAssetMemory herald_kit_source_memory = { get_derived, keep_derived };

/**
 * herald_kit_source_read_look:
 * @library: a library
 *
 * Returns: how its kits look; a library that cannot say so still makes them
 */
HeraldLook
herald_kit_source_read_look (HeraldLibrary *library)
{
  g_autofree char *accent = herald_library_get_setting (library, HERALD_LOOK_SETTING_ACCENT, NULL);
  g_autofree char *typeface = herald_library_get_setting (library, HERALD_LOOK_SETTING_TYPEFACE, NULL);

  return herald_look_read (accent, typeface);
}
