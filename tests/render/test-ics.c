/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

static void
test_event (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_BRIEFING);
  g_autoptr (HeraldKit) kit = kit_sample_render_as (&job, "ics");
  g_autofree char *calendar = kit_sample_check (kit, "embargo.ics", "ics");
  g_autofree char *uid = g_strdup_printf ("VEVENT.UID=urn:uuid:%s#lift", announcement->id);
  g_autofree char *summary = g_strdup_printf ("VEVENT.SUMMARY=Embargo ends: %.8s", announcement->id);

  if (calendar == NULL)
    return;
  kit_sample_assert_order (calendar, "VCALENDAR.VERSION=2.0", NULL);
  kit_sample_assert_order (calendar, uid, NULL);
  kit_sample_assert_order (calendar, summary, NULL);
  kit_sample_assert_order (calendar, "VEVENT.DTSTAMP=2026-11-22 07:16:42+00:00", NULL);
  kit_sample_assert_order (calendar, "VEVENT.DTSTART=2027-03-02 08:00:00+00:00", NULL);
  kit_sample_assert_order (calendar, "VEVENT.SEQUENCE=3", NULL);
  kit_sample_assert_order (calendar, "VEVENT.STATUS=CONFIRMED", NULL);
  kit_sample_assert_order (calendar, "VEVENT.CLASS=CONFIDENTIAL", NULL);
  kit_sample_assert_order (calendar, "VEVENT.DESCRIPTION=Tuesday, 2 March 2027, 09:00 Rome time · 08:00 UTC\nConfidential: for Maria Rossi only", NULL);
  kit_sample_assert_order (calendar, "VALARM.TRIGGER=-1 day, 23:30:00", NULL);
  /* Nothing that tells what it is about, in its name neither. */
  g_assert_null (strstr (calendar, "Aurelia"));
  g_assert_null (strstr (calendar, "Kitefin"));
  g_assert_null (strstr (calendar, CANARY));
}

static void
test_purposes (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("it");
  HeraldRenderJob review = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  HeraldRenderJob release = kit_sample_job (announcement, HERALD_PURPOSE_RELEASE);
  g_autoptr (HeraldKit) draft = kit_sample_render_as (&review, "ics");
  g_autoptr (HeraldKit) final = kit_sample_render_as (&release, "ics");
  g_autofree char *a = kit_sample_check (draft, "embargo.ics", "ics");
  g_autofree char *b = kit_sample_check (final, "embargo.ics", "ics");

  if (a == NULL || b == NULL)
    return;
  kit_sample_assert_order (a, "VEVENT.STATUS=TENTATIVE", NULL);
  kit_sample_assert_order (a, "BOZZA — da non pubblicare", NULL);
  g_assert_null (strstr (a, "Aurelia"));
  kit_sample_assert_order (b, "VEVENT.SUMMARY=Fine embargo: Aurelia Optics and Kitefin Mobile begin a partnership", NULL);
}

static void
test_no_embargo (void)
{
  static const char * const names[] = { "ics", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&announcement->embargo, herald_embargo_free);
  g_assert_null (herald_render (&job, names, &error));
  g_assert_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FAILED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/ics/event", test_event);
  g_test_add_func ("/render/ics/purposes", test_purposes);
  g_test_add_func ("/render/ics/no-embargo", test_no_embargo);
  return g_test_run ();
}
