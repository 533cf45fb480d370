/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-block.h"
#include "herald-lexicon.h"

G_BEGIN_DECLS

HeraldSpeaker *herald_speaker_han_read (HeraldSlice          slice,
                                        gboolean             needs_verb,
                                        const HeraldLexicon *lexicon);

G_END_DECLS
