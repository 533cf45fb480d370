/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-hyphens.h"

#include <string.h>

#include "herald-hyphen-patterns.h"
#include "herald-rich.h"

#define SOFT_HYPHEN_SIZE 2

#define MIN_WORD    6     /* letters of a word that may be parted */
#define MAX_WORD    100
#define MIN_PART    3     /* and of each part */
#define ZONE        0.14  /* of the measure: no word is parted for the sake of a line that is shorter by less */
#define MAX_LADDER  2     /* hyphens below each other */
#define MAX_STRETCH 320   /* bytes that are set to see where their first line ends: more than stand on a line */
#define MAX_TEXT    60000 /* bytes: what is longer is no paragraph that somebody wrote, and left as it is */

struct _HeraldHyphens
{
  char                 *language;
  gboolean              loaded;
  HeraldHyphenPatterns *patterns; /* or NULL */
};

/**
 * herald_hyphens_new:
 * @language: BCP 47
 *
 * Returns: (transfer full): where words of the language may be parted; nowhere, if there is no dictionary
 */
HeraldHyphens *
herald_hyphens_new (const char *language)
{
  HeraldHyphens *self = g_new0 (HeraldHyphens, 1);

  self->language = g_strdup (language);
  return self;
}

/**
 * herald_hyphens_free:
 * @self: (transfer full): hyphens
 */
void
herald_hyphens_free (HeraldHyphens *self)
{
  g_clear_pointer (&self->patterns, herald_hyphen_patterns_free);
  g_free (self->language);
  g_free (self);
}

static HeraldHyphenPatterns *
load (const char *name)
{
  const char * const *folders = g_get_system_data_dirs ();
  g_autofree char *file = g_strdup_printf ("hyph_%s.dic", name);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "hyphen", file, NULL);
      HeraldHyphenPatterns *patterns = herald_hyphen_patterns_load (path);

      if (patterns != NULL)
        return patterns;
    }
  return NULL;
}

/* When the first word is looked for: few announcements need one. */
static const HeraldHyphenPatterns *
get_patterns (HeraldHyphens *self)
{
  g_autofree char *name = g_strdelimit (g_strdup (self->language), "-", '_');

  if (self->loaded)
    return self->patterns;
  self->loaded = TRUE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return NULL;
  self->patterns = load (name);
  while (self->patterns == NULL && strrchr (name, '_') != NULL)
    {
      *strrchr (name, '_') = '\0';
      self->patterns = load (name);
    }
  return self->patterns;
}

/**
 * herald_hyphens_find:
 * @self: hyphens
 * @word: letters
 *
 * Returns: (transfer full) (element-type guint): how many bytes may stand before the hyphen, ascending
 */
GArray *
herald_hyphens_find (HeraldHyphens *self,
                     const char    *word)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_letters = (guint) g_utf8_strlen (word, -1);
  const HeraldHyphenPatterns *patterns = n_letters >= MIN_WORD && n_letters <= MAX_WORD ? get_patterns (self) : NULL;
  g_autofree char *lower = g_utf8_strdown (word, -1);
  g_autoptr (GArray) letters = NULL;

  if (patterns == NULL || g_utf8_strlen (lower, -1) != n_letters)
    return places;
  letters = herald_hyphen_patterns_find (patterns, lower);
  for (guint i = 0; i < letters->len; i++)
    {
      guint n = g_array_index (letters, guint, i);
      guint place = (guint) (g_utf8_offset_to_pointer (word, n) - word);

      if (n >= MIN_PART && n + MIN_PART <= n_letters)
        g_array_append_val (places, place);
    }
  return places;
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN;
}

static gboolean
is_soft_hyphen (const char *p)
{
  return strncmp (p, HERALD_SOFT_HYPHEN, SOFT_HYPHEN_SIZE) == 0;
}

/* The word around a place, from its first byte to behind its last. */
static void
find_word (const char *text,
           gsize       place,
           gsize      *start,
           gsize      *end)
{
  const char *p = text + place;

  while (*p != '\0' && (is_letter (g_utf8_get_char (p)) || is_soft_hyphen (p)))
    p = g_utf8_next_char (p);
  *end = (gsize) (p - text);
  for (p = text + place; p > text; )
    {
      const char *before = g_utf8_prev_char (p);

      if (!is_letter (g_utf8_get_char (before)) && !is_soft_hyphen (before))
        break;
      p = before;
    }
  *start = (gsize) (p - text);
}

/* An empty layout of the same kind. */
static PangoLayout *
new_alike (PangoLayout *layout)
{
  PangoLayout *alike = pango_layout_new (pango_layout_get_context (layout));

  pango_layout_set_width (alike, pango_layout_get_width (layout));
  pango_layout_set_wrap (alike, pango_layout_get_wrap (layout));
  return alike;
}

/* So much of a text that its first line is there, with the word behind it. */
static void
set_stretch (PangoLayout *stretch,
             const char  *text,
             gsize        start,
             gsize        length,
             GSList      *attributes) /* of the whole text */
{
  PangoAttrList *own = pango_attr_list_new ();

  if (length > MAX_STRETCH)
    length = (gsize) (g_utf8_find_prev_char (text + start, text + start + MAX_STRETCH) - text) - start;
  for (GSList *l = attributes; l != NULL; l = l->next)
    {
      const PangoAttribute *attribute = l->data;
      PangoAttribute *copy = NULL;

      if (attribute->end_index <= start || attribute->start_index >= start + length)
        continue;
      copy = pango_attribute_copy (attribute);
      copy->start_index = attribute->start_index > start ? attribute->start_index - (guint) start : 0;
      copy->end_index = attribute->end_index == PANGO_ATTR_INDEX_TO_TEXT_END ? attribute->end_index : attribute->end_index - (guint) start;
      pango_attr_list_insert (own, copy);
    }
  pango_layout_set_text (stretch, text + start, (int) length);
  pango_layout_set_attributes (stretch, own);
  pango_attr_list_unref (own);
}

/* Where a place comes to stand when all hyphens before it are in the text. */
static guint
move_place (GArray *places, /* of gsize, ascending */
            guint   place)
{
  guint low = 0, high = places->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (places, gsize, middle) < place)
        low = middle + 1;
      else
        high = middle;
    }
  return place + low * SOFT_HYPHEN_SIZE;
}

/* Puts a hyphen at each place; attributes and links go with their words. */
static void
insert_hyphens (PangoLayout *layout,
                GSList      *attributes,
                GArray      *links,
                GArray      *places)
{
  PangoAttrList *moved = pango_attr_list_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  const char *old = pango_layout_get_text (layout);
  gsize done = 0;

  for (guint i = 0; i < places->len; i++)
    {
      gsize place = g_array_index (places, gsize, i);

      g_string_append_len (text, old + done, (gssize) (place - done));
      g_string_append (text, HERALD_SOFT_HYPHEN);
      done = place;
    }
  g_string_append (text, old + done);
  for (GSList *l = attributes; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = pango_attribute_copy (l->data);

      attribute->start_index = move_place (places, attribute->start_index);
      if (attribute->end_index != PANGO_ATTR_INDEX_TO_TEXT_END)
        attribute->end_index = move_place (places, attribute->end_index);
      pango_attr_list_insert (moved, attribute);
    }
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      HeraldLink *link = &g_array_index (links, HeraldLink, i);

      link->start = move_place (places, link->start);
      link->end = move_place (places, link->end);
    }
  pango_layout_set_text (layout, text->str, (int) text->len);
  pango_layout_set_attributes (layout, moved);
  pango_attr_list_unref (moved);
}

static gsize
get_line_end (PangoLayout *layout)
{
  return pango_layout_get_line_count (layout) > 1 ? (gsize) pango_layout_get_line_readonly (layout, 1)->start_index : G_MAXSIZE;
}

static gboolean
ends_paragraph (const char *text,
                gsize       word_end)
{
  const char *p = text + word_end;

  while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p == '\0' || *p == '\n';
}

/* Which word is to be parted at the end of a line: the one that was torn apart there, or the next, where the line is
 * short. A name is not parted: outside of German a capital is taken for one. Nor is the last word, of which a part would
 * stand alone on the last line. */
static gboolean
choose_word (HeraldHyphens   *self,
             PangoLayout     *layout,
             PangoLayoutLine *this,
             PangoLayoutLine *next,
             gsize           *start,
             gsize           *end)
{
  const char *text = pango_layout_get_text (layout);
  gsize place = (gsize) next->start_index;
  PangoRectangle logical;

  if (next->is_paragraph_start || place == 0)
    return FALSE;
  find_word (text, place, start, end);
  if (*start < place)
    return !is_soft_hyphen (text + place - SOFT_HYPHEN_SIZE) && *end - *start <= MAX_WORD * 4;
  pango_layout_line_get_extents (this, NULL, &logical);
  return *end > place && !ends_paragraph (text, *end) && pango_layout_get_width (layout) - logical.width > ZONE * pango_layout_get_width (layout) &&
         (g_str_has_prefix (self->language, "de") || !g_unichar_isupper (g_utf8_get_char (text + place)));
}

/* Offers all places of the word at once, and looks which of them the line takes. Returns how many bytes of the stretch
 * stand before it, or 0. */
static gsize
part_word (HeraldHyphens *self,
           PangoLayout   *stretch,
           gsize          start,
           gsize          end)
{
  g_autofree char *word = g_strndup (pango_layout_get_text (stretch) + start, end - start);
  g_autoptr (GArray) offers = herald_hyphens_find (self, word);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));
  GSList *attributes = NULL;
  gsize line_end = 0;

  for (guint i = 0; i < offers->len; i++)
    {
      gsize place = start + g_array_index (offers, guint, i);

      g_array_append_val (places, place);
    }
  if (places->len == 0)
    return 0;
  attributes = pango_attr_list_get_attributes (pango_layout_get_attributes (stretch));
  insert_hyphens (stretch, attributes, NULL, places);
  g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
  line_end = get_line_end (stretch);
  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, gsize, i) + (i + 1) * SOFT_HYPHEN_SIZE == line_end)
      return g_array_index (places, gsize, i);
  return 0;
}

/* Line by line from one that begins at a place, each as it is with what was parted before it. Returns where words are
 * parted. */
static GArray *
find_partings (HeraldHyphens *self,
               PangoLayout   *layout,
               GSList        *attributes,
               gsize          place)
{
  GArray *partings = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (PangoLayout) stretch = new_alike (layout);
  const char *text = pango_layout_get_text (layout);
  gsize length = strlen (text);
  int ladder = 0;

  while (place < length)
    {
      gsize start = 0, end = 0, before = 0, line_end = 0;

      set_stretch (stretch, text, place, length - place, attributes);
      line_end = get_line_end (stretch);
      if (line_end == G_MAXSIZE)
        break;
      if (ladder < MAX_LADDER &&
          choose_word (self, stretch, pango_layout_get_line_readonly (stretch, 0), pango_layout_get_line_readonly (stretch, 1), &start, &end))
        before = part_word (self, stretch, start, end);
      ladder = before > 0 ? ladder + 1 : 0;
      place += before > 0 ? before : line_end;
      if (before > 0)
        g_array_append_val (partings, place);
    }
  return partings;
}

static void
part_from (HeraldHyphens *self,
           PangoLayout   *layout,
           GArray        *links,
           gsize          place)
{
  GSList *attributes = pango_attr_list_get_attributes (pango_layout_get_attributes (layout));
  g_autoptr (GArray) partings = find_partings (self, layout, attributes, place);

  if (partings->len > 0)
    insert_hyphens (layout, attributes, links, partings);
  g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
}

/**
 * herald_hyphens_apply:
 * @self: hyphens
 * @layout: a text in lines
 * @links: (nullable) (element-type HeraldLink): its links, which move along
 *
 * Parts words with soft hyphens where lines would otherwise be much shorter than the measure, or a word be torn apart.
 * From the first such line on each line is set by itself, so that it takes no longer the longer the text is.
 */
void
herald_hyphens_apply (HeraldHyphens *self,
                      PangoLayout   *layout,
                      GArray        *links)
{
  GSList *lines = strlen (pango_layout_get_text (layout)) <= MAX_TEXT ? pango_layout_get_lines_readonly (layout) : NULL;

  for (; lines != NULL && lines->next != NULL; lines = lines->next)
    {
      PangoLayoutLine *line = lines->data;
      gsize start = 0, end = 0;

      if (!choose_word (self, layout, line, lines->next->data, &start, &end))
        continue;
      part_from (self, layout, links, (gsize) line->start_index);
      return;
    }
}
