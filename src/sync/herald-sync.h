/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-library.h"
#include "herald-remote.h"

G_BEGIN_DECLS

#define HERALD_SYNC_ERROR (herald_sync_error_quark ())
GQuark herald_sync_error_quark (void);

typedef enum
{
  HERALD_SYNC_ERROR_FAILED,
  HERALD_SYNC_ERROR_OFFLINE,     /* the server cannot be reached now: a state, not a fault */
  HERALD_SYNC_ERROR_LOG_IN,      /* refused: user or password; never retried by itself */
  HERALD_SYNC_ERROR_NO_PASSWORD, /* none is stored: whoever is there is asked */
  HERALD_SYNC_ERROR_EXPIRED,     /* the log-in was good once; never retried by itself */
  HERALD_SYNC_ERROR_LOCKED,      /* the account, for a while: a retry would make it longer */
  HERALD_SYNC_ERROR_FORBIDDEN,
  HERALD_SYNC_ERROR_READ_ONLY,   /* this account may read and not write: a state, not a fault */
  HERALD_SYNC_ERROR_NOT_FOUND,
  HERALD_SYNC_ERROR_CHANGED,     /* compare-and-swap missed */
  HERALD_SYNC_ERROR_TOO_LARGE,
  HERALD_SYNC_ERROR_BAD_REPLY,   /* not what CouchDB says */
  HERALD_SYNC_ERROR_IDENTITY,    /* another server's library: ask first */
  HERALD_SYNC_ERROR_UNTRUSTED,   /* the server's certificate does not prove who it is */
} HeraldSyncError;

typedef struct
{
  guint      pushed;     /* documents whose heads went up */
  guint      pulled;     /* documents that came down */
  GPtrArray *conflicts;  /* of char *: ids with several heads */
  GPtrArray *set_aside;  /* of char *: "id: why" */
  gboolean   read_only;  /* the account may only read: nothing was sent */
  guint      unsent;     /* documents that were changed here and stay here because of that */
} HeraldSyncResult;

typedef enum
{
  HERALD_SYNC_LOOKING,
  HERALD_SYNC_RECEIVING,
  HERALD_SYNC_SENDING,
} HeraldSyncPhase;

/* How far a round is. */
typedef struct
{
  HeraldSyncPhase phase;
  guint           done;        /* documents of this phase */
  guint           total;       /* 0: not known; never less than done */
  guint64         bytes_done;  /* of files, in this round */
  guint64         bytes_total; /* of the files that are known to be under way; 0: none */
} HeraldSyncProgress;

typedef void (*HeraldSyncProgressFunc) (const HeraldSyncProgress *progress, gpointer user_data);

/* One round: automatic versions of what is unsaved, pull, push, until both sides agree. Blocks: for heraldctl and
 * a GTask's thread. author is who the automatic versions are by; NULL: none is made, as while others write live. */
HeraldSyncResult *herald_sync_run        (HeraldLibrary        *library,
                                          HeraldRemote         *remote,
                                          const HeraldAuthor   *author,
                                          GCancellable         *cancellable,
                                          GError              **error);
/* The same, with progress: func is called in the thread that runs the round. */
HeraldSyncResult *herald_sync_run_watched (HeraldLibrary       *library,
                                          HeraldRemote         *remote,
                                          const HeraldAuthor   *author,
                                          HeraldSyncProgressFunc func,
                                          gpointer              func_data,
                                          GCancellable         *cancellable,
                                          GError              **error);
/* func is called in the caller's main context with the newest figures, never after callback. */
void              herald_sync_run_watched_async (HeraldLibrary *library, HeraldRemote *remote, const HeraldAuthor *author, HeraldSyncProgressFunc func, gpointer func_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void              herald_sync_run_async  (HeraldLibrary *library, HeraldRemote *remote, const HeraldAuthor *author, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldSyncResult *herald_sync_run_finish (HeraldLibrary *library, GAsyncResult *result, GError **error);
void              herald_sync_result_free (HeraldSyncResult *result);

/* The remote that the library's setting names, logged in from the keyring, $CREDENTIALS_DIRECTORY or
 * HERALD_REMOTE_PASSWORD; NULL without error: none is set ("On this computer"). */
HeraldRemote     *herald_sync_open_remote (HeraldLibrary       *library,
                                          GError              **error);
/* The same, for one whose password is not stored. */
HeraldRemote     *herald_sync_connect    (HeraldLibrary        *library,
                                          const char           *url,
                                          const char           *password,
                                          GError              **error);
/* Checks and stores http(s)://USER@HOST[:PORT]/DATABASE. A password in it is refused. NULL removes. */
gboolean          herald_sync_set_remote  (HeraldLibrary       *library,
                                          const char           *url,
                                          GError              **error);
/* After IDENTITY, when the person agreed: the next round joins this library with the server that is set. */
gboolean          herald_sync_accept_remote (HeraldLibrary     *library,
                                           GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSyncResult, herald_sync_result_free)

G_END_DECLS
