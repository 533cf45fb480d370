/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-notation.h"

#include <string.h>

HeraldItem *
herald_notation_read (const char *notation)
{
  HeraldItem *item = herald_item_new (NULL);
  GString *text = g_string_new (NULL);
  guint starts[4] = { 0, 0, 0, 0 }, n = 0;
  gboolean is_open[2] = { FALSE, FALSE };

  item->marks = herald_marks_new ();
  for (const char *p = notation; *p != '\0'; p = g_utf8_next_char (p))
    if (*p == '*' || *p == '_')
      {
        guint kind = *p == '*' ? 0 : 1;

        if (is_open[kind])
          herald_marks_add (item->marks, starts[kind], n - starts[kind], (HeraldMarkKind) kind, NULL);
        is_open[kind] = !is_open[kind];
        starts[kind] = n;
      }
    else if (*p == '[' || *p == '<')
      starts[*p == '[' ? 2 : 3] = n;
    else if (*p == ']')
      herald_marks_add (item->marks, starts[2], n - starts[2], HERALD_MARK_LINK, "https://example.com/a");
    else if (*p == '>')
      herald_marks_add (item->marks, starts[3], n - starts[3], HERALD_MARK_LINK, "https://example.com/b");
    else
      {
        g_string_append_unichar (text, g_utf8_get_char (p));
        n++;
      }
  item->text = g_string_free (text, FALSE);
  herald_marks_normalise (item->marks, n);
  return item;
}

static char
get_opening (const HeraldMark *mark)
{
  if (mark->kind != HERALD_MARK_LINK)
    return mark->kind == HERALD_MARK_STRONG ? '*' : '_';
  return g_str_has_suffix (mark->url, "/a") ? '[' : '<';
}

char *
herald_notation_write (const HeraldItem *item)
{
  GString *notation = g_string_new (NULL);
  guint n = 0;
  const char *p = item->text;

  for (;; p = g_utf8_next_char (p), n++)
    {
      for (guint i = item->marks->len; i > 0; i--)
        {
          const HeraldMark *mark = &g_array_index (item->marks, HeraldMark, i - 1);

          if (mark->start + mark->length == n)
            g_string_append_c (notation, get_opening (mark) == '[' ? ']' : get_opening (mark) == '<' ? '>' : get_opening (mark));
        }
      for (guint i = 0; i < item->marks->len; i++)
        if (g_array_index (item->marks, HeraldMark, i).start == n)
          g_string_append_c (notation, get_opening (&g_array_index (item->marks, HeraldMark, i)));
      if (*p == '\0')
        return g_string_free (notation, FALSE);
      g_string_append_unichar (notation, g_utf8_get_char (p));
    }
}
