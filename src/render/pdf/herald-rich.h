/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-typeset.h"

G_BEGIN_DECLS

/* What became of words between two versions. Told by more than colour: added words are underlined, removed ones struck
 * through. */
typedef enum
{
  HERALD_CHANGE_NONE,
  HERALD_CHANGE_ADDED,
  HERALD_CHANGE_REMOVED,
} HeraldChange;

/* Where a link stands in the text of a layout. */
typedef struct
{
  guint  start; /* bytes */
  guint  end;
  char  *url;
} HeraldLink;

/* Words with their ways of setting, before they have a width. */
typedef struct
{
  const HeraldTypeset *typeset;    /* borrowed */
  GString             *text;
  PangoAttrList       *attributes;
  GArray              *links;      /* of HeraldLink */
  double               leading;    /* points */
} HeraldRich;

HeraldRich   *herald_rich_new        (const HeraldTypeset *typeset,
                                      HeraldFace           face);
void          herald_rich_free       (HeraldRich          *self);
void          herald_rich_add        (HeraldRich          *self,
                                      HeraldFace           face,
                                      const char          *text);
void          herald_rich_add_marked (HeraldRich          *self,
                                      HeraldFace           face,
                                      const char          *text,
                                      GArray              *marks);
void          herald_rich_add_link   (HeraldRich          *self,
                                      HeraldFace           face,
                                      const char          *text,
                                      const char          *url);
void          herald_rich_add_change (HeraldRich          *self,
                                      HeraldFace           face,
                                      HeraldChange         change,
                                      const char          *text);
PangoLayout  *herald_rich_to_layout  (HeraldRich          *self,
                                      double               width); /* points */
void          herald_rich_balance    (PangoLayout         *layout);
char         *herald_rich_shorten    (const char          *text,
                                      glong                n_characters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldRich, herald_rich_free)

G_END_DECLS
