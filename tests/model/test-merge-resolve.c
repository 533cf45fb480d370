/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-resolve.h"

#include <string.h>

#include "herald-announcement.h"
#include "herald-id.h"
#include "herald-json.h"
#include "herald-person.h"

#define ID(letter) letter "aaaaaaaaaaaa"

/* An announcement that two people edit. */
typedef struct
{
  HeraldAnnouncement *base, *ours, *theirs;
} Desk;

static HeraldBlock *
add_block (HeraldAnnouncement *announcement,
           HeraldBlockType     type,
           const char         *id,
           const char         *text)
{
  HeraldBlock *block = herald_block_new (type, text);

  g_free (block->id);
  block->id = g_strdup (id);
  g_ptr_array_add (announcement->body, block);
  return block;
}

static void
open_desk (Desk *desk)
{
  HeraldBlock *block;

  desk->base = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  desk->base->headline = g_strdup ("Both work together");
  desk->base->notes = g_strdup ("Nothing yet");
  add_block (desk->base, HERALD_BLOCK_PARAGRAPH, ID ("a"), "Aurelia Optics makes lenses.");
  block = add_block (desk->base, HERALD_BLOCK_QUOTE, ID ("b"), "We see the far stars tonight.");
  block->speaker = herald_speaker_new ("Lin Qiao", "founder and CEO", "Kitefin Mobile");
  block = add_block (desk->base, HERALD_BLOCK_LIST, ID ("c"), NULL);
  g_ptr_array_add (block->items, herald_item_new ("First"));
  add_block (desk->base, HERALD_BLOCK_PARAGRAPH, ID ("d"), "The last one.");
  herald_announcement_add_contact (desk->base, NULL, "Anna Bruni", "anna@aurelia.example");
  herald_announcement_add_boilerplate (desk->base, NULL, "About Aurelia.");
  desk->ours = herald_announcement_copy (desk->base);
  desk->theirs = herald_announcement_copy (desk->base);
}

static void
close_desk (Desk *desk)
{
  herald_announcement_free (desk->base);
  herald_announcement_free (desk->ours);
  herald_announcement_free (desk->theirs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, close_desk)

static void
set (char       **member,
     const char  *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

static HeraldBlock *
get_block (HeraldAnnouncement *announcement,
           const char         *id)
{
  HeraldBlock *block = herald_announcement_find_block (announcement, id);

  g_assert_nonnull (block);
  return block;
}

static void
mark (HeraldBlock *block,
      guint        length)
{
  g_clear_pointer (&block->marks, g_array_unref);
  block->marks = herald_marks_new ();
  herald_marks_add (block->marks, 0, length, HERALD_MARK_STRONG, NULL);
}

static guint
count_marks (const HeraldBlock *block)
{
  return block->marks != NULL ? block->marks->len : 0;
}

static HeraldMerge *
merge (const Desk *desk,
       guint       n_conflicts)
{
  g_autoptr (HeraldDocument) base = herald_announcement_to_document (desk->base);
  g_autoptr (HeraldDocument) ours = herald_announcement_to_document (desk->ours);
  g_autoptr (HeraldDocument) theirs = herald_announcement_to_document (desk->theirs);
  g_autoptr (GError) error = NULL;
  HeraldMerge *merged = herald_merge_documents (base, ours, theirs, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (merged->conflicts->len, ==, n_conflicts);
  return merged;
}

static GPtrArray *
new_choices (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) herald_choice_free);
}

static GPtrArray *
choose (const char       *subject,
        const char       *member,
        HeraldChoiceKind  kind)
{
  GPtrArray *choices = new_choices ();

  g_ptr_array_add (choices, herald_choice_new (subject, member, kind, NULL));
  return choices;
}

static JsonNode *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = herald_json_parse (json, -1, &error);

  g_assert_no_error (error);
  return node;
}

/* The announcement after the choices; n_open conflicts are left. */
static HeraldAnnouncement *
resolve (const HeraldMerge *merged,
         GPtrArray         *choices,
         guint              n_open)
{
  g_autofree char *before = g_strdup (herald_document_get_hash (merged->document));
  guint n_before = merged->conflicts->len;
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldMerge) resolved = herald_merge_resolve (merged, choices, &error);
  HeraldAnnouncement *announcement;

  g_assert_no_error (error);
  g_assert_cmpuint (resolved->conflicts->len, ==, n_open);
  g_assert_cmpint (herald_merge_is_clean (resolved), ==, n_open == 0);
  g_assert_cmpstr (herald_document_get_hash (merged->document), ==, before);
  g_assert_cmpuint (merged->conflicts->len, ==, n_before);
  announcement = herald_announcement_from_document (resolved->document, &error);
  g_assert_no_error (error);
  return announcement;
}

static void
assert_refused (const HeraldMerge *merged,
                GPtrArray         *choices)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldMerge) resolved = herald_merge_resolve (merged, choices, &error);

  g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE);
  g_assert_null (resolved);
}

static char *
list_texts (const HeraldAnnouncement *announcement)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < announcement->body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (announcement->body, i);

      g_string_append_printf (texts, "%s|", block->text != NULL ? block->text : "");
    }
  return g_string_free (texts, FALSE);
}

static void
test_mine_or_theirs (void)
{
  static const HeraldChoiceKind kinds[] = { HERALD_CHOICE_MINE, HERALD_CHOICE_THEIRS };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (Desk) desk = { NULL, NULL, NULL };
      g_autoptr (HeraldMerge) merged = NULL;
      g_autoptr (GPtrArray) choices = new_choices ();
      g_autoptr (HeraldAnnouncement) announcement = NULL;

      open_desk (&desk);
      set (&desk.ours->headline, "Aurelia says");
      set (&desk.theirs->headline, "Kitefin says");
      set (&get_block (desk.ours, ID ("a"))->text, "Aurelia Optics grinds lenses.");
      set (&get_block (desk.theirs, ID ("a"))->text, "Aurelia Optics polishes lenses.");
      set (&get_block (desk.theirs, ID ("d"))->text, "Only they changed this.");
      desk.ours->embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
      desk.theirs->embargo = herald_embargo_new ("2026-12-02 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
      merged = merge (&desk, 3);
      g_ptr_array_add (choices, herald_choice_new ("headline", NULL, kinds[i], NULL));
      announcement = resolve (merged, choices, 2);
      g_assert_cmpstr (announcement->headline, ==, i == 0 ? "Aurelia says" : "Kitefin says");
      g_clear_pointer (&announcement, herald_announcement_free);

      g_ptr_array_add (choices, herald_choice_new ("block:" ID ("a"), "text", kinds[i], NULL));
      g_ptr_array_add (choices, herald_choice_new ("embargo", NULL, kinds[i], NULL));
      announcement = resolve (merged, choices, 0);
      g_assert_cmpstr (get_block (announcement, ID ("a"))->text, ==,
                       i == 0 ? "Aurelia Optics grinds lenses." : "Aurelia Optics polishes lenses.");
      g_assert_cmpstr (announcement->embargo->wall, ==, i == 0 ? "2026-12-01T09:00:00" : "2026-12-02T09:00:00");
      g_assert_cmpstr (get_block (announcement, ID ("d"))->text, ==, "Only they changed this.");
    }
}

/* The later of two choices about the same counts. */
static void
test_changed_mind (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) choices = new_choices ();
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  open_desk (&desk);
  set (&desk.ours->headline, "Aurelia says");
  set (&desk.theirs->headline, "Kitefin says");
  merged = merge (&desk, 1);
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_MINE, NULL));
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_THEIRS, NULL));
  announcement = resolve (merged, choices, 0);
  g_assert_cmpstr (announcement->headline, ==, "Kitefin says");
  g_ptr_array_set_size (choices, 0);
  g_clear_pointer (&announcement, herald_announcement_free);
  announcement = resolve (merged, choices, 1);
}

/* Words and their marks are one thing. */
static void
test_marks (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) choices = choose ("block:" ID ("a"), NULL, HERALD_CHOICE_THEIRS);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  HeraldBlock *block;

  open_desk (&desk);
  set (&get_block (desk.ours, ID ("a"))->text, "Ours, quite another sentence.");
  block = get_block (desk.theirs, ID ("a"));
  set (&block->text, "Theirs, in bold.");
  mark (block, 6);
  merged = merge (&desk, 1);
  announcement = resolve (merged, choices, 0);
  block = get_block (announcement, ID ("a"));
  g_assert_cmpstr (block->text, ==, "Theirs, in bold.");
  g_assert_cmpuint (count_marks (block), ==, 1);
  g_clear_pointer (&announcement, herald_announcement_free);

  g_ptr_array_add (choices, herald_choice_new ("block:" ID ("a"), NULL, HERALD_CHOICE_MINE, NULL));
  announcement = resolve (merged, choices, 0);
  block = get_block (announcement, ID ("a"));
  g_assert_cmpstr (block->text, ==, "Ours, quite another sentence.");
  g_assert_cmpuint (count_marks (block), ==, 0);
}

static void
test_both_paragraphs (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) choices = choose ("block:" ID ("a"), NULL, HERALD_CHOICE_BOTH);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (HeraldAnnouncement) again = NULL;
  g_autofree char *texts = NULL;
  const HeraldBlock *second;

  open_desk (&desk);
  set (&get_block (desk.ours, ID ("a"))->text, "Ours.");
  set (&get_block (desk.theirs, ID ("a"))->text, "Theirs.");
  merged = merge (&desk, 1);
  g_assert_true (herald_merge_allows_both (merged, g_ptr_array_index (merged->conflicts, 0)));
  announcement = resolve (merged, choices, 0);
  texts = list_texts (announcement);
  g_assert_cmpstr (texts, ==, "Ours.|Theirs.|We see the far stars tonight.||The last one.|");
  second = g_ptr_array_index (announcement->body, 1);
  g_assert_true (herald_id_is_valid (second->id));
  g_assert_cmpstr (second->id, !=, ID ("a"));
  again = resolve (merged, choices, 0);
  g_assert_cmpstr (((const HeraldBlock *) g_ptr_array_index (again->body, 1))->id, ==, second->id);
}

/* A quote of which both changed words and speaker: two quotes, each by whom its writer named. */
static void
test_both_quotes (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) choices = choose ("block:" ID ("b"), NULL, HERALD_CHOICE_BOTH);
  g_autoptr (GPtrArray) alone = choose ("block:" ID ("b"), "speaker", HERALD_CHOICE_BOTH);
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  const HeraldBlock *first, *second;

  open_desk (&desk);
  set (&get_block (desk.ours, ID ("b"))->text, "Our words.");
  set (&get_block (desk.ours, ID ("b"))->speaker->name, "Anna Bruni");
  set (&get_block (desk.theirs, ID ("b"))->text, "Their words.");
  set (&get_block (desk.theirs, ID ("b"))->speaker->name, "Somebody else");
  merged = merge (&desk, 2);
  announcement = resolve (merged, choices, 0);
  first = g_ptr_array_index (announcement->body, 1);
  second = g_ptr_array_index (announcement->body, 2);
  g_assert_cmpstr (first->text, ==, "Our words.");
  g_assert_cmpstr (first->speaker->name, ==, "Anna Bruni");
  g_assert_cmpstr (second->text, ==, "Their words.");
  g_assert_cmpstr (second->speaker->name, ==, "Somebody else");
  g_assert_cmpuint (announcement->body->len, ==, 5);
  assert_refused (merged, alone);
}

static void
test_both_elsewhere (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) choices = new_choices ();
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  const HeraldBoilerplate *boilerplate;
  const HeraldContact *contact;
  const HeraldBlock *list;

  open_desk (&desk);
  set (&desk.ours->notes, "Our note");
  set (&desk.theirs->notes, "Their note");
  boilerplate = g_ptr_array_index (desk.ours->boilerplates, 0);
  set (&((HeraldBoilerplate *) g_ptr_array_index (desk.ours->boilerplates, 0))->text, "About us.");
  set (&((HeraldBoilerplate *) g_ptr_array_index (desk.theirs->boilerplates, 0))->text, "About them.");
  contact = g_ptr_array_index (desk.ours->contacts, 0);
  set (&((HeraldContact *) g_ptr_array_index (desk.ours->contacts, 0))->email, "one@aurelia.example");
  set (&((HeraldContact *) g_ptr_array_index (desk.theirs->contacts, 0))->email, "two@aurelia.example");
  set (&((HeraldItem *) g_ptr_array_index (get_block (desk.ours, ID ("c"))->items, 0))->text, "Mine");
  set (&((HeraldItem *) g_ptr_array_index (get_block (desk.theirs, ID ("c"))->items, 0))->text, "Theirs");
  merged = merge (&desk, 4);
  for (guint i = 0; i < merged->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (merged->conflicts, i);

      g_assert_true (herald_merge_allows_both (merged, conflict));
      g_ptr_array_add (choices, herald_choice_new (conflict->subject, conflict->member, HERALD_CHOICE_BOTH, NULL));
    }
  announcement = resolve (merged, choices, 0);
  g_assert_cmpstr (announcement->notes, ==, "Our note\n\nTheir note");
  g_assert_cmpuint (announcement->boilerplates->len, ==, 2);
  g_assert_cmpstr (((HeraldBoilerplate *) g_ptr_array_index (announcement->boilerplates, 0))->id, ==, boilerplate->id);
  g_assert_cmpstr (((HeraldBoilerplate *) g_ptr_array_index (announcement->boilerplates, 1))->text, ==, "About them.");
  g_assert_cmpuint (announcement->contacts->len, ==, 2);
  g_assert_cmpstr (((HeraldContact *) g_ptr_array_index (announcement->contacts, 0))->id, ==, contact->id);
  g_assert_cmpstr (((HeraldContact *) g_ptr_array_index (announcement->contacts, 1))->email, ==, "two@aurelia.example");
  g_assert_cmpstr (((HeraldContact *) g_ptr_array_index (announcement->contacts, 1))->name, ==, "Anna Bruni");
  list = g_ptr_array_index (announcement->body, 3);
  g_assert_cmpint (list->type, ==, HERALD_BLOCK_LIST);
  g_assert_cmpstr (((HeraldItem *) g_ptr_array_index (list->items, 0))->text, ==, "Theirs");
}

static void
test_both_refused (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;

  open_desk (&desk);
  set (&desk.ours->headline, "Aurelia says");
  set (&desk.theirs->headline, "Kitefin says");
  desk.ours->status = HERALD_STATUS_APPROVED;
  desk.theirs->status = HERALD_STATUS_REVIEW;
  desk.ours->embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  desk.theirs->embargo = herald_embargo_new ("2026-12-02 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  desk.ours->dateline = herald_dateline_new ("Bergamo", NULL);
  desk.theirs->dateline = herald_dateline_new ("Shenzhen", NULL);
  g_ptr_array_remove (desk.ours->body, get_block (desk.ours, ID ("a")));
  set (&get_block (desk.theirs, ID ("a"))->text, "Edited there.");
  set (&get_block (desk.ours, ID ("b"))->speaker->name, "Anna Bruni");
  set (&get_block (desk.theirs, ID ("b"))->speaker->name, "Somebody else");
  merged = merge (&desk, 6);
  for (guint i = 0; i < merged->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (merged->conflicts, i);
      g_autoptr (GPtrArray) choices = choose (conflict->subject, conflict->member, HERALD_CHOICE_BOTH);

      g_assert_false (herald_merge_allows_both (merged, conflict));
      assert_refused (merged, choices);
    }
}

static void
test_removed (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) mine = choose ("block:" ID ("a"), NULL, HERALD_CHOICE_MINE);
  g_autoptr (GPtrArray) theirs = choose ("block:" ID ("a"), NULL, HERALD_CHOICE_THEIRS);
  g_autoptr (HeraldAnnouncement) gone = NULL;
  g_autoptr (HeraldAnnouncement) kept = NULL;

  open_desk (&desk);
  g_ptr_array_remove (desk.ours->body, get_block (desk.ours, ID ("a")));
  set (&get_block (desk.theirs, ID ("a"))->text, "Edited there.");
  merged = merge (&desk, 1);
  gone = resolve (merged, mine, 0);
  g_assert_null (herald_announcement_find_block (gone, ID ("a")));
  g_assert_cmpuint (gone->body->len, ==, 3);
  kept = resolve (merged, theirs, 0);
  g_assert_cmpstr (get_block (kept, ID ("a"))->text, ==, "Edited there.");
}

static void
move_block (HeraldAnnouncement *announcement,
            guint               from,
            guint               to)
{
  g_ptr_array_insert (announcement->body, to, g_ptr_array_steal_index (announcement->body, from));
}

static int
find_index (const HeraldAnnouncement *announcement,
            const char               *id)
{
  for (guint i = 0; i < announcement->body->len; i++)
    if (strcmp (((const HeraldBlock *) g_ptr_array_index (announcement->body, i))->id, id) == 0)
      return (int) i;
  return -1;
}

/* Both moved the last paragraph, and one edited it too: the place is chosen, the words stay. */
static void
test_order (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) mine = choose ("block:" ID ("d"), NULL, HERALD_CHOICE_MINE);
  g_autoptr (GPtrArray) theirs = choose ("block:" ID ("d"), NULL, HERALD_CHOICE_THEIRS);
  g_autoptr (HeraldAnnouncement) first = NULL;
  g_autoptr (HeraldAnnouncement) second = NULL;

  open_desk (&desk);
  set (&get_block (desk.theirs, ID ("d"))->text, "The last one, edited.");
  move_block (desk.ours, 3, 0);
  move_block (desk.theirs, 3, 1);
  merged = merge (&desk, 1);
  g_assert_cmpint (((const HeraldConflict *) g_ptr_array_index (merged->conflicts, 0))->kind, ==, HERALD_CONFLICT_ORDER);
  first = resolve (merged, mine, 0);
  g_assert_cmpint (find_index (first, ID ("d")), ==, 0);
  second = resolve (merged, theirs, 0);
  g_assert_cmpint (find_index (second, ID ("d")), ==, 1);
  g_assert_cmpuint (second->body->len, ==, 4);
  g_assert_cmpstr (get_block (first, ID ("d"))->text, ==, "The last one, edited.");
  g_assert_cmpstr (get_block (second, ID ("d"))->text, ==, "The last one, edited.");
}

static void
test_rewritten (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) choices = new_choices ();
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (JsonNode) plain = parse ("\"Our common words.\"");
  g_autoptr (JsonNode) marked = parse ("{\"text\": \"Bold words.\", \"marks\": [[0, 4, \"strong\"]]}");
  g_autoptr (JsonNode) broken = parse ("{\"text\": \"Bold\", \"marks\": [[0, 99, \"strong\"]]}");
  g_autoptr (GError) error = NULL;
  HeraldBlock *block;

  open_desk (&desk);
  set (&desk.ours->headline, "Aurelia says");
  set (&desk.theirs->headline, "Kitefin says");
  block = get_block (desk.ours, ID ("a"));
  set (&block->text, "Ours in bold.");
  mark (block, 4);
  set (&get_block (desk.theirs, ID ("a"))->text, "Theirs.");
  merged = merge (&desk, 2);
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_REWRITTEN, plain));
  g_ptr_array_add (choices, herald_choice_new ("block:" ID ("a"), "text", HERALD_CHOICE_REWRITTEN, plain));
  announcement = resolve (merged, choices, 0);
  g_assert_cmpstr (announcement->headline, ==, "Our common words.");
  block = get_block (announcement, ID ("a"));
  g_assert_cmpstr (block->text, ==, "Our common words.");
  g_assert_cmpuint (count_marks (block), ==, 0);
  g_clear_pointer (&announcement, herald_announcement_free);

  g_ptr_array_add (choices, herald_choice_new ("block:" ID ("a"), "text", HERALD_CHOICE_REWRITTEN, marked));
  announcement = resolve (merged, choices, 0);
  g_assert_cmpuint (count_marks (get_block (announcement, ID ("a"))), ==, 1);
  g_clear_pointer (&announcement, herald_announcement_free);

  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_REWRITTEN, NULL));
  announcement = resolve (merged, choices, 0);
  g_assert_null (announcement->headline);

  /* What the format does not hold is refused, and told. */
  g_ptr_array_add (choices, herald_choice_new ("headline", NULL, HERALD_CHOICE_REWRITTEN, broken));
  g_assert_null (herald_merge_resolve (merged, choices, &error));
  g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID);
}

/* A thing that was written anew as a whole is still the same thing. */
static void
test_rewritten_thing (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (GPtrArray) choices = new_choices ();
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (JsonNode) same = parse ("{\"id\": \"" ID ("a") "\", \"type\": \"heading\", \"text\": \"A heading\"}");
  g_autoptr (JsonNode) other = parse ("{\"id\": \"" ID ("z") "\", \"type\": \"heading\", \"text\": \"A heading\"}");
  g_autoptr (JsonNode) nonsense = parse ("7");

  open_desk (&desk);
  g_ptr_array_remove (desk.ours->body, get_block (desk.ours, ID ("a")));
  set (&get_block (desk.theirs, ID ("a"))->text, "Edited there.");
  merged = merge (&desk, 1);
  g_ptr_array_add (choices, herald_choice_new ("block:" ID ("a"), NULL, HERALD_CHOICE_REWRITTEN, same));
  announcement = resolve (merged, choices, 0);
  g_assert_cmpint (get_block (announcement, ID ("a"))->type, ==, HERALD_BLOCK_HEADING);
  g_ptr_array_add (choices, herald_choice_new ("block:" ID ("a"), NULL, HERALD_CHOICE_REWRITTEN, other));
  assert_refused (merged, choices);
  g_ptr_array_add (choices, herald_choice_new ("block:" ID ("a"), NULL, HERALD_CHOICE_REWRITTEN, nonsense));
  assert_refused (merged, choices);
}

static void
test_nothing_there (void)
{
  static const char * const subjects[] = { "headline", "block:" ID ("a"), "block:", ":", "", "sign_off:x", "nothing" };
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldMerge) merged = NULL;

  open_desk (&desk);
  set (&desk.ours->notes, "Ours");
  set (&desk.theirs->notes, "Theirs");
  merged = merge (&desk, 1);
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_autoptr (GPtrArray) choices = choose (subjects[i], NULL, HERALD_CHOICE_MINE);

      assert_refused (merged, choices);
    }
}

static void
test_person (void)
{
  g_autoptr (HeraldPerson) person = herald_person_new ("Lin Qiao");
  HeraldDocument *documents[3] = { NULL, NULL, NULL };
  static const char * const lives[] = { "Lives.", "Lives in Shenzhen.", "Lives in Bergamo." };
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (HeraldMerge) resolved = NULL;
  g_autoptr (GPtrArray) choices = choose ("biography", NULL, HERALD_CHOICE_BOTH);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      set (&person->biography, lives[i]);
      documents[i] = herald_person_to_document (person);
    }
  merged = herald_merge_documents (documents[0], documents[1], documents[2], &error);
  g_assert_no_error (error);
  resolved = herald_merge_resolve (merged, choices, &error);
  g_assert_no_error (error);
  node = herald_document_to_node (resolved->document);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "biography"), ==, "Lives in Shenzhen.\n\nLives in Bergamo.");
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    g_clear_pointer (&documents[i], herald_document_unref);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge-resolve/mine-or-theirs", test_mine_or_theirs);
  g_test_add_func ("/merge-resolve/changed-mind", test_changed_mind);
  g_test_add_func ("/merge-resolve/marks", test_marks);
  g_test_add_func ("/merge-resolve/both/paragraphs", test_both_paragraphs);
  g_test_add_func ("/merge-resolve/both/quotes", test_both_quotes);
  g_test_add_func ("/merge-resolve/both/elsewhere", test_both_elsewhere);
  g_test_add_func ("/merge-resolve/both/refused", test_both_refused);
  g_test_add_func ("/merge-resolve/removed", test_removed);
  g_test_add_func ("/merge-resolve/order", test_order);
  g_test_add_func ("/merge-resolve/rewritten", test_rewritten);
  g_test_add_func ("/merge-resolve/rewritten-thing", test_rewritten_thing);
  g_test_add_func ("/merge-resolve/nothing-there", test_nothing_there);
  g_test_add_func ("/merge-resolve/person", test_person);

  return g_test_run ();
}
