/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-model.h"

#include <gio/gio.h>

#include "herald-fetch.h"
#include "herald-history-loader.h"

/* Who finds more versions than this needs another word. */
#define MAX_MATCHES 500
/* Changes come in bursts (autosave, a pull): one refresh answers them all. */
#define REFRESH_AFTER_MS 150

struct _HeraldHistoryModel
{
  GObject            parent_instance;

  HeraldLibrary     *library;
  char              *id;
  guint              page;
  HeraldHistoryItem *draft;
  GPtrArray         *items;       /* of HeraldHistoryItem: the lines */
  guint              n_named;     /* versions among them that are not folded */
  char              *words;       /* NULL: no search */
  GCancellable      *cancellable; /* of all that is being read for these lines */
  guint              refresh_source;
  GCancellable      *fetching;    /* of what is on the team's server only; lives as long as the model */
  gboolean           has_texts;   /* all texts were asked for */
};

enum
{
  SIGNAL_LOADED,
  SIGNAL_FAILED,
  SIGNAL_INCOMPLETE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldHistoryModel, herald_history_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *list)
{
  return HERALD_TYPE_HISTORY_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return HERALD_HISTORY_MODEL (list)->items->len;
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  HeraldHistoryModel *self = HERALD_HISTORY_MODEL (list);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static guint
position_of (HeraldHistoryModel *self,
             HeraldHistoryItem  *item)
{
  guint position = 0;

  return g_ptr_array_find (self->items, item, &position) ? position : G_MAXUINT;
}

/* Replaces the lines and says what is different, so that what stayed keeps its selection and its place on screen. */
static void
set_items (HeraldHistoryModel *self,
           GPtrArray          *items)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->items);
  guint head = 0;
  guint tail = 0;

  while (head < before->len && head < items->len && before->pdata[head] == items->pdata[head])
    head++;
  while (tail < before->len - head && tail < items->len - head &&
         before->pdata[before->len - tail - 1] == items->pdata[items->len - tail - 1])
    tail++;
  self->items = items;
  if (before->len > head + tail || items->len > head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, items->len - head - tail);
}

/* Puts items in the place of n lines. */
static void
splice (HeraldHistoryModel *self,
        guint               position,
        guint               n,
        GPtrArray          *items)
{
  GPtrArray *after = g_ptr_array_new_full (self->items->len + items->len, g_object_unref);

  for (guint i = 0; i < position; i++)
    g_ptr_array_add (after, g_object_ref (self->items->pdata[i]));
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (after, g_object_ref (items->pdata[i]));
  for (guint i = position + n; i < self->items->len; i++)
    g_ptr_array_add (after, g_object_ref (self->items->pdata[i]));
  set_items (self, after);
}

/* One thing that is being read: for which line of the kind MORE, or NULL: for the whole. */
typedef struct
{
  HeraldHistoryModel *model;
  GCancellable       *cancellable;
  HeraldHistoryItem  *more;
  guint               limit;
} LoadRun;

static LoadRun *
load_run_new (HeraldHistoryModel *self,
              HeraldHistoryItem  *more,
              guint               limit)
{
  LoadRun *run = g_new0 (LoadRun, 1);

  run->model = g_object_ref (self);
  run->cancellable = g_object_ref (self->cancellable);
  run->more = more != NULL ? g_object_ref (more) : NULL;
  run->limit = limit;
  return run;
}

static void
load_run_free (LoadRun *run)
{
  g_object_unref (run->model);
  g_object_unref (run->cancellable);
  g_clear_object (&run->more);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LoadRun, load_run_free)

/* NULL where it failed, which is said, or is not wanted any more. */
static GPtrArray *
finish (LoadRun      *run,
        GObject      *source,
        GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = herald_history_load_finish (HERALD_LIBRARY (source), result, &error);

  if (g_cancellable_is_cancelled (run->cancellable))
    g_clear_pointer (&items, g_ptr_array_unref);
  else if (items == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (run->model, signals[SIGNAL_FAILED], 0, error->message);
  return items;
}

/* The lines of versions that stand out, each followed by what is folded below it. */
static void
append_named (GPtrArray *lines,
              GPtrArray *versions)
{
  for (guint i = 0; i < versions->len; i++)
    {
      HeraldHistoryItem *item = versions->pdata[i];

      g_ptr_array_add (lines, g_object_ref (item));
      if (herald_history_item_get_row (item)->n_folded > 0)
        g_ptr_array_add (lines, herald_history_item_new_fold (item));
    }
}

static void
on_older (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(LoadRun) run = data;
  HeraldHistoryModel *self = run->model;
  g_autoptr(GPtrArray) versions = finish (run, source, result);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = position_of (self, run->more);

  herald_history_item_set_loading (run->more, FALSE);
  if (versions == NULL || position == G_MAXUINT)
    return;
  append_named (lines, versions);
  self->n_named += versions->len;
  if (versions->len == run->limit)
    g_ptr_array_add (lines, herald_history_item_new_more (NULL));
  splice (self, position, 1, lines);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/* How many versions of a fold are shown. */
static guint
count_unfolded (HeraldHistoryModel *self,
                HeraldHistoryItem  *fold)
{
  guint n = 0;

  for (guint i = position_of (self, fold) + 1; i < self->items->len; i++)
    {
      if (herald_history_item_get_fold (self->items->pdata[i]) != fold)
        break;
      n += herald_history_item_get_kind (self->items->pdata[i]) == HERALD_HISTORY_VERSION;
    }
  return n;
}

static void
on_unfolded (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(LoadRun) run = data;
  HeraldHistoryModel *self = run->model;
  g_autoptr(GPtrArray) versions = finish (run, source, result);
  HeraldHistoryItem *fold = herald_history_item_get_fold (run->more);
  guint position = position_of (self, run->more);

  herald_history_item_set_loading (run->more, FALSE);
  if (versions == NULL || position == G_MAXUINT)
    return;
  for (guint i = 0; i < versions->len; i++)
    herald_history_item_set_fold (versions->pdata[i], fold);
  if (versions->len == run->limit &&
      count_unfolded (self, fold) + versions->len < herald_history_item_get_n_folded (fold))
    g_ptr_array_add (versions, herald_history_item_new_more (fold));
  splice (self, position, 1, versions);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/**
 * herald_history_model_want:
 * @self: a model
 * @more: one of its lines, of the kind HERALD_HISTORY_MORE
 *
 * Reads a page of what that line stands for, unless that is under way. "loaded" follows.
 */
void
herald_history_model_want (HeraldHistoryModel *self,
                           HeraldHistoryItem  *more)
{
  HeraldHistoryItem *fold = NULL;

  g_return_if_fail (HERALD_IS_HISTORY_MODEL (self));
  g_return_if_fail (herald_history_item_get_kind (more) == HERALD_HISTORY_MORE);

  if (herald_history_item_get_loading (more))
    return;
  herald_history_item_set_loading (more, TRUE);
  fold = herald_history_item_get_fold (more);
  if (fold == NULL)
    herald_history_load_async (self->library, self->id, self->n_named, self->page, self->cancellable, on_older,
                               load_run_new (self, more, self->page));
  else
    herald_history_load_folded_async (self->library, self->id,
                                      herald_history_item_get_row (herald_history_item_get_above (fold)),
                                      count_unfolded (self, fold), self->page, self->cancellable, on_unfolded,
                                      load_run_new (self, more, self->page));
}

static void
open_fold (HeraldHistoryModel *self,
           HeraldHistoryItem  *fold)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  HeraldHistoryItem *more = herald_history_item_new_more (fold);

  g_ptr_array_add (lines, more);
  splice (self, position_of (self, fold) + 1, 0, lines);
  herald_history_item_set_open (fold, TRUE);
  herald_history_model_want (self, more);
}

static void
close_fold (HeraldHistoryModel *self,
            HeraldHistoryItem  *fold)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  guint position = position_of (self, fold) + 1;
  guint n = 0;

  while (position + n < self->items->len && herald_history_item_get_fold (self->items->pdata[position + n]) == fold)
    n++;
  herald_history_item_set_open (fold, FALSE);
  splice (self, position, n, nothing);
}

void
herald_history_model_toggle (HeraldHistoryModel *self,
                             HeraldHistoryItem  *fold)
{
  g_return_if_fail (HERALD_IS_HISTORY_MODEL (self));
  g_return_if_fail (herald_history_item_get_kind (fold) == HERALD_HISTORY_FOLD);

  if (position_of (self, fold) == G_MAXUINT)
    return;
  if (herald_history_item_get_open (fold))
    close_fold (self, fold);
  else
    open_fold (self, fold);
}

/* Refreshing: what is there already stays the same object, with what is folded out below it. */

static GHashTable *
index_named (HeraldHistoryModel *self)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      HeraldHistoryItem *item = self->items->pdata[i];

      if (herald_history_item_get_kind (item) == HERALD_HISTORY_VERSION && herald_history_item_get_fold (item) == NULL)
        g_hash_table_insert (index, (char *) herald_history_item_get_hash (item), GUINT_TO_POINTER (i + 1));
    }
  return index;
}

/* The fold at a place with what it shows. A line for more is a new one: it asks again, since what was asked for
 * before was of the history as it was. */
static void
append_fold (HeraldHistoryModel *self,
             GPtrArray          *lines,
             guint               position)
{
  HeraldHistoryItem *fold = self->items->pdata[position];

  g_ptr_array_add (lines, g_object_ref (fold));
  for (guint i = position + 1; i < self->items->len; i++)
    {
      HeraldHistoryItem *item = self->items->pdata[i];

      if (herald_history_item_get_fold (item) != fold)
        break;
      if (herald_history_item_get_kind (item) == HERALD_HISTORY_MORE)
        g_ptr_array_add (lines, herald_history_item_new_more (fold));
      else
        g_ptr_array_add (lines, g_object_ref (item));
    }
}

static GPtrArray *
merge_lines (HeraldHistoryModel *self,
             GPtrArray          *versions)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) index = index_named (self);

  g_ptr_array_add (lines, g_object_ref (self->draft));
  for (guint i = 0; i < versions->len; i++)
    {
      HeraldHistoryItem *item = versions->pdata[i];
      guint n_folded = herald_history_item_get_row (item)->n_folded;
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index, herald_history_item_get_hash (item)));
      HeraldHistoryItem *known = place > 0 ? self->items->pdata[place - 1] : NULL;
      gboolean same_fold = known != NULL && n_folded > 0 && herald_history_item_get_row (known)->n_folded == n_folded;

      if (known != NULL)
        herald_history_item_take (known, item);
      g_ptr_array_add (lines, g_object_ref (known != NULL ? known : item));
      if (same_fold)
        append_fold (self, lines, place);
      else if (n_folded > 0)
        g_ptr_array_add (lines, herald_history_item_new_fold (lines->pdata[lines->len - 1]));
    }
  return lines;
}

static void
on_refreshed (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(LoadRun) run = data;
  HeraldHistoryModel *self = run->model;
  g_autoptr(GPtrArray) versions = finish (run, source, result);
  GPtrArray *lines = NULL;

  if (versions == NULL)
    return;
  lines = merge_lines (self, versions);
  self->n_named = versions->len;
  if (versions->len == run->limit)
    g_ptr_array_add (lines, herald_history_item_new_more (NULL));
  set_items (self, lines);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(LoadRun) run = data;
  GPtrArray *versions = finish (run, source, result);

  if (versions == NULL)
    return;
  run->model->n_named = 0;
  set_items (run->model, versions);
  g_signal_emit (run->model, signals[SIGNAL_LOADED], 0);
}

static void
refresh (HeraldHistoryModel *self)
{
  guint limit = MAX (self->n_named, self->page);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->words != NULL)
    herald_history_load_matches_async (self->library, self->id, self->words, MAX_MATCHES, self->cancellable, on_found,
                                       load_run_new (self, NULL, MAX_MATCHES));
  else
    herald_history_load_async (self->library, self->id, 0, limit, self->cancellable, on_refreshed,
                               load_run_new (self, NULL, limit));
}

/* What came shows itself: the library changed. */
static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldHistoryModel) self = data;
  g_autoptr(GError) error = NULL;
  gboolean fetched = herald_fetch_finish (HERALD_LIBRARY (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_INCOMPLETE], 0, fetched ? NULL : error->message);
}

static gboolean
on_refresh_timer (gpointer data)
{
  HeraldHistoryModel *self = data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
on_library_changed (HeraldHistoryModel *self,
                    const char         *id)
{
  if ((id == NULL || g_str_equal (id, self->id)) && self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_AFTER_MS, on_refresh_timer, self);
}

static void
herald_history_model_dispose (GObject *object)
{
  HeraldHistoryModel *self = HERALD_HISTORY_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->fetching);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_history_model_parent_class)->dispose (object);
}

static void
herald_history_model_finalize (GObject *object)
{
  HeraldHistoryModel *self = HERALD_HISTORY_MODEL (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->fetching);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (herald_history_model_parent_class)->finalize (object);
}

static void
herald_history_model_class_init (HeraldHistoryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_history_model_dispose;
  object_class->finalize = herald_history_model_finalize;

  signals[SIGNAL_LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_INCOMPLETE] = g_signal_new ("incomplete", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
herald_history_model_init (HeraldHistoryModel *self)
{
  self->draft = herald_history_item_new_draft ();
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->items, g_object_ref (self->draft));
  self->cancellable = g_cancellable_new ();
  self->fetching = g_cancellable_new ();
}

/**
 * herald_history_model_new:
 * @library: a library
 * @id: an announcement's id
 * @page: how many versions to read at a time
 *
 * Returns: (transfer full): its timeline, which loads itself
 */
HeraldHistoryModel *
herald_history_model_new (HeraldLibrary *library,
                          const char    *id,
                          guint          page)
{
  HeraldHistoryModel *self = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (id != NULL && page > 0, NULL);

  self = g_object_new (HERALD_TYPE_HISTORY_MODEL, NULL);
  self->library = g_object_ref (library);
  self->id = g_strdup (id);
  self->page = page;
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  refresh (self);
  herald_fetch_missing_history_async (library, id, self->fetching, on_fetched, g_object_ref (self));
  return self;
}

/**
 * herald_history_model_set_words:
 * @self: a model
 * @words: (nullable): to look for in the texts; NULL or "": the timeline
 *
 * The lines of before stay until the new ones are here.
 */
void
herald_history_model_set_words (HeraldHistoryModel *self,
                                const char         *words)
{
  g_return_if_fail (HERALD_IS_HISTORY_MODEL (self));

  if (words != NULL && *words == '\0')
    words = NULL;
  if (g_strcmp0 (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  refresh (self);
  if (words != NULL && !self->has_texts)
    herald_fetch_missing_texts_async (self->library, self->id, self->fetching, on_fetched, g_object_ref (self));
  self->has_texts |= words != NULL;
}

gboolean
herald_history_model_is_search (HeraldHistoryModel *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_MODEL (self), FALSE);

  return self->words != NULL;
}

HeraldHistoryItem *
herald_history_model_get_draft (HeraldHistoryModel *self)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_MODEL (self), NULL);

  return self->draft;
}

HeraldHistoryItem *
herald_history_model_find (HeraldHistoryModel *self,
                           const char         *hash)
{
  g_return_val_if_fail (HERALD_IS_HISTORY_MODEL (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (herald_history_item_get_hash (self->items->pdata[i]), hash) == 0)
      return self->items->pdata[i];
  return NULL;
}
