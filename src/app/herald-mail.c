/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-mail.h"

#include <glib/gi18n.h>

#include "herald-mail-draft.h"

/* Long enough for a mail program that starts slowly. */
#define KEPT_S 600

typedef struct
{
  char         *id;
  char         *recipient;
  HeraldAuthor *author;
  HeraldPurpose purpose;
} Order;

static void
order_free (Order *order)
{
  g_free (order->id);
  g_free (order->recipient);
  herald_author_free (order->author);
  g_free (order);
}

/**
 * herald_mail_check:
 * @error: return location
 *
 * Returns: whether there is a program that takes drafts
 */
gboolean
herald_mail_check (GError **error)
{
  g_autoptr(GAppInfo) program = g_app_info_get_default_for_type ("message/rfc822", FALSE);

  if (program != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _("There is no mail program on this computer that opens drafts. You can export the press kit as "
                         "EML and attach or send that."));
  return FALSE;
}

static gboolean
on_sweep (gpointer data)
{
  herald_mail_sweep (data);
  return G_SOURCE_REMOVE;
}

void
herald_mail_sweep (HeraldClock *clock)
{
  g_autofree char *place = herald_mail_draft_get_place ();

  herald_mail_draft_sweep (place, KEPT_S, herald_clock_get_real (clock));
}

static void
make_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Order *order = task_data;
  HeraldExport job = { .id = order->id, .purpose = order->purpose, .recipient = order->recipient, .author = order->author };
  g_autofree char *place = herald_mail_draft_get_place ();
  GError *error = NULL;
  char *path = herald_mail_draft_make (source, &job, place, NULL, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      g_prefix_error (&error, "%s ", _("The mail program cannot be opened:"));
      g_task_return_error (task, error);
    }
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GTask) task = data;
  HeraldClock *clock = herald_library_get_clock (HERALD_LIBRARY (source));
  GError *error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, &error) : NULL;

  if (uri == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_timeout_add_seconds_full (G_PRIORITY_LOW, KEPT_S + 5, on_sweep, g_object_ref (clock), g_object_unref);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched, g_steal_pointer (&task));
}

void
herald_mail_open_async (HeraldLibrary       *library,
                        const HeraldExport  *job,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, NULL, callback, user_data);
  g_autoptr(GTask) making = NULL;
  Order *order = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, herald_mail_open_async);
  if (!herald_mail_check (&error))
    {
      g_task_return_error (task, error);
      return;
    }
  order = g_new0 (Order, 1);
  order->id = g_strdup (job->id);
  order->recipient = g_strdup (job->recipient);
  order->author = herald_author_copy (job->author);
  order->purpose = job->purpose;
  making = g_task_new (library, NULL, on_made, g_steal_pointer (&task));
  g_task_set_task_data (making, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (making, make_in_thread);
}

gboolean
herald_mail_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
