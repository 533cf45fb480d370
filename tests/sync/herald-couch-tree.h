/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One file of a document. Immutable. */
typedef struct
{
  char   *name;
  char   *content_type;
  char   *digest;  /* "md5-...", as CouchDB writes it */
  guint   revpos;
  GBytes *bytes;
} HeraldCouchAttachment;

HeraldCouchAttachment *herald_couch_attachment_new   (const char *name, const char *content_type, guint revpos,
                                                      GBytes *bytes);
HeraldCouchAttachment *herald_couch_attachment_ref   (HeraldCouchAttachment *attachment);
void                   herald_couch_attachment_unref (HeraldCouchAttachment *attachment);

/* One revision. Immutable: copies of a tree share it. */
typedef struct
{
  char      *rev;         /* "3-5f0c..." */
  char      *parent;      /* or NULL */
  char      *body;        /* canonical, without CouchDB's own members; NULL: known by its name only */
  gboolean   deleted;
  GPtrArray *attachments; /* of HeraldCouchAttachment *, in a reference-counted box */
} HeraldCouchRevision;

/* rev NULL: named after parent and content, as CouchDB does, so that two nodes name the same edit the same. */
HeraldCouchRevision *herald_couch_revision_new   (const char *rev, const char *parent, const char *body, gboolean deleted,
                                                  GPtrArray *attachments);
guint                herald_couch_revision_count (const char *rev); /* the number in front; 0: no revision */

/* The revisions of one document as CouchDB keeps them: a forest, of which the leaves count
 * (https://docs.couchdb.org/en/3.4.3-docs/replication/conflicts.html). */
typedef struct _HeraldCouchTree HeraldCouchTree;

HeraldCouchTree           *herald_couch_tree_new     (void);
HeraldCouchTree           *herald_couch_tree_copy    (HeraldCouchTree *tree);
void                       herald_couch_tree_free    (HeraldCouchTree *tree);
/* (transfer full) revision; one that is there stays, but for its body if that was not known. */
void                       herald_couch_tree_add     (HeraldCouchTree *tree, HeraldCouchRevision *revision);
/* Whether anything was new. */
gboolean                   herald_couch_tree_merge   (HeraldCouchTree *tree, HeraldCouchTree *other);
const HeraldCouchRevision *herald_couch_tree_find    (HeraldCouchTree *tree, const char *rev);
gboolean                   herald_couch_tree_is_leaf (HeraldCouchTree *tree, const char *rev);
/* The winner first: not deleted before deleted, then the longer history, then the greater name. (transfer container) */
GPtrArray                 *herald_couch_tree_leaves  (HeraldCouchTree *tree);
const HeraldCouchRevision *herald_couch_tree_winner  (HeraldCouchTree *tree);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCouchTree, herald_couch_tree_free)

G_END_DECLS
