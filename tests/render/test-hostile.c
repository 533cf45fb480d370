/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "herald-random-document.h"
#include "kit-sample.h"

/* Text that wants to be more than text, for every member. */
static const char * const hostile[] = {
  "<script>alert(1)</script>",
  "</style></title><img src=x onerror=alert(1)>",
  "\"><svg onload=alert(1)>",
  "' onmouseover='alert(1)",
  "<!-- ]]> --> &lt;b&gt; &#60;",
  "safe\xe2\x80\xae" "txt.exe\xe2\x81\xa6",
  "{name} {when} %s %n %d",
  "../../etc/passwd",
  "\xff\xfe broken \xc3",
  "bell\x07 escape\x1b[2J",
  ") Tj ET (PDF",
  "\\' uri='file:///etc/passwd",
  "javascript:alert(1)//https://x.example",
  "one\r\nBcc: victim@x.example\r\n\r\nEND:VEVENT",
};

/* Runs a command on a file; FALSE when it failed. */
static gboolean
run_on (const char * const  *command,
        const char          *path,
        char               **output)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  for (guint i = 0; command[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) (strcmp (command[i], "FILE") == 0 ? path : command[i]));
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, output, NULL, &status, &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}

static GBytes *
find_by_suffix (HeraldKit  *kit,
                const char *suffix)
{
  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    if (g_str_has_suffix (herald_kit_get_path (kit, i), suffix))
      return herald_kit_get (kit, herald_kit_get_path (kit, i));
  g_error ("the kit has no %s", suffix);
}

static char *
save (HeraldKit  *kit,
      const char *suffix)
{
  GBytes *bytes = find_by_suffix (kit, suffix);
  g_autofree char *template = g_strconcat ("herald-XXXXXX", suffix, NULL);
  char *path = NULL;
  int fd = g_file_open_tmp (template, &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static void
test_pages (void)
{
  g_autofree char *script = g_build_filename (g_getenv ("HERALD_SOURCE_ROOT"), "tests", "render", "check-page.py", NULL);
  const char * const command[] = { "python3", script, "FILE", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_BRIEFING);
      g_autoptr (HeraldKit) kit = NULL;
      g_autofree char *path = NULL;
      g_autofree char *words = NULL;

      kit_sample_set_all (announcement, hostile[i]);
      job.recipient = hostile[i];
      kit = kit_sample_render (&job);
      path = save (kit, ".html");
      g_assert_true (run_on (command, path, &words));
      if (g_utf8_validate (hostile[i], -1, NULL) && strpbrk (hostile[i], "\x07\x1b\xe2\r") == NULL)
        g_assert_nonnull (strstr (words, hostile[i])); /* what was text arrives as text */
      g_unlink (path);
    }
}

static void
test_pdfs (void)
{
  static const char * const command[] = { "qpdf", "--check", "FILE", NULL };
  static const char * const expand[] = { "qpdf", "--qdf", "--object-streams=disable", "FILE", "-", NULL };
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");

  if (qpdf == NULL)
    {
      g_test_skip ("qpdf is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_BRIEFING);
      g_autoptr (HeraldKit) kit = NULL;
      g_autofree char *path = NULL;
      g_autofree char *output = NULL;
      g_autofree char *expanded = NULL;

      kit_sample_set_all (announcement, hostile[i]);
      kit = kit_sample_render (&job);
      path = save (kit, ".pdf");
      g_assert_true (run_on (command, path, &output));
      g_assert_true (run_on (expand, path, &expanded));
      g_assert_null (strstr (expanded, "/URI (file:"));
      g_unlink (path);
    }
}

/* One word of 20 KB, and thousands of marks. */
static void
test_huge (void)
{
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  HeraldBlock *block = herald_block_new (HERALD_BLOCK_PARAGRAPH, NULL);
  g_autoptr (HeraldKit) kit = NULL;

  block->text = g_strnfill (20 * 1024, 'a');
  block->marks = herald_marks_new ();
  for (guint i = 0; i < 5000; i++)
    herald_marks_add (block->marks, i * 3, 2, i % 2 ? HERALD_MARK_STRONG : HERALD_MARK_EMPHASIS, NULL);
  g_ptr_array_add (announcement->body, block);
  kit = kit_sample_render (&job);
  g_assert_cmpuint (herald_kit_get_size (kit), ==, 4);
}

/* Every format holds, and in those that carry text what was text arrives as text. */
static void
test_formats (void)
{
  g_autofree char *formats = g_strjoinv (",", (char **) herald_render_formats ());

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_BRIEFING);
      g_autoptr (HeraldKit) kit = NULL;
      g_autofree char *words = NULL;

      kit_sample_set_all (announcement, hostile[i]);
      job.recipient = hostile[i];
      kit = kit_sample_render_as (&job, formats);
      words = kit_sample_check_all (kit, "kit", NULL);
      if (words == NULL)
        return;
      g_assert_null (strstr (words, "eml: Bcc="));
      if (!g_utf8_validate (hostile[i], -1, NULL) || strpbrk (hostile[i], "\x07\x1b\xe2\r") != NULL)
        continue;
      kit_sample_assert_order (words, "docx: word/document.xml: ", hostile[i], "eml: Subject=", hostile[i], "markdown: ", hostile[i],
                               "newsml: ", hostile[i], "ninjs: ", hostile[i], NULL);
    }
}

static GBytes *
read_any_asset (const char  *sha256,
                gpointer     user_data,
                GError     **error)
{
  return kit_sample_photo ();
}

/* Documents that nobody would write by hand: every script, empty members, blocks of a Herald to come. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (HeraldAnnouncement) announcement = herald_random_announcement (rand);
      HeraldRenderJob job = kit_sample_job (announcement, (HeraldPurpose) (i % 3));
      g_autoptr (HeraldKit) kit = NULL;
      g_autofree char *words = NULL;
      gboolean lift = announcement->embargo != NULL && herald_embargo_get_lift (announcement->embargo) != G_MAXINT64;

      job.read_asset = read_any_asset;
      kit = kit_sample_render_as (&job, lift ? "text,markdown,ninjs,newsml,docx,eml,zip,ics" : "text,markdown,ninjs,newsml,docx,eml,zip");
      words = kit_sample_check_all (kit, "kit", NULL);
      if (words == NULL)
        return;
    }
}

/* However it is packed: in archives, streams, parts of mails, pictures. */
static void
test_leaks (void)
{
  g_autofree char *formats = g_strjoinv (",", (char **) herald_render_formats ());

  for (guint purpose = HERALD_PURPOSE_REVIEW; purpose <= HERALD_PURPOSE_RELEASE; purpose++)
    {
      g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
      HeraldRenderJob job = kit_sample_job (announcement, (HeraldPurpose) purpose);
      g_autoptr (HeraldKit) kit = kit_sample_render_as (&job, formats);
      g_autofree char *searched = kit_sample_check_all (kit, "leaks", CANARY);

      if (searched == NULL)
        return;
      g_assert_cmpint (atoi (searched), >, 40);
    }
}

/* The page as a browser understands it. */
static void
test_browser (void)
{
  g_autofree char *chromium = g_find_program_in_path ("chromium");
  g_autofree char *profile = NULL;
  g_autofree char *data_dir = NULL;
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  g_autofree char *dom = NULL;
  g_autoptr (HeraldAnnouncement) announcement = kit_sample_announcement ("en");
  HeraldRenderJob job = kit_sample_job (announcement, HERALD_PURPOSE_REVIEW);
  g_autoptr (HeraldKit) kit = NULL;

  if (chromium == NULL)
    {
      g_test_skip ("chromium is not installed");
      return;
    }
  kit_sample_set_all (announcement, hostile[1]);
  kit = kit_sample_render (&job);
  path = save (kit, ".html");
  url = g_strconcat ("file://", path, NULL);
  profile = g_dir_make_tmp ("herald-chromium-XXXXXX", NULL);
  data_dir = g_strconcat ("--user-data-dir=", profile, NULL);
  {
    const char * const command[] = { chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                                     "--disable-component-update", "--disable-sync", data_dir, "--dump-dom", url, NULL };
    const char * const clean[] = { "rm", "-rf", "FILE", NULL };

    g_assert_true (run_on (command, path, &dom));
    g_assert_true (run_on (clean, profile, NULL));
  }
  g_unlink (path);
  g_assert_nonnull (strstr (dom, "DRAFT — not for publication"));
  g_assert_nonnull (strstr (dom, "&lt;/style&gt;&lt;/title&gt;&lt;img src=x onerror=alert(1)&gt;</h1>"));
  g_assert_null (strstr (dom, "<img src=\"x\""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/hostile/pages", test_pages);
  g_test_add_func ("/render/hostile/pdfs", test_pdfs);
  g_test_add_func ("/render/hostile/formats", test_formats);
  g_test_add_func ("/render/hostile/random", test_random);
  g_test_add_func ("/render/hostile/leaks", test_leaks);
  g_test_add_func ("/render/hostile/huge", test_huge);
  g_test_add_func ("/render/hostile/browser", test_browser);
  return g_test_run ();
}
