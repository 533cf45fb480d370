/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-verify.h"

/**
 * herald_damage_free:
 * @damage: (transfer full) (nullable): a damage
 */
void
herald_damage_free (HeraldDamage *damage)
{
  if (damage == NULL)
    return;
  g_free (damage->document);
  g_free (damage->object);
  g_free (damage->message);
  g_free (damage);
}

/**
 * herald_damage_kind_to_string:
 * @kind: what is wrong
 *
 * Returns: its name for programs
 */
const char *
herald_damage_kind_to_string (HeraldDamageKind kind)
{
  static const char * const names[] = { "database", "version", "graph", "body", "head", "copy", "asset", "leftover", "absent" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

/**
 * herald_damage_is_loss:
 * @damage: a damage
 *
 * Returns: whether something is wrong, and not only superfluous or elsewhere
 */
gboolean
herald_damage_is_loss (const HeraldDamage *damage)
{
  g_return_val_if_fail (damage != NULL, FALSE);

  return damage->kind != HERALD_DAMAGE_LEFTOVER && damage->kind != HERALD_DAMAGE_ABSENT;
}
