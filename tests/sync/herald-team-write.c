/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do in their libraries. */
#include "herald-team-private.h"

#include "herald-dispute.h"
#include "herald-json.h"
#include "herald-random-edits.h"

#include <string.h>

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

/* NULL: it is not there. */
static HeraldWorkingCopy *
get_copy (HeraldTeam   *team,
          HeraldColleague *member,
          guint         document)
{
  g_autoptr (GError) error = NULL;
  HeraldWorkingCopy *copy = herald_library_get_working_copy (member->library, team->ids[document], &error);

  if (copy == NULL && !g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND))
    herald_team_fail (team, "library %u cannot be read: %s", member->index, error->message);
  return copy;
}

static void
move_words (GPtrArray *from,
            GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, g_strdup (g_ptr_array_index (from, i)));
  g_ptr_array_set_size (from, 0);
}

void
herald_team_acknowledge (HeraldTeam   *team,
                         HeraldColleague *member)
{
  for (guint i = 0; i < HERALD_TEAM_DOCUMENTS; i++)
    {
      g_autoptr (HeraldWorkingCopy) copy = member->pending[i]->len > 0 ? get_copy (team, member, i) : NULL;

      if (copy != NULL && !copy->dirty)
        move_words (member->pending[i], team->words[i]);
    }
}

/* Words that the person has taken out again before a version was made are nobody's loss. */
static void
put (HeraldTeam         *team,
     HeraldColleague       *member,
     guint               document,
     HeraldAnnouncement *announcement,
     gint64              revision)
{
  g_autoptr (HeraldDocument) text = herald_announcement_to_document (announcement);
  g_autoptr (GError) error = NULL;
  GPtrArray *pending = member->pending[document];

  herald_clock_advance (member->clock, MINUTE);
  if (herald_library_put_working_copy (member->library, text, revision, &error) <= 0)
    {
      herald_team_fail (team, "library %u cannot be written: %s", member->index, error->message);
      return;
    }

  for (guint i = pending->len; i > 0; i--)
    if (strstr (herald_document_get_text (text, NULL), g_ptr_array_index (pending, i - 1)) == NULL)
      g_ptr_array_remove_index (pending, i - 1);
}

static HeraldAnnouncement *
make_announcement (const char *id)
{
  g_autofree char *text = g_strdup_printf (
    "{\"schema\":1,\"type\":\"announcement\",\"id\":\"%s\",\"kind\":\"partnership\",\"language\":\"en\",\"status\":\"draft\","
    "\"headline\":\"Aurelia Optics and Kitefin Mobile make a camera\",\"subheadline\":\"A lens of glass\","
    "\"parties\":[{\"id\":\"aaaaaaaaaaaaa\",\"name\":\"Aurelia Optics\",\"role\":\"issuer\"},"
    "{\"id\":\"bbbbbbbbbbbbb\",\"name\":\"Kitefin Mobile\",\"role\":\"partner\"}],"
    "\"body\":[{\"id\":\"ccccccccccccc\",\"type\":\"paragraph\",\"text\":\"MILANO - The two companies announced a camera today.\"},"
    "{\"id\":\"ddddddddddddd\",\"type\":\"quote\",\"text\":\"It sees what we see.\",\"speaker\":{\"name\":\"Anna Bruni\",\"title\":\"CEO\"}},"
    "{\"id\":\"eeeeeeeeeeeee\",\"type\":\"list\",\"ordered\":false,\"items\":[{\"text\":\"Four lenses\"},{\"text\":\"One sensor\"}]},"
    "{\"id\":\"fffffffffffff\",\"type\":\"paragraph\",\"text\":\"It will be sold from 12 July on.\"}],"
    "\"boilerplates\":[{\"id\":\"ggggggggggggg\",\"party\":\"aaaaaaaaaaaaa\",\"text\":\"Aurelia Optics makes lenses.\"}],"
    "\"comments\":[{\"id\":\"hhhhhhhhhhhhh\",\"block\":\"ccccccccccccc\",\"by\":\"Lin\",\"at\":\"2026-01-01T10:00:00Z\",\"text\":\"Today?\"}],"
    "\"tags\":[\"imaging\"]}", id);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = herald_json_parse (text, -1, &error);
  g_autoptr (HeraldDocument) document = NULL;
  HeraldAnnouncement *announcement = NULL;

  g_assert_no_error (error);
  document = herald_document_new (node, &error);
  g_assert_no_error (error);
  announcement = herald_announcement_from_document (document, &error);
  g_assert_no_error (error);
  return announcement;
}

static void
edit_and_put (HeraldTeam         *team,
              HeraldColleague       *member,
              guint               document,
              HeraldAnnouncement *announcement,
              gint64              revision,
              guint32             seed)
{
  herald_random_edits_make (announcement, seed, member->pending[document]);
  put (team, member, document, announcement, revision);
}

/* Perhaps another has made one of the same id: from a bundle, before they met. */
void
herald_team_create (HeraldTeam   *team,
                    HeraldColleague *member,
                    guint         document,
                    guint32       seed)
{
  g_autoptr (HeraldWorkingCopy) copy = get_copy (team, member, document);
  g_autoptr (HeraldAnnouncement) announcement = copy == NULL ? make_announcement (team->ids[document]) : NULL;

  if (announcement != NULL)
    edit_and_put (team, member, document, announcement, 0, seed);
}

void
herald_team_edit (HeraldTeam   *team,
                  HeraldColleague *member,
                  guint         document,
                  guint32       seed)
{
  g_autoptr (HeraldWorkingCopy) copy = get_copy (team, member, document);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (GError) error = NULL;

  if (copy == NULL)
    return;

  announcement = herald_announcement_from_document (copy->document, &error);
  if (announcement == NULL)
    herald_team_fail (team, "library %u holds no announcement: %s", member->index, error->message);
  else
    edit_and_put (team, member, document, announcement, copy->revision, seed);
}

static void
note_version (HeraldTeam    *team,
              HeraldColleague  *member,
              guint          document,
              HeraldVersion *version,
              const GError  *error)
{
  if (version == NULL)
    {
      herald_team_fail (team, "library %u makes no version: %s", member->index, error->message);
      return;
    }

  g_ptr_array_add (team->versions[document], g_strdup (version->hash));
  move_words (member->pending[document], team->words[document]);
}

void
herald_team_save (HeraldTeam   *team,
                  HeraldColleague *member,
                  guint         document)
{
  g_autoptr (HeraldWorkingCopy) copy = get_copy (team, member, document);
  g_autoptr (HeraldVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  if (copy == NULL)
    return;

  herald_clock_advance (member->clock, MINUTE);
  version = herald_library_save_version (member->library, team->ids[document], member->author, "Ready", FALSE, &error);
  note_version (team, member, document, version, error);
}

void
herald_team_add_asset (HeraldTeam   *team,
                       HeraldColleague *member,
                       guint         document,
                       guint32       seed)
{
  g_autoptr (HeraldWorkingCopy) copy = get_copy (team, member, document);
  char *bytes = g_strdup_printf ("picture %u", seed % 50);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) strlen (bytes), NULL);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (GError) error = NULL;
  char *sha256 = copy != NULL ? herald_library_add_asset (member->library, stream, NULL, &error) : NULL;

  if (sha256 == NULL)
    {
      if (copy != NULL)
        herald_team_fail (team, "library %u takes no file: %s", member->index, error->message);
      g_free (bytes);
      return;
    }

  announcement = herald_announcement_from_document (copy->document, NULL);
  g_ptr_array_add (announcement->assets, herald_asset_new (sha256, "lens.jpg", "image/jpeg", (gint64) strlen (bytes)));
  put (team, member, document, announcement, copy->revision);
  g_hash_table_replace (team->assets, sha256, bytes);

  /* A version holds it, so that it is not lost when the next edit takes it out again. */
  herald_team_save (team, member, document);
}

void
herald_team_restore_version (HeraldTeam   *team,
                             HeraldColleague *member,
                             guint         document,
                             guint32       seed)
{
  g_autoptr (HeraldWorkingCopy) copy = get_copy (team, member, document);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (HeraldVersion) made = NULL;
  g_autoptr (GError) error = NULL;
  const HeraldHistoryRow *row = NULL;

  if (copy == NULL)
    return;

  versions = herald_library_list_versions (member->library, team->ids[document], 0, 0, &error);
  if (versions == NULL || versions->len == 0)
    return;

  row = g_ptr_array_index (versions, seed % versions->len);
  if (!row->here)
    return;

  herald_clock_advance (member->clock, MINUTE);
  made = herald_library_restore_version (member->library, team->ids[document], row->version->hash, member->author, NULL, &error);
  note_version (team, member, document, made, error);
}

/* The person takes the one or the other, conflict by conflict. */
static HeraldMerge *
decide (const HeraldDispute *dispute,
        guint32              seed)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);

  for (guint i = 0; i < dispute->merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (dispute->merge->conflicts, i);

      g_ptr_array_add (choices, herald_choice_new (conflict->subject, conflict->member,
                                                   seed >> i % 32 & 1 ? HERALD_CHOICE_MINE : HERALD_CHOICE_THEIRS, NULL));
    }

  return herald_merge_resolve (dispute->merge, choices, NULL);
}

void
herald_team_resolve (HeraldTeam   *team,
                     HeraldColleague *member,
                     guint         document,
                     guint32       seed)
{
  g_autoptr (HeraldWorkingCopy) copy = get_copy (team, member, document);
  g_autoptr (HeraldDispute) dispute = NULL;
  g_autoptr (HeraldMerge) merge = NULL;
  g_autoptr (HeraldVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  if (copy == NULL)
    return;

  if (copy->dirty)
    herald_team_save (team, member, document);
  dispute = herald_library_load_dispute (member->library, team->ids[document], &error);
  if (dispute == NULL)
    herald_team_fail (team, "library %u loads no conflict: %s", member->index, error->message);
  if (dispute == NULL || dispute->state != HERALD_DISPUTE_OPEN)
    return;

  merge = decide (dispute, seed);
  if (merge == NULL || !herald_merge_is_clean (merge))
    return;

  herald_clock_advance (member->clock, MINUTE);
  version = herald_library_resolve_dispute (member->library, dispute, merge->document, member->author, "Agreed", &error);
  note_version (team, member, document, version, error);
}
