/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-export.h"

G_BEGIN_DECLS

/* What the gate would answer if an announcement were to leave as it is saved now: asked while a person chooses, so that
 * nobody is surprised. Makes no version, lets nothing out. Blocks. */
HeraldGateVerdict *herald_export_judge        (HeraldLibrary       *library,
                                               const char          *id,
                                               HeraldPurpose        purpose,
                                               const char          *recipient,
                                               GError             **error);
/* In a thread. */
void               herald_export_judge_async  (HeraldLibrary       *library,
                                               const char          *id,
                                               HeraldPurpose        purpose,
                                               const char          *recipient,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
HeraldGateVerdict *herald_export_judge_finish (HeraldLibrary       *library,
                                               GAsyncResult        *result,
                                               GError             **error);

G_END_DECLS
