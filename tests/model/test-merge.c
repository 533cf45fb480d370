/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge.h"

#include <string.h>

#include "herald-announcement.h"
#include "herald-organisation.h"
#include "herald-person.h"

#define ID(letter) letter "aaaaaaaaaaaa"

static const char kinds[] = { '=', 't', 'm', '-', '>' };

/* The announcement before two people edit it. */
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
  desk->base->headline = g_strdup ("Aurelia and Kitefin work together");
  herald_announcement_add_tag (desk->base, "imaging", NULL);
  herald_announcement_add_tag (desk->base, "optics", NULL);
  add_block (desk->base, HERALD_BLOCK_PARAGRAPH, ID ("a"), "Aurelia Optics makes lenses.");
  add_block (desk->base, HERALD_BLOCK_PARAGRAPH, ID ("b"), "Kitefin Mobile makes phones.");
  block = add_block (desk->base, HERALD_BLOCK_QUOTE, ID ("c"), "We see the far stars tonight.");
  block->speaker = herald_speaker_new ("Lin Qiao", "founder and CEO", "Kitefin Mobile");
  block = add_block (desk->base, HERALD_BLOCK_LIST, ID ("d"), NULL);
  g_ptr_array_add (block->items, herald_item_new ("First"));
  g_ptr_array_add (block->items, herald_item_new ("Second"));
  g_ptr_array_add (block->items, herald_item_new ("Third"));
  desk->base->embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
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
move_block (HeraldAnnouncement *announcement,
            guint               from,
            guint               to)
{
  g_ptr_array_insert (announcement->body, to, g_ptr_array_steal_index (announcement->body, from));
}

static void
append_conflict (GString              *string,
                 const HeraldConflict *conflict,
                 gboolean              is_exchanged)
{
  const char *ours = is_exchanged ? conflict->theirs : conflict->ours;
  const char *theirs = is_exchanged ? conflict->ours : conflict->theirs;

  g_string_append_printf (string, "%c%s%s%s[%s|%s|%s]\n", kinds[conflict->kind], conflict->subject,
                          conflict->member != NULL ? "." : "", conflict->member != NULL ? conflict->member : "",
                          conflict->base != NULL ? conflict->base : "", ours != NULL ? ours : "",
                          theirs != NULL ? theirs : "");
}

static char *
list_conflicts (const HeraldMerge *merge,
                gboolean           is_exchanged)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < merge->conflicts->len; i++)
    append_conflict (string, g_ptr_array_index (merge->conflicts, i), is_exchanged);
  return g_string_free (string, FALSE);
}

/* Merges, the other way round too, and checks what people have to decide. */
static HeraldAnnouncement *
merge (Desk       *desk,
       const char *expected)
{
  g_autoptr (HeraldDocument) base = herald_announcement_to_document (desk->base);
  g_autoptr (HeraldDocument) ours = herald_announcement_to_document (desk->ours);
  g_autoptr (HeraldDocument) theirs = herald_announcement_to_document (desk->theirs);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldMerge) merged = herald_merge_documents (base, ours, theirs, &error);
  g_autoptr (HeraldMerge) back = NULL;
  g_autofree char *conflicts = NULL, *conflicts_back = NULL;
  HeraldAnnouncement *result;

  g_assert_no_error (error);
  back = herald_merge_documents (base, theirs, ours, &error);
  g_assert_no_error (error);
  conflicts = list_conflicts (merged, FALSE);
  conflicts_back = list_conflicts (back, TRUE);
  g_assert_cmpstr (conflicts, ==, expected);
  g_assert_cmpstr (conflicts_back, ==, expected);
  g_assert_cmpint (herald_merge_is_clean (merged), ==, *expected == '\0');
  g_assert_cmpstr (herald_document_get_text (merged->document, NULL), ==, herald_document_get_text (back->document, NULL));
  result = herald_announcement_from_document (merged->document, &error);
  g_assert_no_error (error);
  return result;
}

/* A letter for each block. */
static char *
get_order (HeraldAnnouncement *announcement)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < announcement->body->len; i++)
    g_string_append_c (order, *((HeraldBlock *) g_ptr_array_index (announcement->body, i))->id);
  return g_string_free (order, FALSE);
}

static gboolean
is_one_of (const char *found,
           const char *one,
           const char *other)
{
  return g_strcmp0 (found, one) == 0 || g_strcmp0 (found, other) == 0;
}

static void
test_apart (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;
  g_autofree char *order = NULL, *tags = NULL;

  open_desk (&desk);
  set (&desk.ours->headline, "Aurelia and Kitefin go together");
  set (&desk.theirs->subheadline, "A partnership for lenses");
  set (&get_block (desk.ours, ID ("a"))->text, "Aurelia Optics grinds lenses.");
  set (&get_block (desk.theirs, ID ("a"))->text, "Aurelia Optics makes lenses in Bergamo.");
  move_block (desk.theirs, 1, 0);
  add_block (desk.ours, HERALD_BLOCK_PARAGRAPH, ID ("e"), "New.");
  herald_announcement_remove_tag (desk.ours, "optics");
  herald_announcement_add_tag (desk.theirs, "phones", NULL);
  desk.theirs->status = HERALD_STATUS_REVIEW;
  merged = merge (&desk, "");
  order = get_order (merged);
  g_assert_cmpstr (merged->headline, ==, "Aurelia and Kitefin go together");
  g_assert_cmpstr (merged->subheadline, ==, "A partnership for lenses");
  g_assert_cmpstr (get_block (merged, ID ("a"))->text, ==, "Aurelia Optics grinds lenses in Bergamo.");
  g_assert_cmpstr (order, ==, "bacde");
  g_ptr_array_add (merged->tags, NULL);
  tags = g_strjoinv (",", (char **) merged->tags->pdata);
  g_assert_cmpstr (tags, ==, "imaging,phones");
  g_assert_cmpint (merged->status, ==, HERALD_STATUS_REVIEW);
}

static void
test_same_sentence (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;

  open_desk (&desk);
  set (&get_block (desk.ours, ID ("a"))->text, "Aurelia Optics grinds lenses.");
  set (&get_block (desk.theirs, ID ("a"))->text, "Aurelia Optics polishes lenses.");
  merged = merge (&desk, "tblock:" ID ("a") ".text[Aurelia Optics makes lenses.|Aurelia Optics grinds lenses.|"
                         "Aurelia Optics polishes lenses.]\n");
  g_assert_true (is_one_of (get_block (merged, ID ("a"))->text, "Aurelia Optics grinds lenses.",
                            "Aurelia Optics polishes lenses."));
}

static void
test_moved_and_edited (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;
  g_autofree char *order = NULL;

  open_desk (&desk);
  move_block (desk.ours, 3, 0);
  set (&((HeraldItem *) g_ptr_array_index (get_block (desk.theirs, ID ("d"))->items, 1))->text, "Two");
  set (&((HeraldItem *) g_ptr_array_index (get_block (desk.ours, ID ("d"))->items, 2))->text, "Last");
  get_block (desk.theirs, ID ("d"))->ordered = TRUE;
  merged = merge (&desk, "");
  order = get_order (merged);
  g_assert_cmpstr (order, ==, "dabc");
  g_assert_true (get_block (merged, ID ("d"))->ordered);
}

static void
test_list_lines (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;
  GPtrArray *items;

  open_desk (&desk);
  set (&((HeraldItem *) g_ptr_array_index (get_block (desk.ours, ID ("d"))->items, 0))->text, "One");
  g_ptr_array_add (get_block (desk.theirs, ID ("d"))->items, herald_item_new ("Fourth"));
  merged = merge (&desk, "");
  items = get_block (merged, ID ("d"))->items;
  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpstr (((HeraldItem *) g_ptr_array_index (items, 0))->text, ==, "One");
  g_assert_cmpstr (((HeraldItem *) g_ptr_array_index (items, 3))->text, ==, "Fourth");
}

static void
test_removed_and_edited (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;
  g_autofree char *order = NULL;

  open_desk (&desk);
  g_ptr_array_remove_index (desk.ours->body, 1);
  set (&get_block (desk.theirs, ID ("b"))->text, "Kitefin Mobile builds phones.");
  g_ptr_array_remove_index (desk.ours->body, 0); /* nobody else touched that one */
  g_clear_pointer (&desk.theirs->embargo, herald_embargo_free);
  merged = merge (&desk, "-block:" ID ("b") "[Kitefin Mobile makes phones.||Kitefin Mobile builds phones.]\n");
  order = get_order (merged);
  g_assert_cmpstr (order, ==, "bcd");
  g_assert_cmpstr (get_block (merged, ID ("b"))->text, ==, "Kitefin Mobile builds phones.");
  g_assert_null (merged->embargo);
}

static void
test_quote (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;

  open_desk (&desk);
  set (&get_block (desk.ours, ID ("c"))->text, "You see the far stars tonight.");
  set (&get_block (desk.theirs, ID ("c"))->text, "We see the far stars today.");
  set (&get_block (desk.theirs, ID ("c"))->speaker->title, "CEO");
  merged = merge (&desk, "tblock:" ID ("c") ".text[We see the far stars tonight.|You see the far stars tonight.|"
                         "We see the far stars today.]\n");
  g_assert_true (is_one_of (get_block (merged, ID ("c"))->text, "You see the far stars tonight.",
                            "We see the far stars today."));
  g_assert_cmpstr (get_block (merged, ID ("c"))->speaker->title, ==, "CEO");
}

static void
test_numbers (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;

  open_desk (&desk);
  set (&desk.base->notes, "It has 3 lenses and 10 motors.");
  set (&desk.ours->notes, "It has 4 lenses and 10 motors.");
  set (&desk.theirs->notes, "It has 3 lenses and 12 motors.");
  merged = merge (&desk, "tnotes[It has 3 lenses and 10 motors.|It has 4 lenses and 10 motors.|"
                         "It has 3 lenses and 12 motors.]\n");
  g_assert_cmpstr (merged->notes, ==, "It has 4 lenses and 12 motors.");
}

/* One value each: never a mixture of two. */
static void
test_values (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;

  open_desk (&desk);
  herald_embargo_free (desk.ours->embargo);
  herald_embargo_free (desk.theirs->embargo);
  desk.ours->embargo = herald_embargo_new ("2026-12-02 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  desk.theirs->embargo = herald_embargo_new ("2026-12-01 09:00", "Asia/Shanghai", HERALD_ZONE_ONLY, NULL);
  desk.ours->status = HERALD_STATUS_APPROVED;
  desk.theirs->status = HERALD_STATUS_REVIEW;
  desk.ours->dateline = herald_dateline_new ("Bergamo", NULL);
  desk.theirs->dateline = herald_dateline_new (NULL, "2026-12-01");
  desk.ours->inside_information = TRUE;
  merged = merge (&desk, "=dateline[|Bergamo|2026-12-01]\n"
                         "=embargo[2026-12-01 09:00:00 Europe/Rome|2026-12-02 09:00:00 Europe/Rome|"
                         "2026-12-01 09:00:00 Asia/Shanghai]\n=status[draft|approved|review]\n");
  g_assert_true (herald_record_equal (&herald_embargo_type, merged->embargo, desk.ours->embargo)
                 || herald_record_equal (&herald_embargo_type, merged->embargo, desk.theirs->embargo));
  g_assert_true (merged->inside_information);
}

static void
test_embargo_removed (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;

  open_desk (&desk);
  g_clear_pointer (&desk.ours->embargo, herald_embargo_free);
  herald_embargo_free (desk.theirs->embargo);
  desk.theirs->embargo = herald_embargo_new ("2026-12-02 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  merged = merge (&desk, "-embargo[2026-12-01 09:00:00 Europe/Rome||2026-12-02 09:00:00 Europe/Rome]\n");
  g_assert_true (herald_record_equal (&herald_embargo_type, merged->embargo, desk.theirs->embargo));
}

static HeraldSignOff *
add_sign_off (HeraldAnnouncement *announcement,
              const char         *by,
              HeraldSignOffState  state)
{
  HeraldSignOff *sign_off = herald_record_new (&herald_sign_off_type);

  sign_off->subject = g_strdup ("quote:" ID ("c"));
  sign_off->sha256 = g_strnfill (64, 'a');
  sign_off->by = g_strdup (by);
  sign_off->state = state;
  g_ptr_array_add (announcement->sign_offs, sign_off);
  return sign_off;
}

static void
test_sign_offs (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;
  g_autofree char *hash = g_strnfill (64, 'a');
  g_autofree char *expected = g_strdup_printf ("=sign_off:/quote:" ID ("c") "/%s/Lin Qiao[|quote:" ID ("c")
                                               ", approved, Lin Qiao|quote:" ID ("c") ", refused, Lin Qiao]\n", hash);

  open_desk (&desk);
  add_sign_off (desk.ours, "Anna Bruni", HERALD_SIGN_OFF_APPROVED);
  add_sign_off (desk.ours, "Lin Qiao", HERALD_SIGN_OFF_APPROVED);
  add_sign_off (desk.theirs, "Lin Qiao", HERALD_SIGN_OFF_REFUSED);
  merged = merge (&desk, expected);
  g_assert_cmpuint (merged->sign_offs->len, ==, 2);
}

static void
test_two_places (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;
  const char *text = "Kitefin Mobile makes phones.";
  g_autofree char *expected = g_strdup_printf (">block:" ID ("b") "[%s|%s|%s]\n", text, text, text);
  g_autofree char *order = NULL;

  open_desk (&desk);
  move_block (desk.ours, 1, 0);
  move_block (desk.theirs, 1, 3);
  merged = merge (&desk, expected);
  order = get_order (merged);
  g_assert_true (is_one_of (order, "bacd", "acdb"));
}

/* What this Herald does not know is compared as a whole, member by member. */
static void
test_unknown (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldAnnouncement) merged = NULL;
  JsonObject *unknown;

  open_desk (&desk);
  desk.ours->header.unknown = json_object_new ();
  json_object_set_string_member (desk.ours->header.unknown, "x-one", "1");
  json_object_set_string_member (desk.ours->header.unknown, "x-both", "ours");
  desk.theirs->header.unknown = json_object_new ();
  json_object_set_string_member (desk.theirs->header.unknown, "x-both", "theirs");
  json_object_set_string_member (desk.theirs->header.unknown, "x-two", "2");
  merged = merge (&desk, "=x-both[|ours|theirs]\n");
  unknown = merged->header.unknown;
  g_assert_cmpuint (json_object_get_size (unknown), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (unknown, "x-one"), ==, "1");
}

#define HEAD "{\"schema\":1,\"type\":\"announcement\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\""

/* A block of a type to come: its text may not be words at all. */
static void
test_unknown_block (void)
{
  static const char format[] = HEAD ",\"body\":[{\"id\":\"" ID ("a") "\",\"type\":\"poll\",\"text\":\"%s\",\"items\":%d}]}";
  g_autofree char *base_text = g_strdup_printf (format, "red car", 1);
  g_autofree char *our_text = g_strdup_printf (format, "blue car", 1);
  g_autofree char *their_text = g_strdup_printf (format, "red car", 2);
  g_autoptr (HeraldDocument) base = herald_document_parse (base_text, -1, NULL);
  g_autoptr (HeraldDocument) ours = herald_document_parse (our_text, -1, NULL);
  g_autoptr (HeraldDocument) theirs = herald_document_parse (their_text, -1, NULL);
  g_autoptr (HeraldMerge) merged = herald_merge_documents (base, ours, theirs, NULL);

  g_assert_cmpuint (merged->conflicts->len, ==, 1);
  g_assert_true (is_one_of (herald_document_get_hash (merged->document), herald_document_get_hash (ours),
                            herald_document_get_hash (theirs)));
}

static void
test_no_base (void)
{
  g_auto (Desk) desk = { NULL, NULL, NULL };
  g_autoptr (HeraldDocument) ours = NULL, theirs = NULL;
  g_autoptr (HeraldMerge) merged = NULL;
  g_autoptr (HeraldAnnouncement) result = NULL;
  g_autofree char *conflicts = NULL;

  open_desk (&desk);
  add_block (desk.ours, HERALD_BLOCK_PARAGRAPH, ID ("e"), "Only here.");
  desk.theirs->status = HERALD_STATUS_REVIEW;
  ours = herald_announcement_to_document (desk.ours);
  theirs = herald_announcement_to_document (desk.theirs);
  merged = herald_merge_documents (NULL, ours, theirs, NULL);
  conflicts = list_conflicts (merged, FALSE);
  g_assert_cmpstr (conflicts, ==, "=status[|draft|review]\n");
  result = herald_announcement_from_document (merged->document, NULL);
  g_assert_cmpuint (result->body->len, ==, 5);
}

static void
test_organisation (void)
{
  g_autoptr (HeraldOrganisation) base = herald_organisation_new ("Aurelia Optics"), ours = NULL, theirs = NULL;
  g_autoptr (HeraldOrganisation) result = NULL;
  g_autoptr (HeraldDocument) of_base = NULL, of_ours = NULL, of_theirs = NULL;
  g_autoptr (HeraldMerge) merged = NULL;

  herald_organisation_set_boilerplate (base, "en", "Aurelia grinds lenses.");
  ours = herald_organisation_copy (base);
  theirs = herald_organisation_copy (base);
  herald_organisation_set_boilerplate (ours, "en", "Aurelia polishes lenses.");
  herald_organisation_set_boilerplate (ours, "it", "Aurelia fa lenti.");
  herald_organisation_set_boilerplate (theirs, "en", "Aurelia grinds lenses in Bergamo.");
  g_ptr_array_add (theirs->aliases, g_strdup ("Aurelia"));
  of_base = herald_organisation_to_document (base);
  of_ours = herald_organisation_to_document (ours);
  of_theirs = herald_organisation_to_document (theirs);
  merged = herald_merge_documents (of_base, of_ours, of_theirs, NULL);
  g_assert_true (herald_merge_is_clean (merged));
  result = herald_organisation_from_document (merged->document, NULL);
  g_assert_cmpstr (herald_organisation_get_boilerplate (result, "en"), ==, "Aurelia polishes lenses in Bergamo.");
  g_assert_cmpstr (herald_organisation_get_boilerplate (result, "it"), ==, "Aurelia fa lenti.");
  g_assert_cmpuint (result->aliases->len, ==, 1);
}

static void
test_refused (void)
{
  static const char newer[] = "{\"schema\":2,\"type\":\"announcement\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\"}";
  static const char other_id[] = "{\"schema\":1,\"type\":\"announcement\",\"id\":\"4f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\"}";
  static const char other_type[] = "{\"schema\":1,\"type\":\"person\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\"}";
  static const char invalid[] = HEAD ",\"body\":5}";
  const struct { const char *text; int code; } table[] = {
    { newer, HERALD_MODEL_ERROR_NEWER },
    { other_id, HERALD_MODEL_ERROR_USAGE },
    { other_type, HERALD_MODEL_ERROR_USAGE },
    { invalid, HERALD_MODEL_ERROR_INVALID },
  };
  g_autoptr (HeraldDocument) base = herald_document_parse (HEAD "}", -1, NULL);
  g_autoptr (HeraldDocument) ours = herald_document_parse (HEAD ",\"notes\":\"Ours\"}", -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (HeraldDocument) theirs = herald_document_parse (table[i].text, -1, NULL);
      g_autoptr (GError) error = NULL, error_back = NULL;

      g_assert_null (herald_merge_documents (base, ours, theirs, &error));
      g_assert_error (error, HERALD_MODEL_ERROR, table[i].code);
      g_assert_null (herald_merge_documents (base, theirs, ours, &error_back));
      g_assert_error (error_back, HERALD_MODEL_ERROR, table[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge/apart", test_apart);
  g_test_add_func ("/model/merge/same-sentence", test_same_sentence);
  g_test_add_func ("/model/merge/moved-and-edited", test_moved_and_edited);
  g_test_add_func ("/model/merge/list-lines", test_list_lines);
  g_test_add_func ("/model/merge/removed-and-edited", test_removed_and_edited);
  g_test_add_func ("/model/merge/quote", test_quote);
  g_test_add_func ("/model/merge/numbers", test_numbers);
  g_test_add_func ("/model/merge/values", test_values);
  g_test_add_func ("/model/merge/embargo-removed", test_embargo_removed);
  g_test_add_func ("/model/merge/sign-offs", test_sign_offs);
  g_test_add_func ("/model/merge/two-places", test_two_places);
  g_test_add_func ("/model/merge/unknown", test_unknown);
  g_test_add_func ("/model/merge/unknown-block", test_unknown_block);
  g_test_add_func ("/model/merge/no-base", test_no_base);
  g_test_add_func ("/model/merge/organisation", test_organisation);
  g_test_add_func ("/model/merge/refused", test_refused);
  return g_test_run ();
}
