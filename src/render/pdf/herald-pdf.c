/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-fonts.h"
#include "herald-hyphens.h"
#include "herald-kit-labels.h"
#include "herald-pdf-file.h"

#define LABEL_WIDTH     118.0 /* the left column of facts, profiles and contacts */
#define MAX_LABEL       60    /* bytes of a label that may widen its column */
#define GUTTER          16.0
#define QUOTE_INDENT    18.0
#define ITEM_INDENT     18.0
#define LOGO_AREA       3000.0
#define LOGO_MAX_WIDTH  150.0
#define LOGO_MAX_HEIGHT 46.0
#define LOGO_GAP        30.0
#define MAX_ROW_HEIGHT  240.0 /* what is taller is no row any more, but text that may break */

typedef struct
{
  const HeraldContent *content;
  HeraldKitPictures      *pictures;
  PangoContext        *context;
  HeraldSheet          sheet;
  GPtrArray           *pieces; /* of HeraldPiece */
  HeraldHyphens       *hyphens;
  double               gaps;   /* between them, as a part of what they are by rights */
  GPtrArray           *problems; /* of HeraldPdfSetting */
  GCancellable        *cancellable;
} Maker;

/* Figures may shrink, and then gaps, where that saves a page that is all but empty. */
static const struct { double figure_height, gaps; } settings[] = {
  { 300.0, 1.0 }, { 255.0, 1.0 }, { 210.0, 1.0 }, { 255.0, 0.85 }, { 210.0, 0.7 }, { 180.0, 0.7 },
};

static gboolean
has_text (const char *text)
{
  return text != NULL && text[strspn (text, " \t\n")] != '\0';
}

static double
measure (const Maker *self)
{
  return HERALD_SHEET_MEASURE (&self->sheet);
}

static HeraldPiece *
add_piece (Maker           *self,
           HeraldPieceKind  kind,
           double           space_before,
           double           space_after)
{
  HeraldPiece *piece = herald_piece_new (kind);

  piece->space_before = space_before;
  piece->space_after = space_after;
  g_ptr_array_add (self->pieces, piece);
  return piece;
}

static HeraldPiece *
add_text (Maker      *self,
          const char *tag,
          HeraldRich *rich,
          double      indent,
          double      space_before,
          double      space_after)
{
  HeraldPiece *piece = add_piece (self, HERALD_PIECE_TEXT, space_before, space_after);

  herald_piece_add_cell (piece, tag, rich, self->context, indent, measure (self) - indent);
  return piece;
}

static void
part_words (Maker       *self,
            HeraldPiece *piece)
{
  for (guint i = 0; i < piece->cells->len; i++)
    {
      HeraldCell *cell = g_ptr_array_index (piece->cells, i);

      herald_hyphens_apply (self->hyphens, cell->layout, cell->links);
    }
}

static HeraldRich *
rich_of (HeraldFace  face,
         const char *text)
{
  HeraldRich *rich = herald_rich_new (face);

  herald_rich_add (rich, face, text);
  return rich;
}

/* Words in the place of a picture that cannot be shown, where that is no reason to show nothing. */
static gboolean
add_missing (Maker   *self,
             GError  *problem,  /* (transfer full) */
             GError **error)
{
  HeraldPiece *piece = NULL;
  const double padding = HERALD_MISSING_PADDING;

  if (self->problems == NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  piece = add_piece (self, HERALD_PIECE_TEXT, 8 + padding, 10 + padding);
  herald_piece_add_cell (piece, "P", rich_of (HERALD_FACE_CAPTION, problem->message), self->context, padding,
                         measure (self) - 2 * padding);
  piece->missing = TRUE;
  if (!g_ptr_array_find_with_equal_func (self->problems, problem->message, g_str_equal, NULL))
    g_ptr_array_add (self->problems, g_strdup (problem->message));
  g_error_free (problem);
  return TRUE;
}

static gboolean
add_missing_logos (Maker      *self,
                   GPtrArray  *missing, /* of GError; emptied */
                   GError    **error)
{
  while (missing->len > 0)
    if (!add_missing (self, g_ptr_array_steal_index (missing, 0), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_logos (Maker   *self,
           GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  HeraldPiece *piece = NULL;
  double x = 0;

  for (guint i = 0; i < self->content->issuers->len; i++)
    {
      HeraldParty *party = g_ptr_array_index (self->content->issuers, i);
      HeraldKitPicture *logo = NULL;
      double width = LOGO_MAX_WIDTH, height = 0;

      if (has_text (party->logo))
        {
          g_autoptr (GError) problem = NULL;

          logo = herald_kit_pictures_get_logo (self->pictures, party, &problem);
          if (logo == NULL)
            g_ptr_array_add (missing, g_steal_pointer (&problem));
        }
      if (logo != NULL)
        {
          herald_kit_picture_fit_area (logo, LOGO_AREA, LOGO_MAX_WIDTH, LOGO_MAX_HEIGHT, &width, &height);
        }
      if (piece == NULL || x + width > measure (self))
        {
          piece = add_piece (self, HERALD_PIECE_PICTURES, 0, LOGO_GAP);
          x = 0;
        }
      if (logo != NULL)
        herald_piece_add_plate (piece, logo, party->name != NULL ? party->name : "", x, width, height);
      else
        {
          HeraldCell *cell = herald_piece_add_cell (piece, "P", rich_of (HERALD_FACE_LOGO, party->name), self->context, x, width);
          int pixels = 0;

          pango_layout_get_size (cell->layout, &pixels, NULL);
          width = (double) pixels / PANGO_SCALE;
        }
      x += width + LOGO_GAP;
    }
  return add_missing_logos (self, missing, error);
}

static void
balance (HeraldPiece *piece)
{
  HeraldCell *cell = g_ptr_array_index (piece->cells, 0);

  herald_typeset_balance (cell->layout);
  cell->width = (double) pango_layout_get_width (cell->layout) / PANGO_SCALE;
}

static gboolean
add_title (Maker   *self,
           GError **error)
{
  HeraldPiece *piece = NULL;

  if (!add_logos (self, error))
    return FALSE;
  piece = add_text (self, "P", rich_of (HERALD_FACE_KICKER, self->content->kicker), 0, 0, 7);
  piece->keep_with_next = TRUE;
  if (self->content->headline[0] != '\0')
    {
      piece = add_text (self, "H1", rich_of (HERALD_FACE_TITLE, self->content->headline), 0, 0, 9);
      piece->keep_with_next = TRUE;
      piece->in_outline = TRUE;
      balance (piece);
    }
  if (self->content->subheadline[0] != '\0')
    {
      piece = add_text (self, "P", rich_of (HERALD_FACE_SUBTITLE, self->content->subheadline), 0, 0, 8);
      piece->keep_with_next = TRUE;
      balance (piece);
    }
  piece->space_after += 14;
  return TRUE;
}

static void
add_paragraph (Maker             *self,
               const HeraldBlock *block,
               gboolean           is_lead)
{
  HeraldRich *rich = herald_rich_new (HERALD_FACE_BODY);

  if (is_lead && self->content->dateline != NULL)
    {
      herald_rich_add (rich, HERALD_FACE_DATELINE, self->content->dateline);
      herald_rich_add (rich, HERALD_FACE_DATELINE, " – ");
    }
  if (block != NULL)
    herald_rich_add_marked (rich, HERALD_FACE_BODY, block->text, block->marks);
  part_words (self, add_text (self, "P", rich, 0, 0, 9));
}

static void
add_heading (Maker      *self,
             const char *text)
{
  HeraldPiece *piece = add_text (self, "H2", rich_of (HERALD_FACE_HEADING, text), 0, 12, 4);

  piece->keep_with_next = TRUE;
  piece->in_outline = TRUE;
}

static void
add_quote (Maker             *self,
           const HeraldBlock *block)
{
  HeraldFace face = herald_content_is_long_quote (block) ? HERALD_FACE_LONG_QUOTE : HERALD_FACE_QUOTE;
  HeraldRich *rich = herald_rich_new (face);
  const HeraldSpeaker *speaker = block->speaker;
  const char *open = NULL;
  const char *close = NULL;
  HeraldPiece *piece = NULL;
  g_autofree char *name = herald_clean_line (speaker != NULL ? speaker->name : NULL);
  g_autofree char *position = speaker != NULL ? herald_content_format_position (self->content, speaker) : g_strdup ("");

  herald_kit_labels_get_quotes (self->content->language, &open, &close);
  herald_rich_add (rich, face, open);
  herald_rich_add_marked (rich, face, block->text, block->marks);
  herald_rich_add (rich, face, close);
  piece = add_text (self, "P", rich, QUOTE_INDENT, 10, 5);
  part_words (self, piece);
  piece->begins[0] = "BlockQuote";
  piece->bar = TRUE;
  if (name[0] == '\0' && position[0] == '\0')
    {
      piece->n_ends = 1;
      piece->space_after = 18;
      return;
    }
  piece->keep_with_next = TRUE;
  rich = herald_rich_new (HERALD_FACE_NAME);
  herald_rich_add (rich, HERALD_FACE_NAME, name);
  if (name[0] != '\0' && position[0] != '\0')
    herald_rich_add (rich, HERALD_FACE_POSITION, herald_kit_labels_get_comma (self->content->language));
  herald_rich_add (rich, HERALD_FACE_POSITION, position);
  piece = add_text (self, "P", rich, QUOTE_INDENT, 0, 18);
  piece->bar = TRUE;
  piece->n_ends = 1;
}

/* Two cells side by side: the label column and what it labels. Too tall for a row, one stands above the other. */
static HeraldPiece *
add_labelled (Maker      *self,
              const char *tags[2],
              HeraldRich *label,
              HeraldRich *text,
              double      label_width,
              double      space_before,
              double      space_after)
{
  HeraldPiece *piece = add_piece (self, HERALD_PIECE_ROW, space_before, space_after);
  double x = label_width + (label_width > ITEM_INDENT ? GUTTER : 0);
  HeraldPiece *below = NULL;

  herald_piece_add_cell (piece, tags[0], label, self->context, 0, label_width);
  herald_piece_add_cell (piece, tags[1], text, self->context, x, measure (self) - x);
  part_words (self, piece);
  if (herald_piece_get_height (piece) <= MAX_ROW_HEIGHT)
    return piece;
  piece->kind = HERALD_PIECE_TEXT;
  piece->keep_with_next = TRUE;
  piece->space_after = 2;
  below = add_piece (self, HERALD_PIECE_TEXT, 0, space_after);
  g_ptr_array_add (below->cells, g_ptr_array_steal_index (piece->cells, 1));
  return below;
}

static void
add_list (Maker             *self,
          const HeraldBlock *block)
{
  const char *tags[2] = { "Lbl", "LBody" };

  for (guint i = 0; i < block->items->len; i++)
    {
      HeraldItem *item = g_ptr_array_index (block->items, i);
      g_autofree char *label = block->ordered ? g_strdup_printf ("%u.", i + 1) : g_strdup ("•");
      HeraldRich *rich = herald_rich_new (HERALD_FACE_BODY);
      gboolean is_last = i + 1 == block->items->len;
      guint first = self->pieces->len;
      HeraldPiece *last = NULL;
      HeraldPiece *piece = NULL;

      herald_rich_add_marked (rich, HERALD_FACE_BODY, item->text, item->marks);
      last = add_labelled (self, tags, rich_of (HERALD_FACE_BODY, label), rich, ITEM_INDENT, 0, is_last ? 11 : 3);
      piece = g_ptr_array_index (self->pieces, first);
      piece->begins[0] = i == 0 ? "L" : "LI";
      piece->begins[1] = i == 0 ? "LI" : NULL;
      if (i == 0)
        piece->numbering = block->ordered ? "Decimal" : "Disc";
      last->n_ends = is_last ? 2 : 1;
    }
}

/* As wide as the longest label, within bounds. */
static double
choose_label_width (Maker             *self,
                    const HeraldBlock *block)
{
  double width = LABEL_WIDTH;

  for (guint i = 0; i < block->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, i);
      HeraldItem *item = row->len > 1 ? g_ptr_array_index (row, 0) : NULL;
      g_autoptr (HeraldRich) rich = herald_rich_new (HERALD_FACE_LABEL);
      g_autoptr (PangoLayout) layout = NULL;
      int natural = 0;

      if (item == NULL || item->text == NULL || strlen (item->text) > MAX_LABEL)
        continue;
      herald_rich_add (rich, HERALD_FACE_LABEL, item->text);
      layout = herald_rich_to_layout (rich, self->context, measure (self));
      pango_layout_get_size (layout, &natural, NULL);
      width = MAX (width, (double) natural / PANGO_SCALE + 1);
    }
  return MIN (width, measure (self) * 0.42);
}

/* One row of facts; a third cell and those after it share the right column. */
static void
add_fact (Maker     *self,
          GPtrArray *row,
          double     label_width,
          gboolean   is_first,
          gboolean   is_last)
{
  HeraldPiece *piece = add_piece (self, HERALD_PIECE_ROW, 12, is_last ? 20 : 0);
  guint n_right = row->len > 1 ? row->len - 1 : 1;
  double x = label_width + GUTTER;
  double width = (measure (self) - x - GUTTER * (n_right - 1)) / n_right;

  for (guint i = 0; i < row->len; i++)
    {
      HeraldItem *item = g_ptr_array_index (row, i);
      HeraldFace face = i == 0 ? HERALD_FACE_LABEL : HERALD_FACE_DETAIL;
      HeraldRich *rich = herald_rich_new (face);

      herald_rich_add_marked (rich, face, item->text, item->marks);
      herald_piece_add_cell (piece, i == 0 ? "TH" : "TD", rich, self->context,
                             i == 0 ? 0 : x + (width + GUTTER) * (i - 1), i == 0 ? label_width : width);
    }
  part_words (self, piece);
  piece->rule = TRUE;
  piece->begins[0] = is_first ? "Table" : "TR";
  piece->begins[1] = is_first ? "TR" : NULL;
  piece->n_ends = is_last ? 2 : 1;
}

static void
add_facts (Maker             *self,
           const HeraldBlock *block)
{
  double label_width = choose_label_width (self, block);

  for (guint i = 0; i < block->rows->len; i++)
    add_fact (self, g_ptr_array_index (block->rows, i), label_width, i == 0, i + 1 == block->rows->len);
}

static const char *
first_text (const char *own,
            const char *of_asset)
{
  return has_text (own) ? own : has_text (of_asset) ? of_asset : NULL;
}

static void
add_caption (Maker      *self,
             const char *caption,
             const char *credit)
{
  HeraldRich *rich = herald_rich_new (HERALD_FACE_CAPTION);

  herald_rich_add (rich, HERALD_FACE_CAPTION, caption);
  if (credit != NULL)
    {
      g_autofree char *name = herald_clean_line (credit);
      g_autofree char *line = herald_kit_labels_fill (self->content->language, HERALD_KIT_LABEL_CREDIT, "name", name, NULL);

      herald_rich_add (rich, HERALD_FACE_CREDIT, caption != NULL ? " · " : "");
      herald_rich_add (rich, HERALD_FACE_CREDIT, line);
    }
  add_text (self, "Caption", rich, 0, 0, 18);
}

static gboolean
add_figure (Maker              *self,
            const HeraldBlock  *block,
            GError            **error)
{
  HeraldAsset *asset = herald_announcement_find_asset (self->content->announcement, block->asset);
  const char *caption = first_text (block->caption, asset != NULL ? asset->caption : NULL);
  const char *credit = first_text (block->credit, asset != NULL ? asset->credit : NULL);
  const char *alt = first_text (block->alt, asset != NULL ? asset->alt : NULL);
  HeraldKitPicture *picture = NULL;
  HeraldPiece *piece = NULL;
  GError *problem = NULL;

  if (!has_text (block->asset))
    return TRUE;
  picture = herald_kit_pictures_get (self->pictures, block->asset, caption, &problem);
  if (picture == NULL)
    return add_missing (self, problem, error);
  piece = add_piece (self, HERALD_PIECE_PICTURES, 8, caption != NULL || credit != NULL ? 6 : 18);
  herald_piece_add_plate (piece, picture, alt != NULL ? alt : caption != NULL ? caption : "", 0, 0, 0);
  piece->flexible = TRUE;
  piece->keep_with_next = caption != NULL || credit != NULL;
  if (piece->keep_with_next)
    add_caption (self, caption, credit);
  return TRUE;
}

static gboolean
add_block (Maker              *self,
           const HeraldBlock  *block,
           gboolean            is_lead,
           GError            **error)
{
  switch (block->type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      if (is_lead || has_text (block->text))
        add_paragraph (self, block, is_lead);
      break;
    case HERALD_BLOCK_HEADING:
      if (has_text (block->text))
        add_heading (self, block->text);
      break;
    case HERALD_BLOCK_QUOTE:
      if (has_text (block->text))
        add_quote (self, block);
      break;
    case HERALD_BLOCK_LIST:
      add_list (self, block);
      break;
    case HERALD_BLOCK_FIGURE:
      return add_figure (self, block, error);
    case HERALD_BLOCK_FACTS:
      add_facts (self, block);
      break;
    case HERALD_BLOCK_UNKNOWN:
      break;
    }
  return TRUE;
}

static gboolean
add_body (Maker   *self,
          GError **error)
{
  GPtrArray *body = self->content->announcement->body;
  gboolean lead_done = FALSE;

  for (guint i = 0; i < body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);
      gboolean is_lead = !lead_done && block->type == HERALD_BLOCK_PARAGRAPH;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !add_block (self, block, is_lead, error))
        return FALSE;
      lead_done = lead_done || is_lead;
    }
  if (!lead_done && self->content->dateline != NULL)
    add_paragraph (self, NULL, TRUE);
  return TRUE;
}

static void
add_boilerplates (Maker *self)
{
  const char *tags[2] = { "H2", "P" };

  for (guint i = 0; i < self->content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (self->content->groups, i);

      for (guint j = 0; j < group->boilerplates->len; j++)
        {
          const HeraldBoilerplate *boilerplate = g_ptr_array_index (group->boilerplates, j);
          g_autofree char *name = herald_clean_line (group->name);
          g_autofree char *about = name[0] != '\0' && j == 0
                                       ? herald_kit_labels_fill (self->content->language, HERALD_KIT_LABEL_ABOUT, "name", name, NULL)
                                       : g_strdup ("");
          guint first = self->pieces->len;
          HeraldPiece *piece = NULL;

          add_labelled (self, tags, rich_of (HERALD_FACE_LABEL, about), rich_of (HERALD_FACE_SMALL, boilerplate->text),
                        LABEL_WIDTH, i == 0 && j == 0 ? 30 : 22, 0);
          piece = g_ptr_array_index (self->pieces, first);
          piece->rule = j == 0;
          piece->in_outline = about[0] != '\0';
        }
    }
}

/* RFC 3966: a number without the spaces and brackets that people read. */
static char *
make_phone_address (const char *phone)
{
  GString *address = g_string_new ("tel:");

  for (const char *p = phone; *p != '\0'; p++)
    if (strchr (" ()/", *p) == NULL)
      g_string_append_c (address, *p);
  return g_string_free (address, FALSE);
}

static void
add_contact_words (HeraldRich          *rich,
                   const HeraldContact *contact,
                   gboolean             rtl)
{
  g_autofree char *name = herald_clean_line (contact->name);
  g_autofree char *role = herald_clean_line (contact->role);
  g_autofree char *mail = has_text (contact->email) ? g_strconcat ("mailto:", contact->email, NULL) : NULL;
  g_autofree char *number = has_text (contact->phone) ? make_phone_address (contact->phone) : NULL;
  const char *gap = rich->text->len > 0 ? "\n" : "";

  herald_rich_add (rich, HERALD_FACE_DETAIL, gap);
  herald_rich_add (rich, HERALD_FACE_LABEL, name);
  if (role[0] != '\0')
    {
      herald_rich_add (rich, HERALD_FACE_DETAIL, name[0] != '\0' ? ", " : "");
      herald_rich_add (rich, HERALD_FACE_DETAIL, role);
    }
  if (mail != NULL)
    {
      herald_rich_add (rich, HERALD_FACE_DETAIL, "\n");
      herald_rich_add_link (rich, HERALD_FACE_DETAIL, contact->email, mail);
    }
  if (number != NULL)
    {
      /* The groups of a number are read from the left in every language: the mark says so (UAX #9). */
      herald_rich_add (rich, HERALD_FACE_DETAIL, mail != NULL ? " · " : rtl ? "\n\u200e" : "\n");
      herald_rich_add_link (rich, HERALD_FACE_DETAIL, contact->phone, number);
    }
}

static void
add_contacts (Maker *self)
{
  const char *tags[2] = { "H3", "P" };
  gboolean any = FALSE;

  for (guint i = 0; i < self->content->groups->len; i++)
    {
      const HeraldGroup *group = g_ptr_array_index (self->content->groups, i);
      HeraldRich *rich = NULL;

      if (group->contacts->len == 0)
        continue;
      if (!any)
        {
          HeraldPiece *heading = add_text (self, "H2", rich_of (HERALD_FACE_LABEL, herald_kit_labels_get (self->content->language, HERALD_KIT_LABEL_CONTACTS)), 0, 22, 6);

          heading->keep_with_next = TRUE;
          heading->in_outline = TRUE;
          heading->rule = TRUE;
        }
      any = TRUE;
      rich = herald_rich_new (HERALD_FACE_DETAIL);
      for (guint j = 0; j < group->contacts->len; j++)
        add_contact_words (rich, g_ptr_array_index (group->contacts, j), self->sheet.rtl);
      add_labelled (self, tags, rich_of (HERALD_FACE_POSITION, group->name), rich, LABEL_WIDTH, 0, 8)->keep_with_next = TRUE;
    }
}

/* No source and no end mark alone on a page. */
static void
keep_last_with_next (Maker *self)
{
  HeraldPiece *last = g_ptr_array_index (self->pieces, self->pieces->len - 1);

  last->keep_with_next = TRUE;
}

static void
add_back (Maker *self)
{
  const HeraldSource *source = self->content->announcement->source;
  g_autofree char *name = herald_clean_line (source != NULL ? source->name : NULL);
  HeraldRich *end = NULL;

  add_boilerplates (self);
  add_contacts (self);
  if (name[0] != '\0')
    {
      g_autofree char *line = herald_kit_labels_fill (self->content->language, HERALD_KIT_LABEL_SOURCE, "name", name, NULL);
      HeraldRich *rich = herald_rich_new (HERALD_FACE_CREDIT);

      herald_rich_add_link (rich, HERALD_FACE_CREDIT, line, source->url);
      keep_last_with_next (self);
      add_text (self, "P", rich, 0, 18, 0);
    }
  keep_last_with_next (self);
  end = rich_of (HERALD_FACE_POSITION, "###");
  {
    HeraldPiece *piece = add_text (self, "P", end, 0, 20, 0);
    HeraldCell *cell = g_ptr_array_index (piece->cells, 0);

    pango_layout_set_alignment (cell->layout, PANGO_ALIGN_CENTER);
  }
}

/* ISO 216 A4; Letter (ANSI/ASME Y14.1) where offices have it. */
static HeraldSheet
choose_sheet (const char *language)
{
  HeraldSheet sheet = { 595.276, 841.89, 84.0, herald_kit_labels_is_rtl (language) };

  if (g_ascii_strcasecmp (language, "en-US") == 0 || g_ascii_strcasecmp (language, "es-US") == 0)
    {
      sheet.width = 612.0;
      sheet.height = 792.0;
      sheet.margin = 92.0;
    }
  return sheet;
}

static GPtrArray *
collect_authors (const HeraldContent *content)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < content->issuers->len; i++)
    g_ptr_array_add (names, herald_clean_line (((HeraldParty *) g_ptr_array_index (content->issuers, i))->name));
  return names;
}

static gboolean
make_pieces (Maker   *self,
             GError **error)
{
  if (!add_title (self, error) || !add_body (self, error))
    return FALSE;
  add_back (self);
  return TRUE;
}

/* Places the pieces in one of the settings. */
static GArray *
paginate (Maker *self,
          guint  setting)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      HeraldPiece *piece = g_ptr_array_index (self->pieces, i);

      if (piece->flexible)
        herald_piece_fit (piece, measure (self), settings[setting].figure_height);
      piece->space_before *= settings[setting].gaps / self->gaps;
      piece->space_after *= settings[setting].gaps / self->gaps;
    }
  self->gaps = settings[setting].gaps;
  return herald_layout_paginate (self->pieces,
                                 herald_pdf_get_top (&self->sheet, self->content, self->context, TRUE),
                                 herald_pdf_get_top (&self->sheet, self->content, self->context, FALSE),
                                 herald_pdf_get_bottom (&self->sheet));
}

static guint
last_page (GArray *fragments)
{
  return g_array_index (fragments, HeraldFragment, fragments->len - 1).page;
}

/* With the largest figures, unless smaller ones save a page. */
static GArray *
choose_pages (Maker *self)
{
  g_autoptr (GArray) fragments = paginate (self, 0);
  guint n_pages = last_page (fragments);

  for (guint i = 1; n_pages > 0 && i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GArray) smaller = paginate (self, i);

      if (last_page (smaller) < n_pages)
        return g_steal_pointer (&smaller);
    }
  return paginate (self, 0);
}

static GBytes *
make_pdf (const HeraldPdfSetting  *self,
          GError                 **error)
{
  const HeraldContent *content = self->content;
  g_autoptr (GPtrArray) authors = collect_authors (content);
  HeraldPdfFacts facts = {
    .title = content->headline[0] != '\0' ? content->headline : content->kicker,
    .authors = authors,
    .language = content->language,
    .time = content->version_time != NULL ? content->version_time : "1970-01-01T00:00:00Z",
  };

  return herald_pdf_write (&facts, &self->sheet, content, self->context, self->pieces, self->fragments, error);
}

static gboolean
lacks_font (Maker *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (herald_piece_lacks_font (g_ptr_array_index (self->pieces, i)))
      return TRUE;
  return FALSE;
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
  g_autoptr (HeraldPdfSetting) setting = g_new0 (HeraldPdfSetting, 1);
  g_autoptr (HeraldHyphens) hyphens = herald_hyphens_new (content->language);
  Maker maker = {
    .content = content,
    .pictures = pictures,
    .sheet = choose_sheet (content->language),
    .hyphens = hyphens,
    .gaps = 1.0,
    .cancellable = cancellable,
  };

  setting->content = content;
  setting->context = herald_typeset_new_context_for_fonts (fonts, content->language, maker.sheet.rtl);
  setting->sheet = maker.sheet;
  setting->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_piece_free);
  setting->problems = forgiving ? g_ptr_array_new_with_free_func (g_free) : NULL;
  maker.context = setting->context;
  maker.pieces = setting->pieces;
  maker.problems = setting->problems;
  if (!make_pieces (&maker, error) || (!are_all && lacks_font (&maker)) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  setting->fragments = choose_pages (&maker);
  return g_steal_pointer (&setting);
}

/**
 * herald_pdf_setting_free:
 * @self: (transfer full): pages
 */
void
herald_pdf_setting_free (HeraldPdfSetting *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->fragments, g_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

/**
 * herald_pdf_set:
 * @content: an edition, which must outlive what is returned
 * @pictures: its pictures, likewise
 * @own_fonts: (nullable): from herald_fonts_new_own_map()
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
                PangoFontMap         *own_fonts,
                gboolean              forgiving,
                GCancellable         *cancellable,
                GError              **error)
{
  g_autoptr (GError) reason = NULL;
  HeraldPdfSetting *setting = NULL;

  if (own_fonts != NULL)
    setting = set_with (content, pictures, own_fonts, FALSE, forgiving, cancellable, &reason);
  if (setting == NULL && reason == NULL)
    {
      g_autoptr (PangoFontMap) fonts = herald_fonts_new_map ();

      setting = set_with (content, pictures, fonts, TRUE, forgiving, cancellable, &reason);
    }
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return setting;
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
  g_autoptr (PangoFontMap) fonts = herald_fonts_new_own_map ();

  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autoptr (HeraldPdfSetting) setting = herald_pdf_set (content, rendering->pictures, fonts, FALSE, NULL, error);
      g_autoptr (GBytes) bytes = setting != NULL ? make_pdf (setting, error) : NULL;

      if (bytes == NULL)
        return FALSE;
      herald_kit_add (rendering->kit, content->pdf_path, bytes);
    }
  return TRUE;
}
