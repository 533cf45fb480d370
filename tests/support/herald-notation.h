/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-block.h"

G_BEGIN_DECLS

/* Texts with marks, as tables of tests write them: "*" begins and ends strong words, "_" emphasis, "[" and "]" a link to A,
 * "<" and ">" a link to B. */
HeraldItem *herald_notation_read  (const char       *notation);
char       *herald_notation_write (const HeraldItem *item);

G_END_DECLS
