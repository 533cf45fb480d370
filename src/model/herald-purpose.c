/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-purpose.h"

static const char * const names[] = { "review", "briefing", "release" };

/**
 * herald_purpose_to_string:
 * @purpose: why something leaves the house
 *
 * Returns: (transfer none): its name in commands and files
 */
const char *
herald_purpose_to_string (HeraldPurpose purpose)
{
  g_return_val_if_fail ((guint) purpose < G_N_ELEMENTS (names), NULL);

  return names[purpose];
}

/**
 * herald_purpose_from_string:
 * @name: (nullable): a name
 * @purpose: (out): the purpose of that name
 *
 * Returns: whether there is one; @purpose is untouched otherwise
 */
gboolean
herald_purpose_from_string (const char    *name,
                            HeraldPurpose *purpose)
{
  g_return_val_if_fail (purpose != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *purpose = (HeraldPurpose) i;
        return TRUE;
      }
  return FALSE;
}
