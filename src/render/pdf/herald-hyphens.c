/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-hyphens.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#include "herald-rich.h"

#define SOFT_HYPHEN      "\u00ad"
#define SOFT_HYPHEN_SIZE 2

#define MIN_WORD    6    /* letters of a word that may be parted */
#define MAX_WORD    100
#define MIN_PART    3    /* and of each part */
#define ZONE        0.14 /* of the measure: no word is parted for the sake of a line that is shorter by less */
#define MAX_LADDER  2    /* hyphens below each other */
#define MAX_TEXT    6000 /* bytes: each attempt sets the whole text anew, so what is longer is left as it is */

struct _HeraldHyphens
{
  char       *language;
  gboolean    loaded;
  HyphenDict *dictionary; /* or NULL */
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
  g_clear_pointer (&self->dictionary, hnj_hyphen_free);
  g_free (self->language);
  g_free (self);
}

static HyphenDict *
load (const char *name)
{
  const char * const *folders = g_get_system_data_dirs ();
  g_autofree char *file = g_strdup_printf ("hyph_%s.dic", name);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], "hyphen", file, NULL);
      HyphenDict *dictionary = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? hnj_hyphen_load (path) : NULL;

      if (dictionary != NULL)
        return dictionary;
    }
  return NULL;
}

/* When the first word is looked for: few announcements need one, and a dictionary may take longer than all their pages. */
static HyphenDict *
get_dictionary (HeraldHyphens *self)
{
  g_autofree char *name = g_strdelimit (g_strdup (self->language), "-", '_');

  if (self->loaded)
    return self->dictionary;
  self->loaded = TRUE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return NULL;
  self->dictionary = load (name);
  while (self->dictionary == NULL && strrchr (name, '_') != NULL)
    {
      *strrchr (name, '_') = '\0';
      self->dictionary = load (name);
    }
  return self->dictionary;
}

/* The word in lower case and in the dictionary's own letters, or NULL. */
static char *
prepare (HyphenDict *dictionary,
         const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);

  if (g_utf8_strlen (lower, -1) != g_utf8_strlen (word, -1))
    return NULL;
  return dictionary->utf8 ? g_steal_pointer (&lower) : g_convert (lower, -1, dictionary->cset, "UTF-8", NULL, NULL, NULL);
}

static void
free_replacements (char **rep,
                   int   *pos,
                   int   *cut,
                   gsize  n)
{
  for (gsize i = 0; rep != NULL && i < n; i++)
    free (rep[i]);
  free (rep);
  free (pos);
  free (cut);
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
  glong n_letters = g_utf8_strlen (word, -1);
  HyphenDict *dictionary = n_letters >= MIN_WORD && n_letters <= MAX_WORD ? get_dictionary (self) : NULL;
  g_autofree char *prepared = dictionary != NULL ? prepare (dictionary, word) : NULL;
  g_autofree char *marks = NULL;
  char **rep = NULL;
  int *pos = NULL;
  int *cut = NULL;
  gsize size = 0;

  if (prepared == NULL)
    return places;
  size = strlen (prepared);
  marks = g_malloc0 (size + 6);
  if (hnj_hyphen_hyphenate2 (dictionary, prepared, (int) size, marks, NULL, &rep, &pos, &cut) == 0)
    for (glong i = MIN_PART; i <= n_letters - MIN_PART; i++)
      if ((marks[i - 1] & 1) != 0 && (rep == NULL || rep[i - 1] == NULL)) /* no letter changes on the way */
        {
          guint place = (guint) (g_utf8_offset_to_pointer (word, i) - word);

          g_array_append_val (places, place);
        }
  free_replacements (rep, pos, cut, size);
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
  return strncmp (p, SOFT_HYPHEN, SOFT_HYPHEN_SIZE) == 0;
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

static void
change_text (PangoLayout *layout,
             GArray      *links,
             gsize        place,
             gboolean     insert)
{
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));
  g_autoptr (GString) text = g_string_new (pango_layout_get_text (layout));
  int size = SOFT_HYPHEN_SIZE;

  if (insert)
    g_string_insert (text, (gssize) place, SOFT_HYPHEN);
  else
    g_string_erase (text, (gssize) place, size);
  pango_attr_list_update (attributes, (int) place, insert ? 0 : size, insert ? size : 0);
  pango_layout_set_text (layout, text->str, (int) text->len);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      HeraldLink *link = &g_array_index (links, HeraldLink, i);

      if (link->start > place)
        link->start += insert ? size : -size;
      if (link->end > place)
        link->end += insert ? size : -size;
    }
}

/* Puts a soft hyphen at the last of the word's places at which the line then breaks; others would come out of the file
 * inside of a word. */
static gboolean
part_word (HeraldHyphens *self,
           PangoLayout   *layout,
           GArray        *links,
           int            line,
           gsize          start,
           gsize          end)
{
  g_autoptr (GString) word = g_string_new (NULL);
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize)); /* in the text, of each byte of the word */
  g_autoptr (GArray) places = NULL;
  const char *text = pango_layout_get_text (layout);

  for (gsize i = start; i < end; i++)
    {
      if (is_soft_hyphen (text + i))
        {
          i += SOFT_HYPHEN_SIZE - 1;
          continue;
        }
      g_string_append_c (word, text[i]);
      g_array_append_val (offsets, i);
    }
  places = herald_hyphens_find (self, word->str);
  for (guint i = places->len; i > 0; i--)
    {
      gsize place = g_array_index (offsets, gsize, g_array_index (places, guint, i - 1));
      gsize line_start = (gsize) pango_layout_get_line_readonly (layout, line)->start_index;

      if (place <= line_start || (place >= SOFT_HYPHEN_SIZE && is_soft_hyphen (pango_layout_get_text (layout) + place - SOFT_HYPHEN_SIZE)))
        continue;
      change_text (layout, links, place, TRUE);
      if (line + 1 < pango_layout_get_line_count (layout) &&
          (gsize) pango_layout_get_line_readonly (layout, line + 1)->start_index == place + SOFT_HYPHEN_SIZE)
        return TRUE;
      change_text (layout, links, place, FALSE);
    }
  return FALSE;
}

/* Which word is to be parted at the end of a line: the one that was torn apart there, or the next, where the line is
 * short. A name is not parted: outside of German a capital is taken for one. */
static gboolean
choose_word (HeraldHyphens *self,
             PangoLayout   *layout,
             int            line,
             gsize         *start,
             gsize         *end)
{
  PangoLayoutLine *this = pango_layout_get_line_readonly (layout, line);
  PangoLayoutLine *next = pango_layout_get_line_readonly (layout, line + 1);
  const char *text = pango_layout_get_text (layout);
  gsize place = (gsize) next->start_index;
  gboolean torn = FALSE;
  PangoRectangle logical;

  if (next->is_paragraph_start || place == 0)
    return FALSE;
  find_word (text, place, start, end);
  torn = *start < place && !is_soft_hyphen (text + place - SOFT_HYPHEN_SIZE);
  if (torn)
    return TRUE;
  pango_layout_line_get_extents (this, NULL, &logical);
  return *start == place && pango_layout_get_width (layout) - logical.width > ZONE * pango_layout_get_width (layout) &&
         (g_str_has_prefix (self->language, "de") || !g_unichar_isupper (g_utf8_get_char (text + place)));
}

/**
 * herald_hyphens_apply:
 * @self: hyphens
 * @layout: a text in lines
 * @links: (nullable) (element-type HeraldLink): its links, which move along
 *
 * Parts words with soft hyphens where lines would otherwise be much shorter than the measure, or a word be torn apart.
 */
void
herald_hyphens_apply (HeraldHyphens *self,
                      PangoLayout   *layout,
                      GArray        *links)
{
  int ladder = 0;

  if (strlen (pango_layout_get_text (layout)) > MAX_TEXT)
    return;
  for (int line = 0; line + 1 < pango_layout_get_line_count (layout); line++)
    {
      gsize start = 0, end = 0;
      gboolean parted = ladder < MAX_LADDER && choose_word (self, layout, line, &start, &end) &&
                        part_word (self, layout, links, line, start, end);

      ladder = parted ? ladder + 1 : 0;
    }
}
