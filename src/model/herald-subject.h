/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* What a change, a conflict, a finding is about, in plain words of the program's language. subject is a member of a
 * document ("headline", "embargo") or a thing in it ("block:<id>", "party:<id>"). */
char       *herald_subject_name (const HeraldAnnouncement *announcement, /* NULL: cannot be read; members are named all the same */
                                 const char               *subject);     /* (transfer full) "Paragraph 3", "Quote by Lin Qiao" */
gboolean    herald_subject_is_in (const HeraldAnnouncement *announcement,
                                  const char               *subject);    /* whether the thing is there; TRUE for members */
/* "Headline", "Job title"; of a speaker "speaker.name". One without words is itself. */
const char *herald_member_name  (const char               *member);
/* The part of a party. */
const char *herald_role_name    (HeraldRole                role);
const char *herald_kind_name    (HeraldKind                kind);
const char *herald_block_type_name (HeraldBlockType        type);

G_END_DECLS
