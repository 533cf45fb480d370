/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-clean.h"
#include "herald-content.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_PART_BANNER,
  HERALD_PART_NOTICE,
  HERALD_PART_KICKER,
  HERALD_PART_HEADLINE,
  HERALD_PART_SUBHEADLINE,
  HERALD_PART_PARAGRAPH,
  HERALD_PART_HEADING,    /* in the body, "About X", "Press contacts" */
  HERALD_PART_SUBHEADING, /* a company, above its contacts */
  HERALD_PART_QUOTE,
  HERALD_PART_LIST,
  HERALD_PART_TABLE,
  HERALD_PART_FIGURE,
  HERALD_PART_CONTACT,
  HERALD_PART_SOURCE,
  HERALD_PART_END,
} HeraldPartKind;

/* One thing that stands on the page, with words that are clean. */
typedef struct
{
  HeraldPartKind  kind;
  GArray         *runs;        /* of HeraldRun; a quote's have its quotation marks; a figure's are caption and credit */
  char           *attribution; /* quote: who says it; or NULL */
  GPtrArray      *rows;        /* list, table, contact: of GPtrArray of GArray of HeraldRun: the cells of each row; or NULL */
  gboolean        ordered;     /* list */
  const char     *asset;       /* figure: SHA-256 */
  char           *caption;     /* figure: "" when it has none, like the next two */
  char           *credit;      /* as a line: "Photo: ..." */
  char           *alt;
} HeraldPart;

GPtrArray *herald_story_new      (const HeraldContent *content); /* of HeraldPart */
char      *herald_runs_to_text   (GArray              *runs);
char      *herald_runs_to_linked (GArray              *runs);

G_END_DECLS
