/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "herald-pdf-artifacts.h"
#include "kit-sample.h"

static GBytes *
render_pdf (HeraldAnnouncement *announcement,
            HeraldPurpose       purpose)
{
  HeraldRenderJob job = kit_sample_job (announcement, purpose);
  const char * const formats[] = { "pdf", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldKit) kit = herald_render (&job, formats, &error);

  g_assert_no_error (error);
  return g_bytes_ref (herald_kit_get (kit, herald_kit_get_path (kit, 0)));
}

/* Runs a program on a PDF; NULL, and the test is skipped, when it is not installed. */
static char *
read_with (GBytes              *pdf,
           const char * const  *command)
{
  g_autofree char *path = NULL;
  g_autofree char *program = g_find_program_in_path (command[0]);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  int fd = -1;

  if (program == NULL)
    {
      g_autofree char *why = g_strdup_printf ("%s is not installed", command[0]);

      g_test_skip (why);
      return NULL;
    }
  fd = g_file_open_tmp ("herald-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  for (guint i = 0; command[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) (strcmp (command[i], "FILE") == 0 ? path : command[i]));
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char * const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_unlink (path);
  return kit_sample_printable (output);
}

static void
assert_in_order (const char *text,
                 ...)
{
  const char *place = text;
  const char *word = NULL;
  va_list words;

  va_start (words, text);
  while ((word = va_arg (words, const char *)) != NULL)
    {
      const char *found = strstr (place, word);

      if (found == NULL)
        g_error ("“%s” is missing, or not in its place, in:\n%s", word, text);
      place = found + strlen (word);
    }
  va_end (words);
}

static void
test_text_in_order (void)
{
  static const char * const command[] = { "pdftotext", "-enc", "UTF-8", "-layout", "FILE", "-", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *text = read_with (pdf, command);

  if (text == NULL)
    return;
  assert_in_order (text, "Embargoed until Tuesday, 2 March 2027, 09:00 Rome time · 08:00 UTC", "DRAFT — not for publication · Version 3",
                   "Kitefin Mobile", "Press release", "Aurelia Optics and Kitefin", "The first phone arrives in autumn",
                   "Bergamo, 2 March 2027 – Lens maker Aurelia Optics and", "“We stop asking and start grinding glass.”",
                   "Lin Qiao, founder and CEO, Kitefin Mobile", "One laboratory", "The first lens · Photo: Aurelia Optics",
                   "First point", "Second point", "Launch", "Autumn 2027", "“A lens is a promise about light.”",
                   "Anna Bruni, managing director of Aurelia Optics", "About Aurelia", "lenses since 1934",
                   "About Kitefin", "builds phones", "Press contacts", "Giulia Ferrandi", "Wei Zhang",
                   "Source: Aurelia newsroom", "###", "Page 2 of 2", NULL);
  g_assert_null (strstr (text, CANARY));
}

/* Each page says what it is: whoever holds only one of them knows it too. */
static void
test_every_page_warns (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GBytes) pdf = NULL;

  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, "Words that fill a page. Words that fill a page. Words that fill a page. Words that fill a page. Words that fill a page."));
  pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  for (guint page = 1; page <= 3; page++)
    {
      g_autofree char *number = g_strdup_printf ("%u", page);
      const char * const command[] = { "pdftotext", "-f", number, "-l", number, "FILE", "-", NULL };
      g_autofree char *text = read_with (pdf, command);

      if (text == NULL)
        return;
      g_assert_nonnull (strstr (text, "Embargoed until"));
      g_assert_nonnull (strstr (text, "DRAFT"));
    }
}

static void
test_structure (void)
{
  static const char * const command[] = { "pdfinfo", "-struct-text", "FILE", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_BRIEFING);
  g_autofree char *text = read_with (pdf, command);

  if (text == NULL)
    return;
  assert_in_order (text, "Document", "P (block)", "Embargoed", "Confidential: for Maria Rossi only", "Figure", "H1 (block)",
                   "\"Aurelia Optics and Kitefin Mobile begin a partnership\"", "Link", "\"Kitefin Mobile\"", "BlockQuote", "“We stop asking", "H2 (block)",
                   "Figure", "Caption", "L (block)", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "BlockQuote", "H2 (block)", "H3 (block)", NULL);
  g_assert_null (strstr (text, "Page 1 of")); /* what surrounds the text is no part of it */
}

static void
test_catalogue (void)
{
  static const char * const command[] = { "qpdf", "--qdf", "--object-streams=disable", "FILE", "-", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("it");
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *text = read_with (pdf, command);

  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "/Lang (it)"));
  g_assert_nonnull (strstr (text, "/Marked true"));
  g_assert_nonnull (strstr (text, "/Alt (A lens on a bench)"));
  g_assert_nonnull (strstr (text, "/Alt (Aurelia Optics)"));
  g_assert_nonnull (strstr (text, "/URI (https://kitefin.example/?a=1&b='2')"));
  g_assert_nonnull (strstr (text, "/URI (mailto:press@aurelia-optics.example)"));
  g_assert_nonnull (strstr (text, "/Outlines"));
  g_assert_nonnull (strstr (text, "(D:20261122071642"));
  g_assert_null (strstr (text, CANARY));
  g_assert_null (strstr (text, "/JavaScript"));
}

/* What qpdf writes down of the file, judged by pdf_structure.py: each element in its place, figures with words and places,
 * links with both, all that is painted either content or an artifact. NULL, and the test is skipped, without qpdf. */
static char *
check_structure (GBytes *pdf)
{
  g_autoptr (HeraldKit) kit = herald_kit_new ();

  herald_kit_add (kit, "kit.pdf", pdf);
  return kit_sample_check (kit, "kit.pdf", "pdf");
}

/* What a machine can check of ISO 14289-1: 5, 7.1, 7.2, 7.3, 7.5, 7.6, 7.18. */
static void
test_universal_access (void)
{
  static const char * const command[] = { "qpdf", "--qdf", "--object-streams=disable", "FILE", "-", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("it");
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *text = read_with (pdf, command);
  g_autofree char *structure = check_structure (pdf);

  if (text == NULL || structure == NULL)
    return;
  g_assert_nonnull (strstr (text, "<pdfuaid:part>1</pdfuaid:part>"));
  g_assert_nonnull (strstr (text, "<rdf:li xml:lang=\"x-default\">Aurelia Optics and Kitefin Mobile begin a partnership</rdf:li>"));
  g_assert_nonnull (strstr (text, "/Subtype /XML"));
  g_assert_nonnull (strstr (text, "/DisplayDocTitle true"));
  g_assert_nonnull (strstr (text, "/Scope /Row"));
  g_assert_nonnull (strstr (text, "/ListNumbering /Disc"));
  g_assert_nonnull (strstr (text, "/Tabs /S"));
  g_assert_nonnull (strstr (text, "/Contents (mailto:press@aurelia-optics.example)"));
  assert_in_order (structure, "Figure Aurelia Optics 83.6", "Figure A lens on a bench 83.6", "elements Document P Span P Span Figure",
                   "H1 Span P Span P Span Link Span BlockQuote P Span P Span H2 Span Figure Caption Span L LI Lbl Span LBody",
                   "Table TR TH Span TD", "H3 Span P Span Link Span Link", NULL);
}

/* The text of all lines as one, without what a program adds or takes at the ends of lines. */
static char *
join_lines (const char *text,
            gboolean    with_hyphens)
{
  GString *joined = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && (with_hyphens || !g_str_has_prefix (p, "\u00ad")))
      g_string_append_unichar (joined, g_utf8_get_char (p));
  return g_string_free (joined, FALSE);
}

/* A word that is parted between lines is one word to whoever copies it: also with a mark, and on three lines. What is set in
 * two ways in the middle of a word is left as it is, with soft hyphens; nothing is lost and nothing is there twice. */
static void
test_parted_words (void)
{
  static const char * const command[] = { "pdftotext", "-enc", "UTF-8", "-f", "1", "-l", "1", "FILE", "-", NULL };
  static const char words[] = "Die Unternehmenskommunikationsabteilung veröffentlichte Interferometermessungen und Qualitätssicherungsmaßnahmen der "
                              "Zusammenarbeitsvereinbarung. Wissenschaftlerinnen beider Gesellschaften entwickeln Objektivbaugruppen, "
                              "Beschichtungsverfahren und Donaudampfschifffahrtsgesellschaftskapitänskajüteninneneinrichtungsgegenstandsverwaltungs"
                              "verordnungsentwurfsausschusssitzungsprotokollführerinnen.";

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("de");
      HeraldBlock *block = herald_block_new (HERALD_BLOCK_PARAGRAPH, words);
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *text = NULL, *joined = NULL, *expected = join_lines (words, FALSE);
      const char *first = NULL;

      block->marks = herald_marks_new ();
      for (guint j = 3; i == 1 && j < g_utf8_strlen (words, -1) - 4; j += 7)
        herald_marks_add (block->marks, j, 4, HERALD_MARK_STRONG, NULL);
      g_ptr_array_remove_range (announcement->body, 1, announcement->body->len - 1);
      g_ptr_array_add (announcement->body, block);
      pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
      text = read_with (pdf, command);
      if (text == NULL)
        return;
      joined = join_lines (text, i == 0);
      first = strstr (joined, expected);
      if (first == NULL || strstr (first + 1, "Gesellschaftenentwickeln") != strstr (first, "Gesellschaftenentwickeln"))
        g_error ("“%s” is not once in “%s”", expected, text);
    }
}

/* In the structure words come as they are read, in both directions. */
static void
test_both_directions (void)
{
  static const char * const command[] = { "pdfinfo", "-struct-text", "FILE", NULL };
  static const struct { const char *language, *text; } cases[] = {
    { "ar", "شراكة طويلة الأمد في خريف 2027 بعدسة صُقلت في بيرغامو، وقال Lin Qiao من Kitefin Mobile إن 60 مهندسًا يشاركون: لا صورة." },
    { "he", "הטלפון הראשון (דגם KM-27) יושק בסתיו 2027 במחיר של 799 ₪, ליד Bergamo, ו־12 לוחות." },
    { "zh-CN", "凡镜头拍不出的画面，绝不出现在手机里。Aurelia Optics 的 60 名工程师。" },
    { "en", "Office, affine, traffic and waffles: “ﬁnal” 3 m², naïve." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement (cases[i].language);
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *text = NULL, *quoted = g_strdup_printf ("\"%s\"", cases[i].text);

      g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, cases[i].text));
      pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
      text = read_with (pdf, command);
      if (text == NULL)
        return;
      assert_in_order (text, quoted, NULL);
    }
}

/* What no document of ours looks like, but some do. */
static HeraldAnnouncement *
make_nasty (void)
{
  HeraldAnnouncement *announcement = kit_sample_announcement ("en");
  g_autofree char *word = g_strnfill (3000, 'w');
  g_autoptr (GString) prose = g_string_new (NULL);

  for (guint i = 0; i < 120; i++)
    g_string_append (prose, "Words that fill a cell of a table, all by themselves. ");
  for (guint i = 0; i < 40; i++)
    {
      HeraldBlock *list = herald_block_new (HERALD_BLOCK_LIST, NULL);
      HeraldBlock *facts = herald_block_new (HERALD_BLOCK_FACTS, NULL);
      GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free);

      for (guint j = 0; j < 1 + i % 5; j++)
        g_ptr_array_add (row, herald_item_new (i == 17 && j == 2 ? prose->str : "Cell"));
      g_ptr_array_add (facts->rows, row);
      for (guint j = 0; j < i; j++)
        g_ptr_array_add (list->items, herald_item_new (j == 5 && i == 9 ? prose->str : "Item"));
      g_ptr_array_add (announcement->body, herald_block_new (HERALD_BLOCK_HEADING, "Heading"));
      g_ptr_array_add (announcement->body, i % 2 == 0 ? facts : list);
      herald_block_free (i % 2 == 0 ? list : facts);
      g_ptr_array_add (announcement->body, herald_block_new (i % 3 == 0 ? HERALD_BLOCK_QUOTE : HERALD_BLOCK_PARAGRAPH, i == 8 ? word : prose->str));
    }
  herald_announcement_add_boilerplate (announcement, ((HeraldParty *) g_ptr_array_index (announcement->parties, 0))->id, "A second profile.");
  return announcement;
}

static void
test_nasty (void)
{
  g_autoptr (HeraldAnnouncement) announcement = make_nasty ();
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *structure = check_structure (pdf);

  if (structure != NULL)
    g_assert_null (strstr (structure, "H2 Figure"));
}

/* Also where some have a logo and some a name. */
static void
test_party_order (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldParty *first = g_ptr_array_index (announcement->parties, 0);
  HeraldParty *second = g_ptr_array_index (announcement->parties, 1);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *structure = NULL;

  second->logo = g_steal_pointer (&first->logo);
  pdf = render_pdf (announcement, HERALD_PURPOSE_RELEASE);
  structure = check_structure (pdf);
  if (structure != NULL)
    assert_in_order (structure, "elements Document P Span Figure P Span H1", NULL);
}

/* Words for a picture are what was written, whatever characters they need: qpdf itself spoils U+FFFD. */
static void
test_alternative_text (void)
{
  static const char * const texts[] = { "A lens", "Una lente è qui", "徕卡的镜头", "broken \357\277\275 words" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      HeraldBlock *figure = g_ptr_array_index (announcement->body, 3);
      g_autofree char *line = g_strdup_printf ("Figure %s ", texts[i]);
      g_autofree char *structure = NULL;
      g_autoptr (GBytes) pdf = NULL;

      g_free (figure->alt);
      figure->alt = g_strdup (texts[i]);
      pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
      structure = check_structure (pdf);
      if (structure == NULL)
        return;
      g_assert_nonnull (strstr (structure, line));
    }
}

/* Small pictures that follow each other stand side by side on one line, each with its caption, as many as there is room for. */
static void
test_figures_in_a_row (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  const HeraldBlock *figure = g_ptr_array_index (announcement->body, 3);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *structure = NULL;
  g_auto (GStrv) lines = NULL;
  double boxes[6][4];
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_insert (announcement->body, 4, herald_block_copy (figure));
  pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  structure = check_structure (pdf);
  if (structure == NULL)
    return;
  lines = g_strsplit (structure, "\n", -1);
  for (guint i = 0; lines[i] != NULL && n < G_N_ELEMENTS (boxes); i++)
    if (g_str_has_prefix (lines[i], "Figure A lens on a bench "))
      {
        double *box = boxes[n++];

        g_assert_cmpint (sscanf (lines[i] + strlen ("Figure A lens on a bench "), "%lf %lf %lf %lf", &box[0], &box[1], &box[2], &box[3]), ==, 4);
      }
  g_assert_cmpuint (n, ==, 4);
  for (guint i = 1; i < 3; i++)
    {
      g_assert_cmpfloat (boxes[i][0], >, boxes[i - 1][2]);
      g_assert_cmpfloat (boxes[i][1], ==, boxes[0][1]);
    }
  g_assert_cmpfloat (boxes[3][0], ==, boxes[0][0]);
  assert_in_order (structure, "H2 Span Figure Caption Span Figure Caption Span Figure Caption Span Figure Caption Span L", NULL);
}

/* In the file, too: all lines of the body at whole multiples of the grid below the first one, on every page, and none below
 * the measure. */
static void
test_grid (void)
{
  g_autoptr (HeraldAnnouncement) announcement = make_nasty ();
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *structure = check_structure (pdf);
  g_auto (GStrv) lines = g_strsplit (structure != NULL ? structure : "", "\n", -1);
  double first = -1;
  guint n_body = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      double size = 0, x = 0, y = 0;
      int page = 0;

      if (sscanf (lines[i], "line %d %lf %lf %lf", &page, &size, &x, &y) != 4 || size != 10.5)
        continue;
      first = first < 0 ? y : first;
      n_body++;
      g_assert_cmpfloat_with_epsilon ((y - first) / 8, round ((y - first) / 8), 0.01);
      g_assert_cmpfloat (y, <, 841.89 - 64);
    }
  g_assert_true (structure == NULL || n_body > 300);
}

static void
test_artifacts (void)
{
  static const struct { const char *content, *expected; } cases[] = {
    { "", "" },
    { "q 1 0 0 1 0 0 cm", "q 1 0 0 1 0 0 cm" },
    { "1 0 0 rg 0 0 9 9 re f\n", "1 0 0 rg /Artifact BMC\n0 0 9 9 re f\nEMC\n" },
    { "0 0 m 1 1 l S", "/Artifact BMC\n0 0 m 1 1 l S\nEMC" },
    { "/Span << /MCID 0 >> BDC\nBT (f) Tj ET\nEMC\n", "/Span << /MCID 0 >> BDC\nBT (f) Tj ET\nEMC\n" },
    { "BT (a\\) 0 0 9 9 re f) Tj ET", "/Artifact BMC\nBT (a\\) 0 0 9 9 re f) Tj ET\nEMC" },
    { "BT /Span <</MCID 1>> BDC (a) Tj EMC 1 0 Td [(b)3<c3>] TJ ET", "BT /Span <</MCID 1>> BDC (a) Tj EMC 1 0 Td /Artifact BMC\n[(b)3<c3>] TJ\nEMC ET" },
    { "BI /W 1 ID xfEIx EI Q", "/Artifact BMC\nBI /W 1 ID xfEIx EI\nEMC Q" },
    { "/x5 Do", "/Artifact BMC\n/x5 Do\nEMC" },
    { "0 0 9 9 re W n (", "/Artifact BMC\n0 0 9 9 re W n\nEMC (" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *marked = herald_pdf_mark_artifacts (cases[i].content, strlen (cases[i].content));

      g_assert_cmpstr (marked->str, ==, cases[i].expected);
      g_string_free (marked, TRUE);
    }
}

/* A photo is in the file as it was encoded; it is drawn in its colours. */
static void
test_photo_passes_through (void)
{
  static const char * const command[] = { "pdfimages", "-list", "FILE", NULL };
  static const char * const draw[] = { "pdftoppm", "-r", "20", "-f", "1", "-l", "1", "FILE", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_REVIEW);
  g_autofree char *list = read_with (pdf, command);
  g_autofree char *pixels = NULL;
  gboolean red = FALSE, blue = FALSE;

  if (list == NULL)
    return;
  g_assert_true (g_regex_match_simple ("image +200 +300 +rgb +3 +8 +jpeg", list, 0, 0));
  pixels = read_with (pdf, draw);
  for (const guchar *p = (const guchar *) pixels; pixels != NULL && p[0] != '\0' && p[1] != '\0' && p[2] != '\0'; p++)
    {
      red = red || (p[0] > 0xb0 && p[1] < 0x40 && p[2] < 0x40);
      blue = blue || (p[0] < 0x40 && p[1] < 0x60 && p[2] > 0x80 && p[2] < 0xc0);
    }
  g_assert_true (pixels == NULL || (red && blue));
}

static void
test_qpdf_finds_no_fault (void)
{
  static const char * const command[] = { "qpdf", "--check", "FILE", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_RELEASE);
  g_autofree char *text = read_with (pdf, command);

  if (text != NULL)
    g_assert_nonnull (strstr (text, "No syntax or stream encoding errors"));
}

static void
test_fonts_are_embedded (void)
{
  static const char * const command[] = { "pdffonts", "FILE", NULL };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_RELEASE);
  g_autofree char *text = read_with (pdf, command);
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return;
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple ("yes +yes +yes +[0-9]+ +0$", lines[i], 0, 0)); /* embedded, subset, to Unicode */
}

static void
test_paper (void)
{
  static const struct { const char *language, *size; } cases[] = { { "en", "(A4)" }, { "en-US", "(letter)" }, { "ar", "(A4)" } };
  static const char * const command[] = { "pdfinfo", "FILE", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement (cases[i].language);
      g_autoptr (GBytes) pdf = render_pdf (announcement, HERALD_PURPOSE_RELEASE);
      g_autofree char *text = read_with (pdf, command);

      if (text == NULL)
        return;
      assert_in_order (text, "Title:           Aurelia Optics and Kitefin Mobile begin a partnership",
                       "Author:          Aurelia Optics, Kitefin Mobile", "Tagged:          yes", cases[i].size, NULL);
    }
}

/* Renders in a process of its own, in another zone and locale, and prints a hash of all files. */
static char *
hash_elsewhere (const char *program,
                const char *zone,
                const char *locale)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_subprocess_launcher_setenv (launcher, "TZ", zone, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", locale, TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", locale, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--print-hash", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static void
test_same_bytes_everywhere (gconstpointer program)
{
  g_autofree char *here = hash_elsewhere (program, "UTC", "C.UTF-8");
  g_autofree char *there = hash_elsewhere (program, "Asia/Tokyo", "it_IT.UTF-8");
  g_autofree char *third = hash_elsewhere (program, "America/St_Johns", "de_DE.UTF-8");

  g_assert_cmpuint (strlen (here), ==, 64);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpstr (here, ==, third);
}

static int
print_hash (void)
{
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (HeraldKit) kit = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  HeraldRenderJob job;

  setlocale (LC_ALL, "");
  announcement = kit_sample_announcement ("en");
  job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  kit = kit_sample_render (&job);
  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    {
      GBytes *bytes = herald_kit_get (kit, herald_kit_get_path (kit, i));

      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
    }
  g_print ("%s", g_checksum_get_string (checksum));
  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc > 1 && strcmp (argv[1], "--print-hash") == 0)
    return print_hash ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/pdf/text", test_text_in_order);
  g_test_add_func ("/render/pdf/every-page", test_every_page_warns);
  g_test_add_func ("/render/pdf/structure", test_structure);
  g_test_add_func ("/render/pdf/catalogue", test_catalogue);
  g_test_add_func ("/render/pdf/universal-access", test_universal_access);
  g_test_add_func ("/render/pdf/parted-words", test_parted_words);
  g_test_add_func ("/render/pdf/both-directions", test_both_directions);
  g_test_add_func ("/render/pdf/nasty", test_nasty);
  g_test_add_func ("/render/pdf/party-order", test_party_order);
  g_test_add_func ("/render/pdf/alternative-text", test_alternative_text);
  g_test_add_func ("/render/pdf/figures-in-a-row", test_figures_in_a_row);
  g_test_add_func ("/render/pdf/grid", test_grid);
  g_test_add_func ("/render/pdf/artifacts", test_artifacts);
  g_test_add_func ("/render/pdf/photo", test_photo_passes_through);
  g_test_add_func ("/render/pdf/check", test_qpdf_finds_no_fault);
  g_test_add_func ("/render/pdf/fonts", test_fonts_are_embedded);
  g_test_add_func ("/render/pdf/paper", test_paper);
  g_test_add_data_func ("/render/pdf/same-bytes", argv[0], test_same_bytes_everywhere);
  return g_test_run ();
}
