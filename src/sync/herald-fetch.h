/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"
#include "herald-remote.h"

G_BEGIN_DECLS

/* What a library leaves on the team's server until somebody opens it: the history of what was never edited here, and the
 * texts of older versions. Where all is here already nothing is asked. Errors are of HERALD_SYNC_ERROR (NOT_FOUND: the
 * server does not have it either), HERALD_STORE_ERROR or G_IO_ERROR_CANCELLED. All of them block; one remote serves one
 * thread at a time. */

/* Every version of a document, without texts. */
gboolean herald_fetch_history        (HeraldLibrary        *library,
                                      HeraldRemote         *remote,
                                      const char           *id,
                                      GCancellable         *cancellable,
                                      GError              **error);
/* The text of a version that is known here, and its pictures as far as they are to be had. */
gboolean herald_fetch_version        (HeraldLibrary        *library,
                                      HeraldRemote         *remote,
                                      const char           *hash,
                                      GCancellable         *cancellable,
                                      GError              **error);
/* Every version of a document with its text. */
gboolean herald_fetch_texts          (HeraldLibrary        *library,
                                      HeraldRemote         *remote,
                                      const char           *id,
                                      GCancellable         *cancellable,
                                      GError              **error);

/* For windows: from the server that the library's settings name, which is asked only if something is missing; without one
 * there is nothing to fetch. Each makes a connection of its own. */
gboolean herald_fetch_missing_history (HeraldLibrary       *library,
                                      const char           *id,
                                      GCancellable         *cancellable,
                                      GError              **error);
gboolean herald_fetch_missing_texts  (HeraldLibrary        *library,
                                      const char           *id,
                                      GCancellable         *cancellable,
                                      GError              **error);
/* herald_library_get_text(), also of a text that is on the server only. (transfer full) */
HeraldDocument *herald_fetch_text    (HeraldLibrary        *library,
                                      const char           *hash,
                                      GCancellable         *cancellable,
                                      GError              **error);

/* The same in a thread; herald_fetch_finish() ends each. */
void     herald_fetch_missing_history_async (HeraldLibrary *library, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void     herald_fetch_missing_texts_async (HeraldLibrary *library, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void     herald_fetch_history_async  (HeraldLibrary *library, HeraldRemote *remote, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void     herald_fetch_version_async  (HeraldLibrary *library, HeraldRemote *remote, const char *hash, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void     herald_fetch_texts_async    (HeraldLibrary *library, HeraldRemote *remote, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean herald_fetch_finish         (HeraldLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
