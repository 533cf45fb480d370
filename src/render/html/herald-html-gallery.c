/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-html-page.h"

#include "herald-clean.h"
#include "herald-kit-labels.h"

/* A link to the picture in print size, beside the page: who opened the page alone still sees what there is. */
static void
write_download (HeraldHtmlPage        *page,
                const HeraldMediaFile *file)
{
  g_autofree char *width = g_strdup_printf ("%d", file->picture->width);
  g_autofree char *height = g_strdup_printf ("%d", file->picture->height);
  g_autofree char *label = herald_kit_labels_fill (page->content->language, HERALD_KIT_LABEL_DOWNLOAD, "width", width, "height", height, NULL);

  herald_html_open (page, "a", "download");
  herald_markup_neighbour (page->out, file->path);
  herald_markup_flag (page->out, "download");
  herald_markup_text (page->out, label);
  herald_markup_close (page->out);
}

static void
write_caption (HeraldHtmlPage        *page,
               const char            *caption,
               const char            *credit,
               const HeraldMediaFile *file)
{
  HeraldMarkup *out = page->out;

  herald_markup_open (out, "figcaption");
  herald_markup_open (out, "span");
  herald_markup_text (out, caption);
  if (credit[0] != '\0')
    {
      herald_markup_text (out, caption[0] != '\0' ? " · " : "");
      herald_markup_open (out, "span");
      herald_markup_attribute (out, "class", "credit");
      herald_markup_text (out, credit);
      herald_markup_close (out);
    }
  herald_markup_close (out);
  if (file != NULL)
    write_download (page, file);
  herald_markup_close (out);
}

/**
 * herald_html_write_picture:
 * @page: a page
 * @figure: a figure that names an asset
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE, or what the asset reader says
 *
 * Writes a picture with its caption, its credit and the way to its print size.
 */
gboolean
herald_html_write_picture (HeraldHtmlPage     *page,
                           const HeraldBlock  *figure,
                           GError            **error)
{
  g_autofree char *caption = NULL;
  g_autofree char *credit = NULL;
  g_autofree char *alt = NULL;
  HeraldKitPicture *picture = NULL;
  HeraldMarkup *out = page->out;

  herald_content_describe_figure (page->content, figure, &caption, &credit, &alt);
  picture = herald_kit_pictures_get (page->rendering->pictures, figure->asset, caption, error);
  if (picture == NULL)
    return FALSE;
  herald_html_open (page, "figure", "picture");
  herald_markup_open (out, "img");
  herald_markup_attribute (out, "alt", alt);
  herald_markup_number (out, "width", picture->width);
  herald_markup_number (out, "height", picture->height);
  herald_markup_picture (out, picture->media_type, picture->bytes);
  herald_markup_close (out);
  write_caption (page, caption, credit, herald_media_find (page->media, figure->asset));
  herald_markup_close (out);
  return TRUE;
}

static void
write_heading (HeraldHtmlPage *page,
               HeraldKitLabel  label)
{
  herald_markup_leaf (page->out, "h2", NULL, herald_kit_labels_get (page->content->language, label));
}

static gboolean
write_spare_figures (HeraldHtmlPage  *page,
                     GError         **error)
{
  GPtrArray *spare = page->content->spare_figures;

  if (spare->len == 0)
    return TRUE;
  write_heading (page, HERALD_KIT_LABEL_PICTURES);
  herald_html_open (page, "div", "pictures");
  for (guint i = 0; i < spare->len; i++)
    if (!herald_html_write_picture (page, g_ptr_array_index (spare, i), error))
      return FALSE;
  herald_markup_close (page->out);
  return TRUE;
}

static guint
count_logos (GPtrArray *media)
{
  guint n = 0;

  for (guint i = 0; i < media->len; i++)
    n += ((const HeraldMediaFile *) g_ptr_array_index (media, i))->is_logo;
  return n;
}

static void
write_logos (HeraldHtmlPage *page)
{
  if (count_logos (page->media) == 0)
    return;
  write_heading (page, HERALD_KIT_LABEL_LOGOS);
  herald_html_open (page, "ul", "files");
  for (guint i = 0; i < page->media->len; i++)
    {
      const HeraldMediaFile *file = g_ptr_array_index (page->media, i);

      if (!file->is_logo)
        continue;
      herald_markup_open (page->out, "li");
      herald_markup_leaf (page->out, "span", NULL, file->name);
      write_download (page, file);
      herald_markup_close (page->out);
    }
  herald_markup_close (page->out);
}

/**
 * herald_html_write_gallery:
 * @page: a page
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE, or what the asset reader says
 *
 * Writes the pictures that stand nowhere in the text, and where the logos are.
 */
gboolean
herald_html_write_gallery (HeraldHtmlPage  *page,
                           GError         **error)
{
  if (page->content->spare_figures->len == 0 && count_logos (page->media) == 0)
    return TRUE;
  herald_html_open (page, "section", "gallery");
  if (!write_spare_figures (page, error))
    return FALSE;
  write_logos (page);
  herald_markup_close (page->out);
  return TRUE;
}
