/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-press-room.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-kit-source.h"
#include "herald-press-room-plan.h"
#include "herald-site-folder.h"
#include "herald-site-story.h"
#include "herald-site.h"
#include "herald-departure.h"
#include "herald-text.h"

#define MAX_SLUG    60
#define MAX_THREADS 4

/* A press room in the making. */
typedef struct
{
  HeraldLibrary               *library;
  const HeraldPressRoomExport *job;
  GCancellable                *cancellable;
  char                        *name;
  char                        *address;
  char                        *contact;
  char                        *uuid;
  char                        *seed;     /* what all its announcements have in common */
  HeraldLook                   look;
  HeraldSiteFolder            *folder;
  GPtrArray                   *standings; /* of HeraldStanding, until there is a plan */
  HeraldPressRoomPlan         *plan;
  GPtrArray                   *records;  /* of HeraldSiteRecord, borrowed */
  GPtrArray                   *made;     /* of HeraldSiteRecord */
  GPtrArray                   *versions; /* of char *: hashes of what is shown for the first time */
  GMutex                       lock;     /* of made, versions, taken, n_done and error */
  GHashTable                  *taken;    /* folders of announcements */
  guint                        n_to_make;
  guint                        n_done;
  GError                      *error;
} Room;

static void
room_clear (Room *room)
{
  g_free (room->name);
  g_free (room->address);
  g_free (room->contact);
  g_free (room->uuid);
  g_free (room->seed);
  g_clear_pointer (&room->standings, g_ptr_array_unref);
  g_clear_pointer (&room->plan, herald_press_room_plan_free);
  g_clear_pointer (&room->records, g_ptr_array_unref);
  g_clear_pointer (&room->made, g_ptr_array_unref);
  g_clear_pointer (&room->versions, g_ptr_array_unref);
  g_clear_pointer (&room->taken, g_hash_table_unref);
  g_clear_pointer (&room->folder, herald_site_folder_close);
  g_clear_error (&room->error);
  g_mutex_clear (&room->lock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, room_clear)

/**
 * herald_press_room_check_address:
 * @address: what a person wrote
 * @error: return location; %G_IO_ERROR_INVALID_ARGUMENT says what would be understood
 *
 * Returns: (transfer full) (nullable): the address with a slash at its end
 */
char *
herald_press_room_check_address (const char  *address,
                                 GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  uri = herald_url_is_allowed (address) ? g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL) : NULL;
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  if (scheme != NULL && (strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0) && g_uri_get_host (uri) != NULL &&
      *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL)
    return g_str_has_suffix (address, "/") ? g_strdup (address) : g_strconcat (address, "/", NULL);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("“%s” is not an address for a press room. Write it like https://press.example.com/."), address);
  return NULL;
}

static gboolean
read_address (Room    *room,
              GError **error)
{
  g_autofree char *setting = NULL;
  const char *address = room->job->address;

  if (address == NULL)
    address = setting = herald_library_get_setting (room->library, HERALD_PRESS_ROOM_SETTING_ADDRESS, NULL);
  if (address == NULL || address[0] == '\0')
    return TRUE;
  room->address = herald_press_room_check_address (address, error);
  return room->address != NULL;
}

static gboolean
read_facts (Room    *room,
            GError **error)
{
  g_autofree char *name = herald_library_get_setting (room->library, "name", NULL);
  g_autofree char *contact = herald_library_get_setting (room->library, HERALD_PRESS_ROOM_SETTING_CONTACT, NULL);
  g_autofree char *seed = g_strconcat ("press room ", herald_library_get_id (room->library), NULL);
  g_autofree char *fingerprint = NULL;

  if (!read_address (room, error))
    return FALSE;
  room->name = herald_clean_line (name);
  room->contact = herald_clean_line (contact);
  room->look = herald_kit_source_read_look (room->library);
  room->uuid = herald_site_make_uuid (seed);
  fingerprint = herald_site_get_fingerprint (&room->look);
  room->seed = g_strdup_printf ("%s\n%s\n%s\n%d", fingerprint, room->name, room->address != NULL ? room->address : "", room->job->with_pdf);
  return TRUE;
}

/* Those of the editions that the gate lets pass. What it refuses leaves no trace, so the reason is for nobody here; what
 * cannot be read cannot be judged, and must not keep the others from being shown. */
static GPtrArray *
load_subjects (Room                        *room,
               const HeraldPressRoomStory  *story,
               GError                     **error)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_departure_free);

  for (guint i = 0; i < story->editions->len; i++)
    {
      const HeraldStanding *standing = g_ptr_array_index (story->editions, i);
      g_autoptr (GError) refusal = NULL;
      g_autoptr (HeraldDeparture) subject = herald_departure_load (room->library, standing->summary->id, standing->head, NULL, &refusal);

      if (subject != NULL && herald_departure_pass_gate (subject, room->library, HERALD_PURPOSE_RELEASE, NULL, &refusal))
        g_ptr_array_add (subjects, g_steal_pointer (&subject));
      else if (refusal->domain != HERALD_MODEL_ERROR && !g_error_matches (refusal, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED))
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return NULL;
        }
    }
  return g_steal_pointer (&subjects);
}

/* Readable, and the same as long as the headline and the announcement are. */
static char *
make_folder (Room                        *room,
             const HeraldPressRoomStory  *story,
             const HeraldDeparture         *subject,
             GError                     **error)
{
  g_autofree char *slug = herald_clean_slug (subject->announcement->headline, MAX_SLUG);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, story->key, -1);
  g_autofree char *folder = g_strdup_printf (HERALD_PRESS_ROOM_FOLDER "/%s-%.8s", slug[0] != '\0' ? slug : "press-release", hash);
  gboolean fresh = FALSE;

  g_mutex_lock (&room->lock);
  fresh = g_hash_table_add (room->taken, g_strdup (folder));
  g_mutex_unlock (&room->lock);
  if (fresh)
    return g_steal_pointer (&folder);
  g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FAILED,
               _("Two announcements would have the same place in the press room: “%s”. Change one of the headlines."), folder);
  return NULL;
}

static HeraldSiteStory *
render (Room        *room,
        GPtrArray   *subjects,
        const char  *folder,
        GError     **error)
{
  const HeraldDeparture *first = g_ptr_array_index (subjects, 0);
  g_autofree char *address = room->address != NULL ? g_strconcat (room->address, folder, "/", NULL) : NULL;
  HeraldPressRoom press_room = { room->name, address, room->job->with_pdf };
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func (g_free);
  HeraldRenderJob job = {
    .announcement = first->announcement, .purpose = HERALD_PURPOSE_RELEASE, .version_hash = first->version->hash,
    .version_number = first->number, .version_time = first->version->time, .look = room->look, .editions = editions,
    .read_asset = herald_kit_source_read_asset, .read_asset_data = room->library, .memory = &herald_kit_source_memory, .press_room = &press_room,
  };

  for (guint i = 1; i < subjects->len; i++)
    {
      const HeraldDeparture *other = g_ptr_array_index (subjects, i);
      HeraldEdition *edition = g_new0 (HeraldEdition, 1);

      *edition = (HeraldEdition) { other->announcement, other->version->hash, other->number, other->version->time, FALSE };
      g_ptr_array_add (editions, edition);
    }
  return herald_site_story_new (&job, folder, error);
}

static gboolean
has_same (Room                 *room,
          const HeraldSiteFile *file)
{
  const HeraldSiteManifest *manifest = herald_site_folder_get_manifest (room->folder);
  const HeraldSiteFile *old = g_hash_table_lookup (manifest->files, file->path);

  return old != NULL && strcmp (old->sha256, file->sha256) == 0 && herald_site_folder_has (room->folder, file->path);
}

/* What a page shows before the page: pictures and PDFs stand behind it in the kit. */
static gboolean
write_kit (Room              *room,
           HeraldKit         *kit,
           HeraldSiteRecord  *record,
           GError           **error)
{
  for (guint i = herald_kit_get_size (kit); i-- > 0;)
    {
      g_autofree char *path = g_strconcat (record->folder, "/", herald_kit_get_path (kit, i), NULL);
      GBytes *bytes = herald_kit_get (kit, herald_kit_get_path (kit, i));

      if (!herald_site_folder_write (room->folder, path, bytes, error))
        return FALSE;
      g_ptr_array_add (record->files, herald_site_file_new (path, bytes));
    }
  return TRUE;
}

static void
take_record (Room             *room,
             HeraldSiteRecord *record)
{
  g_mutex_lock (&room->lock);
  g_ptr_array_add (room->made, record);
  for (guint i = 0; i < record->cards->len; i++)
    g_ptr_array_add (room->versions, g_strdup (((HeraldSiteCard *) g_ptr_array_index (record->cards, i))->version));
  g_mutex_unlock (&room->lock);
}

static gboolean
make_story (Room                        *room,
            const HeraldPressRoomStory  *plan,
            GError                     **error)
{
  g_autoptr (GPtrArray) subjects = load_subjects (room, plan, error);
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();
  g_autoptr (HeraldSiteStory) story = NULL;
  g_autoptr (HeraldSiteRecord) record = NULL;
  g_autofree char *folder = NULL;

  if (subjects == NULL || subjects->len == 0)
    return subjects != NULL;
  folder = make_folder (room, plan, g_ptr_array_index (subjects, 0), error);
  story = folder != NULL ? render (room, subjects, folder, error) : NULL;
  if (story == NULL)
    return FALSE;
  record = herald_site_record_new (folder);
  for (guint i = 0; i < subjects->len; i++)
    g_ptr_array_add (versions, ((HeraldDeparture *) g_ptr_array_index (subjects, i))->version->hash);
  g_ptr_array_add (versions, NULL);
  record->stamp = herald_press_room_make_stamp (room->seed, (const char * const *) versions->pdata);
  g_ptr_array_extend_and_steal (record->cards, g_steal_pointer (&story->cards));
  if (!write_kit (room, story->kit, record, error))
    return FALSE;
  take_record (room, g_steal_pointer (&record));
  return TRUE;
}

static void
tell_progress (Room                       *room,
               const HeraldPressRoomStory *story)
{
  const HeraldStanding *first = g_ptr_array_index (story->editions, 0);

  if (room->job->progress == NULL)
    return;
  g_mutex_lock (&room->lock);
  room->job->progress (++room->n_done, room->n_to_make, first->summary->headline, room->job->progress_data);
  g_mutex_unlock (&room->lock);
}

/* In any thread. The first failure ends the work of all. */
static void
make_story_in_thread (gpointer data,
                      gpointer user_data)
{
  const HeraldPressRoomStory *story = data;
  Room *room = user_data;
  g_autoptr (GError) error = NULL;
  gboolean stopped = FALSE;

  g_mutex_lock (&room->lock);
  stopped = room->error != NULL;
  g_mutex_unlock (&room->lock);
  if (stopped)
    return;
  if (!g_cancellable_set_error_if_cancelled (room->cancellable, &error) && make_story (room, story, &error))
    {
      tell_progress (room, story);
      return;
    }
  if (error->domain != G_IO_ERROR)
    g_prefix_error (&error, "%s: ", ((HeraldStanding *) g_ptr_array_index (story->editions, 0))->summary->headline);
  g_mutex_lock (&room->lock);
  if (room->error == NULL)
    room->error = g_steal_pointer (&error);
  g_mutex_unlock (&room->lock);
}

static gboolean
make_stories (Room    *room,
              GError **error)
{
  GThreadPool *pool = NULL;

  for (guint i = 0; i < room->plan->stories->len; i++)
    room->n_to_make += ((HeraldPressRoomStory *) g_ptr_array_index (room->plan->stories, i))->kept == NULL;
  pool = g_thread_pool_new (make_story_in_thread, room, CLAMP ((int) g_get_num_processors (), 1, MAX_THREADS), FALSE, error);
  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < room->plan->stories->len; i++)
    {
      HeraldPressRoomStory *story = g_ptr_array_index (room->plan->stories, i);

      if (story->kept == NULL)
        g_thread_pool_push (pool, story, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  if (room->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&room->error));
      return FALSE;
    }
  g_ptr_array_extend (room->records, room->made, NULL, NULL);
  return TRUE;
}

static int
compare_folders (gconstpointer a,
                 gconstpointer b)
{
  return strcmp ((*(HeraldSiteRecord * const *) a)->folder, (*(HeraldSiteRecord * const *) b)->folder);
}

/* New files first, which nothing leads to yet; then those that change, in the order of the kit: the first page and the
 * feeds come last. */
static gboolean
write_lists (Room       *room,
             HeraldKit  *kit,
             GPtrArray  *files,
             GError    **error)
{
  for (guint changed = 0; changed < 2; changed++)
    {
      for (guint i = 0; i < files->len; i++)
        {
          const HeraldSiteFile *file = g_ptr_array_index (files, i);
          gboolean there = herald_site_folder_has (room->folder, file->path);

          if (changed == (guint) there && !has_same (room, file) &&
              !herald_site_folder_write (room->folder, file->path, herald_kit_get (kit, file->path), error))
            return FALSE;
        }
      if (changed == 0 && !herald_site_folder_sync (room->folder, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_known (const HeraldSitePlace *place,
          gpointer               user_data)
{
  Room *room = user_data;
  const HeraldSiteFile *old = g_hash_table_lookup (herald_site_folder_get_manifest (room->folder)->files, place->path);

  return old != NULL && g_strcmp0 (old->stamp, place->stamp) == 0 && herald_site_folder_has (room->folder, place->path);
}

/* Where a list is as it was, so is what the manifest says of it. */
static HeraldSiteFile *
make_file (Room                  *room,
           HeraldKit             *kit,
           const HeraldSitePlace *place)
{
  GBytes *bytes = herald_kit_get (kit, place->path);
  HeraldSiteFile *file = NULL;

  if (bytes == NULL)
    return herald_site_file_copy (g_hash_table_lookup (herald_site_folder_get_manifest (room->folder)->files, place->path));
  file = herald_site_file_new (place->path, bytes);
  file->stamp = g_strdup (place->stamp);
  return file;
}

static HeraldKit *
render_lists (Room      *room,
              GPtrArray *files)
{
  HeraldSiteFacts facts = { room->name, room->address, room->uuid, room->look, room->contact };
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  g_autoptr (GPtrArray) places = NULL;
  HeraldKit *kit = NULL;

  for (guint i = 0; i < room->records->len; i++)
    g_ptr_array_extend (cards, ((HeraldSiteRecord *) g_ptr_array_index (room->records, i))->cards, NULL, NULL);
  kit = herald_site_render (cards, &facts, is_known, room, &places);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (files, make_file (room, kit, g_ptr_array_index (places, i)));
  return kit;
}

static gboolean
remove_others (Room       *room,
               GPtrArray  *files,
               GError    **error)
{
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (paths, (gpointer) HERALD_SITE_MANIFEST_PATH);
  g_hash_table_add (paths, (gpointer) HERALD_SITE_SUMS_PATH);
  for (guint i = 0; i < files->len; i++)
    g_hash_table_add (paths, ((HeraldSiteFile *) g_ptr_array_index (files, i))->path);
  for (guint i = 0; i < room->records->len; i++)
    {
      const HeraldSiteRecord *record = g_ptr_array_index (room->records, i);

      for (guint j = 0; j < record->files->len; j++)
        g_hash_table_add (paths, ((HeraldSiteFile *) g_ptr_array_index (record->files, j))->path);
    }
  return herald_site_folder_keep_only (room->folder, paths, error);
}

/* files: NULL: the folder is about to change. */
static gboolean
write_manifest (Room       *room,
                GPtrArray  *files,
                GError    **error)
{
  g_autoptr (GBytes) sums = files != NULL ? herald_site_manifest_make_sums (room->records, files) : NULL;
  g_autoptr (GBytes) bytes = herald_site_manifest_write (room->records, files);

  return (sums == NULL || herald_site_folder_write (room->folder, HERALD_SITE_SUMS_PATH, sums, error)) &&
         herald_site_folder_write (room->folder, HERALD_SITE_MANIFEST_PATH, bytes, error) && herald_site_folder_sync (room->folder, error);
}

/* Of a file that somebody removed the announcement is made anew. */
static gboolean
is_all_there (Room                   *room,
              const HeraldSiteRecord *record)
{
  for (guint i = 0; i < record->files->len; i++)
    if (!herald_site_folder_has (room->folder, ((HeraldSiteFile *) g_ptr_array_index (record->files, i))->path))
      return FALSE;
  return TRUE;
}

static void
keep_records (Room *room)
{
  for (guint i = 0; i < room->plan->stories->len; i++)
    {
      HeraldPressRoomStory *story = g_ptr_array_index (room->plan->stories, i);

      if (story->kept != NULL && !is_all_there (room, story->kept))
        story->kept = NULL;
      if (story->kept == NULL)
        continue;
      g_hash_table_add (room->taken, g_strdup (story->kept->folder));
      g_ptr_array_add (room->records, story->kept);
    }
}

/* Before the first change the manifest says that there will be some; after the last one what there is. In between, each
 * file is there before another one leads to it, and goes after the last one that does. */
static gboolean
build (Room    *room,
       GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_site_file_free);
  g_autoptr (HeraldKit) lists = NULL;

  keep_records (room);
  if (!write_manifest (room, NULL, error) || !make_stories (room, error) || !herald_site_folder_sync (room->folder, error))
    return FALSE;
  g_ptr_array_sort (room->records, compare_folders);
  lists = render_lists (room, files);
  return write_lists (room, lists, files, error) && herald_site_folder_sync (room->folder, error) &&
         remove_others (room, files, error) && write_manifest (room, files, error);
}

/* Who got which version when: for its history, on this computer alone. */
static gboolean
note_versions (Room    *room,
               GError **error)
{
  const char * const formats[] = { "site", room->job->with_pdf ? "pdf" : NULL, NULL };
  g_autoptr (HeraldVersionEvent) event = herald_version_event_new (HERALD_EVENT_EXPORTED, HERALD_PURPOSE_RELEASE, NULL, NULL,
                                                                    room->job->author->name, formats);

  g_ptr_array_add (room->versions, NULL);
  if (herald_library_note_events (room->library, (const char * const *) room->versions->pdata, event, error))
    return TRUE;
  g_prefix_error (error, "%s ", _("The press room was written, but that could not be noted in the histories."));
  return FALSE;
}

static void
count_all (Room                 *room,
           HeraldPressRoomCount *count)
{
  const HeraldSiteManifest *manifest = herald_site_folder_get_manifest (room->folder);

  if (count == NULL)
    return;
  *count = (HeraldPressRoomCount) { .n_made = room->made->len, .n_waiting = room->plan->n_waiting, .has_address = room->address != NULL };
  for (guint i = 0; i < room->records->len; i++)
    count->n_pages += ((HeraldSiteRecord *) g_ptr_array_index (room->records, i))->cards->len;
  for (guint i = 0; i < manifest->records->len; i++)
    count->n_removed += !g_hash_table_contains (room->taken, ((HeraldSiteRecord *) g_ptr_array_index (manifest->records, i))->folder);
}

static gpointer
list_standings (gpointer data)
{
  Room *room = data;

  room->standings = herald_library_list_standings (room->library, &room->error);
  return NULL;
}

/* The library and the folder at once: in a large press room each takes a good part of a second. */
static gboolean
look_around (Room    *room,
             GError **error)
{
  GThread *reading = g_thread_new ("herald-standings", list_standings, room);

  room->folder = herald_site_folder_open (room->job->folder, error);
  g_thread_join (reading);
  if (room->folder == NULL || room->standings != NULL)
    return room->folder != NULL;
  g_propagate_error (error, g_steal_pointer (&room->error));
  return FALSE;
}

/**
 * herald_press_room_export:
 * @library: the library
 * @job: where to
 * @count: (out) (nullable): what it came to
 * @cancellable: (nullable): to stop; all links of the press room work then, too
 * @error: return location; %HERALD_RELEASE_ERROR_FOLDER, or what store and render say, with the announcement's headline
 *
 * Makes a press room of all that is released, or brings it up to date: what did not change is left as it is, what is no
 * longer released goes. Each version shown has passed the gate for a release; of everything else nothing is said. Blocks.
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_press_room_export (HeraldLibrary                *library,
                          const HeraldPressRoomExport  *job,
                          HeraldPressRoomCount         *count,
                          GCancellable                 *cancellable,
                          GError                      **error)
{
  g_auto (Room) room = { .library = library, .job = job, .cancellable = cancellable };

  g_mutex_init (&room.lock);
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (job != NULL && job->folder != NULL && job->author != NULL, FALSE);

  room.records = g_ptr_array_new ();
  room.made = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_site_record_free);
  room.versions = g_ptr_array_new_with_free_func (g_free);
  room.taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_facts (&room, error))
    return FALSE;
  if (!look_around (&room, error))
    return FALSE;
  room.plan = herald_press_room_plan_new (library, g_steal_pointer (&room.standings), job->author, herald_site_folder_get_manifest (room.folder),
                                          room.seed, error);
  if (room.plan == NULL || !build (&room, error))
    return FALSE;
  count_all (&room, count);
  return note_versions (&room, error);
}

static HeraldPressRoomExport *
export_copy (const HeraldPressRoomExport *job)
{
  HeraldPressRoomExport *copy = g_new0 (HeraldPressRoomExport, 1);

  copy->folder = g_strdup (job->folder);
  copy->address = g_strdup (job->address);
  copy->with_pdf = job->with_pdf;
  copy->author = herald_author_copy (job->author);
  copy->progress = herald_progress_relay_tell;
  copy->progress_data = herald_progress_relay_new (job->progress, job->progress_data);
  return copy;
}

static void
export_free (HeraldPressRoomExport *job)
{
  g_free ((char *) job->folder);
  g_free ((char *) job->address);
  herald_author_free ((HeraldAuthor *) job->author);
  g_free (job);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const HeraldPressRoomExport *job = task_data;
  g_autoptr (GError) error = NULL;
  g_autofree HeraldPressRoomCount *count = g_new0 (HeraldPressRoomCount, 1);
  gboolean made = herald_press_room_export (source, job, count, cancellable, &error);

  herald_progress_relay_stop (job->progress_data);
  if (made)
    g_task_return_pointer (task, g_steal_pointer (&count), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_press_room_export_async:
 * @library: the library
 * @job: as in herald_press_room_export(); copied
 * @cancellable: (nullable): to stop
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * herald_press_room_export() in a thread.
 */
void
herald_press_room_export_async (HeraldLibrary                *library,
                                const HeraldPressRoomExport  *job,
                                GCancellable                 *cancellable,
                                GAsyncReadyCallback           callback,
                                gpointer                      user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HERALD_IS_LIBRARY (library));
  g_return_if_fail (job != NULL && job->folder != NULL && job->author != NULL);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, herald_press_room_export_async);
  g_task_set_task_data (task, export_copy (job), (GDestroyNotify) export_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * herald_press_room_export_finish:
 * @library: the library
 * @result: what the callback got
 * @count: (out) (nullable): what it came to
 * @error: return location
 *
 * Returns: as herald_press_room_export()
 */
gboolean
herald_press_room_export_finish (HeraldLibrary         *library,
                                 GAsyncResult          *result,
                                 HeraldPressRoomCount  *count,
                                 GError               **error)
{
  g_autofree HeraldPressRoomCount *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL && count != NULL)
    *count = *found;
  return found != NULL;
}
