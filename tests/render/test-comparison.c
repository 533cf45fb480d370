/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-kit.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "kit-sample.h"

#define EVIL "<script>alert(1)</script> & \"quotes\" \xe2\x80\xae"

static HeraldBlock *
find_block (HeraldAnnouncement *announcement,
            HeraldBlockType     type)
{
  for (guint i = 0; i < announcement->body->len; i++)
    {
      HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      if (block->type == type)
        return block;
    }
  g_assert_not_reached ();
}

static void
set (char       **text,
     const char  *new)
{
  g_free (*text);
  *text = g_strdup (new);
}

/* The sample before and after a second person worked on it. */
static HeraldComparison *
make_comparison (const char *language)
{
  g_autoptr (HeraldAnnouncement) before = kit_sample_announcement (language);
  g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
  g_autoptr (HeraldDocument) one = NULL, other = NULL;

  set (&before->headline, "Aurelia and Kitefin begin a historic partnership");
  set (&after->headline, "Aurelia and Kitefin begin a long-term partnership");
  set (&find_block (before, HERALD_BLOCK_PARAGRAPH)->text, "The lens ships in March. Nobody knows the price.");
  set (&find_block (after, HERALD_BLOCK_PARAGRAPH)->text, "The lens ships in spring. Nobody knows the price. " EVIL);
  g_clear_pointer (&find_block (before, HERALD_BLOCK_PARAGRAPH)->marks, g_array_unref);
  g_clear_pointer (&find_block (after, HERALD_BLOCK_PARAGRAPH)->marks, g_array_unref);
  set (&find_block (after, HERALD_BLOCK_QUOTE)->speaker->title, "chief of " EVIL);
  set (&after->notes, CANARY " changed notes");
  one = herald_announcement_to_document (before);
  other = herald_announcement_to_document (after);
  return herald_comparison_new (one, other);
}

static HeraldComparisonJob
make_job (HeraldComparison *comparison)
{
  HeraldComparisonJob job = {
    .comparison = comparison,
    .before = { 3, "1111", "Marco Sala", "2026-11-19T16:04:33Z" },
    .after = { 5, "2222", "Anna Bruni", "2026-11-22T10:20:00Z" },
    .recipient = "Studio Legale " EVIL,
    .read_asset = kit_sample_read_asset,
  };

  return job;
}

static const char * const both[] = { "html", "pdf", NULL };

static HeraldKit *
make_kit (const HeraldComparisonJob *job)
{
  g_autoptr (GError) error = NULL;
  HeraldKit *kit = herald_comparison_kit_new (job, both, &error);

  g_assert_no_error (error);
  return kit;
}

static void
test_page (void)
{
  g_autoptr (HeraldComparison) comparison = make_comparison ("en");
  HeraldComparisonJob job = make_job (comparison);
  g_autoptr (HeraldKit) kit = make_kit (&job);
  g_autofree char *page = kit_sample_text (kit, "changes.html");

  kit_sample_assert_order (page, "DRAFT — not for publication · Version 5", "Changes since version 3",
                           "Version 3 · Marco Sala · Thu 19 Nov 2026, 16:04 UTC", "Version 5 · Anna Bruni · Sun 22 Nov 2026, 10:20 UTC",
                           "For Studio Legale", "3 changes", "<del>removed words</del>", "<ins>added words</ins>",
                           "<del>historic</del> <ins>long-term</ins> partnership", NULL);
  g_assert_nonnull (strstr (page, "<del>March</del> <ins>spring</ins>"));
  g_assert_nonnull (strstr (page, "&lt;script&gt;"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, CANARY));
  g_assert_null (strstr (page, "\xe2\x80\xae"));
  g_assert_null (strstr (page, "http:"));
}

static void
test_embargo (void)
{
  g_autoptr (HeraldComparison) comparison = make_comparison ("it");
  g_autoptr (HeraldEmbargo) embargo = herald_embargo_new ("2031-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  HeraldComparisonJob job = make_job (comparison);
  g_autoptr (HeraldKit) open = make_kit (&job);
  g_autoptr (HeraldKit) embargoed = NULL;
  g_autofree char *page = kit_sample_text (open, "changes.html");

  g_assert_nonnull (strstr (page, "<html lang=\"it\""));
  g_assert_null (strstr (page, "class=\"banner\""));
  job.embargo = embargo;
  embargoed = make_kit (&job);
  g_free (page);
  page = kit_sample_text (embargoed, "changes.html");
  kit_sample_assert_order (page, "class=\"banner\"", "09:00", "class=\"notice\"", "BOZZA", NULL);
}

/* A first version: there is nothing to strike out. */
static void
test_first (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  g_autoptr (HeraldDocument) document = herald_announcement_to_document (announcement);
  g_autoptr (HeraldComparison) comparison = herald_comparison_new (NULL, document);
  HeraldComparisonJob job = make_job (comparison);
  g_autoptr (HeraldKit) kit = NULL;
  g_autofree char *page = NULL;

  job.before = (HeraldComparedVersion) { 0, NULL, NULL, NULL };
  kit = make_kit (&job);
  page = kit_sample_text (kit, "changes.html");
  g_assert_nonnull (strstr (page, "The first version"));
  g_assert_null (strstr (strstr (page, "</header>"), "<del>"));
  g_assert_null (strstr (page, CANARY));
}

static void
test_same_bytes (void)
{
  g_autoptr (HeraldComparison) comparison = make_comparison ("en");
  HeraldComparisonJob job = make_job (comparison);
  g_autoptr (HeraldKit) one = make_kit (&job);
  g_autoptr (HeraldKit) other = make_kit (&job);

  g_assert_cmpuint (herald_kit_get_size (one), ==, 4);
  for (guint i = 0; i < herald_kit_get_size (one); i++)
    {
      const char *path = herald_kit_get_path (one, i);

      g_assert_true (g_bytes_equal (herald_kit_get (one, path), herald_kit_get (other, path)));
    }
}

/* A picture that nobody has any more is told by its name. */
static GBytes *
read_nothing (const char  *sha256,
              gpointer     user_data,
              GError     **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Gone");
  return NULL;
}

static void
test_lost_picture (void)
{
  g_autoptr (HeraldComparison) comparison = make_comparison ("en");
  HeraldComparisonJob job = make_job (comparison);
  g_autoptr (HeraldKit) kit = NULL;
  g_autofree char *page = NULL;

  job.read_asset = read_nothing;
  kit = make_kit (&job);
  page = kit_sample_text (kit, "changes.html");
  g_assert_null (strstr (page, "<img"));
  g_assert_nonnull (strstr (page, "<figcaption>"));
}

static void
test_format (void)
{
  static const char * const wrong[] = { "docx", NULL };
  g_autoptr (HeraldComparison) comparison = make_comparison ("en");
  HeraldComparisonJob job = make_job (comparison);
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_comparison_kit_new (&job, wrong, &error));
  g_assert_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FORMAT);
}

static char *
read_pdf (HeraldKit *kit)
{
  GBytes *bytes = herald_kit_get (kit, "changes.pdf");
  g_autofree char *file = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *argv[] = { "pdftotext", "-enc", "UTF-8", NULL, "-", NULL };
  char *text = NULL;
  int fd = g_file_open_tmp ("herald-changes-XXXXXX", &file, NULL);

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (file, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  argv[3] = file;
  if (program != NULL)
    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, NULL);
  else
    g_test_skip ("pdftotext is not here to read the PDF back");
  g_unlink (file);
  return text;
}

static void
test_pdf (void)
{
  g_autoptr (HeraldComparison) comparison = make_comparison ("en");
  g_autoptr (HeraldEmbargo) embargo = herald_embargo_new ("2031-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  HeraldComparisonJob job = make_job (comparison);
  g_autoptr (HeraldKit) kit = NULL;
  g_autofree char *text = NULL;
  guint n_pages = 0, n_drafts = 0, n_banners = 0;

  job.embargo = embargo;
  kit = make_kit (&job);
  text = read_pdf (kit);
  if (text == NULL)
    return;
  g_assert_null (strstr (text, CANARY));
  kit_sample_assert_order (text, "Changes since version 3", "Marco Sala", "Anna Bruni", "removed words", "added words",
                           "historic", "long-term", "March spring", NULL);
  for (const char *p = text; (p = strchr (p, '\f')) != NULL; p++)
    n_pages++;
  for (const char *p = text; (p = strstr (p, "DRAFT — not for publication")) != NULL; p++)
    n_drafts++;
  for (const char *p = text; (p = strstr (p, "Embargoed until")) != NULL; p++)
    n_banners++;
  g_assert_cmpuint (n_pages, >, 0);
  g_assert_cmpuint (n_drafts, ==, n_pages);
  g_assert_cmpuint (n_banners, ==, n_pages);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/comparison/page", test_page);
  g_test_add_func ("/render/comparison/embargo", test_embargo);
  g_test_add_func ("/render/comparison/first", test_first);
  g_test_add_func ("/render/comparison/same-bytes", test_same_bytes);
  g_test_add_func ("/render/comparison/lost-picture", test_lost_picture);
  g_test_add_func ("/render/comparison/format", test_format);
  g_test_add_func ("/render/comparison/pdf", test_pdf);
  return g_test_run ();
}
