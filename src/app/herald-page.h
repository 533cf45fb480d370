/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What scrolls in the editor: something above, a text, something below, as wide as a page. Only what is seen of the
 * text is laid out, so that a long one is as quick as a short one.
 *
 * properties "top" and "bottom" (GtkWidget), "text" (GtkTextView) */
#define HERALD_TYPE_PAGE (herald_page_get_type ())
G_DECLARE_FINAL_TYPE (HeraldPage, herald_page, HERALD, PAGE, GtkWidget)

void herald_page_set_maximum_width (HeraldPage *self,
                                    int         width);

G_END_DECLS
