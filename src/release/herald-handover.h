/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-bundle.h"
#include "herald-export.h"
#include "herald-progress.h"

G_BEGIN_DECLS

/* A bundle for colleagues: announcements with all their history, notes, companies, people and assets in one file. It is
 * no press kit, so it lies here and not among the formats of src/render: it is made from the library, not from a version,
 * and what it holds is for nobody outside. */
typedef struct
{
  const char * const  *ids;     /* announcements; NULL: the whole library, trash and all */
  const char          *file;    /* where to; an older bundle there is replaced */
  HeraldPurpose        purpose; /* anything but review is refused */
  const HeraldAuthor  *author;  /* of automatic versions of what is unsaved */
} HeraldHandover;

gboolean herald_handover_to_file (HeraldLibrary         *library,
                                  const HeraldHandover  *job,
                                  HeraldBundleProgress   progress,
                                  gpointer               user_data,
                                  GCancellable          *cancellable,
                                  GError               **error);
/* In a thread; job is copied, progress arrives in the caller's main context and never after callback. */
void     herald_handover_to_file_async  (HeraldLibrary         *library,
                                         const HeraldHandover  *job,
                                         HeraldProgress         progress,
                                         gpointer               progress_data,
                                         GCancellable          *cancellable,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);
gboolean herald_handover_to_file_finish (HeraldLibrary         *library,
                                         GAsyncResult          *result,
                                         GError               **error);

G_END_DECLS
