/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"

G_BEGIN_DECLS

/* What a person decided of a dispute so far: herald-dispute.h. */
gboolean herald_choices_forget (HeraldDatabase  *database,
                                const char      *id,
                                GError         **error);

G_END_DECLS
