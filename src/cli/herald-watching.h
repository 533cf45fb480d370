/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* "heraldctl sync --watch": keeps the library in step until it is interrupted, and prints each state, a line each. */
void herald_watch_sync (HeraldLibrary       *library,
                        const HeraldAuthor  *author,
                        const char          *password,
                        gboolean             json);

G_END_DECLS
