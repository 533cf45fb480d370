/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-libraries.h"

G_BEGIN_DECLS

/* Asks once who writes: name, mail and organisation, filled in as far as the computer knows.
 *
 * signal "done": what was said is kept */
#define HERALD_TYPE_FIRST_RUN (herald_first_run_get_type ())
G_DECLARE_FINAL_TYPE (HeraldFirstRun, herald_first_run, HERALD, FIRST_RUN, AdwApplicationWindow)

GtkWidget *herald_first_run_new (GtkApplication  *application,
                                 HeraldLibraries *libraries,
                                 gboolean         make_library);

G_END_DECLS
