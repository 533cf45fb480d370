/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-edit-session.h"

#include "herald-edit-session-private.h"

enum
{
  SIGNAL_EDITED,
  SIGNAL_REPLACED,
  SIGNAL_NOTICE,
  SIGNAL_DISPUTE_CHANGED,
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

void
herald_edit_session_set_state (HeraldEditSession *self,
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

void
herald_edit_session_notice (HeraldEditSession *self,
                            const char        *message)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, message);
}

void
herald_edit_session_dispute_changed (HeraldEditSession *self)
{
  g_signal_emit (self, signals[SIGNAL_DISPUTE_CHANGED], 0);
}

void
herald_edit_session_after_edit (HeraldEditSession *self)
{
  self->edits++;
  if (!self->saving && self->state != HERALD_SAVE_FAILED)
    herald_edit_session_set_state (self, HERALD_SAVE_PENDING, NULL);
  herald_edit_session_save_later (self);
  herald_edit_session_restart_idle (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* announcement: (transfer full): to be shown instead of what was there. */
void
herald_edit_session_replace (HeraldEditSession  *self,
                             HeraldAnnouncement *announcement)
{
  if (announcement != self->announcement)
    {
      g_clear_pointer (&self->announcement, herald_announcement_free);
      self->announcement = announcement;
    }
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* announcement: (transfer full): stands instead of what was there, by a deed of the person here. */
void
herald_edit_session_rewrite (HeraldEditSession  *self,
                             HeraldAnnouncement *announcement)
{
  herald_edit_history_replace (self->history, self->announcement, announcement);
  herald_edit_session_replace (self, announcement);
  herald_edit_session_after_edit (self);
}

static void
on_library_changed (HeraldEditSession *self,
                    const char        *id)
{
  if (id != NULL && !g_str_equal (id, self->announcement->id))
    return;
  herald_edit_session_read_stored (self);
  herald_edit_session_look_for_dispute (self);
}

static void
herald_edit_session_dispose (GObject *object)
{
  HeraldEditSession *self = HERALD_EDIT_SESSION (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  herald_edit_session_stop_idle (self);
  herald_edit_session_stop_arrivals (self);
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
  g_clear_pointer (&self->stored, herald_document_unref);
  g_clear_pointer (&self->mine, herald_document_unref);
  g_clear_pointer (&self->dispute, herald_dispute_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->mine_base, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->composing, g_free);

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
  signals[SIGNAL_DISPUTE_CHANGED] = g_signal_new ("dispute-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  herald_edit_session_set_stored (self, copy->document, copy->document, copy->revision, copy->base);
  self->read_only = herald_document_is_newer (copy->document);
  herald_edit_session_look_for_dispute (self);
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
  herald_edit_session_after_edit (self);
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

static void
note_edit (HeraldEditSession *self,
           const char        *group)
{
  self->edited_us = g_get_monotonic_time ();
  if (g_strcmp0 (self->group, group) == 0)
    return;
  g_free (self->group);
  self->group = g_strdup (group);
}

/**
 * herald_edit_session_begin:
 * @self: a session that is not read-only
 * @group: (nullable): edits of the same group without a pause are undone together
 *
 * Every edit goes between this and herald_edit_session_end(); the body is edited by herald_edit_session_edit_body()
 * alone, there or by itself.
 *
 * Returns: (transfer none): the announcement, to be changed but for its body
 */
HeraldAnnouncement *
herald_edit_session_begin (HeraldEditSession *self,
                           const char        *group)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), NULL);

  note_edit (self, group);
  herald_edit_history_begin (self->history, self->announcement, group, self->edited_us);
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

  herald_edit_history_end (self->history);
  herald_edit_session_after_edit (self);
}

/**
 * herald_edit_session_edit_body:
 * @self: a session that is not read-only
 * @edit: (transfer full): an edit of the body as it stands
 * @group: (nullable): edits of the same group without a pause are undone together; behind its last colon, the id of the
 *   block where somebody writes
 *
 * It counts as unsaved from now.
 */
void
herald_edit_session_edit_body (HeraldEditSession *self,
                               HeraldFlowEdit    *edit,
                               const char        *group)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));
  g_return_if_fail (edit != NULL);

  note_edit (self, group);
  herald_flow_edit_apply (edit, self->announcement->body);
  herald_edit_history_splice (self->history, edit, group, self->edited_us);
  herald_edit_session_after_edit (self);
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

/**
 * herald_edit_session_get_stepping:
 * @self: a session
 *
 * Returns: while "replaced" is told, whether it is because of undo or redo, so that the cursor goes there
 */
gboolean
herald_edit_session_get_stepping (HeraldEditSession *self)
{
  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (self), FALSE);

  return self->stepping;
}

void
herald_edit_session_undo (HeraldEditSession *self)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  if (!herald_edit_history_can_undo (self->history) || self->read_only)
    return;
  self->announcement = herald_edit_history_undo (self->history, self->announcement);
  self->stepping = TRUE;
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
  self->stepping = FALSE;
  herald_edit_session_after_edit (self);
}

void
herald_edit_session_redo (HeraldEditSession *self)
{
  g_return_if_fail (HERALD_IS_EDIT_SESSION (self));

  if (!herald_edit_history_can_redo (self->history) || self->read_only)
    return;
  self->announcement = herald_edit_history_redo (self->history, self->announcement);
  self->stepping = TRUE;
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
  self->stepping = FALSE;
  herald_edit_session_after_edit (self);
}
