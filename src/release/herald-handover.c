/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-handover.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "herald-check.h"
#include "herald-i18n.h"

/* The documents that go in, each once, in the order in which they were named. */
typedef struct
{
  HeraldLibrary        *library;
  const HeraldHandover *job;
  GPtrArray            *ids;
  GHashTable           *known;
} Collecting;

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED, _("The bundle could not be written to “%s”: %s"),
               name, g_strerror (code));
  return FALSE;
}

static gboolean
pass_gate (Collecting          *self,
           HeraldAnnouncement  *announcement,
           GError             **error)
{
  g_auto (GStrv) heads = herald_library_get_heads (self->library, announcement->id, error);
  g_autoptr (GPtrArray) findings = herald_check (announcement);
  g_autoptr (HeraldGateVerdict) verdict = NULL;
  g_autofree char *reasons = NULL;
  HeraldGateCase gate_case = {
    .announcement = announcement,
    .findings = findings,
    .n_heads = heads != NULL ? g_strv_length (heads) : 0,
    .purpose = self->job->purpose,
    .now_us = herald_clock_get_real (herald_library_get_clock (self->library)),
  };

  if (heads == NULL)
    return FALSE;
  verdict = herald_gate_check (&gate_case);
  if (verdict->answer != HERALD_GATE_REFUSED)
    return TRUE;
  reasons = herald_gate_verdict_to_text (verdict);
  return refuse (error, reasons);
}

/* What is unsaved becomes an automatic version first; what is saved needs no transaction. */
static HeraldDocument *
save (Collecting  *self,
      const char  *id,
      GError     **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (self->library, id, error);
  g_autoptr (HeraldVersion) version = NULL;

  if (copy == NULL)
    return NULL;
  if (!copy->dirty && copy->base != NULL)
    return herald_document_ref (copy->document);
  version = herald_library_save_version (self->library, id, self->job->author, NULL, TRUE, error);
  return version != NULL ? herald_library_get_body (self->library, version->body, error) : NULL;
}

/* A company or a person that an announcement names, if it is here. */
static gboolean
add_named (Collecting  *self,
           const char  *id,
           GError     **error)
{
  g_autoptr (HeraldDocument) body = NULL;
  g_autoptr (GError) problem = NULL;

  if (id == NULL || id[0] == '\0' || g_hash_table_contains (self->known, id))
    return TRUE;
  body = save (self, id, &problem);
  if (g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    return TRUE;
  if (body == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_hash_table_add (self->known, g_strdup (id));
  g_ptr_array_add (self->ids, g_strdup (id));
  return TRUE;
}

static gboolean
add_all_named (Collecting                *self,
               const HeraldAnnouncement  *announcement,
               GError                   **error)
{
  for (guint i = 0; i < announcement->parties->len; i++)
    if (!add_named (self, ((HeraldParty *) g_ptr_array_index (announcement->parties, i))->organisation, error))
      return FALSE;
  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->speaker != NULL && !add_named (self, block->speaker->person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_announcement (Collecting  *self,
                  const char  *id,
                  GError     **error)
{
  g_autoptr (HeraldDocument) document = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  if (g_hash_table_contains (self->known, id))
    return TRUE;
  document = save (self, id, error);
  if (document == NULL)
    return FALSE;
  if (herald_document_is_newer (document))
    return refuse (error, _("The announcement was made by a newer Herald, which knows more about it than this one."));
  announcement = herald_announcement_from_document (document, error);
  if (announcement == NULL || !pass_gate (self, announcement, error))
    return FALSE;
  g_hash_table_add (self->known, g_strdup (id));
  g_ptr_array_add (self->ids, g_strdup (id));
  return add_all_named (self, announcement, error);
}

static gboolean
add_everything (Collecting         *self,
                HeraldDocumentType  type,
                gboolean            trash,
                GCancellable       *cancellable,
                GError            **error)
{
  HeraldListQuery query = { .type = type, .trash = trash };
  g_autoptr (GPtrArray) rows = herald_library_list (self->library, &query, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const char *id = ((HeraldListRow *) g_ptr_array_index (rows, i))->summary->id;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (type == HERALD_DOCUMENT_ANNOUNCEMENT ? !add_announcement (self, id, error) : !add_named (self, id, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
collect (Collecting    *self,
         GCancellable  *cancellable,
         GError       **error)
{
  static const HeraldDocumentType types[] = { HERALD_DOCUMENT_ANNOUNCEMENT, HERALD_DOCUMENT_ORGANISATION, HERALD_DOCUMENT_PERSON };

  for (gsize i = 0; self->job->ids != NULL && self->job->ids[i] != NULL; i++)
    if (!add_announcement (self, self->job->ids[i], error))
      return FALSE;
  for (guint i = 0; self->job->ids == NULL && i < G_N_ELEMENTS (types); i++)
    if (!add_everything (self, types[i], FALSE, cancellable, error) || !add_everything (self, types[i], TRUE, cancellable, error))
      return FALSE;
  g_ptr_array_add (self->ids, NULL);
  return TRUE;
}

/* Another file there is not ours to replace. */
static gboolean
check_file (const char  *file,
            GError     **error)
{
  g_autofree char *name = g_filename_display_name (file);

  if (g_str_has_suffix (file, HERALD_BUNDLE_SUFFIX) && !g_file_test (file, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FOLDER,
               /* Translators: a path, and how the names of bundles end */
               _("A bundle cannot be written to “%s”: name a file whose name ends with “%s”."), name, HERALD_BUNDLE_SUFFIX);
  return FALSE;
}

/* The file as it should be, durable, before it takes its place. */
static gboolean
write_file (Collecting            *self,
            int                    fd,
            const char            *path,
            HeraldBundleProgress   progress,
            gpointer               user_data,
            GCancellable          *cancellable,
            GError               **error)
{
  g_autoptr (GOutputStream) file = g_unix_output_stream_new (fd, FALSE);
  g_autoptr (GOutputStream) out = g_buffered_output_stream_new_sized (file, 1 << 20);

  if (!herald_bundle_write (self->library, (const char * const *) self->ids->pdata, out, progress, user_data, cancellable, error) ||
      !g_output_stream_close (out, NULL, error))
    return FALSE;
  return fsync (fd) == 0 || fail (path, errno, error);
}

/**
 * herald_handover_to_file:
 * @library: the library
 * @job: what goes where
 * @progress: (nullable): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): to stop; the file is then as it was
 * @error: return location; %HERALD_RELEASE_ERROR_REFUSED with the gate's reasons, %HERALD_RELEASE_ERROR_FOLDER, or what
 *   the store says
 *
 * Makes a bundle, which is readable to its owner alone. Blocks.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_handover_to_file (HeraldLibrary         *library,
                         const HeraldHandover  *job,
                         HeraldBundleProgress   progress,
                         gpointer               user_data,
                         GCancellable          *cancellable,
                         GError               **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Collecting collecting = { library, job, ids, known };
  g_autofree char *path = NULL;
  int fd = -1;
  gboolean done = FALSE;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (job != NULL && job->file != NULL && job->author != NULL, FALSE);

  if (job->purpose != HERALD_PURPOSE_REVIEW)
    return refuse (error, _("A bundle holds notes, comments and all versions: it is for colleagues, and never a briefing or a release."));
  if (!check_file (job->file, error) || !collect (&collecting, cancellable, error))
    return FALSE;
  path = g_strconcat (job->file, ".XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (job->file, errno, error);
  done = write_file (&collecting, fd, path, progress, user_data, cancellable, error);
  close (fd);
  if (done && g_rename (path, job->file) != 0)
    done = fail (job->file, errno, error);
  if (!done)
    g_unlink (path);
  return done;
}

typedef struct
{
  HeraldHandover       job;
  HeraldProgressRelay *relay;
} Order;

static void
order_free (Order *order)
{
  g_strfreev ((char **) order->job.ids);
  g_free ((char *) order->job.file);
  herald_author_free ((HeraldAuthor *) order->job.author);
  g_free (order);
}

static void
relay_progress (guint    done,
                guint    all,
                gpointer user_data)
{
  herald_progress_relay_tell (done, all, NULL, user_data);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Order *order = task_data;
  GError *error = NULL;
  gboolean done = herald_handover_to_file (source, &order->job, relay_progress, order->relay, cancellable, &error);

  herald_progress_relay_stop (order->relay);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
herald_handover_to_file_async (HeraldLibrary         *library,
                               const HeraldHandover  *job,
                               HeraldProgress         progress,
                               gpointer               progress_data,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  Order *order = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (job != NULL && job->file != NULL && job->author != NULL);

  order = g_new0 (Order, 1);
  order->job.ids = (const char * const *) g_strdupv ((char **) job->ids);
  order->job.file = g_strdup (job->file);
  order->job.purpose = job->purpose;
  order->job.author = herald_author_copy (job->author);
  order->relay = herald_progress_relay_new (progress, progress_data);
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_handover_to_file_async);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
herald_handover_to_file_finish (HeraldLibrary  *library,
                                GAsyncResult   *result,
                                GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
