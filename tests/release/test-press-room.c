/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "herald-press-room.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "herald-library-fact.h"

/* 2027-01-15T08:00:00Z */
#define NOW G_GINT64_CONSTANT (1800000000000000)

#define CANARY "kestrelquartz"

typedef struct
{
  char          *base;   /* temporary */
  char          *folder;
  HeraldClock   *clock;
  HeraldLibrary *library;
  HeraldAuthor  *author;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->base = g_dir_make_tmp ("herald-press-room-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->base, "room", NULL);
  path = g_build_filename (fixture->base, "library", NULL);
  fixture->clock = herald_clock_new_fixed (NOW);
  fixture->library = herald_library_create (path, "Aurelia", fixture->clock, &error);
  g_assert_no_error (error);
  fixture->author = herald_author_new (CANARY " author", CANARY "@aurelia-optics.example");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->clock);
  herald_author_free (fixture->author);
  remove_tree (fixture->base);
  g_free (fixture->folder);
  g_free (fixture->base);
}

static HeraldEmbargo *
make_embargo (const char *utc)
{
  g_autofree char *wall = g_strndup (utc, 19);
  g_autoptr (GError) error = NULL;
  HeraldEmbargo *embargo = herald_embargo_new (wall, "UTC", HERALD_ZONE_ONLY, &error);

  g_assert_no_error (error);
  return embargo;
}

/* Approved, its embargo ended: as it goes into a press room. */
static HeraldAnnouncement *
make_announcement (const char *headline)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  announcement->headline = g_strdup (headline);
  announcement->status = HERALD_STATUS_APPROVED;
  announcement->embargo = make_embargo ("2026-12-01T09:00:00Z");
  herald_announcement_add_party (announcement, "Aurelia Optics", HERALD_ROLE_ISSUER);
  herald_announcement_add_tag (announcement, "imaging", NULL);
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "The first words."));
  announcement->notes = g_strdup (CANARY " notes");
  return announcement;
}

static void
put (Fixture            *fixture,
     HeraldAnnouncement *announcement)
{
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, announcement->id, NULL);
  g_autoptr (GError) error = NULL;

  herald_library_put_working_copy (fixture->library, document, copy != NULL ? copy->revision : 0, &error);
  g_assert_no_error (error);
}

static HeraldAnnouncement *
put_new (Fixture    *fixture,
         const char *headline)
{
  HeraldAnnouncement *announcement = make_announcement (headline);

  put (fixture, announcement);
  return announcement;
}

static HeraldPressRoomCount
export_to (Fixture    *fixture,
           const char *folder)
{
  HeraldPressRoomExport job = { folder, NULL, FALSE, fixture->author };
  HeraldPressRoomCount count = { 0 };
  g_autoptr (GError) error = NULL;

  herald_press_room_export (fixture->library, &job, &count, NULL, &error);
  g_assert_no_error (error);
  return count;
}

static HeraldPressRoomCount
export (Fixture *fixture)
{
  return export_to (fixture, fixture->folder);
}

/* path -> bytes, of all files below a folder. */
static void
read_tree (GHashTable *files,
           const char *root,
           const char *relative)
{
  g_autofree char *full = relative != NULL ? g_build_filename (root, relative, NULL) : g_strdup (root);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name = NULL;

  if (dir == NULL)
    {
      char *text = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (full, &text, &length, NULL));
      g_hash_table_insert (files, g_strdup (relative), g_bytes_new_take (text, length));
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = relative != NULL ? g_build_filename (relative, name, NULL) : g_strdup (name);

      read_tree (files, root, path);
    }
}

static GHashTable *
read_room (const char *folder)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  read_tree (files, folder, NULL);
  return files;
}

static gboolean
holds (GBytes     *bytes,
       const char *words)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, words, strlen (words)) != NULL;
}

/* In how many files the words are, names of files included. */
static guint
count_words (Fixture    *fixture,
             const char *words)
{
  g_autoptr (GHashTable) files = read_room (fixture->folder);
  GHashTableIter iter;
  gpointer path, bytes;
  guint n = 0;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    n += holds (bytes, words) || strstr (path, words) != NULL;
  return n;
}

static void
assert_same_rooms (const char *one,
                   const char *other)
{
  g_autoptr (GHashTable) left = read_room (one);
  g_autoptr (GHashTable) right = read_room (other);
  GHashTableIter iter;
  gpointer path, bytes;

  g_assert_cmpuint (g_hash_table_size (left), ==, g_hash_table_size (right));
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    {
      GBytes *there = g_hash_table_lookup (right, path);

      if (there == NULL || !g_bytes_equal (bytes, there))
        g_error ("%s differs", (char *) path);
    }
}

static void
test_released (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) lifted = put_new (fixture, "The lifted one");
  g_autoptr (HeraldAnnouncement) released = make_announcement ("The released one");
  HeraldPressRoomCount count;

  g_clear_pointer (&released->embargo, herald_embargo_free);
  released->status = HERALD_STATUS_RELEASED;
  put (fixture, released);
  count = export (fixture);
  g_assert_cmpuint (count.n_pages, ==, 2);
  g_assert_cmpuint (count_words (fixture, "The lifted one"), >=, 5); /* page, lists, feed, manifest */
  g_assert_cmpuint (count_words (fixture, "The released one"), >=, 5);
  g_assert_cmpuint (count_words (fixture, CANARY), ==, 0);
  count = export (fixture);
  g_assert_cmpuint (count.n_made, ==, 0);
  g_assert_cmpuint (count.n_pages, ==, 2);
}

/* Everything that holds an announcement back, each with words, a tag and a company of its own. */
static HeraldAnnouncement *
make_held (Fixture *fixture,
           guint    why)
{
  HeraldAnnouncement *announcement = make_announcement (CANARY " headline");

  herald_announcement_add_tag (announcement, CANARY "-tag", NULL);
  herald_announcement_add_party (announcement, CANARY " Inc", HERALD_ROLE_ISSUER);
  switch (why)
    {
    case 0: announcement->status = HERALD_STATUS_DRAFT; break;
    case 1: announcement->status = HERALD_STATUS_REVIEW; break;
    case 2: announcement->status = HERALD_STATUS_WITHDRAWN; break;
    case 3: announcement->status = HERALD_STATUS_SCHEDULED; break;
    case 4: announcement->trashed = herald_trashed_new ("Anna", "2026-12-02T00:00:00Z"); break;
    case 5: g_free (announcement->embargo->utc); announcement->embargo->utc = g_strdup ("2027-01-15T08:00:01Z");
            g_free (announcement->embargo->wall); announcement->embargo->wall = g_strdup ("2027-01-15T08:00:01"); break;
    case 6: g_free (announcement->embargo->wall); announcement->embargo->wall = g_strdup ("2026-12-01T10:00:00"); break; /* zone and instant disagree */
    case 7: announcement->inside_information = TRUE; break;
    case 8: g_clear_pointer (&announcement->embargo, herald_embargo_free); break; /* approved, no moment agreed */
    case 9: announcement->status = HERALD_STATUS_RELEASED; g_free (announcement->embargo->utc); announcement->embargo->utc = g_strdup ("never"); break;
    }
  put (fixture, announcement);
  return announcement;
}

static void
test_held_back (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) shown = put_new (fixture, "The shown one");
  g_autofree char *alone = g_build_filename (fixture->base, "alone", NULL);
  HeraldPressRoomCount count = export_to (fixture, alone);

  g_assert_cmpuint (count.n_pages, ==, 1);
  for (guint why = 0; why <= 9; why++)
    {
      g_autoptr (HeraldAnnouncement) held = make_held (fixture, why);

      count = export (fixture);
      g_assert_cmpuint (count.n_pages, ==, 1);
      g_assert_cmpuint (count_words (fixture, CANARY), ==, 0);
      g_assert_cmpuint (count_words (fixture, held->id), ==, 0);
    }
  g_assert_cmpuint (count.n_waiting, ==, 1);
  /* Not a byte tells that there was anything else. */
  assert_same_rooms (alone, fixture->folder);
}

static void
test_conflict (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = put_new (fixture, CANARY " in dispute");
  g_autoptr (HeraldDocument) body = NULL;
  g_autoptr (GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (export (fixture).n_pages, ==, 1);
  g_free (announcement->headline);
  announcement->headline = g_strdup (CANARY " other words");
  body = herald_announcement_to_document (announcement);
  arrival->id = g_strdup (announcement->id);
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  arrival->remote_rev = g_strdup ("1-x");
  g_ptr_array_add (arrival->versions, herald_version_new (announcement->id, NULL, fixture->author, "2027-01-14T08:00:00Z", NULL, TRUE,
                                                          herald_document_get_hash (body)));
  g_ptr_array_add (arrival->bodies, g_steal_pointer (&body));
  g_ptr_array_add (arrivals, arrival);
  herald_library_take_arrivals (fixture->library, arrivals, "1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (export (fixture).n_pages, ==, 0);
  g_assert_cmpuint (count_words (fixture, CANARY), ==, 0);
}

static void
test_taken_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) stays = put_new (fixture, "The one that stays");
  g_autoptr (HeraldAnnouncement) goes = make_announcement (CANARY " goes");
  g_autoptr (GHashTable) before = NULL;
  HeraldPressRoomCount count;

  herald_announcement_add_tag (goes, CANARY, NULL);
  put (fixture, goes);
  g_assert_cmpuint (export (fixture).n_pages, ==, 2);
  g_assert_cmpuint (count_words (fixture, CANARY), >, 0);
  for (guint how = 0; how < 3; how++)
    {
      goes->status = how == 0 ? HERALD_STATUS_WITHDRAWN : HERALD_STATUS_APPROVED;
      herald_embargo_free (goes->embargo);
      goes->embargo = make_embargo (how == 1 ? "2028-01-01T00:00:00Z" : "2026-12-01T09:00:00Z");
      goes->inside_information = how == 2;
      put (fixture, goes);
      count = export (fixture);
      g_assert_cmpuint (count.n_pages, ==, 1);
      g_assert_cmpuint (count_words (fixture, CANARY), ==, 0);
      goes->status = HERALD_STATUS_APPROVED;
      herald_embargo_free (goes->embargo);
      goes->embargo = make_embargo ("2026-12-01T09:00:00Z");
      goes->inside_information = FALSE;
      put (fixture, goes);
      g_assert_cmpuint (export (fixture).n_pages, ==, 2);
    }
}

/* Another language edition's embargo holds those that were shown before. */
static void
test_editions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) english = make_announcement ("The English one");
  g_autoptr (HeraldAnnouncement) italian = make_announcement ("Quello italiano");

  g_free (italian->language);
  italian->language = g_strdup ("it");
  english->translation_group = g_strdup ("6d0f6d1e-5a0f-4a39-9d3b-0f4a8a1f7c11");
  italian->translation_group = g_strdup (english->translation_group);
  put (fixture, english);
  put (fixture, italian);
  g_assert_cmpuint (export (fixture).n_pages, ==, 2);
  g_assert_cmpuint (count_words (fixture, "index.it.html"), >, 0);
  g_assert_cmpuint (count_words (fixture, "hreflang=\"it\""), >, 0);
  herald_embargo_free (italian->embargo);
  italian->embargo = make_embargo ("2028-01-01T00:00:00Z");
  italian->status = HERALD_STATUS_DRAFT;
  put (fixture, italian);
  g_assert_cmpuint (export (fixture).n_pages, ==, 0);
  g_assert_cmpuint (count_words (fixture, "Quello italiano"), ==, 0);
  g_assert_cmpuint (count_words (fixture, "The English one"), ==, 0);
}

static void
test_same_in_steps (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *at_once = g_build_filename (fixture->base, "at-once", NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_announcement_free);

  for (guint i = 0; i < 130; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Announcement %u", i % 60);
      g_autofree char *company = g_strdup_printf ("Company %u", i % 7);
      g_autofree char *lift = g_strdup_printf ("20%02u-%02u-%02uT09:00:00Z", 20 + i % 6, 1 + i % 12, 1 + i % 28);
      HeraldAnnouncement *announcement = make_announcement (headline);

      herald_embargo_free (announcement->embargo);
      announcement->embargo = make_embargo (lift);
      herald_announcement_add_party (announcement, company, HERALD_ROLE_PARTNER);
      put (fixture, announcement);
      g_ptr_array_add (all, announcement);
      if (i % 29 == 0)
        export (fixture);
    }
  for (guint i = 3; i < all->len; i += 40)
    {
      HeraldAnnouncement *announcement = g_ptr_array_index (all, i);

      announcement->status = i % 80 == 3 ? HERALD_STATUS_WITHDRAWN : HERALD_STATUS_APPROVED;
      g_free (announcement->headline);
      announcement->headline = g_strdup ("Corrected");
      put (fixture, announcement);
      export (fixture);
    }
  export_to (fixture, at_once);
  assert_same_rooms (at_once, fixture->folder);
  g_assert_cmpuint (count_words (fixture, "page-3.html"), >, 0);
}

static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const names[] = {
    "../../x", "..", ".", "/etc/passwd", "index", "page-2", "feed.xml", "con", "a/b", "A B", "a b", "\xe2\x80\xae" "evil",
    "<script>alert(1)</script>", "\"onload=\"x", "]]>", "&amp;", "日本語", "-", "%2e%2e",
  };
  g_autofree char *outside = g_build_filename (fixture->base, "x", NULL);
  g_autofree char *huge = g_strnfill (1 << 20, 'w');
  g_autoptr (GHashTable) files = NULL;
  GHashTableIter iter;
  gpointer path, bytes;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = make_announcement (names[i]);

      g_ptr_array_set_size (announcement->tags, 0);
      g_ptr_array_add (announcement->tags, g_strdup (names[i]));
      herald_announcement_add_party (announcement, names[i], HERALD_ROLE_ISSUER);
      g_free (announcement->language);
      announcement->language = g_strdup (i % 2 ? "en\"><b>" : "en");
      put (fixture, announcement);
    }
  {
    g_autoptr (HeraldAnnouncement) announcement = make_announcement (huge);

    g_ptr_array_add (announcement->tags, g_strdup (huge));
    herald_announcement_add_party (announcement, huge, HERALD_ROLE_ISSUER);
    put (fixture, announcement);
  }
  g_assert_cmpuint (export (fixture).n_pages, ==, G_N_ELEMENTS (names) + 1);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
  files = read_room (fixture->folder);
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    {
      for (const char *p = path; *p != '\0'; p++)
        g_assert_true (g_ascii_isalnum (*p) || strchr ("-_./", *p) != NULL);
      /* What the manifest says is JSON, in which these are words. */
      g_assert_false (!g_str_has_prefix (path, "verify/") &&
                      (holds (bytes, "<script>alert") || holds (bytes, "<b>") || holds (bytes, "\xe2\x80\xae")));
      g_assert_true (g_str_has_prefix (path, "releases/") || g_bytes_get_size (bytes) < 200000);
      n += g_str_has_prefix (path, "topics/");
    }
  /* "A B" and "a b" have a page each, and "page-2" is not the second page of anything. */
  g_assert_cmpuint (n, >=, G_N_ELEMENTS (names) - 2);
}

static void
test_stranger (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (HeraldAnnouncement) announcement = put_new (fixture, "The shown one");
  HeraldPressRoomExport job = { fixture->folder, NULL, FALSE, fixture->author };
  g_autofree char *mine = g_build_filename (fixture->folder, "mine.txt", NULL);
  g_autofree char *index = g_build_filename (fixture->folder, "index.html", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir (fixture->folder, 0755);
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  g_assert_false (herald_press_room_export (fixture->library, &job, NULL, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FOLDER);
  g_clear_error (&error);
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
  g_remove (mine);
  export (fixture);
  /* A page that somebody removed comes back; a stranger beside it is left alone. */
  g_remove (index);
  export (fixture);
  g_assert_true (g_file_test (index, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  g_assert_false (herald_press_room_export (fixture->library, &job, NULL, NULL, &error));
  g_assert_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FOLDER);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
}

static void
test_given_out (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const formats[] = { "text", NULL };
  g_autoptr (HeraldAnnouncement) announcement = make_announcement ("Without an embargo");
  g_autofree char *kit = g_build_filename (fixture->base, "kit", NULL);
  HeraldExport job = { announcement->id, NULL, formats, kit, HERALD_PURPOSE_REVIEW, NULL, fixture->author };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&announcement->embargo, herald_embargo_free);
  put (fixture, announcement);
  g_ptr_array_unref (herald_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (export (fixture).n_pages, ==, 0); /* a review copy is no release */
  job.purpose = HERALD_PURPOSE_RELEASE;
  g_ptr_array_unref (herald_export_to_folder (fixture->library, &job, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (export (fixture).n_pages, ==, 1);
}

static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *key, *value, *kept; } cases[] = {
    { "address", "https://press.example.com", "https://press.example.com/" },
    { "address", "https://press.example.com/a/", "https://press.example.com/a/" },
    { "address", "javascript:alert(1)", NULL }, { "address", "ftp://x.example/", NULL }, { "address", "https://anna@x.example/", NULL },
    { "address", "https://x.example/?q", NULL }, { "address", "press.example.com", NULL }, { "address", "https://", NULL },
    { "accent", "#0B5C8A", "#0b5c8a" }, { "accent", "blue", NULL }, { "colour", "#fff", NULL }, { "colour", "#ffffff", "#ffffff" },
    { "typeface", "sans", "sans" }, { "typeface", "Comic", NULL }, { "name", "  Aurelia  ", "Aurelia" }, { "name", " ", NULL },
    { "contact", " Anna, press@x.example ", "Anna, press@x.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done = herald_library_fact_set (fixture->library, cases[i].key, cases[i].value, &error);
      g_autofree char *kept = herald_library_fact_get (fixture->library, cases[i].key, NULL);

      g_assert_cmpint (done, ==, cases[i].kept != NULL);
      if (done)
        g_assert_cmpstr (kept, ==, cases[i].kept);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

#define ADD(name, func) g_test_add ("/press-room/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("released", test_released);
  ADD ("held-back", test_held_back);
  ADD ("conflict", test_conflict);
  ADD ("taken-back", test_taken_back);
  ADD ("editions", test_editions);
  ADD ("same-in-steps", test_same_in_steps);
  ADD ("hostile", test_hostile);
  ADD ("stranger", test_stranger);
  ADD ("given-out", test_given_out);
  ADD ("facts", test_facts);
  return g_test_run ();
}
