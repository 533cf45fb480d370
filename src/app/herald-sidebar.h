/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-scope.h"

G_BEGIN_DECLS

/* What can be listed: the library, its lists, companies and tags, each with a number.
 *
 * signal "chosen" (gboolean confirmed): the person moved to a list; confirmed: clicked it, or pressed Enter */
#define HERALD_TYPE_SIDEBAR (herald_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (HeraldSidebar, herald_sidebar, HERALD, SIDEBAR, GtkBox)

GtkWidget         *herald_sidebar_new         (HeraldLibrary     *library);
void               herald_sidebar_set_library (HeraldSidebar     *self,
                                               const char        *name,
                                               const char        *colour,
                                               GMenuModel        *libraries);
const HeraldScope *herald_sidebar_get_scope   (HeraldSidebar     *self);
void               herald_sidebar_set_scope   (HeraldSidebar     *self,
                                               const HeraldScope *scope);
void               herald_sidebar_set_today   (HeraldSidebar     *self,
                                               guint              count);
void               herald_sidebar_focus       (HeraldSidebar     *self);

G_END_DECLS
