/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-kit-labels.h"

#include <stdio.h>
#include <string.h>

#include "herald-kit-labels-table.h"

/* The longest entry that is the language or a prefix of its subtags (RFC 4647 lookup), else English. */
static const HeraldKitLanguage *
find_language (const char *language)
{
  const HeraldKitLanguage *best = NULL;

  for (guint i = 0; language != NULL && i < herald_kit_n_languages; i++)
    {
      gsize length = strlen (herald_kit_languages[i].code);

      if (g_ascii_strncasecmp (language, herald_kit_languages[i].code, length) == 0 &&
          (language[length] == '\0' || language[length] == '-' || language[length] == '_') &&
          (best == NULL || length > strlen (best->code)))
        best = &herald_kit_languages[i];
    }
  return best != NULL ? best : &herald_kit_languages[0];
}

typedef struct
{
  const char *name;
  const char *value;
} Filling;

/* Replaces each {name} once, left to right: what a value holds is never read as a pattern. */
static char *
fill (const char    *pattern,
      const Filling *fillings,
      guint          n)
{
  GString *out = g_string_new (NULL);

  while (*pattern != '\0')
    {
      const char *end = *pattern == '{' ? strchr (pattern, '}') : NULL;
      const char *value = NULL;

      for (guint i = 0; end != NULL && i < n && value == NULL; i++)
        if (strlen (fillings[i].name) == (gsize) (end - pattern - 1) &&
            strncmp (fillings[i].name, pattern + 1, end - pattern - 1) == 0)
          value = fillings[i].value;
      if (value == NULL)
        {
          g_string_append_c (out, *pattern++);
          continue;
        }
      g_string_append (out, value);
      pattern = end + 1;
    }
  return g_string_free (out, FALSE);
}

/**
 * herald_kit_labels_get:
 * @language: (nullable): BCP 47
 * @label: which
 *
 * Returns: (transfer none): the words, in English when the language is not known
 */
const char *
herald_kit_labels_get (const char  *language,
                   HeraldKitLabel  label)
{
  g_return_val_if_fail (label < HERALD_KIT_N_LABELS, NULL);

  return find_language (language)->labels[label];
}

/**
 * herald_kit_labels_fill:
 * @language: (nullable): BCP 47
 * @label: which
 * @...: pairs of a name in the label's braces and its value, ended by %NULL
 *
 * Returns: (transfer full): the words with the values in their places
 */
char *
herald_kit_labels_fill (const char  *language,
                    HeraldKitLabel  label,
                    ...)
{
  Filling fillings[4];
  guint n = 0;
  const char *name = NULL;
  va_list args;

  va_start (args, label);
  while ((name = va_arg (args, const char *)) != NULL && n < G_N_ELEMENTS (fillings))
    {
      fillings[n].name = name;
      fillings[n++].value = va_arg (args, const char *);
    }
  va_end (args);
  return fill (herald_kit_labels_get (language, label), fillings, n);
}

/**
 * herald_kit_labels_get_quotes:
 * @language: (nullable): BCP 47
 * @open: (out) (transfer none): the opening quotation mark
 * @close: (out) (transfer none): the closing one
 */
void
herald_kit_labels_get_quotes (const char  *language,
                          const char **open,
                          const char **close)
{
  *open = find_language (language)->quotes[0];
  *close = find_language (language)->quotes[1];
}

/**
 * herald_kit_labels_get_name:
 * @language: BCP 47
 *
 * Returns: (transfer none): the language's name for its own readers, or the tag itself when it is not known
 */
const char *
herald_kit_labels_get_name (const char *language)
{
  const HeraldKitLanguage *found = find_language (language);
  gboolean known = found != &herald_kit_languages[0] || g_ascii_strncasecmp (language, "en", 2) == 0;

  return known ? found->name : language;
}

/**
 * herald_kit_labels_get_comma:
 * @language: (nullable): BCP 47
 *
 * Returns: (transfer none): what stands between name, job title and organisation
 */
const char *
herald_kit_labels_get_comma (const char *language)
{
  return find_language (language)->comma;
}

/**
 * herald_kit_labels_is_rtl:
 * @language: (nullable): BCP 47
 *
 * Returns: whether the language is written from right to left
 */
gboolean
herald_kit_labels_is_rtl (const char *language)
{
  static const char * const codes[] = { "ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb" };

  for (guint i = 0; language != NULL && i < G_N_ELEMENTS (codes); i++)
    {
      gsize length = strlen (codes[i]);

      if (g_ascii_strncasecmp (language, codes[i], length) == 0 && (language[length] == '\0' || language[length] == '-'))
        return TRUE;
    }
  return FALSE;
}

/* Reads "2026-12-01", alone or in front of a time. */
static gboolean
parse_date (const char *text,
            GDate      *date)
{
  int year = 0, month = 0, day = 0;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
      !g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, month, (GDateYear) year);
  return TRUE;
}

/**
 * herald_kit_labels_format_date:
 * @language: (nullable): BCP 47
 * @date: (nullable): `2026-12-01`; a time may follow
 * @with_weekday: whether to name the weekday
 *
 * Returns: (transfer full) (nullable): the date as the language writes it, or %NULL when @date is none
 */
char *
herald_kit_labels_format_date (const char *language,
                           const char *date,
                           gboolean    with_weekday)
{
  const HeraldKitLanguage *words = find_language (language);
  g_autofree char *plain = NULL;
  char day[8], year[8];
  GDate parsed;

  g_date_clear (&parsed, 1);
  if (!parse_date (date, &parsed))
    return NULL;
  g_snprintf (day, sizeof day, "%d", g_date_get_day (&parsed));
  g_snprintf (year, sizeof year, "%d", g_date_get_year (&parsed));
  {
    const Filling parts[] = {
      { "day", words->first_day != NULL && g_date_get_day (&parsed) == 1 ? words->first_day : day },
      { "month", words->months[g_date_get_month (&parsed) - 1] },
      { "year", year },
    };

    plain = fill (words->date, parts, G_N_ELEMENTS (parts));
  }
  if (!with_weekday)
    return g_steal_pointer (&plain);
  {
    const Filling parts[] = {
      { "weekday", words->weekdays[g_date_get_weekday (&parsed) - 1] },
      { "date", plain },
    };

    return fill (words->full_date, parts, G_N_ELEMENTS (parts));
  }
}

/**
 * herald_kit_labels_format_month:
 * @language: (nullable): BCP 47
 * @year: a year
 * @month: 1 to 12
 *
 * Returns: (transfer full): "November 2026" as the language writes it
 */
char *
herald_kit_labels_format_month (const char *language,
                                guint       year,
                                guint       month)
{
  char digits[16];

  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  g_snprintf (digits, sizeof digits, "%u", year);
  return herald_kit_labels_fill (language, HERALD_KIT_LABEL_MONTH, "month", find_language (language)->months[month - 1],
                                 "year", digits, NULL);
}

/* The name that the language has for a zone's city. */
static char *
find_city (const HeraldKitLanguage *words,
           const char           *zone)
{
  for (const HeraldKitCity *city = words->cities; city != NULL && city->zone != NULL; city++)
    if (strcmp (city->zone, zone) == 0)
      return g_strdup (city->city);
  return herald_zone_city (zone);
}

/* "09:00", or with seconds where they matter. Twenty-four hours: nobody has to ask what 12 am is. */
static char *
format_time (const char *instant)
{
  const char *time = strchr (instant, 'T');

  if (time == NULL || strlen (time) < 9)
    return g_strdup ("");
  return g_strndup (time + 1, strncmp (time + 6, ":00", 3) == 0 ? 5 : 8);
}

/**
 * herald_kit_labels_format_lift:
 * @language: (nullable): BCP 47
 * @embargo: an embargo
 *
 * Tells when an embargo ends: weekday, date, time and city of its own zone, then UTC (with its date where that differs).
 *
 * Returns: (transfer full): the words
 */
char *
herald_kit_labels_format_lift (const char          *language,
                           const HeraldEmbargo *embargo)
{
  const HeraldKitLanguage *words = find_language (language);
  const char *wall = embargo->wall != NULL ? embargo->wall : "";
  const char *utc = embargo->utc != NULL ? embargo->utc : "";
  g_autofree char *date = herald_kit_labels_format_date (language, wall, TRUE);
  g_autofree char *time = format_time (wall);
  g_autofree char *city = find_city (words, embargo->zone != NULL ? embargo->zone : "");
  g_autofree char *there = herald_kit_labels_fill (language, HERALD_KIT_LABEL_WALL, "date", date != NULL ? date : wall,
                                               "time", time, "city", city != NULL ? city : "", NULL);
  g_autofree char *utc_time = format_time (utc);
  g_autofree char *utc_date = herald_kit_labels_format_date (language, utc, TRUE);

  if (utc_date == NULL || g_strcmp0 (embargo->zone, "UTC") == 0)
    return g_steal_pointer (&there);
  if (strncmp (wall, utc, 10) == 0)
    return g_strdup_printf ("%s · %s UTC", there, utc_time);
  return g_strdup_printf ("%s · %s, %s UTC", there, utc_date, utc_time);
}
