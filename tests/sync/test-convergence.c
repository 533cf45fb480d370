/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A team's days, at random: whatever goes wrong, all libraries end equal, and nothing that was acknowledged is lost.
 * HERALD_SYNC_CASES=20000 for a night; HERALD_SYNC_SEED=N for one case. */
#include "herald-team.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define DEFAULT_CASES 200
#define MAX_STEPS     40

static char *self;

typedef struct
{
  guint32    seed;
  HeraldStep steps[MAX_STEPS];
  guint      n_steps;
} Schedule;

static void
schedule_init (Schedule *schedule,
               guint32   seed)
{
  /* How often, in a hundred. */
  static const struct { HeraldStepKind kind; int weight; } odds[] = {
    { HERALD_STEP_CREATE, 8 }, { HERALD_STEP_EDIT, 28 }, { HERALD_STEP_SAVE, 5 }, { HERALD_STEP_ASSET, 4 },
    { HERALD_STEP_RESTORE_VERSION, 3 }, { HERALD_STEP_RESOLVE, 6 }, { HERALD_STEP_SYNC, 22 }, { HERALD_STEP_SYNC_BADLY, 9 },
    { HERALD_STEP_SYNC_KILLED, 3 }, { HERALD_STEP_REOPEN, 1 }, { HERALD_STEP_BACKUP, 2 }, { HERALD_STEP_RESTORE, 2 },
    { HERALD_STEP_DELETE, 2 }, { HERALD_STEP_PART, 2 }, { HERALD_STEP_EVEN_OUT, 2 }, { HERALD_STEP_SWITCH, 1 },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed ^ 0x5eed);

  schedule->seed = seed;
  schedule->n_steps = (guint) g_rand_int_range (rand, 6, MAX_STEPS + 1);
  for (guint i = 0; i < schedule->n_steps; i++)
    {
      int draw = g_rand_int_range (rand, 0, 100);
      guint kind = 0;

      while (draw >= odds[kind].weight)
        draw -= odds[kind++].weight;
      schedule->steps[i] = (HeraldStep) { i < 3 ? HERALD_STEP_CREATE : odds[kind].kind, g_rand_int (rand) / 7,
                                          (guint) g_rand_int_range (rand, 0, HERALD_TEAM_DOCUMENTS), g_rand_int (rand) };
    }
}

/* NULL: all is well. (transfer full) */
static char *
find_fault (const Schedule *schedule)
{
  g_autoptr (HeraldTeam) team = herald_team_new (schedule->seed, self);
  const char *fault = NULL;

  for (guint i = 0; i < schedule->n_steps && fault == NULL; i++)
    fault = herald_team_take_step (team, &schedule->steps[i]);
  if (fault == NULL)
    fault = herald_team_settle (team);

  return g_strdup (fault);
}

/* With as few steps as still show something: each is left out if it can be. */
static void
shrink (Schedule *schedule)
{
  for (guint i = schedule->n_steps; i > 0; i--)
    {
      Schedule smaller = *schedule;
      g_autofree char *fault = NULL;

      for (guint j = i; j < smaller.n_steps; j++)
        smaller.steps[j - 1] = smaller.steps[j];
      smaller.n_steps--;

      fault = find_fault (&smaller);
      if (fault != NULL)
        *schedule = smaller;
    }
}

static void
report (const Schedule *schedule,
        const char     *fault)
{
  g_autofree char *shrunk = find_fault (schedule);

  g_test_message ("HERALD_SYNC_SEED=%u: %s", schedule->seed, fault);
  g_test_message ("with fewer steps: %s", shrunk != NULL ? shrunk : "not each time");
  for (guint i = 0; i < schedule->n_steps; i++)
    g_test_message ("  %s, person %u, document %u, seed %u", herald_step_kind_to_string (schedule->steps[i].kind),
                    schedule->steps[i].who, schedule->steps[i].document, schedule->steps[i].seed);
}

static void
test_schedules (void)
{
  const char *cases = g_getenv ("HERALD_SYNC_CASES");
  const char *seed = g_getenv ("HERALD_SYNC_SEED");
  guint n_cases = seed != NULL ? 1 : cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : DEFAULT_CASES;
  guint32 first = seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : (guint32) g_test_rand_int ();

  for (guint i = 0; i < n_cases; i++)
    {
      Schedule schedule = { 0 };
      g_autofree char *fault = NULL;

      schedule_init (&schedule, first + i);
      fault = find_fault (&schedule);
      if (fault == NULL)
        continue;

      shrink (&schedule);
      report (&schedule, fault);
      g_test_fail ();
      return;
    }
}

int
main (int   argc,
      char *argv[])
{
  if (herald_team_is_child (argc, argv))
    return herald_team_run_child (argv);

  /* A night of it writes much, none of which is to last. */
  if (g_getenv ("TMPDIR") == NULL && g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  self = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/convergence/schedules", test_schedules);
  return g_test_run ();
}
