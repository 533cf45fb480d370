/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The password for a team server: never in settings, URLs, logs, messages or arguments (section 6 of the design). */
char     *herald_credentials_lookup (const char    *url,
                                     GCancellable  *cancellable,
                                     GError       **error);
gboolean  herald_credentials_store  (const char    *url,
                                     const char    *password,
                                     GCancellable  *cancellable,
                                     GError       **error);
void      herald_credentials_free   (char          *password);
/* For programs, as the first thing that they do. */
void      herald_credentials_forbid_cores (void);

G_END_DECLS
