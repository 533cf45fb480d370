/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-line.h"

#include <glib/gi18n.h>

typedef struct
{
  guint16 red, green, blue;
} Colour;

#define RGB(hex) { (guint16) (((hex) >> 16 & 0xff) * 0x101), (guint16) (((hex) >> 8 & 0xff) * 0x101), (guint16) (((hex) & 0xff) * 0x101) }

/* Contrast of words on their ground: at least 4.5, in high contrast 7 (WCAG 2.1). Nothing behind them there: the stroke and
 * the line have it to themselves. */
static const struct
{
  Colour removed, removed_ground, added, added_ground, link, changed_ground;
  guint16 ground_alpha;
} palette[] = {
  [HERALD_COLOURS_LIGHT] = { RGB (0xa51d2d), RGB (0xe01b24), RGB (0x185b34), RGB (0x2ec27e), RGB (0x1a5fb4), RGB (0xf5c211), 0x2a00 },
  [HERALD_COLOURS_DARK] = { RGB (0xff938c), RGB (0xe01b24), RGB (0x8ff0a4), RGB (0x26a269), RGB (0x99c1f1), RGB (0xe5a50a), 0x4000 },
  [HERALD_COLOURS_LIGHT_CONTRAST] = { RGB (0x8a0010), RGB (0xffffff), RGB (0x004d1f), RGB (0xffffff), RGB (0x003f8a), RGB (0xffffff), 0 },
  [HERALD_COLOURS_DARK_CONTRAST] = { RGB (0xffb3ad), RGB (0x000000), RGB (0xa6ffbd), RGB (0x000000), RGB (0xb8d8ff), RGB (0x000000), 0 },
};

/**
 * herald_comparison_line_new:
 * @side: which state to show, or both in one
 * @colours: what to mark words with
 *
 * Returns: (transfer full): an empty line
 */
HeraldComparisonLine *
herald_comparison_line_new (HeraldSide    side,
                            HeraldColours colours)
{
  HeraldComparisonLine *line = g_new0 (HeraldComparisonLine, 1);

  line->words = g_string_new (NULL);
  line->attributes = pango_attr_list_new ();
  line->side = side;
  line->colours = colours;
  return line;
}

void
herald_comparison_line_free (HeraldComparisonLine *line)
{
  if (line == NULL)
    return;
  g_string_free (line->words, TRUE);
  pango_attr_list_unref (line->attributes);
  g_free (line);
}

static void
insert (HeraldComparisonLine *line,
        PangoAttribute       *attribute,
        gsize                 start,
        gsize                 end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (line->attributes, attribute);
}

static void
insert_ground (HeraldComparisonLine *line,
               Colour                colour,
               gsize                 start,
               gsize                 end)
{
  guint16 alpha = palette[line->colours].ground_alpha;

  if (alpha == 0)
    return;
  insert (line, pango_attr_background_new (colour.red, colour.green, colour.blue), start, end);
  insert (line, pango_attr_background_alpha_new (alpha), start, end);
}

static void
mark_run (HeraldComparisonLine *line,
          HeraldDiffKind        kind,
          gsize                 start,
          gsize                 end)
{
  gboolean removed = kind == HERALD_DIFF_REMOVED;
  Colour colour = removed ? palette[line->colours].removed : palette[line->colours].added;

  if (kind == HERALD_DIFF_SAME || start == end)
    return;
  insert (line, pango_attr_foreground_new (colour.red, colour.green, colour.blue), start, end);
  insert_ground (line, removed ? palette[line->colours].removed_ground : palette[line->colours].added_ground, start, end);
  if (removed)
    insert (line, pango_attr_strikethrough_new (TRUE), start, end);
  else
    insert (line, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
}

static void
mark_format (HeraldComparisonLine *line,
             HeraldMarkKind        kind,
             gsize                 start,
             gsize                 end)
{
  Colour link = palette[line->colours].link;

  switch (kind)
    {
    case HERALD_MARK_STRONG:
      insert (line, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
      break;
    case HERALD_MARK_EMPHASIS:
      insert (line, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
      break;
    case HERALD_MARK_LINK:
    default:
      insert (line, pango_attr_foreground_new (link.red, link.green, link.blue), start, end);
      break;
    }
}

/* Words of one state, from a place in them, that begin at a byte of the line. */
typedef struct
{
  const char *text;   /* where the run begins */
  guint       start;  /* in code points of the state */
  guint       length;
  GArray     *marks;  /* of the state */
} Run;

static gsize
byte_at (const Run *run,
         guint      place)
{
  return (gsize) (g_utf8_offset_to_pointer (run->text, place - run->start) - run->text);
}

static void
add_formats (HeraldComparisonLine *line,
             const Run            *run,
             gsize                 at)
{
  for (guint i = 0; run->marks != NULL && i < run->marks->len; i++)
    {
      const HeraldMark *mark = &g_array_index (run->marks, HeraldMark, i);
      guint start = MAX (mark->start, run->start);
      guint end = MIN (mark->start + mark->length, run->start + run->length);

      if (start < end)
        mark_format (line, mark->kind, at + byte_at (run, start), at + byte_at (run, end));
    }
}

/* A line break that went or came shows as a sign: it would be seen by nobody. */
static void
append_words (HeraldComparisonLine *line,
              HeraldDiffKind        kind,
              const char           *text,
              gsize                 length)
{
  for (const char *p = text; p < text + length; p++)
    {
      if (*p != '\n' || kind == HERALD_DIFF_SAME)
        g_string_append_c (line->words, *p);
      else if (kind == HERALD_DIFF_ADDED || line->side == HERALD_SIDE_BEFORE)
        g_string_append (line->words, "¶\n");
      else
        g_string_append (line->words, "¶ ");
    }
}

static void
add_run (HeraldComparisonLine *line,
         HeraldDiffKind        kind,
         const Run            *run)
{
  gsize length = byte_at (run, run->start + run->length);
  gsize at = line->words->len;

  append_words (line, kind, run->text, length);
  mark_run (line, kind, at, line->words->len);
  /* The signs for line breaks move the bytes of what follows; who struck several paragraphs out sees no bold in them. */
  if (line->words->len - at == length)
    add_formats (line, run, at);
}

static gboolean
ends_with_space (HeraldComparisonLine *line)
{
  return line->words->len == 0 || g_ascii_isspace (line->words->str[line->words->len - 1]);
}

static void
add_runs (HeraldComparisonLine     *line,
          const HeraldComparedPart *part)
{
  const char *before = part->before != NULL ? part->before : "";
  const char *after = part->after != NULL ? part->after : "";

  for (guint i = 0; i < part->runs->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (part->runs, HeraldDiffSpan, i);
      gboolean of_before = span->kind == HERALD_DIFF_REMOVED ||
                           (span->kind == HERALD_DIFF_SAME && line->side == HERALD_SIDE_BEFORE);
      Run run = { before, span->a_start, span->a_length, part->before_marks };

      if (!of_before)
        run = (Run) { after, span->b_start, span->b_length, part->after_marks };
      /* Old and new words side by side need a gap, as on paper. */
      if (line->side == HERALD_SIDE_BOTH && span->kind == HERALD_DIFF_ADDED && i > 0 &&
          g_array_index (part->runs, HeraldDiffSpan, i - 1).kind == HERALD_DIFF_REMOVED && !ends_with_space (line))
        g_string_append_c (line->words, ' ');
      run.text = g_utf8_offset_to_pointer (run.text, run.start);
      if ((span->kind == HERALD_DIFF_REMOVED && line->side == HERALD_SIDE_AFTER) ||
          (span->kind == HERALD_DIFF_ADDED && line->side == HERALD_SIDE_BEFORE))
        continue;
      add_run (line, span->kind, &run);
    }
}

static void
add_whole (HeraldComparisonLine *line,
           HeraldDiffKind        kind,
           const char           *words,
           GArray               *marks)
{
  Run run = { words, 0, (guint) g_utf8_strlen (words, -1), marks };

  add_run (line, kind, &run);
}

/* Words whose marks alone differ are set off: on them nothing is struck or underlined. */
static void
add_mark_changes (HeraldComparisonLine     *line,
                  const HeraldComparedPart *part,
                  gsize                     at)
{
  gsize length = line->words->len - at;
  Run run = { part->after, 0, 0, NULL };

  if (part->after == NULL || line->side == HERALD_SIDE_BEFORE || length != strlen (part->after))
    return;
  for (guint i = 0; i < part->mark_changes->len; i++)
    {
      const HeraldMarkChange *change = part->mark_changes->pdata[i];
      gsize start = at + byte_at (&run, change->start);
      gsize end = at + byte_at (&run, change->start + change->length);

      insert_ground (line, palette[line->colours].changed_ground, start, end);
      insert (line, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE), start, end);
    }
}

/**
 * herald_comparison_line_add:
 * @line: a line
 * @part: what stands there, before and after
 */
void
herald_comparison_line_add (HeraldComparisonLine     *line,
                            const HeraldComparedPart *part)
{
  gsize at = 0;

  g_return_if_fail (line != NULL && part != NULL);

  at = line->words->len;
  if (part->before != NULL && part->after != NULL && part->runs->len > 0)
    add_runs (line, part);
  else
    {
      gboolean same = part->before != NULL && g_strcmp0 (part->before, part->after) == 0;

      if (part->before != NULL && line->side != HERALD_SIDE_AFTER && !same)
        add_whole (line, HERALD_DIFF_REMOVED, part->before, part->before_marks);
      if (part->before != NULL && part->after != NULL && line->side == HERALD_SIDE_BOTH && !same)
        g_string_append_c (line->words, ' ');
      if (part->after != NULL && line->side != HERALD_SIDE_BEFORE)
        add_whole (line, same ? HERALD_DIFF_SAME : HERALD_DIFF_ADDED, part->after, part->after_marks);
      else if (same)
        add_whole (line, HERALD_DIFF_SAME, part->before, part->before_marks);
    }
  add_mark_changes (line, part, at);
}

void
herald_comparison_line_add_plain (HeraldComparisonLine *line,
                                  const char           *words)
{
  g_string_append (line->words, words);
}

/* In bold: what the words after it are. */
void
herald_comparison_line_add_name (HeraldComparisonLine *line,
                                 const char           *words)
{
  gsize at = line->words->len;

  g_string_append (line->words, words);
  insert (line, pango_attr_weight_new (PANGO_WEIGHT_BOLD), at, line->words->len);
}

gboolean
herald_comparison_part_is_on (const HeraldComparedPart *part,
                              HeraldSide                side)
{
  if (side == HERALD_SIDE_BEFORE)
    return part->before != NULL;
  if (side == HERALD_SIDE_AFTER)
    return part->after != NULL;
  return part->before != NULL || part->after != NULL;
}

/* The words of all runs of a kind, each in quotation marks. */
static char *
collect (const HeraldComparedPart *part,
         HeraldDiffKind            kind)
{
  g_autoptr(GString) words = g_string_new (NULL);
  const char *text = kind == HERALD_DIFF_REMOVED ? part->before : part->after;

  for (guint i = 0; text != NULL && i < part->runs->len; i++)
    {
      const HeraldDiffSpan *span = &g_array_index (part->runs, HeraldDiffSpan, i);
      guint start = kind == HERALD_DIFF_REMOVED ? span->a_start : span->b_start;
      guint length = kind == HERALD_DIFF_REMOVED ? span->a_length : span->b_length;
      g_autofree char *piece = NULL;

      if (span->kind != kind)
        continue;
      piece = g_strstrip (g_utf8_substring (text, start, start + length));
      if (*piece != '\0')
        g_string_append_printf (words, words->len > 0 ? ", “%s”" : "“%s”", piece);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
herald_comparison_describe_part (const HeraldComparedPart *part)
{
  g_autofree char *removed = NULL;
  g_autofree char *added = NULL;

  if (part->is_picture || part->runs->len == 0)
    return g_strdup ("");
  removed = collect (part, HERALD_DIFF_REMOVED);
  added = collect (part, HERALD_DIFF_ADDED);
  if (*removed != '\0' && *added != '\0')
    return g_strdup_printf (_("Removed: %s. Added: %s."), removed, added);
  if (*removed != '\0')
    return g_strdup_printf (_("Removed: %s."), removed);
  if (*added != '\0')
    return g_strdup_printf (_("Added: %s."), added);
  return g_strdup ("");
}
