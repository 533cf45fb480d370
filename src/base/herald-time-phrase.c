/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-time-phrase.h"

#include <stdlib.h>
#include <string.h>

#include "herald-i18n.h"
#include "herald-time-words.h"
#include "herald-zone.h"

#define MAX_LENGTH 200
#define CITY_WORDS 3
#define UNSET      -1

/* Number and word, in the order in which they stand. A number may have its minutes with it ("9:30") or its date. */
typedef struct
{
  char                 *text;   /* folded */
  int                   number; /* UNSET: a word */
  int                   minute, second;
  int                   month, year;
  const HeraldTimeWord *word;
} Piece;

/* What is known so far. */
typedef struct
{
  GPtrArray *pieces;
  GPtrArray *doubts;
  int        year, month, day;
  int        weekday;
  int        days_ahead;
  int        hour, minute, second;
  gboolean   midnight, next;
  char      *zone;
  const HeraldZoneAbbreviation *abbreviation;
} Reading;

static void
piece_free (Piece *piece)
{
  g_free (piece->text);
  g_free (piece);
}

static gboolean
refuse (GError     **error,
        const char  *format,
        const char  *words)
{
  g_autofree char *message = g_strdup_printf (format, words);

  g_set_error_literal (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME, message);
  return FALSE;
}

static void
doubt (Reading *reading,
       char    *message) /* taken */
{
  g_ptr_array_add (reading->doubts, message);
}

/* Cutting into pieces */

static int
get_group (GMatchInfo *match,
           const char *name)
{
  g_autofree char *digits = g_match_info_fetch_named (match, name);

  return digits != NULL && *digits != '\0' ? atoi (digits) : UNSET;
}

static Piece *
make_piece (GMatchInfo *match)
{
  Piece *piece = g_new0 (Piece, 1);
  g_autofree char *word = g_match_info_fetch_named (match, "word");

  piece->text = g_match_info_fetch (match, 0);
  piece->minute = get_group (match, "minute");
  piece->second = get_group (match, "second");
  piece->number = piece->month = piece->year = UNSET;
  if (word != NULL && *word != '\0')
    {
      piece->word = herald_time_words_find (word);
      return piece;
    }
  piece->year = get_group (match, "y1") != UNSET ? get_group (match, "y1") : get_group (match, "y2");
  piece->month = get_group (match, "m1") != UNSET ? get_group (match, "m1") : get_group (match, "m2");
  piece->number = get_group (match, "d1") != UNSET ? get_group (match, "d1") : get_group (match, "d2");
  if (piece->number == UNSET)
    piece->number = get_group (match, "hour") != UNSET ? get_group (match, "hour") : get_group (match, "number");
  return piece;
}

/* In this order: a date, a time with minutes, a number with what makes it an ordinal, a word or a zone's name. */
#define PIECES \
  "(?<y1>\\d{4})-(?<m1>\\d{1,2})-(?<d1>\\d{1,2})t?" \
  "|(?<d2>\\d{1,2})[./](?<m2>\\d{1,2})[./](?<y2>\\d{4})" \
  "|(?<hour>\\d{1,2})[:.h](?<minute>\\d{2})(?::(?<second>\\d{2}))?(?!\\d)" \
  "|(?<number>\\d{1,4})(?:(?:st|nd|rd|th|er|o)(?!\\pL)|\\.)?(?!\\d)" \
  "|(?<word>\\pL[\\pL'_/+-]*\\d*)\\.?"

static gboolean
cut (Reading     *reading,
     const char  *text,
     GError     **error)
{
  g_autofree char *folded = herald_time_words_fold (text);
  g_autoptr (GRegex) half = g_regex_new ("\\b([ap])\\.? ?m\\b\\.?", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace (half, folded, -1, 0, " \\1m ", 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new (PIECES, 0, G_REGEX_MATCH_ANCHORED, NULL);
  gsize at = 0;

  while (plain[at += strspn (plain + at, " \t\n,;()")] != '\0')
    {
      g_autoptr (GMatchInfo) match = NULL;
      int end = 0;

      if (!g_regex_match_full (regex, plain, -1, (gssize) at, G_REGEX_MATCH_ANCHORED, &match, NULL))
        return refuse (error, _("“%s” was not understood as a time."), plain + at);
      g_match_info_fetch_pos (match, 0, NULL, &end);
      g_ptr_array_add (reading->pieces, make_piece (match));
      at = (gsize) end;
    }
  return TRUE;
}

/* Understanding */

static Piece *
get_piece (const Reading *reading,
           int            place)
{
  return place >= 0 && place < (int) reading->pieces->len ? g_ptr_array_index (reading->pieces, place) : NULL;
}

static gboolean
is_kind (const Piece        *piece,
         HeraldTimeWordKind  kind)
{
  return piece != NULL && piece->word != NULL && piece->word->kind == kind;
}

/* The next piece that says something. */
static Piece *
look_ahead (const Reading *reading,
            guint          place)
{
  while (is_kind (get_piece (reading, ++place), HERALD_TIME_WORD_FILLER))
    ;
  return get_piece (reading, place);
}

static gboolean
is_half_day (const Piece *piece)
{
  return is_kind (piece, HERALD_TIME_WORD_AM) || is_kind (piece, HERALD_TIME_WORD_PM);
}

static gboolean
is_noon_or_midnight (const Piece *piece)
{
  return is_kind (piece, HERALD_TIME_WORD_NOON) || is_kind (piece, HERALD_TIME_WORD_MIDNIGHT);
}

static gboolean
set_time (Reading      *reading,
          const Piece  *piece,
          GError      **error)
{
  if (reading->hour != UNSET)
    return refuse (error, _("There are two times of day: “%s” is the second."), piece->text);
  reading->hour = piece->number;
  reading->minute = MAX (piece->minute, 0);
  reading->second = MAX (piece->second, 0);
  return TRUE;
}

static gboolean
set_date (Reading      *reading,
          const Piece  *piece,
          GError      **error)
{
  reading->day = piece->number;
  reading->month = piece->month;
  reading->year = piece->year;
  if (!g_date_valid_dmy (reading->day > 0 ? reading->day : 0, reading->month > 0 ? reading->month : 0, reading->year))
    return refuse (error, _("There is no day “%s”."), piece->text);
  if (strchr (piece->text, '/') != NULL && reading->day <= 12 && reading->day != reading->month)
    doubt (reading, g_strdup_printf (_("“%s” is read as day, month, year."), piece->text));
  return TRUE;
}

/* A number is what its neighbours make of it. */
static gboolean
take_number (Reading      *reading,
             guint         place,
             GError      **error)
{
  const Piece *piece = get_piece (reading, place), *before = get_piece (reading, (int) place - 1);
  const Piece *after = look_ahead (reading, place);

  if (piece->year != UNSET)
    return set_date (reading, piece, error);
  if (piece->minute != UNSET || is_half_day (after) || is_kind (after, HERALD_TIME_WORD_AFTER_HOUR))
    return set_time (reading, piece, error);
  if (piece->number == 12 && is_noon_or_midnight (after))
    return TRUE;
  if (is_kind (after, HERALD_TIME_WORD_MONTH) && reading->day == UNSET && piece->number <= 31)
    reading->day = piece->number;
  else if (is_kind (before, HERALD_TIME_WORD_BEFORE_HOUR) && piece->number <= 24)
    return set_time (reading, piece, error);
  else if (reading->month != UNSET && reading->day == UNSET && piece->number <= 31)
    reading->day = piece->number;
  else if (reading->month != UNSET && reading->year == UNSET && piece->number >= 1970)
    reading->year = piece->number;
  else
    return refuse (error, _("“%s” may be an hour or a day: write it like 9:00 or 1 December."), piece->text);
  return TRUE;
}

static gboolean
take_half_day (Reading      *reading,
               guint         place,
               GError      **error)
{
  const Piece *piece = get_piece (reading, place), *before = get_piece (reading, (int) place - 1);

  if (before == NULL || before->number == UNSET)
    return TRUE; /* "am Dienstag" */
  if (before->number < 1 || before->number > 12)
    return refuse (error, _("An hour with “%s” is one of twelve."), piece->text);
  reading->hour = before->number % 12 + (is_kind (piece, HERALD_TIME_WORD_PM) ? 12 : 0);
  if (before->number == 12)
    doubt (reading, g_strdup_printf (_("12 %s is understood as %s."), piece->text,
                                     reading->hour == 0 ? _("just after midnight, when the day begins") : _("noon")));
  return TRUE;
}

static gboolean
take_named_hour (Reading      *reading,
                 const Piece  *piece,
                 GError      **error)
{
  Piece hour = *piece;

  hour.number = piece->word->kind == HERALD_TIME_WORD_NOON ? 12 : 0;
  reading->midnight = piece->word->kind == HERALD_TIME_WORD_MIDNIGHT;
  return set_time (reading, &hour, error);
}

/* "New York" are two words, "Europe/Rome" is one. Returns how many pieces the zone took. */
static guint
take_zone (Reading *reading,
           guint    place)
{
  const Piece *piece = get_piece (reading, place);

  if (reading->zone != NULL)
    return 0;
  reading->abbreviation = herald_time_words_find_zone (piece->text);
  if (reading->abbreviation != NULL)
    {
      reading->zone = g_strdup (reading->abbreviation->zone);
      return 1;
    }
  for (guint n = CITY_WORDS; n > 0; n--)
    {
      g_autoptr (GString) city = g_string_new (NULL);
      const char *slash;

      for (guint i = place; i < MIN (place + n, reading->pieces->len); i++)
        g_string_append_printf (city, "%s%s", i > place ? " " : "", get_piece (reading, i)->text);
      slash = strrchr (city->str, '/');
      reading->zone = herald_time_words_find_city (slash != NULL ? slash + 1 : city->str);
      if (reading->zone != NULL)
        return n;
    }
  return 0;
}

static gboolean
take_word (Reading      *reading,
           guint        *place,
           GError      **error)
{
  const Piece *piece = get_piece (reading, *place);
  guint n = 0;

  if (piece->word == NULL)
    {
      n = take_zone (reading, *place);
      *place += n > 0 ? n - 1 : 0;
      return n > 0 || refuse (error, _("“%s” was not understood as a time."), piece->text);
    }
  switch (piece->word->kind)
    {
    case HERALD_TIME_WORD_WEEKDAY:
      reading->weekday = piece->word->value;
      break;
    case HERALD_TIME_WORD_MONTH:
      reading->month = piece->word->value;
      break;
    case HERALD_TIME_WORD_DAYS_AHEAD:
      reading->days_ahead = piece->word->value;
      break;
    case HERALD_TIME_WORD_NEXT:
      reading->next = TRUE;
      break;
    case HERALD_TIME_WORD_AM:
    case HERALD_TIME_WORD_PM:
      return take_half_day (reading, *place, error);
    case HERALD_TIME_WORD_NOON:
    case HERALD_TIME_WORD_MIDNIGHT:
      return take_named_hour (reading, piece, error);
    case HERALD_TIME_WORD_FILLER:
    case HERALD_TIME_WORD_BEFORE_HOUR:
    case HERALD_TIME_WORD_AFTER_HOUR:
    default:
      break;
    }
  return TRUE;
}

static gboolean
understand (Reading  *reading,
            GError  **error)
{
  for (guint i = 0; i < reading->pieces->len; i++)
    if (!(get_piece (reading, i)->number != UNSET ? take_number (reading, i, error) : take_word (reading, &i, error)))
      return FALSE;
  if (reading->hour == UNSET)
    return refuse (error, "%s", _("The time of day is missing: write it like 9:00 or 9am."));
  if (reading->hour > 23 || reading->minute > 59 || reading->second > 59)
    return refuse (error, "%s", _("There is no such time of day."));
  return TRUE;
}

/* Putting together */

static gboolean
is_past (const Reading *reading,
         const GDate   *day,
         GDateTime     *now)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));
  if (g_date_compare (day, &today) != 0)
    return g_date_compare (day, &today) < 0;
  return reading->hour * 3600 + reading->minute * 60 + reading->second <=
         g_date_time_get_hour (now) * 3600 + g_date_time_get_minute (now) * 60 + g_date_time_get_second (now);
}

static gboolean
choose_written_day (Reading    *reading,
                    GDate      *day,
                    GDateTime  *now,
                    GError    **error)
{
  int year = reading->year != UNSET ? reading->year : g_date_time_get_year (now);

  /* Without its year it is the next such day; a 29 February may be eight years away. */
  for (int i = 0; i <= (reading->year != UNSET ? 0 : 8); i++)
    {
      if (!g_date_valid_dmy (reading->day, reading->month, year + i))
        continue;
      g_date_set_dmy (day, reading->day, reading->month, year + i);
      if (reading->year != UNSET || !is_past (reading, day, now))
        break;
    }
  if (!g_date_valid (day))
    return refuse (error, "%s", _("There is no such day in that month."));
  if (reading->weekday != UNSET && (int) g_date_get_weekday (day) != reading->weekday)
    {
      char name[64], date[64];

      g_date_strftime (name, sizeof name, "%A", day);
      g_date_strftime (date, sizeof date, "%x", day);
      g_set_error (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME,
                   /* Translators: a date, and the name of its day of the week */
                   _("Day and date do not agree: %s is a %s."), date, name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
choose_day (Reading    *reading,
            GDate      *day,
            GDateTime  *now,
            GError    **error)
{
  if ((reading->day == UNSET) != (reading->month == UNSET))
    return refuse (error, "%s", _("The day is not complete: write it like 1 December."));
  if (reading->day != UNSET)
    return choose_written_day (reading, day, now, error);
  g_date_set_dmy (day, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));
  g_date_add_days (day, MAX (reading->days_ahead, 0));
  if (reading->days_ahead != UNSET)
    return TRUE;
  while (is_past (reading, day, now) || (reading->weekday != UNSET && (int) g_date_get_weekday (day) != reading->weekday))
    g_date_add_days (day, 1);
  return TRUE;
}

/* "EST" in summer is an hour beside what the clocks of New York show then. */
static void
compare_abbreviation (Reading    *reading,
                      const char *wall)
{
  const HeraldZoneAbbreviation *abbreviation = reading->abbreviation;
  g_autoptr (GTimeZone) zone = abbreviation != NULL ? g_time_zone_new_identifier (abbreviation->zone) : NULL;
  g_autofree char *city = abbreviation != NULL ? herald_zone_city (abbreviation->zone) : NULL;
  const char *shown = NULL;
  gint64 unix_s = 0;

  if (zone == NULL)
    return;
  if (abbreviation->has_rivals)
    doubt (reading, g_strdup_printf (_("“%s” has several meanings; here it is the time of %s."), abbreviation->abbreviation, city));
  if (!abbreviation->names_offset || !herald_zone_resolve (wall, abbreviation->zone, HERALD_ZONE_EARLIER, &unix_s, NULL))
    return;
  shown = g_time_zone_get_abbreviation (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, unix_s));
  if (strcmp (shown, abbreviation->abbreviation) != 0)
    doubt (reading, g_strdup_printf (_("“%s” is wrong for that date: the clocks of %s show %s then."), abbreviation->abbreviation, city, shown));
}

static void
tell_doubts (Reading     *reading,
             const GDate *day,
             const char  *wall)
{
  char name[64];

  compare_abbreviation (reading, wall);
  g_date_strftime (name, sizeof name, "%A %x", day);
  if (reading->midnight)
    doubt (reading, g_strdup_printf (_("Midnight is understood as 00:00, when %s begins."), name));
  if (reading->next && reading->weekday != UNSET)
    doubt (reading, g_strdup_printf (_("The next one is understood as %s."), name));
}

static HeraldTimePhrase *
put_together (Reading     *reading,
              gint64       now_s,
              const char  *own_zone,
              GError     **error)
{
  const char *name = reading->zone != NULL ? reading->zone : own_zone;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_s);
  g_autoptr (GDateTime) now = zone != NULL && utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  HeraldTimePhrase *phrase = NULL;
  GDate day;

  if (now == NULL)
    {
      refuse (error, _("The time zone “%s” is not known."), name);
      return NULL;
    }
  g_date_clear (&day, 1);
  if (!choose_day (reading, &day, now, error))
    return NULL;
  phrase = g_new0 (HeraldTimePhrase, 1);
  phrase->wall = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day),
                                  reading->hour, reading->minute, reading->second);
  phrase->zone = g_strdup (name);
  tell_doubts (reading, &day, phrase->wall);
  phrase->doubts = g_ptr_array_ref (reading->doubts);
  return phrase;
}

/**
 * herald_time_phrase_read:
 * @text: what somebody wrote, in English, Italian, German, French or Spanish
 * @now_s: now, in seconds since 1970
 * @own_zone: the zone when none is named; of the IANA database
 * @error: return location for %HERALD_ZONE_ERROR_BAD_TIME
 *
 * Reads "Tuesday 9am CET", "1 December at 9:00", "domani alle 9, ora di Roma", "mezzanotte". A day without its year, a
 * weekday, a time without day is the next such moment. Nothing is guessed from words that are not known: they are an
 * error. Whether a clock change skips or repeats the moment is herald_zone_resolve()'s to say.
 *
 * Returns: (transfer full) (nullable): what was understood
 */
HeraldTimePhrase *
herald_time_phrase_read (const char  *text,
                         gint64       now_s,
                         const char  *own_zone,
                         GError     **error)
{
  Reading reading = { .year = UNSET, .month = UNSET, .day = UNSET, .weekday = UNSET, .days_ahead = UNSET, .hour = UNSET };
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  g_autoptr (GPtrArray) doubts = g_ptr_array_new_with_free_func (g_free);
  HeraldTimePhrase *phrase = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (own_zone != NULL, NULL);

  reading.pieces = pieces;
  reading.doubts = doubts;
  if (strlen (text) > MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    refuse (error, "%s", _("That is too long for a time."));
  else if (cut (&reading, text, error) && understand (&reading, error))
    phrase = put_together (&reading, now_s, own_zone, error);
  g_free (reading.zone);
  return phrase;
}

/**
 * herald_time_phrase_free:
 * @phrase: (transfer full): what was understood
 */
void
herald_time_phrase_free (HeraldTimePhrase *phrase)
{
  g_free (phrase->wall);
  g_free (phrase->zone);
  g_ptr_array_unref (phrase->doubts);
  g_free (phrase);
}
