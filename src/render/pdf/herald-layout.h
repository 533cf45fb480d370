/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-piece.h"

G_BEGIN_DECLS

/* A part of a piece on a page. */
typedef struct
{
  guint        page;       /* from 0 */
  HeraldPiece *piece;
  guint        first_line; /* of a text */
  guint        n_lines;
  double       y;
  double       height;
  double       gap;        /* that was kept free above the piece, or would be if it did not begin a page */
  gboolean     is_first;
  gboolean     is_last;
} HeraldFragment;

/* Where pieces may go. */
typedef struct
{
  double first_top; /* on the first page */
  double top;       /* on the others */
  double bottom;
  double gaps;      /* spaces between pieces, as a part of what they are by rights */
} HeraldFrame;

GArray *herald_layout_paginate (GPtrArray         *pieces,  /* of HeraldPiece */
                                const HeraldFrame *frame);  /* of HeraldFragment, in order */
guint   herald_layout_count    (GArray            *fragments);

G_END_DECLS
