/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history.h"

#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-history-rows.h"
#include "herald-i18n.h"
#include "herald-library-private.h"
#include "herald-order.h"
#include "herald-parts.h"
#include "herald-versions.h"

/* Versions looked at before others get their turn at the connection. */
#define SLICE 16

/* A version that parts have been followed to: they stand in it as they do at the start. */
typedef struct
{
  char      *hash;
  gint64     place;
  gint64     number;
  GPtrArray *parts; /* of HeraldPart, borrowed */
} Stop;

/* Who wrote what: parts are followed from parent to parent for as long as they are the same there. */
typedef struct
{
  HeraldLibrary   *library;
  HeraldDatabase  *database;
  GCancellable    *cancellable;
  guint            n_steps;
  guint            max_steps;
  gboolean         has_gaps; /* numbers are not known here */
  HeraldBodyCache *cache;
  GPtrArray       *parts; /* of HeraldPart: what is asked for */
  GHashTable      *rows;  /* HeraldPart -> HeraldBlameRow: found */
  GPtrArray       *stops; /* of Stop: those still to be looked at */
} Blame;

static void
stop_free (gpointer data)
{
  Stop *stop = data;

  g_free (stop->hash);
  g_ptr_array_unref (stop->parts);
  g_free (stop);
}

static void
blame_clear (Blame *blame)
{
  if (blame->database != NULL)
    herald_library_end_reading (blame->library);
  g_clear_pointer (&blame->cache, herald_body_cache_free);
  g_clear_pointer (&blame->rows, g_hash_table_unref);
  g_clear_pointer (&blame->stops, g_ptr_array_unref);
  g_clear_pointer (&blame->parts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Blame, blame_clear)

/**
 * herald_blame_row_free:
 * @row: (transfer full) (nullable): who wrote a part
 */
void
herald_blame_row_free (HeraldBlameRow *row)
{
  if (row == NULL)
    return;
  g_free (row->subject);
  g_clear_pointer (&row->version, herald_version_free);
  g_free (row);
}

static gboolean
rest (Blame   *blame,
      GError **error)
{
  if (g_cancellable_set_error_if_cancelled (blame->cancellable, error))
    return FALSE;
  if (++blame->n_steps % SLICE != 0)
    return TRUE;
  herald_library_end_reading (blame->library);
  blame->database = herald_library_begin_reading (blame->library, error);

  return blame->database != NULL;
}

static void
settle (Blame                *blame,
        GPtrArray            *parts,
        const HeraldVersion  *version,
        guint                 number,
        gboolean              certain)
{
  for (guint i = 0; i < parts->len; i++)
    {
      HeraldPart *part = g_ptr_array_index (parts, i);
      HeraldBlameRow *row = g_new0 (HeraldBlameRow, 1);

      row->subject = g_strdup (part->subject);
      row->version = herald_version_copy (version);
      row->number = blame->has_gaps ? 0 : number;
      row->certain = certain;
      g_hash_table_insert (blame->rows, part, row);
    }
}

/* The text of a version as it is here; NULL without error: it is not, or it is damaged. */
static GBytes *
load_text (Blame       *blame,
           const char  *hash,
           GError     **error)
{
  g_autoptr(GError) problem = NULL;
  gint64 row;
  GBytes *text;

  if (!herald_database_get_int (blame->database, 0, &row, error,
                                "SELECT b.row FROM versions v JOIN bodies b ON b.row = v.body WHERE v.hash = ? AND b.data IS NOT NULL", "h", hash) || row == 0)
    return NULL;
  text = herald_bodies_get_text (blame->database, row, blame->cache, &problem);
  if (problem != NULL && !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED))
    g_propagate_error (error, g_steal_pointer (&problem));

  return text;
}

static gboolean
find_place (Blame   *blame,
            Stop    *stop,
            GError **error)
{
  return herald_database_get_int (blame->database, 0, &stop->place, error, "SELECT place FROM versions WHERE hash = ?", "h", stop->hash) &&
         herald_database_get_int (blame->database, 0, &stop->number, error, "SELECT number FROM versions WHERE hash = ?", "h", stop->hash);
}

/* Takes the parts that stand in a version as well out of parts, and on to it. */
static gboolean
follow (Blame       *blame,
        GPtrArray   *parts,
        const char  *hash,
        GBytes      *text,
        GError     **error)
{
  g_autoptr(GPtrArray) its_parts = herald_parts_split (g_bytes_get_data (text, NULL));
  g_autoptr(GHashTable) contents = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) followed = g_ptr_array_new ();
  Stop *stop = NULL;

  for (guint i = 0; i < its_parts->len; i++)
    {
      const HeraldPart *part = g_ptr_array_index (its_parts, i);

      g_hash_table_insert (contents, part->subject, part->content);
    }
  for (guint i = parts->len; i-- > 0;)
    {
      HeraldPart *part = g_ptr_array_index (parts, i);

      if (g_strcmp0 (g_hash_table_lookup (contents, part->subject), part->content) == 0)
        {
          g_ptr_array_add (followed, part);
          g_ptr_array_remove_index_fast (parts, i);
        }
    }
  if (followed->len == 0)
    return TRUE;

  for (guint i = 0; i < blame->stops->len && stop == NULL; i++)
    {
      Stop *other = g_ptr_array_index (blame->stops, i);

      if (g_str_equal (other->hash, hash))
        stop = other;
    }
  if (stop != NULL)
    {
      g_ptr_array_extend (stop->parts, followed, NULL, NULL);
      return TRUE;
    }
  stop = g_new0 (Stop, 1);
  stop->hash = g_strdup (hash);
  stop->parts = g_steal_pointer (&followed);
  g_ptr_array_add (blame->stops, stop);

  return find_place (blame, stop, error);
}

/* The newest: when it is looked at, nothing more can be followed to it. */
static Stop *
take_newest (Blame *blame)
{
  guint newest = 0;

  for (guint i = 1; i < blame->stops->len; i++)
    {
      const Stop *a = g_ptr_array_index (blame->stops, i);
      const Stop *b = g_ptr_array_index (blame->stops, newest);

      if (a->place > b->place || (a->place == b->place && a->number > b->number))
        newest = i;
    }

  return g_ptr_array_steal_index_fast (blame->stops, newest);
}

/* What no parent has was written in this version; where a parent is not here, that is not certain. */
static gboolean
look_at (Blame   *blame,
         Stop    *stop,
         GError **error)
{
  g_autoptr(HeraldVersion) version = herald_versions_get (blame->database, stop->hash, error);
  gboolean certain = TRUE;

  if (version == NULL)
    return FALSE;
  /* Only in a damaged history do steps lead back to where they began. */
  for (guint i = 0; i < version->parents->len && stop->parts->len > 0 && blame->n_steps <= blame->max_steps; i++)
    {
      const char *parent = g_ptr_array_index (version->parents, i);
      g_autoptr(GError) problem = NULL;
      g_autoptr(GBytes) text = load_text (blame, parent, &problem);

      if (!herald_database_pass_on (&problem, error))
        return FALSE;
      certain = certain && text != NULL;
      if (text != NULL && !follow (blame, stop->parts, parent, text, error))
        return FALSE;
    }
  settle (blame, stop->parts, version, (guint) stop->number, certain && blame->n_steps <= blame->max_steps);

  return TRUE;
}

/* What of the working copy is in its base goes on from there. */
static gboolean
begin_at_copy (Blame       *blame,
               const char  *id,
               GError     **error)
{
  g_autoptr(HeraldWorkingCopy) copy = herald_copies_get (blame->database, id, error);
  g_autoptr(GPtrArray) parts = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) problem = NULL;

  if (copy == NULL)
    return FALSE;
  blame->parts = herald_parts_split (herald_document_get_text (copy->document, NULL));
  parts = g_ptr_array_new ();
  g_ptr_array_extend (parts, blame->parts, NULL, NULL);
  if (copy->base != NULL)
    text = load_text (blame, copy->base, &problem);
  if (!herald_database_pass_on (&problem, error) || (text != NULL && !follow (blame, parts, copy->base, text, error)))
    return FALSE;
  settle (blame, parts, NULL, 0, copy->base == NULL || text != NULL);

  return TRUE;
}

static gboolean
begin_at_version (Blame       *blame,
                  const char  *id,
                  const char  *hash,
                  GError     **error)
{
  g_autoptr(HeraldVersion) version = herald_versions_get (blame->database, hash, error);
  g_autoptr(HeraldDocument) body = version ? herald_bodies_get (blame->database, version->body, error) : NULL;
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();
  g_autoptr(GBytes) text = NULL;
  const char *words;
  gsize length;

  if (body == NULL)
    return FALSE;
  if (g_strcmp0 (version->document, id) != 0)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("This version belongs to something else."));
      return FALSE;
    }
  words = herald_document_get_text (body, &length);
  text = g_bytes_new (words, length + 1);
  blame->parts = herald_parts_split (words);
  g_ptr_array_extend (parts, blame->parts, NULL, NULL);

  return follow (blame, parts, hash, text, error);
}

static GPtrArray *
collect_rows (Blame *blame)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_blame_row_free);

  for (guint i = 0; i < blame->parts->len; i++)
    {
      gpointer row = NULL;

      if (g_hash_table_steal_extended (blame->rows, g_ptr_array_index (blame->parts, i), NULL, &row))
        g_ptr_array_add (rows, row);
    }

  return rows;
}

/**
 * herald_library_blame:
 * @self: a library
 * @id: a document's id
 * @version: (nullable): a version of it; %NULL: the working copy
 * @cancellable: (nullable): to stop
 * @error: return location for an error: NOT_FOUND, DAMAGED, or cancelled
 *
 * Tells of each part which version changed it last. A merge is followed to a parent that has the part as it is; what none
 * of them has was written in the merge. It ends when every part is told, most often long before the first version.
 *
 * Returns: (transfer full) (element-type HeraldBlameRow) (nullable): the parts, in reading order
 */
GPtrArray *
herald_library_blame (HeraldLibrary  *self,
                      const char     *id,
                      const char     *version,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_auto(Blame) blame = { .library = self, .cancellable = cancellable };
  g_auto(HeraldStored) stored = { 0 };
  gint64 n_versions;

  g_return_val_if_fail (HERALD_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  blame.cache = herald_body_cache_new ();
  blame.rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) herald_blame_row_free);
  blame.stops = g_ptr_array_new_with_free_func (stop_free);
  blame.database = herald_library_begin_reading_history (self, id, &stored, error);
  if (blame.database == NULL ||
      !herald_order_has_gaps (blame.database, stored.row, &blame.has_gaps, error) ||
      !herald_database_get_int (blame.database, 0, &n_versions, error, "SELECT count (*) FROM versions WHERE document = ?", "i", stored.row))
    return NULL;
  blame.max_steps = (guint) n_versions * 2 + 16;
  if (version != NULL ? !begin_at_version (&blame, id, version, error) : !begin_at_copy (&blame, id, error))
    return NULL;

  while (blame.stops->len > 0)
    {
      Stop *stop = take_newest (&blame);
      gboolean looked = look_at (&blame, stop, error) && rest (&blame, error);

      stop_free (stop);
      if (!looked)
        return NULL;
    }

  return collect_rows (&blame);
}
