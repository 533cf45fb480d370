/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-docx-styles.h"

#define LIST_INDENT 720 /* twentieths of a point: half an inch */

/* A style of WordprocessingML (ECMA-376, part 1, section 17.7): the names are those that word processors know, so that
 * their own looks apply. */
typedef struct
{
  const char *id;
  const char *name;
  int         size;     /* half points; 0: as the text */
  gboolean    bold;
  gboolean    italic;
  int         before;   /* twentieths of a point */
  int         after;
  int         indent;
  int         level;    /* of the outline, from 1; 0: none */
  const char *colour;   /* or NULL */
  gboolean    keep;     /* on the page of what follows, as headings are */
} Style;

static const Style styles[] = {
  { "Heading1", "heading 1", 36, TRUE, FALSE, 120, 120, 0, 1, NULL },
  { "Heading2", "heading 2", 26, TRUE, FALSE, 280, 80, 0, 2, NULL },
  { "Heading3", "heading 3", 22, TRUE, FALSE, 160, 40, 0, 3, NULL },
  { "Subtitle", "Subtitle", 26, FALSE, FALSE, 0, 240, 0, 0, "444444" },
  { "Warning", "Warning", 20, TRUE, FALSE, 0, 80, 0, 0, "B00020" },
  { "Kicker", "Kicker", 20, TRUE, FALSE, 120, 120, 0, 0, "444444" },
  { "Quote", "Quote", 0, FALSE, TRUE, 120, 200, 567, 0, NULL },
  { "AttributedQuote", "Attributed Quote", 0, FALSE, TRUE, 120, 40, 567, 0, NULL, TRUE },
  { "Attribution", "Attribution", 20, FALSE, FALSE, 0, 200, 567, 0, "444444" },
  { "ListParagraph", "List Paragraph", 0, FALSE, FALSE, 0, 60, 0, 0, NULL },
  { "Figure", "Figure", 0, FALSE, FALSE, 120, 40, 0, 0, NULL, TRUE },
  { "Fact", "Fact", 20, FALSE, FALSE, 0, 0, 0, 0, NULL },
  { "FactLabel", "Fact Label", 20, TRUE, FALSE, 0, 0, 0, 0, NULL },
  { "Caption", "caption", 18, FALSE, FALSE, 40, 200, 0, 0, "444444" },
  { "Contact", "Contact", 0, FALSE, FALSE, 0, 0, 0, 0, NULL },
  { "EndMark", "End Mark", 0, FALSE, FALSE, 360, 0, 0, 0, NULL },
  { "Header", "header", 18, TRUE, FALSE, 0, 0, 0, 0, "B00020" },
  { "Footer", "footer", 18, FALSE, FALSE, 0, 0, 0, 0, "444444" },
};

static void
write_value (HeraldXml  *out,
             const char *element,
             const char *value)
{
  herald_xml_open (out, element);
  herald_xml_attribute (out, "w:val", value);
  herald_xml_close (out);
}

static void
write_number (HeraldXml  *out,
              const char *element,
              int         value)
{
  herald_xml_open (out, element);
  herald_xml_number (out, "w:val", value);
  herald_xml_close (out);
}

static void
write_defaults (HeraldXml  *out,
                const char *language,
                gboolean    rtl)
{
  herald_xml_open (out, "w:docDefaults");
  herald_xml_open (out, "w:rPrDefault");
  herald_xml_open (out, "w:rPr");
  herald_xml_open (out, "w:rFonts");
  herald_xml_attribute (out, "w:ascii", "Calibri");
  herald_xml_attribute (out, "w:hAnsi", "Calibri");
  herald_xml_attribute (out, "w:cs", "Calibri");
  herald_xml_close (out);
  write_number (out, "w:sz", 22);
  write_number (out, "w:szCs", 22);
  herald_xml_open (out, "w:lang");
  herald_xml_attribute (out, "w:val", language);
  herald_xml_attribute (out, "w:eastAsia", language);
  herald_xml_attribute (out, "w:bidi", language);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_open (out, "w:pPrDefault");
  herald_xml_open (out, "w:pPr");
  if (rtl)
    write_number (out, "w:bidi", 1);
  herald_xml_open (out, "w:spacing");
  herald_xml_number (out, "w:after", 160);
  herald_xml_number (out, "w:line", 276);
  herald_xml_attribute (out, "w:lineRule", "auto");
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
}

static void
write_paragraph_properties (HeraldXml   *out,
                            const Style *style)
{
  herald_xml_open (out, "w:pPr");
  if (style->level > 0 || style->keep)
    write_number (out, "w:keepNext", 1);
  herald_xml_open (out, "w:spacing");
  herald_xml_number (out, "w:before", style->before);
  herald_xml_number (out, "w:after", style->after);
  herald_xml_close (out);
  if (style->indent > 0)
    {
      herald_xml_open (out, "w:ind");
      herald_xml_number (out, "w:left", style->indent);
      herald_xml_number (out, "w:right", style->indent);
      herald_xml_close (out);
    }
  if (style->level > 0)
    write_number (out, "w:outlineLvl", style->level - 1);
  herald_xml_close (out);
}

static void
write_run_properties (HeraldXml   *out,
                      const Style *style)
{
  herald_xml_open (out, "w:rPr");
  if (style->bold)
    {
      write_number (out, "w:b", 1);
      write_number (out, "w:bCs", 1);
    }
  if (style->italic)
    {
      write_number (out, "w:i", 1);
      write_number (out, "w:iCs", 1);
    }
  if (style->colour != NULL)
    write_value (out, "w:color", style->colour);
  if (style->size > 0)
    {
      write_number (out, "w:sz", style->size);
      write_number (out, "w:szCs", style->size);
    }
  herald_xml_close (out);
}

static void
open_style (HeraldXml  *out,
            const char *type,
            const char *id,
            const char *name)
{
  herald_xml_open (out, "w:style");
  herald_xml_attribute (out, "w:type", type);
  herald_xml_attribute (out, "w:styleId", id);
  write_value (out, "w:name", name);
}

static void
write_table_style (HeraldXml *out)
{
  static const char * const edges[] = { "w:top", "w:bottom", "w:insideH" };
  static const struct { const char *side; int width; } margins[] = { { "w:top", 70 }, { "w:left", 0 }, { "w:bottom", 70 }, { "w:right", 160 } };

  open_style (out, "table", "Facts", "Facts");
  herald_xml_open (out, "w:tblPr");
  herald_xml_open (out, "w:tblBorders");
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      herald_xml_open (out, edges[i]);
      herald_xml_attribute (out, "w:val", "single");
      herald_xml_number (out, "w:sz", 4);
      herald_xml_number (out, "w:space", 0);
      herald_xml_attribute (out, "w:color", "BBBBBB");
      herald_xml_close (out);
    }
  herald_xml_close (out);
  herald_xml_open (out, "w:tblCellMar");
  for (guint i = 0; i < G_N_ELEMENTS (margins); i++)
    {
      herald_xml_open (out, margins[i].side);
      herald_xml_number (out, "w:w", margins[i].width);
      herald_xml_attribute (out, "w:type", "dxa");
      herald_xml_close (out);
    }
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
}

/**
 * herald_docx_write_styles:
 * @out: a writer
 * @language: BCP 47
 * @rtl: whether it is written from right to left
 *
 * Writes `word/styles.xml`.
 */
void
herald_docx_write_styles (HeraldXml  *out,
                          const char *language,
                          gboolean    rtl)
{
  herald_xml_open (out, "w:styles");
  herald_xml_attribute (out, "xmlns:w", HERALD_DOCX_NAMESPACE);
  write_defaults (out, language, rtl);
  herald_xml_open (out, "w:style");
  herald_xml_attribute (out, "w:type", "paragraph");
  herald_xml_number (out, "w:default", 1);
  herald_xml_attribute (out, "w:styleId", "Normal");
  write_value (out, "w:name", "Normal");
  herald_xml_close (out);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      open_style (out, "paragraph", styles[i].id, styles[i].name);
      write_value (out, "w:basedOn", "Normal");
      if (styles[i].level > 0)
        write_value (out, "w:next", "Normal");
      write_paragraph_properties (out, &styles[i]);
      write_run_properties (out, &styles[i]);
      herald_xml_close (out);
    }
  open_style (out, "character", "Hyperlink", "Hyperlink");
  herald_xml_open (out, "w:rPr");
  write_value (out, "w:color", "0563C1");
  write_value (out, "w:u", "single");
  herald_xml_close (out);
  herald_xml_close (out);
  write_table_style (out);
  herald_xml_close (out);
}

static void
write_level (HeraldXml  *out,
             guint       id,
             const char *format,
             const char *text)
{
  herald_xml_open (out, "w:abstractNum");
  herald_xml_number (out, "w:abstractNumId", id);
  herald_xml_open (out, "w:lvl");
  herald_xml_number (out, "w:ilvl", 0);
  write_number (out, "w:start", 1);
  write_value (out, "w:numFmt", format);
  write_value (out, "w:lvlText", text);
  write_value (out, "w:lvlJc", "left");
  herald_xml_open (out, "w:pPr");
  herald_xml_open (out, "w:ind");
  herald_xml_number (out, "w:left", LIST_INDENT);
  herald_xml_number (out, "w:hanging", LIST_INDENT / 2);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
  herald_xml_close (out);
}

static void
write_list (HeraldXml *out,
            guint      id,
            guint      abstract)
{
  herald_xml_open (out, "w:num");
  herald_xml_number (out, "w:numId", id);
  write_number (out, "w:abstractNumId", (int) abstract);
  if (id >= HERALD_DOCX_ORDERED)
    {
      herald_xml_open (out, "w:lvlOverride");
      herald_xml_number (out, "w:ilvl", 0);
      write_number (out, "w:startOverride", 1);
      herald_xml_close (out);
    }
  herald_xml_close (out);
}

/**
 * herald_docx_write_numbering:
 * @out: a writer
 * @n_lists: how many ordered lists there are
 *
 * Writes `word/numbering.xml`.
 */
void
herald_docx_write_numbering (HeraldXml *out,
                             guint      n_lists)
{
  herald_xml_open (out, "w:numbering");
  herald_xml_attribute (out, "xmlns:w", HERALD_DOCX_NAMESPACE);
  write_level (out, 0, "bullet", "•");
  write_level (out, 1, "decimal", "%1.");
  write_list (out, HERALD_DOCX_BULLETS, 0);
  for (guint i = 0; i < n_lists; i++)
    write_list (out, HERALD_DOCX_ORDERED + i, 1);
  herald_xml_close (out);
}
