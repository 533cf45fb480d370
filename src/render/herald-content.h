/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-render.h"

G_BEGIN_DECLS

/* A company with what belongs to it on the page. */
typedef struct
{
  const char *name;         /* NULL: belongs to no company of the announcement */
  GPtrArray  *boilerplates; /* of HeraldBoilerplate, borrowed */
  GPtrArray  *contacts;     /* of HeraldContact, borrowed */
} HeraldGroup;

/* What stands on the page of one edition, said once for all formats: words, order, names of files. */
typedef struct
{
  const HeraldRenderJob *job;           /* borrowed, as all that is const */
  HeraldAnnouncement    *announcement;
  const char            *language;
  const char            *version_hash;
  const char            *version_time;
  guint                  version_number;
  char                  *headline;
  char                  *subheadline;
  char                  *kicker;        /* FOR IMMEDIATE RELEASE, or "Press release" */
  char                  *banner;        /* the embargo, or NULL */
  char                  *notice;        /* draft or briefing line, or NULL */
  char                  *dateline;      /* or NULL */
  char                  *stem;          /* of the names of the edition's files, its own in the kit */
  char                  *html_path;
  char                  *pdf_path;
  GPtrArray             *spare_figures; /* of HeraldBlock: the pictures that stand nowhere in the text */
  GPtrArray             *issuers;       /* of HeraldParty, borrowed */
  GPtrArray             *groups;        /* of HeraldGroup, in party order */
} HeraldContent;

GPtrArray *herald_contents_new                (const HeraldRenderJob  *job); /* of HeraldContent: the main edition first */
char      *herald_content_format_quote        (const HeraldContent    *self,
                                               const char             *text);
char      *herald_content_format_position     (const HeraldContent    *self,
                                               const HeraldSpeaker    *speaker);
char      *herald_content_format_attribution  (const HeraldContent    *self,
                                               const HeraldSpeaker    *speaker);
char      *herald_content_format_about        (const HeraldContent    *self,
                                               const HeraldGroup      *group);
char      *herald_content_format_source       (const HeraldContent    *self);
char      *herald_content_format_until        (const HeraldContent    *self);
char      *herald_content_format_warning      (const HeraldContent    *self,
                                               const char             *between);
char      *herald_content_make_hash_uri       (GBytes                 *bytes);
char      *herald_content_make_number         (const char             *phone);
void       herald_content_describe_figure     (const HeraldContent    *self,
                                               const HeraldBlock      *figure,
                                               char                  **caption,
                                               char                  **credit,
                                               char                  **alt);
gboolean   herald_content_is_long_quote       (const HeraldBlock      *quote);

G_END_DECLS
