/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-cli.h"

G_BEGIN_DECLS

/* What "heraldctl export" was asked for; borrowed. */
typedef struct
{
  const char * const *formats;   /* NULL: a bundle */
  const char         *output;    /* a folder, or the bundle's file */
  const char         *purpose;   /* NULL: what fits */
  const char         *recipient;
  const char         *version;   /* NULL: the current draft */
  const char         *base;      /* of a press room; NULL: the library's */
  gboolean            several;   /* one folder each, inside output */
} HeraldExporting;

gboolean herald_exporting_kits   (HeraldCli              *cli,
                                  GPtrArray              *ids,
                                  const HeraldExporting  *wishes,
                                  GError                **error);
gboolean herald_exporting_site   (HeraldCli              *cli,
                                  const HeraldExporting  *wishes,
                                  GError                **error);
gboolean herald_exporting_bundle (HeraldCli              *cli,
                                  GPtrArray              *ids,
                                  const HeraldExporting  *wishes,
                                  GError                **error);

G_END_DECLS
