/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-editions.h"

#include "herald-cli.h"

#define ATTEMPTS 16

/* One of the announcements that are changed together. */
typedef struct
{
  HeraldWorkingCopy *copy;     /* as it was found */
  HeraldDocument    *document; /* as it is to be */
  gint64             revision; /* after it was written; 0 before */
} Edition;

static void
edition_free (Edition *edition)
{
  g_clear_pointer (&edition->copy, herald_working_copy_free);
  g_clear_pointer (&edition->document, herald_document_unref);
  g_free (edition);
}

static gboolean
add_editions (HeraldLibrary  *library,
              const char     *group,
              gboolean        trash,
              GPtrArray      *summaries,
              GError        **error)
{
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT, .trash = trash, .translation_group = group };
  g_autoptr (GPtrArray) rows = herald_library_list (library, &query, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      HeraldListRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (summaries, herald_summary_copy (row->summary));
    }
  return TRUE;
}

/**
 * herald_editions_list:
 * @library: a library
 * @group: a translation group
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeraldSummary) (nullable): the language editions of one announcement, those in
 *   the trash last
 */
GPtrArray *
herald_editions_list (HeraldLibrary  *library,
                      const char     *group,
                      GError        **error)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_summary_free);

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (group != NULL, NULL);

  if (!add_editions (library, group, FALSE, summaries, error) ||
      !add_editions (library, group, TRUE, summaries, error))
    return NULL;
  return g_steal_pointer (&summaries);
}

/* Reads one announcement and prepares what it is to become; group: (out) (optional) */
static Edition *
prepare (HeraldLibrary        *library,
         const char           *id,
         const HeraldEmbargo  *embargo,
         char                **group,
         GError              **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  Edition *edition;

  if (copy == NULL)
    return NULL;
  announcement = herald_cli_read_announcement (copy->document, error);
  if (announcement == NULL)
    return NULL;
  if (group != NULL)
    *group = g_strdup (announcement->translation_group);
  g_clear_pointer (&announcement->embargo, herald_embargo_free);
  if (embargo != NULL)
    announcement->embargo = herald_embargo_copy (embargo);

  edition = g_new0 (Edition, 1);
  edition->copy = g_steal_pointer (&copy);
  edition->document = herald_announcement_to_document (announcement);
  return edition;
}

static GPtrArray *
prepare_all (HeraldLibrary        *library,
             const char           *id,
             const HeraldEmbargo  *embargo,
             GError              **error)
{
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) edition_free);
  g_autoptr (GPtrArray) summaries = NULL;
  g_autofree char *group = NULL;
  Edition *edition = prepare (library, id, embargo, &group, error);

  if (edition == NULL)
    return NULL;
  g_ptr_array_add (editions, edition);
  if (group == NULL)
    return g_steal_pointer (&editions);

  summaries = herald_editions_list (library, group, error);
  for (guint i = 0; summaries != NULL && i < summaries->len; i++)
    {
      HeraldSummary *summary = g_ptr_array_index (summaries, i);

      if (g_str_equal (summary->id, id))
        continue;
      edition = prepare (library, summary->id, embargo, NULL, error);
      if (edition == NULL)
        return NULL;
      g_ptr_array_add (editions, edition);
    }
  return summaries != NULL ? g_steal_pointer (&editions) : NULL;
}

static gboolean
needs_write (const Edition *edition)
{
  return !g_str_equal (herald_document_get_hash (edition->document), herald_document_get_hash (edition->copy->document));
}

/* Where another process has written meanwhile, its words stay: only what is still ours is taken back. */
static void
take_back (HeraldLibrary *library,
           GPtrArray     *editions)
{
  for (guint i = 0; i < editions->len; i++)
    {
      Edition *edition = g_ptr_array_index (editions, i);
      g_autoptr (GError) error = NULL;

      if (edition->revision != 0 &&
          herald_library_put_working_copy (library, edition->copy->document, edition->revision, &error) == 0)
        g_info ("%s keeps the new embargo: %s", herald_document_get_id (edition->document), error->message);
    }
}

static gboolean
write_all (HeraldLibrary  *library,
           GPtrArray      *editions,
           GError        **error)
{
  for (guint i = 0; i < editions->len; i++)
    {
      Edition *edition = g_ptr_array_index (editions, i);

      if (!needs_write (edition))
        continue;
      edition->revision = herald_library_put_working_copy (library, edition->document, edition->copy->revision, error);
      if (edition->revision == 0)
        {
          take_back (library, editions);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * herald_editions_set_embargo:
 * @library: a library
 * @id: the full id of an announcement
 * @embargo: (nullable): the embargo, %NULL for none
 * @error: return location for an error
 *
 * One embargo holds for all language editions (section 8 of the design): all get it, or none.
 *
 * Returns: how many announcements have this embargo now, 0 on error
 */
guint
herald_editions_set_embargo (HeraldLibrary        *library,
                             const char           *id,
                             const HeraldEmbargo  *embargo,
                             GError              **error)
{
  g_return_val_if_fail (HERALD_IS_LIBRARY (library), 0);
  g_return_val_if_fail (id != NULL, 0);

  for (guint attempt = 1;; attempt++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GPtrArray) editions = prepare_all (library, id, embargo, &local_error);

      if (editions != NULL && write_all (library, editions, &local_error))
        return editions->len;
      if (attempt < ATTEMPTS && g_error_matches (local_error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
        continue;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return 0;
    }
}
