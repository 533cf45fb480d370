/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-pictures.h"

#include "config.h"
#include "herald-content.h"
#include "herald-i18n.h"

/* Each thread may hold a whole picture: more than this would not bound memory. */
#define MAX_THREADS 4

#define MAKING 1

/* A picture in the making. */
typedef struct
{
  char               *sha256;
  HeraldPictureUse    use;
  HeraldPictureFacts *facts;
  gboolean            done;
  gboolean            unread;  /* it is the file that cannot be read */
  HeraldKitPicture   *picture; /* when done, or */
  GError             *error;
} Entry;

struct _HeraldKitPictures
{
  const HeraldRenderJob *job;
  GPtrArray             *contents;
  GHashTable            *tables[HERALD_N_PICTURES]; /* sha256 -> Entry */
  GThreadPool           *pool;                      /* or NULL */
  GMutex                 lock;                      /* of what threads fill in */
  GCond                  filled;
};

static void
entry_free (Entry *entry)
{
  g_free (entry->sha256);
  g_clear_pointer (&entry->facts, herald_picture_facts_free);
  g_clear_pointer (&entry->picture, herald_kit_picture_free);
  g_clear_error (&entry->error);
  g_free (entry);
}

/**
 * herald_kit_pictures_new:
 * @job: a job, which must outlive what is returned
 * @contents: (element-type HeraldContent): what its editions say, likewise
 *
 * Returns: (transfer full): the pictures of the job, none read yet
 */
HeraldKitPictures *
herald_kit_pictures_new (const HeraldRenderJob *job,
                         GPtrArray             *contents)
{
  HeraldKitPictures *self = g_new0 (HeraldKitPictures, 1);

  self->job = job;
  self->contents = contents;
  for (guint i = 0; i < HERALD_N_PICTURES; i++)
    self->tables[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->filled);
  return self;
}

/**
 * herald_kit_pictures_free:
 * @self: (transfer full): pictures
 *
 * Waits for those that are in the making.
 */
void
herald_kit_pictures_free (HeraldKitPictures *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (self->pool, TRUE, TRUE);
  for (guint i = 0; i < HERALD_N_PICTURES; i++)
    g_hash_table_unref (self->tables[i]);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->filled);
  g_free (self);
}

/* Whatever changes what is made of a picture has another number here, or another version of Herald. */
static char *
name_kept (const Entry *entry)
{
  static const char * const uses[HERALD_N_PICTURES] = {
    [HERALD_PICTURE_WEB] = "web",
    [HERALD_PICTURE_PRINT] = "print",
    [HERALD_PICTURE_LOGO] = "logo",
    [HERALD_PICTURE_SMALL] = "small",
  };

  return g_strdup_printf ("%s-%s-%d", uses[entry->use], HERALD_VERSION, MAKING);
}

static HeraldKitPicture *
recall (HeraldKitPictures *self,
        const Entry       *entry)
{
  const HeraldAssetMemory *memory = self->job->memory;
  g_autofree char *name = name_kept (entry);
  g_autoptr (GBytes) kept = memory != NULL ? memory->get (entry->sha256, name, self->job->read_asset_data) : NULL;

  return kept != NULL ? herald_kit_picture_unpack (kept) : NULL;
}

static HeraldKitPicture *
make_and_keep (HeraldKitPictures *self,
               Entry             *entry)
{
  const HeraldAssetMemory *memory = self->job->memory;
  g_autoptr (GBytes) bytes = self->job->read_asset (entry->sha256, self->job->read_asset_data, &entry->error);
  HeraldKitPicture *picture = bytes != NULL ? herald_kit_picture_new (bytes, entry->use, NULL, &entry->error) : NULL;

  entry->unread = bytes == NULL;
  if (memory != NULL && picture != NULL)
    {
      g_autofree char *name = name_kept (entry);
      g_autoptr (GBytes) packed = herald_kit_picture_pack (picture);

      memory->keep (entry->sha256, name, packed, self->job->read_asset_data);
    }
  return picture;
}

/* In any thread; nobody looks at the entry until it is done. */
static void
make_picture (gpointer data,
              gpointer user_data)
{
  Entry *entry = data;
  HeraldKitPictures *self = user_data;

  entry->picture = recall (self, entry);
  if (entry->picture == NULL)
    entry->picture = make_and_keep (self, entry);
  if (entry->picture != NULL && entry->facts != NULL)
    herald_kit_picture_set_facts (entry->picture, entry->facts);
  g_mutex_lock (&self->lock);
  entry->done = TRUE;
  g_cond_broadcast (&self->filled);
  g_mutex_unlock (&self->lock);
}

static Entry *
add_entry (HeraldKitPictures *self,
           HeraldPictureUse   use,
           const char        *sha256)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->sha256 = g_strdup (sha256);
  entry->use = use;
  entry->facts = herald_picture_facts_new (self->contents, sha256);
  g_hash_table_insert (self->tables[use], entry->sha256, entry);
  return entry;
}

static void
begin_one (HeraldKitPictures *self,
           HeraldPictureUse   use,
           const char        *sha256)
{
  if (sha256 != NULL && sha256[0] != '\0' && !g_hash_table_contains (self->tables[use], sha256))
    g_thread_pool_push (self->pool, add_entry (self, use, sha256), NULL);
}

static void
begin_content (HeraldKitPictures   *self,
               HeraldPictureUse     use,
               const HeraldContent *content)
{
  GPtrArray *body = content->announcement->body;

  if (use == HERALD_PICTURE_LOGO)
    for (guint i = 0; i < content->issuers->len; i++)
      begin_one (self, use, ((HeraldParty *) g_ptr_array_index (content->issuers, i))->logo);
  else
    for (guint i = 0; i < body->len; i++)
      {
        const HeraldBlock *block = g_ptr_array_index (body, i);

        if (block->type == HERALD_BLOCK_FIGURE)
          begin_one (self, use, block->asset);
      }
}

/**
 * herald_kit_pictures_begin:
 * @self: pictures
 * @use: which of them: the logos of the issuers, or the figures at one of their sizes
 *
 * Starts to make, in other threads, what formats will ask for.
 */
void
herald_kit_pictures_begin (HeraldKitPictures *self,
                           HeraldPictureUse   use)
{
  if (self->job->read_asset == NULL)
    return;
  if (self->pool == NULL)
    self->pool = g_thread_pool_new (make_picture, self, CLAMP ((int) g_get_num_processors (), 1, MAX_THREADS), FALSE, NULL);
  for (guint i = 0; i < self->contents->len; i++)
    begin_content (self, use, g_ptr_array_index (self->contents, i));
}

static gboolean
is_failed (gpointer key,
           gpointer value,
           gpointer user_data)
{
  const Entry *entry = value;

  return entry->done && entry->picture == NULL;
}

/**
 * herald_kit_pictures_forget_failed:
 * @self: pictures, none of them in the making
 *
 * Those that could not be made are tried again when they are asked for.
 */
void
herald_kit_pictures_forget_failed (HeraldKitPictures *self)
{
  for (guint i = 0; i < HERALD_N_PICTURES; i++)
    g_hash_table_foreach_remove (self->tables[i], is_failed, NULL);
}

static HeraldKitPicture *
get_picture (HeraldKitPictures  *self,
             HeraldPictureUse    use,
             const char         *sha256,
             const char         *name,
             GError            **error)
{
  Entry *entry = g_hash_table_lookup (self->tables[use], sha256);

  name = name != NULL ? name : "";
  if (self->job->read_asset == NULL)
    {
      g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE, _("The picture “%s” is not at hand."), name);
      return NULL;
    }
  if (entry == NULL)
    {
      entry = add_entry (self, use, sha256);
      make_picture (entry, self);
    }
  g_mutex_lock (&self->lock);
  while (!entry->done)
    g_cond_wait (&self->filled, &self->lock);
  g_mutex_unlock (&self->lock);
  if (entry->picture == NULL)
    {
      g_propagate_error (error, g_error_copy (entry->error));
      g_prefix_error (error, entry->unread ? _("The picture “%s” cannot be read: ") : _("The picture “%s” cannot be used: "), name);
    }
  return entry->picture;
}

/**
 * herald_kit_pictures_get:
 * @self: pictures
 * @sha256: which
 * @name: (nullable): what to call it in a message: its caption
 * @error: return location
 *
 * Returns: (transfer none): a figure's picture at the size for screens
 */
HeraldKitPicture *
herald_kit_pictures_get (HeraldKitPictures  *self,
                         const char         *sha256,
                         const char         *name,
                         GError            **error)
{
  return get_picture (self, HERALD_PICTURE_WEB, sha256, name, error);
}

/**
 * herald_kit_pictures_get_print:
 * @self: pictures
 * @sha256: which
 * @name: (nullable): what to call it in a message: its caption
 * @error: return location
 *
 * Returns: (transfer none): a figure's picture at the size for print
 */
HeraldKitPicture *
herald_kit_pictures_get_print (HeraldKitPictures  *self,
                               const char         *sha256,
                               const char         *name,
                               GError            **error)
{
  return get_picture (self, HERALD_PICTURE_PRINT, sha256, name, error);
}

/**
 * herald_kit_pictures_get_small:
 * @self: pictures
 * @sha256: which
 * @name: (nullable): what to call it in a message: its caption
 * @error: return location
 *
 * Returns: (transfer none): a figure's picture at the size for lists
 */
HeraldKitPicture *
herald_kit_pictures_get_small (HeraldKitPictures  *self,
                               const char         *sha256,
                               const char         *name,
                               GError            **error)
{
  return get_picture (self, HERALD_PICTURE_SMALL, sha256, name, error);
}

/**
 * herald_kit_pictures_get_logo:
 * @self: pictures
 * @party: a company that has a logo
 * @error: return location
 *
 * Returns: (transfer none): the logo without an empty border
 */
HeraldKitPicture *
herald_kit_pictures_get_logo (HeraldKitPictures  *self,
                              const HeraldParty  *party,
                              GError            **error)
{
  return get_picture (self, HERALD_PICTURE_LOGO, party->logo, party->name, error);
}
