/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-editor-blame.h"

#include <glib/gi18n.h>

#include "herald-fetch.h"
#include "herald-format.h"
#include "herald-history.h"
#include "herald-zone.h"

struct _HeraldEditorBlame
{
  GObject            parent_instance;

  HeraldEditSession *session;
  GHashTable        *notes;       /* subject to words */
  GCancellable      *cancellable; /* of what is being read; NULL: nothing is */
  gboolean           again;       /* something changed meanwhile */
  gboolean           wanted;
  gboolean           fetched;     /* texts that are on the team's server only were asked for */
  char              *own_zone;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeraldEditorBlame, herald_editor_blame, G_TYPE_OBJECT)

static void load (HeraldEditorBlame *self);

static char *
describe (HeraldEditorBlame    *self,
          const HeraldBlameRow *row,
          gint64                now_us)
{
  const HeraldVersion *version = row->version;
  const char *name = NULL;
  gint64 time = 0;
  g_autofree char *when = NULL;

  if (version == NULL)
    return g_strdup (_("Not in a version yet"));
  name = version->author != NULL && version->author->name != NULL ? version->author->name : "";
  when = herald_utc_parse (version->time, &time) ? herald_format_moment_short (time, self->own_zone, now_us)
                                                 : g_strdup ("");
  if (!row->certain)
    /* Translators: a name and a time; older versions are not on this computer */
    return g_strdup_printf (_("%s\n%s or before"), name, when);
  return g_strdup_printf ("%s\n%s", name, when);
}

static void
take_rows (HeraldEditorBlame *self,
           GPtrArray         *rows)
{
  gint64 now_us = herald_clock_get_real (herald_library_get_clock (herald_edit_session_get_library (self->session)));

  g_hash_table_remove_all (self->notes);
  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldBlameRow *row = g_ptr_array_index (rows, i);

      g_hash_table_insert (self->notes, g_strdup (row->subject), describe (self, row, now_us));
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldEditorBlame) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_blame_finish (HERALD_LIBRARY (source), result, &error);

  /* Another text is shown by now, or nobody wants to know any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL || !self->wanted)
    return;
  g_clear_object (&self->cancellable);
  if (rows != NULL)
    take_rows (self, rows);
  else if (!g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    g_signal_emit_by_name (self->session, "notice", error->message);
  if (self->again)
    load (self);
}

static void
stop (HeraldEditorBlame *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->again = FALSE;
}

/* What came shows itself: the library changed. */
static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldEditorBlame) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *notice = NULL;

  if (herald_fetch_finish (HERALD_LIBRARY (source), result, &error) || self->session == NULL || !self->wanted)
    return;
  notice = g_strdup_printf (_("Older versions are on the team server. %s"), error->message);
  g_signal_emit_by_name (self->session, "notice", notice);
}

static void
load (HeraldEditorBlame *self)
{
  if (self->session == NULL || !self->wanted)
    return;
  if (!self->fetched)
    {
      self->fetched = TRUE;
      herald_fetch_missing_texts_async (herald_edit_session_get_library (self->session),
                                        herald_edit_session_get_id (self->session), NULL, on_fetched, g_object_ref (self));
    }
  self->again = self->cancellable != NULL;
  if (self->again)
    return;
  self->cancellable = g_cancellable_new ();
  herald_library_blame_async (herald_edit_session_get_library (self->session),
                              herald_edit_session_get_id (self->session), NULL, self->cancellable, on_loaded,
                              g_object_ref (self));
}

static void
on_library_changed (HeraldEditorBlame *self,
                    const char        *id)
{
  if (self->session != NULL && (id == NULL || g_str_equal (id, herald_edit_session_get_id (self->session))))
    load (self);
}

static void
clear_notes (HeraldEditorBlame *self)
{
  stop (self);
  g_hash_table_remove_all (self->notes);
  g_signal_emit (self, changed_signal, 0);
}

static void
drop_session (HeraldEditorBlame *self)
{
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (herald_edit_session_get_library (self->session), self);
  g_clear_object (&self->session);
  self->fetched = FALSE;
}

static void
herald_editor_blame_dispose (GObject *object)
{
  HeraldEditorBlame *self = HERALD_EDITOR_BLAME (object);

  stop (self);
  drop_session (self);

  G_OBJECT_CLASS (herald_editor_blame_parent_class)->dispose (object);
}

static void
herald_editor_blame_finalize (GObject *object)
{
  HeraldEditorBlame *self = HERALD_EDITOR_BLAME (object);

  g_hash_table_unref (self->notes);
  g_free (self->own_zone);

  G_OBJECT_CLASS (herald_editor_blame_parent_class)->finalize (object);
}

static void
herald_editor_blame_class_init (HeraldEditorBlameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_editor_blame_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_editor_blame_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_editor_blame_init (HeraldEditorBlame *self)
{
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->own_zone = herald_format_own_zone ();
}

HeraldEditorBlame *
herald_editor_blame_new (void)
{
  return g_object_new (HERALD_TYPE_EDITOR_BLAME, NULL);
}

/**
 * herald_editor_blame_set_session:
 * @self: a blame
 * @session: (nullable): whose text
 */
void
herald_editor_blame_set_session (HeraldEditorBlame *self,
                                 HeraldEditSession *session)
{
  g_return_if_fail (HERALD_IS_EDITOR_BLAME (self));

  drop_session (self);
  clear_notes (self);
  if (session == NULL)
    return;
  self->session = g_object_ref (session);
  g_signal_connect_object (herald_edit_session_get_library (session), "changed", G_CALLBACK (on_library_changed), self,
                           G_CONNECT_SWAPPED);
  load (self);
}

/**
 * herald_editor_blame_set_wanted:
 * @self: a blame
 * @wanted: whether anybody wants to know
 */
void
herald_editor_blame_set_wanted (HeraldEditorBlame *self,
                                gboolean           wanted)
{
  g_return_if_fail (HERALD_IS_EDITOR_BLAME (self));

  if (self->wanted == wanted)
    return;
  self->wanted = wanted;
  if (wanted)
    load (self);
  else
    clear_notes (self);
}

gboolean
herald_editor_blame_get_wanted (HeraldEditorBlame *self)
{
  g_return_val_if_fail (HERALD_IS_EDITOR_BLAME (self), FALSE);

  return self->wanted;
}

/* (transfer none) (nullable): two lines, who and when */
const char *
herald_editor_blame_get_note (HeraldEditorBlame *self,
                              const char        *subject)
{
  g_return_val_if_fail (HERALD_IS_EDITOR_BLAME (self), NULL);

  return g_hash_table_lookup (self->notes, subject);
}
