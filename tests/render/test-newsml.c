/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

#define PATH "aurelia-optics-and-kitefin-mobile-begin-a-partnership.newsml.xml"

static char *
check (HeraldPurpose purpose)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("it");
  HeraldRenderJob job = kit_sample_job (announcement, purpose);
  g_autoptr (HeraldKit) kit = kit_sample_render_as (&job, "newsml");

  return kit_sample_check (kit, PATH, "newsml");
}

static void
test_item (void)
{
  g_autofree char *item = check (HERALD_PURPOSE_BRIEFING);

  if (item == NULL)
    return;
  kit_sample_assert_order (item, "newsItem guid=urn:uuid:", "version=3 standard=NewsML-G2 standardversion=2.35 conformance=power lang=it",
                           "itemClass qcode=ninat:text", "name: Aurelia Optics", "versionCreated: 2026-11-22T07:16:42Z",
                           "embargoed: 2027-03-02T08:00:00Z", "pubStatus qcode=stat:withheld", "edNote: Sotto embargo",
                           "link rel=irel:associatedWith href=pictures/the-first-lens.jpg contenttype=image/jpeg",
                           "itemClass qcode=ninat:picture", "title: The first lens", "name: Bergamo", "language tag=it",
                           "subject type=cpnat:organisation", "subject type=cpnat:person", "name: Lin Qiao",
                           "definition: founder and CEO, Kitefin Mobile", "headline: Aurelia Optics and Kitefin Mobile",
                           "dateline: Bergamo, 2 marzo 2027", "inlineXML contenttype=application/xhtml+xml",
                           "strong: Sotto embargo fino a martedì", "Riservato: solo per Maria Rossi", "h1: Aurelia Optics",
                           "«We stop asking", "img src=pictures/the-first-lens.jpg alt=A lens on a bench", "h2: Contatti per la stampa", NULL);
}

static void
test_purposes (void)
{
  g_autofree char *review = check (HERALD_PURPOSE_REVIEW);
  g_autofree char *release = check (HERALD_PURPOSE_RELEASE);

  if (review == NULL || release == NULL)
    return;
  kit_sample_assert_order (review, "embargoed: 2027", "pubStatus qcode=stat:withheld", "BOZZA — da non pubblicare · Versione 3", NULL);
  kit_sample_assert_order (release, "pubStatus qcode=stat:usable", "PER DIFFUSIONE IMMEDIATA", NULL);
  g_assert_null (strstr (release, "embargo"));
  g_assert_null (strstr (release, "edNote"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/newsml/item", test_item);
  g_test_add_func ("/render/newsml/purposes", test_purposes);
  return g_test_run ();
}
