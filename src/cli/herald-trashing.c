/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-trashing.h"

#include "herald-i18n.h"

typedef struct
{
  gboolean            trashed;
  const HeraldAuthor *person;
  const char         *now;
  gboolean            changed; /* out */
} Change;

static gboolean
edit (HeraldAnnouncement  *announcement,
      gpointer             user_data,
      GError             **error)
{
  Change *change = user_data;

  change->changed = (announcement->trashed != NULL) != change->trashed;
  if (!change->changed)
    return TRUE;
  g_clear_pointer (&announcement->trashed, herald_trashed_free);
  if (change->trashed)
    announcement->trashed = herald_trashed_new (change->person->name, change->now);
  return TRUE;
}

/**
 * herald_trashing_set:
 * @cli: what the commands share
 * @prefix: an id, or its first characters
 * @trashed: whether the announcement is to be in the trash
 * @error: return location for an error
 *
 * Puts it there, or takes it out again, as a version: so it goes to the team, too. Nothing happens when it is so
 * already.
 *
 * Returns: whether it is so now
 */
gboolean
herald_trashing_set (HeraldCli   *cli,
                     const char  *prefix,
                     gboolean     trashed,
                     GError     **error)
{
  g_autofree char *id = herald_cli_resolve_id (cli, prefix, error);
  g_autofree char *now = NULL;
  g_autoptr (HeraldAuthor) person = NULL;
  g_autoptr (HeraldVersion) version = NULL;
  Change change = { .trashed = trashed };

  if (id == NULL)
    return FALSE;
  person = herald_cli_get_person (cli, error);
  if (person == NULL)
    return FALSE;
  now = herald_clock_format_now (herald_cli_get_clock (cli));
  change.person = person;
  change.now = now;
  if (!herald_cli_edit (cli, id, edit, &change, error))
    return FALSE;
  if (!change.changed)
    return TRUE;

  version = herald_library_save_version (herald_cli_open_library (cli, NULL), id, person,
                                         trashed ? _("Moved to the trash") : _("Taken out of the trash"), FALSE, error);
  return version != NULL;
}
