/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-bodies.h"

#include "herald-body-facts.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-pack.h"
#include "herald-store-error.h"

#include <string.h>

/* A body that needs this many others to be read is stored by itself again. */
#define MAX_DEPTH 48

static gboolean
find (HeraldDatabase  *database,
      const char      *hash,
      gint64          *row,
      gboolean        *has_data,
      GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  *row = 0;
  *has_data = FALSE;
  statement = herald_database_query (database, error, "SELECT row, data IS NOT NULL FROM bodies WHERE hash = ?", "h", hash);
  if (statement == NULL)
    return FALSE;
  if (herald_database_next (database, statement, &problem))
    {
      *row = sqlite3_column_int64 (statement, 0);
      *has_data = sqlite3_column_int (statement, 1);
    }

  return herald_database_pass_on (&problem, error);
}

/**
 * herald_bodies_reserve:
 * @database: the writing connection, in a transaction
 * @document_row: whose body
 * @hash: its hash
 * @row: (out): its row, of a body that is here or of one that is missing
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
herald_bodies_reserve (HeraldDatabase  *database,
                       gint64           document_row,
                       const char      *hash,
                       gint64          *row,
                       GError         **error)
{
  gboolean has_data;

  if (!find (database, hash, row, &has_data, error))
    return FALSE;
  if (*row != 0)
    return TRUE;
  if (!herald_database_run (database, error, "INSERT INTO bodies (hash, document) VALUES (?, ?)", "hi", hash, document_row))
    return FALSE;
  *row = sqlite3_last_insert_rowid (herald_database_get_handle (database));

  return TRUE;
}

typedef struct
{
  gint64  base;
  gint64  depth;
  GBytes *data;
} Packed;

static gboolean
load_packed (HeraldDatabase  *database,
             gint64           row,
             Packed          *packed,
             GError         **error)
{
  g_autoptr(HeraldStatement) statement = NULL;
  g_autoptr(GError) problem = NULL;

  statement = herald_database_query (database, error, "SELECT coalesce(base, 0), depth, data FROM bodies WHERE row = ? AND data IS NOT NULL", "i", row);
  if (statement == NULL)
    return FALSE;
  if (herald_database_next (database, statement, &problem))
    {
      packed->base = sqlite3_column_int64 (statement, 0);
      packed->depth = sqlite3_column_int64 (statement, 1);
      packed->data = g_bytes_new (sqlite3_column_blob (statement, 2), sqlite3_column_bytes (statement, 2));
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library is damaged: a part of the history is missing."));

  return FALSE;
}

/* levels: how many bases there may still be, so that a damaged library cannot send us round in circles. */
static GBytes *
load_text (HeraldDatabase   *database,
           gint64            row,
           guint             levels,
           HeraldBodyCache  *cache,
           GError          **error)
{
  Packed packed = { 0 };
  g_autoptr(GBytes) data = NULL;
  g_autoptr(GBytes) base = NULL;
  GBytes *known = cache ? herald_body_cache_get (cache, row) : NULL;
  GBytes *unpacked;
  char *text;
  gsize length;

  if (known != NULL)
    return g_bytes_ref (known);
  if (!load_packed (database, row, &packed, error))
    return NULL;
  data = packed.data;

  if (packed.base != 0 && levels == 0)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library is damaged: a part of the history leads nowhere."));
      return NULL;
    }
  if (packed.base != 0)
    {
      base = load_text (database, packed.base, levels - 1, cache, error);
      if (base == NULL)
        return NULL;
    }

  text = herald_unpack (g_bytes_get_data (data, NULL), g_bytes_get_size (data), base ? g_bytes_get_data (base, NULL) : NULL,
                        base ? g_bytes_get_size (base) : 0, &length, error);
  if (text == NULL)
    return NULL;
  unpacked = g_bytes_new_take (text, length);
  if (cache != NULL)
    herald_body_cache_put (cache, row, unpacked);

  return unpacked;
}

/**
 * herald_bodies_get_text:
 * @database: a connection
 * @row: a body's row
 * @cache: (nullable): what was unpacked lately
 * @error: return location for an error: DAMAGED, also when it is not what its hash says
 *
 * Returns: (transfer full) (nullable): the text, with a zero behind its end
 */
GBytes *
herald_bodies_get_text (HeraldDatabase   *database,
                        gint64            row,
                        HeraldBodyCache  *cache,
                        GError          **error)
{
  g_autoptr(GBytes) text = load_text (database, row, MAX_DEPTH, cache, error);
  g_autofree char *hash = NULL;
  gint64 is_same;

  if (text == NULL)
    return NULL;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text);
  if (!herald_database_get_int (database, 0, &is_same, error, "SELECT hash = ? FROM bodies WHERE row = ?", "hi", hash, row))
    return NULL;
  if (!is_same)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library is damaged: a stored text is not what it was."));
      return NULL;
    }

  return g_steal_pointer (&text);
}

/* The document's newest body here: most often the one that was edited. */
static gboolean
choose_base (HeraldDatabase  *database,
             gint64           document_row,
             gint64          *base,
             gint64          *depth,
             GError         **error)
{
  Packed packed = { 0 };

  *depth = 0;
  if (!herald_database_get_int (database, 0, base, error,
                                "SELECT row FROM bodies WHERE document = ? AND data IS NOT NULL ORDER BY row DESC LIMIT 1", "i", document_row))
    return FALSE;
  if (*base == 0)
    return TRUE;

  if (!load_packed (database, *base, &packed, error))
    return FALSE;
  g_bytes_unref (packed.data);
  *depth = packed.depth + 1;
  if (*depth > MAX_DEPTH)
    *base = *depth = 0;

  return TRUE;
}

static gboolean
write_data (HeraldDatabase  *database,
            gint64           row,
            HeraldDocument  *body,
            gint64           base,
            gint64           depth,
            GBytes          *dictionary,
            GError         **error)
{
  gsize length, size;
  const char *text = herald_document_get_text (body, &length);
  g_autoptr(GBytes) packed = herald_pack (text, length, dictionary ? g_bytes_get_data (dictionary, NULL) : NULL,
                                          dictionary ? g_bytes_get_size (dictionary) : 0);
  const void *data = g_bytes_get_data (packed, &size);
  HeraldBodyFacts facts;

  herald_body_facts_read (body, &facts);

  return herald_database_run (database, error, "UPDATE bodies SET base = nullif(?, 0), depth = ?, data = ?, status = ?, approvals = nullif(?, 0) WHERE row = ?", "iibiii",
                              base, depth, data, size, (gint64) facts.status, facts.approvals, row);
}

/* A text that is damaged is no dictionary: it may come back, and no new one shall be lost with an old one. */
static gboolean
store (HeraldDatabase  *database,
       gint64           document_row,
       gint64           row,
       HeraldDocument  *body,
       GError         **error)
{
  g_autoptr(GBytes) dictionary = NULL;
  g_autoptr(GError) problem = NULL;
  gint64 base, depth;

  if (!choose_base (database, document_row, &base, &depth, error))
    return FALSE;
  if (base != 0)
    dictionary = herald_bodies_get_text (database, base, NULL, &problem);
  if (problem != NULL && !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (dictionary == NULL)
    base = depth = 0;

  return write_data (database, row, body, base, depth, dictionary, error);
}

/**
 * herald_bodies_replace:
 * @database: the writing connection, in a transaction
 * @document_row: whose body
 * @body: the body
 * @error: return location for an error
 *
 * Stores a body anew, by itself, whatever is stored of it: those that were packed with it as dictionary can be read again.
 *
 * Returns: whether it worked
 */
gboolean
herald_bodies_replace (HeraldDatabase  *database,
                       gint64           document_row,
                       HeraldDocument  *body,
                       GError         **error)
{
  gint64 row;

  return herald_bodies_reserve (database, document_row, herald_document_get_hash (body), &row, error) &&
         write_data (database, row, body, 0, 0, NULL, error) &&
         herald_bodies_note_assets (database, document_row, body, error);
}

/**
 * herald_bodies_add:
 * @database: the writing connection, in a transaction
 * @document_row: whose body
 * @body: the body
 * @row: (out): its row
 * @error: return location for an error
 *
 * Stores a body, unless it is here already.
 *
 * Returns: whether it worked
 */
gboolean
herald_bodies_add (HeraldDatabase  *database,
                   gint64           document_row,
                   HeraldDocument  *body,
                   gint64          *row,
                   GError         **error)
{
  const char *hash = herald_document_get_hash (body);
  gboolean has_data;

  if (!herald_bodies_reserve (database, document_row, hash, row, error) || !find (database, hash, row, &has_data, error))
    return FALSE;

  return has_data ||
         (store (database, document_row, *row, body, error) && herald_bodies_note_assets (database, document_row, body, error));
}

/**
 * herald_bodies_get:
 * @database: a connection
 * @hash: which body
 * @error: return location for an error: NOT_FOUND (also when it is on the remote only), DAMAGED
 *
 * Returns: (transfer full) (nullable): the body
 */
HeraldDocument *
herald_bodies_get (HeraldDatabase  *database,
                   const char      *hash,
                   GError         **error)
{
  g_autoptr(HeraldDocument) body = NULL;
  g_autoptr(GBytes) text = NULL;
  gint64 row;
  gboolean has_data;

  if (!find (database, hash, &row, &has_data, error))
    return NULL;
  if (!has_data)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("This text is not on this computer. Synchronise to get it from the team server."));
      return NULL;
    }

  text = load_text (database, row, MAX_DEPTH, NULL, error);
  if (text == NULL)
    return NULL;
  body = herald_document_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);
  if (body == NULL || !g_str_equal (herald_document_get_hash (body), hash))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library is damaged: a stored text is not what it was."));
      return NULL;
    }

  return g_steal_pointer (&body);
}

/**
 * herald_bodies_note_assets:
 * @database: the writing connection, in a transaction
 * @document_row: who names them
 * @document: its text
 * @error: return location for an error
 *
 * Every string of 64 hex digits is noted, so that a member which this Herald does not know cannot lose its file.
 *
 * Returns: whether it worked
 */
gboolean
herald_bodies_note_assets (HeraldDatabase  *database,
                           gint64           document_row,
                           HeraldDocument  *document,
                           GError         **error)
{
  const char *at = herald_document_get_text (document, NULL);

  while ((at = strchr (at, '"')) != NULL)
    {
      char hash[65];

      at++;
      strncpy (hash, at, 64);
      hash[64] = 0;
      if (!herald_hash_is_valid (hash) || at[64] != '"')
        continue;
      if (!herald_database_run (database, error, "INSERT OR IGNORE INTO asset_uses (asset, document) VALUES (?, ?)", "hi", hash, document_row))
        return FALSE;
    }

  return TRUE;
}
