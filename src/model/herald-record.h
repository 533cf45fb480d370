/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-canonical.h"

G_BEGIN_DECLS

/* A record is a plain struct whose JSON form is told by a table. The table alone reads, writes, copies, compares
 * and frees it, so a member is added in two lines: one in the struct, one in the table. Every record begins with
 * HERALD_RECORD_HEADER, which keeps the members that this Herald does not know, so that they survive a round trip. */

typedef enum
{
  HERALD_MEMBER_STRING,   /* char *; absent and "" are the same */
  HERALD_MEMBER_BOOLEAN,  /* gboolean; false is not written */
  HERALD_MEMBER_INTEGER,  /* gint64; 0 is not written */
  HERALD_MEMBER_ENUM,     /* int, 0 is not written; names in the table */
  HERALD_MEMBER_STRINGS,  /* GPtrArray of char * */
  HERALD_MEMBER_RECORD,   /* pointer to a record, or NULL */
  HERALD_MEMBER_RECORDS,  /* GPtrArray of records */
  HERALD_MEMBER_ROWS,     /* GPtrArray of GPtrArray of records (a facts table) */
  HERALD_MEMBER_MARKS,    /* GArray of HeraldMark, or NULL */
} HeraldMemberKind;

typedef struct _HeraldRecordType HeraldRecordType;

typedef struct
{
  const char             *name;
  HeraldMemberKind        kind;
  gsize                   offset;
  const HeraldRecordType *record; /* of RECORD, RECORDS, ROWS */
  const char * const     *names;  /* of ENUM: NULL-terminated, [0] is the value that is not written */
} HeraldMember;

/* Sets an error with herald_record_refuse. */
typedef gboolean (*HeraldRecordCheck) (gpointer      record,
                                       GError      **error);

struct _HeraldRecordType
{
  const char         *name;    /* for messages: "quote", "contact" */
  gsize               size;
  const HeraldMember *members;
  guint               n_members;
  HeraldRecordCheck   check;   /* after reading, or NULL: bounds that the table cannot tell */
  GDestroyNotify      destroy; /* frees one record of this type: what its arrays are made with */
  const char         *variant; /* name of an ENUM member, or NULL: an object whose value there is not in the table is
                                * kept whole in header.unknown (only its "id" is read too) */
};

typedef struct
{
  JsonObject *unknown; /* members that this Herald does not know, or NULL */
} HeraldRecordHeader;

#define HERALD_RECORD_HEADER HeraldRecordHeader header;

/* The lines of a table. Arrays of a record are never NULL. */
#define HERALD_STRING(Struct, member)             { #member, HERALD_MEMBER_STRING, G_STRUCT_OFFSET (Struct, member), NULL, NULL }
#define HERALD_BOOLEAN(Struct, member)            { #member, HERALD_MEMBER_BOOLEAN, G_STRUCT_OFFSET (Struct, member), NULL, NULL }
#define HERALD_INTEGER(Struct, member)            { #member, HERALD_MEMBER_INTEGER, G_STRUCT_OFFSET (Struct, member), NULL, NULL }
#define HERALD_ENUM(Struct, member, values)       { #member, HERALD_MEMBER_ENUM, G_STRUCT_OFFSET (Struct, member), NULL, values }
#define HERALD_STRINGS(Struct, member)            { #member, HERALD_MEMBER_STRINGS, G_STRUCT_OFFSET (Struct, member), NULL, NULL }
#define HERALD_RECORD(Struct, member, type)       { #member, HERALD_MEMBER_RECORD, G_STRUCT_OFFSET (Struct, member), type, NULL }
#define HERALD_RECORDS(Struct, member, type)      { #member, HERALD_MEMBER_RECORDS, G_STRUCT_OFFSET (Struct, member), type, NULL }
#define HERALD_ROWS(Struct, member, type)         { #member, HERALD_MEMBER_ROWS, G_STRUCT_OFFSET (Struct, member), type, NULL }
#define HERALD_MARKS(Struct, member)              { #member, HERALD_MEMBER_MARKS, G_STRUCT_OFFSET (Struct, member), NULL, NULL }

#define HERALD_MODEL_ERROR (herald_model_error_quark ())
GQuark herald_model_error_quark (void);

typedef enum
{
  HERALD_MODEL_ERROR_INVALID, /* the document breaks the format; the message names the place ("body[3].speaker.name") */
  HERALD_MODEL_ERROR_NEWER,   /* made by a newer Herald */
  HERALD_MODEL_ERROR_USAGE,   /* a person asked for something that the format does not hold */
} HeraldModelError;

gpointer    herald_record_new      (const HeraldRecordType  *type);
gpointer    herald_record_read     (const HeraldRecordType  *type,
                                    JsonObject              *object,
                                    const char              *place, /* NULL: the whole document */
                                    GError                 **error);
JsonObject *herald_record_write    (const HeraldRecordType  *type,
                                    gconstpointer            record);
gpointer    herald_record_copy     (const HeraldRecordType  *type,
                                    gconstpointer            record);
gboolean    herald_record_equal    (const HeraldRecordType  *type,
                                    gconstpointer            a,  /* NULL and an empty record are the same */
                                    gconstpointer            b);
gboolean    herald_record_is_empty (const HeraldRecordType  *type,
                                    gconstpointer            record);
void        herald_record_free     (const HeraldRecordType  *type,
                                    gpointer                 record);

/* HERALD_MODEL_ERROR_INVALID "member: reason". Always FALSE. */
gboolean    herald_record_refuse   (GError                 **error,
                                    const char              *member,
                                    const char              *reason);
/* Checks for a HeraldRecordCheck; an absent value is fine. */
gboolean    herald_record_check_hash (const char            *member,
                                      const char            *value,
                                      GError               **error);
gboolean    herald_record_check_uuid (const char            *member,
                                      const char            *value,
                                      GError               **error);
/* A valid id must be there. */
gboolean    herald_record_check_id   (const char            *id,
                                      GError               **error);
/* Trees of unknown members, copied to the last leaf: json-glib shares them, and not safely between threads. */
JsonNode   *herald_node_copy         (JsonNode              *node);
JsonObject *herald_object_copy       (JsonObject            *object);

G_END_DECLS
