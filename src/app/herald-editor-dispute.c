/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-editor-dispute.h"

#include <glib/gi18n.h>

#include "herald-merge-words.h"

struct _HeraldEditorDispute
{
  GtkBox             parent_instance;

  HeraldEditSession *session;
  GtkLabel          *who;
  GtkLabel          *what;
  GtkWidget         *decide;
};

G_DEFINE_FINAL_TYPE (HeraldEditorDispute, herald_editor_dispute, GTK_TYPE_BOX)

static void
show (HeraldEditorDispute *self)
{
  const HeraldDispute *dispute = self->session != NULL ? herald_edit_session_get_dispute (self->session) : NULL;
  g_autofree char *who = NULL;
  g_autofree char *what = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), dispute != NULL);
  if (dispute == NULL)
    return;
  who = dispute->merge != NULL ? herald_merge_words_who (dispute) : g_strdup (_("There are two versions of this text."));
  what = herald_merge_words_open (dispute);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->what, what);
  gtk_widget_set_visible (self->decide, dispute->merge != NULL && !herald_edit_session_get_read_only (self->session));
}

static void
herald_editor_dispute_dispose (GObject *object)
{
  HeraldEditorDispute *self = HERALD_EDITOR_DISPUTE (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (herald_editor_dispute_parent_class)->dispose (object);
}

static void
herald_editor_dispute_class_init (HeraldEditorDisputeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_editor_dispute_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-editor-dispute.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldEditorDispute, who);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditorDispute, what);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditorDispute, decide);
}

static void
herald_editor_dispute_init (HeraldEditorDispute *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show (self);
}

/**
 * herald_editor_dispute_set_session:
 * @self: a bar
 * @session: (nullable): whose text is edited
 */
void
herald_editor_dispute_set_session (HeraldEditorDispute *self,
                                   HeraldEditSession   *session)
{
  g_return_if_fail (HERALD_IS_EDITOR_DISPUTE (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "dispute-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
