/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Who is to edit, who is to read, who is to be neither; each NULL or names of accounts. */
typedef struct
{
  char **editors;
  char **viewers;
  char **removed;
} HeraldTeamChange;

gboolean    herald_security_may_write   (JsonObject              *security,
                                         JsonObject              *user);
JsonObject *herald_security_change      (JsonObject              *security,
                                         const char              *database,
                                         const HeraldTeamChange  *change);
/* (transfer full) the names, or the roles, of "editors" or "viewers" */
char      **herald_security_list        (JsonObject              *security,
                                         const char              *section,
                                         const char              *member);

G_END_DECLS
