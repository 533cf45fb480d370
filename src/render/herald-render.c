/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "herald-content.h"
#include "herald-html.h"
#include "herald-i18n.h"
#include "herald-pdf.h"
#include "herald-kit-picture.h"

G_DEFINE_QUARK (herald-render-error-quark, herald_render_error)

static gboolean
render_html (GPtrArray       *contents,
             HeraldKitPictures  *pictures,
             HeraldKit       *kit,
             GError         **error)
{
  for (guint i = 0; i < contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (contents, i);
      g_autoptr (GBytes) bytes = herald_html_render (contents, i, pictures, error);

      if (bytes == NULL)
        return FALSE;
      herald_kit_add (kit, content->html_path, bytes);
    }
  return TRUE;
}

static gboolean
render_pdf (GPtrArray       *contents,
            HeraldKitPictures  *pictures,
            HeraldKit       *kit,
            GError         **error)
{
  for (guint i = 0; i < contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (contents, i);
      g_autoptr (GBytes) bytes = herald_pdf_render (content, pictures, error);

      if (bytes == NULL)
        return FALSE;
      herald_kit_add (kit, content->pdf_path, bytes);
    }
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean  (*render) (GPtrArray *contents, HeraldKitPictures *pictures, HeraldKit *kit, GError **error);
} formats[] = {
  { "html", render_html },
  { "pdf", render_pdf },
};

/**
 * herald_render_formats:
 *
 * Returns: (transfer none): the names of all formats, ended by %NULL
 */
const char * const *
herald_render_formats (void)
{
  static const char * const names[] = { "html", "pdf", NULL };

  return names;
}

/**
 * herald_render:
 * @job: what the kit is made from
 * @format: one of herald_render_formats()
 * @kit: a kit that does not have this format yet
 * @error: return location; %HERALD_RENDER_ERROR, or what the asset reader says
 *
 * Adds the files of one format, for the announcement and its other editions. The same job gives the same bytes.
 *
 * Returns: %FALSE when an error is set; the kit then has files that are not complete and is thrown away
 */
gboolean
herald_render (const HeraldRenderJob  *job,
               const char             *format,
               HeraldKit              *kit,
               GError                **error)
{
  g_autoptr (GPtrArray) contents = NULL;
  g_autoptr (HeraldKitPictures) pictures = NULL;

  g_return_val_if_fail (job != NULL && job->announcement != NULL && format != NULL && kit != NULL, FALSE);

  contents = herald_contents_new (job);
  pictures = herald_kit_pictures_new (job);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, format) == 0)
      return formats[i].render (contents, pictures, kit, error);
  g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FORMAT, _("There is no format “%s”."), format);
  return FALSE;
}
