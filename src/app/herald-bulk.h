/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_BULK_TRASH,
  HERALD_BULK_UNTRASH,
  HERALD_BULK_ADD_TAG,
  HERALD_BULK_REMOVE_TAG,
  HERALD_BULK_SET_STATUS,
} HeraldBulkKind;

/* The same change to many announcements. What was changed is told, so that it can be undone. */
typedef struct
{
  HeraldBulkKind kind;
  char          *tag;
  HeraldStatus   status;
  GPtrArray     *ids;       /* of char *: which announcements */
  GArray        *statuses;  /* of HeraldStatus, beside ids: what each gets; empty: all get status */
  GPtrArray     *done;      /* of char *: which of them were changed */
  GArray        *before;    /* of HeraldStatus, beside done */
  guint          n_refused; /* published ones keep their status */
  guint          n_failed;
  char          *problem;   /* why the first of these failed, or NULL */
} HeraldBulk;

HeraldBulk *herald_bulk_new        (HeraldBulkKind       kind,
                                    const char          *tag,
                                    HeraldStatus         status);
void        herald_bulk_free       (HeraldBulk          *self);
void        herald_bulk_run        (HeraldBulk          *self,
                                    HeraldLibrary       *library,
                                    const HeraldAuthor  *author,
                                    GCancellable        *cancellable);
/* The change back, of what was changed. (transfer full) */
HeraldBulk *herald_bulk_new_undo   (const HeraldBulk    *self);
/* One sentence on what was done. (transfer full) */
char       *herald_bulk_describe   (const HeraldBulk    *self);
/* self: (transfer full) */
void        herald_bulk_run_async  (HeraldBulk          *self,
                                    HeraldLibrary       *library,
                                    const HeraldAuthor  *author,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
/* (transfer full) (nullable): it, when it has run; NULL: cancelled */
HeraldBulk *herald_bulk_run_finish (GAsyncResult        *result,
                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldBulk, herald_bulk_free)

G_END_DECLS
