/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-preview-print.h"

#include <glib/gi18n.h>

#include "herald-printing.h"

static void
draw_page (GtkPrintOperation *operation,
           GtkPrintContext   *context,
           int                number,
           HeraldPrinting    *printing)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = 0;
  double height = 0;
  double scale = 1;

  herald_pages_get_size (printing->pages, &width, &height);
  /* Whatever paper there is: the whole page is on it. */
  scale = MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height);
  cairo_translate (cr, (gtk_print_context_get_width (context) - width * scale) / 2,
                   (gtk_print_context_get_height (context) - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  herald_pages_draw (printing->pages, (guint) number, cr);
}

static void
note_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (herald_printing_note (task_data, source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_noted (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_done (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         GTask                   *task)
{
  GError *error = NULL;
  g_autoptr(GTask) note = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      g_task_return_error (task, error);
      return;
    }
  if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  note = g_task_new (g_task_get_source_object (task), NULL, on_noted, g_object_ref (task));
  g_task_set_task_data (note, g_object_steal_data (G_OBJECT (operation), "printing"), (GDestroyNotify) herald_printing_free);
  g_task_run_in_thread (note, note_in_thread);
}

static GtkPageSetup *
make_setup (HeraldPrinting *printing)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper = NULL;
  double width = 0;
  double height = 0;

  herald_pages_get_size (printing->pages, &width, &height);
  paper = gtk_paper_size_new (width > 600 ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  return setup;
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autoptr(GtkPageSetup) setup = NULL;
  GtkWindow *parent = g_task_get_task_data (task);
  GError *error = NULL;
  HeraldPrinting *printing = herald_printing_prepare_finish (HERALD_LIBRARY (source), result, &error);

  if (printing == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  setup = make_setup (printing);
  operation = gtk_print_operation_new ();
  g_object_set_data_full (G_OBJECT (operation), "printing", printing, (GDestroyNotify) herald_printing_free);
  g_object_set_data_full (G_OBJECT (operation), "task", g_object_ref (task), g_object_unref);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, (int) herald_pages_get_count (printing->pages));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _("Press Kit"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), printing);
  g_signal_connect (operation, "done", G_CALLBACK (on_done), task);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

void
herald_preview_print_async (GtkWindow           *parent,
                            HeraldLibrary       *library,
                            const HeraldExport  *job,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (library, NULL, callback, user_data);

  g_task_set_source_tag (task, herald_preview_print_async);
  g_task_set_task_data (task, g_object_ref (parent), g_object_unref);
  herald_printing_prepare_async (library, job, NULL, on_prepared, task);
}

gboolean
herald_preview_print_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
