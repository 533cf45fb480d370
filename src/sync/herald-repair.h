/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-remote.h"
#include "herald-verify.h"

G_BEGIN_DECLS

/* Mends what herald_library_verify() found, with the team's server where something is lost here. Everything that comes from
 * there is checked by its hash; nothing that is the only one of its kind is removed. Blocks.
 * remote: NULL: only what can be mended here. damages: of HeraldDamage. Whether all went well is seen by verifying again. */
gboolean herald_repair_run (HeraldLibrary  *library,
                            HeraldRemote   *remote,
                            GPtrArray      *damages,
                            GCancellable   *cancellable,
                            GError        **error);

G_END_DECLS
