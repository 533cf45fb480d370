/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How far long work is, in a dialog: what is being done, and a bar. */
#define HERALD_TYPE_PROGRESS_PAGE (herald_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (HeraldProgressPage, herald_progress_page, HERALD, PROGRESS_PAGE, AdwBin)

void herald_progress_page_begin (HeraldProgressPage *self,
                                 const char         *title);
void herald_progress_page_tell  (HeraldProgressPage *self,
                                 guint               done,
                                 guint               all,
                                 const char         *what);

G_END_DECLS
