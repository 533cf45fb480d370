/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-live.h"

#include "herald-boot-timer.h"
#include "herald-live-versions.h"

#define HEARTBEAT_MS 10000
#define PATIENCE_MS  25000         /* two heartbeats, and time for the second to arrive */
#define SETTLE_MS    50            /* what changes here in that time goes out together */
#define DELAY_MS     1000          /* before the second attempt; each later one waits twice as long */
#define MAX_DELAY_MS 60000
#define RECHECK_MS   (5 * 60 * 1000) /* a server may forget to tell, or somebody between may */

/* Why a round is wanted. */
typedef enum
{
  BECAUSE_LOCAL = 1 << 0,  /* something changed here */
  BECAUSE_REMOTE = 1 << 1, /* something may have changed there */
  BECAUSE_ASKED = 1 << 2,  /* a person said so */
} Because;

struct _HeraldLive
{
  GObject            parent_instance;

  HeraldLibrary     *library;
  HeraldAuthor      *author;
  HeraldLiveConnect  connect;
  gpointer           connect_data;
  GMainContext      *context;
  HeraldSyncStatus  *status;
  char              *stored;    /* the status as the library's settings hold it */

  char              *url;       /* what the remotes were made for, or NULL */
  HeraldRemote      *remote;    /* for rounds */
  HeraldRemote      *listener;  /* for waiting */
  char              *sequence;  /* what of the server is here */
  char              *before;    /* what was to be sent before the last round (herald_live_sum_unsent()) */
  char              *left;      /* what it did not send; NULL: not known */

  GCancellable      *look;      /* of what runs now; NULL: nothing */
  GCancellable      *round;
  GCancellable      *wait;
  char              *news_since; /* from where on there was news last */
  Because            why;       /* of the round that runs */
  Because            again;     /* of one that is to follow */

  GSource           *settle;
  GSource           *retry;
  GSource           *due;
  GSource           *recheck;
  guint              delay;
  guint              n_failed_rounds;
  guint              n_failed_waits;

  gboolean           running;   /* started, and not stopped */
  GTask             *stop;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldLive, herald_live, G_TYPE_OBJECT)

static void want_round (HeraldLive *self, Because why);

static void
tell_changed (HeraldLive *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A stop is over when nothing runs any more. */
static void
end_stop (HeraldLive *self)
{
  g_autoptr (GTask) stop = NULL;

  if (self->stop == NULL || self->look != NULL || self->round != NULL || self->wait != NULL)
    return;

  stop = g_steal_pointer (&self->stop);
  g_task_return_boolean (stop, TRUE);
}

/* Between half of the delay and the whole of it, so that a team does not come back all at once. */
static guint
back_off (HeraldLive *self,
          guint       n_failed)
{
  guint64 delay = MIN ((guint64) self->delay << MIN (n_failed, 16), MAX_DELAY_MS);

  return (guint) (delay / 2 + (guint64) g_random_int_range (0, (gint32) (delay / 2) + 1)) + 1;
}

/* Waiting */

typedef struct
{
  HeraldRemote     *remote;
  char             *since;
  gint64            began;  /* microseconds of the boot clock */
  HeraldRemoteWait  wait;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_object_unref (waiting->remote);
  g_free (waiting->since);
  g_free (waiting);
}

static void
wait_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Waiting *waiting = task_data;
  GError *error = NULL;

  if (herald_remote_wait (waiting->remote, waiting->since, &waiting->wait, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start_wait (HeraldLive *self);
static void fail (HeraldLive *self, const GError *error);

/* Whether it was worth waiting. A server, or what is between, that lets nobody wait, or that tells the same news for ever,
 * must not keep us busy. */
static gboolean
is_worth_it (HeraldLive    *self,
             const Waiting *waiting)
{
  gint64 lasted = herald_clock_get_boot (herald_library_get_clock (self->library)) - waiting->began;

  if (waiting->wait.changed)
    return g_strcmp0 (waiting->since, self->news_since) != 0;

  return waiting->wait.heard && lasted >= HEARTBEAT_MS * 1000;
}

/* The round that follows says how things are. */
static void
take_news (HeraldLive    *self,
           const Waiting *waiting)
{
  gboolean worth_it = is_worth_it (self, waiting);

  if (worth_it)
    self->n_failed_waits = 0;
  if (self->round != NULL || self->look != NULL)
    return; /* at its end, waiting begins anew */

  if (waiting->wait.changed && g_strcmp0 (waiting->since, self->sequence) != 0)
    {
      start_wait (self); /* it told what a round has brought meanwhile */
      return;
    }

  if (waiting->wait.changed && worth_it)
    {
      g_free (self->news_since);
      self->news_since = g_strdup (waiting->since);
      want_round (self, BECAUSE_REMOTE);
      return;
    }

  herald_boot_timer_set (self->retry, back_off (self, self->n_failed_waits++));
}

/* A refused log-in is not tried again by a round: it would be refused again. */
static gboolean
is_final (HeraldLive   *self,
          const GError *error)
{
  g_autoptr (HeraldSyncStatus) then = herald_sync_status_copy (self->status);

  herald_sync_status_fail (then, error);
  return !herald_sync_status_may_retry (then);
}

static void
on_waited (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  HeraldLive *self = HERALD_LIVE (source);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_object (&self->wait);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    start_wait (self);
  else if (self->running && error != NULL && is_final (self, error))
    fail (self, error);
  else if (self->running)
    take_news (self, g_task_get_task_data (G_TASK (result)));

  end_stop (self);
}

static gboolean
is_well (HeraldLive *self)
{
  return self->status->state == HERALD_SYNC_STATE_UP_TO_DATE || self->status->state == HERALD_SYNC_STATE_CONFLICTS ||
         self->status->state == HERALD_SYNC_STATE_SET_ASIDE;
}

static void
start_wait (HeraldLive *self)
{
  g_autoptr (GTask) task = NULL;
  Waiting *waiting = NULL;

  if (!self->running || self->wait != NULL || self->look != NULL || self->round != NULL || self->listener == NULL ||
      !is_well (self))
    return;

  waiting = g_new0 (Waiting, 1);
  waiting->remote = g_object_ref (self->listener);
  waiting->since = g_strdup (self->sequence);
  waiting->began = herald_clock_get_boot (herald_library_get_clock (self->library));
  waiting->wait.heartbeat = HEARTBEAT_MS;
  waiting->wait.patience = PATIENCE_MS;

  self->wait = g_cancellable_new ();
  task = g_task_new (self, self->wait, on_waited, NULL);
  g_task_set_source_tag (task, start_wait);
  g_task_set_task_data (task, waiting, (GDestroyNotify) waiting_free);
  g_task_run_in_thread (task, wait_in_thread);
}

/* One that still waits, or a round that still runs, keeps its own until it has ended. */
static void
drop_remotes (HeraldLive *self)
{
  if (self->wait != NULL)
    g_cancellable_cancel (self->wait);

  g_clear_object (&self->remote);
  g_clear_object (&self->listener);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->left, g_free);
}

/* Looking at the library */

typedef struct
{
  HeraldLibrary     *library;
  HeraldAuthor      *author;
  HeraldLiveConnect  connect;
  gpointer           connect_data;
  char              *url_before;
  HeraldSyncStatus  *to_store;  /* or NULL */
  HeraldSyncStatus  *to_name;   /* what was set aside, to be named; or NULL */
  gboolean           may_save;

  char              *url;
  HeraldRemote      *remote;    /* new ones, when url is another one than before */
  HeraldRemote      *listener;
  HeraldSyncStatus  *status;    /* as stored, then */
  char              *sequence;
  char              *unsent;
  guint              next;      /* seconds until unsaved words are due; 0: none are */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->library);
  herald_author_free (look->author);
  g_free (look->url_before);
  g_clear_pointer (&look->to_store, herald_sync_status_free);
  g_clear_pointer (&look->to_name, herald_sync_status_free);
  g_free (look->url);
  g_clear_object (&look->remote);
  g_clear_object (&look->listener);
  g_clear_pointer (&look->status, herald_sync_status_free);
  g_free (look->sequence);
  g_free (look->unsent);
  g_free (look);
}

static gboolean
connect_anew (Look    *look,
              GError **error)
{
  look->status = herald_sync_status_load (look->library, error);
  if (look->status == NULL)
    return FALSE;

  look->remote = look->connect (look->library, look->url, look->connect_data, error);
  if (look->remote != NULL)
    look->listener = look->connect (look->library, look->url, look->connect_data, error);

  return look->listener != NULL;
}

static gboolean
look_at_library (Look    *look,
                 GError **error)
{
  GError *local = NULL;

  if (look->to_store != NULL && !herald_sync_status_store (look->to_store, look->library, error))
    return FALSE;
  if (look->to_name != NULL)
    herald_sync_status_name_set_aside (look->to_name, look->library);
  if (look->may_save && !herald_live_save_due (look->library, look->author, &look->next, error))
    return FALSE;

  look->url = herald_library_get_setting (look->library, "remote", &local);
  if (local == NULL)
    look->sequence = herald_library_get_setting (look->library, "remote-sequence", &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  look->unsent = herald_live_sum_unsent (look->library, error);
  if (look->unsent == NULL)
    return FALSE;

  return look->url == NULL || g_strcmp0 (look->url, look->url_before) == 0 || connect_anew (look, error);
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (look_at_library (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_look (HeraldLive          *self,
            HeraldSyncStatus    *to_store,
            gboolean             may_save,
            GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) task = NULL;
  Look *look = g_new0 (Look, 1);

  look->library = g_object_ref (self->library);
  look->author = herald_author_copy (self->author);
  look->connect = self->connect;
  look->connect_data = self->connect_data;
  look->url_before = g_strdup (self->url);
  look->to_store = to_store;
  look->to_name = self->status->set_aside[0] != NULL && self->status->named == NULL ? herald_sync_status_copy (self->status) : NULL;
  look->may_save = may_save;

  self->look = g_cancellable_new ();
  task = g_task_new (self, self->look, callback, NULL);
  g_task_set_source_tag (task, start_look);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_in_thread);
}

static void
take_look (HeraldLive *self,
           const Look *look)
{
  g_free (self->sequence);
  self->sequence = g_strdup (look->sequence);
  if (look->may_save)
    herald_boot_timer_set (self->due, look->next * 1000);
}

/* Rounds */

static void
fail (HeraldLive   *self,
      const GError *error)
{
  gboolean asked = (self->why & BECAUSE_ASKED) != 0;

  herald_sync_status_fail (self->status, error);
  tell_changed (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, asked, error->message);
}

/* What follows a round, or the decision to have none. */
static void
go_on (HeraldLive *self)
{
  Because again = self->again;

  self->again = 0;
  if (self->running && again != 0)
    want_round (self, again);
  else
    start_wait (self);

  herald_boot_timer_set (self->recheck, RECHECK_MS);
  end_stop (self);
}

/* What was to be sent before the round and still is cannot be sent now; anything else may have been written meanwhile. */
static void
note_left (HeraldLive *self,
           const Look *look)
{
  gboolean is_left = *look->unsent == '\0' || g_strcmp0 (look->unsent, self->before) == 0;

  g_free (self->left);
  self->left = is_left ? g_strdup (look->unsent) : NULL;
  if (!is_left)
    self->again |= BECAUSE_LOCAL;
}

static void
take_names (HeraldLive *self,
            const Look *look)
{
  if (look->to_name == NULL || self->status->named != NULL)
    return;

  self->status->named = g_strdupv (look->to_name->named);
  tell_changed (self);
}

static void
on_looked_after (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  HeraldLive *self = HERALD_LIVE (source);
  const Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->look);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      take_look (self, look);
      take_names (self, look);
      note_left (self, look);
      if (g_strcmp0 (look->url, self->url) != 0)
        self->again |= BECAUSE_REMOTE;
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (self, error);
    }

  go_on (self);
}

static HeraldSyncStatus *
find_news (HeraldLive *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *object = herald_sync_status_to_json (self->status);

  /* When all was well last is kept once a minute: each write of it waits for the disk. */
  json_object_set_int_member (object, "minute", self->status->last / G_USEC_PER_SEC / 60);
  json_object_remove_member (object, "last");
  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  if (g_strcmp0 (text, self->stored) == 0)
    return NULL;

  g_free (self->stored);
  self->stored = g_steal_pointer (&text);
  return herald_sync_status_copy (self->status);
}

static void
on_round_ended (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HeraldLive) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldSyncResult) outcome = herald_sync_run_finish (HERALD_LIBRARY (source), result, &error);
  HeraldClock *clock = herald_library_get_clock (self->library);

  g_clear_object (&self->round);
  if (outcome != NULL)
    {
      self->n_failed_rounds = 0;
      herald_sync_status_end (self->status, outcome, herald_clock_get_real (clock));
      tell_changed (self);
      g_signal_emit (self, signals[SIGNAL_ENDED], 0, (self->why & BECAUSE_ASKED) != 0, NULL);
    }
  else
    {
      fail (self, error);
      if (self->running && herald_sync_status_may_retry (self->status))
        herald_boot_timer_set (self->retry, back_off (self, self->n_failed_rounds++));
    }

  if (self->running)
    start_look (self, find_news (self), FALSE, on_looked_after);
  else
    end_stop (self);
}

static void
on_progress (const HeraldSyncProgress *progress,
             gpointer                  user_data)
{
  HeraldLive *self = user_data;

  herald_sync_status_progress (self->status, progress->phase == HERALD_SYNC_SENDING, progress->done, progress->total);
  tell_changed (self);
}

static void
start_round (HeraldLive *self,
             Because     why)
{
  self->why = why;
  self->round = g_cancellable_new ();
  herald_boot_timer_set (self->retry, 0);
  herald_sync_status_begin (self->status);
  tell_changed (self);
  herald_sync_run_watched_async (self->library, self->remote, (why & BECAUSE_ASKED) ? self->author : NULL, on_progress, self,
                                 self->round, on_round_ended, g_object_ref (self));
}

/* The library was switched to another server, or to none. */
static void
take_server (HeraldLive *self,
             Look       *look)
{
  drop_remotes (self);
  self->url = g_strdup (look->url);
  self->remote = g_steal_pointer (&look->remote);
  self->listener = g_steal_pointer (&look->listener);

  if (look->status != NULL)
    {
      herald_sync_status_free (self->status);
      self->status = g_steal_pointer (&look->status);
    }
  else
    {
      herald_sync_status_set_server (self->status, FALSE);
    }
}

static void
on_looked_before (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  HeraldLive *self = HERALD_LIVE (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_other = FALSE;

  g_clear_object (&self->look);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (self, error);
      if (self->running && herald_sync_status_may_retry (self->status))
        herald_boot_timer_set (self->retry, back_off (self, self->n_failed_rounds++));
      end_stop (self);
      return;
    }

  is_other = g_strcmp0 (look->url, self->url) != 0;
  take_look (self, look);
  if (is_other)
    {
      take_server (self, look);
      self->why |= BECAUSE_REMOTE;
      tell_changed (self);
    }

  g_free (self->before);
  self->before = g_strdup (look->unsent);
  if (self->running && self->url != NULL &&
      (is_other || self->why != BECAUSE_LOCAL || g_strcmp0 (self->left, look->unsent) != 0))
    start_round (self, self->why);
  else
    go_on (self);
}

/* Away from the server, and where a person is asked, nothing that changes here is a reason to try. */
static gboolean
is_reason (HeraldLive *self,
           Because     why)
{
  if (why & BECAUSE_ASKED)
    return TRUE;
  if (why == BECAUSE_LOCAL && self->status->state == HERALD_SYNC_STATE_OFFLINE)
    return FALSE;

  return self->url == NULL || herald_sync_status_may_retry (self->status);
}

static void
want_round (HeraldLive *self,
            Because     why)
{
  if (!self->running || !is_reason (self, why))
    return;

  if (self->look != NULL || self->round != NULL)
    {
      self->again |= why;
      return;
    }

  /* Whatever was wrong with the log-in, a person has looked at it. */
  if ((why & BECAUSE_ASKED) && !herald_sync_status_may_retry (self->status))
    drop_remotes (self);

  self->why = why;
  start_look (self, NULL, (why & BECAUSE_ASKED) == 0, on_looked_before);
}

/* Reasons */

static gboolean
on_settled (gpointer user_data)
{
  HeraldLive *self = user_data;

  want_round (self, BECAUSE_LOCAL);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_due (gpointer user_data)
{
  want_round (user_data, BECAUSE_LOCAL);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_retry (gpointer user_data)
{
  want_round (user_data, BECAUSE_REMOTE);
  return G_SOURCE_CONTINUE;
}

static void
on_library_changed (HeraldLive *self)
{
  if (self->running)
    herald_boot_timer_set (self->settle, SETTLE_MS);
}

/* Another network, or one after none: what was open hangs in the air, and what was out of reach may not be. */
static void
on_network_changed (HeraldLive *self,
                    gboolean    available)
{
  if (!self->running || !available)
    return;

  self->n_failed_rounds = self->n_failed_waits = 0;
  if (self->wait != NULL)
    g_cancellable_cancel (self->wait);
  herald_boot_timer_set (self->retry, SETTLE_MS);
}

/* The object */

static GSource *
add_timer (HeraldLive  *self,
           GSourceFunc  func)
{
  GSource *timer = herald_boot_timer_new ();

  g_source_set_callback (timer, func, self, NULL);
  g_source_attach (timer, self->context);
  return timer;
}

static void
remove_timer (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}

static void
herald_live_dispose (GObject *object)
{
  HeraldLive *self = HERALD_LIVE (object);

  remove_timer (&self->settle);
  remove_timer (&self->retry);
  remove_timer (&self->due);
  remove_timer (&self->recheck);
  drop_remotes (self);

  G_OBJECT_CLASS (herald_live_parent_class)->dispose (object);
}

static void
herald_live_finalize (GObject *object)
{
  HeraldLive *self = HERALD_LIVE (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->author, herald_author_free);
  g_clear_pointer (&self->status, herald_sync_status_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->stored);
  g_free (self->sequence);
  g_free (self->news_since);
  g_free (self->before);

  G_OBJECT_CLASS (herald_live_parent_class)->finalize (object);
}

static void
herald_live_class_init (HeraldLiveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_live_dispose;
  object_class->finalize = herald_live_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static HeraldRemote *
connect_with_stored_password (HeraldLibrary  *library,
                              const char     *url,
                              gpointer        user_data,
                              GError        **error)
{
  return herald_sync_connect (library, url, NULL, error);
}

static void
herald_live_init (HeraldLive *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->status = herald_sync_status_new ();
  self->connect = connect_with_stored_password;
  self->delay = DELAY_MS;
  self->settle = add_timer (self, on_settled);
  self->retry = add_timer (self, on_retry);
  self->due = add_timer (self, on_due);
  self->recheck = add_timer (self, on_retry);
}

/**
 * herald_live_new:
 * @library: what to keep in step, opened in the same context
 * @author: whom automatic versions are by
 *
 * Returns: (transfer full): nothing happens before herald_live_start()
 */
HeraldLive *
herald_live_new (HeraldLibrary      *library,
                 const HeraldAuthor *author)
{
  HeraldLive *self = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (author != NULL, NULL);

  self = g_object_new (HERALD_TYPE_LIVE, NULL);
  self->library = g_object_ref (library);
  self->author = herald_author_copy (author);
  return self;
}

/**
 * herald_live_set_connect:
 * @self: not started yet
 * @connect: makes a way to the server, twice for each address
 * @user_data: for @connect; outlives @self
 */
void
herald_live_set_connect (HeraldLive        *self,
                         HeraldLiveConnect  connect,
                         gpointer           user_data)
{
  g_return_if_fail (HERALD_IS_LIVE (self));
  g_return_if_fail (connect != NULL);

  self->connect = connect;
  self->connect_data = user_data;
}

/**
 * herald_live_set_delay:
 * @self: not started yet
 * @ms: milliseconds before a second attempt; each later one waits twice as long
 *
 * For tests, which do not want to wait.
 */
void
herald_live_set_delay (HeraldLive *self,
                       guint       ms)
{
  g_return_if_fail (HERALD_IS_LIVE (self));

  self->delay = ms;
}

/**
 * herald_live_start:
 * @self: not started yet
 *
 * Begins with a round; without a team server it waits until the library gets one.
 */
void
herald_live_start (HeraldLive *self)
{
  g_return_if_fail (HERALD_IS_LIVE (self));
  g_return_if_fail (!self->running && self->stop == NULL);

  self->running = TRUE;
  g_signal_connect_object (self->library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (on_network_changed), self,
                           G_CONNECT_SWAPPED);
  want_round (self, BECAUSE_REMOTE);
}

static void
cancel_all (HeraldLive *self)
{
  if (self->round != NULL)
    g_cancellable_cancel (self->round);
  if (self->wait != NULL)
    g_cancellable_cancel (self->wait);
}

/**
 * herald_live_stop_async:
 * @self: started
 * @callback: called when nothing runs any more
 * @user_data: for @callback
 *
 * A round that runs is cut off: both sides stay whole, and the next one goes on.
 */
void
herald_live_stop_async (HeraldLive          *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIVE (self));
  g_return_if_fail (self->stop == NULL);

  self->running = FALSE;
  self->stop = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->stop, herald_live_stop_async);
  cancel_all (self);
  end_stop (self);
}

gboolean
herald_live_stop_finish (HeraldLive    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * herald_live_sync_now:
 * @self: started
 *
 * A person wants a round: what is unsaved becomes a version first, however new the last one is.
 */
void
herald_live_sync_now (HeraldLive *self)
{
  g_return_if_fail (HERALD_IS_LIVE (self));

  want_round (self, BECAUSE_ASKED);
}

/**
 * herald_live_cancel:
 * @self: started
 *
 * Cuts the round off that runs. Another one begins when a person asks.
 */
void
herald_live_cancel (HeraldLive *self)
{
  g_return_if_fail (HERALD_IS_LIVE (self));

  self->again = 0;
  if (self->round != NULL)
    g_cancellable_cancel (self->round);
}

/**
 * herald_live_reconnect:
 * @self: started
 *
 * The server, the password, or who may vouch for the server has changed: all begins anew.
 */
void
herald_live_reconnect (HeraldLive *self)
{
  g_return_if_fail (HERALD_IS_LIVE (self));

  if (self->round != NULL)
    g_cancellable_cancel (self->round);
  drop_remotes (self);
  want_round (self, BECAUSE_ASKED | BECAUSE_REMOTE);
}

const HeraldSyncStatus *
herald_live_get_status (HeraldLive *self)
{
  g_return_val_if_fail (HERALD_IS_LIVE (self), NULL);

  return self->status;
}

const char *
herald_live_get_url (HeraldLive *self)
{
  g_return_val_if_fail (HERALD_IS_LIVE (self), NULL);

  return self->url;
}
