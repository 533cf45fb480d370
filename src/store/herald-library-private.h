/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-copies.h"
#include "herald-database.h"
#include "herald-library.h"
#include "herald-writer.h"

G_BEGIN_DECLS

/* For the files of HeraldLibrary itself, and for tests. */
#define HERALD_LIBRARY_DATABASE "library.db"

/* Locks the reading connection and begins a steady view; every successful begin is followed by an end. */
HeraldDatabase *herald_library_begin_reading (HeraldLibrary        *self,
                                              GError              **error);
/* A view of a document's history, which is put in order first if need be; ends as the other. */
HeraldDatabase *herald_library_begin_reading_history (HeraldLibrary *self,
                                              const char           *id,
                                              HeraldStored         *stored,
                                              GError              **error);
void            herald_library_end_reading   (HeraldLibrary        *self);
gboolean        herald_library_write         (HeraldLibrary        *self,
                                              HeraldWritePriority   priority,
                                              HeraldWriteFunc       func,
                                              gpointer              data,
                                              GError              **error);
/* The same for an _async function: func gets request, in the writer's thread, unless it is cancelled before. */
void            herald_library_write_async   (HeraldLibrary        *self,
                                              HeraldWritePriority   priority,
                                              HeraldWriteFunc       func,
                                              gpointer              request,
                                              GDestroyNotify        free_request,
                                              gpointer              tag,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* The request, with what func wrote into it; NULL: it failed. */
gpointer        herald_library_write_finish  (GAsyncResult         *result,
                                              GError              **error);
HeraldWriter   *herald_library_get_writer    (HeraldLibrary        *self);
const char     *herald_library_get_assets    (HeraldLibrary        *self);
const char     *herald_library_get_derived_folder (HeraldLibrary        *self);
/* Waits this long for another process's lock; 10 s unless set. */
void            herald_library_set_timeout   (HeraldLibrary        *self,
                                              guint                 milliseconds);
/* Inside a writing transaction: also what has no row of its own changed (an erasure, a setting). */
gboolean        herald_library_note_change   (HeraldDatabase       *database,
                                              GError              **error);
char           *herald_library_read_setting  (HeraldDatabase       *database,
                                              const char           *key,
                                              GError              **error);
gboolean        herald_library_write_setting (HeraldDatabase       *database,
                                              const char           *key,
                                              const char           *value,
                                              GError              **error);

G_END_DECLS
