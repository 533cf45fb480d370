/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-xml.h"

#include <string.h>

#include "herald-clean.h"
#include "herald-text.h"

struct _HeraldXml
{
  GString   *out;
  GPtrArray *open;   /* of const char *: elements not closed yet */
  gboolean   in_tag; /* the start tag still takes attributes */
};

/* Elements and attributes are the program's own words, perhaps with a prefix; none of them runs anything. */
static gboolean
is_plain_name (const char *name)
{
  if (!g_ascii_isalpha (name[0]) || (g_str_has_prefix (name, "on") && strchr (name, ':') == NULL))
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-:", *p) == NULL)
      return FALSE;
  return strcmp (name, "script") != 0 && strcmp (name, "style") != 0;
}

static void
end_tag_start (HeraldXml *self)
{
  if (self->in_tag)
    g_string_append_c (self->out, '>');
  self->in_tag = FALSE;
}

/* XML 1.0, section 2.4; white space in an attribute keeps its kind only as a reference (section 3.3.3). */
static void
append_escaped (GString    *out,
                const char *text,
                gboolean    in_attribute)
{
  g_autofree char *clean = herald_clean_text (text);

  for (const char *p = clean; *p != '\0'; p++)
    switch (*p)
      {
      case '<': g_string_append (out, "&lt;"); break;
      case '>': g_string_append (out, "&gt;"); break;
      case '&': g_string_append (out, "&amp;"); break;
      case '"': g_string_append (out, "&quot;"); break;
      case '\n': g_string_append (out, in_attribute ? "&#10;" : "\n"); break;
      case '\t': g_string_append (out, in_attribute ? "&#9;" : "\t"); break;
      default: g_string_append_c (out, *p);
      }
}

static void
append_attribute (HeraldXml  *self,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (self->out, " %s=\"", name);
  append_escaped (self->out, value, TRUE);
  g_string_append_c (self->out, '"');
}

/**
 * herald_xml_new:
 *
 * Returns: (transfer full): a writer that has written nothing
 */
HeraldXml *
herald_xml_new (void)
{
  HeraldXml *self = g_new0 (HeraldXml, 1);

  self->out = g_string_new (NULL);
  self->open = g_ptr_array_new ();
  return self;
}

/**
 * herald_xml_free:
 * @self: (transfer full): a writer
 */
void
herald_xml_free (HeraldXml *self)
{
  g_string_free (self->out, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

/**
 * herald_xml_open:
 * @self: a writer
 * @element: a literal: the name of an element
 */
void
herald_xml_open (HeraldXml  *self,
                 const char *element)
{
  g_return_if_fail (is_plain_name (element));

  end_tag_start (self);
  g_string_append_printf (self->out, "<%s", element);
  g_ptr_array_add (self->open, (gpointer) element);
  self->in_tag = TRUE;
}

/**
 * herald_xml_attribute:
 * @self: a writer whose last call opened an element
 * @name: a literal; not one that holds an address, unless @value is the program's own
 * @value: any text
 */
void
herald_xml_attribute (HeraldXml  *self,
                      const char *name,
                      const char *value)
{
  g_return_if_fail (self->in_tag && is_plain_name (name));
  g_return_if_fail (strcmp (name, "src") != 0 && strcmp (name, "style") != 0);

  append_attribute (self, name, value);
}

/**
 * herald_xml_number:
 * @self: a writer whose last call opened an element
 * @name: a literal
 * @value: a number
 */
void
herald_xml_number (HeraldXml  *self,
                   const char *name,
                   gint64      value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  herald_xml_attribute (self, name, text);
}

/**
 * herald_xml_link:
 * @self: a writer whose last call opened an element
 * @name: a literal: the attribute that holds the address
 * @url: (nullable): an address from a document
 *
 * Writes it, if herald_url_is_allowed().
 *
 * Returns: whether it was written
 */
gboolean
herald_xml_link (HeraldXml  *self,
                 const char *name,
                 const char *url)
{
  g_return_val_if_fail (self->in_tag && is_plain_name (name), FALSE);

  if (!herald_url_is_allowed (url))
    return FALSE;
  append_attribute (self, name, url);
  return TRUE;
}

/**
 * herald_xml_part:
 * @self: a writer whose last call opened an element
 * @name: a literal: the attribute that holds the address
 * @path: a file of the kit, or a part of the same mail (`cid:`): the program's own choice
 */
void
herald_xml_part (HeraldXml  *self,
                 const char *name,
                 const char *path)
{
  g_return_if_fail (self->in_tag && is_plain_name (name));
  g_return_if_fail (path[0] != '/' && strstr (path, "..") == NULL);
  g_return_if_fail (g_str_has_prefix (path, "cid:") || strchr (path, ':') == NULL);

  append_attribute (self, name, path);
}

/**
 * herald_xml_text:
 * @self: a writer
 * @text: any text: it arrives as text, whatever it holds
 */
void
herald_xml_text (HeraldXml  *self,
                 const char *text)
{
  end_tag_start (self);
  append_escaped (self->out, text, FALSE);
}

/**
 * herald_xml_close:
 * @self: a writer
 *
 * Closes the element that was opened last, in the short form if it is empty.
 */
void
herald_xml_close (HeraldXml *self)
{
  guint depth = self->open->len;

  g_return_if_fail (depth > 0);

  if (self->in_tag)
    g_string_append (self->out, "/>");
  else
    g_string_append_printf (self->out, "</%s>", (const char *) g_ptr_array_index (self->open, depth - 1));
  self->in_tag = FALSE;
  g_ptr_array_remove_index (self->open, depth - 1);
}

/**
 * herald_xml_leaf:
 * @self: a writer
 * @element: as in herald_xml_open()
 * @text: its text
 *
 * Writes an element that holds only text.
 */
void
herald_xml_leaf (HeraldXml  *self,
                 const char *element,
                 const char *text)
{
  herald_xml_open (self, element);
  herald_xml_text (self, text);
  herald_xml_close (self);
}

/**
 * herald_xml_finish:
 * @self: a writer; it is empty afterwards
 * @head: a literal that comes before all: %HERALD_XML_DECLARATION, a document type, or ""
 *
 * Closes what is open.
 *
 * Returns: (transfer full): the document
 */
GBytes *
herald_xml_finish (HeraldXml  *self,
                   const char *head)
{
  GString *out = NULL;

  while (self->open->len > 0)
    herald_xml_close (self);
  g_string_prepend (self->out, head);
  g_string_append_c (self->out, '\n');
  out = g_steal_pointer (&self->out);
  self->out = g_string_new (NULL);
  return g_string_free_to_bytes (out);
}
