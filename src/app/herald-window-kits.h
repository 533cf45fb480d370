/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window's actions by which things leave in files, and those that say how they look:
 *
 *   win.export             the open announcement as a press kit
 *   win.export-several     (as) these announcements, each as a press kit of its own
 *   win.press-room         all that is released, as a web site
 *   win.hand-over          the open announcement with all its history, as a bundle for colleagues
 *   win.hand-over-several  (as) the same of these; none named: of the whole library
 *   win.library-preferences
 *   win.mend               (ss) an announcement, and the place where the gate wants something mended, or "" */
void herald_window_kits_install          (GtkWidgetClass *widget_class);
/* The window has another announcement, or none: what win.mend wanted there comes now. */
void herald_window_kits_set_has_document (GtkWidget      *window,
                                          gboolean        has_document);

G_END_DECLS
