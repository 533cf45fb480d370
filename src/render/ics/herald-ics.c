/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-ics.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-i18n.h"
#include "herald-kit-labels.h"

/* iCalendar, RFC 5545 */
#define LINE_LIMIT 75 /* bytes, section 3.1 */
#define CODE_NAME  8  /* characters of the announcement's id, by which Herald finds it */

/* Section 3.1: a longer line goes on in the next one after a space; never inside a character. */
static void
append_folded (GString    *out,
               const char *line)
{
  gsize used = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize size = g_utf8_next_char (p) - p;

      if (used + size > LINE_LIMIT)
        {
          g_string_append (out, "\r\n ");
          used = 1;
        }
      g_string_append_len (out, p, (gssize) size);
      used += size;
    }
  g_string_append (out, "\r\n");
}

/* A property whose value is the program's own: a date, a code. */
static void
write_plain (GString    *out,
             const char *name,
             const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);

  append_folded (out, line);
}

/* A property of the type TEXT, section 3.3.11. */
static void
write_text (GString    *out,
            const char *name,
            const char *text)
{
  g_autofree char *clean = herald_clean_text (text);
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *p = clean; *p != '\0'; p++)
    {
      if (strchr ("\\;,", *p) != NULL)
        g_string_append_c (line, '\\');
      if (*p == '\n')
        g_string_append (line, "\\n");
      else
        g_string_append_c (line, *p);
    }
  append_folded (out, line->str);
}

/* "2026-12-01T08:00:00Z" -> "20261201T080000Z" */
static void
write_time (GString    *out,
            const char *name,
            const char *utc)
{
  GString *value = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (const char *p = utc; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (value, *p);
  text = g_string_free (value, FALSE);
  write_plain (out, name, text);
}

/* Calendars are shared, printed and read over shoulders, and CLASS protects nothing: before the lift a code name stands
 * for the headline, in every line. */
static char *
make_summary (const HeraldContent *content)
{
  gboolean release = content->job->purpose == HERALD_PURPOSE_RELEASE;
  g_autofree char *code = g_strndup (content->announcement->id, CODE_NAME);
  const char *name = release && content->headline[0] != '\0' ? content->headline : code;

  return herald_kit_labels_fill (content->language, HERALD_KIT_LABEL_LIFT, "name", name, NULL);
}

static void
write_alarm (GString    *out,
             const char *summary)
{
  write_plain (out, "BEGIN", "VALARM");
  write_plain (out, "ACTION", "DISPLAY");
  write_plain (out, "TRIGGER", "-PT30M");
  write_text (out, "DESCRIPTION", summary);
  write_plain (out, "END", "VALARM");
}

static void
write_event (GString             *out,
             const HeraldContent *content)
{
  const HeraldEmbargo *embargo = content->announcement->embargo;
  gboolean review = content->job->purpose == HERALD_PURPOSE_REVIEW;
  g_autofree char *uid = g_strconcat ("urn:uuid:", content->announcement->id, "#lift", NULL);
  g_autofree char *sequence = g_strdup_printf ("%u", content->version_number);
  g_autofree char *summary = make_summary (content);
  g_autofree char *when = herald_kit_labels_format_lift (content->language, embargo);
  g_autofree char *lift = herald_utc_format (herald_embargo_get_lift (embargo));
  g_autofree char *description = content->notice != NULL ? g_strconcat (when, "\n", content->notice, NULL) : g_strdup (when);

  write_plain (out, "BEGIN", "VEVENT");
  write_text (out, "UID", uid);
  write_time (out, "DTSTAMP", content->version_time);
  write_time (out, "DTSTART", lift);
  write_plain (out, "SEQUENCE", sequence);
  write_plain (out, "STATUS", review ? "TENTATIVE" : "CONFIRMED");
  write_plain (out, "CLASS", "CONFIDENTIAL");
  write_plain (out, "TRANSP", "TRANSPARENT");
  write_text (out, "SUMMARY", summary);
  write_text (out, "DESCRIPTION", description);
  write_alarm (out, summary);
  write_plain (out, "END", "VEVENT");
}

/**
 * herald_ics_add:
 * @rendering: the kit in work
 * @error: return location; %HERALD_RENDER_ERROR_FAILED when there is no embargo, or its end cannot be read
 *
 * Adds a calendar with the end of the embargo, which is one for all editions. Its file, too, has a name that tells
 * nothing.
 */
gboolean
herald_ics_add (HeraldRendering  *rendering,
                GError          **error)
{
  const HeraldContent *content = g_ptr_array_index (rendering->contents, 0);
  const HeraldEmbargo *embargo = content->announcement->embargo;
  g_autoptr (GBytes) bytes = NULL;
  GString *out = NULL;

  if (embargo == NULL || herald_embargo_get_lift (embargo) == G_MAXINT64)
    {
      g_set_error_literal (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FAILED,
                           _("A calendar tells when an embargo ends, and this announcement has none whose end can be read."));
      return FALSE;
    }
  out = g_string_new (NULL);
  write_plain (out, "BEGIN", "VCALENDAR");
  write_plain (out, "VERSION", "2.0");
  write_plain (out, "PRODID", "-//Herald//Herald//EN");
  write_plain (out, "METHOD", "PUBLISH");
  write_event (out, content);
  write_plain (out, "END", "VCALENDAR");
  bytes = g_string_free_to_bytes (out);
  herald_kit_add (rendering->kit, "embargo.ics", bytes);
  return TRUE;
}
