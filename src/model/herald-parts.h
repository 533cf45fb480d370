/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-document.h"

G_BEGIN_DECLS

/* A document taken apart into its subjects, as HeraldChange names them, without reading it: who compares thousands of
 * states of it part by part. */
typedef struct
{
  char *subject; /* "headline", "block:<id>" */
  char *content; /* canonical text; a thing's place among others is no part of it */
} HeraldPart;

/* text: canonical, terminated. In reading order; (transfer full) (element-type HeraldPart) */
GPtrArray *herald_parts_split (const char *text);
void       herald_part_free   (HeraldPart *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPart, herald_part_free)

G_END_DECLS
