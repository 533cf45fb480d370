/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-content.h"
#include "herald-kit-picture.h"

G_BEGIN_DECLS

/* The page's style sheet (herald-html-style.c). */
extern const char herald_html_style[];

GBytes *herald_html_render (GPtrArray       *contents, /* of HeraldContent: all editions of the kit */
                            guint            index,    /* which of them */
                            HeraldKitPictures  *pictures,
                            GError         **error);

G_END_DECLS
