/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-command.h"

G_BEGIN_DECLS

/* What "organisation" and "person" have in common: documents of a type that are listed, shown and put as JSON. */
gboolean herald_directory_command_run (const HeraldCommand  *self,
                                       HeraldCli            *cli,
                                       char                **argv,
                                       HeraldDocumentType    type,
                                       GError              **error);

G_END_DECLS
