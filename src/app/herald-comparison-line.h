/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "herald-comparison.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_SIDE_BOTH,   /* one text: what went is struck, what came is underlined */
  HERALD_SIDE_BEFORE,
  HERALD_SIDE_AFTER,
} HeraldSide;

/* What colours there are to mark words with. Each is also struck or underlined: colour never tells alone. */
typedef enum
{
  HERALD_COLOURS_LIGHT,
  HERALD_COLOURS_DARK,
  HERALD_COLOURS_LIGHT_CONTRAST,
  HERALD_COLOURS_DARK_CONTRAST,
} HeraldColours;

/* A line of words with what is removed and added in it, for a label. */
typedef struct
{
  GString       *words;
  PangoAttrList *attributes;
  HeraldSide     side;
  HeraldColours  colours;
} HeraldComparisonLine;

HeraldComparisonLine *herald_comparison_line_new      (HeraldSide                side,
                                                       HeraldColours             colours);
void                  herald_comparison_line_free     (HeraldComparisonLine     *line);
void                  herald_comparison_line_add      (HeraldComparisonLine     *line,
                                                       const HeraldComparedPart *part);
void                  herald_comparison_line_add_plain (HeraldComparisonLine    *line,
                                                       const char               *words);
void                  herald_comparison_line_add_name (HeraldComparisonLine     *line,
                                                       const char               *words);
/* Whether a part has anything to show on a side. */
gboolean              herald_comparison_part_is_on    (const HeraldComparedPart *part,
                                                       HeraldSide                side);
/* "Removed: “historic”. Added: “long-term”.": for who hears it read. (transfer full), "" where nothing changed */
char                 *herald_comparison_describe_part (const HeraldComparedPart *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldComparisonLine, herald_comparison_line_free)

G_END_DECLS
