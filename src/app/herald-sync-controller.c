/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sync-controller.h"

#include "herald-authority.h"
#include "herald-credentials.h"
#include "herald-live.h"

struct _HeraldSyncController
{
  GObject        parent_instance;

  HeraldLibrary *library;
  HeraldLive    *live;
  GCancellable  *cancellable;

  GMutex         lock;      /* guards what follows */
  char          *url;       /* that the password is for */
  char          *password;  /* what no keyring keeps, until the program ends; or NULL */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldSyncController, herald_sync_controller, G_TYPE_OBJECT)

static void
on_changed (HeraldSyncController *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* States are shown; only who asked for a round is told besides that it failed. */
static void
on_ended (HeraldSyncController *self,
          gboolean              asked,
          const char           *problem)
{
  if (asked && problem != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, problem);
}

/**
 * herald_sync_controller_run:
 * @self: a controller
 * @asked: whether a person wants it; else what happens by itself is enough
 *
 * Begins a round of sync, now.
 */
void
herald_sync_controller_run (HeraldSyncController *self,
                            gboolean              asked)
{
  g_return_if_fail (HERALD_IS_SYNC_CONTROLLER (self));

  if (asked)
    herald_live_sync_now (self->live);
}

/* Cuts the round off that runs; the next one goes on. */
void
herald_sync_controller_cancel (HeraldSyncController *self)
{
  g_return_if_fail (HERALD_IS_SYNC_CONTROLLER (self));

  herald_live_cancel (self->live);
}

/* In any thread. */
static HeraldRemote *
connect_to (HeraldLibrary  *library,
            const char     *url,
            gpointer        user_data,
            GError        **error)
{
  HeraldSyncController *self = user_data;
  char *password = NULL;
  HeraldRemote *remote = NULL;

  g_mutex_lock (&self->lock);
  if (g_strcmp0 (url, self->url) == 0)
    password = g_strdup (self->password);
  g_mutex_unlock (&self->lock);

  remote = herald_sync_connect (library, url, password, error);
  herald_credentials_free (password);
  return remote;
}

static void
remember (HeraldSyncController *self,
          const char           *url,
          const char           *password)
{
  g_mutex_lock (&self->lock);
  g_free (self->url);
  self->url = g_strdup (url);
  herald_credentials_free (self->password);
  self->password = g_strdup (password);
  g_mutex_unlock (&self->lock);
}

/* What a person set: the settings, the keyring and the disk may all block. */

typedef struct
{
  char     *url;
  char     *password;
  char     *authority;    /* a file */
  gboolean  set_server;
  gboolean  set_authority;
  gboolean  join;
} Change;

static void
change_free (Change *change)
{
  g_free (change->url);
  herald_credentials_free (change->password);
  g_free (change->authority);
  g_free (change);
}

/* Where there is no keyring, one can work all the same: until the program ends. */
static gboolean
keep_password (HeraldSyncController  *self,
               const Change          *change,
               GCancellable          *cancellable,
               GError               **error)
{
  g_autoptr(GError) local = NULL;

  if (herald_credentials_store (change->url, change->password, cancellable, &local))
    {
      remember (self, NULL, NULL);
      return TRUE;
    }

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  g_info ("%s", local->message);
  remember (self, change->url, change->password);
  return TRUE;
}

static gboolean
change_server (HeraldSyncController  *self,
               const Change          *change,
               GCancellable          *cancellable,
               GError               **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *before = herald_library_get_setting (self->library, "remote", &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* The same once more is a new password: what is known of the server stays. */
  if (g_strcmp0 (before, change->url) != 0 && !herald_sync_set_remote (self->library, change->url, error))
    return FALSE;
  return change->url == NULL || change->password == NULL || *change->password == '\0' ||
         keep_password (self, change, cancellable, error);
}

static void
change_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  HeraldSyncController *self = source;
  const Change *change = data;
  GError *error = NULL;

  if ((!change->set_server || change_server (self, change, cancellable, &error)) &&
      (!change->set_authority || herald_authority_set (self->library, change->authority, &error)) &&
      (!change->join || herald_sync_accept_remote (self->library, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_change (HeraldSyncController *self,
              Change               *change,
              GAsyncReadyCallback   callback,
              gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, callback, user_data);

  g_task_set_source_tag (task, start_change);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  g_task_run_in_thread (task, change_in_thread);
}

/**
 * herald_sync_controller_set_url_async:
 * @self: a controller
 * @url: (nullable): the address of the team server; %NULL: none any more
 * @password: (nullable): the password; %NULL or empty: as it is kept
 * @callback: called when it is set
 * @user_data: for @callback
 *
 * Sets the server, keeps the password in the keyring, or in memory where there is none, and begins anew with both.
 */
void
herald_sync_controller_set_url_async (HeraldSyncController *self,
                                      const char           *url,
                                      const char           *password,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  Change *change = NULL;

  g_return_if_fail (HERALD_IS_SYNC_CONTROLLER (self));

  change = g_new0 (Change, 1);
  change->set_server = TRUE;
  change->url = g_strdup (url);
  change->password = g_strdup (password);
  start_change (self, change, callback, user_data);
}

/**
 * herald_sync_controller_set_authority_async:
 * @self: a controller
 * @file: (nullable): the certificates of an authority of the team's own; %NULL: whom the system trusts
 * @callback: called when it is set
 * @user_data: for @callback
 */
void
herald_sync_controller_set_authority_async (HeraldSyncController *self,
                                            const char           *file,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data)
{
  Change *change = NULL;

  g_return_if_fail (HERALD_IS_SYNC_CONTROLLER (self));

  change = g_new0 (Change, 1);
  change->set_authority = TRUE;
  change->authority = g_strdup (file);
  start_change (self, change, callback, user_data);
}

/**
 * herald_sync_controller_join_async:
 * @self: a controller whose server belongs to another library
 * @callback: called when it is noted
 * @user_data: for @callback
 *
 * The person agreed that both libraries become one.
 */
void
herald_sync_controller_join_async (HeraldSyncController *self,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  Change *change = NULL;

  g_return_if_fail (HERALD_IS_SYNC_CONTROLLER (self));

  change = g_new0 (Change, 1);
  change->join = TRUE;
  start_change (self, change, callback, user_data);
}

/* Of each of the three: all begins anew with what was set. */
gboolean
herald_sync_controller_change_finish (HeraldSyncController  *self,
                                      GAsyncResult          *result,
                                      GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  herald_live_reconnect (self->live);
  return TRUE;
}

const HeraldSyncStatus *
herald_sync_controller_get_status (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  return herald_live_get_status (self->live);
}

HeraldSyncState
herald_sync_controller_get_state (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), HERALD_SYNC_STATE_LOCAL);

  return herald_live_get_status (self->live)->state;
}

/* (nullable) (transfer none) */
const char *
herald_sync_controller_get_url (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  return herald_live_get_url (self->live);
}

/* (nullable) (transfer full): of the authority of the team's own */
char *
herald_sync_controller_describe_authority (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  return herald_authority_describe (self->library);
}

/**
 * herald_sync_controller_describe:
 * @self: a controller
 *
 * Returns: (transfer full): the state in a few words
 */
char *
herald_sync_controller_describe (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  return herald_sync_status_describe (herald_live_get_status (self->live));
}

const char *
herald_sync_controller_get_icon (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  switch (herald_live_get_status (self->live)->state)
    {
    case HERALD_SYNC_STATE_UP_TO_DATE:
      return "emblem-ok-symbolic";
    case HERALD_SYNC_STATE_OFFLINE:
      return "network-offline-symbolic";
    case HERALD_SYNC_STATE_LOG_IN:
      return "dialog-password-symbolic";
    case HERALD_SYNC_STATE_CONFLICTS:
    case HERALD_SYNC_STATE_SET_ASIDE:
    case HERALD_SYNC_STATE_OTHER_LIBRARY:
    case HERALD_SYNC_STATE_UNTRUSTED:
    case HERALD_SYNC_STATE_FAILED:
      return "dialog-warning-symbolic";
    case HERALD_SYNC_STATE_PAUSED:
      return "media-playback-pause-symbolic";
    case HERALD_SYNC_STATE_WAITING:
    case HERALD_SYNC_STATE_RUNNING:
      return "network-server-symbolic";
    case HERALD_SYNC_STATE_LOCAL:
    default:
      return "computer-symbolic";
    }
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  herald_live_stop_finish (HERALD_LIVE (source), result, NULL);
  *(gboolean *) data = TRUE;
}

/* What runs is cut off, and the end of it waited for: the program may be about to end, and its threads with it. */
static void
stop (HeraldSyncController *self)
{
  gboolean stopped = FALSE;

  herald_live_stop_async (self->live, on_stopped, &stopped);
  while (!stopped)
    g_main_context_iteration (NULL, TRUE);
}

static void
herald_sync_controller_dispose (GObject *object)
{
  HeraldSyncController *self = HERALD_SYNC_CONTROLLER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->live != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->live, self);
      stop (self);
    }
  g_clear_object (&self->live);

  G_OBJECT_CLASS (herald_sync_controller_parent_class)->dispose (object);
}

static void
herald_sync_controller_finalize (GObject *object)
{
  HeraldSyncController *self = HERALD_SYNC_CONTROLLER (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_free (self->url);
  herald_credentials_free (self->password);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (herald_sync_controller_parent_class)->finalize (object);
}

static void
herald_sync_controller_class_init (HeraldSyncControllerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_sync_controller_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_sync_controller_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
herald_sync_controller_init (HeraldSyncController *self)
{
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
}

/**
 * herald_sync_controller_new:
 * @library: what to keep in step
 * @author: whom automatic versions are by
 *
 * Returns: (transfer full): a controller; from now on the library is kept in step
 */
HeraldSyncController *
herald_sync_controller_new (HeraldLibrary      *library,
                            const HeraldAuthor *author)
{
  HeraldSyncController *self = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  self = g_object_new (HERALD_TYPE_SYNC_CONTROLLER, NULL);
  self->library = g_object_ref (library);
  self->live = herald_live_new (library, author);
  herald_live_set_connect (self->live, connect_to, self);
  g_signal_connect_swapped (self->live, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->live, "ended", G_CALLBACK (on_ended), self);
  herald_live_start (self->live);
  return self;
}
