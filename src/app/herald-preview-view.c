/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-preview-view.h"

#include <glib/gi18n.h>

#include "herald-check.h"
#include "herald-gate.h"
#include "herald-kit-source.h"
#include "herald-preview-canvas.h"
#include "herald-wrap-layout.h"

struct _HeraldPreviewView
{
  AdwBin                 parent_instance;

  HeraldEditSession     *session;
  HeraldPreviewRenderer *renderer;
  char                  *failure;   /* why there are no new pages */
  HeraldLook             look;      /* what they were made with */

  GtkDropDown           *purpose;
  GtkEntry              *recipient;
  GtkLabel              *page;
  GtkMenuButton         *zoom;
  GtkLabel              *notice;
  GtkStack              *stack;
  HeraldPreviewCanvas   *canvas;
  AdwStatusPage         *failed;
};

static guint close_signal;

G_DEFINE_FINAL_TYPE (HeraldPreviewView, herald_preview_view, ADW_TYPE_BIN)

static gint64
get_now (HeraldPreviewView *self)
{
  return herald_clock_get_real (herald_library_get_clock (herald_edit_session_get_library (self->session)));
}

/* As the gate would answer for what stands on screen; a release shows how it looks when its time has come. */
static gboolean
shows_embargo (HeraldPreviewView *self)
{
  const HeraldEmbargo *embargo = herald_edit_session_get_announcement (self->session)->embargo;

  return embargo != NULL && herald_preview_view_get_purpose (self) != HERALD_PURPOSE_RELEASE &&
         (!herald_embargo_is_consistent (embargo) || !herald_embargo_has_passed (embargo, get_now (self)));
}

static HeraldPreviewOrder *
make_order (gpointer data)
{
  HeraldPreviewView *self = data;
  HeraldPreviewOrder *order = g_new0 (HeraldPreviewOrder, 1);

  order->announcement = herald_announcement_copy (herald_edit_session_get_announcement (self->session));
  order->purpose = herald_preview_view_get_purpose (self);
  order->recipient = g_strdup (herald_preview_view_get_recipient (self));
  order->time = herald_clock_format_now (herald_library_get_clock (herald_edit_session_get_library (self->session)));
  order->show_embargo = shows_embargo (self);
  return order;
}

/* (transfer full) (nullable): why this cannot leave the house like that, yet */
static char *
ask_gate (HeraldPreviewView *self)
{
  const HeraldAnnouncement *announcement = herald_edit_session_get_announcement (self->session);
  g_autoptr(GPtrArray) findings = herald_check (announcement);
  HeraldGateCase gate_case = {
    .announcement = announcement,
    .findings = findings,
    .n_heads = herald_edit_session_get_dispute (self->session) != NULL ? 2 : 1,
    .purpose = herald_preview_view_get_purpose (self),
    .recipient = herald_preview_view_get_recipient (self),
    .now_us = get_now (self),
  };
  g_autoptr(HeraldGateVerdict) verdict = herald_gate_check (&gate_case);

  return verdict->answer == HERALD_GATE_REFUSED ? herald_gate_verdict_to_text (verdict) : NULL;
}

static void
show_notice (HeraldPreviewView *self)
{
  const char * const *problems = herald_preview_renderer_get_problems (self->renderer);
  g_autofree char *refusal = ask_gate (self);
  g_autoptr(GString) text = g_string_new (self->failure);

  for (guint i = 0; problems[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", problems[i]);
  if (refusal != NULL)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, _("Only on screen so far. %s"), refusal);
    }
  gtk_label_set_label (self->notice, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), text->len > 0);
}

static void
on_moved (HeraldPreviewView *self)
{
  guint n_pages = herald_preview_renderer_get_n_pages (self->renderer);
  g_autofree char *page = g_strdup_printf (_("Page %u of %u"), herald_preview_canvas_get_page (self->canvas) + 1, n_pages);
  g_autofree char *zoom = g_strdup_printf (_("%d %%"), herald_preview_canvas_get_percent (self->canvas));

  gtk_label_set_label (self->page, page);
  gtk_menu_button_set_label (self->zoom, zoom);
}

static void
on_made (HeraldPreviewView *self)
{
  g_clear_pointer (&self->failure, g_free);
  gtk_stack_set_visible_child_name (self->stack, "pages");
  on_moved (self);
  show_notice (self);
}

static void
on_failed (HeraldPreviewView *self,
           const char        *message)
{
  g_free (self->failure);
  self->failure = g_strdup (message);
  if (herald_preview_renderer_get_n_pages (self->renderer) > 0)
    {
      show_notice (self);
      return;
    }
  adw_status_page_set_description (self->failed, message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_edited (HeraldPreviewView *self)
{
  herald_preview_renderer_invalidate (self->renderer, FALSE);
}

/* Accent and typeface are the library's: who chooses them sees at once how that looks. */
static void
on_library_changed (HeraldPreviewView *self,
                    const char        *id)
{
  HeraldLook look = self->look;

  if (id != NULL)
    return;
  self->look = herald_kit_source_read_look (herald_edit_session_get_library (self->session));
  if (look.accent != self->look.accent || look.typeface != self->look.typeface)
    herald_preview_renderer_invalidate (self->renderer, TRUE);
}

static void
on_purpose_changed (HeraldPreviewView *self)
{
  if (self->renderer == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->recipient), herald_preview_view_get_purpose (self) == HERALD_PURPOSE_BRIEFING);
  herald_preview_renderer_invalidate (self->renderer, TRUE);
}

static void
on_recipient_changed (HeraldPreviewView *self)
{
  if (self->renderer != NULL)
    herald_preview_renderer_invalidate (self->renderer, FALSE);
}

static void
close_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  g_signal_emit (widget, close_signal, 0);
}

static void
herald_preview_view_dispose (GObject *object)
{
  HeraldPreviewView *self = HERALD_PREVIEW_VIEW (object);

  if (self->renderer != NULL)
    herald_preview_renderer_stop (self->renderer);
  g_clear_object (&self->renderer);
  g_clear_object (&self->session);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (herald_preview_view_parent_class)->dispose (object);
}

static void
herald_preview_view_class_init (HeraldPreviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_preview_view_dispose;
  close_signal = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HERALD_TYPE_PREVIEW_CANVAS);
  g_type_ensure (HERALD_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-preview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, purpose);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, recipient);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, page);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, zoom);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, notice);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, canvas);
  gtk_widget_class_bind_template_child (widget_class, HeraldPreviewView, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_purpose_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_recipient_changed);
  gtk_widget_class_install_action (widget_class, "preview.close", NULL, close_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "preview.close", NULL);
}

static void
herald_preview_view_init (HeraldPreviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_preview_view_new:
 * @session: what is being written
 *
 * Returns: (transfer floating): its pages
 */
GtkWidget *
herald_preview_view_new (HeraldEditSession *session)
{
  HeraldPreviewView *self = g_object_new (HERALD_TYPE_PREVIEW_VIEW, NULL);

  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (session), NULL);

  self->session = g_object_ref (session);
  self->renderer = herald_preview_renderer_new (herald_edit_session_get_library (session), make_order, self);
  herald_preview_canvas_set_renderer (self->canvas, self->renderer);
  g_signal_connect_object (self->renderer, "made", G_CALLBACK (on_made), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->renderer, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "dispute-changed", G_CALLBACK (show_notice), self, G_CONNECT_SWAPPED);
  self->look = herald_kit_source_read_look (herald_edit_session_get_library (session));
  g_signal_connect_object (herald_edit_session_get_library (session), "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  herald_preview_renderer_invalidate (self->renderer, TRUE);
  return GTK_WIDGET (self);
}

HeraldPurpose
herald_preview_view_get_purpose (HeraldPreviewView *self)
{
  g_return_val_if_fail (HERALD_IS_PREVIEW_VIEW (self), HERALD_PURPOSE_REVIEW);

  return (HeraldPurpose) gtk_drop_down_get_selected (self->purpose);
}

/* (nullable): whom a briefing is for */
const char *
herald_preview_view_get_recipient (HeraldPreviewView *self)
{
  g_return_val_if_fail (HERALD_IS_PREVIEW_VIEW (self), NULL);

  return herald_preview_view_get_purpose (self) == HERALD_PURPOSE_BRIEFING
             ? gtk_editable_get_text (GTK_EDITABLE (self->recipient))
             : NULL;
}

void
herald_preview_view_focus (HeraldPreviewView *self)
{
  g_return_if_fail (HERALD_IS_PREVIEW_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

void
herald_preview_view_zoom (HeraldPreviewView *self,
                          const char        *action)
{
  g_return_if_fail (HERALD_IS_PREVIEW_VIEW (self));

  if (g_str_equal (action, "zoom-fit"))
    herald_preview_canvas_set_fit (self->canvas);
  else if (g_str_equal (action, "zoom-natural"))
    herald_preview_canvas_set_natural (self->canvas);
  else
    herald_preview_canvas_zoom (self->canvas, g_str_equal (action, "zoom-in"));
}
