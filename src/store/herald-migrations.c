/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-database.h"

#include "herald-i18n.h"
#include "herald-store-error.h"

#define APPLICATION_ID 0x48726c64 /* "Hrld", which file(1) can tell */

/* Schema 1. Hashes are 32 bytes; times are microseconds since 1970 (versions: seconds). What belongs to a document
 * goes with it; references inside a history are not declared, as each would need an index that every save pays for. */
static const char schema_1[] =
  "CREATE TABLE settings ("
  "  key TEXT PRIMARY KEY NOT NULL,"
  "  value TEXT NOT NULL"
  ") WITHOUT ROWID;"

  /* What a list shows, and what sync asks; small rows, so that a page of a list reads few pages. */
  "CREATE TABLE documents ("
  "  row INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  type INTEGER NOT NULL,"
  "  headline TEXT, status INTEGER NOT NULL DEFAULT 0, language TEXT,"
  "  tags TEXT NOT NULL DEFAULT '', parties TEXT NOT NULL DEFAULT ''," /* names, each followed by a line feed */
  "  embargo_wall TEXT, embargo_zone TEXT, embargo_utc TEXT,"
  "  translation_group TEXT,"
  "  trashed INTEGER NOT NULL DEFAULT 0,"
  "  modified INTEGER NOT NULL DEFAULT 0,"
  "  author TEXT,"
  "  n_versions INTEGER,"                       /* NULL: to be counted when somebody looks */
  "  conflict INTEGER NOT NULL DEFAULT 0,"
  "  dirty INTEGER NOT NULL DEFAULT 0,"
  "  unpushed INTEGER NOT NULL DEFAULT 0,"
  "  remote_rev TEXT,"
  "  stale INTEGER NOT NULL DEFAULT 0,"         /* the search index has not got its words yet */
  "  change INTEGER NOT NULL DEFAULT 0"         /* counts up over the library: who looks again knows what is new */
  ");"
  "CREATE INDEX documents_by_time ON documents (type, trashed, modified, row);"
  "CREATE INDEX documents_by_group ON documents (translation_group) WHERE translation_group IS NOT NULL;"
  "CREATE INDEX documents_by_change ON documents (change);"
  "CREATE INDEX documents_in_conflict ON documents (id) WHERE conflict;"
  "CREATE INDEX documents_dirty ON documents (id) WHERE dirty;"
  "CREATE INDEX documents_unpushed ON documents (id) WHERE unpushed;"
  "CREATE INDEX documents_stale ON documents (modified) WHERE stale;"

  "CREATE TABLE labels ("
  "  kind INTEGER NOT NULL,"                    /* 0 tag, 1 party; 2 speaker from schema 3 */
  "  label TEXT NOT NULL,"
  "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
  "  PRIMARY KEY (kind, label, document)"
  ") WITHOUT ROWID;"
  "CREATE INDEX labels_by_document ON labels (document);"

  "CREATE TABLE bodies ("
  "  row INTEGER PRIMARY KEY,"
  "  hash BLOB NOT NULL UNIQUE,"
  "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
  "  base INTEGER,"                             /* the body whose text is the dictionary of data */
  "  depth INTEGER NOT NULL DEFAULT 0,"         /* how many bases to go until one without */
  "  data BLOB"                                 /* NULL: it is on the remote only */
  ");"
  "CREATE INDEX bodies_by_document ON bodies (document, row);"

  "CREATE TABLE versions ("
  "  row INTEGER PRIMARY KEY,"
  "  hash BLOB NOT NULL UNIQUE,"
  "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
  "  time INTEGER NOT NULL,"
  "  parents BLOB NOT NULL,"                    /* 32 bytes each; a parent need not be here */
  "  body INTEGER NOT NULL,"                    /* in bodies */
  "  data BLOB NOT NULL"
  ");"
  "CREATE INDEX versions_by_document ON versions (document);"

  "CREATE TABLE heads ("
  "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
  "  version INTEGER NOT NULL,"
  "  PRIMARY KEY (document, version)"
  ") WITHOUT ROWID;"

  "CREATE TABLE working_copies ("
  "  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,"
  "  base INTEGER,"                             /* in versions; NULL before the first */
  "  revision INTEGER NOT NULL,"
  "  hash BLOB NOT NULL,"                       /* of text */
  "  text TEXT NOT NULL"
  ");"

  /* Which files a document or one of its versions ever named. */
  "CREATE TABLE asset_uses ("
  "  asset BLOB NOT NULL,"
  "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
  "  PRIMARY KEY (asset, document)"
  ") WITHOUT ROWID;"
  "CREATE INDEX asset_uses_by_document ON asset_uses (document);"
  /* Files to be removed once the erasing transaction is on disk. */
  "CREATE TABLE doomed_assets (asset BLOB PRIMARY KEY NOT NULL) WITHOUT ROWID;"

  "CREATE TABLE erasures (id TEXT NOT NULL, time INTEGER NOT NULL);"

  /* FTS5 without a copy of the words needs the old words to forget them: SQLite before 3.43 has no
   * contentless_delete. They are kept packed; snippets are cut from them as well. The row is the time of the last
   * change in milliseconds, moved on to a free number: so the order by row is the order of a list. */
  "CREATE TABLE search_texts ("
  "  row INTEGER PRIMARY KEY,"
  "  document INTEGER NOT NULL UNIQUE REFERENCES documents,"
  "  text BLOB NOT NULL"
  ");"
  "CREATE VIRTUAL TABLE search USING fts5 (words, content = '', prefix = '1 2 3', tokenize = 'herald');";

/* Schema 2: a history knows its order, so that a page of it is read by itself, and what happened to its versions. What
 * was there before is told apart by NULL and put in order when somebody looks (herald-order.c). */
static const char schema_2[] =
  /* Whether number and place of its versions are right: 0 no, 1 yes, 2 yes, but a version's parent is missing here. */
  "ALTER TABLE documents ADD COLUMN ordered INTEGER NOT NULL DEFAULT 1;"
  "UPDATE documents SET ordered = 0 WHERE row IN (SELECT document FROM versions);"

  "ALTER TABLE versions ADD COLUMN number INTEGER;"  /* 1 for a first version, else one more than the greatest of its parents */
  "ALTER TABLE versions ADD COLUMN place INTEGER;"   /* its time, or its parents' latest place where that is later */
  "ALTER TABLE versions ADD COLUMN folds INTEGER;"   /* automatic, and joins nothing: shown folded up */
  "ALTER TABLE versions ADD COLUMN synced INTEGER;"  /* 1: the remote holds it */
  "UPDATE versions SET synced = 1 WHERE document IN (SELECT row FROM documents WHERE remote_rev IS NOT NULL AND NOT unpushed);"
  "DROP INDEX versions_by_document;"
  "CREATE INDEX versions_in_order ON versions (document, place, number, folds);"

  /* What a history tells of a text without reading it. */
  "ALTER TABLE bodies ADD COLUMN status INTEGER;"    /* NULL: nobody looked yet */
  "ALTER TABLE bodies ADD COLUMN approvals INTEGER;" /* a number for the set of its approvals; NULL: none */

  /* What happened to a version on this computer. Never synced. */
  "CREATE TABLE events ("
  "  row INTEGER PRIMARY KEY,"
  "  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
  "  version BLOB NOT NULL,"                         /* its hash: a version that was damaged may come back in another row */
  "  kind INTEGER NOT NULL,"
  "  purpose INTEGER NOT NULL,"
  "  time INTEGER NOT NULL,"
  "  recipient TEXT, target TEXT, person TEXT,"
  "  formats TEXT NOT NULL"                          /* names, each followed by a line feed */
  ");"
  "CREATE INDEX events_by_version ON events (document, version);";

/* Schema 3: what a window tells at a glance, whatever the library holds. A label belongs to a tag, a party or a speaker; how many
 * announcements there are of each is counted as they are written, so that nobody ever counts rows. */
static const char schema_3[] =
  "ALTER TABLE documents ADD COLUMN speakers TEXT NOT NULL DEFAULT '';" /* names, each followed by a line feed */
  "ALTER TABLE documents ADD COLUMN comments INTEGER NOT NULL DEFAULT 0;" /* open ones */
  "CREATE INDEX documents_by_status ON documents (type, trashed, status, modified, row);"
  "CREATE INDEX documents_by_headline ON documents (type, trashed, headline COLLATE NOCASE, row);"
  "CREATE INDEX documents_by_lift ON documents (type, trashed, embargo_utc, row) WHERE embargo_utc IS NOT NULL;"
  "CREATE INDEX documents_commented ON documents (modified) WHERE comments > 0;"

  "CREATE TABLE tallies ("
  "  kind INTEGER NOT NULL,"                    /* as of labels; 3: a status by its number, 4: the trash */
  "  label TEXT NOT NULL,"
  "  used INTEGER NOT NULL,"                    /* by how many documents */
  "  shown INTEGER NOT NULL,"                   /* of these, announcements that are not in the trash */
  "  PRIMARY KEY (kind, label)"
  ") WITHOUT ROWID;"

  "CREATE TRIGGER labels_added AFTER INSERT ON labels BEGIN"
  "  INSERT INTO tallies (kind, label, used, shown) SELECT new.kind, new.label, 1, type = 0 AND NOT trashed AND modified > 0"
  "    FROM documents WHERE row = new.document"
  "    ON CONFLICT (kind, label) DO UPDATE SET used = used + 1, shown = shown + excluded.shown; END;"
  /* With its document gone they were counted off before. */
  "CREATE TRIGGER labels_removed AFTER DELETE ON labels WHEN EXISTS (SELECT 1 FROM documents WHERE row = old.document) BEGIN"
  "  UPDATE tallies SET used = used - 1,"
  "    shown = shown - (SELECT type = 0 AND NOT trashed AND modified > 0 FROM documents WHERE row = old.document)"
  "    WHERE kind = old.kind AND label = old.label;"
  "  DELETE FROM tallies WHERE kind = old.kind AND label = old.label AND used <= 0; END;"
  "CREATE TRIGGER documents_counted AFTER UPDATE OF trashed, modified, status ON documents"
  "  WHEN new.type = 0 AND (old.trashed <> new.trashed OR old.status <> new.status OR (old.modified > 0) <> (new.modified > 0)) BEGIN"
  "  UPDATE tallies SET shown = shown + (NOT new.trashed AND new.modified > 0) - (NOT old.trashed AND old.modified > 0)"
  "    WHERE (kind, label) IN (SELECT kind, label FROM labels WHERE document = new.row);"
  "  UPDATE tallies SET used = used - 1, shown = shown - 1"
  "    WHERE kind = iif (old.trashed, 4, 3) AND label = iif (old.trashed, '', old.status) AND old.modified > 0;"
  "  INSERT INTO tallies (kind, label, used, shown)"
  "    SELECT iif (new.trashed, 4, 3), iif (new.trashed, '', new.status), 1, 1 WHERE new.modified > 0"
  "    ON CONFLICT (kind, label) DO UPDATE SET used = used + 1, shown = shown + 1; END;"
  "CREATE TRIGGER documents_removed BEFORE DELETE ON documents BEGIN"
  "  UPDATE tallies SET used = used - 1, shown = shown - (old.type = 0 AND NOT old.trashed AND old.modified > 0)"
  "    WHERE (kind, label) IN (SELECT kind, label FROM labels WHERE document = old.row);"
  "  DELETE FROM tallies WHERE used <= 0 AND (kind, label) IN (SELECT kind, label FROM labels WHERE document = old.row);"
  "  UPDATE tallies SET used = used - 1, shown = shown - 1 WHERE kind = iif (old.trashed, 4, 3)"
  "    AND label = iif (old.trashed, '', old.status) AND old.type = 0 AND old.modified > 0; END;"

  "INSERT INTO tallies (kind, label, used, shown) SELECT l.kind, l.label, count(*), sum (d.type = 0 AND NOT d.trashed AND d.modified > 0)"
  "  FROM labels l JOIN documents d ON d.row = l.document GROUP BY l.kind, l.label;"
  "INSERT INTO tallies (kind, label, used, shown) SELECT iif (trashed, 4, 3), iif (trashed, '', status), count(*), count(*)"
  "  FROM documents WHERE type = 0 AND modified > 0 GROUP BY 1, 2;"
  /* What was written before, as far as it can be read. */
  "INSERT OR IGNORE INTO labels (kind, label, document)"
  "  SELECT 2, json_extract (b.value, '$.speaker.name'), w.document FROM working_copies w"
  "  JOIN json_each (iif (instr (w.text, '\"speaker\"') AND json_valid (w.text), w.text, '{}'), '$.body') b"
  "  WHERE b.type = 'object' AND json_type (iif (b.type = 'object', b.value, '{}'), '$.speaker.name') = 'text'"
  "  AND json_extract (iif (b.type = 'object', b.value, '{}'), '$.speaker.name') <> '';"
  "UPDATE documents SET speakers = (SELECT group_concat (replace (label, char (10), ' '), char (10)) || char (10) FROM labels WHERE document = row AND kind = 2)"
  "  WHERE row IN (SELECT document FROM labels WHERE kind = 2);"
  "UPDATE documents SET comments = (SELECT count(*) FROM working_copies w,"
  "  json_each (iif (json_valid (w.text), w.text, '{}'), '$.comments') c WHERE w.document = documents.row"
  "  AND c.type = 'object' AND json_extract (iif (c.type = 'object', c.value, '{}'), '$.resolved') IS NOT 1)"
  "  WHERE type = 0 AND row IN (SELECT document FROM working_copies WHERE instr (text, '\"comments\"'));";

/* migrations[n] leads from schema n to n + 1. A released one is never changed. */
static const char *const migrations[] = {
  schema_1,
  schema_2,
  schema_3,
};

/* At one moment: another process may be making the library just now. */
static gboolean
read_stamp (HeraldDatabase  *database,
            gint64          *application,
            gint64          *user_version,
            gint64          *n_tables,
            GError         **error)
{
  gboolean read;

  if (!herald_database_exec (database, "SAVEPOINT stamp", error))
    return FALSE;
  read = herald_database_get_int (database, 0, application, error, "PRAGMA application_id", "") &&
         herald_database_get_int (database, 0, user_version, error, "PRAGMA user_version", "") &&
         herald_database_get_int (database, 0, n_tables, error, "SELECT count(*) FROM sqlite_schema", "");

  return herald_database_exec (database, "RELEASE stamp", read ? error : NULL) && read;
}

/**
 * herald_migrations_check:
 * @database: a connection
 * @version: (out): the schema found, 0 for an empty file
 * @error: return location for an error: NEWER, DAMAGED
 *
 * Looks whether the file is a library that this Herald can read.
 *
 * Returns: whether it is one
 */
gboolean
herald_migrations_check (HeraldDatabase  *database,
                         int             *version,
                         GError         **error)
{
  gint64 application, user_version, n_tables;

  if (!read_stamp (database, &application, &user_version, &n_tables, error))
    return FALSE;

  if (application != APPLICATION_ID && (application != 0 || user_version != 0 || n_tables != 0))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The library could not be opened: its database was made by another program."));
      return FALSE;
    }
  if (user_version > (gint64) G_N_ELEMENTS (migrations))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NEWER, _("The library was made by a newer Herald. Update Herald to open it; nothing was changed."));
      return FALSE;
    }
  *version = user_version;

  return TRUE;
}

static gboolean
migrate (HeraldDatabase  *database,
         int              version,
         GError         **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            APPLICATION_ID, (int) G_N_ELEMENTS (migrations));

  for (gsize i = version; i < G_N_ELEMENTS (migrations); i++)
    {
      if (!herald_database_exec (database, migrations[i], error))
        return FALSE;
    }

  return herald_database_exec (database, stamp, error);
}

/**
 * herald_migrations_run:
 * @database: the writing connection, with the tokenizer registered
 * @error: return location for an error
 *
 * Brings a library to this Herald's schema, in one transaction. Another process may have done so in between: the
 * schema is looked at again under the lock.
 *
 * Returns: whether it has this Herald's schema now
 */
gboolean
herald_migrations_run (HeraldDatabase  *database,
                       GError         **error)
{
  int version;

  if (!herald_migrations_check (database, &version, error))
    return FALSE;
  if (version == (int) G_N_ELEMENTS (migrations))
    return TRUE;

  if (!herald_database_begin (database, error))
    return FALSE;
  if (!herald_migrations_check (database, &version, error) || !migrate (database, version, error))
    {
      herald_database_rollback (database);
      return FALSE;
    }

  return herald_database_commit (database, error);
}
