/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-session.h"

#include <glib/gi18n.h>

#include "herald-edit-history.h"
#include "herald-edit-session-private.h"

/* From the first unsaved change: what a power cut may take at most. */
#define SAVE_AFTER_MS 2000
#define RETRY_AFTER_MS 5000
/* A person who has not typed for so long has stopped editing: an automatic version is due. */
#define IDLE_VERSION_S 180

struct _HeraldEditSession
{
  GObject             parent_instance;

  HeraldLibrary      *library;
  HeraldAuthor       *author;
  HeraldAnnouncement *announcement;
  HeraldEditHistory  *history;
  gint64              revision;
  gboolean            read_only;

  guint64             edits;       /* counts every change */
  guint64             saved_edits; /* edits that a committed transaction holds */
  gboolean            saving;
  gboolean            loading;     /* another program's text is on its way */
  guint               save_source;
  guint               idle_source;
  GQueue              waiters;     /* of GTask: flushes that wait for all that was edited before them */
  char               *problem;
  HeraldSaveState     state;
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_REPLACED,
  SIGNAL_NOTICE,
  N_SIGNALS
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeraldEditSession, herald_edit_session, G_TYPE_OBJECT)

static void start_saving (HeraldEditSession *self);

static void
set_state (HeraldEditSession *self,
           HeraldSaveState    state,
           const char        *problem)
{
  if (self->state == state && g_strcmp0 (self->problem, problem) == 0)
    return;
  self->state = state;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
is_dirty (HeraldEditSession *self)
{
  return self->edits != self->saved_edits;
}

static gboolean
on_save_timer (gpointer data)
{
  HeraldEditSession *self = data;

  self->save_source = 0;
  start_saving (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_saving (HeraldEditSession *self,
                 guint              after_ms)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add (after_ms, on_save_timer, self);
}

static void
finish_waiters (HeraldEditSession *self,
                const GError      *error)
{
  GQueue waiters = self->waiters;

  g_queue_init (&self->waiters);
  while (waiters.length > 0)
    {
      g_autoptr(GTask) task = g_queue_pop_head (&waiters);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
fail_saving (HeraldEditSession *self,
             const GError      *error)
{
  self->saving = FALSE;
  set_state (self, HERALD_SAVE_FAILED, error->message);
  schedule_saving (self, RETRY_AFTER_MS);
  finish_waiters (self, error);
}

/* Another program wrote in between. Its text becomes a version, so that nobody's words are lost, and ours goes on top. */

static void
on_theirs_kept (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(HeraldEditSession) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = NULL;

  version = herald_library_save_version_finish (HERALD_LIBRARY (source), result, &error);
  self->saving = FALSE;
  if (version == NULL)
    {
      fail_saving (self, error);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0,
                 _("Another program changed this announcement. Its text is kept in the history, yours stands."));
  start_saving (self);
}

static void
on_theirs_read (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(HeraldEditSession) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;

  copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);
  if (copy == NULL)
    {
      fail_saving (self, error);
      return;
    }
  self->revision = copy->revision;
  herald_library_save_version_async (self->library, self->announcement->id, self->author, NULL, TRUE, NULL,
                                     on_theirs_kept, g_object_ref (self));
}

typedef struct
{
  HeraldEditSession *session;
  guint64            edits;
} SaveRun;

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autofree SaveRun *run = data;
  g_autoptr(HeraldEditSession) self = run->session;
  g_autoptr(GError) error = NULL;
  gint64 revision = herald_library_put_working_copy_finish (HERALD_LIBRARY (source), result, &error);

  if (g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
    {
      herald_library_get_working_copy_async (self->library, self->announcement->id, NULL,
                                             on_theirs_read, g_object_ref (self));
      return;
    }
  if (revision == 0)
    {
      fail_saving (self, error);
      return;
    }
  self->saving = FALSE;
  self->revision = revision;
  self->saved_edits = run->edits;
  if (!is_dirty (self))
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      set_state (self, HERALD_SAVE_SAVED, NULL);
      finish_waiters (self, NULL);
    }
  else if (self->waiters.length > 0)
    start_saving (self);
  else
    {
      set_state (self, HERALD_SAVE_PENDING, NULL);
      schedule_saving (self, SAVE_AFTER_MS);
    }
}

static void
start_saving (HeraldEditSession *self)
{
  g_autoptr(HeraldDocument) document = NULL;
  SaveRun *run = NULL;

  if (self->saving)
    return;
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!is_dirty (self))
    {
      finish_waiters (self, NULL);
      return;
    }
  self->saving = TRUE;
  set_state (self, HERALD_SAVE_SAVING, NULL);
  run = g_new0 (SaveRun, 1);
  run->session = g_object_ref (self);
  run->edits = self->edits;
  document = herald_announcement_to_document (self->announcement);
  herald_library_put_working_copy_async (self->library, document, self->revision, NULL, on_saved, run);
}

static gboolean
on_idle_version (gpointer data);

static void
restart_idle_timer (HeraldEditSession *self)
{
  g_clear_handle_id (&self->idle_source, g_source_remove);
  self->idle_source = g_timeout_add_seconds (IDLE_VERSION_S, on_idle_version, self);
}

static void
after_edit (HeraldEditSession *self)
{
  self->edits++;
  if (!self->saving && self->state != HERALD_SAVE_FAILED)
    set_state (self, HERALD_SAVE_PENDING, NULL);
  if (!self->saving)
    schedule_saving (self, SAVE_AFTER_MS);
  restart_idle_timer (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
replace_announcement (HeraldEditSession  *self,
                      HeraldAnnouncement *announcement)
{
  if (announcement != self->announcement)
    {
      g_clear_pointer (&self->announcement, herald_announcement_free);
      self->announcement = announcement;
    }
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
}

/* Takes a stored text that is newer than the one shown, when nothing unsaved stands against it. */
void
herald_edit_session_take_copy (HeraldEditSession       *self,
                               const HeraldWorkingCopy *copy)
{
  g_autoptr(GError) error = NULL;
  HeraldAnnouncement *announcement = NULL;

  if (is_dirty (self) || self->saving || copy->revision <= self->revision)
    return;
  announcement = herald_announcement_from_document (copy->document, &error);
  if (announcement == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_NOTICE], 0, error->message);
      return;
    }
  herald_edit_history_record (self->history, self->announcement, NULL, g_get_monotonic_time ());
  self->revision = copy->revision;
  replace_announcement (self, announcement);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
on_reread (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldEditSession) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) copy = NULL;

  copy = herald_library_get_working_copy_finish (HERALD_LIBRARY (source), result, &error);
  self->loading = FALSE;
  if (copy != NULL)
    herald_edit_session_take_copy (self, copy);
  else if (!g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    g_signal_emit (self, signals[SIGNAL_NOTICE], 0, error->message);
}

static void
on_library_changed (HeraldEditSession *self,
                    const char        *id)
{
  if (id != NULL && g_strcmp0 (id, self->announcement->id) != 0)
    return;
  /* While something of ours is unsaved the next write meets the other's by compare-and-swap. */
  if (is_dirty (self) || self->saving || self->loading || self->revision == 0)
    return;
  self->loading = TRUE;
  herald_library_get_working_copy_async (self->library, self->announcement->id, NULL, on_reread, g_object_ref (self));
}

static void
herald_edit_session_dispose (GObject *object)
{
  HeraldEditSession *self = HERALD_EDIT_SESSION (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_edit_session_parent_class)->dispose (object);
}

static void
herald_edit_session_finalize (GObject *object)
{
  HeraldEditSession *self = HERALD_EDIT_SESSION (object);

  g_clear_pointer (&self->author, herald_author_free);
  g_clear_pointer (&self->announcement, herald_announcement_free);
  g_clear_pointer (&self->history, herald_edit_history_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (herald_edit_session_parent_class)->finalize (object);
}

static void
herald_edit_session_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  HeraldEditSession *self = HERALD_EDIT_SESSION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
herald_edit_session_class_init (HeraldEditSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = herald_edit_session_dispose;
  object_class->finalize = herald_edit_session_finalize;
  object_class->get_property = herald_edit_session_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, HERALD_SAVE_FAILED, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
herald_edit_session_init (HeraldEditSession *self)
{
  self->history = herald_edit_history_new ();
  g_queue_init (&self->waiters);
}

static HeraldEditSession *
session_new (HeraldLibrary      *library,
             const HeraldAuthor *author,
             HeraldAnnouncement *announcement)
{
  HeraldEditSession *self = g_object_new (HERALD_TYPE_EDIT_SESSION, NULL);

  self->library = g_object_ref (library);
  self->author = herald_author_copy (author);
  self->announcement = announcement;
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * herald_edit_session_new:
 * @library: the library that holds it
 * @author: whom its versions are by
 * @copy: its working copy, an announcement
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a session, saved
 */
HeraldEditSession *
herald_edit_session_new (HeraldLibrary            *library,
                         const HeraldAuthor       *author,
                         const HeraldWorkingCopy  *copy,
                         GError                  **error)
{
  HeraldAnnouncement *announcement = NULL;
  HeraldEditSession *self = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (author != NULL && copy != NULL, NULL);

  announcement = herald_announcement_from_document (copy->document, error);
  if (announcement == NULL)
    return NULL;
  self = session_new (library, author, announcement);
  self->revision = copy->revision;
  self->read_only = herald_document_is_newer (copy->document);
  return self;
}

/**
 * herald_edit_session_new_unsaved:
 * @library: the library that shall hold it
 * @author: whom its versions are by
 * @announcement: (transfer full): a new announcement
 *
 * Returns: (transfer full): a session with a first change that is saved like any other
 */
HeraldEditSession *
herald_edit_session_new_unsaved (HeraldLibrary      *library,
                                 const HeraldAuthor *author,
                                 HeraldAnnouncement *announcement)
{
  HeraldEditSession *self = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (author != NULL && announcement != NULL, NULL);

  self = session_new (library, author, announcement);
  after_edit (self);
  return self;
}

HeraldLibrary *
herald_edit_session_get_library (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), NULL);

  return self->library;
}

const char *
herald_edit_session_get_id (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), NULL);

  return self->announcement->id;
}

/**
 * herald_edit_session_get_announcement:
 * @self: a session
 *
 * Returns: (transfer none): the text as it stands, to be read only, until control goes back to the main loop
 */
HeraldAnnouncement *
herald_edit_session_get_announcement (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), NULL);

  return self->announcement;
}

/**
 * herald_edit_session_get_read_only:
 * @self: a session
 *
 * Returns: whether a newer Herald made it, so that it is shown and never written
 */
gboolean
herald_edit_session_get_read_only (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), TRUE);

  return self->read_only;
}

HeraldSaveState
herald_edit_session_get_state (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), HERALD_SAVE_SAVED);

  return self->state;
}

const char *
herald_edit_session_get_problem (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), NULL);

  return self->problem;
}

/**
 * herald_edit_session_begin:
 * @self: a session that is not read-only
 * @group: (nullable): edits of the same group without a pause are undone together
 *
 * Every edit goes between this and herald_edit_session_end().
 *
 * Returns: (transfer none): the announcement, to be changed
 */
HeraldAnnouncement *
herald_edit_session_begin (HeraldEditSession *self,
                           const char        *group)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), NULL);

  herald_edit_history_record (self->history, self->announcement, group, g_get_monotonic_time ());
  return self->announcement;
}

/**
 * herald_edit_session_end:
 * @self: a session
 *
 * The edit is done: it counts as unsaved from now.
 */
void
herald_edit_session_end (HeraldEditSession *self)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  after_edit (self);
}

gboolean
herald_edit_session_can_undo (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), FALSE);

  return herald_edit_history_can_undo (self->history);
}

gboolean
herald_edit_session_can_redo (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), FALSE);

  return herald_edit_history_can_redo (self->history);
}

void
herald_edit_session_undo (HeraldEditSession *self)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  if (!herald_edit_history_can_undo (self->history) || self->read_only)
    return;
  self->announcement = herald_edit_history_undo (self->history, self->announcement);
  replace_announcement (self, self->announcement);
  after_edit (self);
}

void
herald_edit_session_redo (HeraldEditSession *self)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  if (!herald_edit_history_can_redo (self->history) || self->read_only)
    return;
  self->announcement = herald_edit_history_redo (self->history, self->announcement);
  replace_announcement (self, self->announcement);
  after_edit (self);
}

/**
 * herald_edit_session_flush:
 * @self: a session
 *
 * Saves at once what is unsaved, without waiting for the timer. The outcome shows in the state.
 */
void
herald_edit_session_flush (HeraldEditSession *self)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  if (is_dirty (self))
    start_saving (self);
}

/**
 * herald_edit_session_flush_async:
 * @self: a session
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when all that was edited so far is saved, or could not be
 * @user_data: for @callback
 */
void
herald_edit_session_flush_async (HeraldEditSession   *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_edit_session_flush_async);
  g_queue_push_tail (&self->waiters, task);
  start_saving (self);
}

gboolean
herald_edit_session_flush_finish (HeraldEditSession  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_idle_version_saved (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  HeraldEditSession *self = HERALD_EDIT_SESSION (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_edit_session_save_version_finish (self, result, &error);

  if (version == NULL)
    g_signal_emit (self, signals[SIGNAL_NOTICE], 0, error->message);
}

static gboolean
on_idle_version (gpointer data)
{
  HeraldEditSession *self = data;

  self->idle_source = 0;
  herald_edit_session_save_version_async (self, NULL, NULL, on_idle_version_saved, NULL);
  return G_SOURCE_REMOVE;
}

/* For herald-edit-version.c */

const HeraldAuthor *
herald_edit_session_get_author (HeraldEditSession *self)
{
  return self->author;
}

/* A version is being made: none is due for a while. */
void
herald_edit_session_stop_idle (HeraldEditSession *self)
{
  g_clear_handle_id (&self->idle_source, g_source_remove);
}
