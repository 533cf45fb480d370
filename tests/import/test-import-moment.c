/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-moment.h"

#include "herald-labels.h"

typedef struct
{
  const char *language;
  const char *text;
  const char *expected; /* NULL: not understood */
  const char *second;
} Case;

static void
test_dates (void)
{
  static const Case cases[] = {
    { "en", "1 December 2026", "2026-12-01" }, { "en", "Dec. 1, 2026", "2026-12-01" },
    { "en", "1st of December, 2026", "2026-12-01" }, { "it", "1° dicembre 2026", "2026-12-01" },
    { "de", "1. Dezember 2026", "2026-12-01" }, { "fr", "1er décembre 2026", "2026-12-01" },
    { "es", "1 de diciembre de 2026", "2026-12-01" }, { "zh", "2026年12月1日", "2026-12-01" },
    { "de", "1.12.2026", "2026-12-01" }, { "it", "1/12/2026", "2026-12-01" }, { "en", "2026-12-01", "2026-12-01" },
    { "en", "1/12/2026", NULL }, { "en", "31 June 2026", NULL }, { "en", "December 2026", NULL }, { "en", "1 December", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HeraldSlice slice = herald_slice (cases[i].text);
      g_autofree char *date = NULL;
      const char *end = herald_date_match (slice, cases[i].language, &date);

      g_assert_cmpstr (date, ==, cases[i].expected);
      g_assert_true (cases[i].expected == NULL ? end == NULL : end == slice.end);
    }
}

static void
test_embargoes (void)
{
  static const Case cases[] = {
    { "en", "9:00 a.m. CET, 1 December 2026", "2026-12-01T09:00:00", "Europe/Brussels" },
    { "en", "Tuesday, December 1, 2026 at 9:00 am ET", "2026-12-01T09:00:00", "America/New_York" },
    { "en", "12:01 a.m. EST on December 1, 2026", "2026-12-01T00:01:00", "America/New_York" },
    { "en", "2026-12-01 09:00 Europe/Rome", "2026-12-01T09:00:00", "Europe/Rome" },
    { "en", "1 July 2026, 14:30 BST", "2026-07-01T14:30:00", "Europe/London" },
    { "en", "3 p.m. Rome time, 1 December 2026", "2026-12-01T15:00:00", "Europe/Rome" },
    { "it", "alle ore 9.00 del 1° dicembre 2026 (ora di Roma)", "2026-12-01T09:00:00", "Europe/Rome" },
    { "de", "1. Juli 2026, 9 Uhr MESZ", "2026-07-01T09:00:00", "Europe/Berlin" },
    { "fr", "mardi 1er décembre 2026 à 9h30 (heure de Paris)", "2026-12-01T09:30:00", "Europe/Paris" },
    { "es", "1 de diciembre de 2026 a las 9:00 horas (hora peninsular)", "2026-12-01T09:00:00", "Europe/Madrid" },
    { "zh", "2026年12月1日下午3时（北京时间）", "2026-12-01T15:00:00", "Asia/Shanghai" },
    { "en", "9:00 a.m. EST, 1 July 2026", NULL },             /* summer */
    { "en", "9:00 a.m. CEST, 1 December 2026", NULL },        /* winter */
    { "en", "9:00 a.m. CST, 1 December 2026", NULL },         /* Chicago or Shanghai */
    { "en", "9:00 a.m., 1 December 2026", NULL },             /* no zone */
    { "en", "9:00 a.m. CET", NULL },
    { "en", "1 December 2026 CET", NULL },
    { "en", "Monday, 1 December 2026, 9:00 CET", NULL },      /* a Tuesday */
    { "en", "29 March 2026, 2:30 Europe/Rome", NULL },        /* skipped */
    { "en", "25 October 2026, 2:30 Europe/Rome", NULL },      /* twice */
    { "en", "9:00 a.m. CET, 1 December 2026, but not in France", NULL },
    { "en", "13:00 p.m. CET, 1 December 2026", NULL },
    { "en", "9:00 Atlantis/Poseidonis, 1 December 2026", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldEmbargo) embargo = herald_embargo_read (herald_slice (cases[i].text), cases[i].language);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (embargo != NULL ? embargo->wall : NULL, ==, cases[i].expected);
      g_assert_cmpstr (embargo != NULL ? embargo->zone : NULL, ==, cases[i].second);
    }
}

static void
test_datelines (void)
{
  static const struct { const char *language, *text, *place, *date, *rest; } cases[] = {
    { "en", "MILAN, 1 December 2026 – Words.", "MILAN", "2026-12-01", "Words." },
    { "it", "Bergamo, 23 maggio 2022 - Parole.", "Bergamo", "2022-05-23", "Parole." },
    { "de", "BERLIN (1. Dezember 2026) – Worte.", "BERLIN", "2026-12-01", "Worte." },
    { "fr", "PARIS, le 1er décembre 2026 – Mots.", "PARIS", "2026-12-01", "Mots." },
    { "zh", "2026年12月1日，上海 — 文字。", "上海", "2026-12-01", "文字。" },
    { "en", "SHENZHEN, China, Dec. 1, 2026 -- Words.", "SHENZHEN, China", "2026-12-01", "Words." },
    { "en", "SHENZHEN, Dec. 1, 2026 /PRNewswire/ -- Words.", "SHENZHEN", "2026-12-01", "Words." },
    { "it", "Milano, 1 dicembre 2026", "Milano", "2026-12-01", "" },
    { "en", "Aurelia - the lens maker - was founded on 1 December 2026.", NULL, NULL, NULL },
    { "en", "The fair opens on 1 December 2026 – bring a coat.", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *rest = NULL;
      HeraldDateline *dateline = herald_label_read_dateline (cases[i].text, herald_lexicon_for (cases[i].language), &rest);

      g_test_message ("%s", cases[i].text);
      if (cases[i].rest == NULL)
        {
          g_assert_null (dateline);
          continue;
        }
      g_assert_nonnull (dateline);
      g_assert_cmpstr (dateline->place, ==, cases[i].place);
      g_assert_cmpstr (dateline->date, ==, cases[i].date);
      g_assert_cmpstr (rest, ==, cases[i].rest);
      herald_dateline_free (dateline);
    }
}

static void
test_end_marks (void)
{
  static const char * const marks[] = { "###", "# # #", "-ENDS-", "ENDS", "– Ends –", "- 30 -", "-30-", "(Fine)", "- FIN -", "- Ende -", "（完）", "***" };
  static const char * const others[] = { "30", "Fine wines", "The end", "fine", "- 31 -", "完" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_true (herald_label_is_end (marks[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (herald_label_is_end (others[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moment/dates", test_dates);
  g_test_add_func ("/moment/embargoes", test_embargoes);
  g_test_add_func ("/moment/datelines", test_datelines);
  g_test_add_func ("/moment/end-marks", test_end_marks);

  return g_test_run ();
}
