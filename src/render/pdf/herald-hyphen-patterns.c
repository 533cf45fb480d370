/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-hyphen-patterns.h"

#include <string.h>

#define MAX_SIZE    (16 << 20)
#define MAX_LEVELS  4
#define LEVEL_BREAK "NEXTLEVEL"

/* A place in a tree of letters (bytes of UTF-8), in which each pattern is a way from the root. */
typedef struct
{
  guint32     sibling; /* index of the next node that has the same parent, or 0 */
  guint32     child;   /* index of the first node below, or 0 */
  const char *pattern; /* that ends here, with its digits; or NULL */
  char        letter;
} Node;

struct _HeraldHyphenPatterns
{
  char   *text;               /* the file in UTF-8, cut into lines */
  GArray *levels[MAX_LEVELS]; /* of Node, the root first. The first level parts compounds, the last what is left of them */
  guint   n_levels;
};

/* Letters end with the line, or where a pattern says how the word is then written ("Bäk1k/k=k"). */
static gboolean
at_end (char c)
{
  return c == '\0' || c == '/';
}

static guint32
find_child (GArray  *nodes,
            guint32  node,
            char     letter)
{
  guint32 child = g_array_index (nodes, Node, node).child;

  while (child != 0 && g_array_index (nodes, Node, child).letter != letter)
    child = g_array_index (nodes, Node, child).sibling;
  return child;
}

static guint32
add_child (GArray  *nodes,
           guint32  node,
           char     letter)
{
  guint32 child = find_child (nodes, node, letter);
  Node fresh = { g_array_index (nodes, Node, node).child, 0, NULL, letter };

  if (child != 0)
    return child;
  child = nodes->len;
  g_array_append_val (nodes, fresh);
  g_array_index (nodes, Node, node).child = child;
  return child;
}

static void
add_level (HeraldHyphenPatterns *self)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  Node root = { 0 };

  g_array_append_val (nodes, root);
  self->levels[self->n_levels++] = nodes;
}

static void
add_line (HeraldHyphenPatterns *self,
          char                 *line)
{
  GArray *nodes = self->levels[self->n_levels - 1];
  guint32 node = 0;

  g_strchomp (line);
  if (strcmp (line, LEVEL_BREAK) == 0 && self->n_levels < MAX_LEVELS)
    add_level (self);
  if (line[0] == '%' || line[0] == '#' || g_ascii_isupper (line[0])) /* comments and settings */
    return;
  for (const char *p = line; !at_end (*p); p++)
    if (!g_ascii_isdigit (*p))
      node = add_child (nodes, node, *p);
  g_array_index (nodes, Node, node).pattern = node != 0 ? line : NULL;
}

/**
 * herald_hyphen_patterns_parse:
 * @data: a file
 * @size: its bytes
 *
 * Reads the dictionaries of libhyphen (its README.hyphen and README.nonstandard tell the format), in which the patterns of
 * Franklin M. Liang's "Word Hy-phen-a-tion by Com-put-er" stand one a line, after the name of their character set.
 * libhyphen itself takes seconds to read the German one, which is more than all else that is done for a page.
 *
 * Returns: (transfer full) (nullable): the patterns; %NULL when it is no such file
 */
HeraldHyphenPatterns *
herald_hyphen_patterns_parse (const char *data,
                              gsize       size)
{
  const char *end = memchr (data, '\n', MIN (size, 100));
  g_autofree char *charset = end != NULL ? g_strchomp (g_strndup (data, (gsize) (end - data))) : NULL;
  gsize length = 0;
  char *text = charset != NULL ? g_convert (data, (gssize) size, "UTF-8", charset, NULL, &length, NULL) : NULL;
  HeraldHyphenPatterns *self = NULL;
  char *line = NULL;

  if (text == NULL)
    return NULL;
  self = g_new0 (HeraldHyphenPatterns, 1);
  self->text = text;
  add_level (self);
  for (line = strchr (text, '\n'); line != NULL && line < text + length; )
    {
      char *next = strchr (line + 1, '\n');

      if (next != NULL)
        *next = '\0';
      add_line (self, line + 1);
      line = next;
    }
  return self;
}

/**
 * herald_hyphen_patterns_load:
 * @path: a file
 *
 * Returns: (transfer full) (nullable): the patterns; %NULL when there are none
 */
HeraldHyphenPatterns *
herald_hyphen_patterns_load (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  if (file == NULL || g_mapped_file_get_length (file) > MAX_SIZE || g_mapped_file_get_length (file) == 0)
    return NULL;
  return herald_hyphen_patterns_parse (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
}

/**
 * herald_hyphen_patterns_free:
 * @self: (transfer full): patterns
 */
void
herald_hyphen_patterns_free (HeraldHyphenPatterns *self)
{
  for (guint i = 0; i < self->n_levels; i++)
    g_array_unref (self->levels[i]);
  g_free (self->text);
  g_free (self);
}

/* What a pattern says of the places between letters: an odd number parts, an even one does not, the highest counts.
 * Twice as high as in the file, and odd where the word would be written in another way. */
static void
apply_pattern (const char *pattern,
               guint8     *values)
{
  gboolean other_letters = strchr (pattern, '/') != NULL;

  for (const char *p = pattern; !at_end (*p); p++)
    if (g_ascii_isdigit (*p))
      *values = MAX (*values, (guint8) (2 * (*p - '0') + other_letters));
    else if ((*p & 0xc0) != 0x80) /* a letter begins */
      values++;
}

/* Of a word between two points, for each place before a letter of it. At each place of the word the longest way in the tree
 * that leads there is the one that counts: the files are made so that a longer pattern says what the shorter ones in it do. */
static void
collect_values (GArray     *nodes,
                const char *pointed,
                guint8     *values)
{
  const char *reached = pointed;
  guint n = 0;

  for (const char *start = pointed; *start != '\0'; start = g_utf8_next_char (start), n++)
    {
      guint32 node = 0;

      for (const char *p = start; *p != '\0' && (node = find_child (nodes, node, *p)) != 0; p++)
        {
          const char *pattern = g_array_index (nodes, Node, node).pattern;

          if (p < reached)
            continue;
          reached = p + 1;
          if (pattern != NULL)
            apply_pattern (pattern, values + n);
        }
    }
}

static gboolean
parts (guint8 value)
{
  return value % 4 == 2;
}

/* Parts of a word by one level, and each part by the next. */
static void
find_places (const HeraldHyphenPatterns *self,
             guint                       level,
             const char                 *word,
             guint                       offset, /* letters of the whole word before it */
             GArray                     *places)
{
  g_autofree char *pointed = g_strconcat (".", word, ".", NULL);
  guint n_letters = (guint) g_utf8_strlen (word, -1);
  g_autofree guint8 *values = g_malloc0 (n_letters + 3);
  guint done = 0;

  collect_values (self->levels[level], pointed, values);
  for (guint i = 1; i <= n_letters; i++)
    if (i == n_letters || parts (values[i + 1]))
      {
        g_autofree char *part = g_utf8_substring (word, done, i);
        guint place = offset + i;

        if (level + 1 < self->n_levels)
          find_places (self, level + 1, part, offset + done, places);
        if (i < n_letters)
          g_array_append_val (places, place);
        done = i;
      }
}

/**
 * herald_hyphen_patterns_find:
 * @self: patterns
 * @word: letters, in lower case
 *
 * Returns: (transfer full) (element-type guint): how many letters may stand before the hyphen, ascending
 */
GArray *
herald_hyphen_patterns_find (const HeraldHyphenPatterns *self,
                             const char                 *word)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  find_places (self, 0, word, 0, places);
  return places;
}
