/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-library-private.h"

#include "herald-choices.h"
#include "herald-i18n.h"
#include "herald-joining.h"
#include "herald-versions.h"

/* The writing half of herald-dispute.h. */

/* What a write needs in the writer's thread: with copies of its own, so that the caller may go on. */
typedef struct
{
  HeraldClock       *clock;
  char              *id;
  char             **heads;    /* of a dispute */
  gboolean           is_newer; /* a newer Herald wrote one of them */
  gint64             revision;
  HeraldWorkingCopy *from;
  HeraldDocument    *document;
  HeraldAuthor      *author;   /* NULL: nobody */
  char              *message;

  HeraldVersion     *version;  /* the results */
  char             **left;
  HeraldWorkingCopy *copy;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->clock);
  g_free (request->id);
  g_strfreev (request->heads);
  g_clear_pointer (&request->from, herald_working_copy_free);
  g_clear_pointer (&request->document, herald_document_unref);
  g_clear_pointer (&request->author, herald_author_free);
  g_free (request->message);
  g_clear_pointer (&request->version, herald_version_free);
  g_strfreev (request->left);
  g_clear_pointer (&request->copy, herald_working_copy_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (HeraldLibrary      *library,
             const char         *id,
             HeraldDocument     *document,
             const HeraldAuthor *author,
             const char         *message)
{
  Request *request = g_new0 (Request, 1);

  request->clock = g_object_ref (herald_library_get_clock (library));
  request->id = g_strdup (id);
  request->document = document != NULL ? herald_document_ref (document) : NULL;
  request->author = author != NULL ? herald_author_copy (author) : NULL;
  request->message = g_strdup (message);

  return request;
}

static Request *
request_new_resolve (HeraldLibrary       *library,
                     const HeraldDispute *dispute,
                     HeraldDocument      *document,
                     const HeraldAuthor  *author,
                     const char          *message)
{
  Request *request = request_new (library, dispute->id, document, author, message);

  request->heads = g_strdupv (dispute->heads);
  request->is_newer = dispute->state == HERALD_DISPUTE_NEWER;
  request->revision = dispute->revision;

  return request;
}

static Request *
request_new_merge (HeraldLibrary           *library,
                   const HeraldWorkingCopy *from,
                   HeraldDocument          *mine,
                   const HeraldAuthor      *author)
{
  Request *request = request_new (library, herald_document_get_id (mine), mine, author, NULL);

  request->from = herald_working_copy_copy (from);

  return request;
}

/* time is the caller's to free. */
static HeraldSaving
get_saving (const Request *request,
            gboolean       automatic,
            char         **time)
{
  HeraldSaving saving = { 0 };

  *time = herald_clock_format_now (request->clock);
  saving.id = request->id;
  saving.author = request->author;
  saving.time = *time;
  saving.now = MAX (herald_clock_get_real (request->clock), 1);
  saving.message = request->message;
  saving.automatic = automatic;

  return saving;
}

static gboolean
is_same_set (char **a,
             char **b)
{
  if (g_strv_length (a) != g_strv_length (b))
    return FALSE;
  for (gsize i = 0; a[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char * const *) b, a[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_document (const Request       *request,
                const HeraldStored  *stored,
                GError             **error)
{
  if (request->is_newer || herald_document_is_newer (request->document))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NEWER, _("It was written by a newer Herald and can only be read here."));
      return FALSE;
    }
  if (herald_document_get_kind (request->document) == stored->type && g_str_equal (herald_document_get_id (request->document), request->id))
    return TRUE;
  g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS, _("Something of another kind has the same id."));

  return FALSE;
}

/* Whether everything is still what the person saw when deciding. */
static gboolean
check_resolve (HeraldDatabase      *database,
               const Request       *request,
               const HeraldStored  *stored,
               GError             **error)
{
  g_auto(GStrv) heads = NULL;

  if (!check_document (request, stored, error))
    return FALSE;
  heads = herald_versions_get_heads (database, stored->row, error);
  if (heads == NULL)
    return FALSE;
  if (stored->revision == request->revision && !stored->dirty && is_same_set (heads, request->heads))
    return TRUE;
  g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED, _("It was changed elsewhere in the meantime."));

  return FALSE;
}

static gboolean
resolve (HeraldDatabase  *database,
         gpointer         data,
         GError         **error)
{
  Request *request = data;
  g_autofree char *time = NULL;
  HeraldSaving saving = get_saving (request, FALSE, &time);
  g_auto(HeraldStored) stored = { 0 };
  gint64 row;

  if (!herald_copies_find (database, request->id, &stored, error) || !check_resolve (database, request, &stored, error))
    return FALSE;
  request->version = herald_joining_add (database, &saving, (const char * const *) request->heads, request->document, &row, error);

  return request->version != NULL && herald_choices_forget (database, request->id, error) &&
         herald_copies_write (database, &stored, request->document, row, stored.revision + 1, FALSE, saving.now, error);
}

static gboolean
join (HeraldDatabase  *database,
      gpointer         data,
      GError         **error)
{
  Request *request = data;
  g_autofree char *time = NULL;
  HeraldSaving saving = get_saving (request, TRUE, &time);
  g_auto(HeraldStored) stored = { 0 };

  if (!herald_joining_catch_up (database, &saving, error) || !herald_copies_find (database, request->id, &stored, error))
    return FALSE;
  request->left = herald_versions_get_heads (database, stored.row, error);

  return request->left != NULL;
}

/* The newest version that says what from says; NULL without error: none does. */
static char *
find_start (HeraldDatabase           *database,
            const HeraldStored       *stored,
            const HeraldWorkingCopy  *from,
            GError                  **error)
{
  g_autoptr(HeraldStatement) statement = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT v.hash FROM versions v JOIN bodies b ON b.row = v.body WHERE v.document = ? AND b.hash = ?"
                                     " ORDER BY v.row DESC LIMIT 1", "ih", stored->row, herald_document_get_hash (from->document));
  if (statement == NULL || !herald_database_next (database, statement, error))
    return NULL;

  return herald_statement_get_hash (statement, 0);
}

/* The version that both began with, so that a merge tells what each of them changed: made now, where only the working
 * copy had that text. */
static gboolean
keep_start (HeraldDatabase      *database,
            const Request       *request,
            const HeraldSaving  *saving,
            const HeraldStored  *stored,
            char               **start,
            GError             **error)
{
  const HeraldWorkingCopy *from = request->from;
  const char *parents[] = { from->base, NULL };
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GError) problem = NULL;
  gint64 row;

  *start = find_start (database, stored, from, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (*start != NULL)
    return TRUE;
  if (g_strcmp0 (from->base, stored->base) != 0) /* the stored text went another way since */
    {
      *start = g_strdup (from->base);
      return TRUE;
    }
  version = herald_joining_add (database, saving, parents, from->document, &row, error);
  *start = version != NULL ? g_strdup (version->hash) : NULL;

  return version != NULL && herald_copies_set_base (database, stored->row, row, TRUE, error);
}

/* Both texts could not be joined: each becomes a version of its own, and a person decides later. Mine stays the working
 * copy, as somebody may be writing on. */
static gboolean
keep_both (HeraldDatabase  *database,
           const Request   *request,
           GError         **error)
{
  g_autofree char *time = NULL;
  HeraldSaving saving = get_saving (request, TRUE, &time);
  g_autoptr(HeraldVersion) theirs = NULL;
  g_autoptr(HeraldVersion) mine = NULL;
  g_autofree char *start = NULL;
  g_auto(HeraldStored) stored = { 0 };
  const char *parents[2] = { NULL, NULL };
  gint64 row;

  if (!herald_copies_find (database, request->id, &stored, error) ||
      !keep_start (database, request, &saving, &stored, &start, error))
    return FALSE;
  theirs = herald_saving_save (database, &saving, error);
  if (theirs == NULL)
    return FALSE;
  parents[0] = start;
  mine = herald_joining_add (database, &saving, parents, request->document, &row, error);

  return mine != NULL &&
         herald_copies_write (database, &stored, request->document, row, stored.revision + 1, FALSE, saving.now, error) &&
         herald_joining_join (database, request->id, NULL, error);
}

/* What the working copy is to be; NULL: it cannot be said without a person. */
static HeraldDocument *
join_texts (const Request            *request,
            const HeraldWorkingCopy  *now)
{
  g_autoptr(HeraldMerge) merge = NULL;

  if (now->revision == request->from->revision)
    return herald_document_ref (request->document);
  merge = herald_merge_documents (request->from->document, request->document, now->document, NULL);

  return merge != NULL && herald_merge_is_clean (merge) ? herald_document_ref (merge->document) : NULL;
}

static gboolean
merge (HeraldDatabase  *database,
       gpointer         data,
       GError         **error)
{
  Request *request = data;
  gint64 now = MAX (herald_clock_get_real (request->clock), 1);
  g_autoptr(HeraldWorkingCopy) stored = herald_copies_get (database, request->id, error);
  g_autoptr(HeraldDocument) text = NULL;
  gint64 revision;

  if (stored == NULL)
    return FALSE;
  text = join_texts (request, stored);
  if (text != NULL ? !herald_copies_put (database, text, stored->revision, now, &revision, error) : !keep_both (database, request, error))
    return FALSE;
  request->copy = herald_copies_get (database, request->id, error);

  return request->copy != NULL;
}

/**
 * herald_library_resolve_dispute:
 * @self: a library
 * @dispute: what the person saw when deciding; herald_library_load_dispute()
 * @document: what is to stand
 * @author: who decided
 * @message: (nullable): what for
 * @error: return location for an error: CHANGED when a head, the working copy or its saved state is another one by now,
 *   NOT_FOUND, NEWER, EXISTS, BUSY, FULL, READ_ONLY
 *
 * Makes one version with all heads as parents and sets the working copy to it. All or nothing.
 *
 * Returns: (transfer full) (nullable): the version
 */
HeraldVersion *
herald_library_resolve_dispute (HeraldLibrary       *self,
                                const HeraldDispute *dispute,
                                HeraldDocument      *document,
                                const HeraldAuthor  *author,
                                const char          *message,
                                GError             **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (dispute != NULL && document != NULL, NULL);
  g_return_val_if_fail (author != NULL, NULL);

  request = request_new_resolve (self, dispute, document, author, message);
  if (!herald_library_write (self, HERALD_WRITE_NORMAL, resolve, request, error))
    return NULL;

  return g_steal_pointer (&request->version);
}

/**
 * herald_library_resolve_dispute_async:
 * @self: a library
 * @dispute: what the person saw when deciding
 * @document: what is to stand
 * @author: who decided
 * @message: (nullable): what for
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_resolve_dispute().
 */
void
herald_library_resolve_dispute_async (HeraldLibrary       *self,
                                      const HeraldDispute *dispute,
                                      HeraldDocument      *document,
                                      const HeraldAuthor  *author,
                                      const char          *message,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (dispute != NULL && document != NULL);
  g_return_if_fail (author != NULL);

  herald_library_write_async (self, HERALD_WRITE_NORMAL, resolve, request_new_resolve (self, dispute, document, author, message), request_free,
                              herald_library_resolve_dispute_async, cancellable, callback, user_data);
}

/**
 * herald_library_resolve_dispute_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the version
 */
HeraldVersion *
herald_library_resolve_dispute_finish (HeraldLibrary  *self,
                                       GAsyncResult   *result,
                                       GError        **error)
{
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  request = herald_library_write_finish (result, error);

  return request != NULL ? g_steal_pointer (&request->version) : NULL;
}

/**
 * herald_library_join_heads:
 * @self: a library
 * @id: a document's id
 * @author: (nullable): whose the unsaved words are; %NULL: they stay as they are
 * @error: return location for an error: NOT_FOUND, BUSY, FULL, READ_ONLY
 *
 * Makes an automatic version of what is unsaved, where versions arrived beside it, and joins heads that merge cleanly.
 *
 * Returns: (transfer full) (nullable): the heads that are left
 */
char **
herald_library_join_heads (HeraldLibrary       *self,
                           const char          *id,
                           const HeraldAuthor  *author,
                           GError             **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  request = request_new (self, id, NULL, author, NULL);
  if (!herald_library_write (self, HERALD_WRITE_BULK, join, request, error))
    return NULL;

  return g_steal_pointer (&request->left);
}

/**
 * herald_library_join_heads_async:
 * @self: a library
 * @id: a document's id
 * @author: (nullable): whose the unsaved words are
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_join_heads().
 */
void
herald_library_join_heads_async (HeraldLibrary       *self,
                                 const char          *id,
                                 const HeraldAuthor  *author,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (id != NULL);

  herald_library_write_async (self, HERALD_WRITE_NORMAL, join, request_new (self, id, NULL, author, NULL), request_free,
                              herald_library_join_heads_async, cancellable, callback, user_data);
}

/**
 * herald_library_join_heads_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the heads that are left
 */
char **
herald_library_join_heads_finish (HeraldLibrary  *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  request = herald_library_write_finish (result, error);

  return request != NULL ? g_steal_pointer (&request->left) : NULL;
}

/**
 * herald_library_merge_working_copy:
 * @self: a library
 * @from: the working copy as it was when @mine was begun
 * @mine: the new text
 * @author: who wrote it
 * @error: return location for an error: NOT_FOUND, NEWER, BUSY, FULL, READ_ONLY
 *
 * A put that cannot miss. If another text is stored by now, what was written there and here since @from is joined word by
 * word. Where only a person could, each text becomes a version of its own, so that a dispute is open; @mine stays the
 * working copy. All or nothing.
 *
 * Returns: (transfer full) (nullable): the working copy as it is now
 */
HeraldWorkingCopy *
herald_library_merge_working_copy (HeraldLibrary            *self,
                                   const HeraldWorkingCopy  *from,
                                   HeraldDocument           *mine,
                                   const HeraldAuthor       *author,
                                   GError                  **error)
{
  g_autoptr(Request) request = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (from != NULL && from->document != NULL && mine != NULL, NULL);
  g_return_val_if_fail (author != NULL, NULL);

  request = request_new_merge (self, from, mine, author);
  if (!herald_library_write (self, HERALD_WRITE_AUTOSAVE, merge, request, error))
    return NULL;

  return g_steal_pointer (&request->copy);
}

/**
 * herald_library_merge_working_copy_async:
 * @self: a library
 * @from: the working copy as it was when @mine was begun
 * @mine: the new text
 * @author: who wrote it
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on disk, or failed
 * @user_data: for @callback
 *
 * See herald_library_merge_working_copy().
 */
void
herald_library_merge_working_copy_async (HeraldLibrary            *self,
                                         const HeraldWorkingCopy  *from,
                                         HeraldDocument           *mine,
                                         const HeraldAuthor       *author,
                                         GCancellable             *cancellable,
                                         GAsyncReadyCallback       callback,
                                         gpointer                  user_data)
{
  g_return_if_fail (HERALD_IS_LIBRARY (self));
  g_return_if_fail (from != NULL && from->document != NULL && mine != NULL);
  g_return_if_fail (author != NULL);

  herald_library_write_async (self, HERALD_WRITE_AUTOSAVE, merge, request_new_merge (self, from, mine, author), request_free,
                              herald_library_merge_working_copy_async, cancellable, callback, user_data);
}

/**
 * herald_library_merge_working_copy_finish:
 * @self: a library
 * @result: the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the working copy as it is now
 */
HeraldWorkingCopy *
herald_library_merge_working_copy_finish (HeraldLibrary  *self,
                                          GAsyncResult   *result,
                                          GError        **error)
{
  Request *request;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  request = herald_library_write_finish (result, error);

  return request != NULL ? g_steal_pointer (&request->copy) : NULL;
}
