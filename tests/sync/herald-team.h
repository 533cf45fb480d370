/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_TEAM_LIBRARIES 4
#define HERALD_TEAM_DOCUMENTS 5

/* A team of people with a library each, and their server, on which all goes wrong that may. The same from the same
 * seed; each step does the same whatever other steps are taken. */
typedef struct _HeraldTeam HeraldTeam;

typedef enum
{
  HERALD_STEP_CREATE,
  HERALD_STEP_EDIT,
  HERALD_STEP_SAVE,
  HERALD_STEP_ASSET,
  HERALD_STEP_RESTORE_VERSION,
  HERALD_STEP_RESOLVE,
  HERALD_STEP_SYNC,
  HERALD_STEP_SYNC_BADLY,   /* requests fail, replies are cut, answers are lost */
  HERALD_STEP_SYNC_KILLED,  /* the process dies in the middle of a round */
  HERALD_STEP_REOPEN,
  HERALD_STEP_BACKUP,       /* of the server */
  HERALD_STEP_RESTORE,      /* it; without one, its databases are gone */
  HERALD_STEP_DELETE,       /* an administrator deletes what is current of a document */
  HERALD_STEP_PART,         /* the nodes of the cluster do not see each other */
  HERALD_STEP_EVEN_OUT,
  HERALD_STEP_SWITCH,       /* the team moves to another database */
} HeraldStepKind;

typedef struct
{
  HeraldStepKind kind;
  guint          who;
  guint          document;
  guint32        seed;
} HeraldStep;

const char *herald_step_kind_to_string (HeraldStepKind kind);

/* self: this program, which is its own child that dies: see herald_team_run_child(). */
HeraldTeam *herald_team_new       (guint32 seed, const char *self);
void        herald_team_free      (HeraldTeam *team);
/* NULL: all is well; else what is not, which herald_team_free() frees. */
const char *herald_team_take_step (HeraldTeam *team, const HeraldStep *step);
/* Everything works again, and rounds go on until nothing moves: then all libraries and the server hold the same, and
 * each edit that was acknowledged is in a head or behind one. NULL, or what is not so. */
const char *herald_team_settle    (HeraldTeam *team);

/* "--sync FOLDER URL TIME": a round in a process of its own. */
gboolean    herald_team_is_child  (int argc, char *argv[]);
int         herald_team_run_child (char *argv[]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTeam, herald_team_free)

G_END_DECLS
