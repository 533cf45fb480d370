/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything that newer GTK and libadwaita call deprecated stands behind this file: leaflet, message dialog, about
 * window, native file chooser, style context. */

/* A list beside its content; one above the other where there is no room for both.
 *
 * property "folded" (read-only), property "show-content" (when folded) */
#define HERALD_TYPE_SPLIT (herald_split_get_type ())
G_DECLARE_FINAL_TYPE (HeraldSplit, herald_split, HERALD, SPLIT, AdwBin)

GtkWidget *herald_split_new              (GtkWidget   *list,
                                          GtkWidget   *content);
gboolean   herald_split_get_folded       (HeraldSplit *self);
void       herald_split_set_show_content (HeraldSplit *self,
                                          gboolean     show_content);
gboolean   herald_split_get_show_content (HeraldSplit *self);
void       herald_split_set_show_list    (HeraldSplit *self,
                                          gboolean     show_list);

/* A pane at the side that stands beside the content where there is room, and slides over it where there is not; who
 * uses it says which.
 *
 * property "open" */
#define HERALD_TYPE_DRAWER (herald_drawer_get_type ())
G_DECLARE_FINAL_TYPE (HeraldDrawer, herald_drawer, HERALD, DRAWER, AdwBin)

GtkWidget *herald_drawer_new         (GtkWidget    *side,
                                      GtkWidget    *content);
void       herald_drawer_set_folded  (HeraldDrawer *self,
                                      gboolean      folded);
gboolean   herald_drawer_get_folded  (HeraldDrawer *self);
void       herald_drawer_set_open    (HeraldDrawer *self,
                                      gboolean      open);
gboolean   herald_drawer_get_open    (HeraldDrawer *self);

/* A question. The callback gets the response's id ("cancel" when closed). */
typedef void (*HeraldResponse) (const char *response, gpointer user_data);

typedef struct
{
  const char *id;
  const char *label;
  gboolean    suggested;
  gboolean    destructive;
} HeraldAnswer;

GtkWindow *herald_compat_ask             (GtkWindow          *parent,
                                          const char         *heading,
                                          const char         *body,
                                          GtkWidget          *extra,
                                          const HeraldAnswer *answers,
                                          guint               n_answers,
                                          HeraldResponse      callback,
                                          gpointer            user_data,
                                          GDestroyNotify      destroy);
void       herald_compat_set_answer_sensitive (GtkWindow     *dialog,
                                          const char         *id,
                                          gboolean            sensitive);
void       herald_compat_answer          (GtkWindow          *dialog,
                                          const char         *id);

/* file: NULL when cancelled. */
typedef void (*HeraldFileChosen) (GFile *file, gpointer user_data);

void       herald_compat_choose_file     (GtkWindow            *parent,
                                          const char           *title,
                                          const char           *accept,
                                          GtkFileChooserAction  action,
                                          GtkFileFilter        *filter,
                                          HeraldFileChosen      callback,
                                          gpointer              user_data,
                                          GDestroyNotify        destroy);
void       herald_compat_save_file       (GtkWindow            *parent,
                                          const char           *title,
                                          const char           *name,
                                          GtkFileFilter        *filter,
                                          HeraldFileChosen      callback,
                                          gpointer              user_data);
void       herald_compat_show_about      (GtkWindow            *parent);
void       herald_compat_get_colour      (GtkWidget            *widget,
                                          GdkRGBA              *colour);
void       herald_compat_get_named_colour (GtkWidget           *widget,
                                          const char           *name,
                                          GdkRGBA              *colour);

/* A button that shows a colour, and lets choose another one. */
typedef void (*HeraldColourChosen) (GtkWidget *button, gpointer user_data);

GtkWidget *herald_compat_colour_button_new (const char           *title,
                                          HeraldColourChosen    callback,
                                          gpointer              user_data);
void       herald_compat_choose_colour   (GtkWidget            *button,
                                          const GdkRGBA        *colour);
void       herald_compat_get_chosen_colour (GtkWidget          *button,
                                          GdkRGBA              *colour);

G_END_DECLS
