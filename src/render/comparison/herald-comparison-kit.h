/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison.h"
#include "herald-render.h"

G_BEGIN_DECLS

/* What people know a version by. */
typedef struct
{
  guint       number; /* 0: there was none */
  const char *hash;
  const char *author; /* a name */
  const char *time;   /* UTC */
} HeraldComparedVersion;

/* "Changes since version 3", for lawyers and partners: always for review, whatever has been approved. The same values give
 * the same bytes in one language of the program. What is internal in the comparison is never read. */
typedef struct
{
  HeraldComparison      *comparison;  /* of announcements */
  HeraldComparedVersion  before;
  HeraldComparedVersion  after;
  const HeraldEmbargo   *embargo;     /* the stricter one of both; NULL: none holds */
  const char            *recipient;   /* or NULL */
  HeraldAssetReader      read_asset;
  gpointer               read_asset_data;
} HeraldComparisonJob;

HeraldKit          *herald_comparison_kit_new     (const HeraldComparisonJob  *job,
                                                   const char * const         *formats,
                                                   GError                    **error);
const char * const *herald_comparison_kit_formats (void); /* NULL-terminated */

G_END_DECLS
