/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history.h"

#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-history-rows.h"
#include "herald-i18n.h"
#include "herald-library-private.h"
#include "herald-restore.h"
#include "herald-saving.h"
#include "herald-versions.h"

/**
 * herald_version_event_new:
 * @kind: what happened
 * @purpose: what for
 * @recipient: (nullable): for whom
 * @target: (nullable): where to
 * @by: (nullable): who did it
 * @formats: (nullable): names of formats
 *
 * Returns: (transfer full): an event without a time: it is noted as of now
 */
HeraldVersionEvent *
herald_version_event_new (HeraldEventKind      kind,
                          HeraldPurpose        purpose,
                          const char          *recipient,
                          const char          *target,
                          const char          *by,
                          const char * const  *formats)
{
  HeraldVersionEvent *event = g_new0 (HeraldVersionEvent, 1);

  event->kind = kind;
  event->purpose = purpose;
  event->recipient = g_strdup (recipient);
  event->target = g_strdup (target);
  event->by = g_strdup (by);
  event->formats = formats ? g_strdupv ((char **) formats) : g_new0 (char *, 1);

  return event;
}

typedef struct
{
  const char               *hash;
  const HeraldVersionEvent *event;
  gint64                    now;
} Noting;

static gboolean
note_event (HeraldDatabase  *database,
            gpointer         data,
            GError         **error)
{
  const Noting *noting = data;

  return herald_history_note_event (database, noting->hash, noting->event, noting->now, error);
}

/**
 * herald_library_note_event:
 * @self: a library
 * @hash: a version
 * @event: what happened to it
 * @error: return location for an error: NOT_FOUND
 *
 * Notes what a history tells of a version, on this computer alone. It goes when the document is erased.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_library_note_event (HeraldLibrary             *self,
                           const char                *hash,
                           const HeraldVersionEvent  *event,
                           GError                   **error)
{
  Noting noting = { hash, event, 0 };

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (hash != NULL, FALSE);
  g_return_val_if_fail (event != NULL && event->formats != NULL, FALSE);

  noting.now = herald_clock_get_real (herald_library_get_clock (self));

  return herald_library_write (self, HERALD_WRITE_NORMAL, note_event, &noting, error);
}

/**
 * herald_library_get_text:
 * @self: a library
 * @hash: a version
 * @error: return location for an error: NOT_FOUND (also where its text is on the server only), DAMAGED
 *
 * Returns: (transfer full) (nullable): the text of the version
 */
HeraldDocument *
herald_library_get_text (HeraldLibrary  *self,
                         const char     *hash,
                         GError        **error)
{
  g_autoptr(HeraldVersion) version = NULL;
  HeraldDocument *body = NULL;
  HeraldDatabase *database;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (hash != NULL, NULL);

  database = herald_library_begin_reading (self, error);
  if (database == NULL)
    return NULL;
  version = herald_versions_get (database, hash, error);
  if (version != NULL)
    body = herald_bodies_get (database, version->body, error);
  herald_library_end_reading (self);

  return body;
}

/* A restoring on its way to the writer's thread and back. */
typedef struct
{
  HeraldClock *clock;
  char        *id;
  char        *version;
  char        *subject;
  gint64       expected_revision;
  gint64       revision;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_object_unref (restoring->clock);
  g_free (restoring->id);
  g_free (restoring->version);
  g_free (restoring->subject);
  g_free (restoring);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

static Restoring *
restoring_new (HeraldLibrary *library,
               const char    *id,
               const char    *version,
               const char    *subject,
               gint64         expected_revision)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->clock = g_object_ref (herald_library_get_clock (library));
  restoring->id = g_strdup (id);
  restoring->version = g_strdup (version);
  restoring->subject = g_strdup (subject);
  restoring->expected_revision = expected_revision;

  return restoring;
}

/* The document asked for is the one that the version belongs to: herald_restore_subject() sees to that. */
static gboolean
restore_subject (HeraldDatabase  *database,
                 gpointer         data,
                 GError         **error)
{
  Restoring *restoring = data;
  g_autoptr(HeraldWorkingCopy) copy = herald_copies_get (database, restoring->id, error);
  g_autoptr(HeraldVersion) version = copy ? herald_versions_get (database, restoring->version, error) : NULL;
  g_autoptr(HeraldDocument) body = version ? herald_bodies_get (database, version->body, error) : NULL;
  g_autoptr(HeraldDocument) restored = body ? herald_restore_subject (copy->document, body, restoring->subject, error) : NULL;
  gint64 expected;

  if (restored == NULL)
    return FALSE;
  expected = restoring->expected_revision != 0 ? restoring->expected_revision : copy->revision;

  return herald_copies_put (database, restored, expected, MAX (herald_clock_get_real (restoring->clock), 1), &restoring->revision, error);
}

/**
 * herald_library_restore_subject:
 * @self: a library
 * @id: a document's id
 * @version: an older version of it
 * @subject: (nullable): what to take from it; %NULL: the whole text
 * @expected_revision: the working copy's revision; 0: whatever stands
 * @error: return location for an error: CHANGED, NOT_FOUND, or what herald_restore_subject() says
 *
 * An ordinary edit of the working copy: no version is made, and the next autosave may undo it.
 *
 * Returns: the new revision, which is the old one where nothing was different; 0 on error
 */
gint64
herald_library_restore_subject (HeraldLibrary  *self,
                                const char     *id,
                                const char     *version,
                                const char     *subject,
                                gint64          expected_revision,
                                GError        **error)
{
  g_autoptr(Restoring) restoring = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), 0);
  g_return_val_if_fail (id != NULL, 0);
  g_return_val_if_fail (version != NULL, 0);

  restoring = restoring_new (self, id, version, subject, expected_revision);
  if (!herald_library_write (self, HERALD_WRITE_AUTOSAVE, restore_subject, restoring, error))
    return 0;

  return restoring->revision;
}

/**
 * herald_library_restore_subject_async:
 * @self: a library
 * @id: a document's id
 * @version: an older version of it
 * @subject: (nullable): what to take from it
 * @expected_revision: the working copy's revision; 0: whatever stands
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_restore_subject().
 */
void
herald_library_restore_subject_async (HeraldLibrary       *self,
                                      const char          *id,
                                      const char          *version,
                                      const char          *subject,
                                      gint64               expected_revision,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (version != NULL);

  herald_library_write_async (self, HERALD_WRITE_AUTOSAVE, restore_subject, restoring_new (self, id, version, subject, expected_revision),
                              restoring_free, herald_library_restore_subject_async, cancellable, callback, user_data);
}

/**
 * herald_library_restore_subject_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: the new revision, 0 on error
 */
gint64
herald_library_restore_subject_finish (HeraldLibrary  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  const Restoring *restoring;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  restoring = herald_library_write_finish (result, error);

  return restoring ? restoring->revision : 0;
}

/* A naming on its way to the writer's thread and back. */
typedef struct
{
  HeraldClock   *clock;
  char          *id;
  char          *hash;
  HeraldAuthor  *author;
  char          *message;
  HeraldVersion *version;
} Naming;

static void
naming_free (gpointer data)
{
  Naming *naming = data;

  g_object_unref (naming->clock);
  g_free (naming->id);
  g_free (naming->hash);
  herald_author_free (naming->author);
  g_free (naming->message);
  g_clear_pointer (&naming->version, herald_version_free);
  g_free (naming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Naming, naming_free)

static Naming *
naming_new (HeraldLibrary      *library,
            const char         *id,
            const char         *hash,
            const HeraldAuthor *author,
            const char         *message)
{
  Naming *naming = g_new0 (Naming, 1);

  naming->clock = g_object_ref (herald_library_get_clock (library));
  naming->id = g_strdup (id);
  naming->hash = g_strdup (hash);
  naming->author = herald_author_copy (author);
  naming->message = g_strdup (message);

  return naming;
}

/* History is never rewritten, and a version with older words on top of newer ones would be a restoring. */
static gboolean
name_version (HeraldDatabase  *database,
              gpointer         data,
              GError         **error)
{
  Naming *naming = data;
  g_autofree char *time = herald_clock_format_now (naming->clock);
  HeraldSaving saving = { naming->id, naming->author, time, MAX (herald_clock_get_real (naming->clock), 1), naming->message, FALSE };
  g_auto(HeraldStored) stored = { 0 };

  if (!herald_copies_find (database, naming->id, &stored, error))
    return FALSE;
  if (g_strcmp0 (stored.base, naming->hash) != 0 || stored.dirty)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED,
                           _("Only the newest version can be given a name, and only while the draft is as it was then. "
                             "Restore the older one: the restored version gets the name."));
      return FALSE;
    }
  naming->version = herald_saving_save (database, &saving, error);

  return naming->version != NULL;
}

/**
 * herald_library_name_version:
 * @self: a library
 * @id: a document's id
 * @hash: the version that its unchanged working copy descends from
 * @author: who names it
 * @message: the name
 * @error: return location for an error: NOT_FOUND, FAILED when it is an older one
 *
 * Adds a version on top, with the same body and a message.
 *
 * Returns: (transfer full) (nullable): the new version
 */
HeraldVersion *
herald_library_name_version (HeraldLibrary       *self,
                             const char          *id,
                             const char          *hash,
                             const HeraldAuthor  *author,
                             const char          *message,
                             GError             **error)
{
  g_autoptr(Naming) naming = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL && hash != NULL, NULL);
  g_return_val_if_fail (author != NULL && message != NULL, NULL);

  naming = naming_new (self, id, hash, author, message);
  if (!herald_library_write (self, HERALD_WRITE_NORMAL, name_version, naming, error))
    return NULL;

  return g_steal_pointer (&naming->version);
}

/**
 * herald_library_name_version_async:
 * @self: a library
 * @id: a document's id
 * @hash: the version that its unchanged working copy descends from
 * @author: who names it
 * @message: the name
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_name_version().
 */
void
herald_library_name_version_async (HeraldLibrary       *self,
                                   const char          *id,
                                   const char          *hash,
                                   const HeraldAuthor  *author,
                                   const char          *message,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL && hash != NULL);
  g_return_if_fail (author != NULL && message != NULL);

  herald_library_write_async (self, HERALD_WRITE_NORMAL, name_version, naming_new (self, id, hash, author, message), naming_free,
                              herald_library_name_version_async, cancellable, callback, user_data);
}

/**
 * herald_library_name_version_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the new version
 */
HeraldVersion *
herald_library_name_version_finish (HeraldLibrary  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  Naming *naming;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  naming = herald_library_write_finish (result, error);

  return naming ? g_steal_pointer (&naming->version) : NULL;
}
