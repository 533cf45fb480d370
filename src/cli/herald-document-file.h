/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

/* An announcement as JSON from outside, as "heraldctl show --json" prints it. */
HeraldAnnouncement *herald_document_file_parse (GBytes                    *bytes,
                                                GError                   **error);
gboolean            herald_document_file_check (const HeraldAnnouncement  *before,
                                                const HeraldAnnouncement  *after,
                                                GError                   **error);

G_END_DECLS
