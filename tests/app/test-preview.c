/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is rendered when, and where the reader stays; without a display. */
#include "herald-preview-layout.h"
#include "herald-preview-renderer.h"

#include <string.h>

#include "herald-store-fixture.h"

typedef struct
{
  HeraldStoreFixture     store;
  HeraldPreviewRenderer *renderer;
  HeraldAnnouncement    *announcement;
  guint                  asked;   /* how often the source was */
  guint                  made;
  guint                  failed;
  guint                  drawn;
  GdkTexture            *texture;
} Fixture;

static HeraldPreviewOrder *
make_order (gpointer data)
{
  Fixture *fixture = data;
  HeraldPreviewOrder *order = g_new0 (HeraldPreviewOrder, 1);

  fixture->asked++;
  order->announcement = herald_announcement_copy (fixture->announcement);
  order->time = g_strdup ("2026-11-22T10:00:00Z");
  return order;
}

static void
on_made (Fixture *fixture)
{
  fixture->made++;
}

static void
on_failed (Fixture *fixture)
{
  fixture->failed++;
}

static void
on_drawn (Fixture    *fixture,
          guint       page,
          guint       strip,
          GdkTexture *texture)
{
  fixture->drawn++;
  g_set_object (&fixture->texture, texture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  herald_store_fixture_set_up (&fixture->store, NULL);
  fixture->announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  fixture->announcement->headline = g_strdup ("Aurelia and Kitefin");
  g_ptr_array_add (fixture->announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "The first words."));
  fixture->renderer = herald_preview_renderer_new (fixture->store.library, make_order, fixture);
  g_signal_connect_swapped (fixture->renderer, "made", G_CALLBACK (on_made), fixture);
  g_signal_connect_swapped (fixture->renderer, "failed", G_CALLBACK (on_failed), fixture);
  g_signal_connect_swapped (fixture->renderer, "drawn", G_CALLBACK (on_drawn), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->renderer != NULL)
    {
      g_signal_handlers_disconnect_by_data (fixture->renderer, fixture);
      herald_preview_renderer_stop (fixture->renderer);
    }
  g_clear_object (&fixture->renderer);
  g_clear_object (&fixture->texture);
  /* The worker gives the library back in its own time. */
  while (G_OBJECT (fixture->store.library)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  herald_announcement_free (fixture->announcement);
  herald_store_fixture_tear_down (&fixture->store, NULL);
}

static void
wait_until (guint *counter,
            guint  value)
{
  while (*counter < value)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_headline (Fixture    *fixture,
              const char *headline)
{
  g_free (fixture->announcement->headline);
  fixture->announcement->headline = g_strdup (headline);
}

/* However much is typed, pages are made of what there is in the end, and seldom. */
static void
test_typing (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Headline %u ends", i);

      set_headline (fixture, headline);
      herald_preview_renderer_invalidate (fixture->renderer, FALSE);
    }
  wait_until (&fixture->made, 2);
  g_assert_nonnull (strstr (herald_preview_renderer_get_text (fixture->renderer, 0), "Headline 199 ends"));
  g_assert_cmpuint (fixture->asked, ==, 2);
  g_assert_cmpuint (fixture->failed, ==, 0);
}

/* What is of no use any more is not shown. */
static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 3000; i++)
    g_ptr_array_add (fixture->announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "Many words, again and again."));
  herald_preview_renderer_invalidate (fixture->renderer, FALSE);
  g_ptr_array_set_size (fixture->announcement->body, 1);
  herald_preview_renderer_invalidate (fixture->renderer, TRUE);
  wait_until (&fixture->made, 1);
  g_assert_cmpuint (herald_preview_renderer_get_n_pages (fixture->renderer), ==, 1);
  g_assert_cmpuint (fixture->failed, ==, 0);
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  herald_preview_renderer_invalidate (fixture->renderer, FALSE);
  herald_preview_renderer_stop (fixture->renderer);
  g_signal_handlers_disconnect_by_data (fixture->renderer, fixture);
  g_clear_object (&fixture->renderer);
  g_assert_cmpuint (fixture->made, ==, 0);
}

static gboolean
has_ink (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autofree guchar *pixels = g_malloc0 ((gsize) width * height * 4);

  gdk_texture_download (texture, pixels, (gsize) width * 4);
  for (gsize i = 0; i < (gsize) width * height * 4; i += 4)
    if (pixels[i] < 128)
      return TRUE;
  return FALSE;
}

static void
test_draws_what_is_wanted (Fixture       *fixture,
                           gconstpointer  data)
{
  double width = 0;
  double height = 0;

  herald_preview_renderer_invalidate (fixture->renderer, FALSE);
  wait_until (&fixture->made, 1);
  herald_preview_renderer_get_size (fixture->renderer, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595.276, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 841.89, 0.01);
  herald_preview_renderer_draw (fixture->renderer, 0, 0, 1, 595, 0, 300);
  wait_until (&fixture->drawn, 1);
  g_assert_cmpint (gdk_texture_get_width (fixture->texture), ==, 595);
  g_assert_cmpint (gdk_texture_get_height (fixture->texture), ==, 300);
  g_assert_true (has_ink (fixture->texture));

  herald_preview_renderer_draw (fixture->renderer, 0, 0, 2, 1190, 0, 512);
  herald_preview_renderer_forget (fixture->renderer);
  herald_preview_renderer_draw (fixture->renderer, 0, 1, 1, 595, 300, 300);
  wait_until (&fixture->drawn, 2);
  g_assert_cmpint (gdk_texture_get_width (fixture->texture), ==, 595);
  g_assert_cmpuint (fixture->drawn, ==, 2);
}

/* Letter where offices have it. */
static void
test_letter (Fixture       *fixture,
             gconstpointer  data)
{
  double width = 0;
  double height = 0;

  g_free (fixture->announcement->language);
  fixture->announcement->language = g_strdup ("en-US");
  herald_preview_renderer_invalidate (fixture->renderer, FALSE);
  wait_until (&fixture->made, 1);
  herald_preview_renderer_get_size (fixture->renderer, &width, &height);
  g_assert_cmpfloat (width, ==, 612);
  g_assert_cmpfloat (height, ==, 792);
}

/* The page says what is missing in its place, and all else is there. */
static void
test_missing_picture (Fixture       *fixture,
                      gconstpointer  data)
{
  HeraldBlock *figure = herald_block_new (HERALD_BLOCK_FIGURE, NULL);
  const char *text = NULL;

  figure->asset = g_strnfill (64, 'a');
  figure->caption = g_strdup ("The first lens");
  g_ptr_array_add (fixture->announcement->body, figure);
  herald_preview_renderer_invalidate (fixture->renderer, FALSE);
  wait_until (&fixture->made, 1);
  text = herald_preview_renderer_get_text (fixture->renderer, 0);
  g_assert_nonnull (strstr (text, "The first words."));
  g_assert_nonnull (strstr (text, "The first lens"));
  g_assert_nonnull (herald_preview_renderer_get_problems (fixture->renderer)[0]);
  g_assert_nonnull (strstr (text, herald_preview_renderer_get_problems (fixture->renderer)[0]));
  g_assert_null (herald_preview_renderer_get_problems (fixture->renderer)[1]);
}

/* Closer or further away, with more pages or fewer: the same words stay at the upper edge. */
static void
test_place (void)
{
  HeraldPreviewLayout layout = { 5, 595, 842, 1 };
  double place = 0;

  for (int offset = 0; offset < herald_preview_layout_get_height (&layout); offset += 7)
    g_assert_cmpfloat_with_epsilon (
        herald_preview_layout_offset_of (&layout, herald_preview_layout_place_at (&layout, offset)), offset, 0.001);
  place = herald_preview_layout_place_at (&layout, herald_preview_layout_page_top (&layout, 2) + 421);
  layout.zoom = 2;
  g_assert_cmpfloat_with_epsilon (herald_preview_layout_offset_of (&layout, place),
                                  herald_preview_layout_page_top (&layout, 2) + 842, 2 * HERALD_PREVIEW_GAP);
  layout.n_pages = 1;
  g_assert_cmpfloat (herald_preview_layout_offset_of (&layout, place), <=, herald_preview_layout_get_height (&layout));
}

static void
test_zoom (void)
{
  HeraldPreviewLayout layout = { 3, 595, 842, HERALD_PREVIEW_NATURAL };

  layout.zoom = herald_preview_layout_fit (&layout, 360);
  g_assert_cmpint (herald_preview_layout_get_width (&layout), ==, 360);
  for (guint i = 0; i < 40; i++)
    layout.zoom = herald_preview_layout_step (&layout, TRUE);
  g_assert_cmpfloat (layout.zoom, ==, HERALD_PREVIEW_MAX_ZOOM);
  for (guint i = 0; i < 40; i++)
    layout.zoom = herald_preview_layout_step (&layout, FALSE);
  g_assert_cmpfloat (layout.zoom, ==, HERALD_PREVIEW_MIN_ZOOM);
}

/* Of ten thousand pages only what is near is drawn, at any zoom. */
static void
test_only_what_is_near (void)
{
  HeraldPreviewLayout layout = { 10000, 595, 842, HERALD_PREVIEW_MAX_ZOOM };
  guint n = 0;

  for (guint page = 0; page < layout.n_pages; page++)
    for (guint strip = 0; strip < herald_preview_layout_n_strips (&layout); strip++)
      n += herald_preview_layout_is_near (&layout, page, strip, herald_preview_layout_page_top (&layout, 5000) + 300, 800);
  g_assert_cmpuint (n, >=, 2);
  g_assert_cmpuint (n, <=, 5);
  g_assert_cmpuint (herald_preview_layout_page_at (&layout, herald_preview_layout_page_top (&layout, 5000), 800), ==, 5000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/preview/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/preview/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/preview/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/preview/draws-what-is-wanted", Fixture, NULL, set_up, test_draws_what_is_wanted, tear_down);
  g_test_add ("/preview/letter", Fixture, NULL, set_up, test_letter, tear_down);
  g_test_add ("/preview/missing-picture", Fixture, NULL, set_up, test_missing_picture, tear_down);
  g_test_add_func ("/preview/place", test_place);
  g_test_add_func ("/preview/zoom", test_zoom);
  g_test_add_func ("/preview/only-what-is-near", test_only_what_is_near);
  return g_test_run ();
}
