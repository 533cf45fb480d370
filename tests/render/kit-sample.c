/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit-sample.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

/* A JPEG whose top is red, with an Exif block: orientation 6 (turn right), and a canary as the maker of the camera. */
static const guchar exif[] =
  "\xff\xe1\x00\x38" "Exif\0\0"
  "MM\0\x2a\0\0\0\x08" "\0\x02"
  "\x01\x0f\0\x02\0\0\0\x0a\0\0\0\x26"
  "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
  "\0\0\0\0" CANARY "\0";

GBytes *
kit_sample_photo (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 200);
  g_autoptr (GdkPixbuf) top = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, 300, 100);
  g_autofree char *buffer = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize size = 0;

  gdk_pixbuf_fill (pixbuf, 0x2040a0ff);
  gdk_pixbuf_fill (top, 0xd02020ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", NULL, NULL));
  g_byte_array_append (bytes, (const guint8 *) buffer, 2);
  g_byte_array_append (bytes, exif, 58);
  g_byte_array_append (bytes, (const guint8 *) buffer + 2, (guint) size - 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
kit_sample_logo (int width,
                 int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width + 40, height + 40);
  g_autoptr (GdkPixbuf) ink = gdk_pixbuf_new_subpixbuf (pixbuf, 20, 20, width, height);
  char *buffer = NULL;
  gsize size = 0;

  gdk_pixbuf_fill (pixbuf, 0);
  gdk_pixbuf_fill (ink, 0x00806080);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", NULL, "tEXt::Comment", CANARY, NULL));
  return g_bytes_new_take (buffer, size);
}

GBytes *
kit_sample_read_asset (const char  *sha256,
                       gpointer     user_data,
                       GError     **error)
{
  GBytes *all[] = { kit_sample_photo (), kit_sample_logo (400, 100) };
  GBytes *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, all[i]);

      if (strcmp (hash, sha256) == 0)
        found = g_bytes_ref (all[i]);
      g_bytes_unref (all[i]);
    }
  if (found == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no asset %s", sha256);
  return found;
}

static void
add_quote (HeraldAnnouncement *announcement,
           const char         *text,
           const char         *name,
           const char         *title,
           const char         *organisation)
{
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_QUOTE, text);

  block->speaker = herald_speaker_new (name, title, organisation);
  g_ptr_array_add (announcement->body, block);
}

static void
add_body (HeraldAnnouncement *announcement)
{
  g_autoptr (GBytes) photo = kit_sample_photo ();
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_PARAGRAPH, "Lens maker Aurelia Optics and Kitefin Mobile begin a partnership.");
  GPtrArray *row = NULL;

  block->marks = herald_marks_new ();
  herald_marks_add (block->marks, 11, 14, HERALD_MARK_STRONG, NULL);
  herald_marks_add (block->marks, 30, 14, HERALD_MARK_LINK, "https://kitefin.example/?a=1&b='2'");
  g_ptr_array_add (announcement->body, block);
  add_quote (announcement, "We stop asking and start grinding glass.", "Lin Qiao", "founder and CEO", "Kitefin Mobile");
  g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_HEADING, "One laboratory"));
  block = herald_block_new (HERALD_BLOCK_FIGURE, NULL);
  block->asset = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  block->caption = g_strdup ("The first lens");
  block->credit = g_strdup ("Aurelia Optics");
  block->alt = g_strdup ("A lens on a bench");
  g_ptr_array_add (announcement->body, block);
  block = herald_block_new (HERALD_BLOCK_LIST, NULL);
  g_ptr_array_add (block->items, herald_item_new ("First point"));
  g_ptr_array_add (block->items, herald_item_new ("Second point"));
  g_ptr_array_add (announcement->body, block);
  block = herald_block_new (HERALD_BLOCK_FACTS, NULL);
  row = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free);
  g_ptr_array_add (row, herald_item_new ("Launch"));
  g_ptr_array_add (row, herald_item_new ("Autumn 2027"));
  g_ptr_array_add (block->rows, row);
  g_ptr_array_add (announcement->body, block);
  add_quote (announcement, "A lens is a promise about light.", "Anna Bruni", "managing director of Aurelia Optics", "Aurelia Optics");
}

static void
add_parties (HeraldAnnouncement *announcement)
{
  HeraldParty *aurelia = herald_announcement_add_party (announcement, "Aurelia Optics", HERALD_ROLE_ISSUER);
  HeraldParty *kitefin = herald_announcement_add_party (announcement, "Kitefin Mobile", HERALD_ROLE_ISSUER);
  g_autoptr (GBytes) logo = kit_sample_logo (400, 100);

  aurelia->logo = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, logo);
  /* Not in party order: the page puts them there. */
  herald_announcement_add_boilerplate (announcement, kitefin->id, "Kitefin Mobile builds phones.");
  herald_announcement_add_boilerplate (announcement, aurelia->id, "Aurelia Optics has made lenses since 1934.");
  herald_announcement_add_contact (announcement, kitefin->id, "Wei Zhang", "media@kitefin.example");
  herald_announcement_add_contact (announcement, aurelia->id, "Giulia Ferrandi", "press@aurelia-optics.example")->phone = g_strdup ("+39 035 555 0142");
}

static void
add_canaries (HeraldAnnouncement *announcement)
{
  g_autoptr (GBytes) photo = kit_sample_photo ();
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  HeraldComment *comment = g_new0 (HeraldComment, 1);
  HeraldSignOff *sign_off = g_new0 (HeraldSignOff, 1);

  announcement->notes = g_strdup ("never tell " CANARY);
  comment->id = g_strdup ("aaaaaaaaaaaaa");
  comment->by = g_strdup ("by " CANARY);
  comment->text = g_strdup ("text " CANARY);
  g_ptr_array_add (announcement->comments, comment);
  sign_off->by = g_strdup ("by " CANARY);
  sign_off->how = g_strdup ("mail " CANARY);
  sign_off->subject = g_strdup (CANARY);
  g_ptr_array_add (announcement->sign_offs, sign_off);
  g_ptr_array_add (announcement->assets, herald_asset_new (hash, "/home/" CANARY "/" CANARY ".jpg", "image/jpeg", 1));
  herald_announcement_add_tag (announcement, CANARY, NULL);
}

HeraldAnnouncement *
kit_sample_announcement (const char *language)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, language);

  announcement->headline = g_strdup ("Aurelia Optics and Kitefin Mobile begin a partnership");
  announcement->subheadline = g_strdup ("The first phone arrives in autumn");
  announcement->dateline = herald_dateline_new ("Bergamo", "2027-03-02");
  announcement->source = herald_source_new ("Aurelia newsroom", "https://aurelia-optics.example/news");
  announcement->embargo = herald_embargo_new ("2027-03-02T09:00:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  add_parties (announcement);
  add_body (announcement);
  add_canaries (announcement);
  return announcement;
}

HeraldRenderJob
kit_sample_job (HeraldAnnouncement *announcement,
                HeraldPurpose       purpose)
{
  HeraldRenderJob job = {
    .announcement = announcement,
    .purpose = purpose,
    .version_hash = "0000000000000000000000000000000000000000000000000000000000000000",
    .version_number = 3,
    .version_time = "2026-11-22T07:16:42Z",
    .show_embargo = purpose != HERALD_PURPOSE_RELEASE,
    .recipient = "Maria Rossi",
    .look = herald_look_read (NULL, NULL),
    .read_asset = kit_sample_read_asset,
  };

  return job;
}

HeraldKit *
kit_sample_render_as (const HeraldRenderJob *job,
                      const char            *formats)
{
  g_auto (GStrv) names = g_strsplit (formats, ",", -1);
  g_autoptr (GError) error = NULL;
  HeraldKit *kit = herald_render (job, (const char * const *) names, &error);

  g_assert_no_error (error);
  return kit;
}

HeraldKit *
kit_sample_render (const HeraldRenderJob *job)
{
  return kit_sample_render_as (job, "html,pdf");
}

char *
kit_sample_printable (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  char *text = g_malloc (size + 1);

  if (size > 0)
    memcpy (text, g_bytes_get_data (bytes, NULL), size);
  for (gsize i = 0; i < size; i++)
    if (text[i] == '\0')
      text[i] = ' ';
  text[size] = '\0';
  return text;
}

char *
kit_sample_text (HeraldKit  *kit,
                 const char *path)
{
  GBytes *bytes = herald_kit_get (kit, path);

  g_assert_nonnull (bytes);
  return kit_sample_printable (bytes);
}

static char *
save (GBytes *bytes)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("herald-kit-XXXXXX", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static char *
run_check (const char *format,
           const char *path,
           const char *word)
{
  g_autofree char *script = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "tests", "render", "check-format.py", NULL);
  const char * const argv[] = { "/usr/bin/python3", script, format, path, word, NULL };
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &complaint, &status, &error);
  g_assert_no_error (error);
  if (g_spawn_check_wait_status (status, &error))
    return g_steal_pointer (&output);
  if (!g_error_matches (error, G_SPAWN_EXIT_ERROR, 77))
    g_error ("%s is not what it says: %s", format, complaint);
  g_test_skip_printf ("this machine has not got %s", g_strstrip (complaint));
  return NULL;
}

char *
kit_sample_check (HeraldKit  *kit,
                  const char *path,
                  const char *format)
{
  GBytes *bytes = herald_kit_get (kit, path);
  g_autofree char *file = NULL;
  char *output = NULL;

  if (bytes == NULL)
    g_error ("the kit has no file %s", path);
  file = save (bytes);
  output = run_check (format, file, NULL);
  g_unlink (file);
  return output;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

char *
kit_sample_check_all (HeraldKit  *kit,
                      const char *what,
                      const char *word)
{
  g_autofree char *folder = g_dir_make_tmp ("herald-kit-XXXXXX", NULL);
  char *output = NULL;

  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    {
      const char *path = herald_kit_get_path (kit, i);
      GBytes *bytes = herald_kit_get (kit, path);
      g_autofree char *full = g_build_filename (folder, path, NULL);
      g_autofree char *parent = g_path_get_dirname (full);

      g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
      g_assert_true (g_file_set_contents (full, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
    }
  output = run_check (what, folder, word);
  remove_tree (folder);
  return output;
}

void
kit_sample_assert_order (const char *text,
                         ...)
{
  const char *place = text;
  const char *word = NULL;
  va_list words;

  va_start (words, text);
  while ((word = va_arg (words, const char *)) != NULL)
    {
      const char *found = strstr (place, word);

      if (found == NULL)
        g_error ("“%s” is missing, or not in its place, in: %s", word, text);
      place = found + strlen (word);
    }
  va_end (words);
}

/* The text in every member that may leave. */
void
kit_sample_set_all (HeraldAnnouncement *announcement,
                    const char         *text)
{
  char **members[] = { &announcement->headline, &announcement->subheadline, &announcement->dateline->place,
                       &announcement->source->name, &announcement->source->url };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_free (*members[i]);
      *members[i] = g_strdup (text);
    }
  for (guint i = 0; i < announcement->body->len; i++)
    {
      HeraldBlock *block = g_ptr_array_index (announcement->body, i);
      char **words[] = { &block->text, &block->caption, &block->credit, &block->alt };

      for (guint j = 0; j < G_N_ELEMENTS (words); j++)
        {
          g_free (*words[j]);
          *words[j] = g_strdup (text);
        }
      if (block->marks != NULL)
        herald_marks_add (block->marks, 0, 1000, HERALD_MARK_LINK, text);
      if (block->speaker != NULL)
        {
          herald_speaker_free (block->speaker);
          block->speaker = herald_speaker_new (text, text, text);
        }
      for (guint j = 0; block->items != NULL && j < block->items->len; j++)
        {
          HeraldItem *item = g_ptr_array_index (block->items, j);

          g_free (item->text);
          item->text = g_strdup (text);
        }
    }
  for (guint i = 0; i < announcement->parties->len; i++)
    {
      HeraldParty *party = g_ptr_array_index (announcement->parties, i);

      g_free (party->name);
      party->name = g_strdup (text);
    }
  for (guint i = 0; i < announcement->contacts->len; i++)
    {
      HeraldContact *contact = g_ptr_array_index (announcement->contacts, i);
      char **words[] = { &contact->name, &contact->role, &contact->email, &contact->phone };

      for (guint j = 0; j < G_N_ELEMENTS (words); j++)
        {
          g_free (*words[j]);
          *words[j] = g_strdup (text);
        }
    }
}
