/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-xmp.h"

#include <string.h>

#include "herald-clean.h"

static const struct { const char *prefix, *uri; } namespaces[] = {
  { "Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" },
  { "dc", "http://purl.org/dc/elements/1.1/" },
  { "pdf", "http://ns.adobe.com/pdf/1.3/" },
  { "pdfuaid", "http://www.aiim.org/pdfua/ns/id/" },
  { "photoshop", "http://ns.adobe.com/photoshop/1.0/" },
  { "xmp", "http://ns.adobe.com/xap/1.0/" },
  { "xmpRights", "http://ns.adobe.com/xap/1.0/rights/" },
};

/* A segment of JPEG holds 64 KB: four properties of one language fit, even if all they say has to be escaped. */
#define MAX_TEXT 1000

struct _HeraldXmp
{
  GString    *out;
  const char *property; /* whose items or words are being written, or NULL */
  const char *container;
};

/**
 * herald_xmp_new:
 *
 * Returns: (transfer full): a packet that says nothing yet
 */
HeraldXmp *
herald_xmp_new (void)
{
  HeraldXmp *self = g_new0 (HeraldXmp, 1);

  self->out = g_string_new ("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                            "<rdf:Description rdf:about=\"\"");
  for (guint i = 0; i < G_N_ELEMENTS (namespaces); i++)
    g_string_append_printf (self->out, " xmlns:%s=\"%s\"", namespaces[i].prefix, namespaces[i].uri);
  g_string_append (self->out, ">\n");
  return self;
}

/**
 * herald_xmp_free:
 * @self: (transfer full): a packet
 */
void
herald_xmp_free (HeraldXmp *self)
{
  g_string_free (self->out, TRUE);
  g_free (self);
}

static void
close_property (HeraldXmp *self)
{
  if (self->property != NULL)
    g_string_append_printf (self->out, "</rdf:%s></%s>\n", self->container, self->property);
  self->property = NULL;
}

static void
open_property (HeraldXmp  *self,
               const char *name,
               const char *container)
{
  if (self->property != NULL && strcmp (self->property, name) == 0)
    return;
  close_property (self);
  g_string_append_printf (self->out, "<%s><rdf:%s>", name, container);
  self->property = name;
  self->container = container;
}

static void
append_text (HeraldXmp  *self,
             const char *text)
{
  g_autofree char *clean = herald_clean_text (text);
  gsize length = strlen (clean);
  g_autofree char *escaped = NULL;

  if (length > MAX_TEXT)
    length = (gsize) (g_utf8_find_prev_char (clean, clean + MAX_TEXT) - clean);
  escaped = g_markup_escape_text (clean, (gssize) length);
  g_string_append (self->out, escaped);
}

/**
 * herald_xmp_add:
 * @self: a packet
 * @name: a property, a literal with one of the prefixes known here
 * @text: (nullable): its value; an empty one is not written
 */
void
herald_xmp_add (HeraldXmp  *self,
                const char *name,
                const char *text)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (text == NULL || text[0] == '\0')
    return;
  close_property (self);
  g_string_append_printf (self->out, "<%s>", name);
  append_text (self, text);
  g_string_append_printf (self->out, "</%s>\n", name);
}

/**
 * herald_xmp_add_item:
 * @self: a packet
 * @name: a property, a literal
 * @text: (nullable): the next item of its list; an empty one is not written
 */
void
herald_xmp_add_item (HeraldXmp  *self,
                     const char *name,
                     const char *text)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (text == NULL || text[0] == '\0')
    return;
  open_property (self, name, "Seq");
  g_string_append (self->out, "<rdf:li>");
  append_text (self, text);
  g_string_append (self->out, "</rdf:li>");
}

/**
 * herald_xmp_add_words:
 * @self: a packet
 * @name: a property, a literal
 * @language: BCP 47
 * @text: (nullable): what it says in that language; the first to be said is also the default
 */
void
herald_xmp_add_words (HeraldXmp  *self,
                      const char *name,
                      const char *language,
                      const char *text)
{
  gboolean is_first = FALSE;

  g_return_if_fail (self != NULL && name != NULL && language != NULL);

  if (text == NULL || text[0] == '\0')
    return;
  is_first = self->property == NULL || strcmp (self->property, name) != 0;
  open_property (self, name, "Alt");
  for (guint i = is_first ? 0 : 1; i < 2; i++)
    {
      g_string_append (self->out, "<rdf:li xml:lang=\"");
      append_text (self, i == 0 ? "x-default" : language);
      g_string_append (self->out, "\">");
      append_text (self, text);
      g_string_append (self->out, "</rdf:li>");
    }
}

/**
 * herald_xmp_finish:
 * @self: a packet
 *
 * Returns: (transfer full): all that was said
 */
char *
herald_xmp_finish (HeraldXmp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  close_property (self);
  return g_strconcat (self->out->str, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>", NULL);
}
