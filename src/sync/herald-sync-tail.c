/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a round sees with one request that nothing has changed. */
#include "herald-round.h"

#include "herald-tail.h"

#define SETTING_TAIL    "remote-tail"
#define SETTING_CHECKED "remote-checked" /* when the checkpoint was compared last: seconds since 1970 */
#define CHECK_EVERY_S   3600
#define MAX_ROWS        16

/* Only now and then: the tail tells a restored server by itself, unless it was written to since until its last changes are
 * the very same ones; then this does. */
static gboolean
is_checked (HeraldRound *round)
{
  g_autofree char *checked = herald_library_get_setting (round->library, SETTING_CHECKED, NULL);
  gint64 now = herald_clock_get_real (herald_library_get_clock (round->library)) / G_USEC_PER_SEC;

  return checked != NULL && ABS (now - g_ascii_strtoll (checked, NULL, 10)) < CHECK_EVERY_S;
}

static gboolean
has_unpushed (HeraldRound  *round,
              gboolean     *has,
              GError      **error)
{
  guint n = 0;
  g_autoptr (GPtrArray) rows = NULL;

  do
    {
      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = herald_library_list_unpushed (round->library, ++n, error);
    }
  while (rows != NULL && rows->len == n && herald_round_is_refused (round, g_ptr_array_index (rows, n - 1)));

  *has = rows != NULL && rows->len == n;
  return rows != NULL;
}

/* Reads the tail that the last round left, and where it stopped. */
void
herald_round_load_tail (HeraldRound *round)
{
  g_autofree char *text = herald_library_get_setting (round->library, SETTING_TAIL, NULL);

  g_clear_pointer (&round->tail, herald_tail_free);
  round->tail = herald_tail_parse (text);
  if (round->tail == NULL)
    round->tail = herald_tail_new (round->sequence);
}

/* sequence: where this round begins. Elsewhere than the last one ended, what that one noted says nothing. */
void
herald_round_begin_tail (HeraldRound *round,
                         const char  *sequence)
{
  if (g_strcmp0 (sequence, round->sequence) == 0)
    return;

  g_clear_pointer (&round->probed, g_ptr_array_unref);
  g_clear_pointer (&round->tail, herald_tail_free);
  round->tail = herald_tail_new (round->sequence);
}

/* The list began otherwise than it was left, and yet a full look found nothing new: a leaf went, or a cluster counts anew.
 * The checkpoint says that the server is the one that was left, so this is how the list stands now. */
static void
take_as_it_stands (HeraldRound *round)
{
  HeraldTail *tail = NULL;

  if (round->probed == NULL || round->n_rows > 0)
    return;

  tail = herald_tail_new (herald_tail_get_since (round->tail));
  for (guint i = 0; i < round->probed->len; i++)
    herald_tail_note (tail, g_ptr_array_index (round->probed, i));
  herald_tail_free (round->tail);
  round->tail = tail;
}

static gboolean
keep (HeraldRound  *round,
      GError      **error)
{
  g_autofree char *kept = herald_library_get_setting (round->library, SETTING_TAIL, NULL);
  g_autofree char *text = herald_tail_to_text (round->tail);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, herald_clock_get_real (herald_library_get_clock (round->library)) / G_USEC_PER_SEC);

  return (g_strcmp0 (kept, text) == 0 || herald_library_set_setting (round->library, SETTING_TAIL, text, error)) &&
         (is_checked (round) || herald_library_set_setting (round->library, SETTING_CHECKED, now, error));
}

/* At the end of a round that compared the checkpoint and took everything in. */
gboolean
herald_round_keep_tail (HeraldRound  *round,
                        GError      **error)
{
  take_as_it_stands (round);
  return keep (round, error);
}

/* Whether one request may do: nothing waits to be sent, or to be looked at again. */
static gboolean
may_be_quiet (HeraldRound  *round,
              gboolean     *may,
              GError      **error)
{
  gboolean unpushed = FALSE;

  *may = FALSE;
  if (round->sequence == NULL || herald_tail_get_length (round->tail) == 0 || !is_checked (round) ||
      !herald_round_has_checkpoint (round) || !herald_round_is_confirmed (round) || herald_round_has_unfinished (round) ||
      !herald_round_recall_access (round))
    return TRUE;
  if (!has_unpushed (round, &unpushed, error))
    return FALSE;

  *may = !unpushed;
  return TRUE;
}

/**
 * herald_round_is_quiet:
 * @round: a round that has its sequence and its tail
 * @quiet: (out): whether nothing has changed since the last round, there or here
 * @error: return location for what stops the round
 *
 * Asks for the last rows that were taken in. A server that answers otherwise than with these alone has something new, or
 * is not the one that was left: both are looked at in full.
 *
 * Returns: whether to go on
 */
gboolean
herald_round_is_quiet (HeraldRound  *round,
                       gboolean     *quiet,
                       GError      **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *sequence = NULL;
  guint pending = 0;

  if (!may_be_quiet (round, quiet, error))
    return FALSE;
  if (!*quiet)
    return TRUE;

  items = herald_remote_changes (round->remote, herald_tail_get_since (round->tail), MAX_ROWS, FALSE, &sequence, &pending,
                                 round->cancellable, &local);
  *quiet = items != NULL && pending == 0 && herald_tail_equals (round->tail, items);
  if (items != NULL && pending == 0 && !*quiet)
    round->probed = g_ptr_array_ref (items);
  if (items != NULL || herald_round_is_local_error (local))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
