/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-record.h"

G_BEGIN_DECLS

typedef struct
{
  HERALD_RECORD_HEADER
  char *name;
  char *email;
} HeraldAuthor;

/* One state of one document in its history; content-addressed, like a commit (section 4 of the design). */
typedef struct
{
  HERALD_RECORD_HEADER
  gint64        schema;
  char         *document; /* id */
  GPtrArray    *parents;  /* of char *: hashes, sorted */
  HeraldAuthor *author;
  char         *time;     /* UTC, "2026-11-22T07:16:42Z" */
  char         *message;
  gboolean      automatic;
  char         *body;     /* hash of the body */
  char         *hash;     /* of the members above; not one of them */
} HeraldVersion;

extern const HeraldRecordType herald_author_type;
extern const HeraldRecordType herald_version_type;

HeraldAuthor  *herald_author_new      (const char *name, const char *email);
HeraldAuthor  *herald_author_copy     (const HeraldAuthor *author);
void           herald_author_free     (HeraldAuthor *author);

/* parents: NULL-terminated, or NULL for a first version. */
HeraldVersion *herald_version_new     (const char          *document,
                                       const char * const  *parents,
                                       const HeraldAuthor  *author,
                                       const char          *time,
                                       const char          *message,
                                       gboolean             automatic,
                                       const char          *body);
HeraldVersion *herald_version_read    (JsonObject          *object,
                                       GError             **error);  /* computes the hash */
JsonObject    *herald_version_write   (const HeraldVersion *version);
HeraldVersion *herald_version_copy    (const HeraldVersion *version);
void           herald_version_free    (HeraldVersion       *version);

/* Looks up the parents of a version: NULL when it is not here. (transfer full) */
typedef char **(*HeraldParentsFunc) (const char *hash, gpointer user_data);

/* The members of heads (hashes) that are not an ancestor of another one: sorted, NULL-terminated.
 * Walks the graph as far as it is here; a missing ancestor keeps both heads, never guesses. */
char         **herald_heads_reduce    (const char * const  *heads,
                                       HeraldParentsFunc    parents,
                                       gpointer             user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldAuthor, herald_author_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldVersion, herald_version_free)

G_END_DECLS
