/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

#include "herald-copies.h"
#include "herald-joining.h"
#include "herald-saving.h"

/* What a person's write needs in the writer's thread: with copies of its own, so that the caller may go on. */
typedef struct
{
  HeraldClock    *clock;
  char           *id;
  HeraldDocument *document;
  gint64          expected_revision;
  HeraldAuthor   *author;
  char           *message;
  gboolean        automatic;
  char           *hash;

  gint64          revision; /* the results */
  HeraldVersion  *version;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->clock);
  g_free (request->id);
  g_clear_pointer (&request->document, herald_document_unref);
  g_clear_pointer (&request->author, herald_author_free);
  g_free (request->message);
  g_free (request->hash);
  g_clear_pointer (&request->version, herald_version_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (HeraldLibrary *library)
{
  Request *request = g_new0 (Request, 1);

  request->clock = g_object_ref (herald_library_get_clock (library));

  return request;
}

static Request *
request_new_put (HeraldLibrary  *library,
                 HeraldDocument *document,
                 gint64          expected_revision)
{
  Request *request = request_new (library);

  request->document = herald_document_ref (document);
  request->expected_revision = expected_revision;

  return request;
}

static Request *
request_new_save (HeraldLibrary      *library,
                  const char         *id,
                  const HeraldAuthor *author,
                  const char         *message,
                  gboolean            automatic)
{
  Request *request = request_new (library);

  request->id = g_strdup (id);
  request->author = herald_author_copy (author);
  request->message = g_strdup (message);
  request->automatic = automatic;

  return request;
}

static Request *
request_new_restore (HeraldLibrary      *library,
                     const char         *id,
                     const char         *hash,
                     const HeraldAuthor *author,
                     const char         *message)
{
  Request *request = request_new_save (library, id, author, message, FALSE);

  request->hash = g_strdup (hash);

  return request;
}

static gboolean
put (HeraldDatabase  *database,
     gpointer         data,
     GError         **error)
{
  Request *request = data;
  gint64 now = MAX (herald_clock_get_real (request->clock), 1);

  return herald_copies_put (database, request->document, request->expected_revision, now, &request->revision, error);
}

static gboolean
save_or_restore (HeraldDatabase  *database,
                 gpointer         data,
                 GError         **error)
{
  Request *request = data;
  g_autofree char *time = herald_clock_format_now (request->clock);
  HeraldSaving saving = { request->id, request->author, time, MAX (herald_clock_get_real (request->clock), 1), request->message, request->automatic };

  if (request->hash != NULL)
    request->version = herald_joining_restore (database, &saving, request->hash, error);
  else
    request->version = herald_joining_save (database, &saving, error);

  return request->version != NULL;
}

/**
 * herald_library_put_working_copy:
 * @self: a library
 * @document: the new text
 * @expected_revision: the revision that it was made from; 0: nothing is stored
 * @error: return location for an error: CHANGED, NEWER, EXISTS, BUSY, FULL, READ_ONLY
 *
 * Compare-and-swap of a working copy. A text that is the same as the stored one is not written again.
 *
 * Returns: the new revision, 0 on error; on disk when it returns
 */
gint64
herald_library_put_working_copy (HeraldLibrary   *self,
                                 HeraldDocument  *document,
                                 gint64           expected_revision,
                                 GError         **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), 0);
  g_return_val_if_fail (document != NULL, 0);

  request = request_new_put (self, document, expected_revision);
  if (!herald_library_write (self, HERALD_WRITE_AUTOSAVE, put, request, error))
    return 0;

  return request->revision;
}

/**
 * herald_library_put_working_copy_async:
 * @self: a library
 * @document: the new text
 * @expected_revision: the revision that it was made from
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_put_working_copy().
 */
void
herald_library_put_working_copy_async (HeraldLibrary       *self,
                                       HeraldDocument      *document,
                                       gint64               expected_revision,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (document != NULL);

  herald_library_write_async (self, HERALD_WRITE_AUTOSAVE, put, request_new_put (self, document, expected_revision), request_free,
                              herald_library_put_working_copy_async, cancellable, callback, user_data);
}

/**
 * herald_library_put_working_copy_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: the new revision, 0 on error
 */
gint64
herald_library_put_working_copy_finish (HeraldLibrary  *self,
                                        GAsyncResult   *result,
                                        GError        **error)
{
  const Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  request = herald_library_write_finish (result, error);

  return request != NULL ? request->revision : 0;
}

/**
 * herald_library_save_version:
 * @self: a library
 * @id: a document's id
 * @author: who makes it
 * @message: (nullable): what for
 * @automatic: whether nobody asked for it
 * @error: return location for an error: NOT_FOUND, BUSY, FULL, READ_ONLY
 *
 * Makes a version of the working copy as it stands. The revision of the working copy stays: its text does.
 *
 * Returns: (transfer full) (nullable): the version, or, of an unchanged copy and automatic, the one that stands
 */
HeraldVersion *
herald_library_save_version (HeraldLibrary       *self,
                             const char          *id,
                             const HeraldAuthor  *author,
                             const char          *message,
                             gboolean             automatic,
                             GError             **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (author != NULL, NULL);

  request = request_new_save (self, id, author, message, automatic);
  if (!herald_library_write (self, HERALD_WRITE_NORMAL, save_or_restore, request, error))
    return NULL;

  return g_steal_pointer (&request->version);
}

/**
 * herald_library_save_version_async:
 * @self: a library
 * @id: a document's id
 * @author: who makes it
 * @message: (nullable): what for
 * @automatic: whether nobody asked for it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_save_version(). A put that was begun before is in it.
 */
void
herald_library_save_version_async (HeraldLibrary       *self,
                                   const char          *id,
                                   const HeraldAuthor  *author,
                                   const char          *message,
                                   gboolean             automatic,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (author != NULL);

  herald_library_write_async (self, HERALD_WRITE_NORMAL, save_or_restore, request_new_save (self, id, author, message, automatic), request_free,
                              herald_library_save_version_async, cancellable, callback, user_data);
}

static HeraldVersion *
finish_version (GAsyncResult   *result,
                GError        **error)
{
  Request *request = herald_library_write_finish (result, error);

  return request != NULL ? g_steal_pointer (&request->version) : NULL;
}

/**
 * herald_library_save_version_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the version
 */
HeraldVersion *
herald_library_save_version_finish (HeraldLibrary  *self,
                                    GAsyncResult   *result,
                                    GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_version (result, error);
}

/**
 * herald_library_restore_version:
 * @self: a library
 * @id: a document's id
 * @hash: the version to go back to
 * @author: who does so
 * @message: (nullable): what for
 * @error: return location for an error: NOT_FOUND, BUSY, FULL, READ_ONLY
 *
 * Sets the working copy to the body of a version and makes a version of it on top; what was unsaved becomes an
 * automatic version first. All or nothing.
 *
 * Returns: (transfer full) (nullable): the new version
 */
HeraldVersion *
herald_library_restore_version (HeraldLibrary       *self,
                                const char          *id,
                                const char          *hash,
                                const HeraldAuthor  *author,
                                const char          *message,
                                GError             **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (hash != NULL, NULL);
  g_return_val_if_fail (author != NULL, NULL);

  request = request_new_restore (self, id, hash, author, message);
  if (!herald_library_write (self, HERALD_WRITE_NORMAL, save_or_restore, request, error))
    return NULL;

  return g_steal_pointer (&request->version);
}

/**
 * herald_library_restore_version_async:
 * @self: a library
 * @id: a document's id
 * @hash: the version to go back to
 * @author: who does so
 * @message: (nullable): what for
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_restore_version().
 */
void
herald_library_restore_version_async (HeraldLibrary       *self,
                                      const char          *id,
                                      const char          *hash,
                                      const HeraldAuthor  *author,
                                      const char          *message,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (hash != NULL);
  g_return_if_fail (author != NULL);

  herald_library_write_async (self, HERALD_WRITE_NORMAL, save_or_restore, request_new_restore (self, id, hash, author, message), request_free,
                              herald_library_restore_version_async, cancellable, callback, user_data);
}

/**
 * herald_library_restore_version_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the new version
 */
HeraldVersion *
herald_library_restore_version_finish (HeraldLibrary  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return finish_version (result, error);
}
