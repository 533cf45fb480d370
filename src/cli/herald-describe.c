/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-describe.h"

#include <string.h>

#include "herald-i18n.h"

#define REPLACEMENT 0xfffd

/* C0, DEL and C1: what a terminal takes for commands. Also what turns the direction of a line around. */
static gboolean
is_command (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static char *
clean (const char *text,
       const char *kept)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && strchr (kept, (char) c) != NULL)
        g_string_append_unichar (out, c);
      else if (c == '\n' || c == '\t')
        g_string_append_c (out, ' ');
      else
        g_string_append_unichar (out, is_command (c) ? REPLACEMENT : c);
    }
  return g_string_free (out, FALSE);
}

/**
 * herald_describe_line:
 * @text: (nullable): words from anywhere
 *
 * An announcement may come from another company's server: escape sequences in it must not reach the terminal.
 *
 * Returns: (transfer full): the words on one line
 */
char *
herald_describe_line (const char *text)
{
  return clean (text, "");
}

/**
 * herald_describe_text:
 * @text: (nullable): words from anywhere
 *
 * Returns: (transfer full): like herald_describe_line(), line breaks kept
 */
char *
herald_describe_text (const char *text)
{
  return clean (text, "\n");
}

/**
 * herald_describe_time:
 * @unix_s: seconds since 1970, UTC
 *
 * Returns: (transfer full): the time on this machine's clock, for a list
 */
char *
herald_describe_time (gint64 unix_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (unix_s);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* "2026-12-01T09:00:00" as people write it: without seconds that say nothing, and without the end "Z". */
static char *
shorten (const char *time)
{
  g_autofree char *words = g_strndup (time, strlen ("2026-12-01T09:00:00"));

  g_strdelimit (words, "T", ' ');
  if (g_str_has_suffix (words, ":00") && strlen (words) == strlen ("2026-12-01 09:00:00"))
    words[strlen ("2026-12-01 09:00")] = '\0';
  return g_steal_pointer (&words);
}

/* "Midnight of 1 December" is read as its beginning by some and as its end by others. */
static char *
describe_wall (const char *wall)
{
  g_autofree char *words = shorten (wall != NULL ? wall : "?");

  if (g_str_has_suffix (words, " 00:00"))
    return g_strdup_printf (_("%s (midnight, the very beginning of that day)"), words);
  return g_steal_pointer (&words);
}

/* What this machine's clock shows at that moment, or NULL when that is what one of the others shows already. */
static char *
describe_here (gint64      unix_s,
               const char *there,
               const char *utc)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (unix_s);
  g_autofree char *full = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *here = shorten (full);

  if (g_str_equal (here, there) || g_str_equal (here, utc))
    return NULL;
  return g_strdup_printf ("%s %s", here, g_date_time_get_timezone_abbreviation (local));
}

/**
 * herald_describe_embargo:
 * @embargo: an embargo
 *
 * Returns: (transfer full): its end with its zone, and in UTC and by this machine's clock where they differ
 */
char *
herald_describe_embargo (const HeraldEmbargo *embargo)
{
  g_autofree char *wall = NULL;
  g_autofree char *short_wall = NULL;
  g_autofree char *full_utc = NULL;
  g_autofree char *utc = NULL;
  g_autofree char *here = NULL;
  gint64 lift;

  g_return_val_if_fail (embargo != NULL, NULL);

  wall = describe_wall (embargo->wall);
  lift = herald_embargo_get_lift (embargo);
  if (lift == G_MAXINT64 || embargo->zone == NULL || embargo->wall == NULL)
    return g_strdup_printf (_("%s, but at which moment that is cannot be told: set it again"), wall);

  short_wall = shorten (embargo->wall);
  full_utc = herald_utc_format (lift);
  utc = shorten (full_utc);
  here = describe_here (lift, short_wall, utc);
  if (here != NULL)
    return g_strdup_printf (_("%s %s, which is %s UTC and %s here"), wall, embargo->zone, utc, here);
  if (!g_str_equal (utc, short_wall))
    return g_strdup_printf (_("%s %s, which is %s UTC"), wall, embargo->zone, utc);
  return g_strdup_printf ("%s %s", wall, embargo->zone);
}
