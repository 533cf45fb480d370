/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-press-room-plan.h"

#include <string.h>

/* Which announcements are released. The gate must be open for a release of the version that is shown, and
 *
 *   released                                   yes
 *   scheduled                                  when the schedule has released it
 *   approved, the agreed end of its embargo    yes
 *     has come
 *   approved, without an embargo               if a version of it was given out for publication
 *   anything else                              no
 *
 * "Approved" alone says that the words are right, not that the moment has come. */
static gboolean
is_released (const HeraldStanding *standing)
{
  const HeraldSummary *summary = standing->summary;

  if (summary->status == HERALD_STATUS_RELEASED)
    return TRUE;
  /* The gate looks whether its end has come. */
  return summary->status == HERALD_STATUS_APPROVED && (summary->embargo_utc != NULL || standing->given_out);
}

static gboolean
is_waiting (const HeraldStanding *standing)
{
  return standing->summary->status == HERALD_STATUS_APPROVED && !is_released (standing);
}

static void
story_free (HeraldPressRoomStory *story)
{
  g_free (story->key);
  g_ptr_array_unref (story->editions);
  g_free (story);
}

/**
 * herald_press_room_plan_free:
 * @plan: (transfer full): a plan
 */
void
herald_press_room_plan_free (HeraldPressRoomPlan *plan)
{
  g_return_if_fail (plan != NULL);

  g_clear_pointer (&plan->stories, g_ptr_array_unref);
  g_clear_pointer (&plan->groups, g_hash_table_unref);
  g_clear_pointer (&plan->standings, g_ptr_array_unref);
  g_free (plan);
}

/* As before every way out: what is unsaved becomes an automatic version. */
static gboolean
save_dirty (HeraldLibrary       *library,
            const HeraldAuthor  *author,
            GPtrArray           *standings,
            gboolean            *saved,
            GError             **error)
{
  for (guint i = 0; i < standings->len; i++)
    {
      const HeraldStanding *standing = g_ptr_array_index (standings, i);
      g_autoptr (HeraldVersion) version = NULL;

      if (!is_released (standing) || (!standing->dirty && standing->head != NULL))
        continue;
      version = herald_library_save_version (library, standing->summary->id, author, NULL, TRUE, error);
      if (version == NULL)
        return FALSE;
      *saved = TRUE;
    }
  return TRUE;
}

static GPtrArray *
save_standings (HeraldLibrary       *library,
                GPtrArray           *found, /* (transfer full) */
                const HeraldAuthor  *author,
                GError             **error)
{
  g_autoptr (GPtrArray) standings = found;
  gboolean saved = FALSE;

  if (!save_dirty (library, author, standings, &saved, error))
    return NULL;
  return saved ? herald_library_list_standings (library, error) : g_steal_pointer (&standings);
}

static const char *
get_group (const HeraldStanding *standing)
{
  const char *group = standing->summary->translation_group;

  return group != NULL && group[0] != '\0' ? group : NULL;
}

static void
fill_groups (HeraldPressRoomPlan *plan)
{
  plan->groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < plan->standings->len; i++)
    {
      HeraldStanding *standing = g_ptr_array_index (plan->standings, i);
      const char *group = get_group (standing);
      GPtrArray *members = group != NULL ? g_hash_table_lookup (plan->groups, group) : NULL;

      if (group != NULL && members == NULL)
        {
          members = g_ptr_array_new ();
          g_hash_table_insert (plan->groups, (gpointer) group, members);
        }
      if (members != NULL)
        g_ptr_array_add (members, standing);
    }
}

static int
compare_languages (gconstpointer a,
                   gconstpointer b)
{
  const HeraldSummary *x = (*(HeraldStanding * const *) a)->summary;
  const HeraldSummary *y = (*(HeraldStanding * const *) b)->summary;
  int order = g_strcmp0 (x->language, y->language);

  return order != 0 ? order : strcmp (x->id, y->id);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp ((*(HeraldPressRoomStory * const *) a)->key, (*(HeraldPressRoomStory * const *) b)->key);
}

static void
fill_stories (HeraldPressRoomPlan *plan)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  plan->stories = g_ptr_array_new_with_free_func ((GDestroyNotify) story_free);
  for (guint i = 0; i < plan->standings->len; i++)
    {
      HeraldStanding *standing = g_ptr_array_index (plan->standings, i);
      const char *key = get_group (standing) != NULL ? get_group (standing) : standing->summary->id;
      HeraldPressRoomStory *story = g_hash_table_lookup (by_key, key);

      plan->n_waiting += is_waiting (standing);
      if (!is_released (standing) || standing->n_heads != 1)
        continue;
      if (story == NULL)
        {
          story = g_new0 (HeraldPressRoomStory, 1);
          story->key = g_strdup (key);
          story->editions = g_ptr_array_new ();
          g_ptr_array_add (plan->stories, story);
          g_hash_table_insert (by_key, story->key, story);
        }
      g_ptr_array_add (story->editions, standing);
    }
  g_ptr_array_sort (plan->stories, compare_keys);
  for (guint i = 0; i < plan->stories->len; i++)
    g_ptr_array_sort (((HeraldPressRoomStory *) g_ptr_array_index (plan->stories, i))->editions, compare_languages);
}

/* Whether a list row says all that there is to know: the draft is the only newest version. */
static gboolean
is_calm (const HeraldStanding *standing)
{
  return !standing->dirty && standing->n_heads == 1;
}

/**
 * herald_press_room_plan_judge:
 * @plan: the plan that it stands in
 * @standing: an announcement
 * @now_us: the time
 *
 * Asks the gate by what list rows say of an announcement and of its other language editions.
 *
 * Returns: (transfer full): what it says
 */
HeraldGateVerdict *
herald_press_room_plan_judge (HeraldPressRoomPlan  *plan,
                              const HeraldStanding *standing,
                              gint64                now_us)
{
  const HeraldSummary *summary = standing->summary;
  HeraldEmbargo embargo = { .wall = summary->embargo_wall, .zone = summary->embargo_zone, .utc = summary->embargo_utc };
  gboolean embargoed = summary->embargo_wall != NULL || summary->embargo_zone != NULL || summary->embargo_utc != NULL;
  HeraldAnnouncement words = { .id = summary->id, .status = summary->status, .embargo = embargoed ? &embargo : NULL };
  GPtrArray *members = get_group (standing) != NULL ? g_hash_table_lookup (plan->groups, get_group (standing)) : NULL;
  g_autoptr (GPtrArray) currents = g_ptr_array_new ();
  g_autoptr (GPtrArray) nothing_found = g_ptr_array_new ();
  HeraldGateCase gate_case = {
    .announcement = &words, .version_hash = standing->head, .n_heads = standing->n_heads,
    .purpose = HERALD_PURPOSE_RELEASE, .currents = currents, .findings = nothing_found, .now_us = now_us,
  };

  for (guint i = 0; members != NULL && i < members->len; i++)
    g_ptr_array_add (currents, ((HeraldStanding *) g_ptr_array_index (members, i))->summary);
  return herald_gate_check (&gate_case);
}

/* What became of a version that passed the gate before: its own words are the same, so only what may hold it by now is
 * judged, by the same gate. */
static gboolean
still_passes (HeraldPressRoomPlan  *plan,
              const HeraldStanding *standing,
              gint64                now_us)
{
  GPtrArray *members = get_group (standing) != NULL ? g_hash_table_lookup (plan->groups, get_group (standing)) : NULL;
  g_autoptr (HeraldGateVerdict) verdict = NULL;

  for (guint i = 0; members != NULL && i < members->len; i++)
    if (!is_calm (g_ptr_array_index (members, i)))
      return FALSE;
  verdict = herald_press_room_plan_judge (plan, standing, now_us);
  return is_calm (standing) && verdict->answer == HERALD_GATE_OPEN;
}

static const HeraldSiteCard *
find_card (const HeraldSiteRecord *record,
           const HeraldStanding   *standing)
{
  for (guint i = 0; i < record->cards->len; i++)
    {
      const HeraldSiteCard *card = g_ptr_array_index (record->cards, i);

      if (strcmp (card->id, standing->summary->id) == 0 && strcmp (card->version, standing->head) == 0)
        return card;
    }
  return NULL;
}

/**
 * herald_press_room_make_stamp:
 * @seed: what all announcements of the press room have in common
 * @versions: hashes of the versions that one shows, ended by %NULL
 *
 * Returns: (transfer full): a hash that differs when the pages would
 */
char *
herald_press_room_make_stamp (const char         *seed,
                              const char * const *versions)
{
  g_autofree char *joined = g_strjoinv ("\n", (char **) versions);
  g_autofree char *all = g_strconcat (seed, "\n", joined, NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);
}

static gboolean
may_be_kept (HeraldPressRoomPlan        *plan,
             const HeraldPressRoomStory *story,
             const HeraldSiteRecord     *record,
             const char                 *seed,
             gint64                      now_us)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new ();
  g_autofree char *stamp = NULL;

  if (record->cards->len != story->editions->len)
    return FALSE;
  for (guint i = 0; i < story->editions->len; i++)
    {
      const HeraldStanding *standing = g_ptr_array_index (story->editions, i);

      if (find_card (record, standing) == NULL || !still_passes (plan, standing, now_us))
        return FALSE;
      g_ptr_array_add (versions, standing->head);
    }
  g_ptr_array_add (versions, NULL);
  stamp = herald_press_room_make_stamp (seed, (const char * const *) versions->pdata);
  return strcmp (stamp, record->stamp) == 0;
}

static void
find_kept (HeraldPressRoomPlan      *plan,
           const HeraldSiteManifest *manifest,
           const char               *seed,
           gint64                    now_us)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < manifest->records->len; i++)
    {
      HeraldSiteRecord *record = g_ptr_array_index (manifest->records, i);

      for (guint j = 0; j < record->cards->len; j++)
        g_hash_table_insert (by_id, ((HeraldSiteCard *) g_ptr_array_index (record->cards, j))->id, record);
    }
  for (guint i = 0; i < plan->stories->len; i++)
    {
      HeraldPressRoomStory *story = g_ptr_array_index (plan->stories, i);
      const HeraldStanding *first = g_ptr_array_index (story->editions, 0);
      HeraldSiteRecord *record = g_hash_table_lookup (by_id, first->summary->id);

      if (record != NULL && may_be_kept (plan, story, record, seed, now_us))
        story->kept = record;
    }
}

/**
 * herald_press_room_plan_foresee:
 * @library: the library
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what a press room would show, as far as list rows say; nothing is saved, nothing kept
 */
HeraldPressRoomPlan *
herald_press_room_plan_foresee (HeraldLibrary  *library,
                                GError        **error)
{
  g_autoptr (HeraldPressRoomPlan) plan = g_new0 (HeraldPressRoomPlan, 1);

  plan->standings = herald_library_list_standings (library, error);
  if (plan->standings == NULL)
    return NULL;
  fill_groups (plan);
  fill_stories (plan);
  return g_steal_pointer (&plan);
}

/**
 * herald_press_room_plan_new:
 * @library: the library
 * @standings: (transfer full) (element-type HeraldStanding): of herald_library_list_standings()
 * @author: of automatic versions of what is unsaved
 * @manifest: what is in the press room now; it must outlive the plan
 * @seed: what all its announcements have in common
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it is to show. What is not kept has to pass the gate yet
 */
HeraldPressRoomPlan *
herald_press_room_plan_new (HeraldLibrary             *library,
                            GPtrArray                 *standings,
                            const HeraldAuthor        *author,
                            const HeraldSiteManifest  *manifest,
                            const char                *seed,
                            GError                   **error)
{
  g_autoptr (HeraldPressRoomPlan) plan = g_new0 (HeraldPressRoomPlan, 1);

  plan->standings = save_standings (library, standings, author, error);
  if (plan->standings == NULL)
    return NULL;
  fill_groups (plan);
  fill_stories (plan);
  find_kept (plan, manifest, seed, herald_clock_get_real (herald_library_get_clock (library)));
  return g_steal_pointer (&plan);
}
