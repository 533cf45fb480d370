/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-credentials.h"

#include "herald-late.h"

HERALD_LATE ("sync", char *, herald_credentials_lookup, (const char *url, GCancellable *cancellable, GError **error), (url, cancellable, error))
HERALD_LATE ("sync", gboolean, herald_credentials_store,
             (const char *url, const char *password, GCancellable *cancellable, GError **error), (url, password, cancellable, error))
HERALD_LATE ("sync", void, herald_credentials_free, (char *password), (password))
