/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-bulk.h"

#include <glib/gi18n.h>

#include "herald-format.h"

/* Somebody else may write the same announcement at that moment: it is read again. */
#define MAX_TRIES 5

/**
 * herald_bulk_new:
 * @kind: what to do
 * @tag: (nullable): the tag to add or remove
 * @status: the status to set
 *
 * Returns: (transfer full): a change; fill in ids
 */
HeraldBulk *
herald_bulk_new (HeraldBulkKind  kind,
                 const char     *tag,
                 HeraldStatus    status)
{
  HeraldBulk *self = g_new0 (HeraldBulk, 1);

  self->kind = kind;
  self->tag = g_strdup (tag);
  self->status = status;
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->statuses = g_array_new (FALSE, FALSE, sizeof (HeraldStatus));
  self->done = g_ptr_array_new_with_free_func (g_free);
  self->before = g_array_new (FALSE, FALSE, sizeof (HeraldStatus));
  return self;
}

void
herald_bulk_free (HeraldBulk *self)
{
  g_free (self->tag);
  g_ptr_array_unref (self->ids);
  g_array_unref (self->statuses);
  g_ptr_array_unref (self->done);
  g_array_unref (self->before);
  g_free (self->problem);
  g_free (self);
}

/* A status that src/release wrote is its alone to change. */
static gboolean
is_open (HeraldStatus status)
{
  return status == HERALD_STATUS_NONE || status == HERALD_STATUS_DRAFT || status == HERALD_STATUS_REVIEW ||
         status == HERALD_STATUS_APPROVED;
}

static gboolean
set_trashed (HeraldAnnouncement *announcement,
             HeraldLibrary      *library,
             const HeraldAuthor *author,
             gboolean            trashed)
{
  g_autofree char *now = NULL;

  if ((announcement->trashed != NULL) == trashed)
    return FALSE;
  now = herald_clock_format_now (herald_library_get_clock (library));
  g_clear_pointer (&announcement->trashed, herald_trashed_free);
  if (trashed)
    announcement->trashed = herald_trashed_new (author->name, now);
  return TRUE;
}

/* Returns whether there is anything to write. */
static gboolean
apply (HeraldBulk          *self,
       HeraldAnnouncement  *announcement,
       HeraldLibrary       *library,
       const HeraldAuthor  *author,
       HeraldStatus         wanted,
       GError             **error)
{
  switch (self->kind)
    {
    case HERALD_BULK_TRASH:
    case HERALD_BULK_UNTRASH:
      return set_trashed (announcement, library, author, self->kind == HERALD_BULK_TRASH);
    case HERALD_BULK_ADD_TAG:
      return herald_announcement_add_tag (announcement, self->tag, error);
    case HERALD_BULK_REMOVE_TAG:
      return herald_announcement_remove_tag (announcement, self->tag);
    case HERALD_BULK_SET_STATUS:
    default:
      if (!is_open (announcement->status))
        self->n_refused++;
      if (!is_open (announcement->status) || announcement->status == wanted)
        return FALSE;
      announcement->status = wanted;
      return TRUE;
    }
}

/* What the trash is about is told in the history; the rest goes into the next version, as when somebody writes. */
static const char *
get_message (const HeraldBulk *self)
{
  switch (self->kind)
    {
    case HERALD_BULK_TRASH:
      return _("Moved to the trash");
    case HERALD_BULK_UNTRASH:
      return _("Taken out of the trash");
    default:
      return NULL;
    }
}

/* Returns FALSE with error unset when somebody wrote it in between. */
static gboolean
change_once (HeraldBulk          *self,
             HeraldLibrary       *library,
             const HeraldAuthor  *author,
             const char          *id,
             HeraldStatus         wanted,
             GError             **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_autoptr(HeraldAnnouncement) announcement = NULL;
  g_autoptr(HeraldDocument) document = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  HeraldStatus before;

  announcement = copy != NULL ? herald_announcement_from_document (copy->document, error) : NULL;
  if (announcement == NULL)
    return FALSE;
  before = announcement->status;
  if (!apply (self, announcement, library, author, wanted, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return problem == NULL && (error == NULL || *error == NULL);
    }
  document = herald_announcement_to_document (announcement);
  if (herald_library_put_working_copy (library, document, copy->revision, &problem) == 0)
    {
      if (!g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
        g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_ptr_array_add (self->done, g_strdup (id));
  g_array_append_val (self->before, before);
  version = herald_library_save_version (library, id, author, get_message (self), get_message (self) == NULL, error);
  return version != NULL;
}

static gboolean
change (HeraldBulk          *self,
        HeraldLibrary       *library,
        const HeraldAuthor  *author,
        const char          *id,
        HeraldStatus         wanted,
        GError             **error)
{
  g_autoptr(GError) problem = NULL;

  for (guint i = 0; i < MAX_TRIES; i++)
    {
      if (change_once (self, library, author, id, wanted, &problem))
        return TRUE;
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED, _("It was changed elsewhere in the meantime."));
  return FALSE;
}

/**
 * herald_bulk_run:
 * @self: a change with ids
 * @library: the library that holds them
 * @author: who changes them
 * @cancellable: (nullable): stops between two announcements
 *
 * Changes one announcement after the other; one that fails does not keep the others from being changed. Blocks.
 */
void
herald_bulk_run (HeraldBulk         *self,
                 HeraldLibrary      *library,
                 const HeraldAuthor *author,
                 GCancellable       *cancellable)
{
  for (guint i = 0; i < self->ids->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr(GError) error = NULL;
      HeraldStatus wanted = self->statuses->len > 0 ? g_array_index (self->statuses, HeraldStatus, i) : self->status;

      if (change (self, library, author, g_ptr_array_index (self->ids, i), wanted, &error))
        continue;
      self->n_failed++;
      if (self->problem == NULL)
        self->problem = g_strdup (error->message);
    }
}

static HeraldBulkKind
get_opposite (HeraldBulkKind kind)
{
  switch (kind)
    {
    case HERALD_BULK_TRASH:
      return HERALD_BULK_UNTRASH;
    case HERALD_BULK_UNTRASH:
      return HERALD_BULK_TRASH;
    case HERALD_BULK_ADD_TAG:
      return HERALD_BULK_REMOVE_TAG;
    case HERALD_BULK_REMOVE_TAG:
      return HERALD_BULK_ADD_TAG;
    case HERALD_BULK_SET_STATUS:
    default:
      return HERALD_BULK_SET_STATUS;
    }
}

/**
 * herald_bulk_new_undo:
 * @self: a change that has run
 *
 * Returns: (transfer full): the change back, of those that were changed and of no others
 */
HeraldBulk *
herald_bulk_new_undo (const HeraldBulk *self)
{
  HeraldBulk *undo = herald_bulk_new (get_opposite (self->kind), self->tag, self->status);

  for (guint i = 0; i < self->done->len; i++)
    g_ptr_array_add (undo->ids, g_strdup (g_ptr_array_index (self->done, i)));
  g_array_append_vals (undo->statuses, self->before->data, self->before->len);
  return undo;
}

static char *
describe_done (const HeraldBulk *self)
{
  guint n = self->done->len;

  switch (self->kind)
    {
    case HERALD_BULK_TRASH:
      return g_strdup_printf (ngettext ("%u announcement moved to the trash", "%u announcements moved to the trash", n), n);
    case HERALD_BULK_UNTRASH:
      return g_strdup_printf (ngettext ("%u announcement taken out of the trash", "%u announcements taken out of the trash", n), n);
    case HERALD_BULK_ADD_TAG:
      return g_strdup_printf (ngettext ("%u announcement tagged “%s”", "%u announcements tagged “%s”", n), n, self->tag);
    case HERALD_BULK_REMOVE_TAG:
      return g_strdup_printf (ngettext ("Tag “%2$s” removed from %1$u announcement", "Tag “%2$s” removed from %1$u announcements", n),
                              n, self->tag);
    case HERALD_BULK_SET_STATUS:
    default:
      if (self->statuses->len > 0)
        return g_strdup_printf (ngettext ("%u announcement has its status back", "%u announcements have their status back", n), n);
      return g_strdup_printf (ngettext ("%u announcement set to “%s”", "%u announcements set to “%s”", n), n,
                              herald_format_status (self->status));
    }
}

char *
herald_bulk_describe (const HeraldBulk *self)
{
  g_autofree char *done = describe_done (self);
  g_autofree char *refused = g_strdup_printf (ngettext ("%u is published and stays as it is.", "%u are published and stay as they are.", self->n_refused),
                                              self->n_refused);

  if (self->n_failed > 0)
    /* Translators: what was done; how many could not be changed, and why */
    return g_strdup_printf (ngettext ("%s. %u could not be changed: %s", "%s. %u could not be changed: %s", self->n_failed), done,
                            self->n_failed, self->problem);
  if (self->n_refused > 0)
    return g_strdup_printf ("%s. %s", done, refused);
  return g_steal_pointer (&done);
}

typedef struct
{
  HeraldBulk    *bulk;
  HeraldLibrary *library;
  HeraldAuthor  *author;
} Run;

static void
run_free (Run *run)
{
  g_clear_pointer (&run->bulk, herald_bulk_free);
  g_object_unref (run->library);
  herald_author_free (run->author);
  g_free (run);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Run *run = data;

  herald_bulk_run (run->bulk, run->library, run->author, cancellable);
  g_task_return_pointer (task, g_steal_pointer (&run->bulk), (GDestroyNotify) herald_bulk_free);
}

/**
 * herald_bulk_run_async:
 * @self: (transfer full): a change with ids
 * @library: the library that holds them
 * @author: who changes them
 * @cancellable: (nullable): stops between two announcements
 * @callback: called when it has run
 * @user_data: for @callback
 *
 * See herald_bulk_run().
 */
void
herald_bulk_run_async (HeraldBulk          *self,
                       HeraldLibrary       *library,
                       const HeraldAuthor  *author,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->bulk = self;
  run->library = g_object_ref (library);
  run->author = herald_author_copy (author);
  g_task_set_source_tag (task, herald_bulk_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what was changed before is to be told */
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  g_task_run_in_thread (task, run_in_thread);
}

HeraldBulk *
herald_bulk_run_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
