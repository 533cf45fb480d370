/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-places.h"

#include "herald-announcement.h"

#define SECOND "The first phone developed together launches in spring."

/* Two people on one announcement: both change the headline and a quote, each also something of their own. */
typedef struct
{
  HeraldAnnouncement *base;
  HeraldAnnouncement *ours;
  HeraldAnnouncement *theirs;
  HeraldMergePlaces  *places;
} Fixture;

static HeraldBlock *
get_block (HeraldAnnouncement *announcement,
           guint               index)
{
  return g_ptr_array_index (announcement->body, index);
}

static void
set (char       **member,
     const char  *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

static HeraldVersion *
make_version (HeraldDocument *document,
              const char     *author_name,
              const char     *time)
{
  const char * const parents[] = { NULL };
  g_autoptr(HeraldAuthor) author = herald_author_new (author_name, "someone@company.example");

  return herald_version_new (herald_document_get_id (document), parents, author, time, NULL, FALSE,
                             herald_document_get_hash (document));
}

static void
document_unref (gpointer document)
{
  herald_document_unref (document);
}

static HeraldDispute *
make_dispute (Fixture *fixture)
{
  HeraldDispute *dispute = g_new0 (HeraldDispute, 1);
  HeraldDocument *ours = herald_announcement_to_document (fixture->ours);
  HeraldDocument *theirs = herald_announcement_to_document (fixture->theirs);
  g_autoptr(GError) error = NULL;

  dispute->state = HERALD_DISPUTE_OPEN;
  dispute->id = g_strdup (fixture->base->id);
  dispute->base = herald_announcement_to_document (fixture->base);
  dispute->documents = g_ptr_array_new_with_free_func (document_unref);
  g_ptr_array_add (dispute->documents, ours);
  g_ptr_array_add (dispute->documents, theirs);
  dispute->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  g_ptr_array_add (dispute->versions, make_version (ours, "Anna Bruni", "2026-05-12T08:00:00Z"));
  g_ptr_array_add (dispute->versions, make_version (theirs, "Lin Qiao", "2026-05-12T09:30:00Z"));
  dispute->heads = g_new0 (char *, 3);
  for (guint i = 0; i < 2; i++)
    dispute->heads[i] = g_strdup (((HeraldVersion *) g_ptr_array_index (dispute->versions, i))->hash);
  dispute->merge = herald_merge_documents (dispute->base, ours, theirs, &error);
  g_assert_no_error (error);
  return dispute;
}

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(HeraldMergePlaces **) data = herald_merge_places_new_finish (result);
}

static HeraldMergePlaces *
make_places (Fixture *fixture)
{
  HeraldMergePlaces *places = NULL;

  herald_merge_places_new_async (NULL, make_dispute (fixture), on_made, &places);
  while (places == NULL)
    g_main_context_iteration (NULL, TRUE);
  return places;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  HeraldBlock *quote = herald_block_new (HERALD_BLOCK_QUOTE, "We have wanted to know for years.");

  fixture->base = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  fixture->base->headline = g_strdup ("Aurelia Optics and Kitefin Mobile begin a partnership");
  quote->speaker = herald_speaker_new ("Lin Qiao", "founder", "Kitefin Mobile");
  g_ptr_array_add (fixture->base->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, SECOND));
  g_ptr_array_add (fixture->base->body, quote);
  fixture->ours = herald_announcement_copy (fixture->base);
  fixture->theirs = herald_announcement_copy (fixture->base);

  set (&fixture->ours->headline, "Aurelia Optics and Kitefin Mobile begin an alliance");
  set (&fixture->theirs->headline, "Aurelia Optics and Kitefin Mobile begin a joint venture");
  set (&get_block (fixture->ours, 1)->text, "We have wanted to know for ten years.");
  set (&get_block (fixture->theirs, 1)->text, "We have wanted to know for decades.");
  set (&fixture->ours->subheadline, "A subheadline by us");
  set (&get_block (fixture->theirs, 0)->text, "The first phone developed together launches in autumn.");
  fixture->places = make_places (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->places);
  herald_announcement_free (fixture->base);
  herald_announcement_free (fixture->ours);
  herald_announcement_free (fixture->theirs);
}

static const HeraldMergeOption *
get_option (Fixture *fixture,
            guint    place,
            guint    option)
{
  return g_ptr_array_index (herald_merge_places_get (fixture->places, place)->options, option);
}

static void
assert_words (Fixture    *fixture,
              guint       place,
              guint       option,
              const char *expected)
{
  g_autofree char *words = herald_merge_option_words (get_option (fixture, place, option));

  g_assert_cmpstr (words, ==, expected);
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  const HeraldMergePlace *headline = NULL;
  const HeraldMergePlace *quote = NULL;

  g_assert_cmpuint (herald_merge_places_get_n (fixture->places), ==, 2);
  /* The subheadline of one and the paragraph of the other needed nobody. */
  g_assert_cmpuint (herald_merge_places_count_joined (fixture->places), ==, 2);
  headline = herald_merge_places_get (fixture->places, 0);
  quote = herald_merge_places_get (fixture->places, 1);
  g_assert_cmpstr (headline->name, ==, "Headline");
  g_assert_cmpstr (headline->base, ==, "Aurelia Optics and Kitefin Mobile begin a partnership");
  g_assert_cmpstr (quote->name, ==, "Quote by Lin Qiao");
  g_assert_cmpstr (quote->member, ==, "text");
  assert_words (fixture, 0, 0, "Aurelia Optics and Kitefin Mobile begin an alliance");
  assert_words (fixture, 0, 1, "Aurelia Optics and Kitefin Mobile begin a joint venture");
  g_assert_cmpstr (get_option (fixture, 0, 0)->who, ==, "Anna Bruni");
  g_assert_cmpstr (get_option (fixture, 0, 1)->who, ==, "Lin Qiao");
  g_assert_cmpint (get_option (fixture, 0, 1)->time, ==, 1778578200);
  /* A headline cannot stand twice; a quote can. */
  g_assert_cmpint (get_option (fixture, 0, 2)->kind, ==, HERALD_CHOICE_REWRITTEN);
  g_assert_cmpint (get_option (fixture, 1, 2)->kind, ==, HERALD_CHOICE_BOTH);
  g_assert_cmpint (get_option (fixture, 1, 3)->kind, ==, HERALD_CHOICE_REWRITTEN);
}

/* What is different from before both changes can be told from the rest. */
static void
test_parts (Fixture       *fixture,
            gconstpointer  data)
{
  const HeraldMergeOption *ours = get_option (fixture, 1, 0);
  const HeraldComparedPart *part = NULL;

  g_assert_cmpuint (ours->parts->len, ==, 1);
  part = g_ptr_array_index (ours->parts, 0);
  g_assert_cmpstr (part->before, ==, "We have wanted to know for years.");
  g_assert_cmpstr (part->after, ==, "We have wanted to know for ten years.");
  g_assert_cmpuint (part->runs->len, >, 1);
}

static HeraldAnnouncement *
get_result (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDocument) document = herald_merge_places_get_document (fixture->places, &error);
  HeraldAnnouncement *announcement = NULL;

  g_assert_no_error (error);
  announcement = herald_announcement_from_document (document, &error);
  g_assert_no_error (error);
  return announcement;
}

static void
test_decide (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(HeraldAnnouncement) result = NULL;

  g_assert_cmpuint (herald_merge_places_count_open (fixture->places), ==, 2);
  g_assert_cmpint (herald_merge_places_find_open (fixture->places, -1), ==, 0);
  herald_merge_places_answer (fixture->places, 0, 1);
  g_assert_cmpint (herald_merge_places_find_open (fixture->places, 0), ==, 1);
  g_assert_cmpint (herald_merge_places_find_open (fixture->places, 1), ==, 1);
  herald_merge_places_answer (fixture->places, 1, 2);
  g_assert_cmpint (herald_merge_places_find_open (fixture->places, 1), ==, -1);
  g_assert_cmpuint (herald_merge_places_count_open (fixture->places), ==, 0);

  result = get_result (fixture);
  g_assert_cmpstr (result->headline, ==, fixture->theirs->headline);
  g_assert_cmpstr (result->subheadline, ==, "A subheadline by us");
  g_assert_cmpuint (result->body->len, ==, 3);
  g_assert_cmpstr (get_block (result, 0)->text, ==, get_block (fixture->theirs, 0)->text);
  g_assert_cmpstr (get_block (result, 1)->text, ==, get_block (fixture->ours, 1)->text);
  g_assert_cmpstr (get_block (result, 2)->text, ==, get_block (fixture->theirs, 1)->text);
  g_assert_cmpstr (get_block (result, 2)->speaker->name, ==, "Lin Qiao");
}

static void
test_rewrite (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(HeraldAnnouncement) result = NULL;
  g_autoptr(GArray) marks = herald_marks_new ();

  /* It begins with the words of one's own side. */
  g_assert_cmpstr (herald_merge_places_get_rewriting (fixture->places, 1)->text, ==, get_block (fixture->ours, 1)->text);
  herald_merge_places_rewrite (fixture->places, 0, "A headline of neither", NULL);
  herald_marks_add (marks, 0, 2, HERALD_MARK_STRONG, NULL);
  herald_merge_places_rewrite (fixture->places, 1, "We have wanted to know.", marks);
  g_assert_cmpint (herald_merge_places_get_answer (fixture->places, 0), ==, 2);

  result = get_result (fixture);
  g_assert_cmpstr (result->headline, ==, "A headline of neither");
  g_assert_cmpstr (get_block (result, 1)->text, ==, "We have wanted to know.");
  g_assert_cmpuint (get_block (result, 1)->marks->len, ==, 1);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (herald_merge_places_can_undo (fixture->places));
  g_assert_cmpint (herald_merge_places_undo (fixture->places), ==, -1);
  herald_merge_places_answer (fixture->places, 0, 0);
  herald_merge_places_answer (fixture->places, 0, 1);
  /* Writing on is one step. */
  herald_merge_places_rewrite (fixture->places, 1, "O", NULL);
  herald_merge_places_rewrite (fixture->places, 1, "On", NULL);
  herald_merge_places_rewrite (fixture->places, 1, "One", NULL);

  g_assert_cmpint (herald_merge_places_undo (fixture->places), ==, 1);
  g_assert_cmpint (herald_merge_places_get_answer (fixture->places, 1), ==, -1);
  g_assert_cmpint (herald_merge_places_undo (fixture->places), ==, 0);
  g_assert_cmpint (herald_merge_places_get_answer (fixture->places, 0), ==, 0);
  g_assert_cmpint (herald_merge_places_undo (fixture->places), ==, 0);
  g_assert_cmpint (herald_merge_places_get_answer (fixture->places, 0), ==, -1);
  g_assert_false (herald_merge_places_can_undo (fixture->places));

  herald_merge_places_redo (fixture->places);
  herald_merge_places_redo (fixture->places);
  g_assert_cmpint (herald_merge_places_redo (fixture->places), ==, 1);
  g_assert_cmpstr (herald_merge_places_get_rewriting (fixture->places, 1)->text, ==, "One");
  herald_merge_places_undo (fixture->places);
  herald_merge_places_answer (fixture->places, 1, 0);
  g_assert_false (herald_merge_places_can_redo (fixture->places));
}

/* Something else arrived meanwhile: what was decided stays where the question is the same. */
static void
test_adopt (Fixture       *fixture,
            gconstpointer  data)
{
  HeraldMergePlaces *before = fixture->places;

  herald_merge_places_answer (before, 0, 1);
  herald_merge_places_rewrite (before, 1, "We have wanted to know.", NULL);
  set (&fixture->theirs->headline, "Aurelia Optics and Kitefin Mobile begin a merger");
  fixture->places = make_places (fixture);
  herald_merge_places_adopt (fixture->places, before);
  g_assert_finalize_object (before);
  g_assert_cmpint (herald_merge_places_get_answer (fixture->places, 0), ==, -1);
  g_assert_cmpint (herald_merge_places_get_answer (fixture->places, 1), ==, 3);
  g_assert_cmpstr (herald_merge_places_get_rewriting (fixture->places, 1)->text, ==, "We have wanted to know.");
}

/* Removed by one, edited by the other; and an embargo, which is one value. */
static void
test_other_kinds (Fixture       *fixture,
                  gconstpointer  data)
{
  const HeraldMergePlace *embargo = NULL;
  const HeraldMergePlace *paragraph = NULL;
  HeraldMergePlaces *before = fixture->places;
  g_autoptr(HeraldAnnouncement) result = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  set (&fixture->theirs->headline, fixture->base->headline);
  set (&get_block (fixture->theirs, 1)->text, get_block (fixture->base, 1)->text);
  fixture->ours->embargo = herald_embargo_new ("2026-12-01T09:00:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  fixture->theirs->embargo = herald_embargo_new ("2026-12-01T08:00:00", "Asia/Shanghai", HERALD_ZONE_ONLY, NULL);
  g_assert_nonnull (fixture->ours->embargo);
  g_ptr_array_remove_index (fixture->ours->body, 0);
  fixture->places = make_places (fixture);
  g_object_unref (before);

  g_assert_cmpuint (herald_merge_places_get_n (fixture->places), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const HeraldMergePlace *place = herald_merge_places_get (fixture->places, i);

      if (place->kind == HERALD_CONFLICT_REMOVED)
        {
          paragraph = place;
          herald_merge_places_answer (fixture->places, i, 0);
        }
      else
        {
          embargo = place;
          herald_merge_places_answer (fixture->places, i, 1);
        }
    }
  g_assert_cmpstr (embargo->subject, ==, "embargo");
  g_assert_cmpstr (embargo->name, ==, "Embargo");
  g_assert_null (embargo->draft);
  g_assert_nonnull (paragraph);
  /* One side has no words for it. */
  ours = herald_merge_option_words (g_ptr_array_index (paragraph->options, 0));
  theirs = herald_merge_option_words (g_ptr_array_index (paragraph->options, 1));
  g_assert_cmpstr (ours, ==, "");
  g_assert_cmpstr (theirs, ==, get_block (fixture->theirs, 0)->text);

  result = get_result (fixture);
  g_assert_cmpstr (result->embargo->zone, ==, "Asia/Shanghai");
  g_assert_cmpuint (result->body->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/merge-places/places", test_places },
    { "/merge-places/parts", test_parts },
    { "/merge-places/decide", test_decide },
    { "/merge-places/rewrite", test_rewrite },
    { "/merge-places/undo", test_undo },
    { "/merge-places/adopt", test_adopt },
    { "/merge-places/other-kinds", test_other_kinds },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
