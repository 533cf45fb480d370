/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-printing.h"

#include "herald-departure.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-kit-source.h"

/* What the history calls paper. */
static const char * const print_format[] = { "print", NULL };

/**
 * herald_printing_free:
 * @self: (transfer full): pages to print
 */
void
herald_printing_free (HeraldPrinting *self)
{
  g_clear_pointer (&self->pages, herald_pages_unref);
  g_clear_pointer (&self->author, herald_author_free);
  g_free (self->version_hash);
  g_free (self->recipient);
  g_free (self);
}

/**
 * herald_printing_prepare:
 * @library: the library
 * @job: what is printed, and why
 * @cancellable: (nullable): to stop
 * @error: return location; %HERALD_RELEASE_ERROR_REFUSED with the gate's reasons, or what store and render say
 *
 * Sets the pages of an announcement for a printer, if the gate lets them pass. What is unsaved becomes an automatic
 * version first, so that the paper names the version that it was made from.
 *
 * Returns: (transfer full) (nullable): the pages, for one thread at a time
 */
HeraldPrinting *
herald_printing_prepare (HeraldLibrary       *library,
                         const HeraldExport  *job,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_autoptr (HeraldDeparture) departure = NULL;
  g_autoptr (HeraldPageMaker) maker = NULL;
  g_autoptr (HeraldPrinting) self = g_new0 (HeraldPrinting, 1);
  HeraldRenderJob render = { 0 };

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (job != NULL && job->id != NULL && job->author != NULL, NULL);

  departure = herald_departure_load (library, job->id, job->version, job->author, error);
  if (departure == NULL || !herald_departure_pass_gate (departure, library, job->purpose, job->recipient, error))
    return NULL;
  render = (HeraldRenderJob) {
    .announcement = departure->announcement,
    .purpose = job->purpose,
    .version_hash = departure->version->hash,
    .version_number = departure->number,
    .version_time = departure->version->time,
    .show_embargo = departure->show_embargo,
    .recipient = job->recipient,
    .look = herald_kit_source_read_look (library),
  };
  maker = herald_page_maker_new (herald_kit_source_read_asset, g_object_ref (library), g_object_unref);
  self->pages = herald_pages_new (maker, &render, FALSE, cancellable, error);
  if (self->pages == NULL)
    return NULL;
  self->version_hash = g_strdup (departure->version->hash);
  self->purpose = job->purpose;
  self->recipient = g_strdup (job->recipient);
  self->author = herald_author_copy (job->author);
  return g_steal_pointer (&self);
}

/**
 * herald_printing_note:
 * @self: what was printed
 * @library: its library
 * @error: return location
 *
 * Notes in the version's history that it went to paper, why, for whom and when.
 *
 * Returns: whether that is noted
 */
gboolean
herald_printing_note (HeraldPrinting  *self,
                      HeraldLibrary   *library,
                      GError         **error)
{
  g_autoptr (HeraldVersionEvent) event = NULL;

  g_return_val_if_fail (self != NULL && HERALD_IS_LIBRARY (library), FALSE);

  event = herald_version_event_new (HERALD_EVENT_EXPORTED, self->purpose, self->recipient, NULL, self->author->name, print_format);
  if (herald_library_note_event (library, self->version_hash, event, error))
    return TRUE;
  g_prefix_error (error, "%s ", _("The pages were printed, but that could not be noted in the history."));
  return FALSE;
}

typedef struct
{
  char         *id;
  char         *version;
  char         *recipient;
  HeraldAuthor *author;
  HeraldExport  job;
} Order;

static void
order_free (Order *order)
{
  g_free (order->id);
  g_free (order->version);
  g_free (order->recipient);
  herald_author_free (order->author);
  g_free (order);
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Order *order = task_data;
  GError *error = NULL;
  HeraldPrinting *printing = herald_printing_prepare (source, &order->job, cancellable, &error);

  if (printing != NULL)
    g_task_return_pointer (task, printing, (GDestroyNotify) herald_printing_free);
  else
    g_task_return_error (task, error);
}

void
herald_printing_prepare_async (HeraldLibrary       *library,
                               const HeraldExport  *job,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Order *order = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (job != NULL && job->id != NULL && job->author != NULL);

  order = g_new0 (Order, 1);
  order->id = g_strdup (job->id);
  order->version = g_strdup (job->version);
  order->recipient = g_strdup (job->recipient);
  order->author = herald_author_copy (job->author);
  order->job = (HeraldExport) { .id = order->id, .version = order->version, .purpose = job->purpose,
                                .recipient = order->recipient, .author = order->author };
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_printing_prepare_async);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, prepare_in_thread);
}

HeraldPrinting *
herald_printing_prepare_finish (HeraldLibrary  *library,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
