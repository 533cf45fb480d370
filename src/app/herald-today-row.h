/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-today.h"

G_BEGIN_DECLS

/* A row about one announcement of any library; activated, it emits the action app.open-announcement (ss). */
GtkWidget *herald_today_row_new (const HeraldTodayItem *item,
                                 const char            *detail,
                                 gboolean               tell_library);

G_END_DECLS
