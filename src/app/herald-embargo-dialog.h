/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-clock.h"
#include "herald-embargo.h"

G_BEGIN_DECLS

/* Asks for date, time and zone of an embargo, and says what moment that is.
 *
 * signal "chosen" (HeraldEmbargo *embargo): a pointer, valid during the emission; NULL: no embargo any more */
#define HERALD_TYPE_EMBARGO_DIALOG (herald_embargo_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldEmbargoDialog, herald_embargo_dialog, HERALD, EMBARGO_DIALOG, AdwWindow)

GtkWidget *herald_embargo_dialog_new (GtkWindow           *parent,
                                      HeraldClock         *clock,
                                      const HeraldEmbargo *embargo);

G_END_DECLS
