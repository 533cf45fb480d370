/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-rich.h"

#include <hb.h>
#include <string.h>

#include "herald-clean.h"
#include "herald-text.h"

/* Points; each step of the search sets the headline anew, so what is no headline any more is left as it is. */
#define BALANCE_STEP      6
#define BALANCE_MAX_LINES 6

#define COLOUR_ADDED   0xd9f0dfu
#define COLOUR_REMOVED 0xfbdcdcu

static void
clear_link (HeraldLink *link)
{
  g_free (link->url);
}

/**
 * herald_rich_new:
 * @typeset: (transfer none): how it is set; outlives what is returned
 * @face: the face that most of the text has, which decides the leading
 *
 * Returns: (transfer full): no words yet
 */
HeraldRich *
herald_rich_new (const HeraldTypeset *typeset,
                 HeraldFace           face)
{
  HeraldRich *self = g_new0 (HeraldRich, 1);

  self->typeset = typeset;
  self->text = g_string_new (NULL);
  self->attributes = pango_attr_list_new ();
  self->links = g_array_new (FALSE, FALSE, sizeof (HeraldLink));
  g_array_set_clear_func (self->links, (GDestroyNotify) clear_link);
  self->leading = herald_face_get_leading (face);
  return self;
}

/**
 * herald_rich_free:
 * @self: (transfer full): words
 */
void
herald_rich_free (HeraldRich *self)
{
  g_string_free (self->text, TRUE);
  pango_attr_list_unref (self->attributes);
  g_clear_pointer (&self->links, g_array_unref);
  g_free (self);
}

static void
add_attribute (HeraldRich     *self,
               guint           start,
               PangoAttribute *attribute)
{
  attribute->start_index = start;
  attribute->end_index = (guint) self->text->len;
  pango_attr_list_insert (self->attributes, attribute);
}

static PangoAttribute *
new_colour (PangoAttribute * (*new_attribute) (guint16, guint16, guint16),
            guint32                            colour)
{
  return new_attribute ((guint16) ((colour >> 16 & 0xff) * 257), (guint16) ((colour >> 8 & 0xff) * 257),
                        (guint16) ((colour & 0xff) * 257));
}

static void
add_stretch (HeraldRich      *self,
             HeraldFace       face,
             const HeraldRun *run,
             const char      *text,
             gsize            length)
{
  HeraldFaceStyle style = herald_typeset_get_style (self->typeset, face);
  guint start = (guint) self->text->len;
  guint32 colour = run->url != NULL ? self->typeset->accent : style.colour;
  PangoFontDescription *font = pango_font_description_new ();

  g_string_append_len (self->text, text, (gssize) length);
  pango_font_description_set_family_static (font, style.families);
  pango_font_description_set_size (font, (int) (style.size * PANGO_SCALE));
  pango_font_description_set_weight (font, run->strong ? PANGO_WEIGHT_BOLD : style.weight);
  pango_font_description_set_style (font, run->emphasis ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  add_attribute (self, start, pango_attr_font_desc_new (font));
  pango_font_description_free (font);
  add_attribute (self, start, new_colour (pango_attr_foreground_new, colour));
  /* Ligatures come out of a PDF as characters of their own, or break the search for a word. */
  add_attribute (self, start, pango_attr_font_features_new ("liga=0, clig=0"));
  if (style.tracking != 0)
    add_attribute (self, start, pango_attr_letter_spacing_new ((int) (style.tracking * PANGO_SCALE)));
  if (run->url != NULL)
    {
      HeraldLink link = { start, (guint) self->text->len, g_strdup (run->url) };

      g_array_append_val (self->links, link);
    }
}

/* Pango breaks lines in time that grows with the square of a stretch of equal setting: none is longer than this. */
#define MAX_STRETCH 2000

static void
add_run (HeraldRich      *self,
         HeraldFace       face,
         const HeraldRun *run)
{
  const char *text = run->text;
  gsize left = strlen (text);

  while (left > 0)
    {
      gsize length = left;

      if (left > MAX_STRETCH)
        length = (gsize) (g_utf8_find_prev_char (text, text + MAX_STRETCH) - text);
      add_stretch (self, face, run, text, length);
      text += length;
      left -= length;
    }
}

/**
 * herald_rich_add_marked:
 * @self: words
 * @face: how to set
 * @text: (nullable): a text from a document
 * @marks: (nullable) (element-type HeraldMark): its marks
 */
void
herald_rich_add_marked (HeraldRich *self,
                        HeraldFace  face,
                        const char *text,
                        GArray     *marks)
{
  g_autoptr (GArray) runs = herald_clean_runs (text, marks);

  for (guint i = 0; i < runs->len; i++)
    add_run (self, face, &g_array_index (runs, HeraldRun, i));
}

/**
 * herald_rich_add:
 * @self: words
 * @face: how to set
 * @text: (nullable): a text
 */
void
herald_rich_add (HeraldRich *self,
                 HeraldFace  face,
                 const char *text)
{
  herald_rich_add_marked (self, face, text, NULL);
}

/**
 * herald_rich_add_link:
 * @self: words
 * @face: how to set
 * @text: (nullable): a text
 * @url: (nullable): where it leads, if herald_url_is_allowed()
 */
void
herald_rich_add_link (HeraldRich *self,
                      HeraldFace  face,
                      const char *text,
                      const char *url)
{
  g_autofree char *clean = herald_clean_text (text);
  HeraldRun run = { clean, FALSE, FALSE, herald_url_is_allowed (url) ? (char *) url : NULL };

  if (clean[0] != '\0')
    add_run (self, face, &run);
}

/**
 * herald_rich_add_change:
 * @self: words
 * @face: how to set
 * @change: what became of the words
 * @text: (nullable): a text
 *
 * Adds words of a comparison.
 */
void
herald_rich_add_change (HeraldRich   *self,
                        HeraldFace    face,
                        HeraldChange  change,
                        const char   *text)
{
  guint start = (guint) self->text->len;

  herald_rich_add (self, face, text);
  if (change == HERALD_CHANGE_NONE || start == self->text->len)
    return;
  add_attribute (self, start, new_colour (pango_attr_background_new, change == HERALD_CHANGE_ADDED ? COLOUR_ADDED : COLOUR_REMOVED));
  add_attribute (self, start, change == HERALD_CHANGE_ADDED ? pango_attr_underline_new (PANGO_UNDERLINE_SINGLE)
                                                            : pango_attr_strikethrough_new (TRUE));
}

static gboolean
is_from_right (gunichar c)
{
  hb_script_t script = hb_script_from_iso15924_tag (g_unicode_script_to_iso15924 (g_unichar_get_script (c)));

  return hb_script_get_horizontal_direction (script) == HB_DIRECTION_RTL;
}

/* Whether there are letters, and all are read from the left. */
static gboolean
is_read_from_left (const char *text)
{
  gboolean any = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_from_right (c))
        return FALSE;
      any = any || g_unichar_isalpha (c);
    }
  return any;
}

/**
 * herald_rich_to_layout:
 * @self: words
 * @width: the measure in points
 *
 * Returns: (transfer full): the words in lines; ragged, since without hyphenation justified lines tear
 */
PangoLayout *
herald_rich_to_layout (HeraldRich *self,
                       double      width)
{
  PangoLayout *layout = pango_layout_new (self->typeset->context);
  PangoAttribute *height = pango_attr_line_height_new_absolute ((int) (self->leading * PANGO_SCALE));

  height->start_index = PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING;
  height->end_index = PANGO_ATTR_INDEX_TO_TEXT_END;
  pango_attr_list_insert (self->attributes, height);
  pango_layout_set_text (layout, self->text->str, (int) self->text->len);
  pango_layout_set_attributes (layout, self->attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (self->typeset->rtl)
    {
      /* What is in Latin letters alone is read from the left, points and all, but begins where all else begins: for a
       * paragraph whose direction it finds itself Pango takes left for right. */
      gboolean from_left = is_read_from_left (self->text->str);

      pango_layout_set_auto_dir (layout, from_left);
      pango_layout_set_alignment (layout, from_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
    }
  return layout;
}

/**
 * herald_rich_shorten:
 * @text: a text
 * @n_characters: code points at most
 *
 * What is set on every page must be short: setting it takes time for each of them.
 *
 * Returns: (transfer full): the text, or its beginning with an ellipsis
 */
char *
herald_rich_shorten (const char *text,
                        glong       n_characters)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= n_characters)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, n_characters - 1);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

/**
 * herald_rich_balance:
 * @layout: a headline
 *
 * Narrows the measure as far as the number of lines stays, so that no single word is left on the last one.
 */
void
herald_rich_balance (PangoLayout *layout)
{
  int n_lines = pango_layout_get_line_count (layout);
  int wide = pango_layout_get_width (layout);
  int narrow = wide / 2;

  if (n_lines < 2 || n_lines > BALANCE_MAX_LINES)
    return;
  while (wide - narrow > BALANCE_STEP * PANGO_SCALE)
    {
      int middle = (wide + narrow) / 2;

      pango_layout_set_width (layout, middle);
      if (pango_layout_get_line_count (layout) > n_lines)
        narrow = middle;
      else
        wide = middle;
    }
  pango_layout_set_width (layout, wide);
}
