/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison.h"

#include <locale.h>
#include <string.h>

#include "herald-random-document.h"

/* What a person does to the announcement of make_sample(), and how the comparison then reads. */
typedef struct
{
  const char *name;
  void      (*edit) (HeraldAnnouncement *announcement);
  const char *expected;
} Situation;

#define LEAD "Lens maker Aurelia Optics and phone company Kitefin Mobile today announced a historic partnership in " \
             "mobile imaging. The first phone developed together launches in March 2027."
#define WORDS "We have wanted to know for years how far a phone’s camera can go. With Aurelia we stop asking and start building."

/* "lead" as an id of full length. */
static char *
make_id (const char *name)
{
  g_autofree char *filled = g_strconcat (name, "aaaaaaaaaaaaa", NULL);

  return g_strndup (filled, 13);
}

static HeraldBlock *
add_block (HeraldAnnouncement *announcement,
           HeraldBlockType     type,
           const char         *id,
           const char         *text)
{
  HeraldBlock *block = herald_block_new (type, text);

  g_free (block->id);
  block->id = make_id (id);
  g_ptr_array_add (announcement->body, block);
  return block;
}

static void
add_row (HeraldBlock *facts,
         const char  *name,
         const char  *value)
{
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free);

  g_ptr_array_add (row, herald_item_new (name));
  g_ptr_array_add (row, herald_item_new (value));
  g_ptr_array_add (facts->rows, row);
}

static void
fill_body (HeraldAnnouncement *announcement)
{
  HeraldBlock *quote, *list, *facts, *figure;

  add_block (announcement, HERALD_BLOCK_PARAGRAPH, "lead", LEAD);
  add_block (announcement, HERALD_BLOCK_PARAGRAPH, "second",
             "The lens is 12 mm wide and weighs 3.5 g. It is made in Bergamo. Nothing like it has been sold before.");
  quote = add_block (announcement, HERALD_BLOCK_QUOTE, "quote", WORDS);
  quote->speaker = herald_speaker_new ("Lin Qiao", "founder and CEO", "Kitefin Mobile");
  add_block (announcement, HERALD_BLOCK_HEADING, "heading", "What comes next");
  list = add_block (announcement, HERALD_BLOCK_LIST, "list", NULL);
  g_ptr_array_add (list->items, herald_item_new ("A new lens for the main camera"));
  g_ptr_array_add (list->items, herald_item_new ("Shared laboratories in Bergamo and Shenzhen"));
  g_ptr_array_add (list->items, herald_item_new ("Training for forty engineers"));
  facts = add_block (announcement, HERALD_BLOCK_FACTS, "facts", NULL);
  add_row (facts, "Launch", "March 2027");
  add_row (facts, "Price", "€ 899");
  figure = add_block (announcement, HERALD_BLOCK_FIGURE, "figure", NULL);
  figure->asset = g_strnfill (64, 'a');
  figure->caption = g_strdup ("The lens");
  add_block (announcement, HERALD_BLOCK_PARAGRAPH, "chinese", "我们测试镜头。明年春天上市。");
  add_block (announcement, HERALD_BLOCK_PARAGRAPH, "last", "Prices and dates may change without notice in some countries.");
}

static HeraldAnnouncement *
make_sample (void)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  HeraldParty *aurelia = herald_announcement_add_party (announcement, "Aurelia Optics", HERALD_ROLE_ISSUER);
  HeraldParty *kitefin = herald_announcement_add_party (announcement, "Kitefin Mobile", HERALD_ROLE_PARTNER);

  announcement->headline = g_strdup ("Aurelia Optics and Kitefin Mobile begin a historic imaging partnership");
  announcement->dateline = herald_dateline_new ("Bergamo", "2026-12-01");
  announcement->embargo = herald_embargo_new ("2026-12-01 08:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  herald_announcement_add_tag (announcement, "imaging", NULL);
  herald_announcement_add_tag (announcement, "optics", NULL);
  fill_body (announcement);
  herald_announcement_add_boilerplate (announcement, aurelia->id, "Aurelia Optics makes lenses.");
  herald_announcement_add_boilerplate (announcement, kitefin->id, "Kitefin Mobile makes phones.");
  herald_announcement_add_contact (announcement, aurelia->id, "Anna Bruni", "anna@aurelia-optics.example");
  g_ptr_array_add (announcement->assets, herald_asset_new (((HeraldBlock *) g_ptr_array_index (announcement->body, 6))->asset,
                                                           "lens.jpg", "image/jpeg", 1000));
  announcement->notes = g_strdup ("Call Marco.");
  return announcement;
}

static HeraldBlock *
get_block (HeraldAnnouncement *announcement,
           const char         *name)
{
  g_autofree char *id = make_id (name);
  HeraldBlock *block = herald_announcement_find_block (announcement, id);

  g_assert_nonnull (block);
  return block;
}

/* Both texts as a reader sees them: "a [-historic-]{+new+} partnership". */
static char *
mark_words (const HeraldComparedPart *part)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < part->runs->len; i++)
    {
      const HeraldDiffSpan *run = &g_array_index (part->runs, HeraldDiffSpan, i);
      g_autofree char *words = run->kind == HERALD_DIFF_ADDED
                                 ? g_utf8_substring (part->after, run->b_start, run->b_start + run->b_length)
                                 : g_utf8_substring (part->before, run->a_start, run->a_start + run->a_length);

      g_string_append_printf (out, run->kind == HERALD_DIFF_REMOVED ? "[-%s-]" : run->kind == HERALD_DIFF_ADDED ? "{+%s+}" : "%s",
                              words);
    }
  return g_string_free (out, FALSE);
}

static void
append_part (GString                  *out,
             const HeraldComparedPart *part)
{
  g_autofree char *name = herald_compared_part_name (part);
  g_autofree char *note = herald_compared_part_note (part);
  g_autofree char *words = mark_words (part);

  if (part->kind == HERALD_COMPARED_SAME)
    return;
  g_string_append (out, "  ");
  if (name != NULL)
    g_string_append_printf (out, "%s: ", name);
  g_string_append (out, words);
  if (note != NULL)
    g_string_append_printf (out, " (%s)", note);
  g_string_append_c (out, '\n');
}

/* What changed, as people are told: a line each for what it is about, then one each for its words. */
static char *
to_string (HeraldComparison *comparison)
{
  GPtrArray *entries = herald_comparison_get_entries (comparison);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = herald_comparison_name_entry (comparison, entry);
      g_autofree char *note = herald_comparison_note_entry (comparison, entry);

      if (entry->kind == HERALD_COMPARED_SAME)
        continue;
      g_string_append (out, name);
      if (note != NULL)
        g_string_append_printf (out, " (%s)", note);
      g_string_append_c (out, '\n');
      for (guint k = 0; k < entry->parts->len; k++)
        append_part (out, g_ptr_array_index (entry->parts, k));
    }
  return g_string_free (out, FALSE);
}

static void
append_run (GString              *text,
            const char           *of,
            guint                 start,
            guint                 length)
{
  g_autofree char *words = g_utf8_substring (of, start, start + length);

  g_string_append (text, words);
}

/* Removed and same runs are the earlier text, same and added ones the later, to the letter, with the offsets they say. */
static void
assert_part (const HeraldComparedPart *part)
{
  const char *before = part->before != NULL ? part->before : "", *after = part->after != NULL ? part->after : "";
  g_autoptr (GString) was = g_string_new (NULL);
  g_autoptr (GString) is = g_string_new (NULL);
  guint a = 0, b = 0;

  for (guint i = 0; i < part->runs->len; i++)
    {
      const HeraldDiffSpan *run = &g_array_index (part->runs, HeraldDiffSpan, i);

      g_assert_cmpuint (run->a_start, ==, a);
      g_assert_cmpuint (run->b_start, ==, b);
      g_assert_true (i == 0 || run->kind != run[-1].kind);
      if (run->kind != HERALD_DIFF_ADDED)
        append_run (was, before, run->a_start, run->a_length);
      if (run->kind != HERALD_DIFF_REMOVED)
        append_run (is, run->kind == HERALD_DIFF_SAME ? before : after,
                    run->kind == HERALD_DIFF_SAME ? run->a_start : run->b_start, run->b_length);
      a += run->a_length;
      b += run->b_length;
    }
  g_assert_cmpstr (was->str, ==, before);
  g_assert_cmpstr (is->str, ==, after);
  g_assert_true ((part->before == NULL) == (part->kind == HERALD_COMPARED_ADDED));
  g_assert_true ((part->after == NULL) == (part->kind == HERALD_COMPARED_REMOVED));
  if (part->kind == HERALD_COMPARED_SAME || part->kind == HERALD_COMPARED_MOVED)
    g_assert_cmpstr (part->before, ==, part->after);
}

/* Whatever is in either state is told once, and each text whole. */
static void
assert_comparison (HeraldComparison *comparison)
{
  GPtrArray *entries = herald_comparison_get_entries (comparison);
  g_autoptr (GHashTable) subjects = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_changes = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);

      g_assert_true (g_hash_table_add (subjects, entry->subject));
      g_assert_true (herald_comparison_find (comparison, entry->subject) == entry);
      for (guint k = 0; k < entry->also->len; k++)
        {
          g_assert_true (g_hash_table_add (subjects, g_ptr_array_index (entry->also, k)));
          g_assert_true (herald_comparison_find (comparison, g_ptr_array_index (entry->also, k)) == entry);
        }
      for (guint k = 0; k < entry->parts->len; k++)
        assert_part (g_ptr_array_index (entry->parts, k));
      n_changes += entry->kind != HERALD_COMPARED_SAME ? 1 : 0;
    }
  g_assert_cmpuint (n_changes, ==, herald_comparison_get_n_changes (comparison));
}

static HeraldComparison *
compare (HeraldAnnouncement *before,
         HeraldAnnouncement *after)
{
  g_autoptr (HeraldDocument) one = herald_announcement_to_document (before);
  g_autoptr (HeraldDocument) other = herald_announcement_to_document (after);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeraldAnnouncement) readable = herald_announcement_from_document (other, &error);
  HeraldComparison *comparison = herald_comparison_new (one, other);

  g_assert_no_error (error);
  assert_comparison (comparison);
  return comparison;
}

static void
replace (char      **text,
         const char *old,
         const char *new)
{
  g_autofree char *was = g_steal_pointer (text);
  g_auto (GStrv) pieces = g_strsplit (was, old, 2);

  g_assert_cmpuint (g_strv_length (pieces), ==, 2);
  *text = g_strjoinv (new, pieces);
}

static void
set (char      **text,
     const char *new)
{
  g_free (*text);
  *text = g_strdup (new);
}

static void
move (GPtrArray *array,
      guint      from,
      guint      to)
{
  gpointer element = g_ptr_array_steal_index (array, from);

  g_ptr_array_insert (array, (int) to, element);
}

#define EDIT(name, code) static void name (HeraldAnnouncement *a) { code; }
#define TEXT(block) &get_block (a, block)->text
#define ITEM(block, i) (&((HeraldItem *) g_ptr_array_index (get_block (a, block)->items, i))->text)
#define CELL(block, row, i) (&((HeraldItem *) g_ptr_array_index ((GPtrArray *) g_ptr_array_index (get_block (a, block)->rows, row), i))->text)
#define FIRST(Struct, list) ((Struct *) g_ptr_array_index (a->list, 0))

EDIT (nothing, )
EDIT (word_replaced, replace (&a->headline, "historic", "long-term"))
EDIT (word_inserted, replace (TEXT ("lead"), "first phone", "first new phone"))
EDIT (word_removed, replace (TEXT ("lead"), "phone company ", ""))
EDIT (two_words_swapped, replace (TEXT ("lead"), "phone company", "company phone"))
EDIT (names_swapped, replace (&a->headline, "Aurelia Optics and Kitefin Mobile", "Kitefin Mobile and Aurelia Optics"))
EDIT (case_changed, replace (TEXT ("second"), "It is", "it is"))
EDIT (punctuation, replace (TEXT ("quote"), "go. With", "go! With"))
EDIT (number_changed, replace (TEXT ("second"), "12 mm", "14 mm"))
EDIT (unit_changed, replace (TEXT ("second"), "3.5 g", "3.5 kg"))
EDIT (price_changed, set (CELL ("facts", 1, 1), "€ 999"))
EDIT (sentence_inserted, replace (TEXT ("second"), "Nothing", "It took four years. Nothing"))
EDIT (sentence_removed, replace (TEXT ("second"), "It is made in Bergamo. ", ""))
EDIT (sentence_rewritten, replace (TEXT ("second"), "Nothing like it has been sold before.", "Customers may order from autumn on."))
EDIT (sentence_split, replace (TEXT ("second"), "wide and weighs", "wide. It weighs"))
EDIT (sentences_joined, replace (TEXT ("lead"), ". The first phone", ", and the first phone"))
EDIT (lone_the, replace (TEXT ("last"), "without notice in some countries", "unannounced in many regions"))
EDIT (quote_changed, replace (TEXT ("quote"), "building", "grinding glass"))
EDIT (title_changed, set (&get_block (a, "quote")->speaker->title, "chief executive"))
EDIT (speaker_changed, set (&get_block (a, "quote")->speaker->name, "Anna Bruni"))
EDIT (organisation_changed, set (&get_block (a, "quote")->speaker->organisation, "Kitefin Group"))
EDIT (chinese, replace (TEXT ("chinese"), "测试镜头", "测试新镜头"))
EDIT (chinese_date, replace (TEXT ("chinese"), "明年春天上市", "2027年3月上市"))
EDIT (emoji, replace (TEXT ("last"), "countries.", "countries 👩‍🔬."))
EDIT (right_to_left, replace (TEXT ("last"), "some countries", "شنتشن"))
EDIT (marks_only, GArray *marks = get_block (a, "lead")->marks = herald_marks_new ();
      herald_marks_add (marks, 11, 14, HERALD_MARK_STRONG, NULL))
EDIT (link_set, GArray *marks = get_block (a, "lead")->marks = herald_marks_new ();
      herald_marks_add (marks, 11, 14, HERALD_MARK_LINK, "https://aurelia-optics.example/"))
EDIT (marks_and_words, GArray *marks = get_block (a, "lead")->marks = herald_marks_new ();
      herald_marks_add (marks, 11, 7, HERALD_MARK_EMPHASIS, NULL); replace (TEXT ("lead"), "today ", ""))
EDIT (tags, herald_announcement_remove_tag (a, "optics"); herald_announcement_add_tag (a, "smartphone", NULL))
EDIT (embargo_hour, herald_embargo_free (a->embargo);
      a->embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL))
EDIT (embargo_zone, herald_embargo_free (a->embargo);
      a->embargo = herald_embargo_new ("2026-12-01 08:00", "Asia/Shanghai", HERALD_ZONE_ONLY, NULL))
EDIT (embargo_midnight, herald_embargo_free (a->embargo);
      a->embargo = herald_embargo_new ("2026-12-01 00:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL))
EDIT (embargo_cleared, g_clear_pointer (&a->embargo, herald_embargo_free))
EDIT (status_changed, a->status = HERALD_STATUS_REVIEW)
EDIT (dateline_changed, set (&a->dateline->place, "Shenzhen"))
EDIT (paragraph_moved, move (a->body, 1, 3))
EDIT (quote_moved_up, move (a->body, 2, 0))
EDIT (moved_and_edited, replace (TEXT ("second"), "Bergamo", "Milan"); move (a->body, 1, 2))
EDIT (cut_and_pasted, set (&get_block (a, "last")->id, "pastedaaaaaaa"); move (a->body, 8, 1))
EDIT (paragraph_added, add_block (a, HERALD_BLOCK_PARAGRAPH, "added", "More at the fair."))
EDIT (paragraph_removed, g_ptr_array_remove_index (a->body, 1))
EDIT (paragraph_split, replace (TEXT ("second"), " It is made in Bergamo. Nothing like it has been sold before.", "");
      add_block (a, HERALD_BLOCK_PARAGRAPH, "rest", "It is made in Bergamo. Nothing like it has been sold before."); move (a->body, 9, 2))
EDIT (paragraphs_joined, g_autofree char *lead = g_strconcat (LEAD, " ", *TEXT ("second"), NULL); set (TEXT ("lead"), lead);
      g_ptr_array_remove_index (a->body, 1))
EDIT (made_a_heading, get_block (a, "last")->type = HERALD_BLOCK_HEADING)
EDIT (item_moved, move (get_block (a, "list")->items, 0, 2))
EDIT (item_edited, replace (ITEM ("list", 2), "forty", "fifty"))
EDIT (item_added, g_ptr_array_add (get_block (a, "list")->items, herald_item_new ("A joint fund")))
EDIT (list_numbered, get_block (a, "list")->ordered = TRUE)
EDIT (cell_changed, set (CELL ("facts", 0, 1), "May 2027"))
EDIT (row_added, add_row (get_block (a, "facts"), "Weight", "3.5 g"))
EDIT (figure_replaced, g_free (get_block (a, "figure")->asset); get_block (a, "figure")->asset = g_strnfill (64, 'b'))
EDIT (asset_replaced, g_free (FIRST (HeraldAsset, assets)->sha256); FIRST (HeraldAsset, assets)->sha256 = g_strnfill (64, 'b'))
EDIT (caption_changed, set (&get_block (a, "figure")->caption, "The new lens"))
EDIT (company_renamed, set (&FIRST (HeraldParty, parties)->name, "Aurelia Optics S.p.A."))
EDIT (companies_reordered, move (a->parties, 1, 0))
EDIT (role_changed, ((HeraldParty *) g_ptr_array_index (a->parties, 1))->role = HERALD_ROLE_ISSUER)
EDIT (contact_phone, set (&FIRST (HeraldContact, contacts)->phone, "+39 035 0000"))
EDIT (profile_changed, replace (&FIRST (HeraldBoilerplate, boilerplates)->text, "lenses", "fine lenses"))
EDIT (notes_changed, set (&a->notes, "Call Marco again."))

#define AAA "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define BBB "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static const Situation situations[] = {
  { "nothing", nothing, "" },
  { "word-replaced", word_replaced,
    "Headline\n"
    "  Aurelia Optics and Kitefin Mobile begin a [-historic-]{+long-term+} imaging partnership\n" },
  { "word-inserted", word_inserted,
    "Lead\n"
    "  Lens maker Aurelia Optics and phone company Kitefin Mobile today announced a historic partnership in mobile imaging. The first {+new +}phone developed together launches in March 2027.\n" },
  { "word-removed", word_removed,
    "Lead\n"
    "  Lens maker Aurelia Optics and [-phone company -]Kitefin Mobile today announced a historic partnership in mobile imaging. The first phone developed together launches in March 2027.\n" },
  { "two-words-swapped", two_words_swapped,
    "Lead\n"
    "  Lens maker Aurelia Optics and [-phone -]company {+phone +}Kitefin Mobile today announced a historic partnership in mobile imaging. The first phone developed together launches in March 2027.\n" },
  { "names-swapped", names_swapped,
    "Headline\n"
    "  [-Aurelia Optics and Kitefin Mobile-]{+Kitefin Mobile and Aurelia Optics+} begin a historic imaging partnership\n" },
  { "case-changed", case_changed,
    "Paragraph 2\n"
    "  The lens is 12 mm wide and weighs 3.5 g. [-It-]{+it+} is made in Bergamo. Nothing like it has been sold before.\n" },
  { "punctuation", punctuation,
    "Quote by Lin Qiao\n"
    "  We have wanted to know for years how far a phone’s camera can go[-.-]{+!+} With Aurelia we stop asking and start building.\n" },
  { "number-changed", number_changed,
    "Paragraph 2\n"
    "  The lens is [-12 mm-]{+14 mm+} wide and weighs 3.5 g. It is made in Bergamo. Nothing like it has been sold before.\n" },
  { "unit-changed", unit_changed,
    "Paragraph 2\n"
    "  The lens is 12 mm wide and weighs [-3.5 g-]{+3.5 kg+}. It is made in Bergamo. Nothing like it has been sold before.\n" },
  { "price-changed", price_changed,
    "Facts table\n"
    "  Row 2, column 2: [-€ 899-]{+€ 999+}\n" },
  { "sentence-inserted", sentence_inserted,
    "Paragraph 2\n"
    "  The lens is 12 mm wide and weighs 3.5 g. It is made in Bergamo. {+It took four years. +}Nothing like it has been sold before.\n" },
  { "sentence-removed", sentence_removed,
    "Paragraph 2\n"
    "  The lens is 12 mm wide and weighs 3.5 g. [-It is made in Bergamo. -]Nothing like it has been sold before.\n" },
  { "sentence-rewritten", sentence_rewritten,
    "Paragraph 2\n"
    "  The lens is 12 mm wide and weighs 3.5 g. It is made in Bergamo. [-Nothing like it has been sold before.-]{+Customers may order from autumn on.+}\n" },
  { "sentence-split", sentence_split,
    "Paragraph 2\n"
    "  The lens is 12 mm wide{+.+} [-and-]{+It+} weighs 3.5 g. It is made in Bergamo. Nothing like it has been sold before.\n" },
  { "sentences-joined", sentences_joined,
    "Lead\n"
    "  Lens maker Aurelia Optics and phone company Kitefin Mobile today announced a historic partnership in mobile imaging[-.-]{+,+} [-The-]{+and the+} first phone developed together launches in March 2027.\n" },
  { "lone-the", lone_the,
    "Paragraph 4\n"
    "  Prices and dates may change [-without notice in some countries-]{+unannounced in many regions+}.\n" },
  { "quote-changed", quote_changed,
    "Quote by Lin Qiao\n"
    "  We have wanted to know for years how far a phone’s camera can go. With Aurelia we stop asking and start [-building-]{+grinding glass+}.\n" },
  { "title-changed", title_changed,
    "Quote by Lin Qiao\n"
    "  Job title: [-founder and CEO-]{+chief executive+}\n" },
  { "speaker-changed", speaker_changed,
    "Quote by Anna Bruni\n"
    "  Speaker: [-Lin Qiao-]{+Anna Bruni+}\n" },
  { "organisation-changed", organisation_changed,
    "Quote by Lin Qiao\n"
    "  Organization: Kitefin [-Mobile-]{+Group+}\n" },
  { "chinese", chinese,
    "Paragraph 3\n"
    "  我们测试{+新+}镜头。明年春天上市。\n" },
  { "chinese-date", chinese_date,
    "Paragraph 3\n"
    "  我们测试镜头。[-明年春天上市。-]{+2027年3月上市。+}\n" },
  { "emoji", emoji,
    "Paragraph 4\n"
    "  Prices and dates may change without notice in some countries{+ 👩‍🔬+}.\n" },
  { "right-to-left", right_to_left,
    "Paragraph 4\n"
    "  Prices and dates may change without notice in [-some countries-]{+شنتشن+}.\n" },
  { "marks-only", marks_only,
    "Lead\n"
    "  " LEAD " (now bold: “Aurelia Optics”)\n" },
  { "link-set", link_set,
    "Lead\n"
    "  " LEAD " (now a link to https://aurelia-optics.example/: “Aurelia Optics”)\n" },
  { "marks-and-words", marks_and_words,
    "Lead\n"
    "  Lens maker Aurelia Optics and phone company Kitefin Mobile [-today -]announced a historic partnership in mobile imaging. The first phone developed together launches in March 2027. (now in italics: “Aurelia”)\n" },
  { "tags", tags,
    "Tags\n"
    "  [-optics-]\n"
    "  {+smartphone+}\n" },
  { "embargo-hour", embargo_hour,
    "Embargo\n"
    "  [-Tue 1 Dec 2026, 08:00 Rome-]{+Tue 1 Dec 2026, 09:00 Rome+}\n" },
  { "embargo-zone", embargo_zone,
    "Embargo\n"
    "  [-Tue 1 Dec 2026, 08:00 Rome-]{+Tue 1 Dec 2026, 08:00 Shanghai+}\n" },
  { "embargo-midnight", embargo_midnight,
    "Embargo\n"
    "  [-Tue 1 Dec 2026, 08:00 Rome-]{+Tue 1 Dec 2026, 00:00 (the beginning of that day) Rome+}\n" },
  { "embargo-cleared", embargo_cleared,
    "Embargo (removed)\n"
    "  [-Tue 1 Dec 2026, 08:00 Rome-]\n" },
  { "status-changed", status_changed,
    "Status\n"
    "  [-Draft-]{+In Review+}\n" },
  { "dateline-changed", dateline_changed,
    "Place and Date\n"
    "  Place: [-Bergamo-]{+Shenzhen+}\n" },
  { "paragraph-moved", paragraph_moved,
    "Paragraph 2 (moved 2 paragraphs down)\n" },
  { "quote-moved-up", quote_moved_up,
    "Quote by Lin Qiao (moved 2 paragraphs up)\n" },
  { "moved-and-edited", moved_and_edited,
    "Quote by Lin Qiao (moved 1 paragraph up)\n"
    "Paragraph 2\n"
    "  The lens is 12 mm wide and weighs 3.5 g. It is made in [-Bergamo-]{+Milan+}. Nothing like it has been sold before.\n" },
  { "cut-and-pasted", cut_and_pasted,
    "Paragraph 2 (moved 7 paragraphs up)\n" },
  { "paragraph-added", paragraph_added,
    "Paragraph 5 (new)\n"
    "  {+More at the fair.+}\n" },
  { "paragraph-removed", paragraph_removed,
    "Paragraph 2 (removed)\n"
    "  [-The lens is 12 mm wide and weighs 3.5 g. It is made in Bergamo. Nothing like it has been sold before.-]\n" },
  { "paragraph-split", paragraph_split,
    "Paragraph 2 (split into 2 paragraphs)\n"
    "  The lens is 12 mm wide and weighs 3.5 g.[- -]{+\n"
    "+}It is made in Bergamo. Nothing like it has been sold before.\n" },
  { "paragraphs-joined", paragraphs_joined,
    "Lead (joined from 2 paragraphs)\n"
    "  " LEAD "[-\n"
    "-]{+ +}The lens is 12 mm wide and weighs 3.5 g. It is made in Bergamo. Nothing like it has been sold before.\n" },
  { "made-a-heading", made_a_heading,
    "Heading “Prices and dates may change without noti…”\n"
    "  Kind: [-Paragraph-]{+Heading+}\n" },
  { "item-moved", item_moved,
    "List\n"
    "  Item 3: A new lens for the main camera (moved 2 places down)\n" },
  { "item-edited", item_edited,
    "List\n"
    "  Item 3: Training for [-forty-]{+fifty+} engineers\n" },
  { "item-added", item_added,
    "List\n"
    "  Item 4: {+A joint fund+}\n" },
  { "list-numbered", list_numbered,
    "List\n"
    "  Numbered: {+Yes+}\n" },
  { "cell-changed", cell_changed,
    "Facts table\n"
    "  Row 1, column 2: [-March-]{+May+} 2027\n" },
  { "row-added", row_added,
    "Facts table\n"
    "  Row 3, column 1: {+Weight+}\n"
    "  Row 3, column 2: {+3.5 g+}\n" },
  { "figure-replaced", figure_replaced,
    "Picture “The lens”\n"
    "  Picture: [-" AAA "-]{+" BBB "+}\n" },
  { "asset-replaced", asset_replaced,
    "Picture file lens.jpg\n"
    "  Picture: [-" AAA "-]{+" BBB "+}\n" },
  { "caption-changed", caption_changed,
    "Picture “The new lens”\n"
    "  Caption: The {+new +}lens\n" },
  { "company-renamed", company_renamed,
    "Company Aurelia Optics S.p.A.\n"
    "  Name: Aurelia Optics{+ S.p.A.+}\n" },
  { "companies-reordered", companies_reordered,
    "Company Kitefin Mobile (moved 1 place up)\n" },
  { "role-changed", role_changed,
    "Company Kitefin Mobile\n"
    "  Role: [-Partner-]{+Issuer+}\n" },
  { "contact-phone", contact_phone,
    "Contact Anna Bruni\n"
    "  Phone: {++39 035 0000+}\n" },
  { "profile-changed", profile_changed,
    "About Aurelia Optics\n"
    "  Aurelia Optics makes {+fine +}lenses.\n" },
  { "notes-changed", notes_changed,
    "Notes\n"
    "  Call Marco{+ again+}.\n" },
};

static void
test_situation (gconstpointer data)
{
  const Situation *situation = data;
  g_autoptr (HeraldAnnouncement) before = make_sample ();
  g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
  g_autoptr (HeraldComparison) comparison = NULL, back = NULL;
  g_autofree char *found = NULL;

  situation->edit (after);
  comparison = compare (before, after);
  found = to_string (comparison);
  g_assert_cmpstr (found, ==, situation->expected);
  back = compare (after, before);
  g_assert_cmpint (herald_comparison_get_n_changes (back) == 0, ==, *found == '\0');
}

/* What is compared with itself has not changed, whatever it is, and any difference is told. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (HeraldAnnouncement) before = herald_random_announcement (rand);
      g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
      g_autoptr (HeraldDocument) one = NULL, other = NULL;
      g_autoptr (HeraldComparison) comparison = NULL, none = NULL, all = NULL;
      g_autofree char *words = NULL;

      herald_random_edit (rand, after);
      one = herald_announcement_to_document (before);
      other = herald_announcement_to_document (after);
      comparison = herald_comparison_new (one, other);
      none = herald_comparison_new (other, other);
      all = herald_comparison_new (NULL, other);
      assert_comparison (comparison);
      assert_comparison (none);
      assert_comparison (all);
      words = to_string (comparison);
      g_assert_cmpint (herald_comparison_get_n_changes (comparison) == 0, ==,
                       strcmp (herald_document_get_hash (one), herald_document_get_hash (other)) == 0);
      g_assert_cmpint (*words == '\0', ==, herald_comparison_get_n_changes (comparison) == 0);
      g_assert_cmpuint (herald_comparison_get_n_changes (none), ==, 0);
      g_assert_cmpuint (herald_comparison_get_n_changes (all), ==, herald_comparison_get_entries (all)->len);
    }
}

static void
test_internal (void)
{
  g_autoptr (HeraldAnnouncement) before = make_sample ();
  g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
  HeraldComment *comment = herald_record_new (&herald_comment_type);
  HeraldSignOff *sign_off = herald_record_new (&herald_sign_off_type);
  g_autoptr (HeraldComparison) comparison = NULL;
  GPtrArray *entries;
  guint n_internal = 0;

  comment->id = make_id ("comment");
  comment->text = g_strdup ("Too bold?");
  g_ptr_array_add (after->comments, comment);
  sign_off->subject = g_strdup ("headline");
  sign_off->sha256 = g_strdup (AAA);
  sign_off->by = g_strdup ("Lin Qiao");
  sign_off->state = HERALD_SIGN_OFF_APPROVED;
  g_ptr_array_add (after->sign_offs, sign_off);
  after->header.unknown = json_object_new ();
  json_object_set_string_member (after->header.unknown, "zeta", "of a Herald to come");
  comparison = compare (before, after);
  entries = herald_comparison_get_entries (comparison);
  for (guint i = 0; i < entries->len; i++)
    n_internal += ((HeraldComparisonEntry *) g_ptr_array_index (entries, i))->is_internal ? 1 : 0;
  g_assert_cmpuint (n_internal, ==, 5);
  g_assert_true (herald_comparison_find (comparison, "notes")->is_internal);
  g_assert_true (herald_comparison_find (comparison, "zeta")->is_internal);
  g_assert_false (herald_comparison_find (comparison, "embargo")->is_internal);
}

/* Long lists, all other than before: told without a long wait. */
static void
test_long_lists (void)
{
  g_autoptr (HeraldAnnouncement) before = herald_announcement_new (HERALD_KIND_OTHER, "en");
  g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
  HeraldAnnouncement *sides[] = { before, after };
  g_autoptr (HeraldComparison) comparison = NULL;

  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    {
      HeraldBlock *list = herald_block_new (HERALD_BLOCK_LIST, NULL);

      for (guint i = 0; i < 4000; i++)
        {
          g_autofree char *words = g_strdup_printf ("point%u of side%u", i, side);
          g_autofree char *hash = g_strdup_printf ("%u%063u", side + 1, i);

          g_ptr_array_add (list->items, herald_item_new (words));
          g_ptr_array_add (sides[side]->body, herald_block_new (HERALD_BLOCK_PARAGRAPH, words));
          g_ptr_array_add (sides[side]->assets, herald_asset_new (hash, words, "image/png", 1));
        }
      list->id = (g_free (list->id), make_id ("list"));
      g_ptr_array_add (sides[side]->body, list);
    }
  comparison = compare (before, after);
  g_assert_cmpuint (herald_comparison_get_n_changes (comparison), >=, 8001);
}

static char *
compare_json (const char *before,
              const char *after)
{
  g_autoptr (HeraldDocument) one = herald_document_parse (before, -1, NULL);
  g_autoptr (HeraldDocument) other = herald_document_parse (after, -1, NULL);
  g_autoptr (HeraldComparison) comparison = herald_comparison_new (one, other);

  assert_comparison (comparison);
  return to_string (comparison);
}

#define START(type) "{\"schema\":2,\"type\":\"" type "\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\","

/* What a newer Herald wrote and this one cannot read is compared all the same, and so are documents of other types. */
static void
test_other_documents (void)
{
  g_autofree char *newer = compare_json (START ("announcement") "\"headline\":{\"en\":\"Old\"},\"body\":\"none\",\"zeta\":1}",
                                         START ("announcement") "\"headline\":{\"en\":\"New\"},"
                                         "\"body\":[{\"id\":\"x\",\"text\":\"a\"}],\"zeta\":2}");
  g_autofree char *organisation = compare_json (START ("organisation") "\"name\":\"Aurelia Optics\"}",
                                                START ("organisation") "\"name\":\"Aurelia\",\"site\":\"https://a.example\"}");

  g_assert_cmpstr (newer, ==, "Headline\n  en: [-Old-]{+New+}\nText\n  [-none-]{+a+}\nzeta\n  [-1-]{+2+}\n");
  g_assert_cmpstr (organisation, ==, "Name\n  Aurelia[- Optics-]\nWebsite (new)\n  {+https://a.example+}\n");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      g_autofree char *path = g_strconcat ("/model/comparison/", situations[i].name, NULL);

      g_test_add_data_func (path, &situations[i], test_situation);
    }
  g_test_add_func ("/model/comparison/random", test_random);
  g_test_add_func ("/model/comparison/internal", test_internal);
  g_test_add_func ("/model/comparison/long-lists", test_long_lists);
  g_test_add_func ("/model/comparison/other-documents", test_other_documents);
  return g_test_run ();
}
