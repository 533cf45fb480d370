/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-clean.h"
#include "herald-pdf-maker.h"
#include "herald-text.h"

#define LOGO_AREA       3000.0
#define LOGO_MAX_WIDTH  150.0
#define LOGO_MAX_HEIGHT 46.0
#define LOGO_GAP        32.0
#define LONG_HEADLINE   120 /* code points */

static gboolean
add_missing_logos (HeraldPdfMaker  *self,
                   GPtrArray       *missing, /* of GError; emptied */
                   GError         **error)
{
  while (missing->len > 0)
    if (!herald_pdf_maker_add_missing (self, g_ptr_array_steal_index (missing, 0), error))
      return FALSE;
  return TRUE;
}

/* The logo at its width, or %NULL: then the name stands for it. */
static HeraldKitPicture *
get_logo (HeraldPdfMaker    *self,
          const HeraldParty *party,
          GPtrArray         *missing, /* of GError */
          double            *width,
          double            *height)
{
  g_autoptr (GError) problem = NULL;
  HeraldKitPicture *logo = NULL;

  if (party->logo == NULL || party->logo[0] == '\0')
    return NULL;
  logo = herald_kit_pictures_get_logo (self->pictures, party, &problem);
  if (logo == NULL)
    g_ptr_array_add (missing, g_steal_pointer (&problem));
  else
    herald_kit_picture_fit_area (logo, LOGO_AREA, LOGO_MAX_WIDTH, LOGO_MAX_HEIGHT, width, height);
  return logo;
}

/* A name among logos is as wide as its words, and goes on in a second line. Returns how wide it is. */
static HeraldCell *
set_name (HeraldPdfMaker    *self,
          const HeraldParty *party,
          double            *width)
{
  HeraldCell *cell = herald_cell_new ("P", herald_pdf_setting_rich (self->setting, HERALD_FACE_LOGO, party->name), 0, LOGO_MAX_WIDTH);
  PangoRectangle logical;

  pango_layout_get_extents (cell->layout, NULL, &logical);
  *width = MIN (LOGO_MAX_WIDTH, (double) logical.width / PANGO_SCALE + 1);
  pango_layout_set_width (cell->layout, (int) (*width * PANGO_SCALE));
  cell->width = *width;
  return cell;
}

static gboolean
add_logos (HeraldPdfMaker  *self,
           GError         **error)
{
  GPtrArray *issuers = self->setting->content->issuers;
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  HeraldPiece *piece = NULL;
  double x = 0;

  for (guint i = 0; i < issuers->len; i++)
    {
      HeraldParty *party = g_ptr_array_index (issuers, i);
      double width = 0, height = 0;
      HeraldKitPicture *logo = get_logo (self, party, missing, &width, &height);
      g_autoptr (HeraldCell) name = logo == NULL ? set_name (self, party, &width) : NULL;

      if (piece == NULL || x + width > herald_pdf_setting_measure (self->setting))
        {
          if (piece != NULL)
            piece->space_after = LOGO_GAP / 2;
          piece = herald_pdf_setting_add (self->setting, HERALD_PIECE_PICTURES, 0, LOGO_GAP);
          x = 0;
        }
      if (logo != NULL)
        herald_piece_add_plate (piece, logo, party->name != NULL ? party->name : "", x, width, height);
      else
        {
          name->x = x;
          g_ptr_array_add (piece->cells, g_steal_pointer (&name));
        }
      x += width + LOGO_GAP;
    }
  return add_missing_logos (self, missing, error);
}

static HeraldPiece *
add_title (HeraldPdfMaker *self,
           const char     *tag,
           HeraldFace      face,
           const char     *text,
           double          space_after)
{
  HeraldPiece *piece = herald_pdf_setting_add_text (self->setting, tag, herald_pdf_setting_rich (self->setting, face, text), 0, 0, space_after);
  HeraldCell *cell = g_ptr_array_index (piece->cells, 0);

  herald_rich_balance (cell->layout);
  cell->width = (double) pango_layout_get_width (cell->layout) / PANGO_SCALE;
  piece->keep_with_next = TRUE;
  return piece;
}

/**
 * herald_pdf_maker_add_front:
 * @self: a maker
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE, or what the asset reader says
 *
 * Adds logos, the line above the headline, and the headline.
 */
gboolean
herald_pdf_maker_add_front (HeraldPdfMaker  *self,
                            GError         **error)
{
  const HeraldContent *content = self->setting->content;
  HeraldFace face = g_utf8_strlen (content->headline, -1) > LONG_HEADLINE ? HERALD_FACE_LONG_TITLE : HERALD_FACE_TITLE;
  HeraldPiece *piece = NULL;

  if (!add_logos (self, error))
    return FALSE;
  piece = add_title (self, "P", HERALD_FACE_KICKER, content->kicker, HERALD_GRID);
  if (content->headline[0] != '\0')
    {
      piece = add_title (self, "H1", face, content->headline, 8);
      piece->in_outline = TRUE;
    }
  if (content->subheadline[0] != '\0')
    piece = add_title (self, "P", HERALD_FACE_SUBTITLE, content->subheadline, 8);
  piece->space_after += 16;
  return TRUE;
}
