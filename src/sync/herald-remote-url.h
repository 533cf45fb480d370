/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* http(s)://USER@HOST[:PORT]/DATABASE, taken apart and found good. */
typedef struct
{
  char *server;   /* "https://host:port/path-before-the-database", without the user: may be shown */
  char *user;
  char *database;
} HeraldRemoteUrl;

HeraldRemoteUrl *herald_remote_url_parse (const char       *url,
                                          GError          **error);
void             herald_remote_url_free  (HeraldRemoteUrl  *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldRemoteUrl, herald_remote_url_free)

G_END_DECLS
