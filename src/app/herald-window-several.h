/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window's actions on several announcements at once. */
void herald_window_several_install (GtkWidgetClass *widget_class);

G_END_DECLS
