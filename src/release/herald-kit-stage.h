/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A hidden folder in which a kit grows before it takes its place. */
typedef struct
{
  char *path;
  int   lock; /* held while the kit grows: the kernel gives it back when the process is killed */
} HeraldKitStage;

HeraldKitStage *herald_kit_stage_new  (const char     *parent);
void            herald_kit_stage_free (HeraldKitStage *stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldKitStage, herald_kit_stage_free)

G_END_DECLS
