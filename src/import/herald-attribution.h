/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-block.h"
#include "herald-lexicon.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_ATTRIBUTION_PLAIN,  /* needs a verb */
  HERALD_ATTRIBUTION_MARKED, /* a dash or a colon stands for the verb: then name and job title are needed */
} HeraldAttributionKind;

HeraldSpeaker *herald_attribution_read      (HeraldSlice            slice,
                                             HeraldAttributionKind  kind,
                                             const HeraldLexicon   *lexicon);
/* Parts of an attribution, for contacts. */
gboolean       herald_attribution_is_name   (HeraldSlice            slice,
                                             const HeraldLexicon   *lexicon);
gboolean       herald_attribution_has_title (HeraldSlice            slice,
                                             const HeraldLexicon   *lexicon);
HeraldSpeaker *herald_attribution_read_speaker (HeraldSlice         slice,
                                             const HeraldLexicon   *lexicon);
/* "Dr.", "S.p.A.": the full stop does not end the sentence. */
gboolean       herald_attribution_is_honorific (HeraldSlice         word);

G_END_DECLS
