/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-export.h"
#include "herald-pages.h"

G_BEGIN_DECLS

/* Pages that may go to a printer: paper is a way out like any other. */
typedef struct
{
  HeraldPages   *pages;
  char          *version_hash;
  HeraldPurpose  purpose;
  char          *recipient;
  HeraldAuthor  *author;
} HeraldPrinting;

/* Of job, formats and folder are of no matter. Both block. */
HeraldPrinting *herald_printing_prepare        (HeraldLibrary         *library,
                                                const HeraldExport    *job,
                                                GCancellable          *cancellable,
                                                GError               **error);
gboolean        herald_printing_note           (HeraldPrinting        *self,
                                                HeraldLibrary         *library,
                                                GError               **error);
void            herald_printing_free           (HeraldPrinting        *self);
/* In a thread; job is copied. */
void            herald_printing_prepare_async  (HeraldLibrary         *library,
                                                const HeraldExport    *job,
                                                GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               user_data);
HeraldPrinting *herald_printing_prepare_finish (HeraldLibrary         *library,
                                                GAsyncResult          *result,
                                                GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldPrinting, herald_printing_free)

G_END_DECLS
