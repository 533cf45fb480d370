/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A token is a run of word characters (a CJK character by itself), a run of white space, or one other character.
 * Joined in order, the tokens are the text. */
typedef struct
{
  const char *start;   /* into the text; not terminated */
  guint32     length;  /* bytes */
  guint32     offset;  /* code points before it */
  guint32     n_chars; /* code points in it */
} HeraldToken;

GArray  *herald_tokens_split (const char        *text);  /* of HeraldToken, pointing into text */
gboolean herald_token_equal  (const HeraldToken *a,
                              const HeraldToken *b);

G_END_DECLS
