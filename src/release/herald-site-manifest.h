/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-site-card.h"

G_BEGIN_DECLS

/* What a press room's folder tells about itself, for who checks it and for the next time it is made. It names what is
 * public in the same folder and nothing else, so it may stand there. */
#define HERALD_SITE_MANIFEST_PATH "verify/press-room.jsonl"
#define HERALD_SITE_SUMS_PATH     "verify/SHA256SUMS"

typedef struct
{
  char   *path;   /* in the press room */
  char   *sha256;
  gint64  size;
  char   *stamp;  /* (nullable): of all that a list was made from */
} HeraldSiteFile;

/* An announcement with its other editions. */
typedef struct
{
  char      *folder;
  char      *stamp;  /* of all that its files were made from */
  GPtrArray *files;  /* of HeraldSiteFile */
  GPtrArray *cards;  /* of HeraldSiteCard */
  char      *line;   /* as it is written */
} HeraldSiteRecord;

typedef struct
{
  GPtrArray  *records; /* of HeraldSiteRecord */
  GHashTable *files;   /* path -> HeraldSiteFile: the lists and feeds */
  gboolean    making;  /* somebody began to change the folder: it may hold more than is named here */
} HeraldSiteManifest;

HeraldSiteManifest *herald_site_manifest_new      (void);
HeraldSiteManifest *herald_site_manifest_read     (GBytes              *bytes);
void                herald_site_manifest_free     (HeraldSiteManifest  *self);
GBytes             *herald_site_manifest_write    (GPtrArray           *records,
                                                   GPtrArray           *files); /* NULL: they are in the making */
GBytes             *herald_site_manifest_make_sums (GPtrArray          *records,
                                                   GPtrArray           *files);
HeraldSiteFile     *herald_site_file_new          (const char          *path,
                                                   GBytes              *bytes);
HeraldSiteFile     *herald_site_file_copy         (const HeraldSiteFile *file);
void                herald_site_file_free         (HeraldSiteFile      *file);
HeraldSiteRecord   *herald_site_record_new        (const char          *folder);
void                herald_site_record_free       (HeraldSiteRecord    *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSiteManifest, herald_site_manifest_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSiteRecord, herald_site_record_free)

G_END_DECLS
