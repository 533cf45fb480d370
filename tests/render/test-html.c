/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "kit-sample.h"

static char *
render_page (HeraldAnnouncement *announcement,
             HeraldPurpose       purpose)
{
  HeraldRenderJob job = kit_sample_job (announcement, purpose);
  g_autoptr (HeraldKit) kit = kit_sample_render (&job);

  return kit_sample_text (kit, "index.html");
}

static void
assert_in_order (const char *page,
                 ...)
{
  const char *place = page;
  const char *word = NULL;
  va_list words;

  va_start (words, page);
  while ((word = va_arg (words, const char *)) != NULL)
    {
      const char *found = strstr (place, word);

      if (found == NULL)
        g_error ("“%s” is missing, or not in its place", word);
      place = found + strlen (word);
    }
  va_end (words);
}

static void
test_order_of_the_page (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autofree char *page = render_page (announcement, HERALD_PURPOSE_REVIEW);

  assert_in_order (page, "<html lang=\"en\" dir=\"ltr\">", "Content-Security-Policy",
                   "Embargoed until Tuesday, 2 March 2027, 09:00 Rome time · 08:00 UTC",
                   "DRAFT — not for publication · Version 3 · 22 November 2026",
                   "<main>", "<article>", "alt=\"Aurelia Optics\"", "<li>Kitefin Mobile</li>", "Press release",
                   "<h1>Aurelia Optics and Kitefin Mobile begin a partnership</h1>", "The first phone arrives in autumn",
                   "Bergamo, 2 March 2027", "Lens maker <strong>Aurelia Optics</strong>",
                   "<a href=\"https://kitefin.example/?a=1&amp;b=&#39;2&#39;\"",
                   "<p>“We stop asking and start grinding glass.”</p></blockquote>",
                   "<cite>Lin Qiao</cite>, founder and CEO, Kitefin Mobile</span>", "Copy quote</button></figcaption>", "<h2>One laboratory</h2>",
                   "alt=\"A lens on a bench\"", "The first lens", "Photo: Aurelia Optics", "href=\"pictures/the-first-lens.jpg\" download>Download ", "<li>First point</li>",
                   "<th scope=\"row\">Launch</th><td>Autumn 2027</td>",
                   "<cite>Anna Bruni</cite>, managing director of Aurelia Optics</span>",
                   "About Aurelia Optics", "since 1934", "About Kitefin Mobile", "builds phones", "Press contacts",
                   "Giulia Ferrandi", "href=\"mailto:press@aurelia-optics.example\"", "href=\"tel:+390355550142\"", "Wei Zhang",
                   "Source: Aurelia newsroom", "###", "</article></main>", "</script>\n</body></html>", NULL);
}

/* What is read from the left says so where all else is not. */
static void
test_right_to_left (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("ar");
  g_autofree char *page = render_page (announcement, HERALD_PURPOSE_REVIEW);

  assert_in_order (page, "<html lang=\"ar\" dir=\"rtl\">", "data-copy dir=\"auto\">Aurelia Optics has made",
                   "href=\"mailto:press@aurelia-optics.example\" dir=\"ltr\">", "href=\"tel:+390355550142\" dir=\"ltr\">+39 035", NULL);
}

static void
test_purposes (void)
{
  static const struct { HeraldPurpose purpose; gboolean embargo, draft, release, recipient; } cases[] = {
    { HERALD_PURPOSE_REVIEW, TRUE, TRUE, FALSE, FALSE },
    { HERALD_PURPOSE_BRIEFING, TRUE, FALSE, FALSE, TRUE },
    { HERALD_PURPOSE_RELEASE, FALSE, FALSE, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      g_autofree char *page = render_page (announcement, cases[i].purpose);

      g_assert_true ((strstr (page, "Embargoed until") != NULL) == cases[i].embargo);
      g_assert_true ((strstr (page, "DRAFT") != NULL) == cases[i].draft);
      g_assert_true ((strstr (page, "FOR IMMEDIATE RELEASE") != NULL) == cases[i].release);
      g_assert_true ((strstr (page, "Maria Rossi") != NULL) == cases[i].recipient);
      g_assert_true ((strstr (page, "noindex") != NULL) == !cases[i].release);
    }
}

static void
test_languages (void)
{
  static const struct { const char *language, *draft, *about, *quote; } cases[] = {
    { "it", "BOZZA", "Informazioni su Aurelia", "«We stop asking and start grinding glass.»" },
    { "de", "ENTWURF", "Über Aurelia", "„We stop asking and start grinding glass.“" },
    { "fr", "BROUILLON", "À propos de Aurelia", "« We stop asking and start grinding glass. »" },
    { "es", "BORRADOR", "Acerca de Aurelia", "«We stop asking and start grinding glass.»" },
    { "zh", "草稿", "关于Aurelia", "“We stop asking and start grinding glass.”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement (cases[i].language);
      g_autofree char *page = render_page (announcement, HERALD_PURPOSE_REVIEW);

      assert_in_order (page, cases[i].draft, cases[i].quote, cases[i].about, NULL);
      g_assert_null (strstr (page, "Embargoed"));
      g_assert_null (strstr (page, "Press contacts"));
    }
}

static void
test_editions_link_to_each_other (void)
{
  g_autoptr (HeraldAnnouncement) english = kit_sample_announcement ("en");
  g_autoptr (HeraldAnnouncement) italian = kit_sample_announcement ("it");
  g_autoptr (HeraldAnnouncement) other = kit_sample_announcement ("it");
  HeraldEdition second = { italian, NULL, 2, "2026-11-21T07:16:42Z", FALSE };
  HeraldEdition third = { other, NULL, 1, "2026-11-20T07:16:42Z", TRUE };
  g_autoptr (GPtrArray) editions = g_ptr_array_new ();
  HeraldRenderJob job = kit_sample_job (english, HERALD_PURPOSE_REVIEW);
  g_autoptr (HeraldKit) kit = NULL;
  g_autofree char *main_page = NULL;
  g_autofree char *second_page = NULL;

  g_ptr_array_add (editions, &second);
  g_ptr_array_add (editions, &third);
  job.editions = editions;
  kit = kit_sample_render (&job);
  main_page = kit_sample_text (kit, "index.html");
  second_page = kit_sample_text (kit, "index.it.html");
  g_assert_nonnull (herald_kit_get (kit, "index.it-2.html"));
  assert_in_order (main_page, "aria-current=\"page\" lang=\"en\">English", "href=\"index.it.html\"", "href=\"index.it-2.html\"", NULL);
  assert_in_order (second_page, "Versione 2", "href=\"index.html\" hreflang=\"en\"", NULL);
  g_assert_null (strstr (second_page, "embargo fino")); /* its own, not the main edition's */
  g_assert_nonnull (herald_kit_get (kit, "aurelia-optics-and-kitefin-mobile-begin-a-partnership.pdf"));
  g_assert_nonnull (herald_kit_get (kit, "aurelia-optics-and-kitefin-mobile-begin-a-partnership-it.pdf"));
  g_assert_cmpuint (herald_kit_get_size (kit), ==, 8); /* a picture and a logo beside them */
}

static void
test_works_alone (void)
{
  static const char * const requests[] = { "<link", "<iframe", "@import", "url(", "src=\"http", "srcset", " on" "load=", "style=\"" };
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autofree char *page = render_page (announcement, HERALD_PURPOSE_RELEASE);

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    g_assert_null (strstr (page, requests[i]));
  assert_in_order (page, "default-src &#39;none&#39;", "src=\"data:image/png;base64,", "src=\"data:image/jpeg;base64,", NULL);
}

static JsonObject *
find_data (const char  *page,
           JsonParser  *parser)
{
  const char *start = strstr (page, "<script type=\"application/ld+json\">");
  const char *end = start != NULL ? strstr (start, "</script>") : NULL;
  g_autoptr (GError) error = NULL;

  if (start == NULL)
    return NULL;
  start = strchr (start, '>') + 1;
  json_parser_load_from_data (parser, start, end - start, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

/* Search engines and messengers keep what they saw. */
static void
test_public_data_in_release_alone (void)
{
  for (int purpose = HERALD_PURPOSE_REVIEW; purpose <= HERALD_PURPOSE_RELEASE; purpose++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      g_autofree char *page = render_page (announcement, purpose);
      gboolean release = purpose == HERALD_PURPOSE_RELEASE;

      g_assert_true ((strstr (page, "ld+json") != NULL) == release);
      g_assert_true ((strstr (page, "og:title") != NULL) == release);
    }
}

static void
test_public_data (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *page = NULL;
  JsonObject *article = NULL;
  JsonObject *quote = NULL;
  JsonObject *picture = NULL;

  g_free (announcement->subheadline);
  announcement->subheadline = g_strdup ("</script><script>alert(1)</script>");
  page = render_page (announcement, HERALD_PURPOSE_RELEASE);
  article = find_data (page, parser);
  g_assert_cmpstr (json_object_get_string_member (article, "@type"), ==, "NewsArticle");
  g_assert_cmpstr (json_object_get_string_member (article, "headline"), ==, "Aurelia Optics and Kitefin Mobile begin a partnership");
  g_assert_cmpstr (json_object_get_string_member (article, "alternativeHeadline"), ==, "</script><script>alert(1)</script>");
  g_assert_cmpstr (json_object_get_string_member (article, "datePublished"), ==, "2027-03-02T09:00:00+01:00");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (article, "publisher")), ==, 2);
  quote = json_array_get_object_element (json_object_get_array_member (article, "hasPart"), 0);
  g_assert_cmpstr (json_object_get_string_member (quote, "text"), ==, "We stop asking and start grinding glass.");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (quote, "creator"), "name"), ==, "Lin Qiao");
  picture = json_array_get_object_element (json_object_get_array_member (article, "image"), 0);
  g_assert_cmpstr (json_object_get_string_member (picture, "contentUrl"), ==, "pictures/the-first-lens.jpg");
  g_assert_cmpstr (json_object_get_string_member (picture, "creditText"), ==, "Photo: Aurelia Optics");
  g_assert_null (strstr (page, "<script>alert"));
}

/* A picture that stands nowhere in the text is shown with the others to download; a logo is not one. */
static void
test_gallery (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autofree char *page = NULL;
  g_autofree char *sha256 = NULL;

  for (guint i = 0; i < announcement->body->len; i++)
    {
      HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type == HERALD_BLOCK_FIGURE)
        {
          sha256 = g_strdup (block->asset);
          g_ptr_array_remove_index (announcement->body, i);
          break;
        }
    }
  g_assert_nonnull (herald_announcement_find_asset (announcement, sha256));
  page = render_page (announcement, HERALD_PURPOSE_RELEASE);
  assert_in_order (page, "</figure>", "<h2>Pictures</h2>", "<figure class=\"picture\">", "href=\"pictures/", "Download ",
                   "<ul class=\"files\">", "Aurelia Optics", "href=\"logos/aurelia-optics.png\"", NULL);
}

static void
test_look (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (HeraldKit) kit = NULL;
  g_autofree char *page = NULL;

  job.look = herald_look_read ("#0a5c6b", "sans");
  kit = kit_sample_render_as (&job, "html");
  page = kit_sample_text (kit, "index.html");
  assert_in_order (page, "--text:var(--sans)", "--accent:#0a5c6b", "prefers-color-scheme:dark", "--accent:#", NULL);
}

/* The canary stands in notes, comments, sign-offs, tags, file names and hidden data of pictures. */
static void
test_nothing_leaks (void)
{
  for (int purpose = HERALD_PURPOSE_REVIEW; purpose <= HERALD_PURPOSE_RELEASE; purpose++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      HeraldRenderJob job = kit_sample_job (announcement, purpose);
      g_autoptr (HeraldKit) kit = kit_sample_render (&job);

      for (guint i = 0; i < herald_kit_get_size (kit); i++)
        {
          g_autofree char *text = kit_sample_text (kit, herald_kit_get_path (kit, i));

          g_assert_null (strstr (text, CANARY));
          g_assert_null (strstr (herald_kit_get_path (kit, i), CANARY));
        }
    }
}

static void
test_missing_picture (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  const char * const html[] = { "html", NULL };
  const char * const unknown[] = { "docx2", NULL };
  g_autoptr (GError) error = NULL;

  job.read_asset = NULL;
  g_assert_null (herald_render (&job, html, &error));
  g_assert_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_PICTURE);
  g_assert_nonnull (strstr (error->message, "The first lens"));
  g_clear_error (&error);
  g_assert_null (herald_render (&job, unknown, &error));
  g_assert_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FORMAT);
}

static void
test_nothing_at_all (void)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_OTHER, NULL);
  HeraldRenderJob job = { .announcement = announcement };
  g_autoptr (HeraldKit) kit = kit_sample_render (&job);
  g_autofree char *page = kit_sample_text (kit, "index.html");

  assert_in_order (page, "<title>Press release</title>", "DRAFT", "<h1></h1>", "###", NULL);
  g_assert_nonnull (herald_kit_get (kit, "press-release-en.pdf"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/html/order", test_order_of_the_page);
  g_test_add_func ("/render/html/right-to-left", test_right_to_left);
  g_test_add_func ("/render/html/purposes", test_purposes);
  g_test_add_func ("/render/html/languages", test_languages);
  g_test_add_func ("/render/html/editions", test_editions_link_to_each_other);
  g_test_add_func ("/render/html/alone", test_works_alone);
  g_test_add_func ("/render/html/public-data-in-release-alone", test_public_data_in_release_alone);
  g_test_add_func ("/render/html/public-data", test_public_data);
  g_test_add_func ("/render/html/gallery", test_gallery);
  g_test_add_func ("/render/html/look", test_look);
  g_test_add_func ("/render/html/leaks", test_nothing_leaks);
  g_test_add_func ("/render/html/missing-picture", test_missing_picture);
  g_test_add_func ("/render/html/nothing", test_nothing_at_all);
  return g_test_run ();
}
