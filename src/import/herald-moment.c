/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-moment.h"

#include "herald-lexicon.h"

#include <string.h>

/* An embargo line is short; what is longer is a sentence about something else. */
#define LONGEST_MOMENT 200

static const char * const months[12] = {
  "january|jan|gennaio|gen|januar|jänner|jän|janvier|janv|enero|ene",
  "february|feb|febbraio|februar|feber|février|févr|febrero",
  "march|mar|marzo|märz|mär|mars",
  "april|apr|aprile|avril|avr|abril|abr",
  "may|maggio|mag|mai|mayo",
  "june|jun|giugno|giu|juni|juin|junio",
  "july|jul|luglio|lug|juli|juillet|juil|julio",
  "august|aug|agosto|ago|août",
  "september|sept|sep|settembre|set|septembre|septiembre",
  "october|oct|ottobre|ott|oktober|okt|octobre|octubre",
  "november|nov|novembre|noviembre",
  "december|dec|dicembre|dic|dezember|dez|décembre|déc|diciembre",
};

static const char *
skip (const char  *p,
      HeraldSlice  slice,
      const char  *characters)
{
  return herald_slice_chug_any (herald_slice_between (p, slice.end), characters).start;
}

static const char *
read_number (HeraldSlice  slice,
             guint        max_digits,
             int         *value)
{
  const char *p = slice.start;

  *value = 0;
  while (p < slice.end && g_ascii_isdigit (*p) && (guint) (p - slice.start) < max_digits)
    *value = *value * 10 + (*p++ - '0');

  return p > slice.start && (p == slice.end || !g_ascii_isdigit (*p)) ? p : NULL;
}

static const char *
read_month (HeraldSlice  slice,
            int         *month)
{
  for (int i = 0; i < 12; i++)
    {
      const char *end = herald_phrases_match (months[i], slice);

      if (end != NULL)
        {
          *month = i + 1;
          return end < slice.end && *end == '.' ? end + 1 : end;
        }
    }

  return NULL;
}

static const char *
read_phrase (const char *phrases,
             const char *p,
             HeraldSlice slice)
{
  const char *end = herald_phrases_match (phrases, herald_slice_between (p, slice.end));

  return end != NULL ? end : p;
}

/* "1 December 2026", "1. Dezember 2026", "1er décembre 2026", "1 de diciembre de 2026", "1st of December, 2026" */
static const char *
read_day_first (HeraldSlice  slice,
                int         *day,
                int         *month,
                int         *year)
{
  const char *p = read_number (slice, 2, day);

  if (p == NULL)
    return NULL;
  p = read_phrase ("st|nd|rd|th|er|º|°|.", p, slice);
  p = skip (read_phrase ("of|de|di|del", skip (p, slice, NULL), slice), slice, "-");
  p = read_month (herald_slice_between (p, slice.end), month);
  if (p == NULL)
    return NULL;
  p = skip (read_phrase ("de|del", skip (p, slice, ",-"), slice), slice, NULL);
  return read_number (herald_slice_between (p, slice.end), 4, year);
}

/* "December 1, 2026", "Dec. 1 2026" */
static const char *
read_month_first (HeraldSlice  slice,
                  int         *day,
                  int         *month,
                  int         *year)
{
  const char *p = read_month (slice, month);

  if (p == NULL)
    return NULL;
  p = read_number (herald_slice_between (skip (p, slice, NULL), slice.end), 2, day);
  if (p == NULL)
    return NULL;
  p = skip (read_phrase ("st|nd|rd|th", p, slice), slice, ",");
  return read_number (herald_slice_between (p, slice.end), 4, year);
}

static const char *
read_sign (const char *p,
           HeraldSlice slice,
           const char *sign)
{
  p = p != NULL ? skip (p, slice, NULL) : NULL;
  return p != NULL && (gsize) (slice.end - p) >= strlen (sign) && strncmp (p, sign, strlen (sign)) == 0
         ? skip (p + strlen (sign), slice, NULL) : NULL;
}

/* "2026年12月1日", "2026-12-01" */
static const char *
read_year_first (HeraldSlice  slice,
                 int         *day,
                 int         *month,
                 int         *year)
{
  const char *p = read_number (slice, 4, year);
  gboolean is_chinese;

  if (p == NULL || p - slice.start != 4)
    return NULL;

  is_chinese = read_sign (p, slice, "年") != NULL;
  p = read_sign (p, slice, is_chinese ? "年" : "-");
  p = p != NULL ? read_number (herald_slice_between (p, slice.end), 2, month) : NULL;
  p = read_sign (p, slice, is_chinese ? "月" : "-");
  p = p != NULL ? read_number (herald_slice_between (p, slice.end), 2, day) : NULL;
  if (p == NULL || !is_chinese)
    return p;

  p = skip (p, slice, NULL);
  if (g_str_has_prefix (p, "日") || g_str_has_prefix (p, "号"))
    return g_utf8_next_char (p);
  return NULL;
}

/* "1.12.2026"; with strokes only where no reader takes the first number for the month. */
static const char *
read_numbers (HeraldSlice  slice,
              const char  *language,
              int         *day,
              int         *month,
              int         *year)
{
  const char *p = read_number (slice, 2, day);
  gboolean is_day_first = language != NULL && !g_str_has_prefix (language, "en") && !g_str_has_prefix (language, "zh");
  const char *sign;

  if (p == NULL || p >= slice.end)
    return NULL;
  sign = *p == '.' ? "." : is_day_first && *p == '/' ? "/" : NULL;
  if (sign == NULL)
    return NULL;
  p = read_number (herald_slice_between (read_sign (p, slice, sign), slice.end), 2, month);
  p = read_sign (p, slice, sign);
  p = p != NULL ? read_number (herald_slice_between (p, slice.end), 4, year) : NULL;
  return p;
}

/**
 * herald_date_match:
 * @slice: a text
 * @language: (nullable): BCP 47; decides whether 1/12/2026 is a date
 * @date: (out) (optional): ISO 8601, "2026-12-01"
 *
 * Reads a whole date with day, month and four-digit year at the start of @slice, in the usual forms of all
 * languages that Herald knows.
 *
 * Returns: (nullable): where the date ends, or %NULL when there is none
 */
const char *
herald_date_match (HeraldSlice   slice,
                   const char   *language,
                   char        **date)
{
  int day = 0, month = 0, year = 0;
  const char *end = read_day_first (slice, &day, &month, &year);

  if (end == NULL)
    end = read_month_first (slice, &day, &month, &year);
  if (end == NULL)
    end = read_year_first (slice, &day, &month, &year);
  if (end == NULL)
    end = read_numbers (slice, language, &day, &month, &year);
  if (end == NULL || year < 1970 || month < 1 || month > 12 || day < 1 || !g_date_valid_dmy (day, month, year))
    return NULL;

  if (date != NULL)
    *date = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  return end;
}

/* The hour in front may be changed by words such as "p.m." behind it. */
static const char *
read_half_of_day (const char *p,
                  HeraldSlice slice,
                  int        *hour)
{
  const char *start = skip (p, slice, NULL);
  HeraldSlice rest = herald_slice_between (start, slice.end);
  const char *am = herald_phrases_match ("a.m.|am|a. m.|a.m", rest);
  const char *pm = herald_phrases_match ("p.m.|pm|p. m.|p.m", rest);

  if (am == NULL && pm == NULL)
    return p;
  if (*hour < 1 || *hour > 12)
    return NULL;

  *hour = *hour % 12 + (pm != NULL ? 12 : 0);
  return pm != NULL ? pm : am;
}

/* A number with minutes, or with a word that makes it an hour: "9:00", "9.00", "9h30", "9 a.m.", "9 Uhr", "上午9时". */
static const char *
read_time (HeraldSlice  slice,
           int         *hour,
           int         *minute)
{
  const char *half = herald_phrases_match ("上午|凌晨|早上", slice);
  const char *late = herald_phrases_match ("下午|晚上", slice);
  const char *p = half != NULL ? half : late != NULL ? late : slice.start;
  const char *end;
  gboolean has_minutes = FALSE;

  p = skip (p, slice, NULL);
  p = read_number (herald_slice_between (p, slice.end), 2, hour);
  if (p == NULL)
    return NULL;

  *minute = 0;
  if (p + 1 < slice.end && (strchr (":.hH", *p) != NULL || g_str_has_prefix (p, "：")))
    {
      const char *digits = g_utf8_next_char (p);
      const char *after = read_number (herald_slice_between (digits, slice.end), 2, minute);

      has_minutes = after != NULL && after - digits == 2;
      if (has_minutes)
        p = after;
    }
  if (g_str_has_prefix (p, ":00") && p + 3 <= slice.end)
    p += 3;

  if (late != NULL && *hour < 12)
    *hour += 12;

  end = read_half_of_day (p, slice, hour);
  if (end == NULL)
    return NULL;
  if (end == p)
    {
      const char *unit = herald_phrases_match ("uhr|h|hours|hrs|heures|heure|horas|时|點|点|時|o'clock",
                                               herald_slice_between (skip (p, slice, NULL), slice.end));

      if (unit != NULL && g_unichar_isalpha (herald_slice_first (herald_slice_between (unit, slice.end))) &&
          !herald_char_is_han (herald_slice_first (herald_slice_between (unit, slice.end))))
        unit = NULL;
      if (unit == NULL && !has_minutes && half == NULL && late == NULL)
        return NULL;
      end = unit != NULL ? unit : p;
    }

  return *hour <= 23 && *minute <= 59 ? end : NULL;
}

/* Abbreviations and their offset from UTC in minutes; ANY_OFFSET where they name summer and winter time alike.
 * Not here, because they name more than one zone: CST, IST, AST. */
#define ANY_OFFSET G_MAXINT

typedef struct
{
  const char *names;
  const char *zone;
  int         offset;
} ZoneName;

static const ZoneName zone_names[] = {
  { "et|eastern time|us eastern time|new york time|hora de nueva york|heure de new york", "America/New_York", ANY_OFFSET },
  { "est|eastern standard time", "America/New_York", -300 },
  { "edt|eastern daylight time", "America/New_York", -240 },
  { "ct|central time", "America/Chicago", ANY_OFFSET },
  { "cdt", "America/Chicago", -300 },
  { "mt|mountain time", "America/Denver", ANY_OFFSET },
  { "mst", "America/Denver", -420 },
  { "mdt", "America/Denver", -360 },
  { "pt|pacific time|california time|san francisco time|los angeles time", "America/Los_Angeles", ANY_OFFSET },
  { "pst|pacific standard time", "America/Los_Angeles", -480 },
  { "pdt|pacific daylight time", "America/Los_Angeles", -420 },
  { "utc|z|weltzeit", "Etc/UTC", 0 },
  { "gmt|greenwich mean time", "Europe/London", 0 },
  { "bst|british summer time", "Europe/London", 60 },
  { "london time|uk time|london|ora di londra|heure de londres|hora de londres|londoner zeit", "Europe/London", ANY_OFFSET },
  { "wet", "Europe/Lisbon", 0 },
  { "west", "Europe/Lisbon", 60 },
  { "lisbon time", "Europe/Lisbon", ANY_OFFSET },
  { "rome time|milan time|italian time|ora di roma|ora di milano|ora italiana|roma|milano|rom|rome|milan",
    "Europe/Rome", ANY_OFFSET },
  { "mez", "Europe/Berlin", 60 },
  { "mesz", "Europe/Berlin", 120 },
  { "berlin time|berliner zeit|berliner ortszeit|deutscher zeit|german time|ortszeit berlin|berlin|münchen|ora di berlino",
    "Europe/Berlin", ANY_OFFSET },
  { "wien|wiener zeit|vienna time", "Europe/Vienna", ANY_OFFSET },
  { "zürich|zurich|zürcher zeit|zurich time|schweizer zeit", "Europe/Zurich", ANY_OFFSET },
  { "paris time|heure de paris|heure française|paris|ora di parigi|pariser zeit", "Europe/Paris", ANY_OFFSET },
  { "madrid time|hora de madrid|hora peninsular|hora peninsular española|hora española|madrid|barcelona",
    "Europe/Madrid", ANY_OFFSET },
  { "hora de méxico|hora de ciudad de méxico|mexico city time", "America/Mexico_City", ANY_OFFSET },
  { "hora de buenos aires|hora de argentina|hora argentina", "America/Argentina/Buenos_Aires", ANY_OFFSET },
  { "brussels time|heure de bruxelles|bruxelles|brussels", "Europe/Brussels", ANY_OFFSET },
  { "amsterdam time|amsterdam", "Europe/Amsterdam", ANY_OFFSET },
  { "eet", "Europe/Helsinki", 120 },
  { "eest", "Europe/Helsinki", 180 },
  { "helsinki time", "Europe/Helsinki", ANY_OFFSET },
  { "msk|moscow time", "Europe/Moscow", 180 },
  { "china standard time|beijing time|china time|shanghai time|shenzhen time|北京时间|上海时间|中国时间|北京時間|"
    "ora di pechino|heure de pékin|hora de pekín|pekinger zeit|beijing|shanghai", "Asia/Shanghai", ANY_OFFSET },
  { "hkt|hong kong time|香港时间|香港時間", "Asia/Hong_Kong", ANY_OFFSET },
  { "台北时间|台北時間|taipei time", "Asia/Taipei", ANY_OFFSET },
  { "sgt|singapore time", "Asia/Singapore", ANY_OFFSET },
  { "jst|japan time|tokyo time|东京时间", "Asia/Tokyo", ANY_OFFSET },
  { "kst|korea time|seoul time", "Asia/Seoul", ANY_OFFSET },
  { "india time|india standard time", "Asia/Kolkata", ANY_OFFSET },
  { "dubai time", "Asia/Dubai", ANY_OFFSET },
  { "aest", "Australia/Sydney", 600 },
  { "aedt", "Australia/Sydney", 660 },
  { "sydney time", "Australia/Sydney", ANY_OFFSET },
};

/* Central European time is one clock in many countries; the release's language tells which one people mean. */
static const char *
central_european_zone (const char *language)
{
  static const char * const zones[][2] = {
    { "it", "Europe/Rome" }, { "de", "Europe/Berlin" }, { "fr", "Europe/Paris" }, { "es", "Europe/Madrid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (language != NULL && g_str_has_prefix (language, zones[i][0]))
      return zones[i][1];

  return "Europe/Brussels";
}

static const char *
read_iana (HeraldSlice   slice,
           char        **zone)
{
  const char *p = slice.start;
  gboolean has_stroke = FALSE;

  while (p < slice.end && (g_ascii_isalnum (*p) || strchr ("/_+-", *p) != NULL))
    has_stroke |= *p++ == '/';
  if (!has_stroke || !g_ascii_isupper (slice.start[0]))
    return NULL;

  *zone = g_strndup (slice.start, p - slice.start);
  return p;
}

static const char *
read_zone (HeraldSlice   slice,
           const char   *language,
           char        **zone,
           int          *offset)
{
  const char *end = read_iana (slice, zone);
  const ZoneName *best = NULL;
  const char *central;

  *offset = ANY_OFFSET;
  if (end != NULL)
    return end;

  for (guint i = 0; i < G_N_ELEMENTS (zone_names); i++)
    {
      const char *found = herald_phrases_match (zone_names[i].names, slice);

      if (found != NULL && (end == NULL || found > end))
        {
          end = found;
          best = &zone_names[i];
        }
    }
  central = herald_phrases_match ("cet|central european time|cest|central european summer time|hec|oec", slice);
  if (central != NULL && (end == NULL || central > end))
    {
      gboolean is_summer = herald_phrases_match ("cest|central european summer time", slice) == central;
      gboolean is_long = herald_phrases_match ("central european time", slice) == central;

      *zone = g_strdup (central_european_zone (language));
      *offset = is_long ? ANY_OFFSET : is_summer ? 120 : 60;
      return central;
    }
  if (best != NULL)
    {
      *zone = g_strdup (best->zone);
      *offset = best->offset;
    }

  return end;
}

static const char * const weekdays[7] = {
  "monday|mon|lunedì|lunedi|montag|lundi|lunes|星期一|周一",
  "tuesday|tue|martedì|dienstag|mardi|martes|星期二|周二",
  "wednesday|wed|mercoledì|mittwoch|mercredi|miércoles|星期三|周三",
  "thursday|thu|giovedì|donnerstag|jeudi|jueves|星期四|周四",
  "friday|fri|venerdì|freitag|vendredi|viernes|星期五|周五",
  "saturday|sat|sabato|samstag|sonnabend|samedi|sábado|星期六|周六",
  "sunday|sun|domenica|sonntag|dimanche|domingo|星期日|周日",
};

typedef struct
{
  char *date;
  char *zone;
  int   hour, minute;
  int   offset;
  int   weekday;  /* 0: not said */
  gboolean has_time;
} Moment;

static const char *
read_weekday (HeraldSlice  slice,
              int         *weekday)
{
  for (int i = 0; i < 7; i++)
    {
      const char *end = herald_phrases_match (weekdays[i], slice);

      if (end != NULL)
        {
          *weekday = i + 1;
          return end;
        }
    }

  return NULL;
}

/* One date, one time, one zone, in whatever order, and nothing that is not understood. */
static const char *
read_part (HeraldSlice  slice,
           const char  *language,
           Moment      *moment)
{
  const char *end = NULL;

  if (moment->date == NULL)
    end = herald_date_match (slice, language, &moment->date);
  if (end == NULL && !moment->has_time && (end = read_time (slice, &moment->hour, &moment->minute)) != NULL)
    moment->has_time = TRUE;
  if (end == NULL && moment->zone == NULL)
    end = read_zone (slice, language, &moment->zone, &moment->offset);
  if (end == NULL && moment->weekday == 0)
    end = read_weekday (slice, &moment->weekday);
  if (end == NULL)
    end = herald_lexicon_match (NULL, HERALD_LEXICON_WHEN, slice);

  return end;
}

static gboolean
read_moment (HeraldSlice  slice,
             const char  *language,
             Moment      *moment)
{
  static const char between[] = ",;:：()[]–—-.*，。（）、";

  if (slice.end - slice.start > LONGEST_MOMENT)
    return FALSE;

  for (slice = herald_slice_chug_any (slice, between);
       !herald_slice_is_empty (slice);
       slice = herald_slice_chug_any (slice, between))
    {
      const char *end = read_part (slice, language, moment);

      if (end == NULL || end == slice.start)
        return FALSE;
      slice.start = end;
    }

  return moment->date != NULL && moment->has_time && moment->zone != NULL;
}

/* "EST" in July or "Monday, 1 December 2026" (a Tuesday) contradict themselves: a person has to look. */
static gboolean
is_consistent (const Moment        *moment,
               const HeraldEmbargo *embargo)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) wall = g_date_time_new_from_iso8601 (embargo->wall, utc);

  if (wall == NULL || (moment->weekday != 0 && g_date_time_get_day_of_week (wall) != moment->weekday))
    return FALSE;

  return moment->offset == ANY_OFFSET ||
         g_date_time_to_unix (wall) - herald_embargo_get_lift (embargo) == moment->offset * 60;
}

/**
 * herald_embargo_read:
 * @slice: what follows "EMBARGOED UNTIL"
 * @language: (nullable): BCP 47 of the release
 *
 * Reads date, time and zone in any order. A zone is an IANA name, an abbreviation, or a city's time. Whatever is
 * not understood, ambiguous (CST, a repeated time) or contradictory (EST in July) gives no embargo: better to leave
 * the line to a person than to guess a lift.
 *
 * Returns: (transfer full) (nullable): the embargo
 */
HeraldEmbargo *
herald_embargo_read (HeraldSlice  slice,
                     const char  *language)
{
  Moment moment = { .offset = ANY_OFFSET };
  g_autoptr (HeraldEmbargo) embargo = NULL;
  g_autofree char *wall = NULL;

  if (read_moment (slice, language, &moment))
    {
      wall = g_strdup_printf ("%sT%02d:%02d:00", moment.date, moment.hour, moment.minute);
      embargo = herald_embargo_new (wall, moment.zone, HERALD_ZONE_ONLY, NULL);
      if (embargo != NULL && !is_consistent (&moment, embargo))
        g_clear_pointer (&embargo, herald_embargo_free);
    }

  g_free (moment.date);
  g_free (moment.zone);
  return g_steal_pointer (&embargo);
}
