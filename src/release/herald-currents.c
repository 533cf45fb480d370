/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-currents.h"

#include <string.h>

static gboolean
add_head (HeraldLibrary  *library,
          const char     *hash,
          GPtrArray      *currents,
          GError        **error)
{
  g_autoptr (HeraldVersion) version = herald_library_get_version (library, hash, error);
  g_autoptr (HeraldDocument) body = version != NULL ? herald_library_get_body (library, version->body, error) : NULL;

  if (body == NULL)
    return FALSE;
  g_ptr_array_add (currents, herald_summary_from_document (body));
  return TRUE;
}

/* A head may know more than the draft does: one that arrived while the draft was being edited does not move it. */
static gboolean
add_document (HeraldLibrary  *library,
              const char     *id,
              GPtrArray      *currents,
              GError        **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_library_get_working_copy (library, id, error);
  g_auto (GStrv) heads = copy != NULL ? herald_library_get_heads (library, id, error) : NULL;

  if (heads == NULL)
    return FALSE;
  g_ptr_array_add (currents, herald_summary_from_document (copy->document));
  for (guint i = 0; heads[i] != NULL; i++)
    if (!add_head (library, heads[i], currents, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_editions (HeraldLibrary  *library,
              const char     *id,
              const char     *group,
              GPtrArray      *currents,
              GError        **error)
{
  HeraldListQuery query = { .type = HERALD_DOCUMENT_ANNOUNCEMENT, .translation_group = group };
  g_autoptr (GPtrArray) rows = herald_library_list (library, &query, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const HeraldListRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->summary->id, id) != 0 && !add_document (library, row->summary->id, currents, error))
        return FALSE;
    }
  return rows != NULL;
}

/**
 * herald_currents_list:
 * @library: the library
 * @announcement: the words that want to leave, of whatever version
 * @error: return location; what the store says
 *
 * What the library knows by now of the announcement and of its other language editions outside the trash, for the gate:
 * an older version must not slip past an embargo that was set after it was made.
 *
 * Returns: (transfer full) (element-type HeraldSummary): of each the current draft and the heads
 */
GPtrArray *
herald_currents_list (HeraldLibrary             *library,
                      const HeraldAnnouncement  *announcement,
                      GError                   **error)
{
  g_autoptr (GPtrArray) currents = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_summary_free);
  const char *group = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (announcement != NULL && announcement->id != NULL, NULL);

  if (!add_document (library, announcement->id, currents, error))
    return NULL;
  /* The group of the draft: an old version may be from before there was one. */
  group = ((HeraldSummary *) g_ptr_array_index (currents, 0))->translation_group;
  if (group == NULL || group[0] == '\0')
    group = announcement->translation_group;
  if (group != NULL && group[0] != '\0' && !add_editions (library, announcement->id, group, currents, error))
    return NULL;
  return g_steal_pointer (&currents);
}
