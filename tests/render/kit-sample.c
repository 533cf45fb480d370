/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kit-sample.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
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
    .read_asset = kit_sample_read_asset,
  };

  return job;
}

HeraldKit *
kit_sample_render (const HeraldRenderJob *job)
{
  g_autoptr (GError) error = NULL;
  HeraldKit *kit = herald_render (job, herald_render_formats (), &error);

  g_assert_no_error (error);
  return kit;
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
