/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window's actions that print, and that send by mail. */
void herald_window_sending_install (GtkWidgetClass *widget_class);

G_END_DECLS
