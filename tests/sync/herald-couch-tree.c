/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-tree.h"

#include <string.h>

struct _HeraldCouchTree
{
  GHashTable *revisions; /* rev -> HeraldCouchRevision */
};

static void
attachment_clear (gpointer data)
{
  HeraldCouchAttachment *attachment = data;

  g_free (attachment->name);
  g_free (attachment->content_type);
  g_free (attachment->digest);
  g_bytes_unref (attachment->bytes);
}

HeraldCouchAttachment *
herald_couch_attachment_ref (HeraldCouchAttachment *attachment)
{
  return g_atomic_rc_box_acquire (attachment);
}

void
herald_couch_attachment_unref (HeraldCouchAttachment *attachment)
{
  g_atomic_rc_box_release_full (attachment, attachment_clear);
}

HeraldCouchAttachment *
herald_couch_attachment_new (const char *name,
                             const char *content_type,
                             guint       revpos,
                             GBytes     *bytes)
{
  HeraldCouchAttachment *attachment = g_atomic_rc_box_new0 (HeraldCouchAttachment);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16] = { 0 };
  gsize length = sizeof digest;
  g_autofree char *encoded = NULL;

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_checksum_get_digest (checksum, digest, &length);
  encoded = g_base64_encode (digest, length);

  attachment->name = g_strdup (name);
  attachment->content_type = g_strdup (content_type);
  attachment->digest = g_strconcat ("md5-", encoded, NULL);
  attachment->revpos = revpos;
  attachment->bytes = g_bytes_ref (bytes);
  return attachment;
}

static void
revision_clear (gpointer data)
{
  HeraldCouchRevision *revision = data;

  g_free (revision->rev);
  g_free (revision->parent);
  g_free (revision->body);
  g_ptr_array_unref (revision->attachments);
}

static void
revision_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, revision_clear);
}

guint
herald_couch_revision_count (const char *rev)
{
  char *end = NULL;
  guint64 count = rev != NULL ? g_ascii_strtoull (rev, &end, 10) : 0;

  return end != NULL && *end == '-' && end[1] != '\0' && count < G_MAXUINT ? (guint) count : 0;
}

static char *
make_rev (const char *parent,
          const char *body,
          gboolean    deleted,
          GPtrArray  *attachments)
{
  g_autoptr (GString) content = g_string_new (parent);
  g_autofree char *hash = NULL;

  g_string_append_printf (content, "\n%d\n%s", deleted, body);
  for (guint i = 0; i < attachments->len; i++)
    {
      const HeraldCouchAttachment *attachment = g_ptr_array_index (attachments, i);

      g_string_append_printf (content, "\n%s %s", attachment->name, attachment->digest);
    }

  hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, content->str, (gssize) content->len);
  return g_strdup_printf ("%u-%s", herald_couch_revision_count (parent) + 1, hash);
}

HeraldCouchRevision *
herald_couch_revision_new (const char *rev,
                           const char *parent,
                           const char *body,
                           gboolean    deleted,
                           GPtrArray  *attachments)
{
  HeraldCouchRevision *revision = g_atomic_rc_box_new0 (HeraldCouchRevision);

  revision->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_couch_attachment_unref);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    g_ptr_array_add (revision->attachments, herald_couch_attachment_ref (g_ptr_array_index (attachments, i)));

  revision->parent = g_strdup (parent);
  revision->body = g_strdup (body);
  revision->deleted = deleted;
  revision->rev = rev != NULL ? g_strdup (rev) : make_rev (parent, body, deleted, revision->attachments);
  return revision;
}

HeraldCouchTree *
herald_couch_tree_new (void)
{
  HeraldCouchTree *tree = g_new0 (HeraldCouchTree, 1);

  tree->revisions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, revision_unref);
  return tree;
}

void
herald_couch_tree_free (HeraldCouchTree *tree)
{
  g_hash_table_unref (tree->revisions);
  g_free (tree);
}

HeraldCouchTree *
herald_couch_tree_copy (HeraldCouchTree *tree)
{
  HeraldCouchTree *copy = herald_couch_tree_new ();

  herald_couch_tree_merge (copy, tree);
  return copy;
}

void
herald_couch_tree_add (HeraldCouchTree     *tree,
                       HeraldCouchRevision *revision)
{
  const HeraldCouchRevision *there = g_hash_table_lookup (tree->revisions, revision->rev);

  if (there != NULL && (there->body != NULL || revision->body == NULL))
    revision_unref (revision);
  else
    g_hash_table_replace (tree->revisions, revision->rev, revision);
}

gboolean
herald_couch_tree_merge (HeraldCouchTree *tree,
                         HeraldCouchTree *other)
{
  guint before = g_hash_table_size (tree->revisions);
  GHashTableIter iter = { 0 };
  gpointer revision = NULL;

  g_hash_table_iter_init (&iter, other->revisions);
  while (g_hash_table_iter_next (&iter, NULL, &revision))
    herald_couch_tree_add (tree, g_atomic_rc_box_acquire (revision));

  return g_hash_table_size (tree->revisions) > before;
}

const HeraldCouchRevision *
herald_couch_tree_find (HeraldCouchTree *tree,
                        const char      *rev)
{
  return g_hash_table_lookup (tree->revisions, rev);
}

static int
compare_leaves (gconstpointer a,
                gconstpointer b)
{
  const HeraldCouchRevision *one = *(HeraldCouchRevision * const *) a;
  const HeraldCouchRevision *other = *(HeraldCouchRevision * const *) b;
  guint count = herald_couch_revision_count (one->rev);
  guint other_count = herald_couch_revision_count (other->rev);

  if (one->deleted != other->deleted)
    return one->deleted ? 1 : -1;
  if (count != other_count)
    return count > other_count ? -1 : 1;

  return strcmp (other->rev, one->rev);
}

GPtrArray *
herald_couch_tree_leaves (HeraldCouchTree *tree)
{
  GPtrArray *leaves = g_ptr_array_new ();
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter = { 0 };
  HeraldCouchRevision *revision = NULL;

  g_hash_table_iter_init (&iter, tree->revisions);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &revision))
    if (revision->parent != NULL)
      g_hash_table_add (parents, revision->parent);

  g_hash_table_iter_init (&iter, tree->revisions);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &revision))
    if (!g_hash_table_contains (parents, revision->rev))
      g_ptr_array_add (leaves, revision);

  g_ptr_array_sort (leaves, compare_leaves);
  return leaves;
}

gboolean
herald_couch_tree_is_leaf (HeraldCouchTree *tree,
                           const char      *rev)
{
  GHashTableIter iter = { 0 };
  HeraldCouchRevision *revision = NULL;

  if (g_hash_table_lookup (tree->revisions, rev) == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, tree->revisions);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &revision))
    if (g_strcmp0 (revision->parent, rev) == 0)
      return FALSE;

  return TRUE;
}

const HeraldCouchRevision *
herald_couch_tree_winner (HeraldCouchTree *tree)
{
  g_autoptr (GPtrArray) leaves = herald_couch_tree_leaves (tree);

  return leaves->len > 0 ? g_ptr_array_index (leaves, 0) : NULL;
}
