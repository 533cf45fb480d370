/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-window-sending.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-mail.h"
#include "herald-preview-print.h"
#include "herald-window.h"

/* What the person wants to do with the pages. */
typedef struct
{
  HeraldWindow      *window;
  HeraldEditSession *session;
  gboolean           mail;
  HeraldPurpose      purpose;
  char              *recipient;
  GtkDropDown       *purpose_choice;  /* of a mail */
  GtkEditable       *recipient_entry;
  GtkWindow         *dialog;
} Sending;

static void
sending_free (Sending *self)
{
  g_clear_object (&self->purpose_choice);
  g_clear_object (&self->recipient_entry);
  g_object_unref (self->session);
  g_object_unref (self->window);
  g_free (self->recipient);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void start (Sending *self);

static void
on_draft_answer (const char *response,
                 gpointer    data)
{
  Sending *self = data;
  Sending *again = NULL;

  if (!g_str_equal (response, "draft") || herald_window_get_session (self->window) != self->session)
    return;
  again = g_new0 (Sending, 1);
  again->window = g_object_ref (self->window);
  again->session = g_object_ref (self->session);
  again->mail = self->mail;
  start (again);
}

/* The gate says no: with its reasons, and with what is possible all the same. */
static void
offer_draft (Sending    *self, /* (transfer full) */
             const char *reasons)
{
  HeraldAnswer answers[] = {
    { "cancel", _("_Cancel"), FALSE, FALSE },
    { "draft", self->mail ? _("_Send Draft for Review") : _("_Print Draft for Review"), TRUE, FALSE },
  };

  herald_compat_ask (GTK_WINDOW (self->window), self->mail ? _("This Cannot Be Sent Yet") : _("This Cannot Be Printed Yet"),
                     reasons, NULL, answers, G_N_ELEMENTS (answers), on_draft_answer, self, (GDestroyNotify) sending_free);
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(Sending) self = data;
  g_autoptr(GError) error = NULL;
  gboolean sent = self->mail ? herald_mail_open_finish (result, &error) : herald_preview_print_finish (result, &error);

  if (herald_window_get_library (self->window) == NULL)
    return;
  if (g_error_matches (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED) && self->purpose != HERALD_PURPOSE_REVIEW)
    offer_draft (g_steal_pointer (&self), error->message);
  else if (error != NULL)
    herald_window_say (self->window, error->message);
  else if (sent)
    herald_window_say (self->window, self->mail ? _("Draft opened in the mail program") : _("Press kit printed"));
}

/* What was typed a second ago belongs onto the paper. */
static void
on_flushed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Sending *self = data;
  HeraldLibrary *library = herald_edit_session_get_library (self->session);
  HeraldExport job = { .id = herald_edit_session_get_id (self->session), .purpose = self->purpose,
                       .recipient = self->recipient, .author = herald_window_get_author (self->window) };
  g_autoptr(GError) error = NULL;

  if (!herald_edit_session_flush_finish (self->session, result, &error))
    {
      herald_window_say (self->window, error->message);
      sending_free (self);
    }
  else if (self->mail)
    herald_mail_open_async (library, &job, on_sent, self);
  else
    herald_preview_print_async (GTK_WINDOW (self->window), library, &job, on_sent, self);
}

static void
start (Sending *self) /* (transfer full) */
{
  herald_edit_session_flush_async (self->session, NULL, on_flushed, self);
}

static Sending *
sending_new (HeraldWindow *window,
             gboolean      mail)
{
  Sending *self = g_new0 (Sending, 1);
  HeraldPreviewView *preview = herald_window_get_preview (window);

  self->window = g_object_ref (window);
  self->session = g_object_ref (herald_window_get_session (window));
  self->mail = mail;
  self->purpose = herald_export_default_purpose (herald_edit_session_get_announcement (self->session));
  /* What is seen is what is printed. */
  if (preview != NULL && herald_window_sees_preview (window))
    {
      self->purpose = herald_preview_view_get_purpose (preview);
      self->recipient = g_strdup (herald_preview_view_get_recipient (preview));
    }
  return self;
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  if (herald_window_get_session (HERALD_WINDOW (widget)) != NULL)
    start (sending_new (HERALD_WINDOW (widget), FALSE));
}

/* Mail: what for, and for whom, is asked first. */

static void
on_mail_changed (Sending *self)
{
  gboolean briefing = gtk_drop_down_get_selected (self->purpose_choice) == HERALD_PURPOSE_BRIEFING;

  gtk_widget_set_visible (GTK_WIDGET (self->recipient_entry), briefing);
  if (self->dialog != NULL)
    herald_compat_set_answer_sensitive (self->dialog, "send",
                                        !briefing || *gtk_editable_get_text (self->recipient_entry) != '\0');
}

static void
on_mail_answer (const char *response,
                gpointer    data)
{
  Sending *self = data;
  Sending *sending = NULL;

  if (!g_str_equal (response, "send") || herald_window_get_session (self->window) != self->session)
    return;
  sending = g_new0 (Sending, 1);
  sending->window = g_object_ref (self->window);
  sending->session = g_object_ref (self->session);
  sending->mail = TRUE;
  sending->purpose = (HeraldPurpose) gtk_drop_down_get_selected (self->purpose_choice);
  if (sending->purpose == HERALD_PURPOSE_BRIEFING)
    sending->recipient = g_strdup (gtk_editable_get_text (self->recipient_entry));
  start (sending);
}

static GtkWidget *
make_mail_choices (Sending *self)
{
  const char *names[] = { _("Review"), _("Briefing"), _("Release"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->purpose_choice = GTK_DROP_DOWN (g_object_ref_sink (gtk_drop_down_new_from_strings (names)));
  self->recipient_entry = GTK_EDITABLE (g_object_ref_sink (gtk_entry_new ()));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->recipient_entry), _("For whom"));
  gtk_entry_set_activates_default (GTK_ENTRY (self->recipient_entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->purpose_choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Purpose"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->recipient_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Recipient of the Briefing"), -1);
  gtk_drop_down_set_selected (self->purpose_choice, self->purpose);
  gtk_editable_set_text (self->recipient_entry, self->recipient != NULL ? self->recipient : "");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->purpose_choice));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->recipient_entry));
  return box;
}

static void
mail_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeraldWindow *window = HERALD_WINDOW (widget);
  Sending *self = NULL;
  GtkWidget *choices = NULL;
  g_autoptr(GError) error = NULL;
  HeraldAnswer answers[] = {
    { "cancel", _("_Cancel"), FALSE, FALSE },
    { "send", _("_Open Mail Draft"), TRUE, FALSE },
  };

  if (herald_window_get_session (window) == NULL)
    return;
  if (!herald_mail_check (&error))
    {
      herald_window_say (window, error->message);
      return;
    }
  self = sending_new (window, TRUE);
  choices = make_mail_choices (self);
  self->dialog = herald_compat_ask (GTK_WINDOW (window), _("Send by Mail"),
                                    _("Herald makes a draft with text, page and PDF. You send it from your mail program."),
                                    choices, answers, G_N_ELEMENTS (answers), on_mail_answer, self,
                                    (GDestroyNotify) sending_free);
  g_signal_connect_swapped (self->purpose_choice, "notify::selected", G_CALLBACK (on_mail_changed), self);
  g_signal_connect_swapped (self->recipient_entry, "changed", G_CALLBACK (on_mail_changed), self);
  on_mail_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->purpose_choice));
}

/**
 * herald_window_sending_install:
 * @widget_class: the class of #HeraldWindow
 */
void
herald_window_sending_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.mail", NULL, mail_action);
}
