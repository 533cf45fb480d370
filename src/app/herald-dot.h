/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The colour that people know a library by. */
#define HERALD_TYPE_DOT (herald_dot_get_type ())
G_DECLARE_FINAL_TYPE (HeraldDot, herald_dot, HERALD, DOT, GtkWidget)

/* What libraries can have; the first letters of a library's id choose when nobody did. */
extern const char * const herald_dot_colours[];

GtkWidget  *herald_dot_new         (void);
void        herald_dot_set_colour  (HeraldDot  *self,
                                    const char *colour);
const char *herald_dot_choose      (const char *colour,
                                    const char *library_id);

G_END_DECLS
