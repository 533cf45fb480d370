/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-security.h"

G_BEGIN_DECLS

/* What was done to make a server ready for a library. */
typedef struct
{
  char     *database;
  char     *objects;       /* the name of the other one */
  guint     made;          /* how many of the two were not there */
  guint     rules_before;  /* the least of both; 0: there were none */
  guint     rules;         /* the least of what is there now */
  gboolean  rules_written;
  gboolean  team_written;
  gboolean  accepted_only; /* a cluster said 202; all was read back */
  char    **editors;
  char    **viewers;
  char    **editor_roles;
  char    **viewer_roles;
} HeraldServerSetup;

HeraldServerSetup *herald_server_setup_run  (const char              *url,
                                             const char              *password,
                                             GTlsDatabase            *authorities,
                                             const HeraldTeamChange  *change,
                                             GCancellable            *cancellable,
                                             GError                 **error);
void               herald_server_setup_free (HeraldServerSetup       *setup);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldServerSetup, herald_server_setup_free)

G_END_DECLS
