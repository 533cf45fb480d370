/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-announcement.h"

G_BEGIN_DECLS

#define HERALD_IMPORT_ERROR (herald_import_error_quark ())
GQuark herald_import_error_quark (void);

typedef enum
{
  HERALD_IMPORT_ERROR_NOT_TEXT,  /* invalid UTF-8, U+0000, binary */
  HERALD_IMPORT_ERROR_EMPTY,
  HERALD_IMPORT_ERROR_TOO_LARGE,
} HeraldImportError;

/* Plain text, as a PR team pastes it, to a structured announcement. What is not recognised stays a paragraph: no
 * word is lost. language: BCP 47, or NULL to guess. An embargo line without a usable zone stays a paragraph. */
HeraldAnnouncement *herald_import_text (const char  *text,
                                        gssize       length,
                                        const char  *language,
                                        GError     **error);

G_END_DECLS
