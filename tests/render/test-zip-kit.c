/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

#define PATH "aurelia-optics-and-kitefin-mobile-begin-a-partnership.zip"

static void
test_kit (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_BRIEFING);
  g_autoptr (HeraldKit) kit = kit_sample_render_as (&job, "zip");
  g_autofree char *list = NULL;

  g_assert_cmpuint (herald_kit_get_size (kit), ==, 1);
  list = kit_sample_check (kit, PATH, "zip");
  if (list == NULL)
    return;
  kit_sample_assert_order (list, "index.html 1980 100644\n", "pictures/the-first-lens.jpg 1980", "logos/aurelia-optics.png 1980",
                           "aurelia-optics-and-kitefin-mobile-begin-a-partnership.pdf 1980",
                           "aurelia-optics-and-kitefin-mobile-begin-a-partnership.txt 1980", "verify/manifest.json 1980", "verify/SHA256SUMS 1980",
                           "editions[0].version=0000", "purpose=briefing", NULL);
  g_assert_null (strstr (list, CANARY));
}

/* Another zone, another locale: the same bytes. */
static void
test_same_bytes (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (HeraldKit) here = kit_sample_render_as (&job, "zip");
  g_autoptr (HeraldKit) there = NULL;

  g_setenv ("TZ", "Asia/Tokyo", TRUE);
  there = kit_sample_render_as (&job, "zip");
  g_unsetenv ("TZ");
  g_assert_true (g_bytes_equal (herald_kit_get (here, PATH), herald_kit_get (there, PATH)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/zip-kit/kit", test_kit);
  g_test_add_func ("/render/zip-kit/same-bytes", test_same_bytes);
  return g_test_run ();
}
