/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-markup.h"

#include <string.h>

#include "herald-canonical.h"
#include "herald-clean.h"
#include "herald-text.h"

struct _HeraldMarkup
{
  GString   *out;
  GPtrArray *open;   /* of const char *: elements not closed yet */
  gboolean   in_tag; /* the start tag still takes attributes */
};

/* HTML Living Standard, section 13.1.2: void elements have no end tag. */
static gboolean
is_void (const char *element)
{
  static const char * const voids[] = { "br", "hr", "img", "link", "meta", NULL };

  return g_strv_contains (voids, element);
}

/* Elements and attributes are the program's own words; one that runs or loads something is not among them. */
static gboolean
is_plain_name (const char *name)
{
  if (name[0] == '\0' || g_str_has_prefix (name, "on"))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static void
end_tag_start (HeraldMarkup *self)
{
  if (!self->in_tag)
    return;
  g_string_append_c (self->out, '>');
  self->in_tag = FALSE;
  if (is_void (g_ptr_array_index (self->open, self->open->len - 1)))
    g_ptr_array_remove_index (self->open, self->open->len - 1);
}

static void
append_escaped (GString    *out,
                const char *text)
{
  g_autofree char *clean = herald_clean_text (text);

  for (const char *p = clean; *p != '\0'; p++)
    switch (*p)
      {
      case '<': g_string_append (out, "&lt;"); break;
      case '>': g_string_append (out, "&gt;"); break;
      case '&': g_string_append (out, "&amp;"); break;
      case '"': g_string_append (out, "&quot;"); break;
      case '\'': g_string_append (out, "&#39;"); break;
      default:
        {
          gsize plain = strcspn (p, "<>&\"'");

          g_string_append_len (out, p, (gssize) plain);
          p += plain - 1;
        }
      }
}

static void
append_attribute (HeraldMarkup *self,
                  const char   *name,
                  const char   *value)
{
  g_string_append_printf (self->out, " %s=\"", name);
  append_escaped (self->out, value);
  g_string_append_c (self->out, '"');
}

/**
 * herald_markup_new:
 *
 * Returns: (transfer full): a writer that has written the document type
 */
HeraldMarkup *
herald_markup_new (void)
{
  HeraldMarkup *self = g_new0 (HeraldMarkup, 1);

  self->out = g_string_new ("<!DOCTYPE html>\n");
  self->open = g_ptr_array_new ();
  return self;
}

/**
 * herald_markup_free:
 * @self: (transfer full): a writer
 */
void
herald_markup_free (HeraldMarkup *self)
{
  g_string_free (self->out, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

/**
 * herald_markup_open:
 * @self: a writer
 * @element: a literal: the name of an HTML element that runs nothing
 */
void
herald_markup_open (HeraldMarkup *self,
                    const char   *element)
{
  g_return_if_fail (is_plain_name (element) && strcmp (element, "script") != 0 && strcmp (element, "style") != 0);

  end_tag_start (self);
  g_string_append_printf (self->out, "<%s", element);
  g_ptr_array_add (self->open, (gpointer) element);
  self->in_tag = TRUE;
}

/**
 * herald_markup_attribute:
 * @self: a writer whose last call opened an element
 * @name: a literal; neither an event handler nor one that holds an address or a style: those have their own functions
 * @value: any text
 */
void
herald_markup_attribute (HeraldMarkup *self,
                         const char   *name,
                         const char   *value)
{
  static const char * const addresses[] = { "href", "src", "style", "action", "srcset", NULL };

  g_return_if_fail (self->in_tag);
  g_return_if_fail (is_plain_name (name) && !g_strv_contains (addresses, name));

  append_attribute (self, name, value);
}

/**
 * herald_markup_flag:
 * @self: a writer whose last call opened an element
 * @name: a literal: an attribute that says all by being there
 */
void
herald_markup_flag (HeraldMarkup *self,
                    const char   *name)
{
  g_return_if_fail (self->in_tag);
  g_return_if_fail (is_plain_name (name));

  g_string_append_printf (self->out, " %s", name);
}

/**
 * herald_markup_number:
 * @self: a writer whose last call opened an element
 * @name: as in herald_markup_attribute()
 * @value: a number
 */
void
herald_markup_number (HeraldMarkup *self,
                      const char   *name,
                      int           value)
{
  char text[16];

  g_snprintf (text, sizeof text, "%d", value);
  herald_markup_attribute (self, name, text);
}

/**
 * herald_markup_link:
 * @self: a writer whose last call opened an element
 * @url: (nullable): an address from a document
 *
 * Writes `href`, if herald_url_is_allowed().
 *
 * Returns: whether it was written
 */
gboolean
herald_markup_link (HeraldMarkup *self,
                    const char   *url)
{
  g_return_val_if_fail (self->in_tag, FALSE);

  if (!herald_url_is_allowed (url))
    return FALSE;
  append_attribute (self, "href", url);
  return TRUE;
}

/**
 * herald_markup_neighbour:
 * @self: a writer whose last call opened an element
 * @path: a file beside this one in the kit, or in a folder beside it
 */
void
herald_markup_neighbour (HeraldMarkup *self,
                         const char   *path)
{
  g_return_if_fail (self->in_tag);
  g_return_if_fail (strchr (path, ':') == NULL && path[0] != '/' && strstr (path, "..") == NULL);

  append_attribute (self, "href", path);
}

/**
 * herald_markup_around:
 * @self: a writer whose last call opened an element
 * @name: `href` or `src`
 * @up: how many folders above this page's the path begins
 * @path: a file of the same site; it comes from the program, never from a document
 */
void
herald_markup_around (HeraldMarkup *self,
                      const char   *name,
                      guint         up,
                      const char   *path)
{
  g_autoptr (GString) place = g_string_new (NULL);

  g_return_if_fail (self->in_tag);
  g_return_if_fail (strcmp (name, "href") == 0 || strcmp (name, "src") == 0);
  g_return_if_fail (strchr (path, ':') == NULL && path[0] != '/' && strstr (path, "..") == NULL);

  for (; up > 0; up--)
    g_string_append (place, "../");
  g_string_append (place, path);
  append_attribute (self, name, place->str);
}

/**
 * herald_markup_picture:
 * @self: a writer whose last call opened an element
 * @media_type: `image/png` or `image/jpeg`
 * @bytes: the picture, which becomes a part of the page
 */
void
herald_markup_picture (HeraldMarkup *self,
                       const char   *media_type,
                       GBytes       *bytes)
{
  g_autofree char *base64 = NULL;
  gsize size = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);

  g_return_if_fail (self->in_tag);
  g_return_if_fail (strcmp (media_type, "image/png") == 0 || strcmp (media_type, "image/jpeg") == 0);

  base64 = g_base64_encode (data, size);
  g_string_append_printf (self->out, " src=\"data:%s;base64,%s\"", media_type, base64);
}

/**
 * herald_markup_text:
 * @self: a writer
 * @text: any text: it arrives as text, whatever it holds; line feeds become line breaks
 */
void
herald_markup_text (HeraldMarkup *self,
                    const char   *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  end_tag_start (self);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (self->out, "<br>");
      append_escaped (self->out, lines[i]);
    }
}

/**
 * herald_markup_close:
 * @self: a writer
 *
 * Closes the element that was opened last; a void one is complete by this.
 */
void
herald_markup_close (HeraldMarkup *self)
{
  guint depth = self->open->len;

  g_return_if_fail (depth > 0);

  end_tag_start (self);
  if (self->open->len < depth)
    {
      g_string_append_c (self->out, '\n');
      return;
    }
  g_string_append_printf (self->out, "</%s>", (const char *) g_ptr_array_index (self->open, depth - 1));
  g_ptr_array_remove_index (self->open, depth - 1);
}

/**
 * herald_markup_leaf:
 * @self: a writer
 * @element: as in herald_markup_open()
 * @class_name: (nullable): its class
 * @text: its text
 *
 * Writes an element that holds only text.
 */
void
herald_markup_leaf (HeraldMarkup *self,
                    const char   *element,
                    const char   *class_name,
                    const char   *text)
{
  herald_markup_open (self, element);
  if (class_name != NULL)
    herald_markup_attribute (self, "class", class_name);
  herald_markup_text (self, text);
  herald_markup_close (self);
  g_string_append_c (self->out, '\n');
}

/**
 * herald_markup_style:
 * @self: a writer
 * @css: a style sheet of the program's own, without `<`
 */
void
herald_markup_style (HeraldMarkup *self,
                     const char   *css)
{
  g_return_if_fail (strchr (css, '<') == NULL);

  end_tag_start (self);
  g_string_append_printf (self->out, "<style>%s</style>\n", css);
}

/**
 * herald_markup_script:
 * @self: a writer
 * @source: a script of the program's own, without `</`
 */
void
herald_markup_script (HeraldMarkup *self,
                      const char   *source)
{
  g_return_if_fail (strstr (source, "</") == NULL && strstr (source, "<!--") == NULL);

  end_tag_start (self);
  g_string_append_printf (self->out, "<script>%s</script>\n", source);
}

/**
 * herald_markup_data:
 * @self: a writer
 * @media_type: a literal: of data, not of a script
 * @json: what the page says to machines
 *
 * Writes JSON as a data block, which nothing runs. `<` goes as an escape, so that no text can end the block.
 */
void
herald_markup_data (HeraldMarkup *self,
                    const char   *media_type,
                    JsonNode     *json)
{
  g_autofree char *text = herald_canonical_to_string (json, NULL);
  g_auto (GStrv) parts = g_strsplit (text, "<", -1);
  g_autofree char *safe = g_strjoinv ("\\u003c", parts);

  g_return_if_fail (g_str_has_suffix (media_type, "json"));

  end_tag_start (self);
  g_string_append_printf (self->out, "<script type=\"%s\">%s</script>\n", media_type, safe);
}

/**
 * herald_markup_finish:
 * @self: a writer; it is empty afterwards
 *
 * Closes what is open.
 *
 * Returns: (transfer full): the page
 */
GBytes *
herald_markup_finish (HeraldMarkup *self)
{
  GString *out = NULL;

  while (self->open->len > 0)
    herald_markup_close (self);
  g_string_append_c (self->out, '\n');
  out = g_steal_pointer (&self->out);
  self->out = g_string_new (NULL);
  return g_string_free_to_bytes (out);
}
