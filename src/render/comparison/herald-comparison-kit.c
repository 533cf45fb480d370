/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-kit.h"

#include <string.h>

#include "herald-comparison-page.h"
#include "herald-i18n.h"
#include "herald-manifest.h"

static const char * const formats_known[] = { "html", "pdf", NULL };

/**
 * herald_comparison_kit_formats:
 *
 * Returns: (transfer none): the names of the formats that a comparison can have, %NULL-terminated
 */
const char * const *
herald_comparison_kit_formats (void)
{
  return formats_known;
}

/* Nothing of the announcement that readers must not see, and the embargo that holds. */
static HeraldAnnouncement *
make_subject (const HeraldComparisonJob *job)
{
  HeraldAnnouncement *subject = herald_announcement_copy (herald_comparison_get_after (job->comparison));

  g_clear_pointer (&subject->notes, g_free);
  g_ptr_array_set_size (subject->comments, 0);
  g_ptr_array_set_size (subject->sign_offs, 0);
  g_ptr_array_set_size (subject->overrides, 0);
  g_clear_pointer (&subject->embargo, herald_embargo_free);
  subject->embargo = job->embargo != NULL ? herald_embargo_copy (job->embargo) : NULL;
  return subject;
}

static gboolean
add_format (HeraldKit                   *kit,
            const HeraldComparisonPage  *page,
            const char                  *format,
            GError                     **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (strcmp (format, "html") == 0)
    bytes = herald_comparison_html_make (page);
  else if (strcmp (format, "pdf") == 0)
    bytes = herald_comparison_pdf_make (page, error);
  else
    g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FORMAT, _("A comparison cannot be made as “%s”: there are html and pdf."), format);
  if (bytes == NULL)
    return FALSE;
  herald_kit_add (kit, strcmp (format, "html") == 0 ? "changes.html" : "changes.pdf", bytes);
  return TRUE;
}

/**
 * herald_comparison_kit_new:
 * @job: what to show
 * @formats: "html", "pdf"; %NULL-terminated; one that is named twice is made once
 * @error: return location
 *
 * Makes `changes.html` and `changes.pdf`, with a manifest as in a press kit.
 *
 * Returns: (transfer full): the files
 */
HeraldKit *
herald_comparison_kit_new (const HeraldComparisonJob  *job,
                           const char * const         *formats,
                           GError                    **error)
{
  g_autoptr (HeraldKit) kit = herald_kit_new ();
  g_autoptr (HeraldAnnouncement) subject = NULL;
  g_autoptr (GPtrArray) contents = NULL;
  HeraldComparisonPage page = { NULL };
  HeraldRenderJob render = { 0 };
  gboolean made = TRUE;

  g_return_val_if_fail (job != NULL && job->comparison != NULL && job->read_asset != NULL && formats != NULL, NULL);
  g_return_val_if_fail (herald_comparison_get_after (job->comparison) != NULL, NULL);

  subject = make_subject (job);
  render = (HeraldRenderJob) {
    .announcement = subject,
    .purpose = HERALD_PURPOSE_REVIEW,
    .version_hash = job->after.hash,
    .version_number = job->after.number,
    .version_time = job->after.time,
    .show_embargo = job->embargo != NULL,
    .recipient = job->recipient,
    .look = herald_look_read (NULL, NULL),
    .read_asset = job->read_asset,
    .read_asset_data = job->read_asset_data,
  };
  contents = herald_contents_new (&render);
  herald_comparison_page_init (&page, job, g_ptr_array_index (contents, 0));
  for (guint i = 0; made && formats[i] != NULL; i++)
    {
      gboolean again = FALSE;

      for (guint k = 0; k < i; k++)
        again = again || strcmp (formats[k], formats[i]) == 0;
      made = again || add_format (kit, &page, formats[i], error);
    }
  if (made)
    herald_manifest_add_to_kit (kit, &render);
  herald_comparison_page_clear (&page);
  return made ? g_steal_pointer (&kit) : NULL;
}
