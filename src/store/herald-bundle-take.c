/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-bundle.h"

#include <string.h>

#include "herald-arrivals.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-json.h"
#include "herald-library-private.h"
#include "herald-organisation.h"
#include "herald-person.h"
#include "herald-zip.h"

#define MAX_HEADER   65536
#define MAX_ASSET    ((gsize) 256 * 1024 * 1024)
#define MAX_HISTORY  ((gsize) 512 * 1024 * 1024) /* of one document */
#define MAX_ALL      ((guint64) 64 * 1024 * 1024 * 1024)
#define BATCH        200                         /* documents in one transaction */
#define BATCH_BYTES  (16 * 1024 * 1024)

/* A bundle that is being read, first to check all of it, then to take it in: a damaged one leaves nothing behind. */
typedef struct
{
  HeraldLibrary        *library;     /* NULL: only check */
  HeraldZipReader      *zip;
  GPtrArray            *arrivals;    /* of HeraldArrival: the next batch */
  gsize                 n_bytes;     /* in it */
  guint64               n_all;       /* bytes, of all that was read */
  guint                 n_documents; /* by the header */
  guint                 n_assets;
  HeraldBundleCount    *count;
  HeraldBundleProgress  progress;
  gpointer              user_data;
  GCancellable         *cancellable;
} Taking;

static gboolean
refuse (GError     **error,
        const char  *path,
        const char  *reason)
{
  g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_DAMAGED, _("The bundle was not taken in, since “%s” in it cannot be used: %s"),
               path, reason);

  return FALSE;
}

static GBytes *
read_file (Taking  *self,
           gsize    max_size,
           GError **error)
{
  GBytes *bytes = herald_zip_reader_read (self->zip, max_size, error);

  self->n_all += bytes != NULL ? g_bytes_get_size (bytes) : 0;
  if (self->n_all <= MAX_ALL)
    return bytes;
  g_clear_pointer (&bytes, g_bytes_unref);
  refuse (error, HERALD_BUNDLE_HEADER, _("it is too large"));

  return NULL;
}

static gboolean
read_count (JsonObject  *header,
            const char  *name,
            guint       *count)
{
  JsonNode *node = json_object_get_member (header, name);
  gint64 n = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : -1;

  *count = (guint) n;

  return n >= 0 && n <= G_MAXINT;
}

static gboolean
is_bundle (JsonObject *header)
{
  JsonNode *node = json_object_get_member (header, "format");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), HERALD_BUNDLE_FORMAT) == 0;
}

/* Nothing is known of a file before its header, so that comes first. */
static gboolean
read_header (Taking  *self,
             GError **error)
{
  const char *path = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *header;
  guint n_documents, n_assets, schema;

  if (!herald_zip_reader_next (self->zip, &path, error))
    return FALSE;
  if (g_strcmp0 (path, HERALD_BUNDLE_HEADER) != 0)
    return refuse (error, path != NULL ? path : HERALD_BUNDLE_HEADER, _("it is no bundle of Herald’s"));
  bytes = read_file (self, MAX_HEADER, error);
  node = bytes != NULL ? herald_json_parse_bytes (bytes, error) : NULL;
  if (node == NULL)
    return FALSE;
  header = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (header == NULL || !is_bundle (header) || !read_count (header, "schema", &schema) || !read_count (header, "documents", &n_documents) ||
      !read_count (header, "assets", &n_assets))
    return refuse (error, HERALD_BUNDLE_HEADER, _("it is no bundle of Herald’s"));
  if (schema > HERALD_BUNDLE_SCHEMA)
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NEWER, _("The bundle was made by a newer Herald."));
      return FALSE;
    }
  self->n_documents = n_documents;
  self->n_assets = n_assets;

  return TRUE;
}

static gboolean
take_asset (Taking      *self,
            const char  *path,
            GError     **error)
{
  const char *name = path + strlen ("assets/");
  g_autoptr(GBytes) bytes = read_file (self, MAX_ASSET, error);
  g_autofree char *hash = bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autofree char *added = NULL;

  if (bytes == NULL)
    return FALSE;
  if (strcmp (hash, name) != 0)
    return refuse (error, path, _("its contents are not those that its name says"));
  if (self->library == NULL || herald_library_has_asset (self->library, hash))
    return TRUE;
  stream = g_memory_input_stream_new_from_bytes (bytes);
  added = herald_library_add_asset (self->library, stream, self->cancellable, error);
  self->count->new_assets += added != NULL;

  return added != NULL;
}

/* A body must be what this Herald can show; one of a newer Herald is kept as it is. */
static gboolean
check_body (HeraldDocument  *body,
            GError         **error)
{
  g_autoptr(HeraldAnnouncement) announcement = NULL;
  g_autoptr(HeraldOrganisation) organisation = NULL;
  g_autoptr(HeraldPerson) person = NULL;

  if (herald_document_is_newer (body))
    return TRUE;
  switch (herald_document_get_kind (body))
    {
    case HERALD_DOCUMENT_ANNOUNCEMENT:
      return (announcement = herald_announcement_from_document (body, error)) != NULL;
    case HERALD_DOCUMENT_ORGANISATION:
      return (organisation = herald_organisation_from_document (body, error)) != NULL;
    case HERALD_DOCUMENT_PERSON:
      return (person = herald_person_from_document (body, error)) != NULL;
    default:
      return TRUE;
    }
}

/* { "hash": "...", "version": { ... }, "body": { ... } } */
static gboolean
read_version (HeraldArrival  *arrival,
              const char     *path,
              JsonNode       *node,
              GHashTable     *bodies,
              GError        **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *version_node = object != NULL ? json_object_get_member (object, "version") : NULL;
  JsonNode *body_node = object != NULL ? json_object_get_member (object, "body") : NULL;
  JsonNode *hash = object != NULL ? json_object_get_member (object, "hash") : NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(HeraldDocument) body = NULL;

  if (version_node == NULL || !JSON_NODE_HOLDS_OBJECT (version_node))
    return refuse (error, path, _("a version is missing"));
  version = herald_version_read (json_node_get_object (version_node), error);
  if (version == NULL)
    return FALSE;
  if (hash == NULL || !JSON_NODE_HOLDS_VALUE (hash) || g_strcmp0 (json_node_get_string (hash), version->hash) != 0)
    return refuse (error, path, _("a version is not the one that its hash says"));
  if (g_strcmp0 (version->document, arrival->id) != 0)
    return refuse (error, path, _("a version belongs to something else"));
  if (body_node != NULL)
    {
      body = herald_document_new (body_node, error);
      if (body == NULL || !check_body (body, error))
        return FALSE;
      if (g_strcmp0 (herald_document_get_hash (body), version->body) != 0 || strcmp (herald_document_get_id (body), arrival->id) != 0)
        return refuse (error, path, _("a text is not the one that its version names"));
      g_hash_table_replace (bodies, g_strdup (version->body), herald_document_ref (body));
    }
  else if (g_hash_table_contains (bodies, version->body))
    body = herald_document_ref (g_hash_table_lookup (bodies, version->body));
  g_ptr_array_add (arrival->versions, g_steal_pointer (&version));
  g_ptr_array_add (arrival->bodies, g_steal_pointer (&body));

  return TRUE;
}

/* Those from which none of the others was made: each needs its text, for that is what a person will see. */
static char **
find_tips (const HeraldArrival  *arrival,
           const char           *path,
           GError              **error)
{
  g_autoptr(GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GStrvBuilder) tips = g_strv_builder_new ();

  for (guint i = 0; i < arrival->versions->len; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (arrival->versions, i);

      for (guint j = 0; j < version->parents->len; j++)
        g_hash_table_add (parents, g_ptr_array_index (version->parents, j));
    }
  for (guint i = 0; i < arrival->versions->len; i++)
    {
      const HeraldVersion *version = g_ptr_array_index (arrival->versions, i);
      HeraldDocument *body = g_ptr_array_index (arrival->bodies, i);

      if (g_hash_table_contains (parents, version->hash))
        continue;
      if (body == NULL || herald_document_get_kind (body) != arrival->type)
        {
          refuse (error, path, _("a text is missing"));
          return NULL;
        }
      g_strv_builder_add (tips, version->hash);
    }

  return g_strv_builder_end (tips);
}

static void
unref_body (gpointer body)
{
  if (body != NULL)
    herald_document_unref (body);
}

static HeraldArrival *
read_history (const char  *path,
              GBytes      *bytes,
              GError     **error)
{
  g_autoptr(HeraldArrival) arrival = g_new0 (HeraldArrival, 1);
  g_autoptr(GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_body);
  gsize size = 0;
  const char *at = g_bytes_get_data (bytes, &size);
  const char *end = at + size;

  arrival->id = g_strndup (path + strlen ("documents/"), strlen (path) - strlen ("documents/") - strlen (".jsonl"));
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func (unref_body);
  while (at < end)
    {
      const char *line_end = memchr (at, '\n', end - at);
      gssize length = (line_end != NULL ? line_end : end) - at;
      g_autoptr(JsonNode) node = herald_json_parse (at, length, error);

      if (node == NULL || !read_version (arrival, path, node, bodies, error))
        return NULL;
      at += length + 1;
    }
  for (guint i = 0; i < arrival->bodies->len; i++)
    {
      if (g_ptr_array_index (arrival->bodies, i) != NULL)
        arrival->type = herald_document_get_kind (g_ptr_array_index (arrival->bodies, i));
    }
  if (arrival->versions->len > 0)
    return g_steal_pointer (&arrival);
  refuse (error, path, _("it is empty"));

  return NULL;
}

typedef struct
{
  GPtrArray *arrivals;
  guint      n_new;
} Batch;

static gboolean
import_batch (HeraldDatabase  *database,
              gpointer         data,
              GError         **error)
{
  Batch *batch = data;

  batch->n_new = 0;
  for (guint i = 0; i < batch->arrivals->len; i++)
    {
      const HeraldArrival *arrival = g_ptr_array_index (batch->arrivals, i);
      g_auto(GStrv) tips = find_tips (arrival, arrival->id, error);

      if (tips == NULL || !herald_arrivals_import (database, arrival, (const char * const *) tips, &batch->n_new, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
flush (Taking  *self,
       GError **error)
{
  Batch batch = { self->arrivals, 0 };
  gboolean done = self->library == NULL || self->arrivals->len == 0 ||
                  herald_library_write (self->library, HERALD_WRITE_BULK, import_batch, &batch, error);

  self->count->new_versions += batch.n_new;
  g_ptr_array_set_size (self->arrivals, 0);
  self->n_bytes = 0;

  return done;
}

static gboolean
take_history (Taking      *self,
              const char  *path,
              GError     **error)
{
  g_autoptr(GBytes) bytes = read_file (self, MAX_HISTORY, error);
  g_autoptr(HeraldArrival) arrival = bytes != NULL ? read_history (path, bytes, error) : NULL;
  g_auto(GStrv) tips = arrival != NULL ? find_tips (arrival, path, error) : NULL;

  if (tips == NULL)
    return FALSE;
  self->count->documents++;
  self->count->versions += arrival->versions->len;
  if (self->library == NULL)
    return TRUE;
  self->n_bytes += g_bytes_get_size (bytes);
  g_ptr_array_add (self->arrivals, g_steal_pointer (&arrival));

  return (self->arrivals->len < BATCH && self->n_bytes < BATCH_BYTES) || flush (self, error);
}

static gboolean
is_history (const char *path)
{
  g_autofree char *id = NULL;

  if (!g_str_has_prefix (path, "documents/") || !g_str_has_suffix (path, ".jsonl"))
    return FALSE;
  id = g_strndup (path + strlen ("documents/"), strlen (path) - strlen ("documents/") - strlen (".jsonl"));

  return herald_uuid_is_valid (id);
}

static gboolean
take_file (Taking      *self,
           const char  *path,
           guint       *n_assets,
           GError     **error)
{
  g_autofree char *name = g_strdup (path); /* the reader's own goes with the next file */

  if (g_str_has_prefix (name, "assets/") && herald_hash_is_valid (name + strlen ("assets/")))
    {
      *n_assets += 1;
      return take_asset (self, name, error);
    }
  if (is_history (name))
    return take_history (self, name, error);

  return refuse (error, name, _("it is no bundle of Herald’s"));
}

static gboolean
take_all (Taking      *self,
          const char  *file,
          GError     **error)
{
  g_autoptr(HeraldZipReader) zip = herald_zip_reader_new (file, error);
  guint n_assets = 0;

  self->zip = zip;
  self->n_all = 0;
  *self->count = (HeraldBundleCount) { 0 };
  if (zip == NULL || !read_header (self, error))
    return FALSE;
  for (guint i = 0;; i++)
    {
      const char *path = NULL;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !herald_zip_reader_next (zip, &path, error))
        return FALSE;
      if (path == NULL)
        break;
      if (self->progress != NULL && self->library != NULL)
        self->progress (i, self->n_documents + self->n_assets, self->user_data);
      if (!take_file (self, path, &n_assets, error))
        return FALSE;
    }
  if (n_assets != self->n_assets || self->count->documents != self->n_documents)
    return refuse (error, HERALD_BUNDLE_HEADER, _("something is missing"));

  return flush (self, error);
}

/**
 * herald_bundle_take:
 * @library: a library
 * @file: the path of a bundle, from outside
 * @count: (out): what was in it, and what of it is new
 * @progress: (nullable): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): to stop; what was taken in by then stays, and is the same when it is taken in again
 * @error: return location for an error: DAMAGED, NEWER, EXISTS, %HERALD_ZIP_ERROR_REFUSED, %HERALD_JSON_ERROR; a bundle
 *   that is refused leaves nothing behind
 *
 * Takes all of a bundle in. Nothing of it is unpacked onto the disk: each file is read into memory up to a limit and
 * must be what its name, a hash, says. Documents that are here get what they did not have: versions are joined as those
 * that come from the team are. Taking the same bundle again changes nothing.
 *
 * Returns: whether it is on disk
 */
gboolean
herald_bundle_take (HeraldLibrary         *library,
                    const char            *file,
                    HeraldBundleCount     *count,
                    HeraldBundleProgress   progress,
                    gpointer               user_data,
                    GCancellable          *cancellable,
                    GError               **error)
{
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  Taking taking = {
    .arrivals = arrivals,
    .count = count,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (file != NULL && count != NULL, FALSE);

  if (!take_all (&taking, file, error))
    return FALSE;
  taking.library = library;

  return take_all (&taking, file, error);
}
