/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HeraldChoice of herald-merge-resolve.h: what a person decided. */
#include "herald-merge-resolve.h"

/**
 * herald_choice_new:
 * @subject: as in the conflict
 * @member: (nullable): as in the conflict; %NULL: all conflicts of @subject
 * @kind: what was chosen
 * @value: (nullable) (transfer none): of a rewritten one, what stands there from now on
 *
 * Returns: (transfer full): the choice
 */
HeraldChoice *
herald_choice_new (const char       *subject,
                   const char       *member,
                   HeraldChoiceKind  kind,
                   JsonNode         *value)
{
  HeraldChoice *choice;

  g_return_val_if_fail (subject != NULL, NULL);

  choice = g_new0 (HeraldChoice, 1);
  choice->subject = g_strdup (subject);
  choice->member = g_strdup (member);
  choice->kind = kind;
  choice->value = value != NULL ? herald_node_copy (value) : NULL;
  return choice;
}

/**
 * herald_choice_copy:
 * @choice: a choice
 *
 * Returns: (transfer full): a copy
 */
HeraldChoice *
herald_choice_copy (const HeraldChoice *choice)
{
  HeraldChoice *copy;

  g_return_val_if_fail (choice != NULL, NULL);

  copy = herald_choice_new (choice->subject, choice->member, choice->kind, choice->value);
  copy->head = g_strdup (choice->head);
  return copy;
}

/**
 * herald_choice_free:
 * @choice: (nullable) (transfer full): a choice
 */
void
herald_choice_free (HeraldChoice *choice)
{
  if (choice == NULL)
    return;
  g_free (choice->subject);
  g_free (choice->member);
  g_clear_pointer (&choice->value, json_node_unref);
  g_free (choice->head);
  g_free (choice);
}
