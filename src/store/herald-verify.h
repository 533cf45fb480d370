/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* What is wrong with a library, found by reading all of it. */
typedef enum
{
  HERALD_DAMAGE_DATABASE, /* SQLite says that the file is */
  HERALD_DAMAGE_VERSION,  /* a version is not what its hash says, or not here though something builds on it */
  HERALD_DAMAGE_GRAPH,    /* a version is its own ancestor, or comes from another document's */
  HERALD_DAMAGE_BODY,     /* a text is not what its hash says, or not here */
  HERALD_DAMAGE_HEAD,     /* a head that is none, or none where there should be one */
  HERALD_DAMAGE_COPY,     /* the working copy, or what it is said to descend from */
  HERALD_DAMAGE_ASSET,    /* a file is not what its hash says, or not here */
  HERALD_DAMAGE_LEFTOVER, /* nothing needs it; no loss */
  HERALD_DAMAGE_ABSENT,   /* on the team's server only, as is normal after a first sync; no loss */
} HeraldDamageKind;

typedef struct
{
  HeraldDamageKind kind;
  HeraldDamageKind thing;    /* what object is: VERSION, BODY, ASSET; also of LEFTOVER and ABSENT */
  char            *document; /* id, or NULL: of the library */
  char            *object;   /* hash of the version, body or asset; or NULL */
  char            *message;  /* for people, a sentence */
} HeraldDamage;

/* id NULL: the whole library. Nothing is written. (element-type HeraldDamage); NULL on error: also CANCELLED. */
GPtrArray *herald_library_verify        (HeraldLibrary  *self,
                                         const char     *id,
                                         GCancellable   *cancellable,
                                         GError        **error);
void       herald_library_verify_async  (HeraldLibrary *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *herald_library_verify_finish (HeraldLibrary *self, GAsyncResult *result, GError **error);

/* Mending. What is handed over is known by its hash, from wherever it came; nothing is removed that is the only one of its
 * kind. First versions and texts, then the document, whose newest versions and draft are set right. */
gboolean    herald_library_mend_version  (HeraldLibrary  *self,
                                          HeraldVersion  *version,
                                          GError        **error);
gboolean    herald_library_mend_body     (HeraldLibrary  *self,
                                          HeraldDocument *body,
                                          GError        **error);
gboolean    herald_library_mend_document (HeraldLibrary  *self,
                                          const char     *id,
                                          GError        **error);

const char *herald_damage_kind_to_string (HeraldDamageKind    kind); /* "version", "body", ...: for programs */
gboolean    herald_damage_is_loss        (const HeraldDamage *damage); /* not LEFTOVER, not ABSENT */
void        herald_damage_free           (HeraldDamage       *damage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDamage, herald_damage_free)

G_END_DECLS
