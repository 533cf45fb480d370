/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Adds to a PDF of Cairo's what Cairo 1.16 cannot write. */
GBytes *herald_pdf_finish (GBytes      *pdf,
                           const char  *language,
                           const char  *time,
                           GPtrArray   *alts,     /* of char *: alternative texts of the figures, in order */
                           GError     **error);

G_END_DECLS
