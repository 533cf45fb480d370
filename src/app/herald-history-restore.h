/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-comparison.h"
#include "herald-edit-session.h"

G_BEGIN_DECLS

/* One thing of a version back into the text that is being edited, as an edit that can be undone. */
void        herald_history_restore_async       (HeraldEditSession    *session,
                                                HeraldComparison     *comparison,
                                                const char           *subject,
                                                const char           *hash,
                                                const char           *name,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean    herald_history_restore_finish      (HeraldEditSession    *session,
                                                GAsyncResult         *result,
                                                GError              **error);
/* What was done, in one sentence; (transfer none) */
const char *herald_history_restore_get_message (GAsyncResult         *result);

G_END_DECLS
