/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-merge-walk.h"

G_BEGIN_DECLS

/* The document that is written to. */
typedef struct
{
  const HeraldRecordType *type;
  JsonObject             *root;
} HeraldMergeTarget;

/* A thing in one of the document's lists. */
typedef struct
{
  const HeraldMember *list;     /* NULL: it is the document itself */
  const char         *identity; /* within the subject */
  JsonArray          *array;    /* NULL: the list is empty */
  guint               index;    /* where it stands in array; its length where it does not */
} HeraldMergePlace;

HeraldMergePlace herald_merge_find_place  (const HeraldMergeTarget *self,
                                           const HeraldConflict    *conflict);
gboolean         herald_merge_is_there    (const HeraldMergePlace  *place);
/* Absent means empty. */
gboolean         herald_merge_is_empty    (JsonNode                *value);
/* A text may come with its marks, as an object of both. */
void             herald_merge_set_member  (JsonObject              *object,
                                           const char              *name,
                                           JsonNode                *value);
/* element NULL: one less. */
void             herald_merge_put_element (const HeraldMergeTarget *self,
                                           const HeraldMember      *list,
                                           guint                    index,
                                           gboolean                 replaces,
                                           JsonNode                *element);
/* value as in the conflict. */
void             herald_merge_put         (const HeraldMergeTarget *self,
                                           const HeraldConflict    *conflict,
                                           JsonNode                *value);

G_END_DECLS
