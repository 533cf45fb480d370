/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-markdown.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "herald-story.h"

/* Words become a tree of CommonMark's nodes, which libcmark writes: it escapes what would be read as markup. */

static cmark_node *
add_node (cmark_node      *parent,
          cmark_node_type  type)
{
  cmark_node *node = cmark_node_new (type);

  cmark_node_append_child (parent, node);
  return node;
}

/* Where the words of one paragraph stand. */
typedef struct
{
  gboolean started; /* there are words already */
  gboolean broken;  /* a new line begins with the next word */
  gboolean marked;  /* the last run ended with asterisks */
} Line;

static void
end_line (Line       *line,
          cmark_node *parent)
{
  if (line->broken && line->started)
    add_node (parent, CMARK_NODE_LINEBREAK);
  line->broken = FALSE;
}

/* CommonMark takes spaces at the ends of a line away, and an empty line would end the paragraph: several line feeds are
 * one hard break. */
static void
add_text (Line       *line,
          cmark_node *parent,
          const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      line->broken = line->broken || i > 0;
      g_strdelimit (lines[i], "\t", ' ');
      if (line->broken || !line->started)
        g_strchug (lines[i]);
      if (lines[i + 1] != NULL)
        g_strchomp (lines[i]);
      if (lines[i][0] == '\0')
        continue;
      end_line (line, parent);
      cmark_node_set_literal (add_node (parent, CMARK_NODE_TEXT), lines[i]);
      line->started = TRUE;
    }
}

static void
add_line (cmark_node *parent,
          const char *text)
{
  Line line = { FALSE };
  g_autofree char *words = g_strdup (text);

  add_text (&line, parent, g_strchomp (words));
}

static gboolean
is_word (gunichar c)
{
  return c != 0 && !g_unichar_isspace (c) && !g_unichar_ispunct (c);
}

static gunichar
last_char (const GArray *runs,
           guint         index)
{
  const char *text = index > 0 ? g_array_index (runs, HeraldRun, index - 1).text : "";

  return text[0] != '\0' ? g_utf8_get_char (g_utf8_prev_char (text + strlen (text))) : 0;
}

/* Whether asterisks around a run would be read as such (CommonMark 0.30, section 6.2): they must stand close to a word
 * on their inner side, and not touch other asterisks. Where they would stay literal, the words matter more than the
 * emphasis. */
static gboolean
can_be_marked (const Line   *line,
               const GArray *runs,
               guint         index)
{
  const HeraldRun *run = &g_array_index (runs, HeraldRun, index);
  gunichar first = g_utf8_get_char (run->text);
  gunichar last = last_char (runs, index + 1);
  gunichar before = last_char (runs, index);
  gunichar after = index + 1 < runs->len ? g_utf8_get_char (g_array_index (runs, HeraldRun, index + 1).text) : 0;

  if (strchr (run->text, '\n') != NULL || line->marked || !(run->strong || run->emphasis))
    return FALSE;
  if (g_unichar_isspace (first) || g_unichar_isspace (last))
    return FALSE;
  return (is_word (first) || !is_word (before)) && (is_word (last) || !is_word (after));
}

static void
add_runs (Line       *line,
          cmark_node *parent,
          GArray     *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const HeraldRun *run = &g_array_index (runs, HeraldRun, i);
      cmark_node *inner = parent;
      gboolean marked = can_be_marked (line, runs, i);

      if (run->text[0] != '\n')
        end_line (line, parent);
      if (run->url != NULL && strchr (run->text, '\n') == NULL)
        {
          inner = add_node (inner, CMARK_NODE_LINK);
          cmark_node_set_url (inner, run->url);
        }
      if (run->strong && marked)
        inner = add_node (inner, CMARK_NODE_STRONG);
      if (run->emphasis && marked)
        inner = add_node (inner, CMARK_NODE_EMPH);
      add_text (line, inner, run->text);
      line->marked = marked;
    }
}

static void
add_paragraph (cmark_node *parent,
               GArray     *runs)
{
  Line line = { FALSE };

  add_runs (&line, add_node (parent, CMARK_NODE_PARAGRAPH), runs);
}

static void
add_heading (cmark_node *parent,
             GArray     *runs,
             int         level)
{
  g_autofree char *text = herald_runs_to_text (runs);
  cmark_node *heading = add_node (parent, CMARK_NODE_HEADING);

  cmark_node_set_heading_level (heading, level);
  g_strdelimit (text, "\n", ' ');
  add_line (heading, text);
}

static void
add_strong (cmark_node *parent,
            GArray     *runs)
{
  g_autofree char *text = herald_runs_to_text (runs);
  g_autoptr (GArray) all = herald_clean_runs (g_strstrip (text), NULL);

  if (all->len > 0)
    g_array_index (all, HeraldRun, 0).strong = TRUE;
  add_paragraph (parent, all);
}

/* CommonMark has no tables: each row is an item, its cells with a dash between. */
static void
add_list (cmark_node       *parent,
          const HeraldPart *part)
{
  cmark_node *list = add_node (parent, CMARK_NODE_LIST);

  cmark_node_set_list_type (list, part->ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST);
  cmark_node_set_list_tight (list, 1);
  for (guint i = 0; i < part->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (part->rows, i);
      cmark_node *paragraph = add_node (add_node (list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH);
      Line line = { FALSE };

      for (guint j = 0; j < row->len; j++)
        {
          if (j > 0)
            add_text (&line, paragraph, " — ");
          add_runs (&line, paragraph, g_ptr_array_index (row, j));
        }
    }
}

static void
add_quote (cmark_node       *parent,
           const HeraldPart *part)
{
  cmark_node *quote = add_node (parent, CMARK_NODE_BLOCK_QUOTE);
  g_autofree char *by = NULL;

  add_paragraph (quote, part->runs);
  if (part->attribution == NULL)
    return;
  by = g_strconcat ("— ", part->attribution, NULL);
  add_line (add_node (quote, CMARK_NODE_PARAGRAPH), by);
}

static void
add_contact (cmark_node       *parent,
             const HeraldPart *part)
{
  cmark_node *paragraph = add_node (parent, CMARK_NODE_PARAGRAPH);
  Line line = { FALSE };

  for (guint i = 0; i < part->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (part->rows, i);

      line.broken = i > 0;
      line.marked = FALSE;
      add_runs (&line, paragraph, g_ptr_array_index (row, 0));
    }
}

static void
add_part (cmark_node       *document,
          const HeraldPart *part)
{
  switch (part->kind)
    {
    case HERALD_PART_BANNER:
    case HERALD_PART_NOTICE:
    case HERALD_PART_KICKER:
    case HERALD_PART_SUBHEADLINE:
      add_strong (document, part->runs);
      break;
    case HERALD_PART_HEADLINE:
      add_heading (document, part->runs, 1);
      break;
    case HERALD_PART_HEADING:
      add_heading (document, part->runs, 2);
      break;
    case HERALD_PART_SUBHEADING:
      add_heading (document, part->runs, 3);
      break;
    case HERALD_PART_QUOTE:
      add_quote (document, part);
      break;
    case HERALD_PART_LIST:
    case HERALD_PART_TABLE:
      add_list (document, part);
      break;
    case HERALD_PART_CONTACT:
      add_contact (document, part);
      break;
    case HERALD_PART_FIGURE:
      if (part->runs->len > 0)
        add_paragraph (document, part->runs);
      break;
    case HERALD_PART_PARAGRAPH:
    case HERALD_PART_SOURCE:
    case HERALD_PART_END:
      add_paragraph (document, part->runs);
      break;
    }
}

static GBytes *
render (const HeraldContent *content)
{
  g_autoptr (GPtrArray) story = herald_story_new (content);
  cmark_node *document = cmark_node_new (CMARK_NODE_DOCUMENT);
  char *text = NULL;
  GBytes *bytes = NULL;

  for (guint i = 0; i < story->len; i++)
    add_part (document, g_ptr_array_index (story, i));
  text = cmark_render_commonmark (document, CMARK_OPT_DEFAULT, 0);
  bytes = g_bytes_new (text, strlen (text));
  free (text);
  cmark_node_free (document);
  return bytes;
}

/**
 * herald_markdown_add:
 * @rendering: the kit in work
 * @error: return location; never set
 *
 * Adds a text in CommonMark 0.30 for each edition.
 */
gboolean
herald_markdown_add (HeraldRendering  *rendering,
                     GError          **error)
{
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autofree char *path = g_strconcat (content->stem, ".md", NULL);
      g_autoptr (GBytes) bytes = render (content);

      herald_kit_add (rendering->kit, path, bytes);
    }
  return TRUE;
}
