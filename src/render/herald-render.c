/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-render.h"

#include <string.h>

#include "herald-docx.h"
#include "herald-eml.h"
#include "herald-fonts.h"
#include "herald-html.h"
#include "herald-i18n.h"
#include "herald-ics.h"
#include "herald-markdown.h"
#include "herald-newsml.h"
#include "herald-ninjs.h"
#include "herald-pdf-finish.h"
#include "herald-pdf.h"
#include "herald-plain-text.h"
#include "herald-zip-kit.h"

G_DEFINE_QUARK (herald-render-error-quark, herald_render_error)

static const struct
{
  const char       *name;
  HeraldFormatFunc  add;
} formats[] = {
  { "html", herald_html_add },
  { "pdf", herald_pdf_add },
  { "zip", herald_zip_kit_add },
  { "text", herald_plain_text_add },
  { "markdown", herald_markdown_add },
  { "docx", herald_docx_add },
  { "eml", herald_eml_add },
  { "ics", herald_ics_add },
  { "ninjs", herald_ninjs_add },
  { "newsml", herald_newsml_add },
};

/**
 * herald_render_stand_alone:
 *
 * As herald_fonts_stand_alone().
 */
void
herald_render_stand_alone (void)
{
  herald_fonts_stand_alone ();
}

/**
 * herald_render_formats:
 *
 * Returns: (transfer none): the names of all formats, ended by %NULL
 */
const char * const *
herald_render_formats (void)
{
  static const char *names[G_N_ELEMENTS (formats) + 1];
  static gsize       filled;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
        names[i] = formats[i].name;
      g_once_init_leave (&filled, 1);
    }
  return names;
}

static HeraldFormatFunc
find_format (const char  *name,
             GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      return formats[i].add;
  g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FORMAT, _("There is no format “%s”."), name);
  return NULL;
}

/* In the order in which they will be asked for. */
static void
begin_pictures (HeraldKitPictures  *pictures,
                const char * const *names)
{
  gboolean pages = g_strv_contains (names, "html") || g_strv_contains (names, "pdf");
  gboolean files = g_strv_contains (names, "html") || g_strv_contains (names, "ninjs") || g_strv_contains (names, "zip");

  if (pages || files)
    herald_kit_pictures_begin (pictures, HERALD_PICTURE_LOGO);
  if (pages)
    herald_kit_pictures_begin (pictures, HERALD_PICTURE_WEB);
  if (files)
    herald_kit_pictures_begin (pictures, HERALD_PICTURE_PRINT);
}

/**
 * herald_render:
 * @job: what the kit is made from
 * @names: names of herald_render_formats(), ended by %NULL; one that is named twice counts once
 * @error: return location; %HERALD_RENDER_ERROR, or what the asset reader says
 *
 * Makes the kit of an announcement and its other editions. The same job and formats give the same bytes.
 *
 * Returns: (transfer full) (nullable): the kit
 */
HeraldKit *
herald_render (const HeraldRenderJob  *job,
               const char * const     *names,
               GError                **error)
{
  g_autoptr (GPtrArray) contents = NULL;
  g_autoptr (HeraldKitPictures) pictures = NULL;
  g_autoptr (HeraldKit) kit = NULL;
  g_autoptr (HeraldKit) pdfs = NULL;

  g_return_val_if_fail (job != NULL && job->announcement != NULL && names != NULL, NULL);

  contents = herald_contents_new (job);
  pictures = herald_kit_pictures_new (job, contents);
  kit = herald_kit_new ();
  pdfs = herald_kit_new ();
  begin_pictures (pictures, names);
  if (g_strv_contains (names, "pdf") || g_strv_contains (names, "zip") || g_strv_contains (names, "eml"))
    herald_pdf_finish_prepare ();
  for (; *names != NULL; names++)
    {
      HeraldRendering rendering = { contents, pictures, kit, pdfs };
      HeraldFormatFunc add = find_format (*names, error);

      if (add == NULL)
        return NULL;
      if (!g_strv_contains (names + 1, *names) && !add (&rendering, error))
        return NULL;
    }
  return g_steal_pointer (&kit);
}
