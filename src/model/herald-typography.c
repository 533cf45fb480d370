/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-typography.h"

#include <string.h>

/* As the languages' own style guides have them, and as the press kit prints quotes. */
typedef struct
{
  const char *language;
  const char *outer[2];
  const char *inner[2];
} Marks;

static const Marks marks[] = {
  { "de", { "„", "“" }, { "‚", "‘" } },
  { "es", { "«", "»" }, { "‘", "’" } },
  { "fr", { "«\302\240", "\302\240»" }, { "‘", "’" } },
  { "it", { "«", "»" }, { "‘", "’" } },
  { "pt", { "«", "»" }, { "‘", "’" } },
  { "", { "“", "”" }, { "‘", "’" } },
};

static const Marks *
find_marks (const char *language)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (marks) - 1 && (language == NULL || strncmp (language, marks[i].language, 2) != 0))
    i++;
  return &marks[i];
}

/* A quotation mark opens at the start, behind white space, and behind what opens itself. */
static gboolean
opens (const char *text,
       const char *at)
{
  gunichar c = 0;

  if (at == text)
    return TRUE;
  c = g_utf8_get_char (g_utf8_prev_char (at));
  switch (g_unichar_type (c))
    {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
      return TRUE;
    default:
      return g_unichar_isspace (c) || c == 0x201e || c == 0x201a;
    }
}

static gboolean
ends_with (const char  *text,
           const char  *tail,
           const char **at)
{
  gsize length = strlen (text);
  gsize tail_length = strlen (tail);

  if (length < tail_length || strcmp (text + length - tail_length, tail) != 0)
    return FALSE;
  *at = text + length - tail_length;
  return TRUE;
}

/**
 * herald_typography_correct:
 * @language: (nullable): BCP 47
 * @before: words up to the cursor
 * @instead: (out): what stands instead of their last characters
 *
 * Returns: how many characters that are; 0: none
 */
guint
herald_typography_correct (const char  *language,
                           const char  *before,
                           const char **instead)
{
  const Marks *found = find_marks (language);
  const char *at = NULL;

  g_return_val_if_fail (before != NULL && instead != NULL, 0);

  if (ends_with (before, "\"", &at))
    *instead = found->outer[opens (before, at) ? 0 : 1];
  else if (ends_with (before, "'", &at))
    *instead = opens (before, at) ? found->inner[0] : "’";
  else if (ends_with (before, "...", &at) && (at == before || at[-1] != '.'))
    *instead = "…";
  else if (ends_with (before, " -- ", &at))
    *instead = " – ";
  else if (ends_with (before, " - ", &at) && at != before)
    *instead = " – ";
  else
    return 0;
  return (guint) g_utf8_strlen (at, -1);
}
