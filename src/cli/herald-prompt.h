/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The password of a team server: as herald_credentials_lookup(), and where that knows none, from the terminal. */
char *herald_prompt_password (const char  *url,
                              GError     **error);

G_END_DECLS
