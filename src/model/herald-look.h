/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HERALD_TYPEFACE_SERIF,
  HERALD_TYPEFACE_SANS,
} HeraldTypeface;

/* How a library's press kits look, the same in every format. */
typedef struct
{
  guint32        accent; /* 0xRRGGBB, as the person chose it */
  HeraldTypeface typeface;
} HeraldLook;

#define HERALD_LOOK_ACCENT 0x8f2d04 /* where nobody chose one */

/* What a library keeps them under. */
#define HERALD_LOOK_SETTING_ACCENT   "accent"
#define HERALD_LOOK_SETTING_TYPEFACE "typeface"

HeraldLook  herald_look_read              (const char      *accent,
                                           const char      *typeface);
gboolean    herald_look_check             (const char      *setting,
                                           const char      *value,
                                           GError         **error);
guint32     herald_look_get_legible       (guint32          accent,
                                           guint32          ground);
double      herald_look_get_contrast      (guint32          one,
                                           guint32          other);
const char *herald_typeface_to_string     (HeraldTypeface   typeface);
gboolean    herald_typeface_from_string   (const char      *name,
                                           HeraldTypeface  *typeface);

G_END_DECLS
