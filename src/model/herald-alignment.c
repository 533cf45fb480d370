/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-alignment.h"

/* The places of a longest increasing run of positions, negative ones left out: patience sorting (M. L. Fredman, "On
 * computing the length of longest increasing subsequences", 1975). Whatever stands there has kept its order; the rest
 * has moved, and no smaller set of moves tells the difference. Returns one flag a position. */
static gboolean *
find_kept (const int *positions,
           guint      n)
{
  gboolean *kept = g_new0 (gboolean, n + 1);
  g_autofree guint *ends = g_new (guint, n + 1);     /* [l]: place of the smallest end of a run of length l + 1 */
  g_autofree guint *previous = g_new (guint, n + 1); /* place before this one in its run */
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (positions[i] < 0)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (positions[ends[middle]] < positions[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? ends[low - 1] : n;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? ends[length - 1] : n; i < n; i = previous[i])
    kept[i] = TRUE;
  return kept;
}

/* What is gone from before, from place i up to the next one that is still there. */
static void
add_gone (GArray    *aligned,
          const int *found,
          guint      n_before,
          guint      i)
{
  for (; i < n_before && found[i] < 0; i++)
    {
      HeraldAligned gone = { (int) i, -1, FALSE, 0 };

      g_array_append_val (aligned, gone);
    }
}

/**
 * herald_align_lists:
 * @n_before: length of a list
 * @n_after: its length in a later state
 * @matches: (array length=n_after): for each element of the later state its place in the earlier one, or -1
 *
 * Only the fewest elements that explain the new order are said to have moved.
 *
 * Returns: (transfer full) (element-type HeraldAligned): every element of both
 */
GArray *
herald_align_lists (guint      n_before,
                    guint      n_after,
                    const int *matches)
{
  GArray *aligned = g_array_sized_new (FALSE, FALSE, sizeof (HeraldAligned), n_after);
  g_autofree gboolean *kept = find_kept (matches, n_after);
  g_autofree int *found = g_new (int, n_before + 1);    /* by place before: the place after */
  g_autofree int *n_passed = g_new (int, n_before + 1); /* by place before: so many unmoved ones stand above it */
  int n_kept = 0;

  for (guint i = 0; i < n_before; i++)
    found[i] = -1;
  for (guint i = 0; i < n_after; i++)
    if (matches[i] >= 0)
      found[matches[i]] = (int) i;
  for (guint i = 0; i < n_before; i++)
    {
      n_passed[i] = n_kept;
      n_kept += found[i] >= 0 && kept[found[i]] ? 1 : 0;
    }

  n_kept = 0;
  add_gone (aligned, found, n_before, 0);
  for (guint i = 0; i < n_after; i++)
    {
      gboolean moved = matches[i] >= 0 && !kept[i];
      HeraldAligned element = { matches[i], (int) i, moved, moved ? n_kept - n_passed[matches[i]] : 0 };

      g_array_append_val (aligned, element);
      n_kept += kept[i] ? 1 : 0;
      if (matches[i] >= 0)
        add_gone (aligned, found, n_before, (guint) matches[i] + 1);
    }
  return aligned;
}
