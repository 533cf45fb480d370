/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two people do to one announcement, and what they find when they have been merged. */
#include "herald-merge.h"

#include <string.h>

#include "herald-announcement.h"
#include "herald-notation.h"

#define REST "aaaaaaaaaaaa" /* of every id: its first letter is its name here */

/* An announcement is written line by line: "headline TEXT", "tags A, B", "embargo WALL", "status WORD", "place TEXT",
 * "party P NAME", "contact C NAME", "asset 1 CAPTION", "sign BY STATE", "comment C TEXT", "resolved C TEXT", "notes TEXT",
 * "trashed BY"; a block is "a: TEXT" (paragraph), "a# TEXT" (heading), "a\" SPEAKER, TITLE: WORDS" (quote), "a- ITEM / ITEM",
 * "a= CELL | CELL / CELL | CELL". Texts with the marks of herald-notation.h. */

static void
take_text (HeraldBlock *block,
           const char  *notation)
{
  g_autoptr (HeraldItem) item = herald_notation_read (notation);

  g_free (block->text);
  block->text = g_strdup (item->text);
  g_clear_pointer (&block->marks, g_array_unref);
  block->marks = herald_marks_copy (item->marks);
}

static void
take_items (GPtrArray  *items,
            const char *text,
            const char *separator)
{
  g_auto (GStrv) parts = g_strsplit (text, separator, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (items, herald_notation_read (parts[i]));
}

static void
take_quote (HeraldBlock *block,
            const char  *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ": ", 2);
  g_auto (GStrv) speaker = g_strsplit (parts[0], ", ", 2);

  block->speaker = herald_speaker_new (speaker[0], speaker[1], NULL);
  take_text (block, parts[1]);
}

static void
take_block (HeraldAnnouncement *announcement,
            const char         *line)
{
  static const char signs[] = ":#\"-=";
  static const HeraldBlockType types[] = {
    HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_HEADING, HERALD_BLOCK_QUOTE, HERALD_BLOCK_LIST, HERALD_BLOCK_FACTS,
  };
  HeraldBlock *block = herald_block_new (types[strchr (signs, line[1]) - signs], NULL);
  const char *text = line + 3;

  g_free (block->id);
  block->id = g_strdup_printf ("%c" REST, line[0]);
  g_ptr_array_add (announcement->body, block);
  if (block->type == HERALD_BLOCK_QUOTE)
    take_quote (block, text);
  else if (block->type == HERALD_BLOCK_LIST)
    take_items (block->items, text, " / ");
  else if (block->type == HERALD_BLOCK_FACTS)
    {
      g_auto (GStrv) rows = g_strsplit (text, " / ", -1);

      for (guint i = 0; rows[i] != NULL; i++)
        {
          g_ptr_array_add (block->rows, g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free));
          take_items (g_ptr_array_index (block->rows, i), rows[i], " | ");
        }
    }
  else
    take_text (block, text);
}

/* Things with a name and a text. */
static void
take_thing (HeraldAnnouncement *announcement,
            const char         *kind,
            const char         *name,
            const char         *text)
{
  g_autofree char *id = g_strconcat (name, REST, NULL);
  g_autofree char *hash = g_strnfill (64, *name);

  if (strcmp (kind, "party") == 0)
    {
      HeraldParty *party = herald_announcement_add_party (announcement, text, HERALD_ROLE_ISSUER);

      g_free (party->id);
      party->id = g_steal_pointer (&id);
    }
  else if (strcmp (kind, "contact") == 0)
    {
      HeraldContact *contact = herald_announcement_add_contact (announcement, NULL, text, NULL);

      g_free (contact->id);
      contact->id = g_steal_pointer (&id);
    }
  else if (strcmp (kind, "asset") == 0)
    {
      HeraldAsset *asset = herald_asset_new (hash, "hero.jpg", "image/jpeg", 1);

      asset->caption = g_strdup (text);
      g_ptr_array_add (announcement->assets, asset);
    }
  else if (strcmp (kind, "sign") == 0)
    {
      HeraldSignOff *sign_off = herald_record_new (&herald_sign_off_type);

      sign_off->by = g_strdup (name);
      sign_off->state = strcmp (text, "approved") == 0 ? HERALD_SIGN_OFF_APPROVED : HERALD_SIGN_OFF_REFUSED;
      g_ptr_array_add (announcement->sign_offs, sign_off);
    }
  else
    {
      HeraldComment *comment = herald_record_new (&herald_comment_type);

      comment->id = g_steal_pointer (&id);
      comment->text = g_strdup (text);
      comment->resolved = strcmp (kind, "resolved") == 0;
      g_ptr_array_add (announcement->comments, comment);
    }
}

static void
take_line (HeraldAnnouncement *announcement,
           const char         *line)
{
  static const char * const members[] = { "headline", "status", "notes", NULL };
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  const char *rest = words[1];

  if (strlen (words[0]) == 2)
    take_block (announcement, line);
  else if (g_strv_contains (members, words[0]))
    g_assert_true (herald_announcement_set_member (announcement, words[0], rest, NULL));
  else if (strcmp (words[0], "place") == 0)
    announcement->dateline = herald_dateline_new (rest, NULL);
  else if (strcmp (words[0], "embargo") == 0)
    announcement->embargo = herald_embargo_new (rest, "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  else if (strcmp (words[0], "trashed") == 0)
    announcement->trashed = herald_trashed_new (rest, "2026-11-22T10:00:00Z");
  else if (strcmp (words[0], "tags") == 0)
    {
      g_auto (GStrv) tags = g_strsplit (rest, ", ", -1);

      for (guint i = 0; tags[i] != NULL; i++)
        herald_announcement_add_tag (announcement, tags[i], NULL);
    }
  else
    {
      g_auto (GStrv) parts = g_strsplit (rest, " ", 2);

      take_thing (announcement, words[0], parts[0], parts[1]);
    }
}

static HeraldDocument *
read_lines (const char *text)
{
  g_autoptr (HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_free (announcement->id);
  announcement->id = g_strdup ("3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d");
  announcement->status = HERALD_STATUS_NONE;
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      take_line (announcement, lines[i]);
  return herald_announcement_to_document (announcement);
}

/* "text a.text", one conflict after the other. */
static char *
list_conflicts (const HeraldMerge *merge)
{
  static const char * const kinds[] = { "value", "text", "marks", "removed", "order" };
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const HeraldConflict *conflict = g_ptr_array_index (merge->conflicts, i);

      g_string_append_printf (list, "%s%s %s%s%s", i > 0 ? ", " : "", kinds[conflict->kind], conflict->subject,
                              conflict->member != NULL ? "." : "", conflict->member != NULL ? conflict->member : "");
    }
  g_string_replace (list, REST, "", 0);
  return g_string_free (list, FALSE);
}

#define CLEAN ""

/* expected: after the merge; or: where one side's state stands, the other's. NULL: what both had before. */
typedef struct
{
  const char *name, *base, *ours, *theirs, *conflicts, *expected, *or;
} Row;

static const Row rows[] = {
  /* Words */
  { "two words of one sentence", "a: The red car stops.", "a: The blue car stops.", "a: The red truck stops.", CLEAN,
    "a: The blue truck stops.", NULL },
  { "the same word of one sentence", "a: The red car stops.", "a: The blue car stops.", "a: The green car stops.", "text block:a.text",
    "a: The blue car stops.", "a: The green car stops." },
  { "neighbouring sentences", "a: Aurelia makes lenses. Kitefin makes phones.", "a: Aurelia grinds lenses. Kitefin makes phones.",
    "a: Aurelia makes lenses. Kitefin sells phones.", CLEAN, "a: Aurelia grinds lenses. Kitefin sells phones.", NULL },
  { "last words edited, a sentence added behind", "a: A lens. It is new.", "a: A lens. It is old.", "a: A lens. It is new. It is good.",
    CLEAN, "a: A lens. It is old. It is good.", NULL },
  { "a sentence before, one behind", "a: It is new.", "a: Look. It is new.", "a: It is new. Buy.", CLEAN, "a: Look. It is new. Buy.", NULL },
  { "both wrote the sentence anew", "a: The phone has a lens from Bergamo.", "a: In Bergamo we made the lens of a phone.",
    "a: Kitefin chose an Aurelia sensor for it.", "text block:a.text", "a: In Bergamo we made the lens of a phone.",
    "a: Kitefin chose an Aurelia sensor for it." },
  { "one cut the sentence, the other edited it", "a: Keep this. Old words here. End.", "a: Keep this. End.",
    "a: Keep this. Old words there. End.", "text block:a.text", "a: Keep this. Old words there. End.", NULL },
  { "the same typing error mended by both", "a: Aurelia maeks lenses.", "a: Aurelia makes lenses.", "a: Aurelia makes lenses.", CLEAN,
    "a: Aurelia makes lenses.", NULL },
  { "the same words added by both", "a: We launch.", "a: We launch in Bergamo.", "a: We launch in Bergamo.", CLEAN,
    "a: We launch in Bergamo.", NULL },
  { "headline, two words", "headline Aurelia and Kitefin work together", "headline Aurelia Optics and Kitefin work together",
    "headline Aurelia and Kitefin build together", CLEAN, "headline Aurelia Optics and Kitefin build together", NULL },
  { "headline anew by both", "headline Aurelia and Kitefin work together", "headline New lenses for phones", "headline A camera from Bergamo",
    "text headline", "headline New lenses for phones", "headline A camera from Bergamo" },

  /* Numbers: never a figure that nobody wrote. */
  { "the number by both", "a: It costs 10 euros.", "a: It costs 12 euros.", "a: It costs 11 euros.", "text block:a.text",
    "a: It costs 12 euros.", "a: It costs 11 euros." },
  { "two numbers of one text", "a: It has 3 lenses. Also 10 motors.", "a: It has 4 lenses. Also 10 motors.",
    "a: It has 3 lenses. Also 12 motors.", "text block:a.text", "a: It has 4 lenses. Also 12 motors.", NULL },
  { "the same number, another way to say percent", "a: It grew by 9 percent.", "a: It grew by 10 percent.", "a: It grew by 10 %.", "text block:a.text",
    "a: It grew by 10 percent.", "a: It grew by 10 %." },
  { "the number by one, its unit by the other", "a: It sold 10 million phones.", "a: It sold 12 million phones.",
    "a: It sold 10 billion phones.", "text block:a.text", "a: It sold 12 billion phones.", NULL },
  { "percent and percentage points", "a: It grew by 10 percent in May.", "a: It grew by 12 percent in May.", "a: It grew by 10 % in May.",
    "text block:a.text", "a: It grew by 12 % in May.", NULL },
  { "the day by one, the month by the other", "a: It ships on 1 March in Rome.", "a: It ships on 2 March in Rome.",
    "a: It ships on 1 April in Rome.", "text block:a.text", "a: It ships on 2 April in Rome.", NULL },
  { "month first", "a: It ships on March 1, 2026.", "a: It ships on March 2, 2026.", "a: It ships on April 1, 2026.", "text block:a.text",
    "a: It ships on April 2, 2026.", NULL },
  { "the weekday by one, the day by the other", "a: It ships on Monday 1 March.", "a: It ships on Tuesday 1 March.",
    "a: It ships on Monday 2 March.", "text block:a.text", "a: It ships on Tuesday 2 March.", NULL },
  { "the currency by one, the amount by the other", "a: It costs $5 a day.", "a: It costs €5 a day.", "a: It costs $6 a day.",
    "text block:a.text", "a: It costs €5 a day.", "a: It costs $6 a day." },
  { "the number by one, words further on by the other", "a: It has 3 lenses and a body of glass.", "a: It has 4 lenses and a body of glass.",
    "a: It has 3 lenses and a body of steel.", CLEAN, "a: It has 4 lenses and a body of steel.", NULL },
  { "the number by one, the next sentence by the other", "a: It costs 5. Buy it.", "a: It costs 6. Buy it.", "a: It costs 5. Take it.",
    CLEAN, "a: It costs 6. Take it.", NULL },
  { "Chinese date", "a: 手机在3月1日发布。", "a: 手机在3月2日发布。", "a: 手机在4月1日发布。", "text block:a.text", "a: 手机在4月2日发布。", NULL },

  /* Marks */
  { "bold by one, reworded by the other", "a: A new lens.", "a: A *new* lens.", "a: A better lens.", CLEAN, "a: A *better* lens.", NULL },
  { "bold and italics", "a: A new lens here.", "a: A *new* lens here.", "a: A new _lens_ here.", CLEAN, "a: A *new* _lens_ here.", NULL },
  { "link to two places", "a: See our site.", "a: See our [site].", "a: See our <site>.", "marks block:a.text", "a: See our [site].",
    "a: See our <site>." },
  { "link elsewhere, and other words", "a: See our [site] now.", "a: See our <site> now.", "a: See our [page] now.", CLEAN,
    "a: See our <page> now.", NULL },
  { "link and words far from it", "a: See our site. It is new.", "a: See our [site]. It is new.", "a: See our site. It is old.", CLEAN,
    "a: See our [site]. It is old.", NULL },
  { "bold taken away by one, words added by the other", "a: *A new lens.*", "a: A new lens.", "a: *A new big lens.*", CLEAN,
    "a: A new big lens.", NULL },

  /* Scripts */
  { "Chinese", "a: 新手机今天发布。", "a: 新手机明天发布。", "a: 新相机今天发布。", CLEAN, "a: 新相机明天发布。", NULL },
  { "Arabic", "a: تصنع الشركة عدسات جديدة اليوم", "a: تبيع الشركة عدسات جديدة اليوم", "a: تصنع الشركة عدسات جديدة غدا", CLEAN,
    "a: تبيع الشركة عدسات جديدة غدا", NULL },
  { "Hebrew with marks", "a: החברה מייצרת עדשות חדשות", "a: *החברה* מייצרת עדשות חדשות", "a: החברה מייצרת עדשות ישנות", CLEAN,
    "a: *החברה* מייצרת עדשות ישנות", NULL },
  { "emoji of one picture", "a: Hello 👩‍👩‍👧 all of you", "a: Hello 👩‍👩‍👦 all of you", "a: Hello 👩‍👩‍👧 all of us", CLEAN,
    "a: Hello 👩‍👩‍👦 all of us", NULL },
  { "emoji by both", "a: Hello 👍🏽 all", "a: Hello 👍🏿 all", "a: Hello 👍🏻 all", "text block:a.text", "a: Hello 👍🏿 all", "a: Hello 👍🏻 all" },
  { "combining characters", "a: Il caffè e il te\u0301 freddo", "a: Il caffè e il tè freddo", "a: Il caffè e il te\u0301 caldo", CLEAN,
    "a: Il caffè e il tè caldo", NULL },

  /* Blocks */
  { "moved and edited", "a: One.\nb: Two.\nc: Three.", "c: Three.\na: One.\nb: Two.", "a: One.\nb: Two.\nc: Third.", CLEAN,
    "c: Third.\na: One.\nb: Two.", NULL },
  { "moved by both to one place", "a: One.\nb: Two.\nc: Three.", "c: Three.\na: One.\nb: Two.", "c: Three.\na: One.\nb: Two.", CLEAN,
    "c: Three.\na: One.\nb: Two.", NULL },
  { "moved by both to two places", "a: One.\nb: Two.\nc: Three.\nd: Four.", "b: Two.\na: One.\nc: Three.\nd: Four.",
    "a: One.\nc: Three.\nd: Four.\nb: Two.", "order block:b", "b: Two.\na: One.\nc: Three.\nd: Four.",
    "a: One.\nc: Three.\nd: Four.\nb: Two." },
  { "two moves", "a: One.\nb: Two.\nc: Three.\nd: Four.\ne: Five.", "e: Five.\na: One.\nb: Two.\nc: Three.\nd: Four.",
    "b: Two.\na: One.\nc: Three.\nd: Four.\ne: Five.", CLEAN, "e: Five.\nb: Two.\na: One.\nc: Three.\nd: Four.",
    "b: Two.\ne: Five.\na: One.\nc: Three.\nd: Four." },
  { "deleted and edited", "a: One.\nb: Two.", "a: One.", "a: One.\nb: Two more.", "removed block:b", "a: One.\nb: Two more.", NULL },
  { "deleted and moved", "a: One.\nb: Two.\nc: Three.", "a: One.\nc: Three.", "b: Two.\na: One.\nc: Three.", CLEAN, "a: One.\nc: Three.",
    NULL },
  { "deleted by both", "a: One.\nb: Two.", "a: One.", "a: One.", CLEAN, "a: One.", NULL },
  { "split, and the first half edited", "a: One is here. Two is there.", "a: One is here.\nb: Two is there.",
    "a: One was here. Two is there.", CLEAN, "a: One was here.\nb: Two is there.", NULL },
  { "split, and the second half edited", "a: One is here. Two is there.", "a: One is here.\nb: Two is there.",
    "a: One is here. Two was there.", "text block:a.text", "a: One is here. Two was there.\nb: Two is there.", NULL },
  { "joined, and the second edited", "a: One.\nb: Two.", "a: One. Two.", "a: One.\nb: Two more.", "removed block:b",
    "a: One. Two.\nb: Two more.", NULL },
  { "a paragraph at the end by both", "a: One.", "a: One.\nb: Ours.", "a: One.\nc: Theirs.", CLEAN, "a: One.\nb: Ours.\nc: Theirs.",
    "a: One.\nc: Theirs.\nb: Ours." },
  { "paragraphs at two places", "a: One.\nb: Two.", "c: New.\na: One.\nb: Two.", "a: One.\nd: More.\nb: Two.", CLEAN,
    "c: New.\na: One.\nd: More.\nb: Two.", NULL },
  { "made a heading, and edited", "a: One and two.", "a# One and two.", "a: One or two.", CLEAN, "a# One or two.", NULL },
  { "moved by one, split by the other", "a: One. Two.\nb: Three.", "b: Three.\na: One. Two.", "a: One.\nc: Two.\nb: Three.", CLEAN,
    "b: Three.\na: One.\nc: Two.", NULL },

  /* Quotes */
  { "words of a quote by both", "q\" Lin Qiao, CEO: We see far stars tonight.", "q\" Lin Qiao, CEO: You see far stars tonight.",
    "q\" Lin Qiao, CEO: We see far stars today.", "text block:q.text", "q\" Lin Qiao, CEO: You see far stars tonight.",
    "q\" Lin Qiao, CEO: We see far stars today." },
  { "words and the speaker's title", "q\" Lin Qiao, CEO: We see stars.", "q\" Lin Qiao, CEO: We saw stars.",
    "q\" Lin Qiao, founder: We see stars.", CLEAN, "q\" Lin Qiao, founder: We saw stars.", NULL },
  { "the speaker by both", "q\" Lin Qiao, CEO: We see.", "q\" Lin Qiao, founder: We see.", "q\" Anna Bruni, CEO: We see.",
    "value block:q.speaker", "q\" Lin Qiao, founder: We see.", "q\" Anna Bruni, CEO: We see." },
  { "words by one, bold by the other", "q\" Lin Qiao, CEO: We see far stars.", "q\" Lin Qiao, CEO: We saw far stars.",
    "q\" Lin Qiao, CEO: We see *far* stars.", CLEAN, "q\" Lin Qiao, CEO: We saw *far* stars.", NULL },

  /* Lists and tables */
  { "two items that touch", "d- First / Second / Third", "d- One / Second / Third", "d- First / Two / Third", CLEAN, "d- One / Two / Third",
    NULL },
  { "an item edited, one added behind", "d- First / Second", "d- First / Two", "d- First / Second / Third", CLEAN,
    "d- First / Two / Third", NULL },
  { "one item by both", "d- First / Second / Third", "d- First / Two / Third", "d- First / Deux / Third", "text block:d.items",
    "d- First / Two / Third", "d- First / Deux / Third" },
  { "an item deleted and edited", "d- First / Second / Third", "d- First / Third", "d- First / Two / Third", "text block:d.items",
    "d- First / Two / Third", NULL },
  { "items added by both", "d- First", "d- First / Ours", "d- First / Theirs", "text block:d.items", "d- First / Ours", "d- First / Theirs" },
  { "a table by both", "f= Launch | July / Price | 5", "f= Launch | June / Price | 5", "f= Launch | July / Price | 6", "value block:f.rows",
    "f= Launch | June / Price | 5", "f= Launch | July / Price | 6" },
  { "a table by one", "f= Launch | July / Price | 5", "f= Launch | June / Price | 5", "f= Launch | July / Price | 5", CLEAN,
    "f= Launch | June / Price | 5", NULL },

  /* Values */
  { "tags by both", "tags imaging, optics", "tags imaging, optics, phones", "tags lenses, optics", CLEAN, "tags lenses, optics, phones", NULL },
  { "embargo moved by both", "embargo 2026-12-01 09:00", "embargo 2026-12-02 09:00", "embargo 2026-12-03 09:00", "value embargo",
    "embargo 2026-12-02 09:00", "embargo 2026-12-03 09:00" },
  { "embargo moved to the same by both", "embargo 2026-12-01 09:00", "embargo 2026-12-02 09:00", "embargo 2026-12-02 09:00", CLEAN,
    "embargo 2026-12-02 09:00", NULL },
  { "embargo lifted and moved", "embargo 2026-12-01 09:00", "", "embargo 2026-12-03 09:00", "removed embargo", "embargo 2026-12-03 09:00",
    NULL },
  { "embargo set by both", "", "embargo 2026-12-02 09:00", "embargo 2026-12-03 09:00", "value embargo", "embargo 2026-12-02 09:00",
    "embargo 2026-12-03 09:00" },
  { "status by both", "status draft", "status review", "status approved", "value status", "status review", "status approved" },
  { "status by one, words by the other", "status review\na: One.", "status approved\na: One.", "status review\na: Two.", CLEAN,
    "status approved\na: Two.", NULL },
  { "place by both", "place Bergamo", "place Milan", "place Shenzhen", "value dateline", "place Milan", "place Shenzhen" },
  { "parties put in order by both", "party p Aurelia\nparty q Kitefin\nparty r Third", "party q Kitefin\nparty p Aurelia\nparty r Third",
    "party p Aurelia\nparty r Third\nparty q Kitefin", "order party:p", "party q Kitefin\nparty p Aurelia\nparty r Third",
    "party p Aurelia\nparty r Third\nparty q Kitefin" },
  { "a party renamed, the parties put in order", "party p Aurelia\nparty q Kitefin", "party p Aurelia Optics\nparty q Kitefin",
    "party q Kitefin\nparty p Aurelia", CLEAN, "party q Kitefin\nparty p Aurelia Optics", NULL },
  { "one sign-off with two states", "", "sign Lin approved", "sign Lin refused", "value sign_off:///Lin", "sign Lin approved",
    "sign Lin refused" },
  { "sign-offs of two people", "", "sign Anna approved", "sign Lin approved", CLEAN, "sign Anna approved\nsign Lin approved",
    "sign Lin approved\nsign Anna approved" },
  { "comments by both", "comment c See this", "comment c See this\ncomment d Ours", "comment c See this\ncomment e Theirs", CLEAN,
    "comment c See this\ncomment d Ours\ncomment e Theirs", "comment c See this\ncomment e Theirs\ncomment d Ours" },
  { "a comment resolved and edited", "comment c See this", "resolved c See this", "comment c See that", CLEAN, "resolved c See that", NULL },
  { "a caption by both, in two words", "asset 1 The red phone in Bergamo", "asset 1 The blue phone in Bergamo",
    "asset 1 The red phone in Milan", CLEAN, "asset 1 The blue phone in Milan", NULL },
  { "contacts by both", "contact c Anna", "contact c Anna\ncontact d Bea", "contact c Anna B.", CLEAN, "contact c Anna B.\ncontact d Bea", NULL },
  { "notes on both ends", "notes Ask legal.", "notes First: Ask legal.", "notes Ask legal. Then print.", CLEAN,
    "notes First: Ask legal. Then print.", NULL },

  /* The trash */
  { "put into the trash and edited", "a: One.", "trashed Anna\na: One.", "a: One more.", "value trashed", "a: One more.", NULL },
  { "put into the trash by both", "a: One.", "trashed Anna\na: One.", "trashed Anna\na: One.", CLEAN, "trashed Anna\na: One.", NULL },
  { "taken out of the trash and edited", "trashed Anna\na: One.", "a: One.", "trashed Anna\na: One more.", CLEAN, "a: One more.", NULL },
};

static gboolean
reads (HeraldDocument *document,
       const char     *expected)
{
  g_autoptr (HeraldDocument) wanted = expected != NULL ? read_lines (expected) : NULL;

  return wanted != NULL && strcmp (herald_document_get_text (wanted, NULL), herald_document_get_text (document, NULL)) == 0;
}

static void
check (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (HeraldDocument) base = read_lines (row->base);
  g_autoptr (HeraldDocument) ours = read_lines (row->ours);
  g_autoptr (HeraldDocument) theirs = read_lines (row->theirs);
  g_autoptr (HeraldMerge) merged = herald_merge_documents (base, ours, theirs, NULL);
  g_autoptr (HeraldMerge) exchanged = herald_merge_documents (base, theirs, ours, NULL);
  g_autofree char *conflicts = list_conflicts (merged);
  g_autofree char *conflicts_exchanged = list_conflicts (exchanged);

  g_test_message ("%s", herald_document_get_text (merged->document, NULL));
  g_assert_cmpstr (conflicts, ==, row->conflicts);
  g_assert_cmpstr (conflicts_exchanged, ==, row->conflicts);
  g_assert_true (reads (merged->document, row->expected) || reads (merged->document, row->or));
  g_assert_cmpstr (herald_document_get_hash (merged->document), ==, herald_document_get_hash (exchanged->document));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/model/merge-table/", rows[i].name, NULL), " ", '-');

      g_test_add_data_func (path, &rows[i], check);
    }
  return g_test_run ();
}
