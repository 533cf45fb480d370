/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-layout.h"

#include <math.h>
#include <string.h>

/* Pages of ten lines. */
#define LINE   16.0
#define TOP    100.0
#define BOTTOM (TOP + 10 * LINE)

static const HeraldFrame frame = { TOP, TOP, BOTTOM, 1.0 };

static HeraldTypeset *
new_typeset (const char *language)
{
  HeraldLook look = herald_look_read (NULL, NULL);

  return herald_typeset_new (NULL, language, &look);
}

static void
add_lines (GPtrArray           *pieces,
           const HeraldTypeset *typeset,
           guint                n_lines,
           gboolean             keep)
{
  HeraldPiece *piece = herald_piece_new (HERALD_PIECE_TEXT);
  HeraldRich *rich = herald_rich_new (typeset, HERALD_FACE_BODY);

  for (guint i = 0; i < n_lines; i++)
    herald_rich_add (rich, HERALD_FACE_BODY, i > 0 ? "\nline" : "line");
  herald_piece_add_cell (piece, "P", rich, 0, 400);
  piece->keep_with_next = keep;
  g_ptr_array_add (pieces, piece);
}

/* "0:3 0:7 1:2": page and number of lines of each fragment. */
static void
assert_pages (const guint *counts, /* lines of each piece */
              guint        n,
              guint        kept,   /* index of a piece that is kept with the next, or G_MAXUINT */
              const char  *expected)
{
  g_autoptr (HeraldTypeset) typeset = new_typeset ("en");
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_piece_free);
  g_autoptr (GArray) fragments = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    add_lines (pieces, typeset, counts[i], i == kept);
  fragments = herald_layout_paginate (pieces, &frame);
  for (guint i = 0; i < fragments->len; i++)
    {
      HeraldFragment *fragment = &g_array_index (fragments, HeraldFragment, i);

      g_string_append_printf (found, "%s%u:%u", i > 0 ? " " : "", fragment->page, fragment->n_lines);
      g_assert_cmpfloat (fragment->y, >=, TOP - 0.01);
      g_assert_cmpfloat (fragment->y + fragment->height, <=, BOTTOM + 0.01);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_breaks (void)
{
  assert_pages ((guint[]) { 4, 6 }, 2, G_MAXUINT, "0:4 0:6");
  assert_pages ((guint[]) { 25 }, 1, G_MAXUINT, "0:10 1:10 2:5");
  /* No line alone at the foot. */
  assert_pages ((guint[]) { 9, 4 }, 2, G_MAXUINT, "0:9 1:4");
  /* No line alone at the head. */
  assert_pages ((guint[]) { 5, 6 }, 2, G_MAXUINT, "0:5 0:4 1:2");
  assert_pages ((guint[]) { 11 }, 1, G_MAXUINT, "0:9 1:2");
  /* Three lines cannot be parted. */
  assert_pages ((guint[]) { 8, 3 }, 2, G_MAXUINT, "0:8 1:3");
}

static void
test_headings_stay_with_text (void)
{
  assert_pages ((guint[]) { 8, 1, 5 }, 3, 1, "0:8 1:1 1:5");
  assert_pages ((guint[]) { 7, 1, 5 }, 3, 1, "0:7 0:1 0:2 1:3");
  assert_pages ((guint[]) { 8, 1, 5 }, 3, G_MAXUINT, "0:8 0:1 1:5");
}

/* Only the last lines of a long text are kept with what follows. */
static void
test_text_before_kept (void)
{
  assert_pages ((guint[]) { 8, 1 }, 2, 0, "0:8 0:1");
  assert_pages ((guint[]) { 10, 1 }, 2, 0, "0:8 1:2 1:1");
  assert_pages ((guint[]) { 4, 7, 1 }, 3, 1, "0:4 0:5 1:2 1:1");
  assert_pages ((guint[]) { 8, 3, 1 }, 3, 1, "0:8 1:3 1:1");
}

static HeraldPiece *
add_picture (GPtrArray        *pieces,
             HeraldKitPicture *picture)
{
  HeraldPiece *piece = herald_piece_new (HERALD_PIECE_PICTURES);

  piece->flexible = TRUE;
  herald_piece_add_plate (piece, picture, "", 0, 0, 0);
  herald_piece_fit (piece, 400, 6 * LINE);
  g_ptr_array_add (pieces, piece);
  return piece;
}

/* A figure shrinks a little rather than leave a hole, and goes to the next page rather than shrink much. */
static void
test_figures (void)
{
  static const struct { guint n_lines, page; double height; } cases[] = {
    { 4, 0, 6 * LINE }, { 5, 0, 0.8 * 6 * LINE }, { 6, 0, 4 * LINE }, { 7, 1, 6 * LINE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HeraldKitPicture picture = { .width = 900, .height = 600 };
      g_autoptr (HeraldTypeset) typeset = new_typeset ("en");
      g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_piece_free);
      g_autoptr (GArray) fragments = NULL;
      HeraldFragment *figure = NULL;

      add_lines (pieces, typeset, cases[i].n_lines, FALSE);
      add_picture (pieces, &picture);
      fragments = herald_layout_paginate (pieces, &frame);
      figure = &g_array_index (fragments, HeraldFragment, 1);
      g_assert_cmpuint (figure->page, ==, cases[i].page);
      g_assert_cmpfloat_with_epsilon (figure->height, cases[i].height, 0.01);
    }
}

/* Whatever is between them, lines of the body stand on one grid, and it is the same on every page. */
static void
test_grid (void)
{
  static const HeraldFace faces[] = { HERALD_FACE_CAPTION, HERALD_FACE_QUOTE, HERALD_FACE_TITLE, HERALD_FACE_DETAIL };
  HeraldKitPicture picture = { .width = 911, .height = 607 };
  g_autoptr (HeraldTypeset) typeset = new_typeset ("en");
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_piece_free);
  g_autoptr (GArray) fragments = NULL;
  HeraldFrame odd = { 93.3, 61.7, 61.7 + 333.3, 0.75 };
  guint n_body = 0;

  for (guint i = 0; i < 24; i++)
    {
      HeraldFace face = faces[i % G_N_ELEMENTS (faces)];
      HeraldPiece *piece = herald_piece_new (HERALD_PIECE_TEXT);
      HeraldRich *rich = herald_rich_new (typeset, face);

      herald_rich_add (rich, face, i % 3 == 0 ? "one\ntwo\nthree" : "one");
      herald_piece_add_cell (piece, "P", rich, 0, 400);
      piece->space_before = 3.3 * i;
      g_ptr_array_add (pieces, piece);
      add_lines (pieces, typeset, 1 + i % 6, FALSE);
      if (i % 5 == 0)
        add_picture (pieces, &picture);
      add_lines (pieces, typeset, 2, FALSE);
    }
  fragments = herald_layout_paginate (pieces, &odd);
  g_assert_cmpuint (herald_layout_count (fragments), >, 5);
  for (guint i = 0; i < fragments->len; i++)
    {
      HeraldFragment *fragment = &g_array_index (fragments, HeraldFragment, i);
      double lines = (odd.bottom - fragment->y) / HERALD_GRID;

      g_assert_cmpfloat (fragment->y + fragment->height, <=, odd.bottom + 0.01);
      if (fragment->piece->kind != HERALD_PIECE_TEXT || herald_piece_get_leading (fragment->piece) != LINE)
        continue;
      n_body++;
      g_assert_cmpfloat_with_epsilon (lines, round (lines), 0.001);
    }
  g_assert_cmpuint (n_body, >=, 48);
}

/* Few pixels are not blown up. */
static void
test_small_pictures_stay_small (void)
{
  HeraldKitPicture picture = { .width = 100, .height = 50 };
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_piece_free);
  HeraldPiece *piece = add_picture (pieces, &picture);

  herald_piece_fit (piece, 400, 300);
  g_assert_cmpfloat_with_epsilon (herald_piece_get_height (piece), 30, 0.01);
}

/* Arabic begins at the right, and so does a line of Latin letters among it. */
static void
test_right_to_left (void)
{
  static const char * const texts[] = { "مختبر واحد", "Giulia Ferrandi", "Giulia Ferrandi، مختبر", "2027", "###" };
  g_autoptr (HeraldTypeset) typeset = new_typeset ("ar");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HeraldRich) rich = herald_rich_new (typeset, HERALD_FACE_BODY);
      g_autoptr (PangoLayout) layout = NULL;
      PangoRectangle logical;

      herald_rich_add (rich, HERALD_FACE_BODY, texts[i]);
      layout = herald_rich_to_layout (rich, 400);
      pango_layout_get_extents (layout, NULL, &logical);
      g_assert_cmpint (logical.x, >, 200 * PANGO_SCALE);
      g_assert_cmpint (ABS (logical.x + logical.width - 400 * PANGO_SCALE), <=, PANGO_SCALE);
    }
}

/* A profile that is still in English ends with its full stop, not begins with it. */
static void
test_left_in_right (void)
{
  static const char text[] = "It is owned by its staff.";
  g_autoptr (HeraldTypeset) typeset = new_typeset ("ar");
  g_autoptr (HeraldRich) rich = herald_rich_new (typeset, HERALD_FACE_SMALL);
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle first, stop;

  herald_rich_add (rich, HERALD_FACE_SMALL, text);
  layout = herald_rich_to_layout (rich, 400);
  pango_layout_index_to_pos (layout, 0, &first);
  pango_layout_index_to_pos (layout, (int) strlen (text) - 1, &stop);
  g_assert_cmpint (stop.x, >, first.x + 50 * PANGO_SCALE);
}

static void
test_balance (void)
{
  g_autoptr (HeraldTypeset) typeset = new_typeset ("en");
  g_autoptr (HeraldRich) rich = herald_rich_new (typeset, HERALD_FACE_TITLE);
  g_autoptr (PangoLayout) layout = NULL;
  int before = 0, after = 0;

  herald_rich_add (rich, HERALD_FACE_TITLE, "Aurelia Optics and Kitefin Mobile begin a long-term imaging partnership");
  layout = herald_rich_to_layout (rich, 427);
  before = pango_layout_get_line_count (layout);
  herald_rich_balance (layout);
  after = pango_layout_get_line_count (layout);
  g_assert_cmpint (before, ==, after);
  g_assert_cmpint (pango_layout_get_width (layout), <, 427 * PANGO_SCALE);
}

/* One word of a hundred thousand letters took half a minute as a headline: it was set anew for each step of balancing,
 * and again above each of the pages that it fills. */
static void
test_work_is_bounded (void)
{
  g_autoptr (HeraldTypeset) typeset = new_typeset ("en");
  g_autoptr (HeraldRich) rich = herald_rich_new (typeset, HERALD_FACE_TITLE);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *word = g_strnfill (2000, 'w');
  g_autofree char *header = herald_rich_shorten (word, 160);
  g_autofree char *short_header = herald_rich_shorten ("Bergamo und Almè", 16);
  g_autofree char *cut = herald_rich_shorten ("Bergamo und Almè", 13);
  guint serial = 0;

  herald_rich_add (rich, HERALD_FACE_TITLE, word);
  layout = herald_rich_to_layout (rich, 427);
  serial = pango_layout_get_serial (layout);
  herald_rich_balance (layout);
  g_assert_cmpuint (pango_layout_get_serial (layout), ==, serial); /* not set again, not once */
  g_assert_cmpint (g_utf8_strlen (header, -1), ==, 160);
  g_assert_cmpstr (short_header, ==, "Bergamo und Almè");
  g_assert_cmpstr (cut, ==, "Bergamo und…");
}

/* How many bytes of a layout's text carry an attribute. */
static guint
count_attributed (PangoLayout   *layout,
                  PangoAttrType  type)
{
  g_autoptr (GSList) list = pango_attr_list_get_attributes (pango_layout_get_attributes (layout));
  guint n = 0;

  for (GSList *l = list; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = l->data;

      n += attribute->klass->type == type ? attribute->end_index - attribute->start_index : 0;
      pango_attribute_destroy (attribute);
    }
  return n;
}

static void
test_changes (void)
{
  g_autoptr (HeraldTypeset) typeset = new_typeset ("en");
  g_autoptr (HeraldRich) rich = herald_rich_new (typeset, HERALD_FACE_BODY);
  g_autoptr (PangoLayout) layout = NULL;

  herald_rich_add_change (rich, HERALD_FACE_BODY, HERALD_CHANGE_NONE, "It ships in ");
  herald_rich_add_change (rich, HERALD_FACE_BODY, HERALD_CHANGE_REMOVED, "July");
  herald_rich_add_change (rich, HERALD_FACE_BODY, HERALD_CHANGE_ADDED, "August");
  herald_rich_add_change (rich, HERALD_FACE_BODY, HERALD_CHANGE_ADDED, NULL);
  layout = herald_rich_to_layout (rich, 400);
  g_assert_cmpstr (pango_layout_get_text (layout), ==, "It ships in JulyAugust");
  g_assert_cmpuint (count_attributed (layout, PANGO_ATTR_STRIKETHROUGH), ==, strlen ("July"));
  g_assert_cmpuint (count_attributed (layout, PANGO_ATTR_UNDERLINE), ==, strlen ("August"));
  g_assert_cmpuint (count_attributed (layout, PANGO_ATTR_BACKGROUND), ==, strlen ("JulyAugust"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/layout/breaks", test_breaks);
  g_test_add_func ("/render/layout/headings", test_headings_stay_with_text);
  g_test_add_func ("/render/layout/balance", test_balance);
  g_test_add_func ("/render/layout/kept", test_text_before_kept);
  g_test_add_func ("/render/layout/grid", test_grid);
  g_test_add_func ("/render/layout/figures", test_figures);
  g_test_add_func ("/render/layout/small-pictures", test_small_pictures_stay_small);
  g_test_add_func ("/render/layout/right-to-left", test_right_to_left);
  g_test_add_func ("/render/layout/left-in-right", test_left_in_right);
  g_test_add_func ("/render/layout/work", test_work_is_bounded);
  g_test_add_func ("/render/layout/changes", test_changes);
  return g_test_run ();
}
