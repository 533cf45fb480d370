/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

#define PATH "aurelia-optics-and-kitefin-mobile-begin-a-partnership.docx"

static HeraldKit *
render (const char    *language,
        HeraldPurpose  purpose)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement (language);
  HeraldRenderJob job = kit_sample_job (announcement, purpose);

  return kit_sample_render_as (&job, "docx");
}

static void
test_parts (void)
{
  g_autoptr (HeraldKit) kit = render ("it", HERALD_PURPOSE_BRIEFING);
  g_autofree char *parts = kit_sample_check (kit, PATH, "docx");

  if (parts == NULL)
    return;
  g_assert_true (g_str_has_prefix (parts, "[Content_Types].xml 1980 100644\n"));
  kit_sample_assert_order (parts, "docProps/core.xml: Aurelia Optics and Kitefin Mobile begin a partnership", "docProps/core.xml: Aurelia Optics, Kitefin Mobile",
                           "docProps/core.xml: it", "docProps/core.xml: 2026-11-22T07:16:42Z",
                           "word/header.xml: Sotto embargo fino a", "Riservato: solo per Maria Rossi", "word/footer.xml: Pagina ", "instr=NUMPAGES",
                           "descr=A lens on a bench", "word/styles.xml: val=it", NULL);
  kit_sample_assert_order (parts, "word/_rels/document.xml.rels: Target=https://kitefin.example/?a=1&b='2'", "TargetMode=External", NULL);
  g_assert_null (strstr (parts, CANARY));
}

static void
test_purposes (void)
{
  g_autoptr (HeraldKit) review = render ("en", HERALD_PURPOSE_REVIEW);
  g_autoptr (HeraldKit) release = render ("en", HERALD_PURPOSE_RELEASE);
  g_autofree char *draft = kit_sample_check (review, PATH, "docx");
  g_autofree char *final = kit_sample_check (release, PATH, "docx");

  if (draft == NULL || final == NULL)
    return;
  kit_sample_assert_order (draft, "word/header.xml: Embargoed until", "DRAFT — not for publication · Version 3 · 22 November 2026",
                           "word/document.xml: DRAFT", NULL);
  kit_sample_assert_order (final, "word/document.xml: FOR IMMEDIATE RELEASE", NULL);
  g_assert_null (strstr (final, "DRAFT"));
  g_assert_null (strstr (final, "mbargo"));
}

/* On the paper that offices have, with facts that can be told from what they are of, and captions on their picture's page. */
static void
test_look (void)
{
  static const struct { const char *language, *paper; } cases[] = { { "en", "document.xml: w=11906" }, { "en-US", "document.xml: w=12240" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldKit) kit = render (cases[i].language, HERALD_PURPOSE_REVIEW);
      g_autofree char *parts = kit_sample_check (kit, PATH, "docx");

      if (parts == NULL)
        return;
      kit_sample_assert_order (parts, "document.xml: val=AttributedQuote", "document.xml: val=Attribution", "document.xml: val=Figure",
                               "document.xml: val=Caption", "document.xml: val=FactLabel", "document.xml: val=Fact", cases[i].paper, NULL);
    }
}

/* All words in their order, as a word processor reads them. */
static void
test_opened (void)
{
  g_autoptr (HeraldKit) kit = render ("en", HERALD_PURPOSE_REVIEW);
  g_autofree char *words = kit_sample_check (kit, PATH, "office");

  if (words == NULL)
    return;
  kit_sample_assert_order (words, "Embargoed until Tuesday, 2 March 2027, 09:00 Rome time", "DRAFT — not for publication", "Press release",
                           "Aurelia Optics and Kitefin Mobile begin a partnership", "The first phone arrives in autumn",
                           "Bergamo, 2 March 2027 – Lens maker Aurelia Optics and Kitefin Mobile begin a partnership.",
                           "“We stop asking and start grinding glass.”", "— Lin Qiao, founder and CEO, Kitefin Mobile", "One laboratory",
                           "The first lens · Photo: Aurelia Optics", "First point", "Second point", "Launch", "Autumn 2027",
                           "“A lens is a promise about light.”", "About Aurelia Optics", "since 1934", "About Kitefin Mobile",
                           "Press contacts", "Giulia Ferrandi", "press@aurelia-optics.example", "+39 035 555 0142", "Wei Zhang",
                           "Source: Aurelia newsroom", "###", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/docx/parts", test_parts);
  g_test_add_func ("/render/docx/purposes", test_purposes);
  g_test_add_func ("/render/docx/look", test_look);
  g_test_add_func ("/render/docx/opened", test_opened);
  return g_test_run ();
}
