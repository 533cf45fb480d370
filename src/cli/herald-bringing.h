/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-cli.h"

G_BEGIN_DECLS

/* What a command needs of a history that may be on the team's server only. Without a server nothing is missing; where it
 * cannot be reached, bring_history() and bring_texts() warn, and the command goes on with what is here. */
gboolean herald_cli_bring_history (HeraldCli   *cli,
                                   const char  *id,
                                   GError     **error);
gboolean herald_cli_bring_texts   (HeraldCli   *cli,
                                   const char  *id,
                                   GError     **error);
/* A version by its name, and its text with it. (transfer full) its hash */
char    *herald_cli_bring_version (HeraldCli   *cli,
                                   const char  *id,
                                   const char  *name,
                                   GError     **error);

G_END_DECLS
