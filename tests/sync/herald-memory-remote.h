/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-remote.h"

G_BEGIN_DECLS

/* A remote in memory that follows CouchDB's rules for revisions, leaves and changes, and that a test can break. */
#define HERALD_TYPE_MEMORY_REMOTE (herald_memory_remote_get_type ())
G_DECLARE_FINAL_TYPE (HeraldMemoryRemote, herald_memory_remote, HERALD, MEMORY_REMOTE, GObject)

typedef void (*HeraldMemoryHook) (HeraldMemoryRemote *self, gpointer user_data);

HeraldMemoryRemote *herald_memory_remote_new        (void);
/* Called before the next write to heads, once. */
void                herald_memory_remote_set_hook   (HeraldMemoryRemote   *self,
                                                     HeraldMemoryHook      hook,
                                                     gpointer              user_data);
/* After n more calls the network is gone; -1: it is there. */
void                herald_memory_remote_fail_after (HeraldMemoryRemote   *self,
                                                     int                   n);
/* Writes fail with this code; 0: they do not. */
void                herald_memory_remote_refuse     (HeraldMemoryRemote   *self,
                                                     int                   code);
/* A backup, and back to it. */
GHashTable         *herald_memory_remote_save       (HeraldMemoryRemote   *self);
void                herald_memory_remote_restore    (HeraldMemoryRemote   *self,
                                                     GHashTable           *saved);
/* NULL: not there. (transfer full) */
char               *herald_memory_remote_get_text   (HeraldMemoryRemote   *self,
                                                     HeraldRemoteDatabase  database,
                                                     const char           *id);
/* What somebody else wrote; NULL deletes. */
void                herald_memory_remote_set_text   (HeraldMemoryRemote   *self,
                                                     HeraldRemoteDatabase  database,
                                                     const char           *id,
                                                     const char           *text);
/* A losing leaf, as a cluster or a replication leaves it. */
void                herald_memory_remote_add_leaf   (HeraldMemoryRemote   *self,
                                                     const char           *id,
                                                     const char           *rev,
                                                     const char           *text);
guint               herald_memory_remote_n_leaves   (HeraldMemoryRemote   *self,
                                                     const char           *id);
/* Ids that begin so, in both databases. */
GPtrArray          *herald_memory_remote_list_ids   (HeraldMemoryRemote   *self,
                                                     const char           *prefix);
void                herald_memory_remote_set_asset  (HeraldMemoryRemote   *self,
                                                     const char           *sha256,
                                                     GBytes               *bytes); /* NULL removes */
guint               herald_memory_remote_get_calls  (HeraldMemoryRemote   *self);

G_END_DECLS
