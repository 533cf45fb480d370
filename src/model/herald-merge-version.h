/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-merge.h"
#include "herald-version.h"

G_BEGIN_DECLS

#define HERALD_MERGE_ERROR (herald_merge_error_quark ())
GQuark herald_merge_error_quark (void);

typedef enum
{
  HERALD_MERGE_ERROR_MISSING, /* a version or a body that the merge needs is not here: a conflict, never a guess */
  HERALD_MERGE_ERROR_DAMAGED, /* under another hash, of another document, or its own ancestor */
} HeraldMergeError;

/* (transfer full); NULL: not here. */
typedef HeraldVersion  *(*HeraldVersionFunc) (const char *hash, gpointer user_data);
typedef HeraldDocument *(*HeraldBodyFunc)    (const char *hash, gpointer user_data);

/* The nearest common ancestors of two versions: sorted hashes, NULL-terminated; none if they have none, several after
 * criss-cross merges. */
char         **herald_merge_find_bases   (const char                   *a,
                                          const char                   *b,
                                          HeraldParentsFunc             parents,
                                          gpointer                      user_data,
                                          GError                      **error);
/* Two heads or more, in any order. */
HeraldMerge   *herald_merge_heads        (const char * const           *heads,
                                          HeraldVersionFunc             version,
                                          HeraldBodyFunc                body,
                                          gpointer                      user_data,
                                          GError                      **error);
/* The same as one of the heads sees it. */
HeraldMerge   *herald_merge_heads_for    (const char                   *ours,
                                          const char * const           *heads,
                                          HeraldVersionFunc             version,
                                          HeraldBodyFunc                body,
                                          gpointer                      user_data,
                                          GError                      **error);
/* heads: NULL-terminated. The same version wherever the same heads are merged to the same body. */
HeraldVersion *herald_merge_version_new  (const HeraldVersion * const  *heads,
                                          const char                   *body);

G_END_DECLS
