/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-filters.h"

#include <stdio.h>
#include <string.h>

/* More of one kind would narrow nothing that these have not. */
#define MAX_OF_A_KIND 4

/* One word, or several in quotation marks, also behind a colon: tag:"mobile imaging". Moves on behind it. */
static char *
take_word (const char **at)
{
  GString *word = g_string_new (NULL);
  gboolean quoted = FALSE;

  while (g_ascii_isspace (**at))
    *at += 1;
  for (; **at != '\0' && (quoted || !g_ascii_isspace (**at)); *at += 1)
    {
      if (**at == '"')
        quoted = !quoted;
      g_string_append_c (word, **at);
    }

  return g_string_free (word, FALSE);
}

static void
add_to (GPtrArray  *values,
        const char *value)
{
  if (*value != '\0' && values->len < MAX_OF_A_KIND)
    g_ptr_array_add (values, g_strdup (value));
}

/* A status is known by its beginning, as the rest is still to be typed. */
static void
set_status (HeraldFilters *self,
            const char    *value)
{
  gsize length = strlen (value);

  if (length > 0 && g_ascii_strncasecmp ("embargoed", value, length) == 0)
    self->embargoed = TRUE;
  for (HeraldStatus status = HERALD_STATUS_DRAFT; status <= HERALD_STATUS_WITHDRAWN && length > 0 && !self->embargoed; status++)
    if (g_ascii_strncasecmp (herald_status_to_string (status), value, length) == 0)
      {
        self->status = status;
        return;
      }
}

/* "2026", "2026-05", "2026-05-03": when that begins in a zone; 0: it is not (yet) a day. */
static gint64
read_day (const char *value,
          GTimeZone  *zone)
{
  int year = 0, month = 1, day = 1, length = 0, end = 0;
  g_autoptr(GDateTime) moment = NULL;

  if (sscanf (value, "%4d%n-%2d%n-%2d%n", &year, &end, &month, &end, &day, &end) < 1 || year < 1970)
    return 0;
  length = (int) strlen (value);
  if (end < length && !(end + 1 == length && value[end] == '-')) /* a hyphen that goes on */
    return 0;
  moment = g_date_time_new (zone, year, month, day, 0, 0, 0);

  return moment != NULL ? g_date_time_to_unix (moment) * G_USEC_PER_SEC : 0;
}

/* Returns whether it is a filter; an empty one ("tag:") narrows nothing yet. */
static gboolean
take_filter (HeraldFilters *self,
             const char    *key,
             const char    *value,
             GTimeZone     *zone)
{
  if (g_str_equal (key, "tag"))
    add_to (self->tags, value);
  else if (g_str_equal (key, "party") || g_str_equal (key, "company"))
    add_to (self->parties, value);
  else if (g_str_equal (key, "speaker"))
    add_to (self->speakers, value);
  else if (g_str_equal (key, "status"))
    set_status (self, value);
  else if (g_str_equal (key, "after"))
    self->after = read_day (value, zone);
  else if (g_str_equal (key, "before"))
    self->before = read_day (value, zone);
  else if (g_str_equal (key, "lang"))
    {
      g_free (self->language);
      self->language = *value != '\0' ? g_strdup (value) : NULL;
    }
  else
    return FALSE;

  return TRUE;
}

static char *
without_marks (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "\"", -1);

  return g_strjoinv ("", parts);
}

static gboolean
take_if_filter (HeraldFilters *self,
                const char    *word,
                GTimeZone     *zone)
{
  const char *colon = strchr (word, ':');
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  if (colon == NULL)
    return FALSE;
  key = g_ascii_strdown (word, colon - word);
  value = without_marks (colon + 1);
  g_strdelimit (value, "\n", ' ');

  return take_filter (self, key, value, zone);
}

/**
 * herald_filters_new:
 * @typed: what somebody typed, valid UTF-8
 * @zone: where a day begins
 *
 * Takes `tag:`, `party:` (or `company:`), `speaker:`, `status:`, `lang:`, `after:` and `before:` out of a search; before
 * and after are of the last change, and take a year, a month or a day. Anything else with a colon in it is words.
 *
 * Returns: (transfer full): the parts
 */
HeraldFilters *
herald_filters_new (const char *typed,
                    GTimeZone  *zone)
{
  HeraldFilters *self = g_new0 (HeraldFilters, 1);
  g_autoptr(GString) words = g_string_new (NULL);

  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->parties = g_ptr_array_new_with_free_func (g_free);
  self->speakers = g_ptr_array_new_with_free_func (g_free);
  while (*typed != '\0')
    {
      g_autofree char *word = take_word (&typed);

      if (*word != '\0' && !take_if_filter (self, word, zone))
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
    }
  self->words = g_string_free (g_steal_pointer (&words), FALSE);

  return self;
}

/**
 * herald_filters_free:
 * @self: (transfer full): parts of a search
 */
void
herald_filters_free (HeraldFilters *self)
{
  g_free (self->words);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->parties);
  g_ptr_array_unref (self->speakers);
  g_free (self->language);
  g_free (self);
}
