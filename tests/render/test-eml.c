/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

#define STEM "aurelia-optics-and-kitefin-mobile-begin-a-partnership"

static HeraldKit *
render (const char    *language,
        HeraldPurpose  purpose)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement (language);
  HeraldRenderJob job = kit_sample_job (announcement, purpose);

  g_free (announcement->id);
  announcement->id = g_strdup ("8f0c1c46-2f4c-4b7e-9e0a-0d4d3c1b2a90");
  return kit_sample_render_as (&job, "eml");
}

static void
test_draft (void)
{
  g_autoptr (HeraldKit) kit = render ("it", HERALD_PURPOSE_BRIEFING);
  g_autofree char *mail = kit_sample_check (kit, STEM ".eml", "eml");

  if (mail == NULL)
    return;
  kit_sample_assert_order (mail, "Subject=[Sotto embargo fino a martedì 2 marzo 2027, ore 09:00 di Roma · 08:00 UTC] Aurelia Optics and Kitefin Mobile begin a partnership\n",
                           "X-Unsent=1", "part=multipart/mixed", "part=multipart/alternative", "part=text/plain", "Sotto embargo fino a martedì",
                           "Riservato: solo per Maria Rossi", "Bergamo, 2 marzo 2027 – Lens maker", "«We stop asking", "###",
                           "part=multipart/related", "part=text/html", "Sotto embargo", "[h1]Aurelia Optics", "[img][figcaption]The first lens",
                           "part=image/jpeg", "bytes=b'\\xff\\xd8\\xff", "part=application/pdf " STEM ".pdf", "bytes=b'%PDF-1.", NULL);
  kit_sample_assert_order (mail, "Date=Sun, 22 Nov 2026 07:16:42 +0000", NULL);
  g_assert_null (strstr (mail, CANARY));
  g_assert_null (strstr (mail, "\nFrom="));
  g_assert_null (strstr (mail, "\nTo="));
}

static void
test_purposes (void)
{
  g_autoptr (HeraldKit) review = render ("en", HERALD_PURPOSE_REVIEW);
  g_autoptr (HeraldKit) release = render ("en", HERALD_PURPOSE_RELEASE);
  g_autofree char *draft = kit_sample_check (review, STEM ".eml", "eml");
  g_autofree char *final = kit_sample_check (release, STEM ".eml", "eml");

  if (draft == NULL || final == NULL)
    return;
  kit_sample_assert_order (draft, "Subject=[DRAFT — not for publication] [Embargoed until Tuesday, 2 March 2027, 09:00 Rome time · 08:00 UTC] Aurelia", NULL);
  kit_sample_assert_order (final, "Subject=Aurelia Optics and Kitefin Mobile begin a partnership\n", "FOR IMMEDIATE RELEASE", NULL);
  g_assert_null (strstr (final, "mbargo"));
}

/* Neither clock, computer nor chance is in it. */
static void
test_same_bytes (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (HeraldKit) one = kit_sample_render_as (&job, "eml");
  g_autoptr (HeraldKit) two = kit_sample_render_as (&job, "eml");
  g_autofree char *text = kit_sample_text (one, STEM ".eml");
  g_autofree char *host = g_strconcat ("@", g_get_host_name (), NULL);

  g_assert_true (g_bytes_equal (herald_kit_get (one, STEM ".eml"), herald_kit_get (two, STEM ".eml")));
  g_assert_null (strstr (text, host));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/eml/draft", test_draft);
  g_test_add_func ("/render/eml/purposes", test_purposes);
  g_test_add_func ("/render/eml/same-bytes", test_same_bytes);
  return g_test_run ();
}
