/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-gate.h"

G_BEGIN_DECLS

/* A row that says why something may not go out, with a button that goes where that is mended.
 *
 * mend gets the place: "embargo", "status", "conflict", "trashed", ...; places that have no button stay in words. */
typedef void (*HeraldMend) (const char *id, const char *place, gpointer user_data);

GtkWidget  *herald_refusal_row_new            (const HeraldGateReason *reason,
                                               const char             *id,
                                               HeraldMend              mend,
                                               gpointer                user_data);
const char *herald_refusal_find_place         (const HeraldGateVerdict *verdict);

G_END_DECLS
