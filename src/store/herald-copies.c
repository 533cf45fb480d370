/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-copies.h"

#include "herald-bodies.h"
#include "herald-i18n.h"

#include <string.h>

#define NEXT_CHANGE "(SELECT coalesce (max (change), 0) + 1 FROM documents)"

/**
 * herald_stored_clear:
 * @stored: what look_up filled in
 */
void
herald_stored_clear (HeraldStored *stored)
{
  g_clear_pointer (&stored->tags, g_free);
  g_clear_pointer (&stored->parties, g_free);
  g_clear_pointer (&stored->speakers, g_free);
  g_clear_pointer (&stored->base, g_free);
  g_clear_pointer (&stored->hash, g_free);
}

/**
 * herald_copies_look_up:
 * @database: a connection
 * @id: a document's id
 * @stored: (out caller-allocates): what is known of it; its row is 0 if nothing is
 * @error: return location for an error
 *
 * Returns: whether it could be looked up
 */
gboolean
herald_copies_look_up (HeraldDatabase  *database,
                       const char      *id,
                       HeraldStored    *stored,
                       GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  memset (stored, 0, sizeof *stored);
  statement = herald_database_query (database, error,
                                     "SELECT d.row, d.type, d.tags, d.parties, coalesce (w.base, 0), v.hash, coalesce (w.revision, 0), d.dirty, w.hash, d.speakers"
                                     " FROM documents d LEFT JOIN working_copies w ON w.document = d.row LEFT JOIN versions v ON v.row = w.base"
                                     " WHERE d.id = ?", "s", id);
  if (statement == NULL)
    return FALSE;
  if (!herald_database_next (database, statement, &problem))
    {
      return herald_database_pass_on (&problem, error);
    }

  stored->row = sqlite3_column_int64 (statement, 0);
  stored->type = sqlite3_column_int (statement, 1);
  stored->tags = herald_statement_get_string (statement, 2);
  stored->parties = herald_statement_get_string (statement, 3);
  stored->base_row = sqlite3_column_int64 (statement, 4);
  stored->base = herald_statement_get_hash (statement, 5);
  stored->revision = sqlite3_column_int64 (statement, 6);
  stored->dirty = sqlite3_column_int (statement, 7);
  stored->hash = herald_statement_get_hash (statement, 8);
  stored->speakers = herald_statement_get_string (statement, 9);

  return TRUE;
}

static void
set_not_found (const char  *id,
               GError     **error)
{
  g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("There is nothing with the id “%s” in this library."), id);
}

/**
 * herald_copies_find:
 * @database: a connection
 * @id: a document's id
 * @stored: (out caller-allocates): what is known of it
 * @error: return location for an error: NOT_FOUND
 *
 * Returns: whether it is here
 */
gboolean
herald_copies_find (HeraldDatabase  *database,
                    const char      *id,
                    HeraldStored    *stored,
                    GError         **error)
{
  if (!herald_copies_look_up (database, id, stored, error))
    return FALSE;
  if (stored->row == 0)
    set_not_found (id, error);

  return stored->row != 0;
}

/**
 * herald_copies_add:
 * @database: the writing connection, in a transaction
 * @id: a document's id
 * @type: its type
 * @row: (out): its row
 * @error: return location for an error
 *
 * Adds a document that has no working copy yet.
 *
 * Returns: whether it worked
 */
gboolean
herald_copies_add (HeraldDatabase      *database,
                   const char          *id,
                   HeraldDocumentType   type,
                   gint64              *row,
                   GError             **error)
{
  if (!herald_database_run (database, error, "INSERT INTO documents (id, type, change) VALUES (?, ?, " NEXT_CHANGE ")", "si", id, (gint64) type))
    return FALSE;
  *row = sqlite3_last_insert_rowid (herald_database_get_handle (database));

  return TRUE;
}

static HeraldWorkingCopy *
read_copy (HeraldStatement  *statement,
           GError          **error)
{
  g_autoptr(HeraldWorkingCopy) copy = g_new0 (HeraldWorkingCopy, 1);
  const char *text = (const char *) sqlite3_column_text (statement, 0);

  copy->document = herald_document_parse (text, sqlite3_column_bytes (statement, 0), NULL);
  if (copy->document == NULL)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library is damaged: a current draft cannot be read."));
      return NULL;
    }
  copy->base = herald_statement_get_hash (statement, 1);
  copy->revision = sqlite3_column_int64 (statement, 2);
  copy->modified = sqlite3_column_int64 (statement, 3);
  copy->dirty = sqlite3_column_int (statement, 4);

  return g_steal_pointer (&copy);
}

/**
 * herald_copies_get:
 * @database: a connection
 * @id: a document's id
 * @error: return location for an error: NOT_FOUND, DAMAGED
 *
 * Returns: (transfer full) (nullable): its working copy
 */
HeraldWorkingCopy *
herald_copies_get (HeraldDatabase  *database,
                   const char      *id,
                   GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error,
                                     "SELECT w.text, v.hash, w.revision, d.modified, d.dirty FROM documents d"
                                     " JOIN working_copies w ON w.document = d.row LEFT JOIN versions v ON v.row = w.base WHERE d.id = ?", "s", id);
  if (statement == NULL)
    return NULL;
  if (herald_database_next (database, statement, &problem))
    return read_copy (statement, error);

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    set_not_found (id, error);

  return NULL;
}

static char *
join_names (char **names)
{
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (names[i]), "\n", ' ');

      g_string_append_printf (joined, "%s\n", name);
    }

  return g_string_free (joined, FALSE);
}

static gboolean
write_labels (HeraldDatabase  *database,
              gint64           row,
              gint64           kind,
              char           **names,
              GError         **error)
{
  if (!herald_database_run (database, error, "DELETE FROM labels WHERE document = ? AND kind = ?", "ii", row, kind))
    return FALSE;
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!herald_database_run (database, error, "INSERT OR IGNORE INTO labels (kind, label, document) VALUES (?, ?, ?)", "isi", kind, names[i], row))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_summary (HeraldDatabase      *database,
               const HeraldStored  *stored,
               HeraldDocument      *document,
               gboolean             dirty,
               gint64               modified,
               GError             **error)
{
  g_autoptr(HeraldSummary) summary = herald_summary_from_document (document);
  g_autofree char *tags = join_names (summary->tags);
  g_autofree char *parties = join_names (summary->parties);
  g_autofree char *speakers = join_names (summary->speakers);

  if (g_strcmp0 (tags, stored->tags) != 0 && !write_labels (database, stored->row, 0, summary->tags, error))
    return FALSE;
  if (g_strcmp0 (parties, stored->parties) != 0 && !write_labels (database, stored->row, 1, summary->parties, error))
    return FALSE;
  if (g_strcmp0 (speakers, stored->speakers) != 0 && !write_labels (database, stored->row, 2, summary->speakers, error))
    return FALSE;

  return herald_database_run (database, error,
                              "UPDATE documents SET headline = ?, status = ?, language = ?, tags = ?, parties = ?, embargo_wall = ?, embargo_zone = ?,"
                              " embargo_utc = ?, translation_group = ?, speakers = ?, comments = ?, trashed = ?, dirty = ?, modified = ?, stale = 1, change = " NEXT_CHANGE
                              " WHERE row = ?", "sissssss" "ssiiiii",
                              summary->headline, (gint64) summary->status, summary->language, tags, parties, summary->embargo_wall,
                              summary->embargo_zone, summary->embargo_utc, summary->translation_group, speakers, (gint64) summary->open_comments,
                              (gint64) summary->trashed,
                              (gint64) dirty, modified, stored->row);
}

/**
 * herald_copies_write:
 * @database: the writing connection, in a transaction
 * @stored: the document as it is stored
 * @document: the new text
 * @base_row: the version that it descends from, 0: none
 * @revision: its new revision
 * @dirty: whether it differs from that version's body
 * @modified: microseconds since 1970
 * @error: return location for an error
 *
 * Writes a working copy. The index gets its words later.
 *
 * Returns: whether it worked
 */
gboolean
herald_copies_write (HeraldDatabase      *database,
                     const HeraldStored  *stored,
                     HeraldDocument      *document,
                     gint64               base_row,
                     gint64               revision,
                     gboolean             dirty,
                     gint64               modified,
                     GError             **error)
{
  return herald_database_run (database, error,
                              "INSERT INTO working_copies (document, base, revision, hash, text) VALUES (?1, nullif (?2, 0), ?3, ?4, ?5)"
                              " ON CONFLICT (document) DO UPDATE SET base = nullif (?2, 0), revision = ?3, hash = ?4, text = ?5", "iiihs",
                              stored->row, base_row, revision, herald_document_get_hash (document), herald_document_get_text (document, NULL)) &&
         write_summary (database, stored, document, dirty, modified, error) &&
         herald_bodies_note_assets (database, stored->row, document, error);
}

/**
 * herald_copies_set_base:
 * @database: the writing connection, in a transaction
 * @row: the document's row
 * @base_row: the version that its working copy descends from now
 * @dirty: whether it differs from that version's body
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
herald_copies_set_base (HeraldDatabase  *database,
                        gint64           row,
                        gint64           base_row,
                        gboolean         dirty,
                        GError         **error)
{
  return herald_database_run (database, error, "UPDATE working_copies SET base = ? WHERE document = ?", "ii", base_row, row) &&
         herald_database_run (database, error, "UPDATE documents SET dirty = ?, change = " NEXT_CHANGE " WHERE row = ?", "ii", (gint64) dirty, row);
}

static gboolean
differs_from_base (HeraldDatabase      *database,
                   const HeraldStored  *stored,
                   HeraldDocument      *document,
                   gint64              *differs,
                   GError             **error)
{
  return herald_database_get_int (database, 1, differs, error,
                                  "SELECT b.hash <> ? FROM versions v JOIN bodies b ON b.row = v.body WHERE v.row = ?", "hi",
                                  herald_document_get_hash (document), stored->base_row);
}

static gboolean
check_put (const HeraldStored  *stored,
           HeraldDocument      *document,
           gint64               expected_revision,
           GError             **error)
{
  if (stored->revision != expected_revision)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED, _("It was changed elsewhere in the meantime."));
      return FALSE;
    }
  if (herald_document_is_newer (document))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NEWER, _("It was written by a newer Herald and can only be read here."));
      return FALSE;
    }
  if (stored->row != 0 && stored->type != herald_document_get_kind (document))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS, _("Something of another kind has the same id."));
      return FALSE;
    }

  return TRUE;
}

/**
 * herald_copies_put:
 * @database: the writing connection, in a transaction
 * @document: the new text
 * @expected_revision: the revision that it was made from, 0: there was none
 * @now: microseconds since 1970
 * @revision: (out): the new revision; the same as before when the text is
 * @error: return location for an error: CHANGED, NEWER, EXISTS
 *
 * Compare-and-swap of a working copy.
 *
 * Returns: whether it was written
 */
gboolean
herald_copies_put (HeraldDatabase  *database,
                   HeraldDocument  *document,
                   gint64           expected_revision,
                   gint64           now,
                   gint64          *revision,
                   GError         **error)
{
  g_auto(HeraldStored) stored = { 0 };
  gint64 differs;

  if (!herald_copies_look_up (database, herald_document_get_id (document), &stored, error) ||
      !check_put (&stored, document, expected_revision, error))
    return FALSE;

  *revision = expected_revision;
  if (g_strcmp0 (stored.hash, herald_document_get_hash (document)) == 0)
    return TRUE;
  if (stored.row == 0 &&
      !herald_copies_add (database, herald_document_get_id (document), herald_document_get_kind (document), &stored.row, error))
    return FALSE;
  if (!differs_from_base (database, &stored, document, &differs, error))
    return FALSE;
  *revision += 1;

  return herald_copies_write (database, &stored, document, stored.base_row, *revision, differs, now, error);
}
