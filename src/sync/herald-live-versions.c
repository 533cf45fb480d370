/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-live-versions.h"

/* Seconds until words that descend from base may become a version: only an automatic one of the same person, and of just
 * now, is a reason to wait. A clock that was set, here or where the version comes from, is none. */
static guint
seconds_to_wait (const HeraldVersion  *base,
                 const HeraldAuthor   *author,
                 gint64                now)
{
  g_autoptr (GDateTime) time = NULL;
  gint64 age = 0;

  if (base == NULL || !base->automatic || g_strcmp0 (base->author->email, author->email) != 0)
    return 0;

  time = g_date_time_new_from_iso8601 (base->time, NULL);
  age = time != NULL ? now - g_date_time_to_unix (time) : -1;

  return age >= 0 && age < HERALD_LIVE_INTERVAL_S ? (guint) (HERALD_LIVE_INTERVAL_S - age) : 0;
}

/* FALSE: it cannot be saved. */
static gboolean
save_one (HeraldLibrary       *library,
          const char          *id,
          const HeraldAuthor  *author,
          guint               *wait,
          GError             **error)
{
  gint64 now = herald_clock_get_real (herald_library_get_clock (library)) / G_USEC_PER_SEC;
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_autoptr (HeraldVersion) base = NULL;
  g_autoptr (HeraldVersion) version = NULL;

  if (copy == NULL)
    return FALSE;

  base = copy->base != NULL ? herald_library_get_version (library, copy->base, NULL) : NULL;
  *wait = seconds_to_wait (base, author, now);
  if (*wait > 0)
    return TRUE;

  version = herald_library_save_version (library, id, author, NULL, TRUE, error);
  return version != NULL;
}

/**
 * herald_live_save_due:
 * @library: a library
 * @author: whom the versions are by
 * @next: (out): seconds until another one will be due, or 0
 * @error: return location
 *
 * Returns: whether all that is due was saved
 */
gboolean
herald_live_save_due (HeraldLibrary       *library,
                      const HeraldAuthor  *author,
                      guint               *next,
                      GError             **error)
{
  g_autoptr (GPtrArray) dirty = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (author != NULL && next != NULL, FALSE);

  *next = 0;
  dirty = herald_library_list_dirty (library, error);
  if (dirty == NULL)
    return FALSE;

  for (guint i = 0; i < dirty->len; i++)
    {
      guint wait = 0;

      if (!save_one (library, g_ptr_array_index (dirty, i), author, &wait, error))
        return FALSE;
      if (wait > 0 && (*next == 0 || wait < *next))
        *next = wait;
    }

  return TRUE;
}

/**
 * herald_live_sum_unsent:
 * @library: a library
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a sum of the documents, and of their heads, that the server has not got
 */
char *
herald_live_sum_unsent (HeraldLibrary  *library,
                        GError        **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  rows = herald_library_list_unpushed (library, 0, error);
  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldSyncRow *row = g_ptr_array_index (rows, i);

      g_checksum_update (sum, (const guchar *) row->id, -1);
      for (guint j = 0; j < row->heads->len; j++)
        g_checksum_update (sum, g_ptr_array_index (row->heads, j), -1);
    }

  return rows->len > 0 ? g_strdup (g_checksum_get_string (sum)) : g_strdup ("");
}
