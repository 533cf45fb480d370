/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"
#include "herald-merge-resolve.h"

G_BEGIN_DECLS

/* What several people changed in a library, each in their own way: joined, or left to a person. */

typedef enum
{
  HERALD_DISPUTE_NONE,    /* one head, or none: nothing to decide */
  HERALD_DISPUTE_OPEN,    /* a person has to decide: see merge */
  HERALD_DISPUTE_MISSING, /* a version or a text that the merge needs is not here yet: the next sync brings it */
  HERALD_DISPUTE_NEWER,   /* a newer Herald wrote one of them, and only that one can join them */
  HERALD_DISPUTE_DAMAGED, /* the history is not what it should be */
} HeraldDisputeState;

/* A document that has several heads, as people see it: who wrote what, and what only they can decide. */
typedef struct
{
  char               *id;
  HeraldDisputeState  state;
  char               *problem;   /* of MISSING, NEWER, DAMAGED: words for people; else NULL */
  char              **heads;     /* ours first (the one that is shown), then the others by hash */
  GPtrArray          *versions;  /* of HeraldVersion, as heads */
  GPtrArray          *documents; /* of HeraldDocument, as heads; NULL where a text is not here */
  HeraldDocument     *base;      /* what ours and the next one have in common; NULL: nothing */
  HeraldMerge        *merge;     /* of OPEN, and of heads that merge cleanly: conflict by conflict; else NULL */
  gint64              revision;  /* of the working copy */
  gboolean            dirty;     /* the working copy has words that are in no version yet: make one before resolving */
} HeraldDispute;

/* Merging (section 7). Heads that merge cleanly are joined by whatever brings a second head: arrivals, and every new
 * version. Only what a person must decide is left as several heads. */
HeraldDispute *herald_library_load_dispute      (HeraldLibrary       *self,
                                                 const char          *id,
                                                 GError             **error);
/* What a person decided: one version with all heads of the dispute as parents, and the working copy with it, in one
 * transaction. CHANGED when a head, the working copy's revision or its saved state is not what the dispute says. */
HeraldVersion *herald_library_resolve_dispute   (HeraldLibrary       *self,
                                                 const HeraldDispute *dispute,
                                                 HeraldDocument      *document,
                                                 const HeraldAuthor  *author,
                                                 const char          *message,
                                                 GError             **error);
/* What a person decided of it so far (of HeraldChoice): on this computer only, until the heads change. */
GPtrArray     *herald_library_load_choices      (HeraldLibrary       *self,
                                                 const HeraldDispute *dispute,
                                                 GError             **error);
gboolean       herald_library_keep_choices      (HeraldLibrary       *self,
                                                 const HeraldDispute *dispute,
                                                 GPtrArray           *choices,
                                                 GError             **error);
/* Makes an automatic version of what is unsaved and joins heads that merge cleanly, in one transaction. Without an
 * author a working copy with unsaved words stays as it is. Returns the heads that are left. */
char         **herald_library_join_heads        (HeraldLibrary       *self,
                                                 const char          *id,
                                                 const HeraldAuthor  *author,
                                                 GError             **error);
/* A put that cannot miss: mine was made from the text that from holds. If another text is stored by now, both are
 * joined word by word; where they cannot be, each becomes a version, mine stays the working copy, and a person decides
 * later. Returns the working copy as it is now. */
HeraldWorkingCopy *herald_library_merge_working_copy (HeraldLibrary           *self,
                                                 const HeraldWorkingCopy *from,
                                                 HeraldDocument          *mine,
                                                 const HeraldAuthor      *author,
                                                 GError                 **error);

/* Async pairs for the window. Finish functions return what the plain ones do. */
void           herald_library_load_dispute_async      (HeraldLibrary *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldDispute *herald_library_load_dispute_finish     (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_resolve_dispute_async   (HeraldLibrary *self, const HeraldDispute *dispute, HeraldDocument *document, const HeraldAuthor *author, const char *message, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldVersion *herald_library_resolve_dispute_finish  (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_join_heads_async        (HeraldLibrary *self, const char *id, const HeraldAuthor *author, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char         **herald_library_join_heads_finish       (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_merge_working_copy_async (HeraldLibrary *self, const HeraldWorkingCopy *from, HeraldDocument *mine, const HeraldAuthor *author, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldWorkingCopy *herald_library_merge_working_copy_finish (HeraldLibrary *self, GAsyncResult *result, GError **error);

void herald_dispute_free (HeraldDispute *dispute);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDispute, herald_dispute_free)

G_END_DECLS
