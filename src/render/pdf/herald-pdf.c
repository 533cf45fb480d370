/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf.h"

#include "herald-clean.h"
#include "herald-fonts.h"
#include "herald-pdf-file.h"
#include "herald-pdf-maker.h"

#define MEASURE 428.0

/* Figures are best as wide as the text, which most are at the first height, else clearly less wide. */
static const double heights[] = { 300.0, 225.0, 190.0, 160.0 };
static const double gaps[] = { 1.0, 0.75 };

#define MAX_ATTEMPTS 64 /* of pagination, each of which takes the longer the more pages there are */

typedef struct
{
  HeraldPdfSetting *setting;
  GPtrArray        *figures; /* of HeraldPiece, whose size may be chosen */
  guint            *choices; /* for each of them, in heights */
  guint             n_attempts;
} Chooser;

static guint
attempt (Chooser *self,
         double   gap)
{
  for (guint i = 0; i < self->figures->len; i++)
    herald_piece_fit (g_ptr_array_index (self->figures, i), herald_pdf_setting_measure (self->setting), heights[self->choices[i]]);
  herald_pdf_setting_paginate (self->setting, gap);
  self->n_attempts++;
  return herald_layout_count (self->setting->fragments);
}

static void
choose_all (Chooser *self,
            guint    height)
{
  for (guint i = 0; i < self->figures->len; i++)
    self->choices[i] = height;
}

/* The figures that may be larger without another page, the first ones first. */
static void
enlarge (Chooser *self,
         guint    n_pages,
         double   gap)
{
  for (guint i = 0; i < self->figures->len && self->n_attempts < MAX_ATTEMPTS; i++)
    {
      guint small = self->choices[i];

      for (self->choices[i] = 0; self->choices[i] < small; self->choices[i]++)
        if (attempt (self, gap) <= n_pages)
          break;
    }
  attempt (self, gap);
}

/* Smaller figures, and smaller gaps, where that saves a page. */
static void
save_page (Chooser *self,
           guint    n_pages)
{
  for (guint g = 0; g < G_N_ELEMENTS (gaps); g++)
    for (guint h = 0; h < (self->figures->len > 0 ? G_N_ELEMENTS (heights) : 1); h++)
      {
        choose_all (self, h);
        if (attempt (self, gaps[g]) < n_pages)
          {
            enlarge (self, n_pages - 1, gaps[g]);
            return;
          }
      }
  choose_all (self, 0);
  attempt (self, gaps[0]);
}

static void
choose_pages (HeraldPdfSetting *setting)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new ();
  g_autofree guint *choices = NULL;
  Chooser chooser = { setting, figures };
  guint n_pages = 0;

  for (guint i = 0; i < setting->pieces->len; i++)
    if (((HeraldPiece *) g_ptr_array_index (setting->pieces, i))->flexible)
      g_ptr_array_add (figures, g_ptr_array_index (setting->pieces, i));
  chooser.choices = choices = g_new0 (guint, figures->len + 1);
  n_pages = attempt (&chooser, gaps[0]);
  if (n_pages > 1)
    save_page (&chooser, n_pages);
}

static gboolean
add_pieces (HeraldPdfMaker  *maker,
            GError         **error)
{
  if (!herald_pdf_maker_add_front (maker, error) || !herald_pdf_maker_add_body (maker, error))
    return FALSE;
  herald_pdf_maker_add_back (maker);
  return TRUE;
}

/* %NULL without an error: the fonts do not have all characters. */
static HeraldPdfSetting *
set_with (const HeraldContent  *content,
          HeraldKitPictures    *pictures,
          PangoFontMap         *fonts,
          gboolean              are_all,
          gboolean              forgiving,
          GCancellable         *cancellable,
          GError              **error)
{
  HeraldSheet sheet = herald_sheet_choose (content->language, MEASURE);
  g_autoptr (HeraldPdfSetting) setting = herald_pdf_setting_new (content, fonts, &sheet);
  g_autoptr (HeraldHyphens) hyphens = herald_hyphens_new (content->language);
  HeraldPdfMaker maker = { setting, pictures, hyphens, cancellable };

  if (forgiving)
    setting->problems = g_ptr_array_new_with_free_func (g_free);
  if (!add_pieces (&maker, error) || (!are_all && herald_pdf_setting_lacks_font (setting)) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  choose_pages (setting);
  return g_steal_pointer (&setting);
}

/**
 * herald_pdf_set:
 * @content: an edition, which must outlive what is returned
 * @pictures: its pictures, likewise
 * @fonts: what it is set in
 * @forgiving: words stand in place of a picture that cannot be used; else that is an error
 * @cancellable: (nullable): to stop
 * @error: return location
 *
 * Sets an edition on pages of A4, or Letter for American English.
 *
 * Returns: (transfer full): the pages
 */
HeraldPdfSetting *
herald_pdf_set (const HeraldContent  *content,
                HeraldKitPictures    *pictures,
                HeraldFonts          *fonts,
                gboolean              forgiving,
                GCancellable         *cancellable,
                GError              **error)
{
  g_autoptr (GError) reason = NULL;
  HeraldPdfSetting *setting = NULL;

  for (HeraldFontRange i = herald_fonts_begin_with (content->language); setting == NULL && reason == NULL && i < HERALD_N_FONTS; i++)
    {
      PangoFontMap *map = herald_fonts_get_map (fonts, i);

      if (map != NULL)
        setting = set_with (content, pictures, map, i == HERALD_FONTS_ALL, forgiving, cancellable, &reason);
    }
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return setting;
}

static GPtrArray *
collect_authors (const HeraldContent *content)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < content->issuers->len; i++)
    g_ptr_array_add (names, herald_clean_line (((HeraldParty *) g_ptr_array_index (content->issuers, i))->name));
  return names;
}

static GBytes *
make_pdf (HeraldPdfSetting  *setting,
          GError           **error)
{
  const HeraldContent *content = setting->content;
  g_autoptr (GPtrArray) authors = collect_authors (content);
  HeraldPdfFacts facts = {
    .title = content->headline[0] != '\0' ? content->headline : content->kicker,
    .authors = authors,
    .language = content->language,
    .time = content->version_time != NULL ? content->version_time : "1970-01-01T00:00:00Z",
  };

  return herald_pdf_write (&facts, setting, error);
}

static gboolean
set_and_write (HeraldRendering      *rendering,
               const HeraldContent  *content,
               HeraldFonts          *fonts,
               GError              **error)
{
  g_autoptr (HeraldPdfSetting) setting = herald_pdf_set (content, rendering->pictures, fonts, FALSE, NULL, error);
  g_autoptr (GBytes) bytes = setting != NULL ? make_pdf (setting, error) : NULL;

  if (bytes != NULL)
    herald_kit_add (rendering->pdfs, content->pdf_path, bytes);
  return bytes != NULL;
}

/**
 * herald_pdf_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Sets each edition on pages of A4, or Letter for American English: tagged, with outline, links, language and
 * alternative texts (ISO 32000-1).
 */
gboolean
herald_pdf_add (HeraldRendering  *rendering,
                GError          **error)
{
  g_autoptr (HeraldFonts) fonts = herald_fonts_new ();

  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);

      if (herald_kit_get (rendering->pdfs, content->pdf_path) == NULL && !set_and_write (rendering, content, fonts, error))
        return FALSE;
      herald_kit_add (rendering->kit, content->pdf_path, herald_kit_get (rendering->pdfs, content->pdf_path));
    }
  return TRUE;
}
