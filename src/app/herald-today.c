/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-today.h"

/* More than this of one kind in one library is no list for a day. */
#define MAX_OF_A_KIND 50
#define MAX_LIFTS 500
#define NEAR_S (7 * G_TIME_SPAN_DAY / G_USEC_PER_SEC)

void
herald_today_item_free (HeraldTodayItem *item)
{
  herald_shelf_entry_unref (item->entry);
  herald_list_row_free (item->row);
  g_free (item);
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) herald_today_item_free);
}

static gboolean
collect (HeraldShelfEntry  *entry,
         HeraldTodayKind    kind,
         HeraldListQuery    query,
         GPtrArray         *items,
         GError           **error)
{
  g_autoptr(GPtrArray) rows = herald_library_list (entry->library, &query, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      HeraldTodayItem *item = g_new0 (HeraldTodayItem, 1);

      item->kind = kind;
      item->entry = herald_shelf_entry_ref (entry);
      item->row = g_steal_pointer (&g_ptr_array_index (rows, i));
      g_ptr_array_add (items, item);
    }
  return rows != NULL;
}

static HeraldListQuery
make_query (HeraldTodayKind kind,
            gint64          now)
{
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT, .limit = MAX_OF_A_KIND };

  query.conflict = kind == HERALD_TODAY_CONFLICT;
  query.commented = kind == HERALD_TODAY_COMMENTS;
  if (kind == HERALD_TODAY_REVIEW)
    query.status = HERALD_STATUS_REVIEW;
  if (kind == HERALD_TODAY_LIFT)
    {
      query.sort = HERALD_SORT_LIFT;
      query.lift_from = now / G_USEC_PER_SEC;
      query.lift_until = now / G_USEC_PER_SEC + NEAR_S;
    }
  return query;
}

/* Lifts of several libraries come in the order of time; all else stays by library. */
static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const HeraldTodayItem *one = *(HeraldTodayItem *const *) a;
  const HeraldTodayItem *other = *(HeraldTodayItem *const *) b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->kind == HERALD_TODAY_LIFT)
    return g_strcmp0 (one->row->summary->embargo_utc, other->row->summary->embargo_utc);
  if (one->row->modified != other->row->modified)
    return one->row->modified > other->row->modified ? -1 : 1;
  return 0;
}

/**
 * herald_today_collect:
 * @entries: (element-type HeraldShelfEntry): the libraries
 * @now: microseconds since 1970
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldTodayItem) (nullable): what needs the person, by kind; the same announcement
 *   may need several things
 */
GPtrArray *
herald_today_collect (GPtrArray  *entries,
                      gint64      now,
                      GError    **error)
{
  g_autoptr(GPtrArray) items = items_new ();

  for (guint i = 0; i < entries->len; i++)
    for (HeraldTodayKind kind = 0; kind < HERALD_N_TODAY; kind++)
      if (!collect (g_ptr_array_index (entries, i), kind, make_query (kind, now), items, error))
        return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

/**
 * herald_today_collect_lifts:
 * @entries: (element-type HeraldShelfEntry): the libraries
 * @from: seconds since 1970
 * @until: the first second that is too late
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldTodayItem) (nullable): the lifts, the earliest first
 */
GPtrArray *
herald_today_collect_lifts (GPtrArray  *entries,
                            gint64      from,
                            gint64      until,
                            GError    **error)
{
  g_autoptr(GPtrArray) items = items_new ();
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT, .limit = MAX_LIFTS, .sort = HERALD_SORT_LIFT };

  query.lift_from = from;
  query.lift_until = until;
  for (guint i = 0; i < entries->len; i++)
    if (!collect (g_ptr_array_index (entries, i), HERALD_TODAY_LIFT, query, items, error))
      return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

typedef struct
{
  GPtrArray *entries;
  gint64     now;   /* 0: lifts */
  gint64     from;
  gint64     until;
} Load;

static void
load_free (Load *load)
{
  g_ptr_array_unref (load->entries);
  g_free (load);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  GPtrArray *items = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (load->now != 0)
    items = herald_today_collect (load->entries, load->now, &error);
  else
    items = herald_today_collect_lifts (load->entries, load->from, load->until, &error);
  if (items == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

static void
run (HeraldShelf         *shelf,
     Load                *load,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (shelf, cancellable, callback, user_data);

  load->entries = herald_shelf_list (shelf);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_in_thread);
}

void
herald_today_load_async (HeraldShelf         *shelf,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Load *load = g_new0 (Load, 1);

  load->now = herald_clock_get_real (herald_shelf_get_clock (shelf));
  run (shelf, load, cancellable, callback, user_data);
}

void
herald_today_lifts_async (HeraldShelf         *shelf,
                          gint64               from,
                          gint64               until,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Load *load = g_new0 (Load, 1);

  load->from = from;
  load->until = until;
  run (shelf, load, cancellable, callback, user_data);
}

GPtrArray *
herald_today_finish (GAsyncResult  *result,
                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
