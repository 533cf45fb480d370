/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-site-card.h"

G_BEGIN_DECLS

/* What a press room is, beside what it shows. */
typedef struct
{
  const char *name;    /* of the house, or NULL */
  const char *address; /* in public, with a slash at its end; or NULL */
  const char *uuid;    /* its own in the world, and the same at all times */
  HeraldLook  look;
  const char *contact; /* whom the press may ask, in one line; or NULL */
} HeraldSiteFacts;

/* A file of the lists, and a hash of all that it is made from. */
typedef struct
{
  char *path;
  char *stamp;
} HeraldSitePlace;

/* Whether a file is there as it would be made. */
typedef gboolean (*HeraldSiteKnownFunc) (const HeraldSitePlace *place, gpointer user_data);

HeraldKit *herald_site_render          (GPtrArray             *cards, /* of HeraldSiteCard; are sorted */
                                        const HeraldSiteFacts *facts,
                                        HeraldSiteKnownFunc    known,
                                        gpointer               known_data,
                                        GPtrArray            **places); /* of HeraldSitePlace */
char      *herald_site_make_uuid       (const char            *seed);
char      *herald_site_get_fingerprint (const HeraldLook      *look);

G_END_DECLS
