/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-dialog.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-library-fact.h"
#include "herald-look.h"
#include "herald-press-room.h"

#define PAPER   0xffffff
#define LEGIBLE 4.5 /* WCAG 2.2, success criterion 1.4.3 */

struct _HeraldLibraryDialog
{
  AdwWindow       parent_instance;

  HeraldLibrary  *library;
  GCancellable   *cancellable; /* ends with the dialog */
  gboolean        showing;     /* what is set is what is kept already */

  AdwEntryRow    *name;
  AdwActionRow   *colour;
  GtkWidget      *colour_button;
  AdwActionRow   *accent;
  GtkWidget      *accent_button;
  GtkCheckButton *serif;
  GtkCheckButton *sans;
  AdwEntryRow    *address;
  AdwEntryRow    *contact;
  GtkWidget      *problem_group;
  GtkLabel       *problem;
};

G_DEFINE_FINAL_TYPE (HeraldLibraryDialog, herald_library_dialog, ADW_TYPE_WINDOW)

static void
show_problem (HeraldLibraryDialog *self,
              const char          *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (self->problem_group, message != NULL);
}

/* Keeping */

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(HeraldLibraryDialog) self = data;
  g_autoptr(GError) error = NULL;

  if (herald_library_fact_set_finish (HERALD_LIBRARY (source), result, &error))
    show_problem (self, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

static void
keep (HeraldLibraryDialog *self,
      const char          *key,
      const char          *value)
{
  if (!self->showing)
    herald_library_fact_set_async (self->library, key, value, self->cancellable, on_kept, g_object_ref (self));
}

static void
on_apply (HeraldLibraryDialog *self,
          AdwEntryRow         *row)
{
  const char *key = row == self->name ? "name" : row == self->address ? HERALD_PRESS_ROOM_SETTING_ADDRESS : HERALD_PRESS_ROOM_SETTING_CONTACT;
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  keep (self, key, value);
}

static void
on_typeface (HeraldLibraryDialog *self)
{
  keep (self, HERALD_LOOK_SETTING_TYPEFACE,
        herald_typeface_to_string (gtk_check_button_get_active (self->serif) ? HERALD_TYPEFACE_SERIF : HERALD_TYPEFACE_SANS));
}

static guint32
to_number (const GdkRGBA *colour)
{
  return (guint32) (colour->red * 255 + 0.5) << 16 | (guint32) (colour->green * 255 + 0.5) << 8 | (guint32) (colour->blue * 255 + 0.5);
}

static GdkRGBA
from_number (guint32 colour)
{
  return (GdkRGBA) { ((colour >> 16) & 0xff) / 255.0f, ((colour >> 8) & 0xff) / 255.0f, (colour & 0xff) / 255.0f, 1 };
}

/* A logo's colour may be too light for words; kits darken it then, and whoever chooses it should know. */
static void
judge_accent (HeraldLibraryDialog *self,
              guint32              accent)
{
  double contrast = herald_look_get_contrast (accent, PAPER);
  g_autofree char *ratio = g_strdup_printf ("%.1f", contrast);
  g_autofree char *text = NULL;

  if (contrast >= LEGIBLE)
    /* Translators: a number, the contrast ratio of two colours */
    text = g_strdup_printf (_("Contrast on white %s to 1: good to read"), ratio);
  else
    /* Translators: a contrast ratio, and a colour as #rrggbb */
    text = g_strdup_printf (_("Contrast on white %s to 1: too little for words, which are set in the darker #%06x"), ratio,
                            herald_look_get_legible (accent, PAPER));
  adw_action_row_set_subtitle (self->accent, text);
}

static void
on_colour (GtkWidget *button,
           gpointer   data)
{
  HeraldLibraryDialog *self = data;
  GdkRGBA chosen;
  g_autofree char *value = NULL;

  herald_compat_get_chosen_colour (button, &chosen);
  value = g_strdup_printf ("#%06x", to_number (&chosen));
  if (button == self->accent_button)
    judge_accent (self, to_number (&chosen));
  keep (self, button == self->accent_button ? HERALD_LOOK_SETTING_ACCENT : "colour", value);
}

/* Showing what is kept */

static void
show_line (HeraldLibraryDialog *self,
           AdwEntryRow         *row,
           const char          *key)
{
  g_autofree char *value = herald_library_fact_get (self->library, key, NULL);

  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
  adw_entry_row_set_show_apply_button (row, TRUE);
}

static void
show_facts (HeraldLibraryDialog *self)
{
  g_autofree char *colour = herald_library_fact_get (self->library, "colour", NULL);
  g_autofree char *accent = herald_library_fact_get (self->library, HERALD_LOOK_SETTING_ACCENT, NULL);
  g_autofree char *typeface = herald_library_fact_get (self->library, HERALD_LOOK_SETTING_TYPEFACE, NULL);
  HeraldLook look = herald_look_read (accent, typeface);
  GdkRGBA rgba = { 0 };

  self->showing = TRUE;
  show_line (self, self->name, "name");
  show_line (self, self->address, HERALD_PRESS_ROOM_SETTING_ADDRESS);
  show_line (self, self->contact, HERALD_PRESS_ROOM_SETTING_CONTACT);
  if (colour == NULL || !gdk_rgba_parse (&rgba, colour))
    gdk_rgba_parse (&rgba, "#3584e4");
  herald_compat_choose_colour (self->colour_button, &rgba);
  rgba = from_number (look.accent);
  herald_compat_choose_colour (self->accent_button, &rgba);
  judge_accent (self, look.accent);
  gtk_check_button_set_active (look.typeface == HERALD_TYPEFACE_SANS ? self->sans : self->serif, TRUE);
  self->showing = FALSE;
}

static GtkWidget *
add_colour (HeraldLibraryDialog *self,
            AdwActionRow        *row,
            const char          *title)
{
  GtkWidget *button = herald_compat_colour_button_new (title, on_colour, self);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  return button;
}

static void
herald_library_dialog_dispose (GObject *object)
{
  HeraldLibraryDialog *self = HERALD_LIBRARY_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_library_dialog_parent_class)->dispose (object);
}

static void
herald_library_dialog_class_init (HeraldLibraryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_library_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-library-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, name);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, colour);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, accent);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, serif);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, sans);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, address);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, contact);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, problem_group);
  gtk_widget_class_bind_template_child (widget_class, HeraldLibraryDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_typeface);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_library_dialog_init (HeraldLibraryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->colour_button = add_colour (self, self->colour, _("Colour of the Library"));
  self->accent_button = add_colour (self, self->accent, _("Accent Colour of Press Kits"));
}

/**
 * herald_library_dialog_new:
 * @parent: the window that asks
 * @library: the library
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_library_dialog_new (GtkWindow     *parent,
                           HeraldLibrary *library)
{
  HeraldLibraryDialog *self = g_object_new (HERALD_TYPE_LIBRARY_DIALOG, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  show_facts (self);
  return GTK_WIDGET (self);
}
