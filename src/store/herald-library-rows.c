/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library.h"

/**
 * herald_working_copy_copy:
 * @copy: a working copy
 *
 * Returns: (transfer full): another one, with the same document
 */
HeraldWorkingCopy *
herald_working_copy_copy (const HeraldWorkingCopy *copy)
{
  HeraldWorkingCopy *other;

  g_return_val_if_fail (copy != NULL, NULL);

  other = g_new (HeraldWorkingCopy, 1);
  *other = *copy;
  other->document = copy->document ? herald_document_ref (copy->document) : NULL;
  other->base = g_strdup (copy->base);

  return other;
}

/**
 * herald_working_copy_free:
 * @copy: (transfer full) (nullable): a working copy
 */
void
herald_working_copy_free (HeraldWorkingCopy *copy)
{
  if (copy == NULL)
    return;
  g_clear_pointer (&copy->document, herald_document_unref);
  g_free (copy->base);
  g_free (copy);
}

/**
 * herald_list_row_free:
 * @row: (transfer full) (nullable): a row of a list
 */
void
herald_list_row_free (HeraldListRow *row)
{
  if (row == NULL)
    return;
  g_clear_pointer (&row->summary, herald_summary_free);
  g_free (row->author);
  g_free (row->snippet);
  g_free (row->headline);
  g_free (row);
}

/**
 * herald_counts_free:
 * @counts: (transfer full) (nullable): what a sidebar tells
 */
void
herald_counts_free (HeraldCounts *counts)
{
  if (counts == NULL)
    return;
  g_ptr_array_unref (counts->tags);
  g_ptr_array_unref (counts->parties);
  g_free (counts);
}

/**
 * herald_history_row_free:
 * @row: (transfer full) (nullable): a row of a history
 */
void
herald_history_row_free (HeraldHistoryRow *row)
{
  if (row == NULL)
    return;
  g_clear_pointer (&row->version, herald_version_free);
  g_strfreev (row->signers);
  g_clear_pointer (&row->events, g_ptr_array_unref);
  g_free (row->snippet);
  g_free (row);
}

/**
 * herald_version_event_free:
 * @event: (transfer full) (nullable): what happened to a version
 */
void
herald_version_event_free (HeraldVersionEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->recipient);
  g_free (event->target);
  g_free (event->by);
  g_strfreev (event->formats);
  g_free (event);
}

/**
 * herald_sync_row_free:
 * @row: (transfer full) (nullable): what sync needs to know of a document
 */
void
herald_sync_row_free (HeraldSyncRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_clear_pointer (&row->heads, g_ptr_array_unref);
  g_free (row->remote_rev);
  g_free (row);
}

/**
 * herald_arrival_free:
 * @arrival: (transfer full) (nullable): heads that arrived; its arrays free what they hold
 */
void
herald_arrival_free (HeraldArrival *arrival)
{
  if (arrival == NULL)
    return;
  g_free (arrival->id);
  g_clear_pointer (&arrival->versions, g_ptr_array_unref);
  g_clear_pointer (&arrival->bodies, g_ptr_array_unref);
  g_free (arrival->remote_rev);
  g_free (arrival);
}
