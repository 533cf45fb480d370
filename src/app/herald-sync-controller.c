/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sync-controller.h"

#include <glib/gi18n.h>

#include "herald-credentials.h"
#include "herald-sync.h"

struct _HeraldSyncController
{
  GObject          parent_instance;

  HeraldLibrary   *library;
  HeraldAuthor    *author;
  HeraldSyncState  state;
  char            *url;
  char            *problem;
  guint            n_conflicts;
  gboolean         read_only;
  guint            n_unsent;
  gboolean         asked;       /* the round that runs was asked for by the person */
  GCancellable    *cancellable;
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
set_state (HeraldSyncController *self,
           HeraldSyncState       state,
           const char           *problem)
{
  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
fail (HeraldSyncController *self,
      const GError         *error)
{
  HeraldSyncState state = HERALD_SYNC_STATE_FAILED;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE))
    state = HERALD_SYNC_STATE_OFFLINE;
  else if (g_error_matches (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_LOG_IN))
    state = HERALD_SYNC_STATE_LOG_IN;
  set_state (self, state, error->message);
  /* Offline is a state and no fault; it is told only to the person who asked. */
  if (self->asked || state == HERALD_SYNC_STATE_FAILED)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
}

static void
on_synced (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldSyncController) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldSyncResult) outcome = herald_sync_run_finish (HERALD_LIBRARY (source), result, &error);

  if (outcome == NULL)
    {
      fail (self, error);
      return;
    }
  self->n_conflicts = outcome->conflicts->len;
  self->read_only = outcome->read_only;
  self->n_unsent = outcome->unsent;
  if (outcome->set_aside->len > 0)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, g_ptr_array_index (outcome->set_aside, 0));
  set_state (self, self->n_conflicts > 0 ? HERALD_SYNC_STATE_CONFLICTS : HERALD_SYNC_STATE_UP_TO_DATE, NULL);
}

/* The setting and the log-in come from database and keyring: both may block. */

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  HeraldSyncController *self = source;
  g_autoptr(GError) error = NULL;
  HeraldRemote *remote = herald_sync_open_remote (self->library, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, remote, g_object_unref);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  HeraldSyncController *self = HERALD_SYNC_CONTROLLER (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldRemote) remote = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    fail (self, error);
  else if (remote == NULL)
    set_state (self, HERALD_SYNC_STATE_LOCAL, NULL);
  else
    herald_sync_run_async (self->library, remote, self->author, self->cancellable, on_synced, g_object_ref (self));
}

/**
 * herald_sync_controller_run:
 * @self: a controller
 * @asked: whether a person asked for it and wants to know when it fails
 *
 * Begins a round of sync, unless one runs or there is no team server.
 */
void
herald_sync_controller_run (HeraldSyncController *self,
                            gboolean              asked)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (HERALD_IS_SYNC_CONTROLLER (self));

  if (self->state == HERALD_SYNC_STATE_RUNNING || self->url == NULL)
    return;
  self->asked = asked;
  set_state (self, HERALD_SYNC_STATE_RUNNING, NULL);
  task = g_task_new (self, self->cancellable, on_opened, NULL);
  g_task_set_source_tag (task, herald_sync_controller_run);
  g_task_run_in_thread (task, open_thread);
}

static void
read_url_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  HeraldSyncController *self = source;
  g_autoptr(GError) error = NULL;
  char *url = herald_library_get_setting (self->library, "remote", &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, url, g_free);
}

static void
on_url_read (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  HeraldSyncController *self = HERALD_SYNC_CONTROLLER (source);
  g_autoptr(GError) error = NULL;
  char *url = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  g_free (self->url);
  self->url = url;
  self->read_only = FALSE;
  set_state (self, url != NULL ? HERALD_SYNC_STATE_WAITING : HERALD_SYNC_STATE_LOCAL, NULL);
  herald_sync_controller_run (self, FALSE);
}

static void
read_url (HeraldSyncController *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, on_url_read, NULL);

  g_task_set_source_tag (task, read_url);
  g_task_run_in_thread (task, read_url_thread);
}

typedef struct
{
  char *url;
  char *password;
} Server;

static void
server_free (Server *server)
{
  g_free (server->url);
  herald_credentials_free (server->password);
  g_free (server);
}

static void
set_url_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  HeraldSyncController *self = source;
  Server *server = data;
  g_autoptr(GError) error = NULL;

  if (!herald_sync_set_remote (self->library, server->url, &error) ||
      (server->url != NULL && server->password != NULL && *server->password != '\0' &&
       !herald_credentials_store (server->url, server->password, cancellable, &error)))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
herald_sync_controller_set_url_async (HeraldSyncController *self,
                                      const char           *url,
                                      const char           *password,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  Server *server = NULL;

  g_return_if_fail (HERALD_IS_SYNC_CONTROLLER (self));

  server = g_new0 (Server, 1);
  server->url = g_strdup (url);
  server->password = g_strdup (password);
  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_sync_controller_set_url_async);
  g_task_set_task_data (task, server, (GDestroyNotify) server_free);
  g_task_run_in_thread (task, set_url_thread);
}

gboolean
herald_sync_controller_set_url_finish (HeraldSyncController  *self,
                                       GAsyncResult          *result,
                                       GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  read_url (self);
  return g_task_propagate_boolean (G_TASK (result), error);
}

HeraldSyncState
herald_sync_controller_get_state (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), HERALD_SYNC_STATE_LOCAL);

  return self->state;
}

/* (nullable) (transfer none) */
const char *
herald_sync_controller_get_url (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  return self->url;
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

  switch (self->state)
    {
    case HERALD_SYNC_STATE_WAITING:
      return g_strdup (_("Team server: not synced yet"));
    case HERALD_SYNC_STATE_RUNNING:
      return g_strdup (_("Team server: syncing…"));
    case HERALD_SYNC_STATE_UP_TO_DATE:
      if (self->read_only)
        return g_strdup (_("Team server: up to date, for reading only"));
      return g_strdup (_("Team server: up to date"));
    case HERALD_SYNC_STATE_CONFLICTS:
      return g_strdup_printf (ngettext ("Team server: %u announcement has two versions",
                                        "Team server: %u announcements have two versions", self->n_conflicts),
                              self->n_conflicts);
    case HERALD_SYNC_STATE_OFFLINE:
      return g_strdup (_("Team server: offline"));
    case HERALD_SYNC_STATE_LOG_IN:
      return g_strdup (_("Team server: needs log-in"));
    case HERALD_SYNC_STATE_FAILED:
      return g_strdup (_("Team server: last sync failed"));
    case HERALD_SYNC_STATE_LOCAL:
    default:
      return g_strdup (_("On this computer"));
    }
}

/**
 * herald_sync_controller_describe_access:
 * @self: a controller
 *
 * Returns: (transfer full) (nullable): that the account may only read, as the last round found, and what that means for
 *   what was written here; %NULL when it may write
 */
char *
herald_sync_controller_describe_access (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  if (!self->read_only)
    return NULL;
  if (self->n_unsent == 0)
    return g_strdup (_("This account may read, not write. You get what the others write."));
  return g_strdup_printf (ngettext ("This account may read, not write. %u announcement that you changed stays on this computer.",
                                    "This account may read, not write. %u announcements that you changed stay on this computer.",
                                    self->n_unsent),
                          self->n_unsent);
}

const char *
herald_sync_controller_get_icon (HeraldSyncController *self)
{
  g_return_val_if_fail (HERALD_IS_SYNC_CONTROLLER (self), NULL);

  switch (self->state)
    {
    case HERALD_SYNC_STATE_UP_TO_DATE:
      return "emblem-ok-symbolic";
    case HERALD_SYNC_STATE_OFFLINE:
      return "network-offline-symbolic";
    case HERALD_SYNC_STATE_LOG_IN:
      return "dialog-password-symbolic";
    case HERALD_SYNC_STATE_CONFLICTS:
    case HERALD_SYNC_STATE_FAILED:
      return "dialog-warning-symbolic";
    case HERALD_SYNC_STATE_WAITING:
    case HERALD_SYNC_STATE_RUNNING:
      return "network-server-symbolic";
    case HERALD_SYNC_STATE_LOCAL:
    default:
      return "computer-symbolic";
    }
}

static void
herald_sync_controller_dispose (GObject *object)
{
  HeraldSyncController *self = HERALD_SYNC_CONTROLLER (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (herald_sync_controller_parent_class)->dispose (object);
}

static void
herald_sync_controller_finalize (GObject *object)
{
  HeraldSyncController *self = HERALD_SYNC_CONTROLLER (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->author, herald_author_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->problem, g_free);

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
}

/**
 * herald_sync_controller_new:
 * @library: what to keep in step
 * @author: whom automatic versions are by
 *
 * Returns: (transfer full): a controller; it looks for a team server and begins a round when one is set
 */
HeraldSyncController *
herald_sync_controller_new (HeraldLibrary      *library,
                            const HeraldAuthor *author)
{
  HeraldSyncController *self = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);

  self = g_object_new (HERALD_TYPE_SYNC_CONTROLLER, NULL);
  self->library = g_object_ref (library);
  self->author = herald_author_copy (author);
  read_url (self);
  return self;
}
