/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-couch-server.h"
#include "herald-library.h"
#include "herald-remote.h"
#include "herald-team.h"

G_BEGIN_DECLS

/* One of the team. */
typedef struct
{
  guint          index;
  char          *folder;
  HeraldLibrary *library;
  HeraldClock   *clock;   /* days before or after the others' */
  HeraldAuthor  *author;
  GPtrArray     *pending[HERALD_TEAM_DOCUMENTS]; /* of char *: words of the working copy that are in no version yet */
} HeraldColleague;

struct _HeraldTeam
{
  guint32            seed;
  const char        *self;
  HeraldColleague       members[HERALD_TEAM_LIBRARIES];
  guint              n_members;
  char              *ids[HERALD_TEAM_DOCUMENTS];
  const char        *database;
  HeraldCouchServer *server;
  HeraldCouchServer *node;    /* the cluster's other one; NULL: they are at one */
  GHashTable        *backup;

  GPtrArray         *words[HERALD_TEAM_DOCUMENTS];    /* of char *: in a version, so that they are never lost */
  GPtrArray         *versions[HERALD_TEAM_DOCUMENTS]; /* of char *: made by a person, so that they are never lost */
  GHashTable        *assets;  /* SHA-256 -> text */

  GRand             *faults;  /* of the round that goes badly; NULL: all works */
  guint              requests_left; /* until the process dies */
  GPid               victim;
  char              *fault;   /* what is not well */
};

/* Sets the fault, once. */
const char *herald_team_fail        (HeraldTeam *team, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* herald-team-sync.c. A round that has to go well, unless faults are on. */
gboolean    herald_team_sync        (HeraldTeam *team, HeraldColleague *member, gboolean must_work, gboolean *moved);
void        herald_team_sync_badly  (HeraldTeam *team, HeraldColleague *member, guint32 seed);
void        herald_team_sync_killed (HeraldTeam *team, HeraldColleague *member, guint32 seed);
void        herald_team_part        (HeraldTeam *team);
void        herald_team_even_out    (HeraldTeam *team);
/* herald-team-write.c */
void        herald_team_create      (HeraldTeam *team, HeraldColleague *member, guint document, guint32 seed);
void        herald_team_edit        (HeraldTeam *team, HeraldColleague *member, guint document, guint32 seed);
void        herald_team_save        (HeraldTeam *team, HeraldColleague *member, guint document);
void        herald_team_add_asset   (HeraldTeam *team, HeraldColleague *member, guint document, guint32 seed);
void        herald_team_restore_version (HeraldTeam *team, HeraldColleague *member, guint document, guint32 seed);
void        herald_team_resolve     (HeraldTeam *team, HeraldColleague *member, guint document, guint32 seed);
/* What is in a version by now is acknowledged. */
void        herald_team_acknowledge (HeraldTeam *team, HeraldColleague *member);
void        herald_team_open        (HeraldTeam *team, HeraldColleague *member);
/* herald-team-check.c */
const char *herald_team_check       (HeraldTeam *team);

G_END_DECLS
