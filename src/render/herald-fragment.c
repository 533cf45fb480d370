/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-fragment.h"

#include <string.h>

#include "herald-kit-labels.h"

typedef struct
{
  HeraldXml             *out;
  HeraldFragmentPicture  find_picture;
  gpointer               user_data;
} Writing;

static void
write_text (HeraldXml  *out,
            const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  herald_xml_text (out, "");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        {
          herald_xml_open (out, "br");
          herald_xml_close (out);
        }
      herald_xml_text (out, lines[i]);
    }
}

static void
write_run (HeraldXml       *out,
           const HeraldRun *run)
{
  guint n = 0;

  if (run->url != NULL)
    {
      herald_xml_open (out, "a");
      herald_xml_link (out, "href", run->url);
      n++;
    }
  if (run->strong)
    {
      herald_xml_open (out, "strong");
      n++;
    }
  if (run->emphasis)
    {
      herald_xml_open (out, "em");
      n++;
    }
  write_text (out, run->text);
  for (; n > 0; n--)
    herald_xml_close (out);
}

static void
write_runs (HeraldXml *out,
            GArray    *runs)
{
  herald_xml_text (out, "");
  for (guint i = 0; i < runs->len; i++)
    write_run (out, &g_array_index (runs, HeraldRun, i));
}

static void
write_element (HeraldXml  *out,
               const char *element,
               GArray     *runs)
{
  herald_xml_open (out, element);
  write_runs (out, runs);
  herald_xml_close (out);
}

static void
write_quote (HeraldXml        *out,
             const HeraldPart *part)
{
  herald_xml_open (out, "blockquote");
  write_element (out, "p", part->runs);
  if (part->attribution != NULL)
    {
      herald_xml_open (out, "p");
      herald_xml_text (out, "— ");
      herald_xml_leaf (out, "cite", part->attribution);
      herald_xml_close (out);
    }
  herald_xml_close (out);
}

static void
write_list (HeraldXml        *out,
            const HeraldPart *part)
{
  herald_xml_open (out, part->ordered ? "ol" : "ul");
  for (guint i = 0; i < part->rows->len; i++)
    write_element (out, "li", g_ptr_array_index ((GPtrArray *) g_ptr_array_index (part->rows, i), 0));
  herald_xml_close (out);
}

static void
write_table (HeraldXml        *out,
             const HeraldPart *part)
{
  herald_xml_open (out, "table");
  herald_xml_open (out, "tbody");
  for (guint i = 0; i < part->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (part->rows, i);

      herald_xml_open (out, "tr");
      herald_xml_text (out, "");
      for (guint j = 0; j < row->len; j++)
        write_element (out, j == 0 ? "th" : "td", g_ptr_array_index (row, j));
      herald_xml_close (out);
    }
  herald_xml_close (out);
  herald_xml_close (out);
}

static void
write_figure (Writing          *writing,
              const HeraldPart *part)
{
  HeraldXml *out = writing->out;
  int width = 0, height = 0;
  const char *file = writing->find_picture != NULL ? writing->find_picture (part, &width, &height, writing->user_data) : NULL;

  herald_xml_open (out, "figure");
  if (file != NULL)
    {
      herald_xml_open (out, "img");
      herald_xml_part (out, "src", file);
      herald_xml_attribute (out, "alt", part->alt);
      herald_xml_number (out, "width", width);
      herald_xml_number (out, "height", height);
      herald_xml_close (out);
    }
  write_element (out, "figcaption", part->runs);
  herald_xml_close (out);
}

static void
write_contact (HeraldXml        *out,
               const HeraldPart *part)
{
  herald_xml_open (out, "p");
  for (guint i = 0; i < part->rows->len; i++)
    {
      if (i > 0)
        {
          herald_xml_open (out, "br");
          herald_xml_close (out);
        }
      write_runs (out, g_ptr_array_index ((GPtrArray *) g_ptr_array_index (part->rows, i), 0));
    }
  herald_xml_close (out);
}

static void
write_part (Writing          *writing,
            const HeraldPart *part)
{
  HeraldXml *out = writing->out;

  switch (part->kind)
    {
    case HERALD_PART_BANNER:
    case HERALD_PART_NOTICE:
    case HERALD_PART_KICKER:
      herald_xml_open (out, "p");
      write_element (out, "strong", part->runs);
      herald_xml_close (out);
      break;
    case HERALD_PART_HEADLINE:
      write_element (out, "h1", part->runs);
      break;
    case HERALD_PART_HEADING:
      write_element (out, "h2", part->runs);
      break;
    case HERALD_PART_SUBHEADING:
      write_element (out, "h3", part->runs);
      break;
    case HERALD_PART_QUOTE:
      write_quote (out, part);
      break;
    case HERALD_PART_LIST:
      write_list (out, part);
      break;
    case HERALD_PART_TABLE:
      write_table (out, part);
      break;
    case HERALD_PART_FIGURE:
      write_figure (writing, part);
      break;
    case HERALD_PART_CONTACT:
      write_contact (out, part);
      break;
    case HERALD_PART_SUBHEADLINE:
    case HERALD_PART_PARAGRAPH:
    case HERALD_PART_SOURCE:
    case HERALD_PART_END:
      write_element (out, "p", part->runs);
      break;
    }
}

/**
 * herald_fragment_write:
 * @out: a writer in whose open element the text goes
 * @content: an edition's content
 * @find_picture: (nullable): names the pictures
 * @user_data: for @find_picture
 *
 * Writes the page in plain XHTML, without style: what other programs put into pages of their own.
 */
void
herald_fragment_write (HeraldXml             *out,
                       const HeraldContent   *content,
                       HeraldFragmentPicture  find_picture,
                       gpointer               user_data)
{
  g_autoptr (GPtrArray) story = herald_story_new (content);
  Writing writing = { out, find_picture, user_data };

  herald_xml_open (out, "article");
  herald_xml_attribute (out, "lang", content->language);
  herald_xml_attribute (out, "dir", herald_kit_labels_is_rtl (content->language) ? "rtl" : "ltr");
  for (guint i = 0; i < story->len; i++)
    write_part (&writing, g_ptr_array_index (story, i));
  herald_xml_close (out);
}

/**
 * herald_fragment_to_text:
 * @content: an edition's content
 * @find_picture: (nullable): names the pictures
 * @user_data: for @find_picture
 *
 * Returns: (transfer full): herald_fragment_write() as a string of its own
 */
char *
herald_fragment_to_text (const HeraldContent   *content,
                         HeraldFragmentPicture  find_picture,
                         gpointer               user_data)
{
  g_autoptr (HeraldXml) out = herald_xml_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const char *text = NULL;

  herald_fragment_write (out, content, find_picture, user_data);
  bytes = herald_xml_finish (out, "");
  text = g_bytes_get_data (bytes, &size);
  return g_strndup (text, size);
}
