/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-compat.h"

#include "config.h"

#include <glib/gi18n.h>

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

struct _HeraldSplit
{
  AdwBin      parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget  *list;
  GtkWidget  *separator;
  GtkWidget  *content;
  gboolean    show_list;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_SHOW_CONTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeraldSplit, herald_split, ADW_TYPE_BIN)

static void
update_list (HeraldSplit *self)
{
  gboolean visible = self->show_list || adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->list, visible);
  gtk_widget_set_visible (self->separator, visible);
}

static void
on_folded (HeraldSplit *self)
{
  update_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
on_visible_child (HeraldSplit *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_CONTENT]);
}

static void
herald_split_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  HeraldSplit *self = HERALD_SPLIT (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, herald_split_get_folded (self));
      break;
    case PROP_SHOW_CONTENT:
      g_value_set_boolean (value, herald_split_get_show_content (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
herald_split_class_init (HeraldSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = herald_split_get_property;
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_CONTENT] = g_param_spec_boolean ("show-content", NULL, NULL, FALSE,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
herald_split_init (HeraldSplit *self)
{
  self->show_list = TRUE;
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_set_transition_type (self->leaflet, ADW_LEAFLET_TRANSITION_TYPE_SLIDE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->leaflet));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (on_visible_child), self,
                           G_CONNECT_SWAPPED);
}

/**
 * herald_split_new:
 * @list: what stands on the side
 * @content: what has the rest
 *
 * Returns: (transfer floating): both, folding into one where it is narrow
 */
GtkWidget *
herald_split_new (GtkWidget *list,
                  GtkWidget *content)
{
  HeraldSplit *self = g_object_new (HERALD_TYPE_SPLIT, NULL);

  self->list = list;
  self->content = content;
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (content, TRUE);
  adw_leaflet_append (self->leaflet, list);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, self->separator), FALSE);
  adw_leaflet_append (self->leaflet, content);
  return GTK_WIDGET (self);
}

gboolean
herald_split_get_folded (HeraldSplit *self)
{
  g_return_val_if_fail (HERALD_IS_SPLIT (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

void
herald_split_set_show_content (HeraldSplit *self,
                               gboolean     show_content)
{
  GtkRoot *root = NULL;
  g_autoptr(GtkWidget) focus = NULL;

  g_return_if_fail (HERALD_IS_SPLIT (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL && gtk_root_get_focus (root) != NULL ? g_object_ref (gtk_root_get_focus (root)) : NULL;
  adw_leaflet_set_visible_child (self->leaflet, show_content ? self->content : self->list);
  /* The leaflet takes the keyboard along. Where both stand beside each other, who goes down a list goes on. */
  if (focus != NULL && !adw_leaflet_get_folded (self->leaflet) && gtk_widget_get_root (focus) == root)
    gtk_widget_grab_focus (focus);
}

gboolean
herald_split_get_show_content (HeraldSplit *self)
{
  g_return_val_if_fail (HERALD_IS_SPLIT (self), FALSE);

  return adw_leaflet_get_visible_child (self->leaflet) == self->content;
}

/* Whether the list stands beside the content where there is room for both. */
void
herald_split_set_show_list (HeraldSplit *self,
                            gboolean     show_list)
{
  g_return_if_fail (HERALD_IS_SPLIT (self));

  self->show_list = show_list;
  update_list (self);
}

struct _HeraldDrawer
{
  AdwBin   parent_instance;

  AdwFlap *flap;
};

enum
{
  DRAWER_PROP_0,
  DRAWER_PROP_OPEN,
  DRAWER_N_PROPS
};

static GParamSpec *drawer_properties[DRAWER_N_PROPS];

G_DEFINE_FINAL_TYPE (HeraldDrawer, herald_drawer, ADW_TYPE_BIN)

static void
on_revealed (HeraldDrawer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), drawer_properties[DRAWER_PROP_OPEN]);
}

static void
herald_drawer_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (prop_id == DRAWER_PROP_OPEN)
    g_value_set_boolean (value, herald_drawer_get_open (HERALD_DRAWER (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
herald_drawer_class_init (HeraldDrawerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = herald_drawer_get_property;
  drawer_properties[DRAWER_PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, DRAWER_N_PROPS, drawer_properties);
}

static void
herald_drawer_init (HeraldDrawer *self)
{
  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_locked (self->flap, TRUE);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_fold_duration (self->flap, 0);
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->flap));
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (on_revealed), self, G_CONNECT_SWAPPED);
}

/**
 * herald_drawer_new:
 * @side: what slides in at the start
 * @content: what has the rest
 *
 * Returns: (transfer floating): both, open and beside each other
 */
GtkWidget *
herald_drawer_new (GtkWidget *side,
                   GtkWidget *content)
{
  HeraldDrawer *self = g_object_new (HERALD_TYPE_DRAWER, NULL);

  adw_flap_set_flap (self->flap, side);
  adw_flap_set_content (self->flap, content);
  gtk_widget_set_hexpand (content, TRUE);
  return GTK_WIDGET (self);
}

void
herald_drawer_set_folded (HeraldDrawer *self,
                          gboolean      folded)
{
  g_return_if_fail (HERALD_IS_DRAWER (self));

  adw_flap_set_fold_policy (self->flap, folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
}

gboolean
herald_drawer_get_folded (HeraldDrawer *self)
{
  g_return_val_if_fail (HERALD_IS_DRAWER (self), FALSE);

  return adw_flap_get_fold_policy (self->flap) == ADW_FLAP_FOLD_POLICY_ALWAYS;
}

void
herald_drawer_set_open (HeraldDrawer *self,
                        gboolean      open)
{
  g_return_if_fail (HERALD_IS_DRAWER (self));

  adw_flap_set_reveal_flap (self->flap, open);
}

gboolean
herald_drawer_get_open (HeraldDrawer *self)
{
  g_return_val_if_fail (HERALD_IS_DRAWER (self), FALSE);

  return adw_flap_get_reveal_flap (self->flap);
}

typedef struct
{
  HeraldResponse  callback;
  gpointer        user_data;
  GDestroyNotify  destroy;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  question->callback (response, question->user_data);
}

/**
 * herald_compat_ask:
 * @parent: the window that asks
 * @heading: the question
 * @body: (nullable): what hangs on it
 * @extra: (nullable) (transfer floating): something to fill in
 * @answers: what can be answered, "cancel" first
 * @n_answers: how many
 * @callback: gets the answer
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data
 *
 * Returns: (transfer none): the dialog, shown
 */
GtkWindow *
herald_compat_ask (GtkWindow          *parent,
                   const char         *heading,
                   const char         *body,
                   GtkWidget          *extra,
                   const HeraldAnswer *answers,
                   guint               n_answers,
                   HeraldResponse      callback,
                   gpointer            user_data,
                   GDestroyNotify      destroy)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  Question *question = g_new0 (Question, 1);

  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, answers[i].id, answers[i].label);
      if (answers[i].suggested)
        {
          adw_message_dialog_set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_SUGGESTED);
          adw_message_dialog_set_default_response (dialog, answers[i].id);
        }
      if (answers[i].destructive)
        adw_message_dialog_set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  question->callback = callback;
  question->user_data = user_data;
  question->destroy = destroy;
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

void
herald_compat_set_answer_sensitive (GtkWindow  *dialog,
                                    const char *id,
                                    gboolean    sensitive)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), id, sensitive);
}

void
herald_compat_answer (GtkWindow  *dialog,
                      const char *id)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), id);
  gtk_window_close (dialog);
}

typedef struct
{
  GtkFileChooserNative *chooser;
  HeraldFileChosen      callback;
  gpointer              user_data;
  GDestroyNotify        destroy;
} FileQuestion;

static void
on_file_response (GtkNativeDialog *dialog,
                  int              response,
                  FileQuestion    *question)
{
  g_autoptr(GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  question->callback (file, question->user_data);
  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_object_unref (question->chooser);
  g_free (question);
}

/**
 * herald_compat_choose_file:
 * @parent: the window that asks
 * @title: what is chosen
 * @accept: the word on the button
 * @action: to open, to save, or a folder
 * @filter: (nullable) (transfer none): which files
 * @callback: gets the file
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data
 */
void
herald_compat_choose_file (GtkWindow            *parent,
                           const char           *title,
                           const char           *accept,
                           GtkFileChooserAction  action,
                           GtkFileFilter        *filter,
                           HeraldFileChosen      callback,
                           gpointer              user_data,
                           GDestroyNotify        destroy)
{
  FileQuestion *question = g_new0 (FileQuestion, 1);

  question->chooser = gtk_file_chooser_native_new (title, parent, action, accept, NULL);
  question->callback = callback;
  question->user_data = user_data;
  question->destroy = destroy;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (question->chooser), TRUE);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (question->chooser), filter);
  g_signal_connect (question->chooser, "response", G_CALLBACK (on_file_response), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}

/**
 * herald_compat_save_file:
 * @parent: the window that asks
 * @title: what is saved
 * @name: how the file is called unless the person says otherwise
 * @filter: (nullable) (transfer none): which files are shown
 * @callback: gets the file; that one which is there is replaced has been asked
 * @user_data: for @callback
 */
void
herald_compat_save_file (GtkWindow        *parent,
                         const char       *title,
                         const char       *name,
                         GtkFileFilter    *filter,
                         HeraldFileChosen  callback,
                         gpointer          user_data)
{
  FileQuestion *question = g_new0 (FileQuestion, 1);

  question->chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  question->callback = callback;
  question->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (question->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (question->chooser), name);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (question->chooser), filter);
  g_signal_connect (question->chooser, "response", G_CALLBACK (on_file_response), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}

void
herald_compat_show_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", _("Herald"),
                         "application-icon", HERALD_APPLICATION_ID,
                         "version", HERALD_VERSION,
                         "developer-name", _("The Herald founders"),
                         "comments", _("Draft, version, approve and release partnership announcements"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* The colour of a widget's words. */
void
herald_compat_get_colour (GtkWidget *widget,
                          GdkRGBA   *colour)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  gtk_widget_get_color (widget, colour);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
#endif
}

typedef struct
{
  HeraldColourChosen callback;
  gpointer           user_data;
} ColourQuestion;

static void
on_colour_set (GtkWidget      *button,
               ColourQuestion *question)
{
  question->callback (button, question->user_data);
}

static void
colour_question_free (gpointer  data,
                      GClosure *closure)
{
  g_free (data);
}

/**
 * herald_compat_colour_button_new:
 * @title: what is chosen
 * @callback: called with the button when the person has chosen a colour
 * @user_data: for @callback
 *
 * Returns: (transfer floating): a button that shows a colour and lets choose another one
 */
GtkWidget *
herald_compat_colour_button_new (const char         *title,
                                 HeraldColourChosen  callback,
                                 gpointer            user_data)
{
  GtkWidget *button = gtk_color_button_new ();
  ColourQuestion *question = g_new0 (ColourQuestion, 1);

  question->callback = callback;
  question->user_data = user_data;
  gtk_color_button_set_title (GTK_COLOR_BUTTON (button), title);
  gtk_color_chooser_set_use_alpha (GTK_COLOR_CHOOSER (button), FALSE);
  /* What takes the focus, and has no words of its own, is inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_data (button, "color-set", G_CALLBACK (on_colour_set), question, colour_question_free, 0);
  return button;
}

void
herald_compat_choose_colour (GtkWidget     *button,
                             const GdkRGBA *colour)
{
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (button), colour);
}

void
herald_compat_get_chosen_colour (GtkWidget *button,
                                 GdkRGBA   *colour)
{
  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (button), colour);
}

/**
 * herald_compat_get_named_colour:
 * @widget: a widget
 * @name: what the style sheet calls it
 * @colour: (out): that colour; the one of the widget's text where there is none
 */
void
herald_compat_get_named_colour (GtkWidget  *widget,
                                const char *name,
                                GdkRGBA    *colour)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, colour))
    herald_compat_get_colour (widget, colour);
}

G_GNUC_END_IGNORE_DEPRECATIONS
