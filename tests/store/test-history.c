/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history.h"
#include "herald-store-fixture.h"

#include <string.h>

typedef HeraldStoreFixture Fixture;

/* Blocks are letters: their ids tell which, "a" and "A" are two states of one. */
static HeraldDocument *
make_document (const char *id,
               const char *headline,
               const char *blocks)
{
  g_autoptr(HeraldAnnouncement) announcement = herald_announcement_new (HERALD_KIND_PARTNERSHIP, "en");

  if (id != NULL)
    {
      g_free (announcement->id);
      announcement->id = g_strdup (id);
    }
  announcement->headline = g_strdup (headline);
  for (const char *p = blocks; *p != '\0'; p++)
    {
      HeraldBlock *block = herald_record_new (&herald_block_type);

      block->id = g_strnfill (13, g_ascii_tolower (*p));
      block->type = HERALD_BLOCK_PARAGRAPH;
      block->text = g_strdup_printf ("Paragraph %c", *p);
      g_ptr_array_add (announcement->body, block);
    }

  return herald_announcement_to_document (announcement);
}

/* Writes it and makes a version of it; *id is made if need be. Returns the version's hash. */
static char *
save (Fixture     *fixture,
      char       **id,
      const char  *headline,
      const char  *blocks,
      const char  *message)
{
  g_autoptr(HeraldDocument) document = make_document (*id, headline, blocks);
  g_autoptr(HeraldVersion) version = NULL;

  g_free (*id);
  *id = herald_store_put (fixture->library, document);
  version = herald_store_save (fixture, *id, message);
  herald_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);

  return g_strdup (version->hash);
}

/* A version as the remote may hold it. */
static HeraldVersion *
make_version (HeraldDocument     *document,
              const char * const *parents,
              const char         *time,
              const char         *message)
{
  g_autoptr(HeraldAuthor) author = herald_author_new ("Lin Qiao", "lin@kitefin.example");

  return herald_version_new (herald_document_get_id (document), parents, author, time, message, message == NULL, herald_document_get_hash (document));
}

/* The history as "5 4* 3": numbers, heads with an asterisk, "(n)" folded behind. */
static char *
to_string (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%u%s", i > 0 ? " " : "", row->number, row->is_head ? "*" : "");
      if (row->n_folded > 0)
        g_string_append_printf (text, "(%u)", row->n_folded);
    }

  return g_string_free (text, FALSE);
}

static void
assert_history (Fixture    *fixture,
                const char *id,
                guint       offset,
                guint       limit,
                const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_list_versions (fixture->library, id, offset, limit, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = to_string (rows);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_named (Fixture    *fixture,
              const char *id,
              guint       offset,
              guint       limit,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_list_named_versions (fixture->library, id, offset, limit, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = to_string (rows);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autoptr(GPtrArray) folded = NULL;
  g_autoptr(GPtrArray) named = NULL;
  g_autofree char *text = NULL;
  const HeraldHistoryRow *row;

  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *headline = g_strdup_printf ("State %u", i);
      g_autofree char *hash = save (fixture, &id, headline, "a", i == 3 || i == 6 ? "Named" : NULL);
    }

  assert_history (fixture, id, 0, 0, "9* 8 7 6 5 4 3 2 1");
  assert_history (fixture, id, 0, 2, "9* 8");
  assert_history (fixture, id, 2, 3, "7 6 5");
  assert_history (fixture, id, 8, 5, "1");
  assert_history (fixture, id, 9, 5, "");
  assert_history (fixture, id, G_MAXUINT, G_MAXUINT, "");
  assert_named (fixture, id, 0, 0, "9*(2) 6(2) 3(2)");
  assert_named (fixture, id, 1, 1, "6(2)");
  assert_named (fixture, id, 3, 0, "");
  g_assert_cmpuint (herald_library_count_versions (fixture->library, id, NULL), ==, 9);

  /* What is folded away is had by its place. */
  named = herald_library_list_named_versions (fixture->library, id, 1, 1, NULL);
  row = g_ptr_array_index (named, 0);
  folded = herald_library_list_versions (fixture->library, id, row->position + 1, row->n_folded, NULL);
  text = to_string (folded);
  g_assert_cmpstr (text, ==, "5 4");
}

/* The history comes after its head, in any order; numbers are right once somebody looks. */
static void
test_gaps (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr(HeraldHistoryRow) row = NULL;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *headline = g_strdup_printf ("State %u", i);
      /* The third one's clock runs ahead by years: its children come after it all the same. */
      g_autofree char *time = g_strdup_printf ("20%u-11-22T08:0%u:00Z", i == 2 ? 99 : 26, i);
      HeraldDocument *document = make_document (id, headline, "a");
      const char *parents[] = { i > 0 ? ((HeraldVersion *) g_ptr_array_index (versions, i - 1))->hash : NULL, NULL };

      g_ptr_array_add (documents, document);
      g_ptr_array_add (versions, make_version (document, parents, time, NULL));
      if (id == NULL)
        id = g_strdup (herald_document_get_id (document));
    }

  arrival->id = g_strdup (id);
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  g_ptr_array_add (arrival->versions, herald_version_copy (g_ptr_array_index (versions, 5)));
  g_ptr_array_add (arrival->bodies, herald_document_ref (g_ptr_array_index (documents, 5)));
  g_ptr_array_add (arrivals, arrival);
  g_assert_true (herald_library_take_arrivals (fixture->library, arrivals, NULL, &error));
  assert_history (fixture, id, 0, 0, "0*"); /* nobody here knows how many came before */

  for (const char *order = "30421"; *order != '\0'; order++)
    {
      guint i = *order - '0';

      g_assert_true (herald_library_add_version (fixture->library, g_ptr_array_index (versions, i), i % 2 ? g_ptr_array_index (documents, i) : NULL, &error));
      if (*order == '0')
        assert_history (fixture, id, 0, 1, "0*"); /* asked for in between */
    }
  assert_history (fixture, id, 0, 0, "6* 5 4 3 2 1");
  row = herald_library_get_history_row (fixture->library, ((HeraldVersion *) g_ptr_array_index (versions, 4))->hash, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (row->number, ==, 5);
  g_assert_true (row->synced);
  g_assert_false (row->here);
}

static void
test_synced (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *first = save (fixture, &id, "One", "a", NULL);
  g_autofree char *second = save (fixture, &id, "Two", "a", NULL);
  g_autofree char *third = NULL;
  const char *pushed[] = { second, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(HeraldHistoryRow) forgotten = NULL;
  gboolean synced[] = { FALSE, TRUE, TRUE };

  third = save (fixture, &id, "Three", "a", NULL);
  g_assert_true (herald_library_mark_pushed (fixture->library, id, pushed, "1-a", &error));
  rows = herald_library_list_versions (fixture->library, id, 0, 0, &error);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((HeraldHistoryRow *) g_ptr_array_index (rows, i))->synced, ==, synced[i]);

  g_assert_true (herald_library_forget_remote (fixture->library, &error));
  forgotten = herald_library_get_history_row (fixture->library, first, &error);
  g_assert_no_error (error);
  g_assert_false (forgotten->synced);
}

static void
test_events (Fixture       *fixture,
             gconstpointer  data)
{
  const char * const formats[] = { "html", "pdf", NULL };
  g_autoptr(HeraldVersionEvent) event = herald_version_event_new (HERALD_EVENT_EXPORTED, HERALD_PURPOSE_BRIEFING, "Corriere", NULL, "Anna Bruni", formats);
  g_autoptr(HeraldVersionEvent) later = herald_version_event_new (HERALD_EVENT_RELEASED, HERALD_PURPOSE_RELEASE, NULL, "site", NULL, NULL);
  g_autofree char *id = NULL;
  g_autofree char *first = save (fixture, &id, "One", "a", NULL);
  g_autofree char *second = save (fixture, &id, "Two", "a", NULL);
  g_autofree char *third = save (fixture, &id, "Three", "a", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *nobody = g_strnfill (64, 'c');
  g_autoptr(HeraldHistoryRow) row = NULL;
  const HeraldVersionEvent *noted;
  HeraldDatabase *database;
  gint64 left;

  assert_named (fixture, id, 0, 0, "3*(2)");
  g_assert_true (herald_library_note_event (fixture->library, second, event, &error));
  g_assert_true (herald_library_note_event (fixture->library, second, later, &error));
  g_assert_no_error (error);
  assert_named (fixture, id, 0, 0, "3* 2(1)"); /* what went out stands out */

  row = herald_library_get_history_row (fixture->library, second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (row->events->len, ==, 2);
  noted = g_ptr_array_index (row->events, 0);
  g_assert_cmpint (noted->purpose, ==, HERALD_PURPOSE_BRIEFING);
  g_assert_cmpstr (noted->recipient, ==, "Corriere");
  g_assert_cmpstr (noted->by, ==, "Anna Bruni");
  g_assert_cmpint (noted->time, ==, herald_clock_get_real (fixture->clock));
  g_assert_true (g_strv_equal ((const char * const *) noted->formats, formats));
  noted = g_ptr_array_index (row->events, 1);
  g_assert_cmpint (noted->kind, ==, HERALD_EVENT_RELEASED);
  g_assert_cmpstr (noted->target, ==, "site");
  g_assert_cmpuint (g_strv_length (noted->formats), ==, 0);

  g_assert_false (herald_library_note_event (fixture->library, nobody, event, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (herald_library_erase (fixture->library, id, &error));
  database = herald_library_begin_reading (fixture->library, &error);
  g_assert_true (herald_database_get_int (database, -1, &left, &error, "SELECT count (*) FROM events", ""));
  herald_library_end_reading (fixture->library);
  g_assert_cmpint (left, ==, 0);
}

/* A history tells who approved with the version that says so first. */
static void
test_signers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *first = save (fixture, &id, "One", "a", NULL);
  g_autofree char *hash = g_strnfill (64, 'a');
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  const HeraldHistoryRow *row;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(HeraldWorkingCopy) copy = herald_library_get_working_copy (fixture->library, id, &error);
      g_autoptr(HeraldAnnouncement) announcement = herald_announcement_from_document (copy->document, &error);
      g_autoptr(HeraldDocument) document = NULL;
      g_autofree char *unused = NULL;
      g_autoptr(HeraldVersion) version = NULL;

      if (i == 0)
        {
          HeraldSignOff *sign_off = herald_record_new (&herald_sign_off_type);

          sign_off->subject = g_strdup ("quote:aaaaaaaaaaaaa");
          sign_off->sha256 = g_strdup (hash);
          sign_off->state = HERALD_SIGN_OFF_APPROVED;
          sign_off->by = g_strdup ("Lin Qiao");
          g_ptr_array_add (announcement->sign_offs, sign_off);
          announcement->status = HERALD_STATUS_APPROVED;
        }
      else
        announcement->headline[0] = 'o';
      document = herald_announcement_to_document (announcement);
      unused = herald_store_put (fixture->library, document);
      version = herald_store_save (fixture, id, NULL);
    }

  rows = herald_library_list_versions (fixture->library, id, 0, 0, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (g_strv_length (row->signers), ==, 0);
  g_assert_cmpint (row->status, ==, HERALD_STATUS_APPROVED);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpuint (g_strv_length (row->signers), ==, 1);
  g_assert_cmpstr (row->signers[0], ==, "Lin Qiao");
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpuint (g_strv_length (row->signers), ==, 0);
  g_assert_cmpint (row->status, ==, HERALD_STATUS_DRAFT);
}

/* "3+ 2": numbers of what was found, with a plus where the words came in. */
static char *
search (Fixture    *fixture,
        const char *id,
        const char *words,
        guint       limit)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_search_versions (fixture->library, id, words, limit, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldHistoryRow *row = g_ptr_array_index (rows, i);

      g_assert_nonnull (row->snippet);
      g_assert_nonnull (strchr (row->snippet, '\002'));
      g_string_append_printf (text, "%s%u%s", i > 0 ? " " : "", row->number, row->introduced ? "+" : "");
    }

  return g_string_free (text, FALSE);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *words; guint limit; const char *expected; } table[] = {
    { "glass", 0, "4+ 2 1+" }, { "GLÁSS", 0, "4+ 2 1+" }, { "gla", 0, "4+ 2 1+" }, { "glass", 2, "4+ 2" },
    { "steel", 0, "3+" }, { "glass steel", 0, "" }, { "glass house", 0, "4+ 2 1+" }, { "zebra", 0, "" }, { "", 0, "" },
    { "lawyers", 0, "2" }, /* its message */
  };
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "A glass house", "a", NULL);
  g_autofree char *two = save (fixture, &id, "A glass house", "ab", "For the lawyers");
  g_autofree char *three = save (fixture, &id, "A steel house", "ab", NULL);
  g_autofree char *four = save (fixture, &id, "Glass: a house", "ab", NULL);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *found = search (fixture, id, table[i].words, table[i].limit);

      g_test_message ("“%s”", table[i].words);
      g_assert_cmpstr (found, ==, table[i].expected);
    }

  g_cancellable_cancel (cancelled);
  g_assert_null (herald_library_search_versions (fixture->library, id, "glass", 0, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (herald_library_search_versions (fixture->library, "nobody", "glass", 0, NULL, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

/* "headline:2 a:1 b:-": what changed last in which version, "-" in the draft, "?" where it is not certain. */
static char *
blame (Fixture    *fixture,
       const char *id,
       const char *version)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = herald_library_blame (fixture->library, id, version, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldBlameRow *row = g_ptr_array_index (rows, i);
      const char *name = g_str_has_prefix (row->subject, "block:") ? row->subject + strlen ("block:") + 12 : row->subject;

      if (g_str_equal (name, "status") || g_str_equal (name, "kind") || g_str_equal (name, "language"))
        continue;
      g_string_append_printf (text, "%s%s:", text->len > 0 ? " " : "", name);
      if (row->version != NULL)
        g_string_append_printf (text, "%u", row->number);
      else
        g_string_append_c (text, '-');
      if (!row->certain)
        g_string_append_c (text, '?');
    }

  return g_string_free (text, FALSE);
}

static void
test_blame (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "One", "abc", NULL);
  g_autofree char *two = save (fixture, &id, "Two", "abc", NULL);
  g_autofree char *three = save (fixture, &id, "Two", "aBc", NULL);
  g_autofree char *four = save (fixture, &id, "Two", "caB", NULL); /* moved is not changed */
  g_autofree char *five = save (fixture, &id, "Two", "aBcd", NULL);
  g_autoptr(HeraldDocument) draft = make_document (id, "Two", "AcBd");
  g_autofree char *at_head = blame (fixture, id, NULL);
  g_autofree char *before = blame (fixture, id, two);
  g_autofree char *dirty = NULL;
  g_autofree char *unused = herald_store_put (fixture->library, draft);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (at_head, ==, "headline:2 a:1 b:3 c:1 d:5");
  g_assert_cmpstr (before, ==, "headline:2 a:1 b:1 c:1");
  dirty = blame (fixture, id, NULL);
  g_assert_cmpstr (dirty, ==, "headline:2 a:- c:1 b:3 d:5");

  g_assert_null (herald_library_blame (fixture->library, id, herald_document_get_hash (draft), NULL, &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
}

/* Two people edited side by side; who joined them wrote one block anew. */
static void
test_blame_merge (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *base = save (fixture, &id, "One", "abcd", NULL);
  g_autoptr(HeraldDocument) left = make_document (id, "One", "Abcd");
  g_autoptr(HeraldDocument) right = make_document (id, "One", "aBcd");
  g_autoptr(HeraldDocument) joined = make_document (id, "One", "ABCd");
  const char *parents[] = { base, NULL };
  g_autoptr(HeraldVersion) left_version = make_version (left, parents, "2026-11-22T08:00:00Z", "Left");
  g_autoptr(HeraldVersion) right_version = make_version (right, parents, "2026-11-22T08:00:01Z", "Right");
  const char *both[] = { left_version->hash, right_version->hash, NULL };
  g_autoptr(HeraldVersion) merge = make_version (joined, both, "2026-11-22T08:00:02Z", "Joined");
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  g_assert_true (herald_library_add_version (fixture->library, left_version, left, &error));
  g_assert_true (herald_library_add_version (fixture->library, right_version, right, &error));
  g_assert_true (herald_library_add_version (fixture->library, merge, joined, &error));
  rows = herald_library_blame (fixture->library, id, merge->hash, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldBlameRow *row = g_ptr_array_index (rows, i);
      const char *expected = g_str_has_prefix (row->subject, "block:a") ? left_version->hash
                             : g_str_has_prefix (row->subject, "block:b") ? right_version->hash
                             : g_str_has_prefix (row->subject, "block:c") ? merge->hash : base;

      g_assert_cmpstr (row->version->hash, ==, expected);
      g_assert_true (row->certain);
    }
}

/* What is not on this computer may have been older. */
static void
test_blame_gap (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *first = save (fixture, &id, "One", "ab", NULL);
  g_autoptr(HeraldDocument) document = make_document (id, "One", "aB");
  g_autofree char *nowhere = g_strnfill (64, 'b');
  const char *parents[] = { nowhere, NULL };
  g_autoptr(HeraldVersion) version = make_version (document, parents, "2026-11-22T08:00:00Z", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *found = NULL;

  g_assert_true (herald_library_add_version (fixture->library, version, document, &error));
  found = blame (fixture, id, version->hash);
  g_assert_cmpstr (found, ==, "headline:0? a:0? b:0?");
}

static void
test_restore (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "One", "abc", NULL);
  g_autofree char *two = save (fixture, &id, "Two", "aC", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldWorkingCopy) before = herald_library_get_working_copy (fixture->library, id, NULL);
  g_autoptr(HeraldWorkingCopy) after = NULL;
  g_autoptr(HeraldDocument) expected = make_document (id, "One", "abC");
  g_autoptr(HeraldVersion) version = herald_library_get_version (fixture->library, one, NULL);
  gint64 revision = herald_library_restore_subject (fixture->library, id, one, "block:bbbbbbbbbbbbb", before->revision, &error);

  g_assert_no_error (error);
  g_assert_cmpint (revision, ==, before->revision + 1);
  g_assert_cmpint (herald_library_restore_subject (fixture->library, id, one, "headline", before->revision, &error), ==, 0);
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED);
  g_clear_error (&error);
  g_assert_cmpint (herald_library_restore_subject (fixture->library, id, one, "headline", 0, &error), ==, revision + 1);
  g_assert_cmpint (herald_library_restore_subject (fixture->library, id, one, "headline", 0, &error), ==, revision + 1); /* nothing to do */
  g_assert_no_error (error);
  after = herald_library_get_working_copy (fixture->library, id, NULL);
  g_assert_cmpstr (herald_document_get_text (after->document, NULL), ==, herald_document_get_text (expected, NULL));
  g_assert_cmpstr (after->base, ==, two); /* an edit, not a version */
  g_assert_true (after->dirty);

  g_assert_cmpint (herald_library_restore_subject (fixture->library, id, one, NULL, 0, &error), >, 0);
  g_assert_no_error (error);
  g_clear_pointer (&after, herald_working_copy_free);
  after = herald_library_get_working_copy (fixture->library, id, NULL);
  g_assert_cmpstr (herald_document_get_hash (after->document), ==, version->body);
}

static void
test_restore_newer (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "One", "a", NULL);
  g_autofree char *json = g_strdup_printf ("{\"schema\":2,\"type\":\"announcement\",\"id\":\"%s\",\"headline\":\"Later\"}", id);
  g_autoptr(HeraldDocument) newer = herald_document_parse (json, -1, NULL);
  const char *parents[] = { one, NULL };
  g_autoptr(HeraldVersion) version = make_version (newer, parents, "2026-11-22T08:00:00Z", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (herald_library_add_version (fixture->library, version, newer, &error));
  g_assert_null (herald_library_restore_version (fixture->library, id, version->hash, fixture->author, "Back", &error));
  g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_cmpint (herald_library_restore_subject (fixture->library, id, version->hash, "headline", 0, &error), ==, 0);
  g_assert_error (error, HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER);
}

static void
test_name (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "One", "a", NULL);
  g_autofree char *two = save (fixture, &id, "Two", "a", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_library_get_version (fixture->library, two, NULL);
  g_autoptr(HeraldVersion) named = herald_library_name_version (fixture->library, id, two, fixture->author, "For legal", &error);
  g_autoptr(HeraldDocument) draft = make_document (id, "Three", "a");
  g_autofree char *unused = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (named->body, ==, version->body);
  g_assert_cmpstr (named->message, ==, "For legal");
  g_assert_cmpstr (g_ptr_array_index (named->parents, 0), ==, two);
  assert_history (fixture, id, 0, 0, "3* 2 1");

  g_assert_null (herald_library_name_version (fixture->library, id, one, fixture->author, "Too late", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED);
  g_clear_error (&error);
  unused = herald_store_put (fixture->library, draft);
  g_assert_null (herald_library_name_version (fixture->library, id, named->hash, fixture->author, "Other words by now", &error));
  g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED);
  assert_history (fixture, id, 0, 0, "3* 2 1");
}

/* Saves until a version's hash begins with digits that are no version's number, and gives these. */
static char *
save_with_digits (Fixture  *fixture,
                  char    **id)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *headline = g_strdup_printf ("Try %u", i);
      g_autofree char *hash = save (fixture, id, headline, "a", NULL);

      if (g_ascii_isdigit (hash[0]) && g_ascii_isdigit (hash[1]) && g_ascii_isdigit (hash[2]) && g_ascii_isdigit (hash[3]) && hash[0] > '0')
        return g_strndup (hash, 4);
    }
  g_assert_not_reached ();
}

static void
test_resolve (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "One", "a", NULL);
  g_autofree char *two = save (fixture, &id, "Two", "a", NULL);
  g_autofree char *prefix = g_ascii_strup (two, 9);
  g_autofree char *other = NULL;
  g_autofree char *digits = save_with_digits (fixture, &other);
  static const char * const wrong[] = { "99999999999999999999", "", "zz", "-1", "1 ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
  g_autofree char *by_number = herald_library_resolve_version (fixture->library, id, "1", NULL);
  g_autofree char *by_prefix = herald_library_resolve_version (fixture->library, id, prefix, NULL);
  g_autofree char *head = herald_library_resolve_version (fixture->library, id, "head", NULL);

  g_assert_cmpstr (by_number, ==, one);
  g_assert_cmpstr (by_prefix, ==, two);
  g_assert_cmpstr (head, ==, two);
  g_assert_null (herald_library_resolve_version (fixture->library, other, digits, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *none = herald_library_resolve_version (fixture->library, id, wrong[i], &error);

      g_test_message ("“%s”", wrong[i]);
      g_assert_null (none);
      g_assert_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND);
    }
}

#define MANY 10000

/* What a hostile server may send: ten thousand parents, none of them here, under a hash that is right. */
static void
test_many_parents (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "One", "a", NULL);
  g_autoptr(HeraldDocument) document = make_document (id, "Two", "a");
  g_auto(GStrv) parents = g_new0 (char *, MANY + 1);
  g_autoptr(HeraldVersion) version = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) gaps = NULL;
  g_autofree char *blamed = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < MANY; i++)
    parents[i] = g_strdup_printf ("%064x", i);
  version = make_version (document, (const char * const *) parents, "2026-11-22T08:00:00Z", NULL);
  g_assert_true (herald_library_add_version (fixture->library, version, document, &error));
  g_assert_no_error (error);
  gaps = herald_library_list_gaps (fixture->library, id, &error);
  g_assert_cmpuint (gaps->len, ==, MANY);
  assert_history (fixture, id, 0, 0, "0 0*");
  blamed = blame (fixture, id, version->hash);
  g_assert_cmpstr (blamed, ==, "headline:0? a:0?");
  found = search (fixture, id, "two", 0);
  g_assert_cmpstr (found, ==, "0+");
  g_assert_cmpint (herald_library_restore_subject (fixture->library, id, version->hash, "headline", 0, &error), >, 0);
  g_assert_no_error (error);
}

typedef struct
{
  GMainLoop *loop;
  guint      pending;
} Waiting;

static void
count_down (Waiting *waiting)
{
  if (--waiting->pending == 0)
    g_main_loop_quit (waiting->loop);
}

static void
on_rows (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GError) error = NULL;
  HeraldLibrary *library = HERALD_LIBRARY (source);
  gpointer tag = g_task_get_source_tag (G_TASK (result));
  g_autoptr(GPtrArray) rows = tag == herald_library_blame_async ? herald_library_blame_finish (library, result, &error)
                              : tag == herald_library_search_versions_async ? herald_library_search_versions_finish (library, result, &error)
                              : herald_library_list_named_versions_finish (library, result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 0);
  count_down (data);
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDocument) document = herald_library_get_text_finish (HERALD_LIBRARY (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  count_down (data);
}

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (herald_library_restore_subject_finish (HERALD_LIBRARY (source), result, &error), >, 1);
  g_assert_no_error (error);
  count_down (data);
}

static void
on_named (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldVersion) version = herald_library_name_version_finish (HERALD_LIBRARY (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (version->message, ==, "Name");
  count_down (data);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *one = save (fixture, &id, "One glass", "ab", NULL);
  g_autofree char *two = save (fixture, &id, "Two", "a", NULL);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { loop, 5 };

  herald_library_name_version_async (fixture->library, id, two, fixture->author, "Name", NULL, on_named, &waiting);
  herald_library_list_named_versions_async (fixture->library, id, 0, 10, NULL, on_rows, &waiting);
  herald_library_search_versions_async (fixture->library, id, "glass", 0, NULL, on_rows, &waiting);
  herald_library_blame_async (fixture->library, id, NULL, NULL, on_rows, &waiting);
  herald_library_get_text_async (fixture->library, one, NULL, on_text, &waiting);
  g_main_loop_run (loop);
  waiting.pending = 1;
  herald_library_restore_subject_async (fixture->library, id, one, "headline", 0, NULL, on_restored, &waiting);
  g_main_loop_run (loop);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/history/" name, Fixture, NULL, herald_store_fixture_set_up, function, herald_store_fixture_tear_down)
  ADD ("pages", test_pages);
  ADD ("gaps", test_gaps);
  ADD ("synced", test_synced);
  ADD ("events", test_events);
  ADD ("signers", test_signers);
  ADD ("search", test_search);
  ADD ("blame", test_blame);
  ADD ("blame-merge", test_blame_merge);
  ADD ("blame-gap", test_blame_gap);
  ADD ("restore", test_restore);
  ADD ("restore-newer", test_restore_newer);
  ADD ("name", test_name);
  ADD ("resolve", test_resolve);
  ADD ("many-parents", test_many_parents);
  ADD ("async", test_async);

  return g_test_run ();
}
