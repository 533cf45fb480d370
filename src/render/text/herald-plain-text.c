/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-plain-text.h"

#include <string.h>

#include "herald-story.h"

static char *
join_cells (GPtrArray  *row,
            const char *between)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < row->len; i++)
    {
      g_autofree char *cell = herald_runs_to_linked (g_ptr_array_index (row, i));

      g_string_append (line, i > 0 ? between : "");
      g_string_append (line, cell);
    }
  return g_string_free (line, FALSE);
}

static void
write_rows (GString          *out,
            const HeraldPart *part)
{
  for (guint i = 0; part->rows != NULL && i < part->rows->len; i++)
    {
      g_autofree char *line = join_cells (g_ptr_array_index (part->rows, i), " — ");

      if (i > 0)
        g_string_append_c (out, '\n');
      if (part->kind == HERALD_PART_LIST && part->ordered)
        g_string_append_printf (out, "%u. ", i + 1);
      else if (part->kind == HERALD_PART_LIST)
        g_string_append (out, "• ");
      g_string_append (out, line);
    }
}

static void
write_part (GString          *out,
            const HeraldPart *part)
{
  g_autofree char *text = herald_runs_to_linked (part->runs);

  switch (part->kind)
    {
    case HERALD_PART_LIST:
    case HERALD_PART_TABLE:
    case HERALD_PART_CONTACT:
      write_rows (out, part);
      break;
    case HERALD_PART_FIGURE:
      if (text[0] != '\0')
        g_string_append_printf (out, "[%s]", text);
      break;
    case HERALD_PART_QUOTE:
      g_string_append (out, text);
      if (part->attribution != NULL)
        g_string_append_printf (out, "\n— %s", part->attribution);
      break;
    case HERALD_PART_BANNER:
    case HERALD_PART_NOTICE:
    case HERALD_PART_KICKER:
    case HERALD_PART_HEADLINE:
    case HERALD_PART_SUBHEADLINE:
    case HERALD_PART_PARAGRAPH:
    case HERALD_PART_HEADING:
    case HERALD_PART_SUBHEADING:
    case HERALD_PART_SOURCE:
    case HERALD_PART_END:
      g_string_append (out, text);
      break;
    }
}

/**
 * herald_plain_text_write:
 * @content: an edition's content
 *
 * Writes for the body of a mail: one paragraph per line, which mail programs wrap by themselves, an empty line between.
 *
 * Returns: (transfer full): the text in UTF-8, lines ended by line feeds
 */
char *
herald_plain_text_write (const HeraldContent *content)
{
  g_autoptr (GPtrArray) story = herald_story_new (content);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < story->len; i++)
    {
      gsize before = out->len;

      write_part (out, g_ptr_array_index (story, i));
      if (out->len > before)
        g_string_append (out, i + 1 < story->len ? "\n\n" : "\n");
    }
  return g_string_free (out, FALSE);
}

/**
 * herald_plain_text_add:
 * @rendering: the kit in work
 * @error: return location; never set
 *
 * Adds a plain text for each edition.
 */
gboolean
herald_plain_text_add (HeraldRendering  *rendering,
                       GError          **error)
{
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autofree char *path = g_strconcat (content->stem, ".txt", NULL);
      g_autofree char *text = herald_plain_text_write (content);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      herald_kit_add (rendering->kit, path, bytes);
    }
  return TRUE;
}
