/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pages.h"

#include "herald-fonts.h"
#include "herald-pdf-page.h"
#include "herald-pdf.h"

struct _HeraldPageMaker
{
  gatomicrefcount    ref_count;
  GDestroyNotify     destroy;
  HeraldFonts       *fonts;
  HeraldRenderJob    job;      /* of the pictures, which are no announcement's own */
  GPtrArray         *contents;
  HeraldKitPictures *pictures;
};

struct _HeraldPages
{
  gatomicrefcount     ref_count;
  HeraldPageMaker    *maker;
  HeraldAnnouncement *announcement;
  char               *version_hash;
  char               *version_time;
  char               *recipient;
  HeraldRenderJob     job;
  GPtrArray          *contents;
  HeraldPdfSetting   *setting;
  GHashTable         *images;  /* that the page which was drawn last needs */
  guint               drawn;
};

/**
 * herald_page_maker_new:
 * @read_asset: (nullable): reads pictures
 * @read_asset_data: for @read_asset
 * @destroy: (nullable): frees @read_asset_data
 *
 * Returns: (transfer full): what makes pages
 */
HeraldPageMaker *
herald_page_maker_new (HeraldAssetReader read_asset,
                       gpointer          read_asset_data,
                       GDestroyNotify    destroy)
{
  HeraldPageMaker *self = g_new0 (HeraldPageMaker, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->destroy = destroy;
  self->job.announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");
  self->job.read_asset = read_asset;
  self->job.read_asset_data = read_asset_data;
  self->contents = herald_contents_new (&self->job);
  return self;
}

/**
 * herald_page_maker_ref:
 * @self: what makes pages
 *
 * Returns: (transfer full): @self
 */
HeraldPageMaker *
herald_page_maker_ref (HeraldPageMaker *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * herald_page_maker_unref:
 * @self: (transfer full): what makes pages
 */
void
herald_page_maker_unref (HeraldPageMaker *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->pictures, herald_kit_pictures_free);
  g_ptr_array_unref (self->contents);
  herald_announcement_free (self->job.announcement);
  g_clear_pointer (&self->fonts, herald_fonts_free);
  if (self->destroy != NULL)
    self->destroy (self->job.read_asset_data);
  g_free (self);
}

/* Finding fonts takes a while: not before they are needed, in the thread that needs them. */
static void
prepare (HeraldPageMaker *self)
{
  if (self->pictures != NULL)
    {
      /* What was not at hand a moment ago may be now. */
      herald_kit_pictures_forget_failed (self->pictures);
      return;
    }
  self->fonts = herald_fonts_new ();
  self->pictures = herald_kit_pictures_new (&self->job, self->contents);
}

static HeraldPages *
pages_new (HeraldPageMaker       *maker,
           const HeraldRenderJob *job)
{
  HeraldPages *self = g_new0 (HeraldPages, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->maker = herald_page_maker_ref (maker);
  self->announcement = herald_announcement_copy (job->announcement);
  self->version_hash = g_strdup (job->version_hash);
  self->version_time = g_strdup (job->version_time);
  self->recipient = g_strdup (job->recipient);
  self->job = *job;
  self->job.announcement = self->announcement;
  self->job.version_hash = self->version_hash;
  self->job.version_time = self->version_time;
  self->job.recipient = self->recipient;
  self->job.editions = NULL;
  self->job.press_room = NULL;
  self->images = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_surface_destroy);
  return self;
}

/**
 * herald_pages_new:
 * @maker: what makes them, and how it reads pictures
 * @job: what they are made from; copied; of its editions only the main one
 * @forgiving: words stand in the place of a picture that cannot be used (see herald_pages_get_problems()); else that is
 *   an error
 * @cancellable: (nullable): to stop
 * @error: return location; %HERALD_RENDER_ERROR, or what the asset reader says
 *
 * Sets the pages that herald_render() puts into a PDF.
 *
 * Returns: (transfer full) (nullable): the pages
 */
HeraldPages *
herald_pages_new (HeraldPageMaker        *maker,
                  const HeraldRenderJob  *job,
                  gboolean                forgiving,
                  GCancellable           *cancellable,
                  GError                **error)
{
  g_autoptr (HeraldPages) self = NULL;

  g_return_val_if_fail (maker != NULL, NULL);
  g_return_val_if_fail (job != NULL && job->announcement != NULL, NULL);

  prepare (maker);
  self = pages_new (maker, job);
  self->contents = herald_contents_new (&self->job);
  self->setting = herald_pdf_set (g_ptr_array_index (self->contents, 0), maker->pictures, maker->fonts, forgiving,
                                  cancellable, error);
  if (self->setting == NULL)
    return NULL;
  if (forgiving)
    g_ptr_array_add (self->setting->problems, NULL);
  return g_steal_pointer (&self);
}

/**
 * herald_pages_ref:
 * @self: pages
 *
 * Returns: (transfer full): @self
 */
HeraldPages *
herald_pages_ref (HeraldPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * herald_pages_unref:
 * @self: (transfer full): pages
 */
void
herald_pages_unref (HeraldPages *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->images);
  g_clear_pointer (&self->setting, herald_pdf_setting_free);
  g_clear_pointer (&self->contents, g_ptr_array_unref);
  herald_announcement_free (self->announcement);
  g_free (self->version_hash);
  g_free (self->version_time);
  g_free (self->recipient);
  herald_page_maker_unref (self->maker);
  g_free (self);
}

/**
 * herald_pages_get_count:
 * @self: pages
 *
 * Returns: how many there are, at least one
 */
guint
herald_pages_get_count (HeraldPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return herald_layout_count (self->setting->fragments);
}

/**
 * herald_pages_get_size:
 * @self: pages
 * @width: (out): of each of them, in points
 * @height: (out): likewise
 */
void
herald_pages_get_size (HeraldPages *self,
                       double      *width,
                       double      *height)
{
  g_return_if_fail (self != NULL);

  *width = self->setting->sheet.width;
  *height = self->setting->sheet.height;
}

static void
append_lines (GString              *text,
              PangoLayout          *layout,
              const HeraldFragment *fragment,
              gboolean              whole)
{
  const char *words = pango_layout_get_text (layout);
  guint n_lines = (guint) pango_layout_get_line_count (layout);
  guint end = fragment->first_line + fragment->n_lines;
  PangoLayoutLine *first = whole ? NULL : pango_layout_get_line_readonly (layout, (int) fragment->first_line);
  PangoLayoutLine *next = whole || end >= n_lines ? NULL : pango_layout_get_line_readonly (layout, (int) end);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_len (text, words + (first != NULL ? first->start_index : 0),
                       next != NULL ? next->start_index - (first != NULL ? first->start_index : 0) : -1);
}

/**
 * herald_pages_get_text:
 * @self: pages
 * @page: from 0
 *
 * Returns: (transfer full): the words on the page, for those who do not see it; where a page has a banner or draft line,
 *   these come first
 */
char *
herald_pages_get_text (HeraldPages *self,
                       guint        page)
{
  GString *text = g_string_new (NULL);
  const HeraldContent *content = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  content = self->setting->content;
  g_string_append (text, content->banner != NULL ? content->banner : "");
  if (content->notice != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", content->notice);
  for (guint i = 0; i < self->setting->fragments->len; i++)
    {
      const HeraldFragment *fragment = &g_array_index (self->setting->fragments, HeraldFragment, i);

      for (guint j = 0; fragment->page == page && j < fragment->piece->plates->len; j++)
        {
          const HeraldPlate *plate = &g_array_index (fragment->piece->plates, HeraldPlate, j);

          g_string_append_printf (text, "\n%s", plate->alt);
          if (plate->caption != NULL)
            append_lines (text, plate->caption->layout, fragment, TRUE);
        }
      for (guint j = 0; fragment->page == page && j < fragment->piece->cells->len; j++)
        append_lines (text, ((HeraldCell *) g_ptr_array_index (fragment->piece->cells, j))->layout, fragment,
                      fragment->piece->kind != HERALD_PIECE_TEXT);
    }
  return g_string_free (text, FALSE);
}

/**
 * herald_pages_get_problems:
 * @self: pages
 *
 * Returns: (transfer none): sentences for people about the pictures that are not there, ended by %NULL
 */
const char * const *
herald_pages_get_problems (HeraldPages *self)
{
  static const char * const none[] = { NULL };

  g_return_val_if_fail (self != NULL, NULL);

  return self->setting->problems != NULL ? (const char * const *) self->setting->problems->pdata : none;
}

/**
 * herald_pages_draw:
 * @self: pages
 * @page: from 0
 * @cr: where to, with the page's corner at 0, 0 and points as units; the paper is not painted
 *
 * Pictures of one page at a time are kept decoded.
 */
void
herald_pages_draw (HeraldPages *self,
                   guint        page,
                   cairo_t     *cr)
{
  g_return_if_fail (self != NULL && cr != NULL);
  g_return_if_fail (page < herald_pages_get_count (self));

  if (page != self->drawn)
    g_hash_table_remove_all (self->images);
  self->drawn = page;
  herald_pdf_draw_page (cr, self->setting, page, self->images);
}
