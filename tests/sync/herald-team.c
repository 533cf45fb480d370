/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-team-private.h"

#include "herald-sync-support.h"

#include <stdarg.h>

#define TIME         G_GINT64_CONSTANT (1767225600000000) /* 2026-01-01T00:00:00Z */
#define DAY          (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)
#define MAX_ROUNDS   12

const char *
herald_step_kind_to_string (HeraldStepKind kind)
{
  static const char * const names[] = { "create", "edit", "save", "asset", "restore-version", "resolve", "sync", "sync-badly",
                                        "sync-killed", "reopen", "backup", "restore", "delete", "part", "even-out", "switch" };

  return names[kind];
}

const char *
herald_team_fail (HeraldTeam *team,
                  const char *format,
                  ...)
{
  va_list list;

  va_start (list, format);
  if (team->fault == NULL)
    team->fault = g_strdup_vprintf (format, list);
  va_end (list);

  return team->fault;
}

/* Ids of their own, so that the order of hashes is the same from the same seed. */
static char *
make_id (GRand *rand)
{
  return g_strdup_printf ("%08x-0000-4000-8000-%08x0000", g_rand_int (rand), g_rand_int (rand));
}

static void
member_init (HeraldTeam   *team,
             HeraldColleague *member,
             guint         index,
             GRand        *rand)
{
  g_autofree char *parent = g_dir_make_tmp ("herald-team-XXXXXX", NULL);
  g_autofree char *name = g_strdup_printf ("Member %u", index);
  g_autoptr (GError) error = NULL;

  member->index = index;
  member->folder = g_build_filename (parent, "library", NULL);
  member->clock = herald_clock_new_fixed (TIME + g_rand_int_range (rand, -3, 4) * DAY);
  member->author = herald_author_new (name, "member@aurelia.example");
  member->library = herald_library_create (member->folder, name, member->clock, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < HERALD_TEAM_DOCUMENTS; i++)
    member->pending[i] = g_ptr_array_new_with_free_func (g_free);
}

HeraldTeam *
herald_team_new (guint32     seed,
                 const char *self)
{
  HeraldTeam *team = g_new0 (HeraldTeam, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  team->seed = seed;
  team->self = self;
  team->database = "team";
  team->server = herald_couch_server_new ();
  team->assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < HERALD_TEAM_DOCUMENTS; i++)
    {
      team->ids[i] = make_id (rand);
      team->words[i] = g_ptr_array_new_with_free_func (g_free);
      team->versions[i] = g_ptr_array_new_with_free_func (g_free);
    }

  team->n_members = (guint) g_rand_int_range (rand, 2, HERALD_TEAM_LIBRARIES + 1);
  for (guint i = 0; i < team->n_members; i++)
    member_init (team, &team->members[i], i, rand);
  return team;
}

static void
member_clear (HeraldColleague *member)
{
  herald_test_library_close (g_steal_pointer (&member->library));
  g_free (member->folder);
  g_object_unref (member->clock);
  herald_author_free (member->author);
  for (guint i = 0; i < HERALD_TEAM_DOCUMENTS; i++)
    g_ptr_array_unref (member->pending[i]);
}

void
herald_team_free (HeraldTeam *team)
{
  for (guint i = 0; i < team->n_members; i++)
    member_clear (&team->members[i]);
  for (guint i = 0; i < HERALD_TEAM_DOCUMENTS; i++)
    {
      g_free (team->ids[i]);
      g_ptr_array_unref (team->words[i]);
      g_ptr_array_unref (team->versions[i]);
    }

  g_clear_pointer (&team->backup, g_hash_table_unref);
  g_clear_pointer (&team->node, herald_couch_server_free);
  herald_couch_server_free (team->server);
  g_hash_table_unref (team->assets);
  g_free (team->fault);
  g_free (team);
}

void
herald_team_open (HeraldTeam   *team,
                  HeraldColleague *member)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&member->library);
  member->library = herald_library_open (member->folder, member->clock, &error);
  g_assert_no_error (error);
}

static void
backup (HeraldTeam *team)
{
  g_clear_pointer (&team->backup, g_hash_table_unref);
  team->backup = herald_couch_server_save (team->server);
}

/* All nodes together, as README says. */
static void
restore (HeraldTeam *team)
{
  g_autofree char *objects = g_strconcat (team->database, "-objects", NULL);

  if (team->backup != NULL)
    {
      herald_couch_server_restore (team->server, team->backup);
    }
  else
    {
      herald_couch_server_drop (team->server, team->database);
      herald_couch_server_drop (team->server, objects);
    }

  if (team->node != NULL)
    herald_couch_server_part (team->server, team->node);
}

static void
delete_head (HeraldTeam *team,
             guint       document)
{
  g_autofree char *id = g_strconcat ("announcement:", team->ids[document], NULL);

  herald_couch_server_delete (team->server, team->database, id);
}

const char *
herald_team_take_step (HeraldTeam       *team,
                       const HeraldStep *step)
{
  HeraldColleague *member = &team->members[step->who % team->n_members];

  switch (step->kind)
    {
    case HERALD_STEP_CREATE:
      herald_team_create (team, member, step->document, step->seed);
      break;
    case HERALD_STEP_EDIT:
      herald_team_edit (team, member, step->document, step->seed);
      break;
    case HERALD_STEP_SAVE:
      herald_team_save (team, member, step->document);
      break;
    case HERALD_STEP_ASSET:
      herald_team_add_asset (team, member, step->document, step->seed);
      break;
    case HERALD_STEP_RESTORE_VERSION:
      herald_team_restore_version (team, member, step->document, step->seed);
      break;
    case HERALD_STEP_RESOLVE:
      herald_team_resolve (team, member, step->document, step->seed);
      break;
    case HERALD_STEP_SYNC:
      herald_team_sync (team, member, TRUE, NULL);
      break;
    case HERALD_STEP_SYNC_BADLY:
      herald_team_sync_badly (team, member, step->seed);
      break;
    case HERALD_STEP_SYNC_KILLED:
      herald_team_sync_killed (team, member, step->seed);
      break;
    case HERALD_STEP_REOPEN:
      herald_team_open (team, member);
      break;
    case HERALD_STEP_BACKUP:
      backup (team);
      break;
    case HERALD_STEP_RESTORE:
      restore (team);
      break;
    case HERALD_STEP_DELETE:
      delete_head (team, step->document);
      break;
    case HERALD_STEP_PART:
      herald_team_part (team);
      break;
    case HERALD_STEP_EVEN_OUT:
      herald_team_even_out (team);
      break;
    case HERALD_STEP_SWITCH:
      team->database = step->seed % 2 == 0 ? "other" : "team";
      break;
    default:
      g_assert_not_reached ();
    }

  return team->fault;
}

const char *
herald_team_settle (HeraldTeam *team)
{
  gboolean moved = TRUE;
  guint64 changes = 0;

  herald_team_even_out (team);
  for (guint round = 0; moved && team->fault == NULL; round++)
    {
      if (round == MAX_ROUNDS)
        return herald_team_fail (team, "it never ends");

      changes = herald_couch_server_n_changes (team->server, team->database);
      moved = FALSE;
      for (guint i = 0; i < team->n_members; i++)
        herald_team_sync (team, &team->members[i], TRUE, &moved);
      moved |= herald_couch_server_n_changes (team->server, team->database) != changes;
    }

  return team->fault != NULL ? team->fault : herald_team_check (team);
}
