/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "herald-look.h"

G_BEGIN_DECLS

/* The ways of setting that a page knows. */
typedef enum
{
  HERALD_FACE_BODY,
  HERALD_FACE_KICKER,
  HERALD_FACE_TITLE,
  HERALD_FACE_LONG_TITLE,
  HERALD_FACE_SUBTITLE,
  HERALD_FACE_DATELINE,
  HERALD_FACE_HEADING,
  HERALD_FACE_QUOTE,
  HERALD_FACE_LONG_QUOTE,
  HERALD_FACE_NAME,     /* of who speaks */
  HERALD_FACE_POSITION,
  HERALD_FACE_CAPTION,
  HERALD_FACE_CREDIT,
  HERALD_FACE_LABEL,    /* in the left column */
  HERALD_FACE_SMALL,    /* profiles */
  HERALD_FACE_DETAIL,   /* contacts, facts */
  HERALD_FACE_LOGO,     /* the name of a company without logo */
  HERALD_FACE_BANNER,
  HERALD_FACE_NOTICE,
  HERALD_FACE_FOOT,
  HERALD_N_FACES
} HeraldFace;

#define HERALD_COLOUR_INK    0x1c1b20u
#define HERALD_COLOUR_SOFT   0x595760u
#define HERALD_COLOUR_LINE   0xc9c6cfu
#define HERALD_COLOUR_ALARM  0x8f2d04u /* an embargo's ground, whatever the accent is */
#define HERALD_COLOUR_NOTICE 0xfff3c4u
#define HERALD_COLOUR_PAPER  0xffffffu

/* All leadings are multiples of a half of this, and so are the spaces between pieces; see herald_layout_paginate(). */
#define HERALD_GRID 8.0 /* points */

/* How a text is set on pages: in which fonts, language and look. */
typedef struct
{
  PangoContext   *context;
  HeraldTypeface  typeface;
  guint32         accent; /* to be read on paper */
  gboolean        rtl;
} HeraldTypeset;

/* One way of setting, in a look. */
typedef struct
{
  const char  *families; /* best first */
  double       size;     /* points */
  PangoWeight  weight;
  guint32      colour;
  double       tracking; /* points between letters */
} HeraldFaceStyle;

HeraldTypeset   *herald_typeset_new         (PangoFontMap         *fonts,    /* or NULL: all of this computer */
                                             const char           *language, /* BCP 47 */
                                             const HeraldLook     *look);
void             herald_typeset_free        (HeraldTypeset        *self);
HeraldFaceStyle  herald_typeset_get_style   (const HeraldTypeset  *self,
                                             HeraldFace            face);
double           herald_face_get_leading    (HeraldFace            face);    /* points */
double           herald_leading_get_baseline (double               leading); /* points below the top of a line */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTypeset, herald_typeset_free)

G_END_DECLS
