/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

#define PATH "aurelia-optics-and-kitefin-mobile-begin-a-partnership.txt"

static char *
render_text (const char    *language,
             HeraldPurpose  purpose)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement (language);
  HeraldRenderJob job = kit_sample_job (announcement, purpose);
  g_autoptr (HeraldKit) kit = kit_sample_render_as (&job, "text");

  return kit_sample_text (kit, PATH);
}

static void
test_order (void)
{
  g_autofree char *text = render_text ("en", HERALD_PURPOSE_REVIEW);

  g_assert_true (g_str_has_prefix (text, "Embargoed until Tuesday, 2 March 2027, 09:00 Rome time · 08:00 UTC — not for publication before then\n\n"
                                         "DRAFT — not for publication · Version 3 · 22 November 2026\n\nPress release\n\n"));
  kit_sample_assert_order (text, "\n\nAurelia Optics and Kitefin Mobile begin a partnership\n\nThe first phone arrives in autumn\n\n",
                           "Bergamo, 2 March 2027 – Lens maker Aurelia Optics and Kitefin Mobile <https://kitefin.example/?a=1&b='2'> begin a partnership.\n\n",
                           "“We stop asking and start grinding glass.”\n— Lin Qiao, founder and CEO, Kitefin Mobile\n\n",
                           "One laboratory\n\n[The first lens · Photo: Aurelia Optics]\n\n• First point\n• Second point\n\nLaunch — Autumn 2027\n\n",
                           "— Anna Bruni, managing director of Aurelia Optics\n\n", "About Aurelia Optics\n\n", "About Kitefin Mobile\n\n",
                           "Press contacts\n\nAurelia Optics\n\nGiulia Ferrandi\npress@aurelia-optics.example\n+39 035 555 0142\n\n",
                           "Source: Aurelia newsroom <https://aurelia-optics.example/news>\n\n###\n", NULL);
  g_assert_true (g_str_has_suffix (text, "###\n"));
  g_assert_null (strstr (text, "\n\n\n"));
}

static void
test_purposes (void)
{
  g_autofree char *briefing = render_text ("it", HERALD_PURPOSE_BRIEFING);
  g_autofree char *release = render_text ("it", HERALD_PURPOSE_RELEASE);

  g_assert_true (g_str_has_prefix (briefing, "Sotto embargo fino a martedì 2 marzo 2027, ore 09:00 di Roma · 08:00 UTC"));
  kit_sample_assert_order (briefing, "Riservato: solo per Maria Rossi", "Comunicato stampa", "«We stop asking", NULL);
  g_assert_true (g_str_has_prefix (release, "PER DIFFUSIONE IMMEDIATA\n\n"));
  g_assert_null (strstr (release, "embargo"));
  g_assert_null (strstr (release, "Maria Rossi"));
  g_assert_null (strstr (release, CANARY));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/plain-text/order", test_order);
  g_test_add_func ("/render/plain-text/purposes", test_purposes);
  return g_test_run ();
}
