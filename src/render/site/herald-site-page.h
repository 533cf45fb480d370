/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-kit-labels.h"
#include "herald-site.h"

G_BEGIN_DECLS

/* Cards that stand together, newest first: all of them, or those of a month, a tag, a company. */
typedef struct
{
  char      *folder; /* in the press room; "" for the first page */
  char      *title;
  GPtrArray *cards;  /* of HeraldSiteCard, borrowed */
  gboolean   has_feed;
} HeraldSiteShelf;

/* A press room in work. */
typedef struct
{
  const HeraldSiteFacts *facts;
  const char            *language; /* of what it says by itself */
  char                  *style;
  char                  *policy;
  HeraldSiteShelf       *all;
  GPtrArray             *years;     /* of HeraldSiteShelf, newest first, as the months */
  GPtrArray             *months;
  GPtrArray             *tags;      /* by name, as the companies */
  GPtrArray             *companies;
  GHashTable            *shelves;   /* "tag:x", "company:x" -> HeraldSiteShelf, borrowed */
  char                  *common;    /* what stands on all pages, for their stamps */
  GHashTable            *keys;      /* HeraldSiteCard -> what lists say of it, for their stamps */
  HeraldSiteKnownFunc    known;
  gpointer               known_data;
  GPtrArray             *places;    /* of HeraldSitePlace */
  HeraldKit             *kit;
} HeraldSite;

#define HERALD_SITE_DATES     "dates"
#define HERALD_SITE_TAGS      "topics"
#define HERALD_SITE_COMPANIES "companies"

gboolean    herald_site_needs          (HeraldSite            *site,
                                        const char            *path,
                                        GString               *made_from);
void        herald_site_append_keys    (HeraldSite            *site,
                                        GString               *made_from,
                                        const HeraldSiteShelf *shelf,
                                        guint                  begin,
                                        guint                  end);
char       *herald_site_make_style     (const HeraldLook      *look);
char       *herald_site_make_policy    (const char            *style);
void        herald_site_add_pages      (HeraldSite            *site,
                                        const HeraldSiteShelf *shelf,
                                        const char            *kind);
void        herald_site_add_overview   (HeraldSite            *site,
                                        const char            *kind,
                                        GPtrArray             *shelves);
const char *herald_site_get_kind_label (const HeraldSite      *site,
                                        const char            *kind);

/* herald-site-feed.c */
void        herald_site_add_feed       (HeraldSite            *site,
                                        const HeraldSiteShelf *shelf);
void        herald_site_add_map        (HeraldSite            *site);

G_END_DECLS
