/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-kit-labels.h"
#include "herald-markup.h"
#include "herald-media.h"

G_BEGIN_DECLS

/* The page of one edition in work. */
typedef struct
{
  const HeraldContent *content;
  HeraldRendering     *rendering;
  GPtrArray           *media;     /* of HeraldMediaFile: the files beside the page */
  const char          *style;     /* the sheet of this kit's look */
  HeraldMarkup        *out;
} HeraldHtmlPage;

/* Copies a quote or a company's profile, and puts the embargo in front of all that is copied before the lift. The page
 * reads the same without it. */
extern const char herald_html_script[];

char     *herald_html_make_style      (const HeraldLook    *look);
gboolean  herald_html_has_text        (const char          *text);
void      herald_html_open            (HeraldHtmlPage      *page,
                                       const char          *element,
                                       const char          *class_name);
void      herald_html_close           (HeraldHtmlPage      *page,
                                       guint                n);
void      herald_html_write_copy      (HeraldHtmlPage      *page,
                                       HeraldKitLabel       label);

void      herald_html_write_head      (HeraldHtmlPage      *page);
gboolean  herald_html_write_body      (HeraldHtmlPage      *page,
                                       GError             **error);
gboolean  herald_html_write_picture   (HeraldHtmlPage      *page,
                                       const HeraldBlock   *figure,
                                       GError             **error);
gboolean  herald_html_write_gallery   (HeraldHtmlPage      *page,
                                       GError             **error);
void      herald_html_write_companies (HeraldHtmlPage      *page);

G_END_DECLS
