/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-delta.h"

#include <string.h>

#include "herald-organisation.h"
#include "herald-random-document.h"

static const char * const kinds[] = { "+", "-", "~", ">" };

/* "~headline[old|new]" and so on, a line each; "~>" is edited and moved. */
static char *
to_string (GPtrArray *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const HeraldChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s%s%s[%s|%s]\n", kinds[change->kind], change->moved ? ">" : "", change->subject,
                              change->before != NULL ? change->before : "", change->after != NULL ? change->after : "");
    }
  return g_string_free (text, FALSE);
}

static char *
compare (HeraldAnnouncement *before,
         HeraldAnnouncement *after)
{
  g_autoptr (HeraldDocument) one = herald_announcement_to_document (before);
  g_autoptr (HeraldDocument) other = herald_announcement_to_document (after);
  g_autoptr (GPtrArray) changes = herald_delta_between (one, other);

  return to_string (changes);
}

static HeraldAnnouncement *
make_announcement (const char *blocks)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  for (const char *p = blocks; *p != '\0'; p++)
    {
      HeraldBlock *block = herald_record_new (&herald_block_type);

      block->id = g_strnfill (13, *p);
      block->type = HERALD_BLOCK_PARAGRAPH;
      block->text = g_strnfill (1, g_ascii_toupper (*p));
      g_ptr_array_add (announcement->body, block);
    }
  return announcement;
}

#define ID(c) c c c c c c c c c c c c c

static void
test_blocks (void)
{
  static const struct { const char *before, *after, *expected; } table[] = {
    { "abc", "abc", "" },
    { "", "a", "+block:" ID ("a") "[|A]\n" },
    { "a", "", "-block:" ID ("a") "[A|]\n" },
    { "ac", "abc", "+block:" ID ("b") "[|B]\n" },
    { "abc", "ac", "-block:" ID ("b") "[B|]\n" },
    { "abcde", "bcdea", ">block:" ID ("a") "[A|A]\n" },  /* one moved to the end: not four to the front */
    { "abcde", "eabcd", ">block:" ID ("e") "[E|E]\n" },
    { "abcde", "abced", ">block:" ID ("e") "[E|E]\n" },
    { "abcd", "cbxd", "-block:" ID ("a") "[A|]\n>block:" ID ("c") "[C|C]\n+block:" ID ("x") "[|X]\n" },
    { "abc", "xyz", "-block:" ID ("a") "[A|]\n-block:" ID ("b") "[B|]\n-block:" ID ("c") "[C|]\n"
                    "+block:" ID ("x") "[|X]\n+block:" ID ("y") "[|Y]\n+block:" ID ("z") "[|Z]\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (HeraldAnnouncement) before = make_announcement (table[i].before);
      g_autoptr (HeraldAnnouncement) after = make_announcement (table[i].after);
      g_autofree char *found = compare (before, after);

      g_test_message ("%s -> %s: %s", table[i].before, table[i].after, found);
      g_assert_cmpstr (found, ==, table[i].expected);
    }
}

static void
test_edited_and_moved (void)
{
  g_autoptr (HeraldAnnouncement) before = make_announcement ("abcd");
  g_autoptr (HeraldAnnouncement) after = make_announcement ("dabc");
  HeraldBlock *moved = g_ptr_array_index (after->body, 0), *marked = g_ptr_array_index (after->body, 2);
  g_autofree char *found = NULL;

  g_free (moved->text);
  moved->text = g_strdup ("New");
  marked->marks = herald_marks_new ();
  herald_marks_add (marked->marks, 0, 1, HERALD_MARK_STRONG, NULL);
  found = compare (before, after);
  g_assert_cmpstr (found, ==, "~>block:" ID ("d") "[D|New]\n~block:" ID ("b") "[B|B]\n");
}

static void
test_members (void)
{
  g_autoptr (HeraldAnnouncement) before = make_announcement ("");
  g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
  g_autofree char *found = NULL, *back = NULL;

  before->headline = g_strdup ("Old");
  after->headline = g_strdup ("New");
  after->subheadline = g_strdup ("");
  after->dateline = herald_dateline_new ("Bergamo", "2026-11-22");
  herald_announcement_add_tag (before, "imaging", NULL);
  herald_announcement_add_tag (before, "optics", NULL);
  herald_announcement_add_tag (after, "optics", NULL);
  herald_announcement_add_tag (after, "phones", NULL);
  after->embargo = herald_embargo_new ("2026-12-01 09:00", "Europe/Rome", HERALD_ZONE_ONLY, NULL);
  before->inside_information = TRUE;
  after->status = HERALD_STATUS_REVIEW;
  found = compare (before, after);
  g_assert_cmpstr (found, ==,
                   "~headline[Old|New]\n"
                   "+dateline[|Bergamo, 2026-11-22]\n"
                   "~tags[imaging, optics|optics, phones]\n"
                   "+embargo[|2026-12-01 09:00:00 Europe/Rome]\n"
                   "-inside_information[true|]\n"
                   "~status[draft|review]\n");
  back = compare (after, before);
  g_assert_true (g_str_has_prefix (back, "~headline[New|Old]\n-dateline[Bergamo, 2026-11-22|]\n"));
}

static void
test_things (void)
{
  g_autoptr (HeraldAnnouncement) before = make_announcement ("");
  g_autoptr (HeraldAnnouncement) after = NULL;
  HeraldParty *aurelia = herald_announcement_add_party (before, "Aurelia Optics", HERALD_ROLE_ISSUER);
  HeraldParty *kitefin = herald_announcement_add_party (before, "Kitefin Mobile", HERALD_ROLE_PARTNER);
  HeraldContact *contact = herald_announcement_add_contact (before, aurelia->id, "Anna Bruni", "anna@example.com");
  g_autofree char *found = NULL, *expected = NULL;

  after = herald_announcement_copy (before);
  g_ptr_array_remove_index (after->parties, 1);
  herald_announcement_add_boilerplate (after, NULL, "About Aurelia.");
  ((HeraldContact *) g_ptr_array_index (after->contacts, 0))->phone = g_strdup ("+39 035 0");
  found = compare (before, after);
  expected = g_strdup_printf ("-party:%s[Kitefin Mobile, partner|]\n"
                              "+boilerplate:%s[|About Aurelia.]\n"
                              "~contact:%s[Anna Bruni, anna@example.com|Anna Bruni, anna@example.com, +39 035 0]\n",
                              kitefin->id, ((HeraldBoilerplate *) g_ptr_array_index (after->boilerplates, 0))->id, contact->id);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_words_of_blocks (void)
{
  g_autoptr (HeraldAnnouncement) before = make_announcement ("");
  g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
  HeraldBlock *quote = herald_block_new (HERALD_BLOCK_QUOTE, "We see further.");
  HeraldBlock *facts = herald_block_new (HERALD_BLOCK_FACTS, NULL);
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_item_free);
  g_autofree char *found = NULL;

  quote->speaker = herald_speaker_new ("Lin Qiao", "founder and CEO", "Kitefin Mobile");
  g_ptr_array_add (row, herald_item_new ("Launch"));
  g_ptr_array_add (row, herald_item_new ("July"));
  g_ptr_array_add (facts->rows, row);
  g_ptr_array_add (after->body, quote);
  g_ptr_array_add (after->body, facts);
  found = compare (before, after);
  g_assert_nonnull (strstr (found, "[|We see further.\nLin Qiao, founder and CEO, Kitefin Mobile]\n"));
  g_assert_nonnull (strstr (found, "[|Launch | July]\n"));
}

static void
test_sign_offs (void)
{
  g_autoptr (HeraldAnnouncement) before = make_announcement ("a");
  g_autoptr (HeraldAnnouncement) after = NULL;
  HeraldSignOff *sign_off = herald_record_new (&herald_sign_off_type);
  g_autofree char *found = NULL;

  sign_off->subject = g_strdup ("quote:" ID ("a"));
  sign_off->sha256 = g_strnfill (64, 'a');
  sign_off->by = g_strdup ("Anna Bruni");
  sign_off->state = HERALD_SIGN_OFF_APPROVED;
  g_ptr_array_add (before->sign_offs, sign_off);
  after = herald_announcement_copy (before);
  ((HeraldSignOff *) g_ptr_array_index (after->sign_offs, 0))->state = HERALD_SIGN_OFF_REFUSED;
  found = compare (before, after);
  g_assert_true (g_str_has_prefix (found, "~sign_off:/quote:" ID ("a") "/"));
  g_assert_nonnull (strstr (found, "approved, Anna Bruni|"));
}

static void
test_other_documents (void)
{
  g_autoptr (HeraldOrganisation) before = herald_organisation_new ("Aurelia Optics");
  g_autoptr (HeraldOrganisation) after = herald_organisation_copy (before);
  g_autoptr (HeraldDocument) one = NULL, other = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *found = NULL;

  g_free (after->name);
  after->name = g_strdup ("Aurelia");
  after->site = g_strdup ("https://example.com");
  one = herald_organisation_to_document (before);
  other = herald_organisation_to_document (after);
  changes = herald_delta_between (one, other);
  found = to_string (changes);
  g_assert_cmpstr (found, ==, "~name[Aurelia Optics|Aurelia]\n+site[|https://example.com]\n");
}

/* What a newer Herald wrote and this one cannot read is compared all the same. */
static void
test_newer (void)
{
  static const char before[] = "{\"schema\":2,\"type\":\"announcement\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\","
                               "\"headline\":{\"en\":\"Old\"},\"body\":\"none\",\"zeta\":1}";
  static const char after[] = "{\"schema\":2,\"type\":\"announcement\",\"id\":\"3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d\","
                              "\"headline\":{\"en\":\"New\"},\"body\":[{\"id\":\"x\",\"text\":\"a\"}],\"zeta\":2}";
  g_autoptr (HeraldDocument) one = herald_document_parse (before, -1, NULL);
  g_autoptr (HeraldDocument) other = herald_document_parse (after, -1, NULL);
  g_autoptr (GPtrArray) changes = herald_delta_between (one, other);
  g_autofree char *found = to_string (changes);

  g_assert_cmpstr (found, ==, "~headline[Old|New]\n~body[none|a]\n~zeta[1|2]\n");
}

/* Any difference is told, and none where there is none. */
static void
test_complete (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (HeraldAnnouncement) before = herald_random_announcement (rand);
      g_autoptr (HeraldAnnouncement) after = herald_announcement_copy (before);
      g_autoptr (HeraldDocument) one = NULL, other = NULL;
      g_autoptr (GPtrArray) changes = NULL, none = NULL;
      gboolean same;

      herald_random_edit (rand, after);
      one = herald_announcement_to_document (before);
      other = herald_announcement_to_document (after);
      same = strcmp (herald_document_get_hash (one), herald_document_get_hash (other)) == 0;
      changes = herald_delta_between (one, other);
      g_assert_cmpint (changes->len == 0, ==, same);
      none = herald_delta_between (other, other);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

/* Putting the blocks that are said to have moved elsewhere is enough to explain any order, and fewer are not: against
 * every subset, on short lists. */
static guint
fewest_moves (const char *after)
{
  guint n = strlen (after), longest = 0;

  for (guint set = 0; set < 1u << n; set++)
    {
      char last = '\0';
      guint length = 0;

      for (guint i = 0; i < n; i++)
        if (set & 1u << i)
          {
            length = after[i] > last ? length + 1 : 0;
            last = after[i] > last ? after[i] : '\x7f';
          }
      longest = MAX (longest, length);
    }
  return n - longest;
}

static void
test_fewest_moves (void)
{
  for (guint round = 0; round < 300; round++)
    {
      char order[] = "abcdefg";
      g_autoptr (HeraldAnnouncement) before = make_announcement (order);
      g_autoptr (HeraldAnnouncement) after = NULL;
      g_autofree char *found = NULL;
      guint n_moves = 0;

      for (guint i = 6; i > 0; i--)
        {
          guint k = g_test_rand_int_range (0, i + 1);
          char kept = order[i];

          order[i] = order[k];
          order[k] = kept;
        }
      after = make_announcement (order);
      found = compare (before, after);
      for (const char *p = found; (p = strchr (p, '>')) != NULL; p++)
        n_moves++;
      g_assert_cmpuint (n_moves, ==, fewest_moves (order));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/delta/blocks", test_blocks);
  g_test_add_func ("/model/delta/edited-and-moved", test_edited_and_moved);
  g_test_add_func ("/model/delta/members", test_members);
  g_test_add_func ("/model/delta/things", test_things);
  g_test_add_func ("/model/delta/words-of-blocks", test_words_of_blocks);
  g_test_add_func ("/model/delta/sign-offs", test_sign_offs);
  g_test_add_func ("/model/delta/other-documents", test_other_documents);
  g_test_add_func ("/model/delta/newer", test_newer);
  g_test_add_func ("/model/delta/complete", test_complete);
  g_test_add_func ("/model/delta/fewest-moves", test_fewest_moves);
  return g_test_run ();
}
