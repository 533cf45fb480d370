/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-kit-picture.h"
#include "herald-rich.h"

G_BEGIN_DECLS

/* From a picture to its caption. */
#define HERALD_CAPTION_GAP 4.0

/* A line of a cell. */
typedef struct
{
  PangoLayoutLine *line; /* borrowed from the layout */
  double           x;    /* from the left edge of the cell */
} HeraldCellLine;

/* Words in a rectangle of their own. */
typedef struct
{
  const char  *tag;     /* structure element (PDF 1.7, section 14.8.4): "P", "H1", "TD" */
  PangoLayout *layout;
  GArray      *links;   /* of HeraldLink */
  double       x;       /* from the start edge of the measure */
  double       width;
  double       leading; /* of all its lines */
  GArray      *lines;   /* of HeraldCellLine, once they are asked for; then the layout stays as it is */
} HeraldCell;

typedef enum
{
  HERALD_PIECE_TEXT,     /* one cell, which may break between lines */
  HERALD_PIECE_ROW,      /* cells side by side, kept together */
  HERALD_PIECE_PICTURES, /* pictures side by side */
} HeraldPieceKind;

typedef struct
{
  HeraldKitPicture *picture; /* borrowed */
  double            x, width, height;
  char             *alt;
  HeraldCell       *caption; /* of one among others, or NULL */
} HeraldPlate;

/* What follows each other down the pages. All lengths are points. */
typedef struct
{
  HeraldPieceKind  kind;
  GPtrArray       *cells;          /* of HeraldCell */
  GArray          *plates;         /* of HeraldPlate */
  double           space_before;
  double           space_after;
  gboolean         keep_with_next;
  gboolean         bar;            /* an accent bar at the start edge */
  gboolean         rule;           /* a hairline above */
  gboolean         missing;        /* says why a picture is not there: on a ground of its own */
  const char      *begins[4];      /* structure elements that open before it, ended by NULL */
  const char      *numbering;      /* of the list that it opens, a literal, or NULL */
  guint            n_ends;         /* how many of those close after it */
  gboolean         in_outline;     /* its first cell is a title in the outline */
  gboolean         on_line;        /* its pictures stand on one line; else they are centred */
  gboolean         flexible;       /* its picture may be made smaller to save a page */
} HeraldPiece;

HeraldPiece *herald_piece_new           (HeraldPieceKind   kind);
void         herald_piece_free          (HeraldPiece      *self);
HeraldCell  *herald_piece_add_cell      (HeraldPiece      *self,
                                         const char       *tag,
                                         HeraldRich       *rich,    /* (transfer full) */
                                         double            x,
                                         double            width);
void         herald_piece_add_plate     (HeraldPiece      *self,
                                         HeraldKitPicture *picture,
                                         const char       *alt,
                                         double            x,
                                         double            width,
                                         double            height);
void         herald_piece_add_caption   (HeraldPiece      *self,
                                         HeraldCell       *caption); /* (transfer full) */
double       herald_piece_get_height    (HeraldPiece      *self);
double       herald_piece_get_plates_height (HeraldPiece  *self);
guint        herald_piece_get_n_lines   (HeraldPiece      *self);
double       herald_piece_get_leading   (HeraldPiece      *self);
double       herald_piece_get_scale     (const HeraldKitPicture *picture,
                                         double            max_width,
                                         double            max_height);
void         herald_piece_fit           (HeraldPiece      *self,
                                         double            max_width,
                                         double            max_height);
void         herald_piece_shrink        (HeraldPiece      *self,
                                         double            height);
gboolean     herald_piece_lacks_font    (HeraldPiece      *self);
HeraldCell  *herald_cell_new            (const char       *tag,
                                         HeraldRich       *rich,    /* (transfer full) */
                                         double            x,
                                         double            width);
void         herald_cell_free           (HeraldCell       *self);
GArray      *herald_cell_get_lines      (HeraldCell       *self);
double       herald_cell_get_height     (HeraldCell       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCell, herald_cell_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPiece, herald_piece_free)

G_END_DECLS
