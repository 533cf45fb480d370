/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-export.h"
#include "herald-progress.h"

G_BEGIN_DECLS

/* Makes a press kit of each of several announcements, each in a folder of its own; what the gate refuses keeps nothing
 * else from being made. */
typedef struct
{
  const char * const  *ids;
  const char * const  *formats;   /* of herald_export_formats() */
  const char          *folder;    /* where their folders stand */
  gboolean             fitting;   /* each for what fits it, instead of purpose */
  HeraldPurpose        purpose;
  const char          *recipient;
  const HeraldAuthor  *author;    /* of automatic versions */
} HeraldExportSeveral;

/* What became of one of them. */
typedef struct
{
  char              *id;
  char              *headline;  /* (nullable) */
  HeraldPurpose      purpose;
  char              *folder;    /* (nullable): where its kit would stand, or does */
  GPtrArray         *paths;     /* (nullable): of char *: what was written, relative to folder */
  GError            *error;     /* (nullable): why there is no kit; G_IO_ERROR_CANCELLED: nobody came to it */
  HeraldGateVerdict *verdict;   /* (nullable): of the gate, when it refused */
} HeraldExportOutcome;

GPtrArray *herald_export_several        (HeraldLibrary              *library,
                                         const HeraldExportSeveral  *job,
                                         HeraldProgress              progress,
                                         gpointer                    progress_data,
                                         GCancellable               *cancellable);
/* In a thread; job is copied, progress arrives in the caller's main context and never after callback. */
void       herald_export_several_async  (HeraldLibrary              *library,
                                         const HeraldExportSeveral  *job,
                                         HeraldProgress              progress,
                                         gpointer                    progress_data,
                                         GCancellable               *cancellable,
                                         GAsyncReadyCallback         callback,
                                         gpointer                    user_data);
GPtrArray *herald_export_several_finish (HeraldLibrary              *library,
                                         GAsyncResult               *result);

G_END_DECLS
