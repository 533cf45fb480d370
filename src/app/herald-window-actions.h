/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void herald_window_actions_install        (GtkWidgetClass *widget_class);
void herald_window_actions_set_has_document (GtkWidget    *window,
                                           gboolean        has_document,
                                           gboolean        editable);
void herald_window_actions_set_has_preview  (GtkWidget    *window,
                                           gboolean        has_preview);

G_END_DECLS
