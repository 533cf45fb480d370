/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-text.h"

G_BEGIN_DECLS

/* Words of one piece (a headline, a company profile, somebody's decision), with their marks, to write in.
 *
 * signal "edited": the person changed words or marks
 * signal "split" (guint at): Enter
 * signal "leave" (int direction): the cursor goes on above (-1) or below (1)
 * signal "composing" (gboolean composing): an input method has words that are not in the text yet, or has no more */
#define HERALD_TYPE_PROSE_VIEW (herald_prose_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldProseView, herald_prose_view, HERALD, PROSE_VIEW, GtkTextView)

GtkWidget *herald_prose_view_new             (gboolean          rich,
                                              gboolean          lines);
void       herald_prose_view_set_placeholder (HeraldProseView  *self,
                                              const char       *placeholder);
void       herald_prose_view_set_label       (HeraldProseView  *self,
                                              const char       *label);
void       herald_prose_view_set_text        (HeraldProseView  *self,
                                              const char       *text,
                                              GArray           *marks);
char      *herald_prose_view_get_text        (HeraldProseView  *self);
GArray    *herald_prose_view_get_marks       (HeraldProseView  *self);
void       herald_prose_view_place_cursor    (HeraldProseView  *self,
                                              int               at);
void       herald_prose_view_toggle          (HeraldProseView  *self,
                                              HeraldMarkKind    kind);

G_END_DECLS
