/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-words.h"

#include <glib/gi18n.h>

#include "herald-zone.h"

static const char *
author_of (const HeraldHistoryRow *row)
{
  const HeraldAuthor *author = row->version->author;

  return author != NULL && author->name != NULL && *author->name != '\0' ? author->name : NULL;
}

static char *
joined_title (HeraldHistoryItem *item)
{
  GPtrArray *parents = herald_history_item_get_parents (item);
  const char *first = parents->len > 0 ? author_of (parents->pdata[0]) : NULL;
  const char *second = parents->len > 1 ? author_of (parents->pdata[1]) : NULL;

  if (first == NULL || second == NULL || parents->len > 2)
    return g_strdup (_("Joined versions"));
  if (g_str_equal (first, second))
    /* Translators: two versions by the same person, made on two computers, became one */
    return g_strdup_printf (_("Joined: two versions by %s"), first);
  /* Translators: the versions of two people became one */
  return g_strdup_printf (_("Joined: %s, %s"), first, second);
}

char *
herald_history_title (HeraldHistoryItem *item)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (item);
  guint n = 0;

  switch (herald_history_item_get_kind (item))
    {
    case HERALD_HISTORY_DRAFT:
      return g_strdup (_("Current Draft"));
    case HERALD_HISTORY_FOLD:
      n = herald_history_item_get_n_folded (item);
      return g_strdup_printf (ngettext ("%u automatic version", "%u automatic versions", n), n);
    case HERALD_HISTORY_MORE:
      return g_strdup (_("Older versions"));
    case HERALD_HISTORY_VERSION:
    default:
      break;
    }
  if (row->version->message != NULL && *row->version->message != '\0')
    return g_strdup (row->version->message);
  if (herald_history_item_get_parents (item) != NULL)
    return joined_title (item);
  return g_strdup (_("Automatic version"));
}

/* What a clock in that zone shows, as if it were UTC. */
static GDateTime *
wall_clock (gint64      unix_s,
            const char *zone)
{
  g_autofree char *wall = herald_zone_format (unix_s, zone);
  g_autofree char *iso = wall != NULL ? g_strconcat (wall, "Z", NULL) : herald_utc_format (unix_s);

  return g_date_time_new_from_iso8601 (iso, NULL);
}

static gint64
day_number (GDateTime *moment)
{
  return g_date_time_to_unix (moment) / (24 * 60 * 60);
}

/**
 * herald_history_moment:
 * @unix_s: a moment, seconds since 1970
 * @own_zone: IANA zone to say it in
 * @now_us: now, microseconds since 1970
 *
 * Returns: (transfer full): the moment, with the zone's city
 */
char *
herald_history_moment (gint64      unix_s,
                       const char *own_zone,
                       gint64      now_us)
{
  g_autoptr(GDateTime) moment = wall_clock (unix_s, own_zone);
  g_autoptr(GDateTime) now = wall_clock (now_us / G_USEC_PER_SEC, own_zone);
  g_autofree char *words = NULL;
  g_autofree char *city = herald_zone_city (own_zone);
  gint64 days = 0;

  if (moment == NULL || now == NULL)
    return g_strdup (_("Unknown time"));
  days = day_number (now) - day_number (moment);
  if (days == 0)
    words = g_date_time_format (moment, C_("moment today", "today %H:%M"));
  else if (days == 1)
    words = g_date_time_format (moment, C_("moment yesterday", "yesterday %H:%M"));
  else if (g_date_time_get_year (moment) == g_date_time_get_year (now))
    words = g_date_time_format (moment, C_("moment this year", "%-d %b %H:%M"));
  else
    words = g_date_time_format (moment, C_("moment of another year", "%-d %b %Y, %H:%M"));
  return g_strdup_printf (C_("time and zone", "%s %s"), words, city);
}

static char *
day_words (gint64      unix_s,
           const char *own_zone,
           gint64      now_us)
{
  g_autoptr(GDateTime) moment = wall_clock (unix_s, own_zone);
  g_autoptr(GDateTime) now = wall_clock (now_us / G_USEC_PER_SEC, own_zone);
  gint64 days = 0;

  if (moment == NULL || now == NULL)
    return g_strdup (_("Unknown time"));
  days = day_number (now) - day_number (moment);
  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("yesterday"));
  return g_date_time_format (moment, g_date_time_get_year (moment) == g_date_time_get_year (now)
                                         ? C_("day this year", "%-d %b") : C_("day of another year", "%-d %b %Y"));
}

/* "yesterday", "17 Nov – yesterday" */
static char *
fold_days (HeraldHistoryItem *fold,
           const char        *own_zone,
           gint64             now_us)
{
  gint64 newest = 0;
  gint64 oldest = 0;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  herald_history_item_get_folded_times (fold, &newest, &oldest);
  from = day_words (oldest, own_zone, now_us);
  to = day_words (newest, own_zone, now_us);
  if (g_str_equal (from, to))
    return g_steal_pointer (&to);
  /* Translators: from one day to another: "17 Nov – yesterday" */
  return g_strdup_printf (C_("days", "%s – %s"), from, to);
}

static char *
moment_of (const HeraldHistoryRow *row,
           const char             *own_zone,
           gint64                  now_us)
{
  gint64 time = 0;

  if (!herald_utc_parse (row->version->time, &time))
    return g_strdup (row->version->time);
  return herald_history_moment (time, own_zone, now_us);
}

static char *
joined_details (HeraldHistoryItem *item,
                const char        *moment)
{
  GPtrArray *parents = herald_history_item_get_parents (item);
  const HeraldHistoryRow *first = parents->len > 0 ? parents->pdata[0] : NULL;
  const HeraldHistoryRow *second = parents->len > 1 ? parents->pdata[1] : NULL;

  if (second == NULL || parents->len > 2)
    return g_strdup (moment);
  /* Two people each made their third version: the numbers tell nothing apart, and the line above names the people. */
  if (first->number == second->number)
    return g_strdup_printf (_("%s · from two versions"), moment);
  /* Translators: a time, and the numbers of the two versions that were joined: "today 10:58 Rome · from versions 7 and 8" */
  return g_strdup_printf (_("%s · from versions %u and %u"), moment, MIN (first->number, second->number),
                          MAX (first->number, second->number));
}

/**
 * herald_history_details:
 * @item: a line of the timeline
 * @own_zone: the reader's IANA zone
 * @now_us: now, microseconds since 1970
 *
 * Returns: (transfer full): who and when; "" where there is nothing to say
 */
char *
herald_history_details (HeraldHistoryItem *item,
                        const char        *own_zone,
                        gint64             now_us)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (item);
  g_autofree char *moment = NULL;

  if (herald_history_item_get_kind (item) == HERALD_HISTORY_FOLD)
    return fold_days (item, own_zone, now_us);
  if (row == NULL)
    return g_strdup (herald_history_item_get_note (item));
  moment = moment_of (row, own_zone, now_us);
  if (herald_history_item_get_parents (item) != NULL)
    return joined_details (item, moment);
  if (author_of (row) == NULL)
    return g_steal_pointer (&moment);
  return g_strdup_printf ("%s · %s", author_of (row), moment);
}

char *
herald_history_number (HeraldHistoryItem *item)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (item);

  /* Translators: short for "version 7" */
  return row != NULL && row->number > 0 ? g_strdup_printf (_("v%u"), row->number) : g_strdup ("");
}

/**
 * herald_history_name:
 * @row: a version
 *
 * Returns: (transfer full): what to call it
 */
char *
herald_history_name (const HeraldHistoryRow *row)
{
  const char *message = row->version->message;

  if (message != NULL && *message != '\0')
    return g_strdup (message);
  if (row->number == 0) /* nobody here knows how many came before */
    return g_strdup (_("Version"));
  return g_strdup_printf (_("Version %u"), row->number);
}

void
herald_history_mark_free (HeraldHistoryMark *mark)
{
  g_free (mark->words);
  g_free (mark->details);
  g_free (mark);
}

static void
add_mark (GPtrArray  *marks,
          const char *style,
          const char *words,
          char       *details)
{
  HeraldHistoryMark *mark = g_new0 (HeraldHistoryMark, 1);

  mark->style = style;
  mark->words = g_strdup (words);
  mark->details = details;
  g_ptr_array_add (marks, mark);
}

static const HeraldVersionEvent *
last_event (const HeraldHistoryRow *row,
            HeraldEventKind         kind,
            HeraldPurpose           purpose,
            gboolean                any_purpose)
{
  for (guint i = row->events->len; i > 0; i--)
    {
      const HeraldVersionEvent *event = row->events->pdata[i - 1];

      if (event->kind == kind && (any_purpose || event->purpose == purpose))
        return event;
    }
  return NULL;
}

static void
add_exports (GPtrArray              *marks,
             const HeraldHistoryRow *row)
{
  static const struct { HeraldPurpose purpose; const char *words; } purposes[] = {
    { HERALD_PURPOSE_REVIEW, N_("Sent for Review") },
    { HERALD_PURPOSE_BRIEFING, N_("Briefing") },
    { HERALD_PURPOSE_RELEASE, N_("Exported") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      const HeraldVersionEvent *event = last_event (row, HERALD_EVENT_EXPORTED, purposes[i].purpose, FALSE);

      if (event != NULL)
        add_mark (marks, "review", _(purposes[i].words), g_strdup (event->recipient));
    }
}

/**
 * herald_history_list_marks:
 * @item: a line of the timeline
 *
 * Returns: (transfer full) (element-type HeraldHistoryMark): what happened to it, the weightiest first
 */
GPtrArray *
herald_history_list_marks (HeraldHistoryItem *item)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_history_mark_free);
  const HeraldHistoryRow *row = herald_history_item_get_row (item);
  const HeraldVersionEvent *released = NULL;

  if (row == NULL)
    return marks;
  if (row->snippet != NULL && row->introduced)
    add_mark (marks, "review", _("First with These Words"), NULL);
  released = last_event (row, HERALD_EVENT_RELEASED, HERALD_PURPOSE_RELEASE, TRUE);
  if (released != NULL || row->status == HERALD_STATUS_RELEASED)
    add_mark (marks, "approved", _("Released"), released != NULL ? g_strdup (released->target) : NULL);
  if (row->status == HERALD_STATUS_WITHDRAWN)
    add_mark (marks, "withdrawn", _("Withdrawn"), NULL);
  if (row->status == HERALD_STATUS_APPROVED || row->signers[0] != NULL)
    add_mark (marks, "approved", _("Approved"), row->signers[0] != NULL ? g_strjoinv (", ", row->signers) : NULL);
  add_exports (marks, row);
  return marks;
}

/**
 * herald_history_snippet:
 * @snippet: words around matches, which stand between U+0002 and U+0003
 *
 * Returns: (transfer full): Pango markup
 */
char *
herald_history_snippet (const char *snippet)
{
  g_autofree char *escaped = g_markup_escape_text (snippet, -1);
  g_autoptr(GString) markup = g_string_new (NULL);
  gboolean bold = FALSE;

  /* Escaping writes the two marks as references. */
  for (const char *p = escaped; *p != '\0';)
    {
      gboolean begin = g_str_has_prefix (p, "&#x2;");

      if (!begin && !g_str_has_prefix (p, "&#x3;"))
        {
          g_string_append_c (markup, *p++);
          continue;
        }
      if (begin != bold)
        g_string_append (markup, begin ? "<b>" : "</b>");
      bold = begin;
      p += strlen ("&#x2;");
    }
  if (bold)
    g_string_append (markup, "</b>");
  return g_string_free (g_steal_pointer (&markup), FALSE);
}
