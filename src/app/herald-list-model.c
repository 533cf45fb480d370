/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-list-model.h"

#define PAGE 128
/* Pages kept at most, beside what the view itself holds on to. */
#define MAX_PAGES 12
/* Changes come in bursts (autosave, a pull): one refresh answers them all. */
#define REFRESH_AFTER_MS 120

struct _HeraldListModel
{
  GObject        parent_instance;

  HeraldLibrary *library;
  char          *query;
  HeraldScope   *scope;
  HeraldSort     sort;
  GPtrArray     *items;      /* of HeraldListItem or NULL: one place per row, filled where somebody looked */
  GQueue         pages;      /* of page numbers that are loaded or asked for, the latest first */
  GCancellable  *cancellable; /* of everything asked for under this query */
  guint          refresh_source;
  gboolean       loaded;
};

enum
{
  SIGNAL_LOADED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldListModel, herald_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Places that nobody looked at are NULL. */
static void
unref_item (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

static HeraldListQuery
make_query (HeraldListModel *self,
            guint            offset,
            guint            limit)
{
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT };

  query.query = self->query;
  query.offset = offset;
  query.limit = limit;
  query.sort = self->sort;
  herald_scope_apply (self->scope, herald_clock_get_real (herald_library_get_clock (self->library)), &query);
  return query;
}

static void
report (HeraldListModel *self,
        const GError    *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
drop_page (HeraldListModel *self,
           guint            page)
{
  for (guint i = page * PAGE; i < MIN ((page + 1) * PAGE, self->items->len); i++)
    g_clear_object (&g_ptr_array_index (self->items, i));
}

typedef struct
{
  HeraldListModel *model;
  GCancellable    *cancellable;
  guint            offset;
} PageRun;

static void
page_run_free (PageRun *run)
{
  g_object_unref (run->model);
  g_object_unref (run->cancellable);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageRun, page_run_free)

static void
on_page (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(PageRun) run = data;
  HeraldListModel *self = run->model;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_list_finish (HERALD_LIBRARY (source), result, &error);

  if (g_cancellable_is_cancelled (run->cancellable))
    return;
  if (rows == NULL)
    {
      report (self, error);
      return;
    }
  for (guint i = 0; i < rows->len && run->offset + i < self->items->len; i++)
    {
      gpointer *place = &g_ptr_array_index (self->items, run->offset + i);

      if (*place != NULL)
        herald_list_item_set_row (*place, g_steal_pointer (&g_ptr_array_index (rows, i)));
    }
}

static void
want_page (HeraldListModel *self,
           guint            page)
{
  HeraldListQuery query = make_query (self, page * PAGE, PAGE);
  PageRun *run = NULL;

  g_queue_remove (&self->pages, GUINT_TO_POINTER (page));
  g_queue_push_head (&self->pages, GUINT_TO_POINTER (page));
  if (self->pages.length > MAX_PAGES)
    drop_page (self, GPOINTER_TO_UINT (g_queue_pop_tail (&self->pages)));
  run = g_new0 (PageRun, 1);
  run->model = g_object_ref (self);
  run->cancellable = g_object_ref (self->cancellable);
  run->offset = page * PAGE;
  herald_library_list_async (self->library, &query, self->cancellable, on_page, run);
}

static GType
get_item_type (GListModel *list)
{
  return HERALD_TYPE_LIST_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return HERALD_LIST_MODEL (list)->items->len;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  HeraldListModel *self = HERALD_LIST_MODEL (list);
  gpointer *place = NULL;
  guint page = position / PAGE;

  if (position >= self->items->len)
    return NULL;
  place = &g_ptr_array_index (self->items, position);
  if (*place == NULL)
    {
      /* A page has all its places from the moment that it is asked for, so that the answer fills each. */
      for (guint i = page * PAGE; i < MIN ((page + 1) * PAGE, self->items->len); i++)
        if (g_ptr_array_index (self->items, i) == NULL)
          g_ptr_array_index (self->items, i) = herald_list_item_new ();
      want_page (self, page);
    }
  return g_object_ref (*place);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Refreshing: the count and the loaded stretch are asked for together; rows that stayed keep their items, so that
 * selection and scroll position stay with them. */

typedef struct
{
  guint      n_rows;
  guint      offset;
  GPtrArray *rows;
} Refreshed;

static void
refreshed_free (Refreshed *refreshed)
{
  g_clear_pointer (&refreshed->rows, g_ptr_array_unref);
  g_free (refreshed);
}

typedef struct
{
  HeraldLibrary  *library;
  HeraldListQuery query;  /* with strings of its own */
} RefreshJob;

static void
refresh_job_free (RefreshJob *job)
{
  g_object_unref (job->library);
  g_free ((char *) job->query.query);
  g_free ((char *) job->query.tag);
  g_free ((char *) job->query.party);
  g_free (job);
}

static RefreshJob *
refresh_job_new (HeraldListModel *self,
                 guint            offset,
                 guint            limit)
{
  RefreshJob *job = g_new0 (RefreshJob, 1);

  job->library = g_object_ref (self->library);
  job->query = make_query (self, offset, limit);
  job->query.query = g_strdup (job->query.query);
  job->query.tag = g_strdup (job->query.tag);
  job->query.party = g_strdup (job->query.party);
  return job;
}

static void
refresh_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  RefreshJob *job = data;
  g_autoptr(GError) error = NULL;
  Refreshed *refreshed = g_new0 (Refreshed, 1);

  refreshed->offset = job->query.offset;
  refreshed->n_rows = herald_library_count (job->library, &job->query, &error);
  if (refreshed->n_rows != G_MAXUINT)
    refreshed->rows = herald_library_list (job->library, &job->query, &error);
  if (refreshed->rows == NULL)
    {
      refreshed_free (refreshed);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  else
    g_task_return_pointer (task, refreshed, (GDestroyNotify) refreshed_free);
}

static GPtrArray *
merge_items (HeraldListModel *self,
             Refreshed       *refreshed)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items = g_ptr_array_new_with_free_func (unref_item);

  for (guint i = 0; i < self->items->len; i++)
    {
      HeraldListItem *item = g_ptr_array_index (self->items, i);

      if (item != NULL && herald_list_item_get_id (item) != NULL)
        g_hash_table_insert (known, (gpointer) herald_list_item_get_id (item), item);
    }
  g_ptr_array_set_size (items, (int) refreshed->n_rows);
  for (guint i = 0; i < refreshed->rows->len && refreshed->offset + i < items->len; i++)
    {
      HeraldListRow *row = g_ptr_array_index (refreshed->rows, i);
      HeraldListItem *item = g_hash_table_lookup (known, row->summary->id);

      g_ptr_array_index (items, refreshed->offset + i) = item != NULL ? g_object_ref (item) : herald_list_item_new ();
    }
  return items;
}

static void
replace_items (HeraldListModel *self,
               GPtrArray       *items)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->items);
  guint head = 0;
  guint tail = 0;

  while (head < before->len && head < items->len &&
         g_ptr_array_index (before, head) == g_ptr_array_index (items, head))
    head++;
  while (tail < before->len - head && tail < items->len - head &&
         g_ptr_array_index (before, before->len - tail - 1) == g_ptr_array_index (items, items->len - tail - 1))
    tail++;
  self->items = items;
  if (before->len - head - tail > 0 || items->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, items->len - head - tail);
}

static void
note_pages (HeraldListModel *self,
            Refreshed       *refreshed)
{
  g_queue_clear (&self->pages);
  for (guint i = 0; i * PAGE < refreshed->rows->len; i++)
    g_queue_push_head (&self->pages, GUINT_TO_POINTER (refreshed->offset / PAGE + i));
}

static void
on_refreshed (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  HeraldListModel *self = HERALD_LIST_MODEL (source);
  g_autoptr(GError) error = NULL;
  Refreshed *refreshed = g_task_propagate_pointer (G_TASK (result), &error);

  if (refreshed == NULL)
    {
      report (self, error);
      return;
    }
  note_pages (self, refreshed);
  replace_items (self, merge_items (self, refreshed));
  for (guint i = 0; i < refreshed->rows->len && refreshed->offset + i < self->items->len; i++)
    {
      HeraldListItem *item = g_ptr_array_index (self->items, refreshed->offset + i);

      if (item != NULL)
        herald_list_item_set_row (item, g_steal_pointer (&g_ptr_array_index (refreshed->rows, i)));
    }
  refreshed_free (refreshed);
  self->loaded = TRUE;
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
refresh (HeraldListModel *self,
         gboolean         from_top)
{
  g_autoptr(GTask) task = NULL;
  guint first = G_MAXUINT;
  guint last = 0;

  for (GList *page = self->pages.head; page != NULL && !from_top; page = page->next)
    {
      first = MIN (first, GPOINTER_TO_UINT (page->data));
      last = MAX (last, GPOINTER_TO_UINT (page->data));
    }
  /* A far jump leaves a gap between the pages: the latest place is what somebody looks at. */
  if (first != G_MAXUINT && last - first >= MAX_PAGES)
    first = last = GPOINTER_TO_UINT (self->pages.head->data);
  if (first == G_MAXUINT)
    first = 0;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_refreshed, NULL);
  g_task_set_source_tag (task, refresh);
  g_task_set_task_data (task, refresh_job_new (self, first * PAGE, (MAX (last, first) - first + 1) * PAGE),
                        (GDestroyNotify) refresh_job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, refresh_thread);
}

static gboolean
on_refresh_timer (gpointer data)
{
  HeraldListModel *self = data;

  self->refresh_source = 0;
  refresh (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_library_changed (HeraldListModel *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_AFTER_MS, on_refresh_timer, self);
}

static void
herald_list_model_dispose (GObject *object)
{
  HeraldListModel *self = HERALD_LIST_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_list_model_parent_class)->dispose (object);
}

static void
herald_list_model_finalize (GObject *object)
{
  HeraldListModel *self = HERALD_LIST_MODEL (object);

  g_clear_object (&self->cancellable);
  g_queue_clear (&self->pages);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->scope, herald_scope_free);

  G_OBJECT_CLASS (herald_list_model_parent_class)->finalize (object);
}

static void
herald_list_model_class_init (HeraldListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_list_model_dispose;
  object_class->finalize = herald_list_model_finalize;

  signals[SIGNAL_LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
herald_list_model_init (HeraldListModel *self)
{
  self->items = g_ptr_array_new_with_free_func (unref_item);
  self->cancellable = g_cancellable_new ();
  self->scope = herald_scope_new (HERALD_SCOPE_ALL, NULL);
  g_queue_init (&self->pages);
}

/**
 * herald_list_model_new:
 * @library: the library to show
 *
 * Returns: (transfer full): a model that loads itself and follows the library
 */
HeraldListModel *
herald_list_model_new (HeraldLibrary *library)
{
  HeraldListModel *self = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  self = g_object_new (HERALD_TYPE_LIST_MODEL, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  refresh (self, TRUE);
  return self;
}

/**
 * herald_list_model_set_query:
 * @self: a model
 * @query: (nullable): words to look for; NULL or "": everything
 *
 * The rows of before stay until the new ones are here.
 */
void
herald_list_model_set_query (HeraldListModel *self,
                             const char      *query)
{
  g_return_if_fail (HERALD_IS_LIST_MODEL (self));

  if (g_strcmp0 (self->query, query) == 0)
    return;
  g_free (self->query);
  self->query = g_strdup (query);
  refresh (self, TRUE);
}

/**
 * herald_list_model_set_scope:
 * @self: a model
 * @scope: which list
 * @sort: in which order, unless words are looked for: then the newest come first
 *
 * The rows of before stay until the new ones are here.
 */
void
herald_list_model_set_scope (HeraldListModel   *self,
                             const HeraldScope *scope,
                             HeraldSort         sort)
{
  g_autoptr(HeraldScope) before = NULL;

  g_return_if_fail (HERALD_IS_LIST_MODEL (self));

  if (herald_scope_equal (self->scope, scope) && self->sort == sort)
    return;
  before = g_steal_pointer (&self->scope);
  self->scope = herald_scope_copy (scope);
  self->sort = sort;
  refresh (self, TRUE);
}

HeraldListQuery
herald_list_model_make_query (HeraldListModel *self)
{
  g_assert (HERALD_IS_LIST_MODEL (self));

  return make_query (self, 0, 0);
}

HeraldListItem *
herald_list_model_peek (HeraldListModel *self,
                        guint            position)
{
  g_return_val_if_fail (HERALD_IS_LIST_MODEL (self), NULL);

  return position < self->items->len ? g_ptr_array_index (self->items, position) : NULL;
}

const char *
herald_list_model_get_query (HeraldListModel *self)
{
  g_return_val_if_fail (HERALD_IS_LIST_MODEL (self), NULL);

  return self->query;
}

gboolean
herald_list_model_is_loaded (HeraldListModel *self)
{
  g_return_val_if_fail (HERALD_IS_LIST_MODEL (self), FALSE);

  return self->loaded;
}

/**
 * herald_list_model_find:
 * @self: a model
 * @id: an announcement's id
 *
 * Returns: its place among the loaded rows, or %GTK_INVALID_LIST_POSITION (all bits set)
 */
guint
herald_list_model_find (HeraldListModel *self,
                        const char      *id)
{
  g_return_val_if_fail (HERALD_IS_LIST_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->items->len; i++)
    {
      HeraldListItem *item = g_ptr_array_index (self->items, i);

      if (item != NULL && g_strcmp0 (herald_list_item_get_id (item), id) == 0)
        return i;
    }
  return G_MAXUINT;
}
