/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-memory-remote.h"

#include "herald-canonical.h"
#include "herald-json.h"
#include "herald-sync.h"

#include <string.h>

typedef struct
{
  char       *text;   /* canonical; NULL: deleted */
  guint       n;      /* of the revision */
  guint64     seq;
  GHashTable *leaves; /* rev -> text */
} Entry;

struct _HeraldMemoryRemote
{
  GObject          parent_instance;

  GHashTable      *entries; /* "0 id" or "1 id" -> Entry */
  guint64          seq;
  guint            calls;
  int              fail_after;
  int              refuse;
  HeraldMemoryHook hook;
  gpointer         hook_data;
};

static void herald_memory_remote_iface_init (HeraldRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeraldMemoryRemote, herald_memory_remote, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HERALD_TYPE_REMOTE, herald_memory_remote_iface_init))

static void
entry_free (Entry *entry)
{
  g_free (entry->text);
  g_hash_table_unref (entry->leaves);
  g_free (entry);
}

static GHashTable *
new_entries (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
}

static GHashTable *
new_leaves (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
copy_entries (GHashTable *entries)
{
  GHashTable *copy = new_entries ();
  GHashTableIter iter = { 0 };
  gpointer key = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Entry *entry = g_memdup2 (value, sizeof (Entry));

      entry->text = g_strdup (entry->text);
      entry->leaves = new_leaves ();
      g_hash_table_insert (copy, g_strdup (key), entry);
    }

  return copy;
}

static char *
make_key (HeraldRemoteDatabase  database,
          const char           *id)
{
  return g_strdup_printf ("%d %s", database, id);
}

static Entry *
find (HeraldMemoryRemote   *self,
      HeraldRemoteDatabase  database,
      const char           *id)
{
  g_autofree char *key = make_key (database, id);

  return g_hash_table_lookup (self->entries, key);
}

static char *
rev_of (const Entry *entry)
{
  return g_strdup_printf ("%u-m", entry->n);
}

static gboolean
call (HeraldMemoryRemote  *self,
      GError             **error)
{
  self->calls++;
  if (self->fail_after < 0 || self->fail_after-- > 0)
    return TRUE;

  self->fail_after = 0;
  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE, "The cable is out.");
  return FALSE;
}

static void
store (HeraldMemoryRemote   *self,
       HeraldRemoteDatabase  database,
       const char           *id,
       const char           *text)
{
  Entry *entry = find (self, database, id);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->leaves = new_leaves ();
      g_hash_table_insert (self->entries, make_key (database, id), entry);
    }

  g_free (entry->text);
  entry->text = g_strdup (text);
  entry->n++;
  entry->seq = g_str_has_prefix (id, "_local/") ? 0 : ++self->seq;
}

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = herald_json_parse (text, -1, NULL);

  return json_object_ref (json_node_get_object (node));
}

static HeraldRemoteItem *
make_item (const char  *id,
           const Entry *entry,
           gboolean     content)
{
  g_autofree char *rev = rev_of (entry);
  HeraldRemoteItem *item = herald_remote_item_new (id, rev, content && entry->text != NULL ? parse (entry->text) : NULL);

  item->deleted = entry->text == NULL;
  if (g_hash_table_size (entry->leaves) > 0)
    {
      g_autofree gpointer *keys = g_hash_table_get_keys_as_array (entry->leaves, NULL);

      item->conflicts = g_strdupv ((char **) keys);
    }

  return item;
}

static gboolean
put_one (HeraldMemoryRemote    *self,
         HeraldRemoteDatabase   database,
         HeraldRemoteItem      *item,
         GError               **error)
{
  Entry *entry = find (self, database, item->id);
  gboolean there = entry != NULL && entry->text != NULL;
  g_autofree char *rev = there ? rev_of (entry) : NULL;
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), item->content);
  g_autofree char *text = herald_canonical_to_string (node, NULL);

  if (self->refuse != 0 && !g_str_has_prefix (item->id, "_local/"))
    {
      g_set_error_literal (error, HERALD_SYNC_ERROR, self->refuse, "Refused by the test.");
      return FALSE;
    }
  if (g_strcmp0 (rev, item->rev) != 0)
    {
      g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED, "Document update conflict.");
      return FALSE;
    }

  store (self, database, item->id, text);
  g_free (item->rev);
  item->rev = rev_of (find (self, database, item->id));
  return TRUE;
}

static void
run_hook (HeraldMemoryRemote   *self,
          HeraldRemoteDatabase  database)
{
  HeraldMemoryHook hook = self->hook;

  if (database != HERALD_REMOTE_HEADS || hook == NULL)
    return;

  self->hook = NULL;
  hook (self, self->hook_data);
}

static gboolean
memory_open (HeraldRemote  *remote,
             GCancellable  *cancellable,
             GError       **error)
{
  return call (HERALD_MEMORY_REMOTE (remote), error);
}

static HeraldRemoteItem *
memory_get (HeraldRemote          *remote,
            HeraldRemoteDatabase   database,
            const char            *id,
            const char            *rev,
            GCancellable          *cancellable,
            GError               **error)
{
  HeraldMemoryRemote *self = HERALD_MEMORY_REMOTE (remote);
  Entry *entry = find (self, database, id);
  const char *leaf = entry != NULL && rev != NULL ? g_hash_table_lookup (entry->leaves, rev) : NULL;

  if (!call (self, error))
    return NULL;
  if (leaf != NULL)
    return herald_remote_item_new (id, rev, parse (leaf));
  if (entry != NULL && entry->text != NULL && rev == NULL)
    return make_item (id, entry, TRUE);

  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND, "missing");
  return NULL;
}

static char *
memory_put (HeraldRemote          *remote,
            HeraldRemoteDatabase   database,
            const char            *id,
            const char            *rev,
            JsonObject            *content,
            GCancellable          *cancellable,
            GError               **error)
{
  g_autoptr (HeraldRemoteItem) item = herald_remote_item_new (id, rev, json_object_ref (content));

  if (!call (HERALD_MEMORY_REMOTE (remote), error) || !put_one (HERALD_MEMORY_REMOTE (remote), database, item, error))
    return NULL;

  return g_strdup (item->rev);
}

static gboolean
memory_put_many (HeraldRemote          *remote,
                 HeraldRemoteDatabase   database,
                 GPtrArray             *items,
                 GCancellable          *cancellable,
                 GError               **error)
{
  HeraldMemoryRemote *self = HERALD_MEMORY_REMOTE (remote);

  if (!call (self, error))
    return FALSE;

  run_hook (self, database);
  for (guint i = 0; i < items->len; i++)
    {
      HeraldRemoteItem *item = g_ptr_array_index (items, i);

      put_one (self, database, item, &item->error);
    }

  return TRUE;
}

static GPtrArray *
memory_get_many (HeraldRemote          *remote,
                 HeraldRemoteDatabase   database,
                 GPtrArray             *ids,
                 gboolean               content,
                 GCancellable          *cancellable,
                 GError               **error)
{
  HeraldMemoryRemote *self = HERALD_MEMORY_REMOTE (remote);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);

  if (!call (self, error))
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      Entry *entry = find (self, database, g_ptr_array_index (ids, i));

      if (entry != NULL && entry->text != NULL)
        g_ptr_array_add (found, make_item (g_ptr_array_index (ids, i), entry, content));
    }

  return g_steal_pointer (&found);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp ((*(HeraldRemoteItem * const *) a)->id, (*(HeraldRemoteItem * const *) b)->id);
}

static GPtrArray *
memory_list (HeraldRemote          *remote,
             HeraldRemoteDatabase   database,
             const char            *prefix,
             guint                  limit,
             GCancellable          *cancellable,
             GError               **error)
{
  HeraldMemoryRemote *self = HERALD_MEMORY_REMOTE (remote);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  g_autofree char *key_prefix = make_key (database, prefix);
  GHashTableIter iter = { 0 };
  gpointer key = NULL;
  gpointer value = NULL;

  if (!call (self, error))
    return NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, key_prefix) && ((Entry *) value)->text != NULL)
      g_ptr_array_add (found, make_item ((const char *) key + 2, value, FALSE));

  g_ptr_array_sort (found, compare_ids);
  if (found->len > limit)
    g_ptr_array_set_size (found, (int) limit);
  return g_steal_pointer (&found);
}

static const char *
next_change (HeraldMemoryRemote *self,
             guint64             since,
             Entry             **next)
{
  GHashTableIter iter = { 0 };
  gpointer key = NULL;
  gpointer value = NULL;
  const char *id = NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (*(const char *) key == '0' && ((Entry *) value)->seq > since && (id == NULL || ((Entry *) value)->seq < (*next)->seq))
      {
        id = (const char *) key + 2;
        *next = value;
      }

  return id;
}

static char *
list_leaves (Entry *entry)
{
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (entry->leaves, NULL);
  g_autofree char *rev = rev_of (entry);
  g_autofree char *losers = g_strjoinv (",", (char **) keys);

  return g_strconcat (rev, losers[0] != '\0' ? "," : "", losers, NULL);
}

static GPtrArray *
memory_changes (HeraldRemote  *remote,
                const char    *since,
                guint          limit,
                gboolean       content,
                char         **sequence,
                guint         *pending,
                GCancellable  *cancellable,
                GError       **error)
{
  HeraldMemoryRemote *self = HERALD_MEMORY_REMOTE (remote);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_remote_item_free);
  guint64 seq = since != NULL ? g_ascii_strtoull (since, NULL, 10) : 0;
  Entry *entry = NULL;
  const char *id = NULL;

  if (!call (self, error))
    return NULL;

  /* Few at a time, so that small batches are tested too. */
  limit = content ? MIN (limit, 3) : limit;
  while (found->len < limit && (id = next_change (self, seq, &entry)) != NULL)
    {
      HeraldRemoteItem *item = make_item (id, entry, content);

      seq = entry->seq;
      item->sequence = g_strdup_printf ("%" G_GUINT64_FORMAT "-opaque+", seq);
      item->leaves = list_leaves (entry);
      g_ptr_array_add (found, item);
    }

  *pending = found->len == limit;
  *sequence = g_strdup_printf ("%" G_GUINT64_FORMAT "-opaque+", seq);
  return g_steal_pointer (&found);
}

static gboolean
memory_remove (HeraldRemote          *remote,
               HeraldRemoteDatabase   database,
               const char            *id,
               const char            *rev,
               JsonObject            *tombstone,
               GCancellable          *cancellable,
               GError               **error)
{
  HeraldMemoryRemote *self = HERALD_MEMORY_REMOTE (remote);
  Entry *entry = find (self, database, id);

  if (!call (self, error))
    return FALSE;

  g_assert_nonnull (json_object_get_array_member (tombstone, "heads"));
  g_assert_cmpstr (json_object_get_string_member (tombstone, "winner"), !=, rev);
  if (entry != NULL && g_hash_table_remove (entry->leaves, rev))
    return TRUE;

  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_CHANGED, "no such leaf");
  return FALSE;
}

/* An asset's bytes stand as text in the entry: the tests' pictures are words. */
static gboolean
memory_put_asset (HeraldRemote  *remote,
                  const char    *sha256,
                  const char    *media_type,
                  GBytes        *bytes,
                  GCancellable  *cancellable,
                  GError       **error)
{
  if (!call (HERALD_MEMORY_REMOTE (remote), error))
    return FALSE;

  herald_memory_remote_set_asset (HERALD_MEMORY_REMOTE (remote), sha256, bytes);
  return TRUE;
}

static GInputStream *
memory_get_asset (HeraldRemote  *remote,
                  const char    *sha256,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autofree char *id = g_strconcat ("asset:", sha256, NULL);
  Entry *entry = find (HERALD_MEMORY_REMOTE (remote), HERALD_REMOTE_OBJECTS, id);
  g_autoptr (GBytes) bytes = NULL;

  if (!call (HERALD_MEMORY_REMOTE (remote), error))
    return NULL;
  if (entry != NULL && entry->text != NULL)
    {
      bytes = g_bytes_new (entry->text, strlen (entry->text));
      return g_memory_input_stream_new_from_bytes (bytes);
    }

  g_set_error_literal (error, HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_NOT_FOUND, "missing");
  return NULL;
}

static gboolean
memory_get_access (HeraldRemote        *remote,
                   HeraldRemoteAccess  *access,
                   GCancellable        *cancellable,
                   GError             **error)
{
  HeraldMemoryRemote *self = HERALD_MEMORY_REMOTE (remote);

  *access = self->refuse == HERALD_SYNC_ERROR_READ_ONLY ? HERALD_REMOTE_MAY_READ : HERALD_REMOTE_MAY_WRITE;
  return call (self, error);
}

static void
herald_memory_remote_finalize (GObject *object)
{
  g_hash_table_unref (HERALD_MEMORY_REMOTE (object)->entries);

  G_OBJECT_CLASS (herald_memory_remote_parent_class)->finalize (object);
}

static void
herald_memory_remote_iface_init (HeraldRemoteInterface *iface)
{
  iface->open = memory_open;
  iface->get = memory_get;
  iface->put = memory_put;
  iface->put_many = memory_put_many;
  iface->get_many = memory_get_many;
  iface->list = memory_list;
  iface->changes = memory_changes;
  iface->remove = memory_remove;
  iface->put_asset = memory_put_asset;
  iface->get_asset = memory_get_asset;
  iface->get_access = memory_get_access;
}

static void
herald_memory_remote_class_init (HeraldMemoryRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_memory_remote_finalize;
}

static void
herald_memory_remote_init (HeraldMemoryRemote *self)
{
  self->entries = new_entries ();
  self->fail_after = -1;
}

HeraldMemoryRemote *
herald_memory_remote_new (void)
{
  return g_object_new (HERALD_TYPE_MEMORY_REMOTE, NULL);
}

void
herald_memory_remote_set_hook (HeraldMemoryRemote *self,
                               HeraldMemoryHook    hook,
                               gpointer            user_data)
{
  self->hook = hook;
  self->hook_data = user_data;
}

void
herald_memory_remote_fail_after (HeraldMemoryRemote *self,
                                 int                 n)
{
  self->fail_after = n;
}

void
herald_memory_remote_refuse (HeraldMemoryRemote *self,
                             int                 code)
{
  self->refuse = code;
}

GHashTable *
herald_memory_remote_save (HeraldMemoryRemote *self)
{
  return copy_entries (self->entries);
}

void
herald_memory_remote_restore (HeraldMemoryRemote *self,
                              GHashTable         *saved)
{
  GHashTableIter iter = { 0 };
  gpointer value = NULL;

  g_hash_table_unref (self->entries);
  self->entries = copy_entries (saved);

  self->seq = 0;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    self->seq = MAX (self->seq, ((Entry *) value)->seq);
}

char *
herald_memory_remote_get_text (HeraldMemoryRemote   *self,
                               HeraldRemoteDatabase  database,
                               const char           *id)
{
  Entry *entry = find (self, database, id);

  return entry != NULL ? g_strdup (entry->text) : NULL;
}

void
herald_memory_remote_set_text (HeraldMemoryRemote   *self,
                               HeraldRemoteDatabase  database,
                               const char           *id,
                               const char           *text)
{
  store (self, database, id, text);
}

void
herald_memory_remote_add_leaf (HeraldMemoryRemote *self,
                               const char         *id,
                               const char         *rev,
                               const char         *text)
{
  Entry *entry = find (self, HERALD_REMOTE_HEADS, id);

  g_hash_table_insert (entry->leaves, g_strdup (rev), g_strdup (text));
  entry->seq = ++self->seq;
}

guint
herald_memory_remote_n_leaves (HeraldMemoryRemote *self,
                               const char         *id)
{
  return g_hash_table_size (find (self, HERALD_REMOTE_HEADS, id)->leaves);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

GPtrArray *
herald_memory_remote_list_ids (HeraldMemoryRemote *self,
                               const char         *prefix)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter = { 0 };
  gpointer key = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix ((const char *) key + 2, prefix) && ((Entry *) value)->text != NULL)
      g_ptr_array_add (ids, g_strdup ((const char *) key + 2));

  g_ptr_array_sort (ids, compare_strings);
  return ids;
}

void
herald_memory_remote_set_asset (HeraldMemoryRemote *self,
                                const char         *sha256,
                                GBytes             *bytes)
{
  g_autofree char *id = g_strconcat ("asset:", sha256, NULL);
  g_autofree char *text = NULL;

  if (bytes != NULL)
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  store (self, HERALD_REMOTE_OBJECTS, id, text);
}

guint
herald_memory_remote_get_calls (HeraldMemoryRemote *self)
{
  return self->calls;
}
