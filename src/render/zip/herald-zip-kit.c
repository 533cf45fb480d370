/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-zip-kit.h"

#include "herald-html.h"
#include "herald-manifest.h"
#include "herald-pdf.h"
#include "herald-plain-text.h"
#include "herald-zip.h"

static GBytes *
pack (HeraldKit  *kit,
      GError    **error)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (HeraldZipWriter) zip = herald_zip_writer_new (out);

  for (guint i = 0; i < herald_kit_get_size (kit); i++)
    {
      const char *path = herald_kit_get_path (kit, i);

      if (!herald_zip_writer_add (zip, path, herald_kit_get (kit, path), error))
        return NULL;
    }
  if (!herald_zip_writer_finish (zip, error) || !g_output_stream_close (out, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
}

/**
 * herald_zip_kit_add:
 * @rendering: the kit in work
 * @error: return location
 *
 * Adds one ZIP with a whole kit in it: page, PDF and text of every edition, pictures to print, logos, and a manifest of
 * its own, so that it can be checked wherever it is unpacked. The page lies at the top, where a preview shows it first.
 */
gboolean
herald_zip_kit_add (HeraldRendering  *rendering,
                    GError          **error)
{
  const HeraldContent *content = g_ptr_array_index (rendering->contents, 0);
  g_autoptr (HeraldKit) kit = herald_kit_new ();
  HeraldRendering inside = { rendering->contents, rendering->pictures, kit, rendering->pdfs };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = g_strconcat (content->stem, ".zip", NULL);

  if (!herald_html_add (&inside, error) || !herald_pdf_add (&inside, error) || !herald_plain_text_add (&inside, error))
    return FALSE;
  herald_manifest_add_to_kit (kit, content->job);
  bytes = pack (kit, error);
  if (bytes == NULL)
    return FALSE;
  herald_kit_add (rendering->kit, path, bytes);
  return TRUE;
}
