/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-document.h"

G_BEGIN_DECLS

/* One state of a document back into another, as a whole or one subject of it: a member ("headline", "embargo", "tags")
 * or a thing in it ("block:<id>", "party:<id>", "asset:<sha256>"), as HeraldChange and HeraldConflict name them. */

/* subject NULL: the whole. What from does not have is removed; a thing that is gone comes back at its old place relative to
 * its neighbours. Errors are of HERALD_MODEL_ERROR: NEWER where either was made by a newer Herald, USAGE where neither
 * has the subject or a person may not set it. */
HeraldDocument *herald_restore_subject       (HeraldDocument  *into,
                                              HeraldDocument  *from,
                                              const char      *subject,
                                              GError         **error);

/* A subject of a document with what it holds, as canonical text: who compares two states of it part by part. */
typedef struct
{
  char *subject;
  char *content;
} HeraldPart;

/* In reading order; a place among others is no part of a thing's content. (transfer full) (element-type HeraldPart) */
GPtrArray      *herald_restore_list_parts    (HeraldDocument  *document);
void            herald_part_free             (HeraldPart      *part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPart, herald_part_free)

G_END_DECLS
