/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-organisation.h"
#include "herald-person.h"

G_BEGIN_DECLS

/* Documents that nobody would write by hand, the same from the same seed: every member, every script, unknown members
 * at every level, block types of a Herald to come, empty items and cells. In normal form (tags and marks in order). */
char               *herald_random_text         (GRand              *rand,
                                                guint               max_chars); /* perhaps empty */
HeraldAnnouncement *herald_random_announcement (GRand              *rand);
HeraldOrganisation *herald_random_organisation (GRand              *rand);
HeraldPerson       *herald_random_person       (GRand              *rand);
HeraldDocument     *herald_random_document     (GRand              *rand);      /* of any type */
/* Changes the announcement in one to three places, as a person might: words, order, things added and removed. */
void                herald_random_edit         (GRand              *rand,
                                                HeraldAnnouncement *announcement);

G_END_DECLS
