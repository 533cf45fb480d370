/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison-kit.h"
#include "herald-content.h"
#include "herald-kit-picture.h"

G_BEGIN_DECLS

/* Where an entry stands on the page. */
typedef enum
{
  HERALD_PLACE_TERMS,  /* what was agreed: only what changed */
  HERALD_PLACE_TITLE,
  HERALD_PLACE_BODY,
  HERALD_PLACE_BACK,   /* profiles; contacts and picture files only where they changed */
  HERALD_PLACE_NOWHERE,
} HeraldPlace;

/* Words that are set in one way. */
typedef struct
{
  HeraldDiffKind kind;
  char          *text;     /* clean; a line break is the border of a paragraph */
  gboolean       strong;
  gboolean       emphasis;
} HeraldChangedWords;

/* What all formats of a comparison share. */
typedef struct
{
  const HeraldComparisonJob *job;
  const HeraldContent       *content; /* of the later state: banner, notice, language */
  char                      *title;   /* "Changes since version 3" */
  char                      *before;  /* "Version 3 · Anna Bruni · Thu 19 Nov 2026, 16:04 UTC", or NULL */
  char                      *after;
  char                      *count;   /* "5 changes" */
  char                      *recipient; /* "For Il Globo", or NULL */
} HeraldComparisonPage;

void              herald_comparison_page_init   (HeraldComparisonPage          *self,
                                                 const HeraldComparisonJob     *job,
                                                 const HeraldContent           *content);
void              herald_comparison_page_clear  (HeraldComparisonPage          *self);
HeraldPlace       herald_comparison_page_place  (const HeraldComparisonEntry   *entry);
GPtrArray        *herald_comparison_page_parts  (const HeraldComparisonEntry   *entry);
GArray           *herald_comparison_page_words  (const HeraldComparedPart      *part); /* of HeraldChangedWords */
char             *herald_comparison_page_label  (const HeraldComparisonPage    *self,
                                                 const HeraldComparisonEntry   *entry); /* "Embargo (removed)" */
char             *herald_comparison_page_note   (const HeraldComparisonPage    *self,
                                                 const HeraldComparisonEntry   *entry,
                                                 const HeraldComparedPart      *part);  /* part: or NULL */
HeraldKitPicture *herald_comparison_page_picture (const HeraldComparisonPage   *self,
                                                  const char                   *sha256); /* NULL: cannot be shown */
const char       *herald_comparison_page_picture_name (HeraldDiffKind             kind);

/* One file each. */
GBytes           *herald_comparison_html_make   (const HeraldComparisonPage    *page);
GBytes           *herald_comparison_pdf_make    (const HeraldComparisonPage    *page,
                                                 GError                       **error);

G_END_DECLS
