/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-slice.h"

G_BEGIN_DECLS

const char *herald_language_guess (HeraldSlice text);

G_END_DECLS
