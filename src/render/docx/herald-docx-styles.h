/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-xml.h"

G_BEGIN_DECLS

void herald_docx_write_styles    (HeraldXml  *out,
                                  const char *language,
                                  gboolean    rtl);
void herald_docx_write_numbering (HeraldXml  *out,
                                  guint       n_lists);

/* The number of a bulleted list, and of the first ordered one: each of those counts from one. */
#define HERALD_DOCX_BULLETS 1
#define HERALD_DOCX_ORDERED 2

#define HERALD_DOCX_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

G_END_DECLS
