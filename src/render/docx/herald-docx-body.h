/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-rendering.h"
#include "herald-xml.h"

G_BEGIN_DECLS

/* A document in work: its text, and what the text refers to. */
typedef struct
{
  HeraldXml           *body;     /* word/document.xml */
  HeraldXml           *links;    /* word/_rels/document.xml.rels */
  const HeraldContent *content;
  HeraldRendering     *rendering;
  GPtrArray           *pictures; /* of HeraldKitPicture, borrowed: word/media/image1, image2, ... */
  guint                n_links;
  guint                n_lists;  /* ordered ones */
  gboolean             rtl;
} HeraldDocx;

gboolean    herald_docx_write_body     (HeraldDocx             *self,
                                        GError                **error);
void        herald_docx_write_text     (HeraldXml              *out,
                                        const char             *text);
char       *herald_docx_add_link       (HeraldDocx             *self,
                                        const char             *type,
                                        const char             *target);
const char *herald_docx_picture_suffix (const HeraldKitPicture *picture);

#define HERALD_DOCX_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

G_END_DECLS
