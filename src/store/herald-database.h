/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One connection to one library's database. THREAD SAFETY: used by one thread at a time. */
typedef struct _HeraldDatabase HeraldDatabase;

/* A prepared statement on loan: given back (reset) by g_autoptr. */
typedef sqlite3_stmt HeraldStatement;

typedef enum
{
  HERALD_DATABASE_READ,  /* can never change anything */
  HERALD_DATABASE_WRITE,
} HeraldDatabaseMode;

HeraldDatabase  *herald_database_open            (const char          *path,
                                                  HeraldDatabaseMode   mode,
                                                  GError             **error);
void             herald_database_close           (HeraldDatabase      *self);
sqlite3         *herald_database_get_handle      (HeraldDatabase      *self);
void             herald_database_set_timeout     (HeraldDatabase      *self,
                                                  guint                milliseconds);

/* types tells what follows, a letter for each parameter: i gint64, s string or NULL, h hash in hex or NULL (stored
 * as bytes), b bytes: pointer and gsize. Strings are copied. */
HeraldStatement *herald_database_query           (HeraldDatabase      *self,
                                                  GError             **error,
                                                  const char          *sql,
                                                  const char          *types,
                                                  ...);
gboolean         herald_database_next            (HeraldDatabase      *self,
                                                  HeraldStatement     *statement,
                                                  GError             **error);
gboolean         herald_database_pass_on         (GError             **problem,
                                                  GError             **error);
gboolean         herald_database_run             (HeraldDatabase      *self,
                                                  GError             **error,
                                                  const char          *sql,
                                                  const char          *types,
                                                  ...);
gboolean         herald_database_exec            (HeraldDatabase      *self,
                                                  const char          *script,
                                                  GError             **error);
/* The first column of the first row; fallback when there is none or it is NULL. */
gboolean         herald_database_get_int         (HeraldDatabase      *self,
                                                  gint64               fallback,
                                                  gint64              *value,
                                                  GError             **error,
                                                  const char          *sql,
                                                  const char          *types,
                                                  ...);
gboolean         herald_database_begin           (HeraldDatabase      *self,
                                                  GError             **error);
gboolean         herald_database_commit          (HeraldDatabase      *self,
                                                  GError             **error);
void             herald_database_rollback        (HeraldDatabase      *self);
void             herald_database_set_error       (HeraldDatabase      *self,
                                                  int                  code,
                                                  GError             **error);

char            *herald_statement_get_hash       (HeraldStatement     *statement,
                                                  int                  column);
char            *herald_statement_get_string     (HeraldStatement     *statement,
                                                  int                  column);
void             herald_statement_release        (HeraldStatement     *statement);

/* Bytes of a hash and back. */
gboolean         herald_hash_to_bytes            (const char          *hash,
                                                  guint8               bytes[32]);
char            *herald_hash_from_bytes          (const guint8         bytes[32]);

/* herald-migrations.c */
gboolean         herald_migrations_run           (HeraldDatabase      *database,
                                                  GError             **error);
gboolean         herald_migrations_check         (HeraldDatabase      *database,
                                                  int                 *version,
                                                  GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDatabase, herald_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldStatement, herald_statement_release)

G_END_DECLS
