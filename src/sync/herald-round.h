/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-sync.h"
#include "herald-tail.h"

G_BEGIN_DECLS

#define HERALD_SETTING_IDENTITY "remote-identity" /* of the library on the server */
#define HERALD_SETTING_ACCESS   "remote-access"   /* what the account may do there; none: not looked at yet */

/* One round of the sync engine, in the thread that runs it. */
typedef struct
{
  HeraldLibrary    *library;
  HeraldRemote     *remote;
  GCancellable     *cancellable;
  HeraldSyncResult *result;
  char             *sequence;  /* what of the remote has been taken in, or NULL: nothing */
  GHashTable       *aside;     /* document ids that this round cannot push */
  GHashTable       *tries;     /* document id -> how often it was tried */
  GHashTable       *losers;    /* remote id -> GPtrArray of revisions of losing leaves */
  GHashTable       *pulled;    /* ids */
  GHashTable       *too_large; /* id -> why: this round learned it */
  GHashTable       *refused;   /* id -> line of the setting (herald-sync-refused.c); or NULL: not read yet */
  GHashTable       *sent;      /* remote id -> revision: heads that this round wrote */
  HeraldSyncProgress     progress;
  HeraldSyncProgressFunc func;  /* or NULL: nobody watches */
  gpointer               func_data;
  guint             limit;     /* rows of the next batch that is pulled */
  guint             n_rows;    /* of the list of changes that were read */
  GPtrArray        *probed;    /* how the list stood where the tail begins, if otherwise than it was left; or NULL */
  HeraldTail       *tail;      /* of the list of changes, as far as it was taken in; or NULL */
  gboolean          read_only; /* the account may only read: nothing more is sent */
  GHashTable       *unfinished; /* remote ids that could not be taken in whole: each round looks again */
} HeraldRound;

void       herald_round_init           (HeraldRound   *round,
                                        HeraldLibrary *library,
                                        HeraldRemote  *remote,
                                        GCancellable  *cancellable);
void       herald_round_clear          (HeraldRound   *round);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldRound, herald_round_clear)

/* So many documents more are done of a phase, and so many are left at least; 0: nobody knows. */
void       herald_round_tell           (HeraldRound   *round,
                                        HeraldSyncPhase phase,
                                        guint          done,
                                        guint          left);
/* So many bytes of files more are under way, and done. */
void       herald_round_tell_bytes     (HeraldRound   *round,
                                        guint64        begun,
                                        guint64        done);

/* Whether the error is about one document, not about the way to the server: the others go on. */
gboolean   herald_round_is_local_error (const GError  *error);
void       herald_round_set_aside      (HeraldRound   *round,
                                        const char    *id,
                                        const char    *why);

/* Takes error. TRUE: it says that this account may only read, and the round goes on without sending. */
gboolean   herald_round_note_read_only (HeraldRound   *round,
                                        GError        *local,
                                        GError       **error);

/* herald-sync-owner.c */
gboolean   herald_round_check_identity (HeraldRound   *round,
                                        GError       **error);
gboolean   herald_round_look_at_access (HeraldRound   *round,
                                        GError       **error);
gboolean   herald_round_recall_access  (HeraldRound   *round);
gboolean   herald_round_keep_access    (HeraldRound   *round,
                                        GError       **error);

/* herald-sync-checkpoint.c */
gboolean   herald_checkpoint_compare   (HeraldLibrary *library,
                                        GError       **error);
gboolean   herald_round_read_checkpoint (HeraldRound  *round,
                                        GError       **error);
gboolean   herald_round_write_checkpoint (HeraldRound *round,
                                        GError       **error);
gboolean   herald_round_has_checkpoint (HeraldRound   *round);
gboolean   herald_round_is_confirmed   (HeraldRound   *round);
gboolean   herald_round_note_unconfirmed (HeraldRound *round,
                                        GPtrArray     *items, /* of HeraldRemoteItem */
                                        GError       **error);

/* herald-sync-tail.c */
void       herald_round_load_tail      (HeraldRound   *round);
void       herald_round_begin_tail     (HeraldRound   *round,
                                        const char    *sequence);
gboolean   herald_round_keep_tail      (HeraldRound   *round,
                                        GError       **error);
gboolean   herald_round_is_quiet       (HeraldRound   *round,
                                        gboolean      *quiet,
                                        GError       **error);

/* herald-pull.c */
gboolean   herald_round_has_unfinished (HeraldRound   *round);
gboolean   herald_round_pull           (HeraldRound   *round,
                                        GError       **error);
/* Reads heads that arrived into arrivals; what cannot be read is set aside. */
gboolean   herald_round_read_item      (HeraldRound   *round,
                                        HeraldRemoteItem *item,
                                        GPtrArray     *arrivals,
                                        GError       **error);
gboolean   herald_round_take           (HeraldRound   *round,
                                        GPtrArray     *arrivals,
                                        const char    *sequence,
                                        GError       **error);
/* Looks again at what earlier rounds could not take in whole; and keeps what this one could not. */
gboolean   herald_round_pull_unfinished (HeraldRound  *round,
                                        GError       **error);
gboolean   herald_round_keep_unfinished (HeraldRound  *round,
                                        GError       **error);
gboolean   herald_round_remove_losers  (HeraldRound   *round,
                                        GError       **error);

/* herald-pull-history.c */
gboolean   herald_round_connect        (HeraldRound   *round,
                                        GPtrArray     *arrivals,
                                        GError       **error);
gboolean   herald_round_fetch_history  (HeraldRound   *round,
                                        const char    *id,
                                        GError       **error);
gboolean   herald_round_fetch_texts    (HeraldRound   *round,
                                        const char    *id,
                                        GPtrArray     *versions,
                                        GError       **error);
gboolean   herald_round_join           (HeraldRound   *round,
                                        const char    *id,
                                        GError       **error);

/* herald-sync-assets.c */
typedef struct
{
  char    *sha256;
  char    *media_type; /* or NULL */
  guint64  size;       /* bytes, as the text says; 0: it does not */
} HeraldAssetNeed;

GPtrArray *herald_assets_of            (HeraldDocument *document); /* of HeraldAssetNeed */
gboolean   herald_round_fetch_assets   (HeraldRound   *round,
                                        HeraldArrival *arrival,
                                        GError       **error);
/* whole: (out), or NULL: whether all of them are here now. */
gboolean   herald_round_fetch_assets_of (HeraldRound  *round,
                                        const char    *id,
                                        HeraldDocument *body,
                                        gboolean      *whole,
                                        GError       **error);
gboolean   herald_round_push_assets    (HeraldRound   *round,
                                        const char    *id,
                                        GPtrArray     *needs,
                                        GError       **error);

/* herald-sync-refused.c */
gboolean   herald_round_is_refused     (HeraldRound   *round,
                                        const HeraldSyncRow *row);
void       herald_round_note_refused   (HeraldRound   *round,
                                        const HeraldSyncRow *row,
                                        const char    *why);
gboolean   herald_round_keep_refused   (HeraldRound   *round,
                                        GError       **error);

/* herald-push.c */
gboolean   herald_round_push           (HeraldRound   *round,
                                        GError       **error);
/* Everything that the library holds and the remote does not, objects only: after the remote was restored. */
gboolean   herald_round_push_all_objects (HeraldRound *round,
                                        GError       **error);

G_END_DECLS
