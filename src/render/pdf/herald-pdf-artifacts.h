/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GString *herald_pdf_mark_artifacts (const char *content,
                                    gsize       size);

G_END_DECLS
