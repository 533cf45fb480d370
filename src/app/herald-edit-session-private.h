/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* What herald-edit-version.c, the other half of the session, needs of herald-edit-session.c. */
const HeraldAuthor *herald_edit_session_get_author (HeraldEditSession       *self);
void                herald_edit_session_take_copy  (HeraldEditSession       *self,
                                                    const HeraldWorkingCopy *copy);
void                herald_edit_session_stop_idle  (HeraldEditSession       *self);

G_END_DECLS
