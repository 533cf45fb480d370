/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-copies.h"
#include "herald-dispute.h"
#include "herald-saving.h"

G_BEGIN_DECLS

/* Joining heads; inside a transaction. */

/* So many people never edit one document at the same moment: only somebody who means harm makes more heads, and to try
 * all of them with each other would hold the library up. They stay until a person decides. */
#define HERALD_MAX_JOINED 16

/* What a merge would need and the library does not hold: sets of hashes. */
typedef struct
{
  GHashTable *versions;
  GHashTable *bodies;
} HeraldLacking;

/* What the heads give, seen by ours (nullable). NULL merge: problem tells why they cannot be joined. FALSE: the library
 * could not be read. */
gboolean       herald_joining_merge      (HeraldDatabase       *database,
                                          const char           *ours,
                                          const char * const   *heads,
                                          HeraldMerge         **merge,
                                          GError              **problem,
                                          GError              **error);
/* The same of the nearest common ancestors of two heads: NULL base where there is none, or it is not here. */
gboolean       herald_joining_find_base  (HeraldDatabase       *database,
                                          const char           *a,
                                          const char           *b,
                                          HeraldDocument      **base,
                                          GError              **error);
gboolean       herald_joining_list_lacking (HeraldDatabase     *database,
                                          const char * const   *heads,
                                          HeraldLacking        *lacking,
                                          GError              **error);
/* Replaces heads that merge cleanly by their merge version, and lets a clean working copy follow. */
gboolean       herald_joining_join       (HeraldDatabase       *database,
                                          const char           *id,
                                          const char * const   *on_remote,
                                          GError              **error);
/* herald_saving_save(), then the same. */
HeraldVersion *herald_joining_save       (HeraldDatabase       *database,
                                          const HeraldSaving   *saving,
                                          GError              **error);
/* herald_saving_restore(), then the same. */
HeraldVersion *herald_joining_restore    (HeraldDatabase       *database,
                                          const HeraldSaving   *saving,
                                          const char           *hash,
                                          GError              **error);
/* Makes the automatic version that is due where other heads stand beside what a person wrote, then the same. */
gboolean       herald_joining_catch_up   (HeraldDatabase       *database,
                                          const HeraldSaving   *saving,
                                          GError              **error);
/* A version of body with these parents, in the place of those heads that are among them. */
HeraldVersion *herald_joining_add        (HeraldDatabase       *database,
                                          const HeraldSaving   *saving,
                                          const char * const   *parents,
                                          HeraldDocument       *body,
                                          gint64               *row,
                                          GError              **error);

G_END_DECLS
