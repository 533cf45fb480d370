/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-docx-body.h"

#include <string.h>

#include "herald-docx-styles.h"
#include "herald-story.h"

/* English Metric Units: 360,000 in a centimetre. */
#define EMU_PER_PIXEL 9525
#define MAX_WIDTH     (16 * 360000)
#define MAX_HEIGHT    (18 * 360000)

#define DRAWING  "http://schemas.openxmlformats.org/drawingml/2006/main"
#define PICTURE  "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define POSITION "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"

/* Twentieths of a point: the width of the text on A4, and of the first column of a table. */
#define TEXT_WIDTH  9070
#define LABEL_WIDTH 2400

static void
write_flag (HeraldXml  *out,
            const char *element)
{
  herald_xml_open (out, element);
  herald_xml_close (out);
}

static void
write_value (HeraldXml  *out,
             const char *element,
             const char *value)
{
  herald_xml_open (out, element);
  herald_xml_attribute (out, "w:val", value);
  herald_xml_close (out);
}

/**
 * herald_docx_write_text:
 * @out: a writer in a run
 * @text: clean text; line feeds become line breaks
 */
void
herald_docx_write_text (HeraldXml  *out,
                        const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        write_flag (out, "w:br");
      if (lines[i][0] == '\0')
        continue;
      herald_xml_open (out, "w:t");
      herald_xml_attribute (out, "xml:space", "preserve");
      herald_xml_text (out, lines[i]);
      herald_xml_close (out);
    }
}

/**
 * herald_docx_add_link:
 * @self: a document in work
 * @type: the last word of the relation's type
 * @target: a part of the package, or for `hyperlink` an allowed address
 *
 * Returns: (transfer full): the relation's id
 */
char *
herald_docx_add_link (HeraldDocx *self,
                      const char *type,
                      const char *target)
{
  g_autofree char *full = g_strconcat (HERALD_DOCX_RELATIONS "/", type, NULL);
  char *id = g_strdup_printf ("rId%u", ++self->n_links);

  herald_xml_open (self->links, "Relationship");
  herald_xml_attribute (self->links, "Id", id);
  herald_xml_attribute (self->links, "Type", full);
  if (strcmp (type, "hyperlink") == 0)
    {
      herald_xml_link (self->links, "Target", target);
      herald_xml_attribute (self->links, "TargetMode", "External");
    }
  else
    herald_xml_part (self->links, "Target", target);
  herald_xml_close (self->links);
  return id;
}

/**
 * herald_docx_picture_suffix:
 * @picture: a picture
 *
 * Returns: (transfer none): how its file's name ends
 */
const char *
herald_docx_picture_suffix (const HeraldKitPicture *picture)
{
  return strcmp (picture->media_type, "image/png") == 0 ? "png" : "jpeg";
}

static void
write_run (HeraldDocx      *self,
           const HeraldRun *run)
{
  HeraldXml *out = self->body;
  g_autofree char *id = run->url != NULL ? herald_docx_add_link (self, "hyperlink", run->url) : NULL;

  if (id != NULL)
    {
      herald_xml_open (out, "w:hyperlink");
      herald_xml_attribute (out, "r:id", id);
    }
  herald_xml_open (out, "w:r");
  herald_xml_open (out, "w:rPr");
  if (id != NULL)
    write_value (out, "w:rStyle", "Hyperlink");
  if (run->strong)
    write_flag (out, "w:b");
  if (run->emphasis)
    write_flag (out, "w:i");
  if (self->rtl)
    write_flag (out, "w:rtl");
  herald_xml_close (out);
  /* The groups of a number are read from the left in every language: the mark says so (UAX #9). */
  if (self->rtl && run->url != NULL && g_str_has_prefix (run->url, "tel:"))
    herald_docx_write_text (out, "\u200e");
  herald_docx_write_text (out, run->text);
  herald_xml_close (out);
  if (id != NULL)
    herald_xml_close (out);
}

static void
open_paragraph (HeraldDocx *self,
                const char *style,
                guint       list)
{
  HeraldXml *out = self->body;

  herald_xml_open (out, "w:p");
  if (style == NULL)
    return;
  herald_xml_open (out, "w:pPr");
  write_value (out, "w:pStyle", style);
  if (list > 0)
    {
      herald_xml_open (out, "w:numPr");
      herald_xml_open (out, "w:ilvl");
      herald_xml_number (out, "w:val", 0);
      herald_xml_close (out);
      herald_xml_open (out, "w:numId");
      herald_xml_number (out, "w:val", list);
      herald_xml_close (out);
      herald_xml_close (out);
    }
  herald_xml_close (out);
}

static void
write_runs (HeraldDocx *self,
            GArray     *runs)
{
  for (guint i = 0; i < runs->len; i++)
    write_run (self, &g_array_index (runs, HeraldRun, i));
}

static void
write_paragraph (HeraldDocx *self,
                 const char *style,
                 guint       list,
                 GArray     *runs)
{
  open_paragraph (self, style, list);
  write_runs (self, runs);
  herald_xml_close (self->body);
}

static void
write_line (HeraldDocx *self,
            const char *style,
            const char *text)
{
  g_autoptr (GArray) runs = herald_clean_runs (text, NULL);

  write_paragraph (self, style, 0, runs);
}

static void
write_list (HeraldDocx       *self,
            const HeraldPart *part)
{
  guint list = part->ordered ? HERALD_DOCX_ORDERED + self->n_lists++ : HERALD_DOCX_BULLETS;

  for (guint i = 0; i < part->rows->len; i++)
    write_paragraph (self, "ListParagraph", list, g_ptr_array_index ((GPtrArray *) g_ptr_array_index (part->rows, i), 0));
}

static guint
count_columns (const HeraldPart *part)
{
  guint n = 1;

  for (guint i = 0; i < part->rows->len; i++)
    n = MAX (n, ((GPtrArray *) g_ptr_array_index (part->rows, i))->len);
  return n;
}

static void
write_cell (HeraldDocx *self,
            GArray     *runs,
            const char *style,
            guint       width)
{
  HeraldXml *out = self->body;

  herald_xml_open (out, "w:tc");
  herald_xml_open (out, "w:tcPr");
  herald_xml_open (out, "w:tcW");
  herald_xml_number (out, "w:w", width);
  herald_xml_attribute (out, "w:type", "dxa");
  herald_xml_close (out);
  herald_xml_close (out);
  if (runs != NULL)
    write_paragraph (self, style, 0, runs);
  else
    write_line (self, style, "");
  herald_xml_close (out);
}

/* The first column names what the others tell. */
static guint
get_column_width (guint n_columns,
                  guint column)
{
  if (n_columns == 1)
    return TEXT_WIDTH;
  return column == 0 ? LABEL_WIDTH : (TEXT_WIDTH - LABEL_WIDTH) / (n_columns - 1);
}

static void
write_table (HeraldDocx       *self,
             const HeraldPart *part)
{
  HeraldXml *out = self->body;
  guint n_columns = count_columns (part);

  herald_xml_open (out, "w:tbl");
  herald_xml_open (out, "w:tblPr");
  write_value (out, "w:tblStyle", "Facts");
  if (self->rtl)
    write_flag (out, "w:bidiVisual");
  herald_xml_open (out, "w:tblW");
  herald_xml_number (out, "w:w", TEXT_WIDTH);
  herald_xml_attribute (out, "w:type", "dxa");
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_open (out, "w:tblGrid");
  for (guint j = 0; j < n_columns; j++)
    {
      herald_xml_open (out, "w:gridCol");
      herald_xml_number (out, "w:w", get_column_width (n_columns, j));
      herald_xml_close (out);
    }
  herald_xml_close (out);
  for (guint i = 0; i < part->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (part->rows, i);

      herald_xml_open (out, "w:tr");
      herald_xml_open (out, "w:trPr");
      write_flag (out, "w:cantSplit");
      herald_xml_close (out);
      for (guint j = 0; j < n_columns; j++)
        write_cell (self, j < row->len ? g_ptr_array_index (row, j) : NULL, j == 0 && n_columns > 1 ? "FactLabel" : "Fact",
                    get_column_width (n_columns, j));
      herald_xml_close (out);
    }
  herald_xml_close (out);
  write_line (self, NULL, ""); /* two tables that touch become one */
}

static void
write_size (HeraldXml  *out,
            const char *element,
            gint64      width,
            gint64      height)
{
  herald_xml_open (out, element);
  herald_xml_number (out, "cx", width);
  herald_xml_number (out, "cy", height);
  herald_xml_close (out);
}

static void
write_picture_frame (HeraldXml *out,
                     gint64     width,
                     gint64     height)
{
  herald_xml_open (out, "pic:spPr");
  herald_xml_open (out, "a:xfrm");
  herald_xml_open (out, "a:off");
  herald_xml_number (out, "x", 0);
  herald_xml_number (out, "y", 0);
  herald_xml_close (out);
  write_size (out, "a:ext", width, height);
  herald_xml_close (out);
  herald_xml_open (out, "a:prstGeom");
  herald_xml_attribute (out, "prst", "rect");
  write_flag (out, "a:avLst");
  herald_xml_close (out);
  herald_xml_close (out);
}

static void
write_graphic (HeraldDocx *self,
               const char *id,
               gint64      width,
               gint64      height)
{
  HeraldXml *out = self->body;

  herald_xml_open (out, "a:graphic");
  herald_xml_attribute (out, "xmlns:a", DRAWING);
  herald_xml_open (out, "a:graphicData");
  herald_xml_attribute (out, "uri", PICTURE);
  herald_xml_open (out, "pic:pic");
  herald_xml_attribute (out, "xmlns:pic", PICTURE);
  herald_xml_open (out, "pic:nvPicPr");
  herald_xml_open (out, "pic:cNvPr");
  herald_xml_number (out, "id", self->pictures->len);
  herald_xml_attribute (out, "name", id);
  herald_xml_close (out);
  write_flag (out, "pic:cNvPicPr");
  herald_xml_close (out);
  herald_xml_open (out, "pic:blipFill");
  herald_xml_open (out, "a:blip");
  herald_xml_attribute (out, "r:embed", id);
  herald_xml_close (out);
  herald_xml_open (out, "a:stretch");
  write_flag (out, "a:fillRect");
  herald_xml_close (out);
  herald_xml_close (out);
  write_picture_frame (out, width, height);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
}

static void
write_picture (HeraldDocx             *self,
               const HeraldKitPicture *picture,
               const char             *alt,
               gboolean                has_caption)
{
  static const char * const distances[] = { "distT", "distB", "distL", "distR" };
  HeraldXml *out = self->body;
  double width = (double) picture->width * EMU_PER_PIXEL;
  double height = (double) picture->height * EMU_PER_PIXEL;
  double scale = MIN (1.0, MIN (MAX_WIDTH / width, MAX_HEIGHT / height));
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;

  g_ptr_array_add (self->pictures, (gpointer) picture);
  path = g_strdup_printf ("media/image%u.%s", self->pictures->len, herald_docx_picture_suffix (picture));
  id = herald_docx_add_link (self, "image", path);
  width *= scale;
  height *= scale;
  open_paragraph (self, has_caption ? "Figure" : NULL, 0);
  herald_xml_open (out, "w:r");
  herald_xml_open (out, "w:drawing");
  herald_xml_open (out, "wp:inline");
  herald_xml_attribute (out, "xmlns:wp", POSITION);
  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    herald_xml_number (out, distances[i], 0);
  write_size (out, "wp:extent", (gint64) width, (gint64) height);
  herald_xml_open (out, "wp:docPr");
  herald_xml_number (out, "id", self->pictures->len);
  herald_xml_attribute (out, "name", id);
  herald_xml_attribute (out, "descr", alt);
  herald_xml_close (out);
  write_graphic (self, id, (gint64) width, (gint64) height);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
}

static gboolean
write_figure (HeraldDocx        *self,
              const HeraldPart  *part,
              GError           **error)
{
  const HeraldKitPicture *picture = herald_kit_pictures_get (self->rendering->pictures, part->asset, part->caption, error);

  if (picture == NULL)
    return FALSE;
  write_picture (self, picture, part->alt, part->runs->len > 0);
  if (part->runs->len > 0)
    write_paragraph (self, "Caption", 0, part->runs);
  return TRUE;
}

static void
write_quote (HeraldDocx       *self,
             const HeraldPart *part)
{
  g_autofree char *by = part->attribution != NULL ? g_strconcat ("— ", part->attribution, NULL) : NULL;

  write_paragraph (self, by != NULL ? "AttributedQuote" : "Quote", 0, part->runs);
  if (by != NULL)
    write_line (self, "Attribution", by);
}

static void
write_contact (HeraldDocx       *self,
               const HeraldPart *part)
{
  for (guint i = 0; i < part->rows->len; i++)
    write_paragraph (self, "Contact", 0, g_ptr_array_index ((GPtrArray *) g_ptr_array_index (part->rows, i), 0));
}

static const char *
find_style (HeraldPartKind kind)
{
  static const char * const names[] = {
    [HERALD_PART_BANNER] = "Warning",
    [HERALD_PART_NOTICE] = "Warning",
    [HERALD_PART_KICKER] = "Kicker",
    [HERALD_PART_HEADLINE] = "Heading1",
    [HERALD_PART_SUBHEADLINE] = "Subtitle",
    [HERALD_PART_HEADING] = "Heading2",
    [HERALD_PART_SUBHEADING] = "Heading3",
    [HERALD_PART_SOURCE] = "Caption",
    [HERALD_PART_END] = "EndMark",
  };

  return kind < G_N_ELEMENTS (names) ? names[kind] : NULL;
}

static gboolean
write_part (HeraldDocx        *self,
            const HeraldPart  *part,
            GError           **error)
{
  switch (part->kind)
    {
    case HERALD_PART_QUOTE:
      write_quote (self, part);
      break;
    case HERALD_PART_LIST:
      write_list (self, part);
      break;
    case HERALD_PART_TABLE:
      write_table (self, part);
      break;
    case HERALD_PART_CONTACT:
      write_contact (self, part);
      break;
    case HERALD_PART_FIGURE:
      return write_figure (self, part, error);
    case HERALD_PART_BANNER:
    case HERALD_PART_NOTICE:
    case HERALD_PART_KICKER:
    case HERALD_PART_HEADLINE:
    case HERALD_PART_SUBHEADLINE:
    case HERALD_PART_PARAGRAPH:
    case HERALD_PART_HEADING:
    case HERALD_PART_SUBHEADING:
    case HERALD_PART_SOURCE:
    case HERALD_PART_END:
      write_paragraph (self, find_style (part->kind), 0, part->runs);
      break;
    }
  return TRUE;
}

/**
 * herald_docx_write_body:
 * @self: a document in work, in whose body the text goes
 * @error: return location; %HERALD_RENDER_ERROR_PICTURE, or what the asset reader says
 *
 * Returns: %FALSE when an error is set
 */
gboolean
herald_docx_write_body (HeraldDocx  *self,
                        GError     **error)
{
  g_autoptr (GPtrArray) story = herald_story_new (self->content);

  for (guint i = 0; i < story->len; i++)
    if (!write_part (self, g_ptr_array_index (story, i), error))
      return FALSE;
  return TRUE;
}
