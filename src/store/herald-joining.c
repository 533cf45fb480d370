/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-joining.h"

#include "herald-bodies.h"
#include "herald-choices.h"
#include "herald-graph.h"
#include "herald-merge-version.h"
#include "herald-versions.h"
#include "herald-zone.h"

#include <stdlib.h>
#include <string.h>

static gint64
get_time (const HeraldVersion *version)
{
  gint64 seconds;

  /* Something in a list must have a time; the first second of 1970 tells that nobody knows it. */
  return herald_utc_parse (version->time, &seconds) && seconds > 0 ? seconds * G_USEC_PER_SEC : G_USEC_PER_SEC;
}

/* Moves a working copy to a head, and the text with it if it is another one. */
static gboolean
move_copy (HeraldDatabase       *database,
           const HeraldStored   *stored,
           const HeraldVersion  *head,
           GError              **error)
{
  g_autoptr(HeraldDocument) body = NULL;
  gint64 row;

  if (!herald_versions_find (database, head->hash, &row, error))
    return FALSE;
  if (g_strcmp0 (head->body, stored->hash) == 0)
    return herald_copies_set_base (database, stored->row, row, FALSE, error);

  body = herald_bodies_get (database, head->body, error);

  return body != NULL &&
         herald_copies_write (database, stored, body, row, stored->revision + 1, FALSE, get_time (head), error);
}

/* Shows the head that is to be shown. A dirty copy keeps its base, so that the next version shows what happened; unless
 * both sides wrote the same. */
static gboolean
show (HeraldDatabase      *database,
      const HeraldStored  *stored,
      char               **heads,
      GError             **error)
{
  g_autoptr(HeraldGraph) graph = herald_graph_load (database, stored->row, error);
  g_autoptr(HeraldVersion) head = NULL;
  const char *shown;

  if (graph == NULL)
    return FALSE;
  shown = herald_graph_choose_head (graph, (const char * const *) heads, stored->base);
  if (shown == NULL) /* a set of no heads says nothing */
    return TRUE;
  head = herald_versions_get (database, shown, error);
  if (head == NULL)
    return FALSE;
  if (stored->dirty ? heads[1] == NULL && g_strcmp0 (head->body, stored->hash) == 0 : g_strcmp0 (shown, stored->base) != 0)
    {
      if (!move_copy (database, stored, head, error))
        return FALSE;
    }

  return herald_database_run (database, error, "UPDATE documents SET author = ?, n_versions = NULL WHERE row = ?", "si",
                              head->author ? head->author->name : NULL, stored->row);
}

static GPtrArray *
load_versions (HeraldDatabase  *database,
               char           **heads,
               GError         **error)
{
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);

  for (gsize i = 0; heads[i] != NULL; i++)
    {
      HeraldVersion *version = herald_versions_get (database, heads[i], error);

      if (version == NULL)
        return NULL;
      g_ptr_array_add (versions, version);
    }

  return g_steal_pointer (&versions);
}

/* Some of the heads that merge cleanly together, with what they give. */
typedef struct
{
  GPtrArray   *members; /* of char *: hashes, sorted */
  HeraldMerge *merge;
} Party;

static void
party_clear (Party *party)
{
  g_clear_pointer (&party->members, g_ptr_array_unref);
  g_clear_pointer (&party->merge, herald_merge_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Party, party_clear)

/* Takes head in if it merges cleanly with those that are in. */
static gboolean
try_member (HeraldDatabase  *database,
            Party           *party,
            const char      *head,
            GError         **error)
{
  g_autoptr(GPtrArray) together = g_ptr_array_new ();
  g_autoptr(HeraldMerge) merge = NULL;
  g_autoptr(GError) problem = NULL;

  g_ptr_array_extend (together, party->members, NULL, NULL);
  g_ptr_array_add (together, (char *) head);
  g_ptr_array_add (together, NULL);
  if (!herald_joining_merge (database, NULL, (const char * const *) together->pdata, &merge, &problem, error))
    return FALSE;
  if (merge == NULL || !herald_merge_is_clean (merge))
    return TRUE;

  g_ptr_array_add (party->members, g_strdup (head));
  g_clear_pointer (&party->merge, herald_merge_free);
  party->merge = g_steal_pointer (&merge);

  return TRUE;
}

/* The first head, in the order of hashes, with which others merge cleanly, and all of those. */
static gboolean
find_party (HeraldDatabase  *database,
            char           **heads,
            Party           *party,
            GError         **error)
{
  if (g_strv_length (heads) > HERALD_MAX_JOINED)
    return TRUE;
  for (gsize i = 0; heads[i] != NULL && party->merge == NULL; i++)
    {
      g_clear_pointer (&party->members, g_ptr_array_unref);
      party->members = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (party->members, g_strdup (heads[i]));
      for (gsize j = i + 1; heads[j] != NULL; j++)
        {
          if (!try_member (database, party, heads[j], error))
            return FALSE;
        }
    }

  return TRUE;
}

/* The heads with the version in place of the ones that it was made from. */
static char **
replace_heads (char                **heads,
               const HeraldVersion  *version)
{
  g_autoptr(GPtrArray) replaced = g_ptr_array_new ();

  for (gsize i = 0; heads[i] != NULL; i++)
    {
      if (!g_ptr_array_find_with_equal_func (version->parents, heads[i], g_str_equal, NULL) && !g_str_equal (heads[i], version->hash))
        g_ptr_array_add (replaced, g_strdup (heads[i]));
    }
  g_ptr_array_add (replaced, g_strdup (version->hash));
  g_ptr_array_add (replaced, NULL);

  return (char **) g_ptr_array_steal (replaced, NULL);
}

static gboolean
store (HeraldDatabase       *database,
       gint64                document_row,
       const HeraldVersion  *version,
       HeraldDocument       *body,
       gint64               *row,
       GError              **error)
{
  gint64 body_row;

  return herald_bodies_add (database, document_row, body, &body_row, error) &&
         herald_versions_add (database, document_row, version, body_row, row, error);
}

/* The merge version of a party, in the place of its members. */
static gboolean
join_party (HeraldDatabase  *database,
            gint64           document_row,
            const Party     *party,
            char          ***heads,
            GError         **error)
{
  g_autoptr(GPtrArray) members = g_ptr_array_copy (party->members, NULL, NULL); /* borrowed */
  g_autoptr(GPtrArray) versions = NULL;
  g_autoptr(HeraldVersion) version = NULL;
  char **replaced;
  gint64 row;

  g_ptr_array_set_free_func (members, NULL);
  g_ptr_array_add (members, NULL);
  versions = load_versions (database, (char **) members->pdata, error);
  if (versions == NULL)
    return FALSE;
  g_ptr_array_add (versions, NULL);
  version = herald_merge_version_new ((const HeraldVersion * const *) versions->pdata, herald_document_get_hash (party->merge->document));
  if (!store (database, document_row, version, party->merge->document, &row, error))
    return FALSE;

  replaced = replace_heads (*heads, version);
  g_strfreev (*heads);
  *heads = replaced;

  return TRUE;
}

static gboolean
is_twin (const HeraldVersion *version,
         const HeraldVersion *of)
{
  if (!version->automatic || !of->automatic || version->parents->len < 2 || version->parents->len != of->parents->len)
    return FALSE;
  for (guint i = 0; i < version->parents->len; i++)
    {
      if (!g_str_equal (g_ptr_array_index (version->parents, i), g_ptr_array_index (of->parents, i)))
        return FALSE;
    }

  return TRUE;
}

/* Two merge versions of the same heads, which another Herald made otherwise: the smaller hash stands (section 6). */
static gboolean
drop_twins (HeraldDatabase  *database,
            char          ***heads,
            GError         **error)
{
  g_autoptr(GPtrArray) versions = load_versions (database, *heads, error);
  g_autoptr(GPtrArray) left = g_ptr_array_new ();

  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      gboolean has_twin = FALSE;

      for (guint j = 0; j < i && !has_twin; j++)
        has_twin = is_twin (g_ptr_array_index (versions, i), g_ptr_array_index (versions, j));
      if (!has_twin)
        g_ptr_array_add (left, g_strdup ((*heads)[i]));
    }
  g_ptr_array_add (left, NULL);
  g_strfreev (*heads);
  *heads = (char **) g_ptr_array_steal (left, NULL);

  return TRUE;
}

static int
compare_hashes (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Until nothing merges cleanly any more: the same on every device that has the same heads. */
static gboolean
join_all (HeraldDatabase  *database,
          gint64           document_row,
          char          ***heads,
          GError         **error)
{
  gboolean done = FALSE;

  while (!done)
    {
      g_auto(Party) party = { NULL, NULL };

      if (!drop_twins (database, heads, error) || !find_party (database, *heads, &party, error))
        return FALSE;
      done = party.merge == NULL;
      if (!done && !join_party (database, document_row, &party, heads, error))
        return FALSE;
      qsort (*heads, g_strv_length (*heads), sizeof **heads, compare_hashes);
    }

  return TRUE;
}

/* Of two heads one may turn out to be the other's ancestor, once what was missing between them has come. */
static gboolean
reduce (HeraldDatabase  *database,
        char          ***heads,
        GError         **error)
{
  char **reduced = herald_versions_reduce (database, (const char * const *) *heads, error);

  if (reduced == NULL)
    return FALSE;
  g_strfreev (*heads);
  *heads = reduced;

  return TRUE;
}

/**
 * herald_joining_join:
 * @database: the writing connection, in a transaction
 * @id: a document's id
 * @on_remote: (nullable): the heads that the remote is known to hold
 * @error: return location for an error: NOT_FOUND
 *
 * Folds the heads by section 6 of the design: in the order of their hashes each takes in those that merge cleanly with
 * it; the others stay, and are the conflict. A working copy without unsaved words follows.
 *
 * Returns: whether it worked
 */
gboolean
herald_joining_join (HeraldDatabase      *database,
                     const char          *id,
                     const char * const  *on_remote,
                     GError             **error)
{
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) heads = NULL;
  g_auto(GStrv) before = NULL;

  if (!herald_copies_find (database, id, &stored, error))
    return FALSE;
  heads = herald_versions_get_heads (database, stored.row, error);
  if (heads == NULL)
    return FALSE;
  if (heads[0] == NULL || (heads[1] == NULL && g_strcmp0 (heads[0], stored.base) == 0))
    return TRUE;

  before = g_strdupv (heads);
  if (heads[1] != NULL && (!reduce (database, &heads, error) || !join_all (database, stored.row, &heads, error)))
    return FALSE;
  if (!g_strv_equal ((const char * const *) before, (const char * const *) heads) &&
      !herald_versions_set_heads (database, stored.row, (const char * const *) heads, on_remote, error))
    return FALSE;
  if (heads[1] == NULL && !herald_choices_forget (database, id, error))
    return FALSE;

  return show (database, &stored, heads, error);
}

/**
 * herald_joining_save:
 * @database: the writing connection, in a transaction
 * @saving: what to save
 * @error: return location for an error: NOT_FOUND
 *
 * Makes a version of the working copy, then joins what merges cleanly with it.
 *
 * Returns: (transfer full) (nullable): the version of what was written, which may be joined already
 */
HeraldVersion *
herald_joining_save (HeraldDatabase      *database,
                     const HeraldSaving  *saving,
                     GError             **error)
{
  g_autoptr(HeraldVersion) version = herald_saving_save (database, saving, error);

  if (version == NULL || !herald_joining_join (database, saving->id, NULL, error))
    return NULL;

  return g_steal_pointer (&version);
}

/**
 * herald_joining_restore:
 * @database: the writing connection, in a transaction
 * @saving: what to restore; never automatic
 * @hash: the version to go back to
 * @error: return location for an error: NOT_FOUND
 *
 * Makes a version on top with the text of an older one, then joins what merges cleanly with it.
 *
 * Returns: (transfer full) (nullable): the version of what was restored, which may be joined already
 */
HeraldVersion *
herald_joining_restore (HeraldDatabase      *database,
                        const HeraldSaving  *saving,
                        const char          *hash,
                        GError             **error)
{
  g_autoptr(HeraldVersion) version = herald_saving_restore (database, saving, hash, error);

  if (version == NULL || !herald_joining_join (database, saving->id, NULL, error))
    return NULL;

  return g_steal_pointer (&version);
}

/* Whether the only head says what the working copy says. */
static gboolean
says_the_same (HeraldDatabase      *database,
               const HeraldStored  *stored,
               char               **heads,
               gboolean            *same,
               GError             **error)
{
  g_autoptr(HeraldVersion) head = NULL;

  *same = FALSE;
  if (heads[0] == NULL || heads[1] != NULL)
    return TRUE;
  head = herald_versions_get (database, heads[0], error);
  *same = head != NULL && g_strcmp0 (head->body, stored->hash) == 0;

  return head != NULL;
}

/**
 * herald_joining_catch_up:
 * @database: the writing connection, in a transaction
 * @saving: whose the unsaved words are; its author may be %NULL: then they stay as they are
 * @error: return location for an error: NOT_FOUND
 *
 * Where versions arrived beside a working copy with unsaved words, these become a version, and all is joined: base and
 * text in one transaction (section 4 of the design).
 *
 * Returns: whether it worked
 */
gboolean
herald_joining_catch_up (HeraldDatabase      *database,
                         const HeraldSaving  *saving,
                         GError             **error)
{
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) heads = NULL;
  gboolean same, is_behind;

  if (!herald_copies_find (database, saving->id, &stored, error))
    return FALSE;
  heads = herald_versions_get_heads (database, stored.row, error);
  if (heads == NULL || !says_the_same (database, &stored, heads, &same, error))
    return FALSE;
  is_behind = heads[0] != NULL && (heads[1] != NULL || g_strcmp0 (heads[0], stored.base) != 0);
  if (stored.dirty && saving->author != NULL && is_behind && !same)
    {
      g_autoptr(HeraldVersion) version = herald_saving_save (database, saving, error);

      if (version == NULL)
        return FALSE;
    }

  return herald_joining_join (database, saving->id, NULL, error);
}

/**
 * herald_joining_add:
 * @database: the writing connection, in a transaction
 * @saving: by whom, when, and what for
 * @parents: versions that are here
 * @body: its text
 * @row: (out): its row
 * @error: return location for an error: NOT_FOUND
 *
 * Adds a version and makes it a head; the working copy stays where it is.
 *
 * Returns: (transfer full) (nullable): the version
 */
HeraldVersion *
herald_joining_add (HeraldDatabase      *database,
                    const HeraldSaving  *saving,
                    const char * const  *parents,
                    HeraldDocument      *body,
                    gint64              *row,
                    GError             **error)
{
  g_autoptr(HeraldVersion) version = NULL;
  g_auto(HeraldStored) stored = { 0 };
  g_auto(GStrv) heads = NULL;
  g_auto(GStrv) replaced = NULL;

  if (!herald_copies_find (database, saving->id, &stored, error))
    return NULL;
  heads = herald_versions_get_heads (database, stored.row, error);
  if (heads == NULL)
    return NULL;
  version = herald_version_new (saving->id, parents, saving->author, saving->time, saving->message, saving->automatic, herald_document_get_hash (body));
  replaced = replace_heads (heads, version);
  if (!store (database, stored.row, version, body, row, error) ||
      !herald_versions_set_heads (database, stored.row, (const char * const *) replaced, NULL, error) ||
      !herald_database_run (database, error, "UPDATE documents SET author = ?, n_versions = NULL WHERE row = ?", "si",
                            saving->author ? saving->author->name : NULL, stored.row))
    return NULL;

  return g_steal_pointer (&version);
}
