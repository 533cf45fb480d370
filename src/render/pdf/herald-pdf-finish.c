/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-finish.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "herald-i18n.h"
#include "herald-pdf-artifacts.h"
#include "herald-render.h"
#include "herald-xmp.h"

#define MAX_DEPTH 32

typedef struct
{
  qpdf_data             qpdf;
  const HeraldPdfFacts *facts;
  GArray               *figures;
  GPtrArray            *numbering;
  guint                 next_figure;
  guint                 next_list;
} Finisher;

static const char *
get_name (qpdf_data   qpdf,
          qpdf_oh     dictionary,
          const char *key)
{
  qpdf_oh value = qpdf_oh_get_key (qpdf, dictionary, key);

  return qpdf_oh_is_name (qpdf, value) ? qpdf_oh_get_name (qpdf, value) : "";
}

/* ASCII as it is, all else as UTF-16 (ISO 32000-1, 7.9.2.2): qpdf would take PDFDocEncoding where it can, and writes
 * U+FFFD as a byte that has no meaning there. */
static qpdf_oh
make_text (Finisher   *self,
           const char *text)
{
  g_autofree char *marked = g_strconcat ("\357\273\277", text, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (g_str_is_ascii (text))
    return qpdf_oh_new_string (self->qpdf, text);
  bytes = g_convert (marked, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
  g_assert (bytes != NULL); /* what comes here is clean */
  return qpdf_oh_new_binary_string (self->qpdf, bytes, length);
}

static void
set_text (Finisher   *self,
          qpdf_oh     dictionary,
          const char *key,
          const char *text)
{
  qpdf_oh_replace_key (self->qpdf, dictionary, key, make_text (self, text));
}

static void
set_attributes (Finisher   *self,
                qpdf_oh     element,
                const char *attributes)
{
  qpdf_oh_replace_key (self->qpdf, element, "/A", qpdf_oh_parse (self->qpdf, attributes));
}

/* Alternative text (ISO 32000-1, 14.9.3) and place (14.8.5.4.3). */
static void
describe_figure (Finisher              *self,
                 qpdf_oh                element,
                 const HeraldPdfFigure *figure)
{
  g_autoptr (GString) attributes = g_string_new ("<< /O /Layout /Placement /Block /BBox [");

  for (guint i = 0; i < G_N_ELEMENTS (figure->box); i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (attributes, " %s", g_ascii_formatd (number, sizeof number, "%.2f", figure->box[i]));
    }
  g_string_append (attributes, " ] >>");
  set_text (self, element, "/Alt", figure->alt);
  set_attributes (self, element, attributes->str);
}

/* What an element says beside its content: how a list is numbered and which cells a head is for (ISO 32000-1, 14.8.5). */
static void
describe (Finisher   *self,
          qpdf_oh     element,
          const char *kind)
{
  if (strcmp (kind, "/Figure") == 0 && self->next_figure < self->figures->len)
    describe_figure (self, element, &g_array_index (self->figures, HeraldPdfFigure, self->next_figure++));
  else if (strcmp (kind, "/TH") == 0)
    set_attributes (self, element, "<< /O /Table /Scope /Row >>");
  else if (strcmp (kind, "/L") == 0 && self->next_list < self->numbering->len)
    {
      g_autofree char *attributes = g_strdup_printf ("<< /O /List /ListNumbering /%s >>",
                                                     (const char *) g_ptr_array_index (self->numbering, self->next_list++));

      set_attributes (self, element, attributes);
    }
}

/* Walks the structure tree in reading order. */
static void
describe_elements (Finisher *self,
                   qpdf_oh   element,
                   guint     depth)
{
  const char *kind = NULL;
  qpdf_oh kids = 0;

  if (depth > MAX_DEPTH || !qpdf_oh_is_dictionary (self->qpdf, element))
    return;
  kind = get_name (self->qpdf, element, "/S");
  if (strcmp (kind, "/Span") == 0 || strcmp (kind, "/Link") == 0)
    return;
  describe (self, element, kind);
  kids = qpdf_oh_get_key (self->qpdf, element, "/K");
  if (qpdf_oh_is_array (self->qpdf, kids))
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->qpdf, kids); i++)
      describe_elements (self, qpdf_oh_get_array_item (self->qpdf, kids, i), depth + 1);
  else
    describe_elements (self, kids, depth + 1);
}

/* Where a link leads is also what a screen reader says of it (ISO 14289-1, 7.18.5). */
static void
describe_links (Finisher *self,
                qpdf_oh   page)
{
  qpdf_oh annotations = qpdf_oh_get_key (self->qpdf, page, "/Annots");

  if (!qpdf_oh_is_array (self->qpdf, annotations))
    return;
  qpdf_oh_replace_key (self->qpdf, page, "/Tabs", qpdf_oh_new_name (self->qpdf, "/S"));
  for (int i = 0; i < qpdf_oh_get_array_n_items (self->qpdf, annotations); i++)
    {
      qpdf_oh annotation = qpdf_oh_get_array_item (self->qpdf, annotations, i);
      qpdf_oh action = qpdf_oh_get_key (self->qpdf, annotation, "/A");
      qpdf_oh uri = qpdf_oh_is_dictionary (self->qpdf, action) ? qpdf_oh_get_key (self->qpdf, action, "/URI") : qpdf_oh_new_null (self->qpdf);

      if (qpdf_oh_is_string (self->qpdf, uri))
        set_text (self, annotation, "/Contents", qpdf_oh_get_string_value (self->qpdf, uri));
    }
}

static void
mark_page (Finisher *self,
           qpdf_oh   page)
{
  qpdf_oh null = qpdf_oh_new_null (self->qpdf);
  unsigned char *content = NULL;
  size_t size = 0;
  GString *marked = NULL;

  if (qpdf_oh_get_page_content_data (self->qpdf, page, &content, &size) & QPDF_ERRORS)
    return;
  marked = herald_pdf_mark_artifacts ((const char *) content, size);
  qpdf_oh_replace_stream_data (self->qpdf, qpdf_oh_get_key (self->qpdf, page, "/Contents"),
                               (const unsigned char *) marked->str, marked->len, null, null);
  g_string_free (marked, TRUE);
  free (content);
}

/* ISO 14289-1, 5: the file says of itself that it keeps to the standard, and what it is called. */
static void
add_metadata (Finisher *self,
              qpdf_oh   root)
{
  const HeraldPdfFacts *facts = self->facts;
  g_autoptr (HeraldXmp) xmp = herald_xmp_new ();
  g_autofree char *packet = NULL;
  qpdf_oh null = qpdf_oh_new_null (self->qpdf);
  qpdf_oh stream = qpdf_oh_new_stream (self->qpdf);
  qpdf_oh dictionary = qpdf_oh_get_dict (self->qpdf, stream);

  herald_xmp_add (xmp, "pdfuaid:part", "1");
  herald_xmp_add (xmp, "xmp:CreatorTool", "Herald");
  herald_xmp_add (xmp, "xmp:CreateDate", facts->time);
  herald_xmp_add (xmp, "xmp:ModifyDate", facts->time);
  herald_xmp_add_words (xmp, "dc:title", facts->language, facts->title);
  for (guint i = 0; facts->authors != NULL && i < facts->authors->len; i++)
    herald_xmp_add_item (xmp, "dc:creator", g_ptr_array_index (facts->authors, i));
  packet = herald_xmp_finish (xmp);
  qpdf_oh_replace_stream_data (self->qpdf, stream, (const unsigned char *) packet, strlen (packet), null, null);
  qpdf_oh_replace_key (self->qpdf, dictionary, "/Type", qpdf_oh_new_name (self->qpdf, "/Metadata"));
  qpdf_oh_replace_key (self->qpdf, dictionary, "/Subtype", qpdf_oh_new_name (self->qpdf, "/XML"));
  qpdf_oh_replace_key (self->qpdf, root, "/Metadata", stream);
}

static void
complete_catalogue (Finisher *self)
{
  qpdf_oh root = qpdf_get_root (self->qpdf);

  set_text (self, root, "/Lang", self->facts->language);
  qpdf_oh_replace_key (self->qpdf, root, "/MarkInfo", qpdf_oh_parse (self->qpdf, "<< /Marked true >>"));
  qpdf_oh_replace_key (self->qpdf, root, "/ViewerPreferences", qpdf_oh_parse (self->qpdf, "<< /DisplayDocTitle true >>"));
  add_metadata (self, root);
  describe_elements (self, qpdf_oh_get_key (self->qpdf, root, "/StructTreeRoot"), 0);
  for (int i = 0; i < qpdf_get_num_pages (self->qpdf); i++)
    {
      qpdf_oh page = qpdf_get_page_n (self->qpdf, (size_t) i);

      describe_links (self, page);
      mark_page (self, page);
    }
}

/* "2026-11-22T07:16:42Z" as ISO 32000-1, section 7.9.4 writes it; Cairo 1.16 leaves out the letter that it begins with. */
static void
set_date (Finisher *self)
{
  qpdf_oh info = qpdf_oh_get_key (self->qpdf, qpdf_get_trailer (self->qpdf), "/Info");
  GString *date = g_string_new ("D:");

  for (const char *p = self->facts->time; *p != '\0' && date->len < 16; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (date, *p);
  g_string_append_c (date, 'Z');
  if (qpdf_oh_is_dictionary (self->qpdf, info))
    {
      qpdf_oh_replace_key (self->qpdf, info, "/CreationDate", qpdf_oh_new_string (self->qpdf, date->str));
      qpdf_oh_replace_key (self->qpdf, info, "/ModDate", qpdf_oh_new_string (self->qpdf, date->str));
    }
  g_string_free (date, TRUE);
}

static gboolean
fail (qpdf_data   qpdf,
      GError    **error)
{
  qpdf_error reason = qpdf_has_error (qpdf) ? qpdf_get_error (qpdf) : NULL;

  g_set_error (error, HERALD_RENDER_ERROR, HERALD_RENDER_ERROR_FAILED, _("The PDF could not be completed: %s"),
               reason != NULL ? qpdf_get_error_message_detail (qpdf, reason) : "?");
  return FALSE;
}

static gboolean
finish (qpdf_data              qpdf,
        GBytes                *pdf,
        const HeraldPdfFacts  *facts,
        GArray                *figures,
        GPtrArray             *numbering,
        GBytes               **finished,
        GError               **error)
{
  Finisher self = { qpdf, facts, figures, numbering };
  gsize size = 0;
  const char *data = g_bytes_get_data (pdf, &size);

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  if (qpdf_read_memory (qpdf, "kit.pdf", data, size, NULL) & QPDF_ERRORS)
    return fail (qpdf, error);
  complete_catalogue (&self);
  set_date (&self);
  if (qpdf_init_write_memory (qpdf) & QPDF_ERRORS)
    return fail (qpdf, error);
  qpdf_set_deterministic_ID (qpdf, QPDF_TRUE);
  qpdf_set_object_stream_mode (qpdf, qpdf_o_generate);
  if (qpdf_write (qpdf) & QPDF_ERRORS)
    return fail (qpdf, error);
  *finished = g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
  return TRUE;
}

/**
 * herald_pdf_finish:
 * @pdf: what Cairo wrote
 * @facts: what the file says of itself
 * @figures: (element-type HeraldPdfFigure): the figures, in reading order
 * @numbering: (element-type utf8): how each list is numbered, in reading order (ISO 32000-1, table 347)
 * @error: return location
 *
 * Makes of a tagged PDF one that keeps to ISO 14289-1 (PDF/UA-1): language, title and metadata, alternative texts, what
 * heads, lists and links are about, artifacts, and an identifier made from the content.
 *
 * Returns: (transfer full): the PDF, complete
 */
GBytes *
herald_pdf_finish (GBytes                *pdf,
                   const HeraldPdfFacts  *facts,
                   GArray                *figures,
                   GPtrArray             *numbering,
                   GError               **error)
{
  qpdf_data qpdf = qpdf_init ();
  GBytes *finished = NULL;

  finish (qpdf, pdf, facts, figures, numbering, &finished, error);
  qpdf_cleanup (&qpdf);
  return finished;
}

/**
 * herald_pdf_finish_prepare:
 *
 * Nothing is to be done, unless the library is loaded late (see herald-late.h).
 */
void
herald_pdf_finish_prepare (void)
{
}
