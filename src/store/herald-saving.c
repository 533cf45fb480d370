/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-saving.h"

#include "herald-bodies.h"
#include "herald-copies.h"
#include "herald-i18n.h"
#include "herald-restore.h"
#include "herald-versions.h"

/* The heads with the new version in place of the one that it was made from. As base's ancestors cannot be heads
 * beside it, nothing else falls away. */
static char **
replace_head (char       **heads,
              const char  *base,
              const char  *hash)
{
  g_autoptr(GPtrArray) replaced = g_ptr_array_new ();

  for (gsize i = 0; heads[i] != NULL; i++)
    {
      if (g_strcmp0 (heads[i], base) != 0 && !g_str_equal (heads[i], hash))
        g_ptr_array_add (replaced, g_strdup (heads[i]));
    }
  g_ptr_array_add (replaced, g_strdup (hash));
  g_ptr_array_add (replaced, NULL);

  return (char **) g_ptr_array_steal (replaced, NULL);
}

/* One more, where the history is a line; else it is counted when somebody looks. */
static gboolean
note_version (HeraldDatabase       *database,
              const HeraldStored   *stored,
              const HeraldVersion  *version,
              gboolean              in_line,
              GError              **error)
{
  return herald_database_run (database, error,
                              "UPDATE documents SET author = ?, n_versions = iif (?, iif (?, n_versions + 1, 1), NULL) WHERE row = ?", "siii",
                              version->author ? version->author->name : NULL, (gint64) in_line, (gint64) (stored->base != NULL), stored->row);
}

/* Adds a version on top of stored's base and moves the heads. */
static HeraldVersion *
add_version (HeraldDatabase      *database,
             const HeraldStored  *stored,
             const HeraldSaving  *saving,
             HeraldDocument      *body,
             gint64              *row,
             GError             **error)
{
  const char *parents[] = { stored->base, NULL };
  g_autoptr(HeraldVersion) version = NULL;
  g_auto(GStrv) heads = NULL;
  g_auto(GStrv) replaced = NULL;
  gboolean in_line;
  gint64 body_row;

  version = herald_version_new (saving->id, parents, saving->author, saving->time, saving->message, saving->automatic, herald_document_get_hash (body));
  heads = herald_versions_get_heads (database, stored->row, error);
  if (heads == NULL ||
      !herald_bodies_add (database, stored->row, body, &body_row, error) ||
      !herald_versions_add (database, stored->row, version, body_row, row, error))
    return NULL;

  in_line = stored->base == NULL ? heads[0] == NULL : g_strv_length (heads) == 1 && g_str_equal (heads[0], stored->base);
  replaced = replace_head (heads, stored->base, version->hash);
  if (!herald_versions_set_heads (database, stored->row, (const char * const *) replaced, NULL, error) ||
      !note_version (database, stored, version, in_line, error))
    return NULL;

  return g_steal_pointer (&version);
}

/**
 * herald_saving_save:
 * @database: the writing connection, in a transaction
 * @saving: what to save
 * @error: return location for an error: NOT_FOUND
 *
 * Makes a version of the working copy as it stands; of an unchanged one only if it is not automatic.
 *
 * Returns: (transfer full) (nullable): the version, or the one that stands
 */
HeraldVersion *
herald_saving_save (HeraldDatabase      *database,
                    const HeraldSaving  *saving,
                    GError             **error)
{
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_auto(HeraldStored) stored = { 0 };
  gint64 row;

  copy = herald_copies_get (database, saving->id, error);
  if (copy == NULL || !herald_copies_find (database, saving->id, &stored, error))
    return NULL;
  if (saving->automatic && !copy->dirty)
    return herald_versions_get (database, copy->base, error);

  version = add_version (database, &stored, saving, copy->document, &row, error);
  if (version == NULL || !herald_copies_set_base (database, stored.row, row, FALSE, error))
    return NULL;

  return g_steal_pointer (&version);
}

/* What is unsaved becomes a version of its own first, so that restoring loses nothing. */
static gboolean
save_dirty (HeraldDatabase      *database,
            const HeraldSaving  *saving,
            HeraldStored        *stored,
            GError             **error)
{
  HeraldSaving automatic = *saving;
  g_autoptr(HeraldVersion) version = NULL;

  if (!stored->dirty)
    return TRUE;

  automatic.message = NULL;
  automatic.automatic = TRUE;
  version = herald_saving_save (database, &automatic, error);
  herald_stored_clear (stored);

  return version != NULL && herald_copies_find (database, saving->id, stored, error);
}

static HeraldDocument *
get_body_of (HeraldDatabase  *database,
             const char      *id,
             const char      *hash,
             GError         **error)
{
  g_autoptr(HeraldVersion) version = herald_versions_get (database, hash, error);

  if (version == NULL)
    return NULL;
  if (!g_str_equal (version->document, id))
    {
      g_set_error_literal (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("This version belongs to something else."));
      return NULL;
    }

  return herald_bodies_get (database, version->body, error);
}

/* What the working copy becomes. */
static HeraldDocument *
make_restored (HeraldDatabase  *database,
               const char      *id,
               const char      *hash,
               GError         **error)
{
  g_autoptr(HeraldDocument) body = get_body_of (database, id, hash, error);
  g_autoptr(HeraldWorkingCopy) copy = body ? herald_copies_get (database, id, error) : NULL;

  return copy ? herald_restore_subject (copy->document, body, NULL, error) : NULL;
}

/**
 * herald_saving_restore:
 * @database: the writing connection, in a transaction
 * @saving: what to restore; never automatic
 * @hash: the version to go back to
 * @error: return location for an error: NOT_FOUND, or HERALD_MODEL_ERROR_NEWER
 *
 * Writes the text of a version into the working copy, and makes a version of that on top. What publishing wrote, the trash
 * and the link to other language editions stay as they are (herald_restore_subject()).
 *
 * Returns: (transfer full) (nullable): the new version
 */
HeraldVersion *
herald_saving_restore (HeraldDatabase      *database,
                       const HeraldSaving  *saving,
                       const char          *hash,
                       GError             **error)
{
  g_autoptr(HeraldDocument) body = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  g_auto(HeraldStored) stored = { 0 };
  gint64 row;

  if (!herald_copies_find (database, saving->id, &stored, error))
    return NULL;
  body = make_restored (database, saving->id, hash, error);
  if (body == NULL || !save_dirty (database, saving, &stored, error))
    return NULL;

  version = add_version (database, &stored, saving, body, &row, error);
  if (version == NULL || !herald_copies_write (database, &stored, body, row, stored.revision + 1, FALSE, saving->now, error))
    return NULL;

  return g_steal_pointer (&version);
}
