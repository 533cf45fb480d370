/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children one after the other, in as many lines as they need. */
#define HERALD_TYPE_WRAP_LAYOUT (herald_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (HeraldWrapLayout, herald_wrap_layout, HERALD, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
