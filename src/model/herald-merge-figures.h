/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-tokens.h"

G_BEGIN_DECLS

gboolean herald_merge_is_word          (const HeraldToken *token);
/* Whether both sides changed the numbers of a text, and not to the same ones. */
gboolean herald_merge_numbers_differ   (const char        *base,
                                        const char        *ours,
                                        const char        *theirs);
/* The same of tokens that have been matched; also where one changed a number and the other what belongs to it. */
gboolean herald_merge_figures_conflict (GArray            *base,
                                        GArray            *ours,
                                        GArray            *theirs,
                                        GArray            *chunks);

G_END_DECLS
