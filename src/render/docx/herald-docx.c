/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-docx.h"

#include <math.h>
#include <string.h>

#include "herald-docx-body.h"
#include "herald-docx-styles.h"
#include "herald-kit-labels.h"
#include "herald-sheet.h"
#include "herald-zip.h"

/* Office Open XML, ECMA-376 (transitional), parts 1 and 2: a ZIP of XML. */
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define CORE    PACKAGE "/metadata/core-properties"
#define TYPES   "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Twentieths of a point: margins of 2.5 cm. */
#define PER_POINT 20
#define MARGIN    1418

static gboolean
add_part (HeraldZipWriter  *zip,
          const char       *path,
          HeraldXml        *xml,
          GError          **error)
{
  g_autoptr (GBytes) bytes = herald_xml_finish (xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");

  return herald_zip_writer_add (zip, path, bytes, error);
}

static void
write_type (HeraldXml  *out,
            const char *element,
            const char *attribute,
            const char *name,
            const char *type)
{
  herald_xml_open (out, element);
  herald_xml_attribute (out, attribute, name);
  herald_xml_attribute (out, "ContentType", type);
  herald_xml_close (out);
}

static gboolean
add_types (HeraldZipWriter  *zip,
           GError          **error)
{
  g_autoptr (HeraldXml) out = herald_xml_new ();

  herald_xml_open (out, "Types");
  herald_xml_attribute (out, "xmlns", PACKAGE "/content-types");
  write_type (out, "Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
  write_type (out, "Default", "Extension", "xml", "application/xml");
  write_type (out, "Default", "Extension", "png", "image/png");
  write_type (out, "Default", "Extension", "jpeg", "image/jpeg");
  write_type (out, "Override", "PartName", "/word/document.xml", TYPES "document.main+xml");
  write_type (out, "Override", "PartName", "/word/styles.xml", TYPES "styles+xml");
  write_type (out, "Override", "PartName", "/word/numbering.xml", TYPES "numbering+xml");
  write_type (out, "Override", "PartName", "/word/header.xml", TYPES "header+xml");
  write_type (out, "Override", "PartName", "/word/header-first.xml", TYPES "header+xml");
  write_type (out, "Override", "PartName", "/word/footer.xml", TYPES "footer+xml");
  write_type (out, "Override", "PartName", "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  return add_part (zip, "[Content_Types].xml", out, error);
}

static void
write_relation (HeraldXml  *out,
                const char *id,
                const char *type,
                const char *target)
{
  herald_xml_open (out, "Relationship");
  herald_xml_attribute (out, "Id", id);
  herald_xml_attribute (out, "Type", type);
  herald_xml_part (out, "Target", target);
  herald_xml_close (out);
}

static gboolean
add_relations (HeraldZipWriter  *zip,
               GError          **error)
{
  g_autoptr (HeraldXml) out = herald_xml_new ();

  herald_xml_open (out, "Relationships");
  herald_xml_attribute (out, "xmlns", PACKAGE "/relationships");
  write_relation (out, "rId1", HERALD_DOCX_RELATIONS "/officeDocument", "word/document.xml");
  write_relation (out, "rId2", PACKAGE "/relationships/metadata/core-properties", "docProps/core.xml");
  return add_part (zip, "_rels/.rels", out, error);
}

/* Who wrote it is nobody's business: the companies stand for it. */
static gboolean
add_properties (HeraldZipWriter      *zip,
                const HeraldContent  *content,
                GError              **error)
{
  g_autoptr (HeraldXml) out = herald_xml_new ();
  GString *issuers = g_string_new (NULL);
  g_autofree char *names = NULL;

  for (guint i = 0; i < content->issuers->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (content->issuers, i);

      g_string_append_printf (issuers, "%s%s", i > 0 ? herald_kit_labels_get_comma (content->language) : "", party->name != NULL ? party->name : "");
    }
  names = g_string_free (issuers, FALSE);
  herald_xml_open (out, "cp:coreProperties");
  herald_xml_attribute (out, "xmlns:cp", CORE);
  herald_xml_attribute (out, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  herald_xml_attribute (out, "xmlns:dcterms", "http://purl.org/dc/terms/");
  herald_xml_attribute (out, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  herald_xml_leaf (out, "dc:title", content->headline);
  herald_xml_leaf (out, "dc:creator", names);
  herald_xml_leaf (out, "dc:language", content->language);
  herald_xml_open (out, "dcterms:created");
  herald_xml_attribute (out, "xsi:type", "dcterms:W3CDTF");
  herald_xml_text (out, content->version_time);
  herald_xml_close (out);
  return add_part (zip, "docProps/core.xml", out, error);
}

static void
open_frame (HeraldXml  *out,
            const char *element,
            const char *style)
{
  herald_xml_open (out, element);
  herald_xml_attribute (out, "xmlns:w", HERALD_DOCX_NAMESPACE);
  herald_xml_open (out, "w:p");
  herald_xml_open (out, "w:pPr");
  herald_xml_open (out, "w:pStyle");
  herald_xml_attribute (out, "w:val", style);
  herald_xml_close (out);
  herald_xml_close (out);
}

static void
write_run (HeraldXml  *out,
           const char *text)
{
  if (text[0] == '\0')
    return;
  herald_xml_open (out, "w:r");
  herald_docx_write_text (out, text);
  herald_xml_close (out);
}

static void
write_field (HeraldXml  *out,
             const char *instruction)
{
  herald_xml_open (out, "w:fldSimple");
  herald_xml_attribute (out, "w:instr", instruction);
  write_run (out, "1");
  herald_xml_close (out);
}

/* "Page {page} of {pages}", the numbers filled in by the program that shows the document. */
static void
write_page_number (HeraldXml  *out,
                   const char *label)
{
  while (*label != '\0')
    {
      gsize length = strcspn (label, "{");
      g_autofree char *words = g_strndup (label, length);
      gboolean all = g_str_has_prefix (label + length, "{pages}");

      write_run (out, words);
      label += length;
      if (*label != '{')
        continue;
      write_field (out, all ? "NUMPAGES" : "PAGE");
      label += strcspn (label, "}");
      label += *label == '}';
    }
}

static gboolean
add_frames (HeraldZipWriter      *zip,
            const HeraldContent  *content,
            GError              **error)
{
  g_autoptr (HeraldXml) header = herald_xml_new ();
  g_autoptr (HeraldXml) first = herald_xml_new ();
  g_autoptr (HeraldXml) footer = herald_xml_new ();
  g_autofree char *warning = herald_content_format_warning (content, " · ");

  open_frame (header, "w:hdr", "Header");
  if (warning != NULL)
    write_run (header, warning);
  open_frame (first, "w:hdr", "Header"); /* the text itself begins with it there */
  open_frame (footer, "w:ftr", "Footer");
  write_run (footer, content->headline);
  write_run (footer, " · ");
  write_page_number (footer, herald_kit_labels_get (content->language, HERALD_KIT_LABEL_PAGE));
  return add_part (zip, "word/header.xml", header, error) && add_part (zip, "word/header-first.xml", first, error) &&
         add_part (zip, "word/footer.xml", footer, error);
}

static void
write_reference (HeraldDocx *docx,
                 const char *element,
                 const char *page,
                 const char *id)
{
  herald_xml_open (docx->body, element);
  herald_xml_attribute (docx->body, "w:type", page);
  herald_xml_attribute (docx->body, "r:id", id);
  herald_xml_close (docx->body);
}

static void
write_section (HeraldDocx *docx,
               const char *header,
               const char *first,
               const char *footer)
{
  HeraldXml *out = docx->body;
  HeraldSheet sheet = herald_sheet_choose (docx->content->language, 0);

  herald_xml_open (out, "w:sectPr");
  write_reference (docx, "w:headerReference", "default", header);
  write_reference (docx, "w:headerReference", "first", first);
  write_reference (docx, "w:footerReference", "default", footer);
  write_reference (docx, "w:footerReference", "first", footer);
  herald_xml_open (out, "w:pgSz");
  herald_xml_number (out, "w:w", lround (sheet.width * PER_POINT));
  herald_xml_number (out, "w:h", lround (sheet.height * PER_POINT));
  herald_xml_close (out);
  herald_xml_open (out, "w:pgMar");
  herald_xml_number (out, "w:top", MARGIN);
  herald_xml_number (out, "w:right", MARGIN);
  herald_xml_number (out, "w:bottom", MARGIN);
  herald_xml_number (out, "w:left", MARGIN);
  herald_xml_number (out, "w:header", MARGIN / 2);
  herald_xml_number (out, "w:footer", MARGIN / 2);
  herald_xml_number (out, "w:gutter", 0);
  herald_xml_close (out);
  herald_xml_open (out, "w:titlePg");
  herald_xml_close (out);
  if (docx->rtl)
    {
      herald_xml_open (out, "w:bidi");
      herald_xml_close (out);
    }
  herald_xml_close (out);
}

static gboolean
add_document (HeraldZipWriter  *zip,
              HeraldDocx       *docx,
              GError          **error)
{
  g_autofree char *header = NULL;
  g_autofree char *first = NULL;
  g_autofree char *footer = NULL;
  const char *styles[][2] = { { "styles", "styles.xml" }, { "numbering", "numbering.xml" } };

  herald_xml_open (docx->links, "Relationships");
  herald_xml_attribute (docx->links, "xmlns", PACKAGE "/relationships");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    g_free (herald_docx_add_link (docx, styles[i][0], styles[i][1]));
  header = herald_docx_add_link (docx, "header", "header.xml");
  first = herald_docx_add_link (docx, "header", "header-first.xml");
  footer = herald_docx_add_link (docx, "footer", "footer.xml");
  herald_xml_open (docx->body, "w:document");
  herald_xml_attribute (docx->body, "xmlns:w", HERALD_DOCX_NAMESPACE);
  herald_xml_attribute (docx->body, "xmlns:r", HERALD_DOCX_RELATIONS);
  herald_xml_open (docx->body, "w:body");
  if (!herald_docx_write_body (docx, error))
    return FALSE;
  write_section (docx, header, first, footer);
  return add_part (zip, "word/document.xml", docx->body, error) &&
         add_part (zip, "word/_rels/document.xml.rels", docx->links, error);
}

static gboolean
add_styles (HeraldZipWriter  *zip,
            const HeraldDocx *docx,
            GError          **error)
{
  g_autoptr (HeraldXml) styles = herald_xml_new ();
  g_autoptr (HeraldXml) numbering = herald_xml_new ();

  herald_docx_write_styles (styles, docx->content->language, docx->rtl);
  herald_docx_write_numbering (numbering, docx->n_lists);
  return add_part (zip, "word/styles.xml", styles, error) && add_part (zip, "word/numbering.xml", numbering, error);
}

static gboolean
add_pictures (HeraldZipWriter  *zip,
              const HeraldDocx *docx,
              GError          **error)
{
  for (guint i = 0; i < docx->pictures->len; i++)
    {
      const HeraldKitPicture *picture = g_ptr_array_index (docx->pictures, i);
      g_autofree char *path = g_strdup_printf ("word/media/image%u.%s", i + 1, herald_docx_picture_suffix (picture));

      if (!herald_zip_writer_add (zip, path, picture->bytes, error))
        return FALSE;
    }
  return TRUE;
}

static GBytes *
make_document (HeraldRendering      *rendering,
               const HeraldContent  *content,
               GError              **error)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (HeraldZipWriter) zip = herald_zip_writer_new (out);
  g_autoptr (HeraldXml) body = herald_xml_new ();
  g_autoptr (HeraldXml) links = herald_xml_new ();
  g_autoptr (GPtrArray) pictures = g_ptr_array_new ();
  HeraldDocx docx = {
    .body = body,
    .links = links,
    .content = content,
    .rendering = rendering,
    .pictures = pictures,
    .rtl = herald_kit_labels_is_rtl (content->language),
  };

  if (!add_types (zip, error) || !add_relations (zip, error) || !add_properties (zip, content, error) ||
      !add_frames (zip, content, error) || !add_document (zip, &docx, error) || !add_styles (zip, &docx, error) ||
      !add_pictures (zip, &docx, error) || !herald_zip_writer_finish (zip, error) || !g_output_stream_close (out, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/**
 * herald_docx_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Adds a document for word processors for each edition, in plain styles: for lawyers and partners, who mark and comment.
 */
gboolean
herald_docx_add (HeraldRendering  *rendering,
                 GError          **error)
{
  for (guint i = 0; i < rendering->contents->len; i++)
    {
      const HeraldContent *content = g_ptr_array_index (rendering->contents, i);
      g_autofree char *path = g_strconcat (content->stem, ".docx", NULL);
      g_autoptr (GBytes) bytes = make_document (rendering, content, error);

      if (bytes == NULL)
        return FALSE;
      herald_kit_add (rendering->kit, path, bytes);
    }
  return TRUE;
}
