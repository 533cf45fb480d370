/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

#define PATH "aurelia-optics-and-kitefin-mobile-begin-a-partnership.md"

static void
test_read_back (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_BRIEFING);
  g_autoptr (HeraldKit) kit = kit_sample_render_as (&job, "markdown");
  g_autofree char *words = kit_sample_check (kit, PATH, "markdown");

  if (words == NULL)
    return;
  kit_sample_assert_order (words, "[p][strong]Embargoed until Tuesday, 2 March 2027, 09:00 Rome time", "Confidential: for Maria Rossi only",
                           "[h1]Aurelia Optics and Kitefin Mobile begin a partnership", "[strong]The first phone arrives in autumn",
                           "[p][strong]Bergamo, 2 March 2027 – Lens maker [strong]Aurelia Optics and [a]Kitefin Mobile begin a partnership.",
                           "[blockquote]", "“We stop asking and start grinding glass.”", "— Lin Qiao, founder and CEO, Kitefin Mobile",
                           "[h2]One laboratory", "The first lens · Photo: Aurelia Optics", "[li]First point", "[li]Launch — Autumn 2027",
                           "[h2]About Aurelia Optics", "[h2]Press contacts", "[h3]Aurelia Optics", "[strong]Giulia Ferrandi[br]",
                           "[a]press@aurelia-optics.example[br]", "[a]+39 035 555 0142", "[a]Source: Aurelia newsroom", "[p]###", NULL);
}

/* What looks like markup is words, at the start of a line too; where emphasis cannot be written, the words stay. */
static void
test_words (void)
{
  static const char * const lines[] = {
    "# not a heading", "- not an item", "+ nor this", "1. nor that", "2) nor that", "> not a quote", "    not code", "``` nor this",
    "***", "---", "===", "* * *", "[a](b) ![c](d) [e]: f", "<b>bold</b> <http://x.example>", "a*b*c _d_ **e** `f` ~g~", "AT&amp;T &#35; \\* \\",
    "| a | b |", "first\n\nsecond\\", "第一，*第二*。",
  };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_RELEASE);
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_PARAGRAPH, "测试。下一句");
  g_autoptr (HeraldKit) kit = NULL;
  g_autofree char *words = NULL;

  block->marks = herald_marks_new ();
  herald_marks_add (block->marks, 0, 3, HERALD_MARK_STRONG, NULL);
  herald_marks_add (block->marks, 3, 2, HERALD_MARK_EMPHASIS, NULL);
  g_ptr_array_add (announcement->body, block);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, lines[i]));
  kit = kit_sample_render_as (&job, "markdown");
  words = kit_sample_check (kit, PATH, "markdown");
  if (words == NULL)
    return;
  kit_sample_assert_order (words, "测试。[em]下一句", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = g_strdup (lines[i]);
      g_auto (GStrv) parts = g_strsplit (g_strchug (line), "\n\n", -1);
      g_autofree char *broken = g_strjoinv ("[br]\n", parts);
      g_autofree char *paragraph = g_strconcat ("[p]", broken, "\n", NULL);

      kit_sample_assert_order (words, paragraph, NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/markdown/read-back", test_read_back);
  g_test_add_func ("/render/markdown/words", test_words);
  return g_test_run ();
}
