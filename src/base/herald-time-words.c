/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-time-words.h"

#include <string.h>

#include "herald-zone.h"

/* English, Italian, German, French, Spanish, mixed as in international teams. Left out is what is one thing in one
 * language and another in the next: "mar" is a Tuesday and a March. */
static const HeraldTimeWord words[] = {
  { "monday", HERALD_TIME_WORD_WEEKDAY, 1 }, { "mon", HERALD_TIME_WORD_WEEKDAY, 1 }, { "lunedi", HERALD_TIME_WORD_WEEKDAY, 1 },
  { "lun", HERALD_TIME_WORD_WEEKDAY, 1 }, { "montag", HERALD_TIME_WORD_WEEKDAY, 1 }, { "lundi", HERALD_TIME_WORD_WEEKDAY, 1 },
  { "lunes", HERALD_TIME_WORD_WEEKDAY, 1 },
  { "tuesday", HERALD_TIME_WORD_WEEKDAY, 2 }, { "tue", HERALD_TIME_WORD_WEEKDAY, 2 }, { "tues", HERALD_TIME_WORD_WEEKDAY, 2 },
  { "martedi", HERALD_TIME_WORD_WEEKDAY, 2 }, { "dienstag", HERALD_TIME_WORD_WEEKDAY, 2 }, { "mardi", HERALD_TIME_WORD_WEEKDAY, 2 },
  { "martes", HERALD_TIME_WORD_WEEKDAY, 2 },
  { "wednesday", HERALD_TIME_WORD_WEEKDAY, 3 }, { "wed", HERALD_TIME_WORD_WEEKDAY, 3 }, { "mercoledi", HERALD_TIME_WORD_WEEKDAY, 3 },
  { "mer", HERALD_TIME_WORD_WEEKDAY, 3 }, { "mittwoch", HERALD_TIME_WORD_WEEKDAY, 3 }, { "mercredi", HERALD_TIME_WORD_WEEKDAY, 3 },
  { "miercoles", HERALD_TIME_WORD_WEEKDAY, 3 },
  { "thursday", HERALD_TIME_WORD_WEEKDAY, 4 }, { "thu", HERALD_TIME_WORD_WEEKDAY, 4 }, { "thurs", HERALD_TIME_WORD_WEEKDAY, 4 },
  { "giovedi", HERALD_TIME_WORD_WEEKDAY, 4 }, { "gio", HERALD_TIME_WORD_WEEKDAY, 4 }, { "donnerstag", HERALD_TIME_WORD_WEEKDAY, 4 },
  { "jeudi", HERALD_TIME_WORD_WEEKDAY, 4 }, { "jueves", HERALD_TIME_WORD_WEEKDAY, 4 },
  { "friday", HERALD_TIME_WORD_WEEKDAY, 5 }, { "fri", HERALD_TIME_WORD_WEEKDAY, 5 }, { "venerdi", HERALD_TIME_WORD_WEEKDAY, 5 },
  { "ven", HERALD_TIME_WORD_WEEKDAY, 5 }, { "freitag", HERALD_TIME_WORD_WEEKDAY, 5 }, { "vendredi", HERALD_TIME_WORD_WEEKDAY, 5 },
  { "viernes", HERALD_TIME_WORD_WEEKDAY, 5 },
  { "saturday", HERALD_TIME_WORD_WEEKDAY, 6 }, { "sat", HERALD_TIME_WORD_WEEKDAY, 6 }, { "sabato", HERALD_TIME_WORD_WEEKDAY, 6 },
  { "sab", HERALD_TIME_WORD_WEEKDAY, 6 }, { "samstag", HERALD_TIME_WORD_WEEKDAY, 6 }, { "samedi", HERALD_TIME_WORD_WEEKDAY, 6 },
  { "sabado", HERALD_TIME_WORD_WEEKDAY, 6 },
  { "sunday", HERALD_TIME_WORD_WEEKDAY, 7 }, { "sun", HERALD_TIME_WORD_WEEKDAY, 7 }, { "domenica", HERALD_TIME_WORD_WEEKDAY, 7 },
  { "dom", HERALD_TIME_WORD_WEEKDAY, 7 }, { "sonntag", HERALD_TIME_WORD_WEEKDAY, 7 }, { "dimanche", HERALD_TIME_WORD_WEEKDAY, 7 },
  { "domingo", HERALD_TIME_WORD_WEEKDAY, 7 },

  { "january", HERALD_TIME_WORD_MONTH, 1 }, { "jan", HERALD_TIME_WORD_MONTH, 1 }, { "gennaio", HERALD_TIME_WORD_MONTH, 1 },
  { "gen", HERALD_TIME_WORD_MONTH, 1 }, { "januar", HERALD_TIME_WORD_MONTH, 1 }, { "janvier", HERALD_TIME_WORD_MONTH, 1 },
  { "enero", HERALD_TIME_WORD_MONTH, 1 },
  { "february", HERALD_TIME_WORD_MONTH, 2 }, { "feb", HERALD_TIME_WORD_MONTH, 2 }, { "febbraio", HERALD_TIME_WORD_MONTH, 2 },
  { "februar", HERALD_TIME_WORD_MONTH, 2 }, { "fevrier", HERALD_TIME_WORD_MONTH, 2 }, { "febrero", HERALD_TIME_WORD_MONTH, 2 },
  { "march", HERALD_TIME_WORD_MONTH, 3 }, { "marzo", HERALD_TIME_WORD_MONTH, 3 }, { "marz", HERALD_TIME_WORD_MONTH, 3 },
  { "mars", HERALD_TIME_WORD_MONTH, 3 },
  { "april", HERALD_TIME_WORD_MONTH, 4 }, { "apr", HERALD_TIME_WORD_MONTH, 4 }, { "aprile", HERALD_TIME_WORD_MONTH, 4 },
  { "avril", HERALD_TIME_WORD_MONTH, 4 }, { "abril", HERALD_TIME_WORD_MONTH, 4 },
  { "may", HERALD_TIME_WORD_MONTH, 5 }, { "maggio", HERALD_TIME_WORD_MONTH, 5 }, { "mag", HERALD_TIME_WORD_MONTH, 5 },
  { "mai", HERALD_TIME_WORD_MONTH, 5 }, { "mayo", HERALD_TIME_WORD_MONTH, 5 },
  { "june", HERALD_TIME_WORD_MONTH, 6 }, { "jun", HERALD_TIME_WORD_MONTH, 6 }, { "giugno", HERALD_TIME_WORD_MONTH, 6 },
  { "giu", HERALD_TIME_WORD_MONTH, 6 }, { "juni", HERALD_TIME_WORD_MONTH, 6 }, { "juin", HERALD_TIME_WORD_MONTH, 6 },
  { "junio", HERALD_TIME_WORD_MONTH, 6 },
  { "july", HERALD_TIME_WORD_MONTH, 7 }, { "jul", HERALD_TIME_WORD_MONTH, 7 }, { "luglio", HERALD_TIME_WORD_MONTH, 7 },
  { "lug", HERALD_TIME_WORD_MONTH, 7 }, { "juli", HERALD_TIME_WORD_MONTH, 7 }, { "juillet", HERALD_TIME_WORD_MONTH, 7 },
  { "julio", HERALD_TIME_WORD_MONTH, 7 },
  { "august", HERALD_TIME_WORD_MONTH, 8 }, { "aug", HERALD_TIME_WORD_MONTH, 8 }, { "agosto", HERALD_TIME_WORD_MONTH, 8 },
  { "ago", HERALD_TIME_WORD_MONTH, 8 }, { "aout", HERALD_TIME_WORD_MONTH, 8 },
  { "september", HERALD_TIME_WORD_MONTH, 9 }, { "sep", HERALD_TIME_WORD_MONTH, 9 }, { "sept", HERALD_TIME_WORD_MONTH, 9 },
  { "settembre", HERALD_TIME_WORD_MONTH, 9 }, { "set", HERALD_TIME_WORD_MONTH, 9 }, { "septembre", HERALD_TIME_WORD_MONTH, 9 },
  { "septiembre", HERALD_TIME_WORD_MONTH, 9 },
  { "october", HERALD_TIME_WORD_MONTH, 10 }, { "oct", HERALD_TIME_WORD_MONTH, 10 }, { "ottobre", HERALD_TIME_WORD_MONTH, 10 },
  { "ott", HERALD_TIME_WORD_MONTH, 10 }, { "oktober", HERALD_TIME_WORD_MONTH, 10 }, { "okt", HERALD_TIME_WORD_MONTH, 10 },
  { "octobre", HERALD_TIME_WORD_MONTH, 10 }, { "octubre", HERALD_TIME_WORD_MONTH, 10 },
  { "november", HERALD_TIME_WORD_MONTH, 11 }, { "nov", HERALD_TIME_WORD_MONTH, 11 }, { "novembre", HERALD_TIME_WORD_MONTH, 11 },
  { "noviembre", HERALD_TIME_WORD_MONTH, 11 },
  { "december", HERALD_TIME_WORD_MONTH, 12 }, { "dec", HERALD_TIME_WORD_MONTH, 12 }, { "dicembre", HERALD_TIME_WORD_MONTH, 12 },
  { "dic", HERALD_TIME_WORD_MONTH, 12 }, { "dezember", HERALD_TIME_WORD_MONTH, 12 }, { "dez", HERALD_TIME_WORD_MONTH, 12 },
  { "decembre", HERALD_TIME_WORD_MONTH, 12 }, { "diciembre", HERALD_TIME_WORD_MONTH, 12 },

  { "today", HERALD_TIME_WORD_DAYS_AHEAD, 0 }, { "oggi", HERALD_TIME_WORD_DAYS_AHEAD, 0 }, { "heute", HERALD_TIME_WORD_DAYS_AHEAD, 0 },
  { "aujourd'hui", HERALD_TIME_WORD_DAYS_AHEAD, 0 }, { "hoy", HERALD_TIME_WORD_DAYS_AHEAD, 0 },
  { "tomorrow", HERALD_TIME_WORD_DAYS_AHEAD, 1 }, { "domani", HERALD_TIME_WORD_DAYS_AHEAD, 1 },
  { "morgen", HERALD_TIME_WORD_DAYS_AHEAD, 1 }, { "demain", HERALD_TIME_WORD_DAYS_AHEAD, 1 },
  { "dopodomani", HERALD_TIME_WORD_DAYS_AHEAD, 2 }, { "ubermorgen", HERALD_TIME_WORD_DAYS_AHEAD, 2 },
  { "apres-demain", HERALD_TIME_WORD_DAYS_AHEAD, 2 },

  { "next", HERALD_TIME_WORD_NEXT, 0 }, { "prossimo", HERALD_TIME_WORD_NEXT, 0 }, { "prossima", HERALD_TIME_WORD_NEXT, 0 },
  { "nachsten", HERALD_TIME_WORD_NEXT, 0 }, { "prochain", HERALD_TIME_WORD_NEXT, 0 }, { "proximo", HERALD_TIME_WORD_NEXT, 0 },

  { "am", HERALD_TIME_WORD_AM, 0 }, { "pm", HERALD_TIME_WORD_PM, 0 },
  { "noon", HERALD_TIME_WORD_NOON, 0 }, { "midday", HERALD_TIME_WORD_NOON, 0 }, { "mezzogiorno", HERALD_TIME_WORD_NOON, 0 },
  { "mittag", HERALD_TIME_WORD_NOON, 0 }, { "midi", HERALD_TIME_WORD_NOON, 0 }, { "mediodia", HERALD_TIME_WORD_NOON, 0 },
  { "midnight", HERALD_TIME_WORD_MIDNIGHT, 0 }, { "mezzanotte", HERALD_TIME_WORD_MIDNIGHT, 0 },
  { "mitternacht", HERALD_TIME_WORD_MIDNIGHT, 0 }, { "minuit", HERALD_TIME_WORD_MIDNIGHT, 0 },
  { "medianoche", HERALD_TIME_WORD_MIDNIGHT, 0 },

  { "at", HERALD_TIME_WORD_BEFORE_HOUR, 0 }, { "alle", HERALD_TIME_WORD_BEFORE_HOUR, 0 }, { "ore", HERALD_TIME_WORD_BEFORE_HOUR, 0 },
  { "dalle", HERALD_TIME_WORD_BEFORE_HOUR, 0 }, { "um", HERALD_TIME_WORD_BEFORE_HOUR, 0 }, { "a", HERALD_TIME_WORD_BEFORE_HOUR, 0 },
  { "las", HERALD_TIME_WORD_BEFORE_HOUR, 0 }, { "ab", HERALD_TIME_WORD_BEFORE_HOUR, 0 },
  { "h", HERALD_TIME_WORD_AFTER_HOUR, 0 }, { "hrs", HERALD_TIME_WORD_AFTER_HOUR, 0 }, { "hours", HERALD_TIME_WORD_AFTER_HOUR, 0 },
  { "o'clock", HERALD_TIME_WORD_AFTER_HOUR, 0 }, { "uhr", HERALD_TIME_WORD_AFTER_HOUR, 0 },
  { "heures", HERALD_TIME_WORD_AFTER_HOUR, 0 }, { "heure", HERALD_TIME_WORD_AFTER_HOUR, 0 },
  { "horas", HERALD_TIME_WORD_AFTER_HOUR, 0 },

  { "the", HERALD_TIME_WORD_FILLER, 0 }, { "on", HERALD_TIME_WORD_FILLER, 0 }, { "of", HERALD_TIME_WORD_FILLER, 0 },
  { "in", HERALD_TIME_WORD_FILLER, 0 }, { "time", HERALD_TIME_WORD_FILLER, 0 }, { "until", HERALD_TIME_WORD_FILLER, 0 },
  { "this", HERALD_TIME_WORD_FILLER, 0 }, { "il", HERALD_TIME_WORD_FILLER, 0 }, { "di", HERALD_TIME_WORD_FILLER, 0 },
  { "ora", HERALD_TIME_WORD_FILLER, 0 }, { "fino", HERALD_TIME_WORD_FILLER, 0 },
  { "den", HERALD_TIME_WORD_FILLER, 0 }, { "bis", HERALD_TIME_WORD_FILLER, 0 }, { "zeit", HERALD_TIME_WORD_FILLER, 0 },
  { "le", HERALD_TIME_WORD_FILLER, 0 }, { "de", HERALD_TIME_WORD_FILLER, 0 }, { "el", HERALD_TIME_WORD_FILLER, 0 },
  { "del", HERALD_TIME_WORD_FILLER, 0 }, { "hasta", HERALD_TIME_WORD_FILLER, 0 }, { "jusqu'a", HERALD_TIME_WORD_FILLER, 0 },
};

/* As the clocks of these zones are called in the database; GLib tells which one holds at a moment. */
static const HeraldZoneAbbreviation abbreviations[] = {
  { "UTC", "UTC", FALSE, FALSE }, { "GMT", "Europe/London", TRUE, FALSE }, { "BST", "Europe/London", TRUE, FALSE },
  { "WET", "Europe/Lisbon", TRUE, FALSE }, { "WEST", "Europe/Lisbon", TRUE, FALSE },
  { "CET", "Europe/Berlin", TRUE, FALSE }, { "CEST", "Europe/Berlin", TRUE, FALSE },
  { "MEZ", "Europe/Berlin", FALSE, FALSE }, { "MESZ", "Europe/Berlin", FALSE, FALSE },
  { "EET", "Europe/Athens", TRUE, FALSE }, { "EEST", "Europe/Athens", TRUE, FALSE },
  { "ET", "America/New_York", FALSE, FALSE }, { "EST", "America/New_York", TRUE, FALSE }, { "EDT", "America/New_York", TRUE, FALSE },
  { "CT", "America/Chicago", FALSE, FALSE }, { "CST", "America/Chicago", TRUE, TRUE }, { "CDT", "America/Chicago", TRUE, FALSE },
  { "MT", "America/Denver", FALSE, FALSE }, { "MST", "America/Denver", TRUE, FALSE }, { "MDT", "America/Denver", TRUE, FALSE },
  { "PT", "America/Los_Angeles", FALSE, FALSE }, { "PST", "America/Los_Angeles", TRUE, FALSE },
  { "PDT", "America/Los_Angeles", TRUE, FALSE },
  { "IST", "Asia/Kolkata", TRUE, TRUE }, { "JST", "Asia/Tokyo", TRUE, FALSE }, { "KST", "Asia/Seoul", TRUE, FALSE },
  { "HKT", "Asia/Hong_Kong", TRUE, FALSE }, { "SGT", "Asia/Singapore", FALSE, FALSE },
  { "AEST", "Australia/Sydney", TRUE, FALSE }, { "AEDT", "Australia/Sydney", TRUE, FALSE },
};

/* Cities that the database calls otherwise, or does not know though press releases come from there. */
static const struct { const char *name; const char *zone; } cities[] = {
  { "roma", "Europe/Rome" }, { "milan", "Europe/Rome" }, { "milano", "Europe/Rome" }, { "torino", "Europe/Rome" },
  { "italia", "Europe/Rome" }, { "italiana", "Europe/Rome" },
  { "londra", "Europe/London" }, { "londres", "Europe/London" }, { "parigi", "Europe/Paris" },
  { "berlino", "Europe/Berlin" }, { "frankfurt", "Europe/Berlin" }, { "munich", "Europe/Berlin" }, { "munchen", "Europe/Berlin" },
  { "hamburg", "Europe/Berlin" }, { "barcelona", "Europe/Madrid" }, { "barcellona", "Europe/Madrid" },
  { "geneva", "Europe/Zurich" }, { "ginevra", "Europe/Zurich" }, { "zurigo", "Europe/Zurich" }, { "bruxelles", "Europe/Brussels" },
  { "lisbona", "Europe/Lisbon" }, { "mosca", "Europe/Moscow" },
  { "beijing", "Asia/Shanghai" }, { "pechino", "Asia/Shanghai" }, { "shenzhen", "Asia/Shanghai" }, { "osaka", "Asia/Tokyo" },
  { "delhi", "Asia/Kolkata" }, { "new delhi", "Asia/Kolkata" }, { "mumbai", "Asia/Kolkata" }, { "bangalore", "Asia/Kolkata" },
  { "san francisco", "America/Los_Angeles" }, { "seattle", "America/Los_Angeles" }, { "boston", "America/New_York" },
  { "washington", "America/New_York" }, { "miami", "America/New_York" }, { "montreal", "America/Toronto" },
  { "eastern", "America/New_York" }, { "central", "America/Chicago" }, { "mountain", "America/Denver" }, { "pacific", "America/Los_Angeles" },
};

static const char * const areas[] = { "Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic" };

/**
 * herald_time_words_fold:
 * @text: words
 *
 * Returns: (transfer full): the same in lower case, without accents, with plain apostrophes
 */
char *
herald_time_words_fold (const char *text)
{
  g_autofree char *lower = NULL;
  g_autofree char *apart = NULL;
  GString *folded = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (folded, FALSE));

  lower = g_utf8_casefold (text, -1);
  apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (folded, c == 0x2019 ? '\'' : c);
    }
  return g_string_free (folded, FALSE);
}

/**
 * herald_time_words_find:
 * @folded: a word
 *
 * Returns: (transfer none) (nullable): what it says about a time
 */
const HeraldTimeWord *
herald_time_words_find (const char *folded)
{
  g_return_val_if_fail (folded != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, folded) == 0)
      return &words[i];
  return NULL;
}

/**
 * herald_time_words_find_zone:
 * @abbreviation: a word, in whatever case
 *
 * Returns: (transfer none) (nullable): whose clocks it means
 */
const HeraldZoneAbbreviation *
herald_time_words_find_zone (const char *abbreviation)
{
  g_return_val_if_fail (abbreviation != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (g_ascii_strcasecmp (abbreviations[i].abbreviation, abbreviation) == 0)
      return &abbreviations[i];
  return NULL;
}

/* "new york" -> "New_York" */
static char *
spell_city (const char *folded)
{
  char *city = g_strdup (folded);
  gboolean first = TRUE;

  for (char *c = city; *c != '\0'; c++)
    {
      if (*c == ' ')
        *c = '_';
      else if (first)
        *c = g_ascii_toupper (*c);
      first = *c == '_';
    }
  return city;
}

/**
 * herald_time_words_find_city:
 * @folded: the name of a city, or of a zone of the IANA database in lower case
 *
 * Returns: (transfer full) (nullable): the zone of its clocks
 */
char *
herald_time_words_find_city (const char *folded)
{
  g_autofree char *city = NULL;

  g_return_val_if_fail (folded != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cities); i++)
    if (strcmp (cities[i].name, folded) == 0)
      return g_strdup (cities[i].zone);
  city = spell_city (folded);
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      g_autofree char *zone = g_strdup_printf ("%s/%s", areas[i], city);
      g_autofree char *now_there = herald_zone_format (0, zone);

      if (now_there != NULL)
        return g_steal_pointer (&zone);
    }
  return NULL;
}
