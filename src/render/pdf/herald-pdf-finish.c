/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-pdf-finish.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#include "herald-i18n.h"
#include "herald-render.h"

#define MAX_DEPTH 32

typedef struct
{
  qpdf_data  qpdf;
  GPtrArray *alts;
  guint      next;
} Finisher;

static gboolean
name_is (qpdf_data  qpdf,
         qpdf_oh    object,
         const char *name)
{
  return qpdf_oh_is_name (qpdf, object) && strcmp (qpdf_oh_get_name (qpdf, object), name) == 0;
}

/* Walks the structure tree in reading order and gives each Figure its alternative text (ISO 32000-1, 14.9.3). */
static void
describe_figures (Finisher *self,
                  qpdf_oh   element,
                  guint     depth)
{
  qpdf_oh kids = 0;

  if (depth > MAX_DEPTH || !qpdf_oh_is_dictionary (self->qpdf, element))
    return;
  if (name_is (self->qpdf, qpdf_oh_get_key (self->qpdf, element, "/S"), "/Figure") && self->next < self->alts->len)
    qpdf_oh_replace_key (self->qpdf, element, "/Alt",
                         qpdf_oh_new_unicode_string (self->qpdf, g_ptr_array_index (self->alts, self->next++)));
  kids = qpdf_oh_get_key (self->qpdf, element, "/K");
  if (qpdf_oh_is_array (self->qpdf, kids))
    for (int i = 0; i < qpdf_oh_get_array_n_items (self->qpdf, kids); i++)
      describe_figures (self, qpdf_oh_get_array_item (self->qpdf, kids, i), depth + 1);
  else
    describe_figures (self, kids, depth + 1);
}

static void
complete_catalogue (Finisher   *self,
                    const char *language)
{
  qpdf_oh root = qpdf_get_root (self->qpdf);

  qpdf_oh_replace_key (self->qpdf, root, "/Lang", qpdf_oh_new_unicode_string (self->qpdf, language));
  qpdf_oh_replace_key (self->qpdf, root, "/MarkInfo", qpdf_oh_parse (self->qpdf, "<< /Marked true >>"));
  qpdf_oh_replace_key (self->qpdf, root, "/ViewerPreferences", qpdf_oh_parse (self->qpdf, "<< /DisplayDocTitle true >>"));
  describe_figures (self, qpdf_oh_get_key (self->qpdf, root, "/StructTreeRoot"), 0);
}

/* "2026-11-22T07:16:42Z" as ISO 32000-1, section 7.9.4 writes it; Cairo 1.16 leaves out the letter that it begins with. */
static void
set_date (Finisher   *self,
          const char *time)
{
  qpdf_oh info = qpdf_oh_get_key (self->qpdf, qpdf_get_trailer (self->qpdf), "/Info");
  GString *date = g_string_new ("D:");

  for (const char *p = time; *p != '\0' && date->len < 16; p++)
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
finish (qpdf_data    qpdf,
        GBytes      *pdf,
        const char  *language,
        const char  *time,
        GPtrArray   *alts,
        GBytes     **finished,
        GError     **error)
{
  Finisher self = { qpdf, alts, 0 };
  gsize size = 0;
  const char *data = g_bytes_get_data (pdf, &size);

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  if (qpdf_read_memory (qpdf, "kit.pdf", data, size, NULL) & QPDF_ERRORS)
    return fail (qpdf, error);
  complete_catalogue (&self, language);
  set_date (&self, time);
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
 * @language: BCP 47
 * @time: of the version, UTC
 * @alts: (element-type utf8): alternative texts of the figures, in reading order
 * @error: return location
 *
 * Adds language, the mark of a tagged document, alternative texts, and an identifier made from the content
 * (ISO 32000-1, 14.8 and 14.9).
 *
 * Returns: (transfer full): the PDF, complete
 */
GBytes *
herald_pdf_finish (GBytes      *pdf,
                   const char  *language,
                   const char  *time,
                   GPtrArray   *alts,
                   GError     **error)
{
  qpdf_data qpdf = qpdf_init ();
  GBytes *finished = NULL;

  finish (qpdf, pdf, language, time, alts, &finished, error);
  qpdf_cleanup (&qpdf);
  return finished;
}
