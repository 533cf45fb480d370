/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "herald-content.h"

G_BEGIN_DECLS

/* What the lists and feeds of a press room tell of one edition. All of it stands on the edition's public page. */
typedef struct
{
  char  *path;      /* of the page, in the press room: releases/x/index.html */
  char  *id;        /* the announcement's */
  char  *version;   /* hash */
  char  *language;
  char  *headline;  /* clean and of bounded length, as all that follows */
  char  *summary;   /* or "" */
  char  *day;       /* "2026-11-22" */
  char  *published; /* UTC */
  char  *updated;   /* UTC */
  char **companies; /* issuers and partners, in party order; never NULL */
  char **tags;      /* never NULL */
  char  *picture;   /* path of a small one, in the press room, or NULL */
  char  *alt;
  int    width;
  int    height;
} HeraldSiteCard;

HeraldSiteCard *herald_site_card_new     (const HeraldContent  *content,
                                          const char           *folder);
void            herald_site_card_free    (HeraldSiteCard       *card);
JsonObject     *herald_site_card_write   (const HeraldSiteCard *card);
HeraldSiteCard *herald_site_card_read    (JsonNode             *node);
int             herald_site_card_compare (gconstpointer         a,
                                          gconstpointer         b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSiteCard, herald_site_card_free)

G_END_DECLS
