/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes XML that is well-formed and escaped by construction, as HeraldMarkup does HTML: there is no way to put markup
 * in as text. XHTML that it writes is HTML too, if elements that are not void get a text, be it empty. */
typedef struct _HeraldXml HeraldXml;

HeraldXml *herald_xml_new       (void);
void       herald_xml_free      (HeraldXml  *self);
void       herald_xml_open      (HeraldXml  *self,
                                 const char *element);
void       herald_xml_attribute (HeraldXml  *self,
                                 const char *name,
                                 const char *value);
void       herald_xml_number    (HeraldXml  *self,
                                 const char *name,
                                 gint64      value);
gboolean   herald_xml_link      (HeraldXml  *self,
                                 const char *name,
                                 const char *url);
void       herald_xml_part      (HeraldXml  *self,
                                 const char *name,
                                 const char *path);
void       herald_xml_text      (HeraldXml  *self,
                                 const char *text);
void       herald_xml_close     (HeraldXml  *self);
void       herald_xml_leaf      (HeraldXml  *self,
                                 const char *element,
                                 const char *text);
GBytes    *herald_xml_finish    (HeraldXml  *self,
                                 const char *head);

#define HERALD_XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldXml, herald_xml_free)

G_END_DECLS
