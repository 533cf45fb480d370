/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-cli.h"

G_BEGIN_DECLS

gboolean herald_trashing_set (HeraldCli   *cli,
                              const char  *prefix,
                              gboolean     trashed,
                              GError     **error);

G_END_DECLS
