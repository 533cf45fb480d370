/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-couch-reply.h"

#include "herald-canonical.h"
#include "herald-i18n.h"
#include "herald-json.h"
#include "herald-members.h"
#include "herald-rows.h"
#include "herald-sync.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_VALUE (64 * 1024 * 1024)
#define MAX_ROW   (12 * 1024 * 1024) /* CouchDB takes documents of 8,000,000 bytes, unless it is told otherwise */
#define MAX_BATCH (16 * 1024 * 1024)
#define MAX_ROWS  (128 * 1024 * 1024)
#define MAX_ITEMS 10000 /* rows of one reply; nobody asks for so many */
#define MAX_NEWS  (1024 * 1024) /* of a long-poll, heartbeats and all: a row or a few */

/* One value */

struct _HeraldCouchValue
{
  HeraldJsonReader *reader;
  JsonNode         *node;
};

static gboolean
value_begin (gpointer   user_data,
             guint64    from,
             GError   **error)
{
  HeraldCouchValue *self = user_data;

  g_clear_pointer (&self->reader, herald_json_reader_free);
  self->reader = herald_json_reader_new (MAX_VALUE);
  return TRUE;
}

static gboolean
value_feed (gpointer     user_data,
            const char  *data,
            gsize        length,
            GError     **error)
{
  return herald_json_reader_feed (((HeraldCouchValue *) user_data)->reader, data, length, error);
}

static gboolean
value_finish (gpointer   user_data,
              GError   **error)
{
  HeraldCouchValue *self = user_data;

  self->node = herald_json_reader_finish (self->reader, error);
  return self->node != NULL;
}

HeraldCouchValue *
herald_couch_value_new (void)
{
  return g_new0 (HeraldCouchValue, 1);
}

HeraldHttpSink
herald_couch_value_sink (HeraldCouchValue *value)
{
  return (HeraldHttpSink) { value_begin, value_feed, value_finish, value };
}

JsonNode *
herald_couch_value_node (HeraldCouchValue *value)
{
  return value->node;
}

void
herald_couch_value_free (HeraldCouchValue *value)
{
  g_clear_pointer (&value->reader, herald_json_reader_free);
  g_clear_pointer (&value->node, json_node_unref);
  g_free (value);
}

/* Documents */

static char **
read_conflicts (JsonObject *document)
{
  JsonArray *array = herald_member_array (document, "_conflicts");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      const char *rev = herald_node_string (json_array_get_element (array, i));

      if (rev != NULL)
        g_strv_builder_add (builder, rev);
    }

  return length > 0 ? g_strv_builder_end (builder) : NULL;
}

/* Names that begin with an underscore are CouchDB's own. */
static JsonObject *
take_content (JsonObject *document)
{
  g_autoptr (GList) names = json_object_get_members (document);

  for (GList *name = names; name != NULL; name = name->next)
    if (((const char *) name->data)[0] == '_')
      json_object_remove_member (document, name->data);

  return json_object_ref (document);
}

/**
 * herald_couch_document_to_item:
 * @document: a document as GET or include_docs gives it; it loses its CouchDB members
 *
 * Returns: (transfer full) (nullable): the document apart from its id and revision; %NULL if it has none
 */
HeraldRemoteItem *
herald_couch_document_to_item (JsonObject *document)
{
  const char *id = herald_member_string (document, "_id");
  const char *rev = herald_member_string (document, "_rev");
  HeraldRemoteItem *item = NULL;

  if (id == NULL || rev == NULL)
    return NULL;

  item = herald_remote_item_new (id, rev, NULL);
  item->conflicts = read_conflicts (document);
  item->deleted = herald_member_is_true (document, "_deleted");
  item->content = take_content (document);

  return item;
}

/* Rows */

struct _HeraldCouchRows
{
  gboolean    content;
  gboolean    broken;  /* the whole reply */
  guint64     max_size;
  HeraldRows *reader;
  GPtrArray  *items;
  JsonNode   *object;
};

static void
add_broken (HeraldCouchRows *self,
            const char      *id,
            const char      *why)
{
  HeraldRemoteItem *item = herald_remote_item_new (id, NULL, NULL);

  g_set_error (&item->error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
               _("The team server sent a document that Herald cannot read: %s"), why);
  g_ptr_array_add (self->items, item);
}

static char *
match_id (const char *text,
          const char *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *whole = g_strdup_printf ("\"_?id\"\\s*:\\s*\"(%s)\"", pattern);
  g_autoptr (GRegex) regex = g_regex_new (whole, G_REGEX_RAW, 0, NULL);

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* A row that cannot be read names its document all the same, as a rule: that is looked at again when the sequence has
 * gone on past it. One that names nothing spoils the whole reply, or what it stood for would be missed for good. */
static void
add_unreadable (HeraldCouchRows *self,
                const char      *why)
{
  const char *text = herald_rows_get_text (self->reader);
  g_autofree char *ours = match_id (text, "[a-z]{1,20}:[0-9a-f-]{36}");
  g_autofree char *any = match_id (text, "[ !#-\\[\\]-~]{1,200}");

  if (ours != NULL || any != NULL)
    add_broken (self, ours != NULL ? ours : any, why);
  else
    self->broken = TRUE;
}

/**
 * herald_couch_read_sequence:
 * @node: (nullable): a sequence: opaque JSON, most often a string or a number
 *
 * Returns: (transfer full) (nullable): how it is sent back
 */
char *
herald_couch_read_sequence (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (herald_node_string (node) != NULL)
    return g_strdup (herald_node_string (node));

  return herald_canonical_to_string (node, NULL);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* All leaves of a row of _changes, in an order of our own. */
static char *
row_leaves (JsonObject *row)
{
  JsonArray *changes = herald_member_array (row, "changes");
  g_autoptr (GPtrArray) revs = g_ptr_array_new ();

  for (guint i = 0; changes != NULL && i < json_array_get_length (changes); i++)
    {
      const char *rev = herald_member_string (herald_node_object (json_array_get_element (changes, i)), "rev");

      if (rev != NULL)
        g_ptr_array_add (revs, (gpointer) rev);
    }
  g_ptr_array_sort (revs, compare_strings);
  g_ptr_array_add (revs, NULL);

  return revs->len > 1 ? g_strjoinv (",", (char **) revs->pdata) : NULL;
}

/* The revision of a row without its document: _all_docs and _changes have it in different places. */
static const char *
row_rev (JsonObject *row)
{
  JsonArray *changes = herald_member_array (row, "changes");

  if (changes != NULL && json_array_get_length (changes) > 0)
    return herald_member_string (herald_node_object (json_array_get_element (changes, 0)), "rev");

  return herald_member_string (herald_member_object (row, "value"), "rev");
}

static void
add_row (HeraldCouchRows *self,
         JsonObject      *row)
{
  const char *id = herald_member_string (row, "id");
  JsonObject *document = herald_member_object (row, "doc");
  gboolean deleted = herald_member_is_true (row, "deleted") ||
                     herald_member_is_true (herald_member_object (row, "value"), "deleted");
  HeraldRemoteItem *item = NULL;

  if (herald_member_string (row, "error") != NULL)
    return; /* asked for by its id, and not there */

  if (self->content && !deleted && document != NULL)
    item = herald_couch_document_to_item (document);
  else if ((!self->content || deleted) && row_rev (row) != NULL)
    item = herald_remote_item_new (id, row_rev (row), NULL);

  if (item == NULL || g_strcmp0 (item->id, id) != 0)
    {
      g_clear_pointer (&item, herald_remote_item_free);
      add_unreadable (self, _("it has no id or no revision"));
      return;
    }

  item->deleted |= deleted;
  item->sequence = herald_couch_read_sequence (json_object_get_member (row, "seq"));
  item->leaves = row_leaves (row);
  g_ptr_array_add (self->items, item);
}

static void
rows_row (JsonNode     *node,
          const GError *why,
          gpointer      user_data)
{
  HeraldCouchRows *self = user_data;
  g_autoptr (JsonNode) owned = node;
  JsonObject *row = herald_node_object (node);

  if (row != NULL && self->items->len < MAX_ITEMS)
    add_row (self, row);
  else if (why != NULL && self->items->len < MAX_ITEMS)
    add_unreadable (self, why->message);
  else
    self->broken = TRUE;
}

static gboolean
refuse_rows (GError **error)
{
  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                       _("The team server sent something that is not for Herald."));
  return FALSE;
}

static gboolean
rows_begin (gpointer   user_data,
            guint64    from,
            GError   **error)
{
  HeraldCouchRows *self = user_data;

  g_clear_pointer (&self->reader, herald_rows_free);
  g_ptr_array_set_size (self->items, 0);
  self->broken = FALSE;
  self->reader = herald_rows_new (self->max_size, MIN (self->max_size, MAX_ROW), rows_row, self);
  return TRUE;
}

static gboolean
rows_feed (gpointer     user_data,
           const char  *data,
           gsize        length,
           GError     **error)
{
  HeraldCouchRows *self = user_data;

  return herald_rows_feed (self->reader, data, length, error) && (!self->broken || refuse_rows (error));
}

static gboolean
rows_finish (gpointer   user_data,
             GError   **error)
{
  HeraldCouchRows *self = user_data;

  self->object = herald_rows_finish (self->reader, error);
  if (self->object == NULL)
    return FALSE;

  /* "results" of _changes, "rows" of _all_docs: one without them is no empty one. */
  if (herald_member_array (herald_node_object (self->object), "results") != NULL ||
      herald_member_array (herald_node_object (self->object), "rows") != NULL)
    return TRUE;

  g_clear_pointer (&self->object, json_node_unref);
  return refuse_rows (error);
}

HeraldCouchRows *
herald_couch_rows_new (gboolean content)
{
  HeraldCouchRows *self = g_new0 (HeraldCouchRows, 1);

  self->content = content;
  self->max_size = MAX_ROWS;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  return self;
}

/* So many documents are asked for: where that is too much for the memory, fewer may do; one alone is passed over by itself. */
void
herald_couch_rows_bound (HeraldCouchRows *rows,
                         guint            n)
{
  rows->max_size = n > 1 ? MAX_BATCH : MAX_ROWS;
}

HeraldCouchRows *
herald_couch_news_new (void)
{
  HeraldCouchRows *self = herald_couch_rows_new (FALSE);

  self->max_size = MAX_NEWS;
  return self;
}

HeraldHttpSink
herald_couch_rows_sink (HeraldCouchRows *rows)
{
  return (HeraldHttpSink) { rows_begin, rows_feed, rows_finish, rows };
}

GPtrArray *
herald_couch_rows_items (HeraldCouchRows *rows)
{
  return rows->items;
}

JsonObject *
herald_couch_rows_object (HeraldCouchRows *rows)
{
  return herald_node_object (rows->object);
}

void
herald_couch_rows_free (HeraldCouchRows *rows)
{
  g_clear_pointer (&rows->reader, herald_rows_free);
  g_clear_pointer (&rows->object, json_node_unref);
  g_ptr_array_unref (rows->items);
  g_free (rows);
}

/* A file */

struct _HeraldCouchFile
{
  char      *sha256;
  guint64    max_size;
  guint64    size;
  int        fd;
  GChecksum *checksum;
};

static gboolean
set_file_error (GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
               _("A picture from the team server could not be kept: %s"), g_strerror (saved));
  return FALSE;
}

static gboolean
file_begin (gpointer   user_data,
            guint64    from,
            GError   **error)
{
  HeraldCouchFile *self = user_data;

  if (from > 0)
    return TRUE;

  self->size = 0;
  g_checksum_reset (self->checksum);

  if (ftruncate (self->fd, 0) != 0 || lseek (self->fd, 0, SEEK_SET) != 0)
    return set_file_error (error);

  return TRUE;
}

static gboolean
file_feed (gpointer     user_data,
           const char  *data,
           gsize        length,
           GError     **error)
{
  HeraldCouchFile *self = user_data;

  if (length > self->max_size - self->size)
    {
      g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_TOO_LARGE,
                           _("The team server sent more than Herald takes."));
      return FALSE;
    }

  self->size += length;
  g_checksum_update (self->checksum, (const guchar *) data, (gssize) length);

  while (length > 0)
    {
      gssize written = write (self->fd, data, length);

      if (written < 0 && errno != EINTR)
        return set_file_error (error);
      if (written > 0)
        {
          data += written;
          length -= (gsize) written;
        }
    }

  return TRUE;
}

static gboolean
file_finish (gpointer   user_data,
             GError   **error)
{
  HeraldCouchFile *self = user_data;

  if (g_strcmp0 (g_checksum_get_string (self->checksum), self->sha256) == 0)
    return TRUE;

  self->size = 0; /* another attempt begins at the beginning */
  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_BAD_REPLY,
                       _("The team server sent a picture with other bytes than it should have."));
  return FALSE;
}

static guint64
file_offset (gpointer user_data)
{
  return ((HeraldCouchFile *) user_data)->size;
}

/**
 * herald_couch_file_new:
 * @sha256: what the bytes should be
 * @max_size: how many at most
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a file without a name, which goes away by itself
 */
HeraldCouchFile *
herald_couch_file_new (const char  *sha256,
                       guint64      max_size,
                       GError     **error)
{
  g_autofree char *name = NULL;
  HeraldCouchFile *self = NULL;
  int fd = g_file_open_tmp ("herald-XXXXXX", &name, error);

  if (fd < 0)
    return NULL;
  g_unlink (name);

  self = g_new0 (HeraldCouchFile, 1);
  self->sha256 = g_strdup (sha256);
  self->max_size = max_size;
  self->fd = fd;
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);

  return self;
}

HeraldHttpSink
herald_couch_file_sink (HeraldCouchFile *file)
{
  return (HeraldHttpSink) { file_begin, file_feed, file_finish, file, file_offset };
}

GInputStream *
herald_couch_file_open (HeraldCouchFile  *file,
                        GError          **error)
{
  int fd = file->fd;

  if (lseek (fd, 0, SEEK_SET) != 0)
    {
      set_file_error (error);
      return NULL;
    }

  file->fd = -1;
  return g_unix_input_stream_new (fd, TRUE);
}

void
herald_couch_file_free (HeraldCouchFile *file)
{
  if (file->fd >= 0)
    close (file->fd);
  g_checksum_free (file->checksum);
  g_free (file->sha256);
  g_free (file);
}
