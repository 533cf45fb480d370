/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

#define PATH "aurelia-optics-and-kitefin-mobile-begin-a-partnership.ninjs.json"

static char *
check (HeraldPurpose purpose)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, purpose);
  g_autoptr (HeraldKit) kit = NULL;

  ((HeraldParty *) g_ptr_array_index (announcement->parties, 1))->ticker = g_strdup ("HKEX:1810");
  kit = kit_sample_render_as (&job, "ninjs");
  g_assert_nonnull (herald_kit_get (kit, "pictures/the-first-lens.jpg"));
  g_assert_nonnull (herald_kit_get (kit, "logos/aurelia-optics.png"));
  return kit_sample_check (kit, PATH, "ninjs");
}

static void
test_item (void)
{
  g_autofree char *item = check (HERALD_PURPOSE_BRIEFING);

  if (item == NULL)
    return;
  kit_sample_assert_order (item, "altIds[0].role=version", "associations[0].by=Photo: Aurelia Optics", "descriptions[0].role=caption",
                           "descriptions[1].value=A lens on a bench", "associations[0].name=picture-1", "associations[0].pubStatus=withheld",
                           "renditions[0].contentType=image/jpeg", "renditions[0].href=pictures/the-first-lens.jpg",
                           "uri=ni:///sha-256;", "bodies[0].charCount=", "bodies[0].contentType=text/plain",
                           "Embargoed until Tuesday", "bodies[1].contentType=text/html",
                           "edNote=Embargoed until Tuesday, 2 March 2027", "Confidential: for Maria Rossi only",
                           "embargoedUntil=2027-03-02T08:00:00Z", "genres[0].name=Press release",
                           "headlines[0].value=Aurelia Optics and Kitefin Mobile begin a partnership", "headlines[1].role=subheadline",
                           "infoSources[0].name=Aurelia newsroom", "language=en", "located=Bergamo",
                           "organisations[0].name=Aurelia Optics", "organisations[0].rel=issuer", "organisations[1].symbols[0].exchange=HKEX",
                           "organisations[1].symbols[0].symbol=1810", "people[0].literal=Lin Qiao, founder and CEO, Kitefin Mobile",
                           "people[1].name=Anna Bruni", "people[2].contactInfo[0].value=press@aurelia-optics.example",
                           "people[2].name=Giulia Ferrandi", "pubStatus=withheld", "uri=urn:uuid:", "version=3",
                           "versionCreated=2026-11-22T07:16:42Z", NULL);
}

static void
test_purposes (void)
{
  g_autofree char *review = check (HERALD_PURPOSE_REVIEW);
  g_autofree char *release = check (HERALD_PURPOSE_RELEASE);

  if (review == NULL || release == NULL)
    return;
  kit_sample_assert_order (review, "edNote=Embargoed", "DRAFT — not for publication", "\npubStatus=withheld", NULL);
  kit_sample_assert_order (release, "FOR IMMEDIATE RELEASE", "\npubStatus=usable", NULL);
  g_assert_null (strstr (release, "edNote"));
  g_assert_null (strstr (release, "embargoedUntil"));
  g_assert_null (strstr (release, "withheld"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/ninjs/item", test_item);
  g_test_add_func ("/render/ninjs/purposes", test_purposes);
  return g_test_run ();
}
