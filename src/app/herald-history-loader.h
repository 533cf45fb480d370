/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-history-item.h"

G_BEGIN_DECLS

/* Reads stretches of a history away from the main thread. Finish: (transfer full) (element-type HeraldHistoryItem),
 * newest first. */
void       herald_history_load_async   (HeraldLibrary       *library,
                                        const char          *id,
                                        guint                offset,
                                        guint                limit,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* Those that are folded below another one: skip of them are left out. */
void       herald_history_load_folded_async (HeraldLibrary  *library,
                                        const char          *id,
                                        const HeraldHistoryRow *above,
                                        guint                skip,
                                        guint                limit,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
void       herald_history_load_matches_async (HeraldLibrary *library,
                                        const char          *id,
                                        const char          *words,
                                        guint                limit,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
GPtrArray *herald_history_load_finish  (HeraldLibrary       *library,
                                        GAsyncResult        *result,
                                        GError             **error);

G_END_DECLS
