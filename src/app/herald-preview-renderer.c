/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-preview-renderer.h"

#include "herald-kit-source.h"
#include "herald-pages.h"

/* Four times a second is live to the eye; the rest of the time belongs to the one who types. */
#define INTERVAL_MS 250

/* What came out of a layout. Never changes, so both threads may look at it; the pages themselves are the worker's. */
typedef struct
{
  HeraldPages *pages;
  guint        n_pages;
  double       width;
  double       height;
  char       **texts;
  char       **problems;
} Made;

struct _HeraldPreviewRenderer
{
  GObject              parent_instance;

  HeraldLibrary       *library;
  HeraldPreviewSource  source;     /* NULL: stopped */
  gpointer             source_data;
  GThreadPool         *pool;       /* of one thread: fonts and pages are for one at a time */
  HeraldPageMaker     *maker;      /* the worker's */
  GCancellable        *cancellable;
  Made                *made;       /* or NULL */
  gboolean             busy;       /* pages are being made */
  gboolean             stale;      /* and what they are made of has changed */
  guint                timer;
  gint64               started;
  int                  wanted;     /* atomic: drawings of an earlier number are not wanted any more */
};

enum
{
  SIGNAL_MADE,
  SIGNAL_FAILED,
  SIGNAL_DRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldPreviewRenderer, herald_preview_renderer, G_TYPE_OBJECT)

typedef enum
{
  TASK_MAKE,
  TASK_DRAW,
  TASK_FREE,
} TaskKind;

/* What goes to the worker, and comes back with its answer. */
typedef struct
{
  TaskKind               kind;
  HeraldPreviewRenderer *renderer;    /* NULL: the answer is nobody's */
  HeraldLibrary         *library;
  HeraldPageMaker       *maker;
  HeraldPages           *pages;       /* to draw, or to free */
  HeraldPreviewOrder    *order;
  GCancellable          *cancellable;
  int                    number;
  guint                  page, strip;
  double                 scale;
  int                    width, top, height;
  Made                  *made;
  GBytes                *pixels;
  GError                *error;
} Task;

void
herald_preview_order_free (HeraldPreviewOrder *order)
{
  g_clear_pointer (&order->announcement, herald_announcement_free);
  g_free (order->recipient);
  g_free (order->time);
  g_free (order);
}

static void
make (Task *task)
{
  const HeraldPreviewOrder *order = task->order;
  HeraldRenderJob job = {
    .announcement = order->announcement,
    .purpose = order->purpose,
    .version_time = order->time,
    .show_embargo = order->show_embargo,
    .recipient = order->recipient,
    .look = herald_kit_source_read_look (task->library),
    .read_asset = herald_kit_source_read_asset,
    .read_asset_data = task->library,
  };
  HeraldPages *pages = herald_pages_new (task->maker, &job, TRUE, task->cancellable, &task->error);

  if (pages == NULL)
    return;
  task->made = g_new0 (Made, 1);
  task->made->pages = pages;
  task->made->n_pages = herald_pages_get_count (pages);
  herald_pages_get_size (pages, &task->made->width, &task->made->height);
  task->made->texts = g_new0 (char *, task->made->n_pages + 1);
  for (guint i = 0; i < task->made->n_pages; i++)
    task->made->texts[i] = herald_pages_get_text (pages, i);
  task->made->problems = g_strdupv ((char **) herald_pages_get_problems (pages));
}

static void
draw (Task *task)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, task->width, task->height);
  cairo_t *cr = cairo_create (surface);
  int stride = cairo_image_surface_get_stride (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, 0, -task->top);
  cairo_scale (cr, task->scale, task->scale);
  herald_pages_draw (task->pages, task->page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    task->pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * task->height,
                                               (GDestroyNotify) cairo_surface_destroy, surface);
  else
    cairo_surface_destroy (surface);
}

static gboolean on_answer (gpointer data);

static void
work (gpointer data,
      gpointer user_data)
{
  Task *task = data;

  if (task->kind == TASK_MAKE)
    make (task);
  else if (task->kind == TASK_DRAW && task->number == g_atomic_int_get (&task->renderer->wanted))
    draw (task);
  g_clear_pointer (&task->pages, herald_pages_unref);
  g_clear_pointer (&task->maker, herald_page_maker_unref);
  if (task->renderer != NULL)
    g_idle_add (on_answer, task);
  else
    g_free (task);
}

/* On the main thread. */

static Task *
task_new (HeraldPreviewRenderer *self,
          TaskKind               kind)
{
  Task *task = g_new0 (Task, 1);

  task->kind = kind;
  task->renderer = g_object_ref (self);
  return task;
}

static void
task_free (Task *task)
{
  g_clear_object (&task->renderer);
  g_clear_object (&task->library);
  g_clear_pointer (&task->order, herald_preview_order_free);
  g_clear_object (&task->cancellable);
  g_clear_pointer (&task->pixels, g_bytes_unref);
  g_clear_error (&task->error);
  g_free (task);
}

/* Fonts are the worker's: what holds them goes back there to end. */
static void
give_back (HeraldPreviewRenderer *self,
           HeraldPages           *pages,
           HeraldPageMaker       *maker)
{
  Task *task = g_new0 (Task, 1);

  task->kind = TASK_FREE;
  task->pages = pages;
  task->maker = maker;
  g_thread_pool_push (self->pool, task, NULL);
}

static void
clear_made (HeraldPreviewRenderer *self,
            Made                  *made)
{
  if (made == NULL)
    return;
  give_back (self, made->pages, NULL);
  g_strfreev (made->texts);
  g_strfreev (made->problems);
  g_free (made);
}

static void
start (HeraldPreviewRenderer *self)
{
  Task *task = NULL;

  self->stale = FALSE;
  if (self->source == NULL)
    return;
  self->busy = TRUE;
  self->started = g_get_monotonic_time ();
  task = task_new (self, TASK_MAKE);
  task->library = g_object_ref (self->library);
  task->maker = herald_page_maker_ref (self->maker);
  task->order = self->source (self->source_data);
  task->cancellable = g_object_ref (self->cancellable);
  g_thread_pool_push (self->pool, task, NULL);
}

static gboolean
on_timer (gpointer data)
{
  HeraldPreviewRenderer *self = data;

  self->timer = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

/* Never two at a time, so the newest is always the next. */
static void
schedule (HeraldPreviewRenderer *self)
{
  gint64 passed = (g_get_monotonic_time () - self->started) / 1000;

  if (self->busy || self->timer != 0 || self->source == NULL)
    return;
  if (self->started == 0 || passed >= INTERVAL_MS)
    start (self);
  else
    self->timer = g_timeout_add ((guint) (INTERVAL_MS - passed), on_timer, self);
}

static void
take_made (HeraldPreviewRenderer *self,
           Task                  *task)
{
  gboolean wanted = task->cancellable == self->cancellable && self->source != NULL;

  self->busy = FALSE;
  if (task->made != NULL && wanted)
    {
      clear_made (self, self->made);
      self->made = task->made;
      herald_preview_renderer_forget (self);
      g_signal_emit (self, signals[SIGNAL_MADE], 0);
    }
  else if (task->made != NULL)
    clear_made (self, task->made);
  else if (wanted)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, task->error->message);
  if (self->stale)
    schedule (self);
}

static void
take_drawn (HeraldPreviewRenderer *self,
            Task                  *task)
{
  g_autoptr(GdkTexture) texture = NULL;

  if (task->pixels == NULL || task->number != g_atomic_int_get (&self->wanted))
    return;
  /* Cairo's pixels are in the order of the machine; GDK's formats are in that of the bytes. */
  texture = gdk_memory_texture_new (task->width, task->height,
                                    G_BYTE_ORDER == G_LITTLE_ENDIAN ? GDK_MEMORY_B8G8R8A8_PREMULTIPLIED
                                                                    : GDK_MEMORY_A8R8G8B8_PREMULTIPLIED,
                                    task->pixels, g_bytes_get_size (task->pixels) / (gsize) task->height);
  g_signal_emit (self, signals[SIGNAL_DRAWN], 0, task->page, task->strip, texture);
}

static gboolean
on_answer (gpointer data)
{
  Task *task = data;

  if (task->kind == TASK_MAKE)
    take_made (task->renderer, task);
  else
    take_drawn (task->renderer, task);
  task_free (task);
  return G_SOURCE_REMOVE;
}

static void
herald_preview_renderer_dispose (GObject *object)
{
  HeraldPreviewRenderer *self = HERALD_PREVIEW_RENDERER (object);

  herald_preview_renderer_stop (self);
  if (self->pool != NULL)
    {
      clear_made (self, g_steal_pointer (&self->made));
      give_back (self, NULL, g_steal_pointer (&self->maker));
      /* What is queued is done, without anybody waiting for it. */
      g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, FALSE);
    }
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_preview_renderer_parent_class)->dispose (object);
}

static void
herald_preview_renderer_class_init (HeraldPreviewRendererClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = herald_preview_renderer_dispose;
  signals[SIGNAL_MADE] = g_signal_new ("made", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_STRING);
  signals[SIGNAL_DRAWN] = g_signal_new ("drawn", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                        G_TYPE_UINT, G_TYPE_UINT, GDK_TYPE_TEXTURE);
}

static void
herald_preview_renderer_init (HeraldPreviewRenderer *self)
{
  self->cancellable = g_cancellable_new ();
  self->pool = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

/**
 * herald_preview_renderer_new:
 * @library: where pictures and look come from
 * @source: says what there is, until herald_preview_renderer_stop()
 * @user_data: for @source
 *
 * Returns: (transfer full): a renderer without pages: see herald_preview_renderer_invalidate()
 */
HeraldPreviewRenderer *
herald_preview_renderer_new (HeraldLibrary       *library,
                             HeraldPreviewSource  source,
                             gpointer             user_data)
{
  HeraldPreviewRenderer *self = g_object_new (HERALD_TYPE_PREVIEW_RENDERER, NULL);

  self->library = g_object_ref (library);
  self->maker = herald_page_maker_new (herald_kit_source_read_asset, g_object_ref (library), g_object_unref);
  self->source = source;
  self->source_data = user_data;
  return self;
}

/**
 * herald_preview_renderer_stop:
 * @self: a renderer
 *
 * Stops what is being made; nothing is made or told any more.
 */
void
herald_preview_renderer_stop (HeraldPreviewRenderer *self)
{
  g_return_if_fail (HERALD_IS_PREVIEW_RENDERER (self));

  self->source = NULL;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  herald_preview_renderer_forget (self);
}

/**
 * herald_preview_renderer_invalidate:
 * @self: a renderer
 * @at_once: what is being made is of no use any more; else it is still worth being seen
 *
 * Something has changed. However often this is called, pages are made a few times a second at most, of what there is
 * then.
 */
void
herald_preview_renderer_invalidate (HeraldPreviewRenderer *self,
                                    gboolean               at_once)
{
  g_return_if_fail (HERALD_IS_PREVIEW_RENDERER (self));

  self->stale = TRUE;
  if (at_once)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
      self->started = 0;
      g_clear_handle_id (&self->timer, g_source_remove);
    }
  schedule (self);
}

guint
herald_preview_renderer_get_n_pages (HeraldPreviewRenderer *self)
{
  g_return_val_if_fail (HERALD_IS_PREVIEW_RENDERER (self), 0);

  return self->made != NULL ? self->made->n_pages : 0;
}

/* Of each page, in points; nothing before there are pages. */
void
herald_preview_renderer_get_size (HeraldPreviewRenderer *self,
                                  double                *width,
                                  double                *height)
{
  g_return_if_fail (HERALD_IS_PREVIEW_RENDERER (self));

  *width = self->made != NULL ? self->made->width : 0;
  *height = self->made != NULL ? self->made->height : 0;
}

/* (transfer none): the words on a page */
const char *
herald_preview_renderer_get_text (HeraldPreviewRenderer *self,
                                  guint                  page)
{
  g_return_val_if_fail (HERALD_IS_PREVIEW_RENDERER (self), NULL);
  g_return_val_if_fail (page < herald_preview_renderer_get_n_pages (self), NULL);

  return self->made->texts[page];
}

/* (transfer none): what cannot be shown, and why */
const char * const *
herald_preview_renderer_get_problems (HeraldPreviewRenderer *self)
{
  static const char * const none[] = { NULL };

  g_return_val_if_fail (HERALD_IS_PREVIEW_RENDERER (self), NULL);

  return self->made != NULL ? (const char * const *) self->made->problems : none;
}

/**
 * herald_preview_renderer_draw:
 * @self: a renderer with pages
 * @page: from 0
 * @strip: comes back with the picture
 * @scale: pixels of the picture for a point
 * @width: of the picture, from the left edge of the page
 * @top: where it begins, in pixels
 * @height: of the picture
 *
 * Draws a part of a page in the thread: "drawn" tells when it is there.
 */
void
herald_preview_renderer_draw (HeraldPreviewRenderer *self,
                              guint                  page,
                              guint                  strip,
                              double                 scale,
                              int                    width,
                              int                    top,
                              int                    height)
{
  Task *task = NULL;

  g_return_if_fail (HERALD_IS_PREVIEW_RENDERER (self));
  g_return_if_fail (page < herald_preview_renderer_get_n_pages (self));
  g_return_if_fail (width > 0 && height > 0);

  task = task_new (self, TASK_DRAW);
  task->pages = herald_pages_ref (self->made->pages);
  task->number = g_atomic_int_get (&self->wanted);
  task->page = page;
  task->strip = strip;
  task->scale = scale;
  task->width = width;
  task->top = top;
  task->height = height;
  g_thread_pool_push (self->pool, task, NULL);
}

/* What was asked for and is not drawn yet is not wanted any more. */
void
herald_preview_renderer_forget (HeraldPreviewRenderer *self)
{
  g_return_if_fail (HERALD_IS_PREVIEW_RENDERER (self));

  g_atomic_int_inc (&self->wanted);
}
