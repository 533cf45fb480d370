/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-version.h"

#include <string.h>

#include "herald-document.h"
#include "herald-i18n.h"
#include "herald-id.h"
#include "herald-zone.h"

static const HeraldMember author_members[] = {
  HERALD_STRING (HeraldAuthor, name),
  HERALD_STRING (HeraldAuthor, email),
};

static const HeraldMember version_members[] = {
  HERALD_INTEGER (HeraldVersion, schema),
  HERALD_STRING (HeraldVersion, document),
  HERALD_STRINGS (HeraldVersion, parents),
  HERALD_RECORD (HeraldVersion, author, &herald_author_type),
  HERALD_STRING (HeraldVersion, time),
  HERALD_STRING (HeraldVersion, message),
  HERALD_BOOLEAN (HeraldVersion, automatic),
  HERALD_STRING (HeraldVersion, body),
};

/* Hashes in their one order, none twice: else the same version could have two hashes. */
static gboolean
check_parents (GPtrArray  *parents,
               GError    **error)
{
  for (guint i = 0; i < parents->len; i++)
    {
      const char *parent = g_ptr_array_index (parents, i);
      g_autofree char *place = g_strdup_printf ("parents[%u]", i);

      if (!herald_record_check_hash (place, parent, error))
        return FALSE;
      if (i > 0 && strcmp (g_ptr_array_index (parents, i - 1), parent) >= 0)
        return herald_record_refuse (error, place, _("must come after the one before it"));
    }
  return TRUE;
}

static gboolean
check_version (gpointer   record,
               GError   **error)
{
  HeraldVersion *version = record;
  gint64 time;

  if (version->schema < 1)
    return herald_record_refuse (error, "schema", _("must be a whole number from 1 on"));
  if (version->document == NULL)
    return herald_record_refuse (error, "document", _("is missing"));
  if (version->body == NULL)
    return herald_record_refuse (error, "body", _("is missing"));
  if (version->time == NULL || !herald_utc_parse (version->time, &time))
    return herald_record_refuse (error, "time", _("must be an instant like 2026-12-01T08:00:00Z"));
  return herald_record_check_uuid ("document", version->document, error)
         && herald_record_check_hash ("body", version->body, error)
         && check_parents (version->parents, error);
}

const HeraldRecordType herald_author_type = {
  "author", sizeof (HeraldAuthor), author_members, G_N_ELEMENTS (author_members), NULL,
  (GDestroyNotify) herald_author_free, NULL,
};

const HeraldRecordType herald_version_type = {
  "version", sizeof (HeraldVersion), version_members, G_N_ELEMENTS (version_members), check_version,
  (GDestroyNotify) herald_version_free, NULL,
};

/**
 * herald_author_new:
 * @name: (nullable): who
 * @email: (nullable): their address
 *
 * Returns: (transfer full): an author
 */
HeraldAuthor *
herald_author_new (const char *name,
                   const char *email)
{
  HeraldAuthor *author = herald_record_new (&herald_author_type);

  author->name = g_strdup (name);
  author->email = g_strdup (email);
  return author;
}

/**
 * herald_author_copy:
 * @author: (nullable): an author
 *
 * Returns: (transfer full) (nullable): a copy
 */
HeraldAuthor *
herald_author_copy (const HeraldAuthor *author)
{
  return herald_record_copy (&herald_author_type, author);
}

/**
 * herald_author_free:
 * @author: (nullable) (transfer full): an author
 */
void
herald_author_free (HeraldAuthor *author)
{
  herald_record_free (&herald_author_type, author);
}

static void
compute_hash (HeraldVersion *version)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, herald_version_write (version));
  g_free (version->hash);
  version->hash = herald_canonical_hash (node);
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/**
 * herald_version_new:
 * @document: id of the document
 * @parents: (nullable) (array zero-terminated=1): hashes of the versions that it comes from, in any order
 * @author: (nullable): who made it
 * @time: UTC, "2026-11-22T07:16:42Z"
 * @message: (nullable): why
 * @automatic: whether Herald made it by itself
 * @body: hash of the document's content
 *
 * Returns: (transfer full): the version, with its hash
 */
HeraldVersion *
herald_version_new (const char         *document,
                    const char * const *parents,
                    const HeraldAuthor *author,
                    const char         *time,
                    const char         *message,
                    gboolean            automatic,
                    const char         *body)
{
  HeraldVersion *version;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (time != NULL, NULL);
  g_return_val_if_fail (body != NULL, NULL);

  version = herald_record_new (&herald_version_type);
  version->schema = HERALD_SCHEMA;
  version->document = g_strdup (document);
  for (guint i = 0; parents != NULL && parents[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (version->parents, parents[i], g_str_equal, NULL))
      g_ptr_array_add (version->parents, g_strdup (parents[i]));
  g_ptr_array_sort (version->parents, compare_hashes);
  version->author = herald_author_copy (author);
  version->time = g_strdup (time);
  version->message = g_strdup (message);
  version->automatic = automatic;
  version->body = g_strdup (body);
  compute_hash (version);
  return version;
}

/**
 * herald_version_read:
 * @object: a version as JSON
 * @error: return location for a %HERALD_MODEL_ERROR_INVALID
 *
 * The hash is computed from what herald_version_write() writes, where empty members are absent: a version that was
 * written in another form gets another hash than it was filed under, and whoever filed it must refuse it.
 *
 * Returns: (transfer full) (nullable): the version
 */
HeraldVersion *
herald_version_read (JsonObject  *object,
                     GError     **error)
{
  HeraldVersion *version;

  g_return_val_if_fail (object != NULL, NULL);

  version = herald_record_read (&herald_version_type, object, NULL, error);
  if (version != NULL)
    compute_hash (version);
  return version;
}

/**
 * herald_version_write:
 * @version: a version
 *
 * As everywhere in the format absent means empty: a first version has no `parents`, one without a message no
 * `message`, and `automatic` stands only where it is true.
 *
 * Returns: (transfer full): the version as JSON, without its hash
 */
JsonObject *
herald_version_write (const HeraldVersion *version)
{
  return herald_record_write (&herald_version_type, version);
}

/**
 * herald_version_copy:
 * @version: (nullable): a version
 *
 * Returns: (transfer full) (nullable): a copy, hash included
 */
HeraldVersion *
herald_version_copy (const HeraldVersion *version)
{
  HeraldVersion *copy = herald_record_copy (&herald_version_type, version);

  if (copy != NULL)
    copy->hash = g_strdup (version->hash);
  return copy;
}

/**
 * herald_version_free:
 * @version: (nullable) (transfer full): a version
 */
void
herald_version_free (HeraldVersion *version)
{
  if (version == NULL)
    return;
  g_free (version->hash);
  herald_record_free (&herald_version_type, version);
}
