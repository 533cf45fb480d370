/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"

G_BEGIN_DECLS

/* The one thread that writes to a library, with a queue in front. */
typedef struct _HeraldWriter HeraldWriter;

typedef enum
{
  HERALD_WRITE_AUTOSAVE, /* somebody's words: before everything else */
  HERALD_WRITE_NORMAL,
  HERALD_WRITE_BULK,     /* what arrives from the team */
  HERALD_WRITE_N_PRIORITIES,
} HeraldWritePriority;

/* Both run in the writer's thread. func runs inside a transaction, which is committed if it returns TRUE. */
typedef gboolean (*HeraldWriteFunc) (HeraldDatabase  *database,
                                     gpointer         data,
                                     GError         **error);
/* error: (transfer full) NULL when it is on disk. Takes care of data. */
typedef void     (*HeraldWriteDone) (gpointer         data,
                                     GError          *error);

typedef struct
{
  void     (*committed) (HeraldDatabase *database, gpointer data); /* after every commit */
  gboolean (*idle)      (HeraldDatabase *database, gpointer data); /* nothing to do for a while; TRUE: there is more */
  void     (*closing)   (HeraldDatabase *database, gpointer data); /* the last moment */
} HeraldWriterHooks;

HeraldWriter *herald_writer_new         (HeraldDatabase          *database,
                                         const HeraldWriterHooks *hooks,
                                         gpointer                 hooks_data);
void          herald_writer_stop        (HeraldWriter            *self);
void          herald_writer_push        (HeraldWriter            *self,
                                         HeraldWritePriority      priority,
                                         HeraldWriteFunc          func,
                                         gpointer                 data,
                                         HeraldWriteDone          done);
/* Waits. */
gboolean      herald_writer_run         (HeraldWriter            *self,
                                         HeraldWritePriority      priority,
                                         HeraldWriteFunc          func,
                                         gpointer                 data,
                                         GError                 **error);
/* Something may have been written by another process: the committed hook looks. */
void          herald_writer_look        (HeraldWriter            *self);
void          herald_writer_set_timeout (HeraldWriter            *self,
                                         guint                    milliseconds);

G_END_DECLS
