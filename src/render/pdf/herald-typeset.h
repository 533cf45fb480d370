/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* The ways of setting that a page knows. */
typedef enum
{
  HERALD_FACE_BODY,
  HERALD_FACE_KICKER,
  HERALD_FACE_TITLE,
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
#define HERALD_COLOUR_ACCENT 0x8f2d04u
#define HERALD_COLOUR_NOTICE 0xfff3c4u

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
  GString       *text;
  PangoAttrList *attributes;
  GArray        *links;      /* of HeraldLink */
  double         leading;    /* points */
} HeraldRich;

PangoContext *herald_typeset_new_context (const char    *language,
                                          gboolean       rtl);
PangoContext *herald_typeset_new_context_for_fonts (PangoFontMap *fonts,
                                                    const char   *language,
                                                    gboolean      rtl);
HeraldRich   *herald_rich_new            (HeraldFace     face);  /* which decides the leading */
void          herald_rich_free           (HeraldRich    *self);
void          herald_rich_add            (HeraldRich    *self,
                                          HeraldFace     face,
                                          const char    *text);
void          herald_rich_add_marked     (HeraldRich    *self,
                                          HeraldFace     face,
                                          const char    *text,
                                          GArray        *marks);
void          herald_rich_add_link       (HeraldRich    *self,
                                          HeraldFace     face,
                                          const char    *text,
                                          const char    *url);
void          herald_rich_add_change     (HeraldRich    *self,
                                          HeraldFace     face,
                                          HeraldChange   change,
                                          const char    *text);
PangoLayout  *herald_rich_to_layout      (HeraldRich    *self,
                                          PangoContext  *context,
                                          double         width); /* points */
void          herald_typeset_balance     (PangoLayout   *layout);
char         *herald_typeset_shorten     (const char    *text,
                                          glong          n_characters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldRich, herald_rich_free)

G_END_DECLS
