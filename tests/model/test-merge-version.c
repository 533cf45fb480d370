/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-version.h"

#include <string.h>

#define UUID "3f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d"

/* Versions and bodies by hash. */
typedef struct
{
  GHashTable *versions, *bodies;
  guint       n_asked;
  guint       n_bodies_asked;
  guint       clock; /* seconds */
} Library;

static void
open_library (Library *library)
{
  library->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_version_free);
  library->bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) herald_document_unref);
}

static void
close_library (Library *library)
{
  g_hash_table_unref (library->versions);
  g_hash_table_unref (library->bodies);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Library, close_library)

static HeraldVersion *
look_up_version (const char *hash,
                 gpointer    user_data)
{
  Library *library = user_data;

  library->n_asked++;
  return herald_version_copy (g_hash_table_lookup (library->versions, hash));
}

static HeraldDocument *
look_up_body (const char *hash,
              gpointer    user_data)
{
  Library *library = user_data;
  HeraldDocument *document = g_hash_table_lookup (library->bodies, hash);

  library->n_bodies_asked++;
  return document != NULL ? herald_document_ref (document) : NULL;
}

/* Returns the hash, owned by the library. */
static const char *
keep (Library        *library,
      HeraldVersion  *version,
      HeraldDocument *document)
{
  g_hash_table_replace (library->versions, g_strdup (version->hash), version);
  g_hash_table_replace (library->bodies, g_strdup (herald_document_get_hash (document)), herald_document_ref (document));
  return version->hash;
}

/* parents: up to two, or NULL. */
static const char *
commit (Library        *library,
        const char     *one,
        const char     *other,
        HeraldDocument *document)
{
  const char *parents[] = { one, other, NULL };
  g_autoptr (HeraldAuthor) author = herald_author_new ("Anna Bruni", NULL);
  g_autofree char *time = g_strdup_printf ("2026-11-22T%02u:%02u:%02uZ", library->clock / 3600 % 24,
                                           library->clock / 60 % 60, library->clock % 60);

  library->clock++;
  return keep (library,
               herald_version_new (UUID, parents, author, time, "Because", FALSE, herald_document_get_hash (document)),
               document);
}

/* members: JSON, with a comma in front. */
static HeraldDocument *
make_document (const char *members)
{
  g_autofree char *text = g_strconcat ("{\"schema\":1,\"type\":\"announcement\",\"id\":\"" UUID "\"", members, "}", NULL);
  g_autoptr (GError) error = NULL;
  HeraldDocument *document = herald_document_parse (text, -1, &error);

  g_assert_no_error (error);
  return document;
}

static const char *
commit_members (Library    *library,
                const char *one,
                const char *other,
                const char *members)
{
  g_autoptr (HeraldDocument) document = make_document (members);

  return commit (library, one, other, document);
}

static HeraldMerge *
merge (Library            *library,
       const char * const *heads)
{
  g_autoptr (GError) error = NULL;
  HeraldMerge *merged = herald_merge_heads (heads, look_up_version, look_up_body, library, &error);

  g_assert_no_error (error);
  return merged;
}

#define HEADS(...) ((const char * const []) { __VA_ARGS__, NULL })

/* Graphs: "a:bc" is version a with the parents b and c; a missing one has no entry. */
static char **
look_up_letter (const char *hash,
                gpointer    user_data)
{
  g_auto (GStrv) entries = g_strsplit (user_data, " ", -1);

  for (guint i = 0; entries[i] != NULL; i++)
    if (entries[i][0] == *hash)
      {
        g_autoptr (GPtrArray) parents = g_ptr_array_new ();

        for (const char *p = entries[i] + 2; *p != '\0'; p++)
          g_ptr_array_add (parents, g_strndup (p, 1));
        g_ptr_array_add (parents, NULL);
        return (char **) g_ptr_array_free (g_steal_pointer (&parents), FALSE);
      }
  return NULL;
}

static void
test_bases (void)
{
  static const struct { const char *graph, *expected; int code; } table[] = {
    { "a:c b:c c:", "c", -1 },
    { "a:b b:c c:", "b", -1 },
    { "a: b:", "", -1 },
    { "a:cd b:cd c:e d:e e:", "cd", -1 },          /* criss-cross */
    { "a:c b:d c:d d:e e:", "d", -1 },
    { "a:ce b:e c:d d:e e:f f:", "e", -1 },        /* a long way and a short one */
    { "a:c b:d c:e d:e", "e", -1 },                /* the base is named by both, but is not here */
    { "a:c b:d d:e e:", "", HERALD_MERGE_ERROR_MISSING },
    { "b:c c:", "", HERALD_MERGE_ERROR_MISSING },
    { "a:c b:c c:d d:c", "", HERALD_MERGE_ERROR_DAMAGED },
    { "a:b b:a", "", HERALD_MERGE_ERROR_DAMAGED },
    { "a:ac b:bc c:", "", HERALD_MERGE_ERROR_DAMAGED },
    { "a:c b:c c:d d:e e:d", "", HERALD_MERGE_ERROR_DAMAGED }, /* far behind the base */
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) bases = herald_merge_find_bases ("a", "b", look_up_letter, (gpointer) table[i].graph, &error);
      g_autofree char *found = bases != NULL ? g_strjoinv ("", bases) : g_strdup ("");

      g_test_message ("%s", table[i].graph);
      g_assert_cmpstr (found, ==, table[i].expected);
      g_assert_cmpint (error != NULL ? error->code : -1, ==, table[i].code);
      g_assert_cmpint (bases == NULL, ==, error != NULL);
    }
}

#define N_LETTERS 16

/* A graph in which each letter has up to three of the later ones as parents. */
static char *
make_graph (GRand   *rand,
            gboolean is_ancestor[N_LETTERS][N_LETTERS]) /* of the second: the first, or itself */
{
  GString *graph = g_string_new (NULL);

  for (int i = N_LETTERS - 1; i >= 0; i--)
    {
      int n_parents = i < N_LETTERS - 1 ? g_rand_int_range (rand, 0, 4) : 0;

      g_string_append_printf (graph, " %c:", 'a' + i);
      is_ancestor[i][i] = TRUE;
      for (; n_parents > 0; n_parents--)
        {
          int parent = g_rand_int_range (rand, i + 1, MIN (i + 5, N_LETTERS));

          g_string_append_c (graph, (char) ('a' + parent));
          for (int k = 0; k < N_LETTERS; k++)
            is_ancestor[k][i] |= is_ancestor[k][parent];
        }
    }
  return g_string_free (graph, FALSE);
}

/* By the definition: the common ancestors that are not an ancestor of another one. */
static char *
list_nearest (gboolean is_ancestor[N_LETTERS][N_LETTERS])
{
  GString *nearest = g_string_new (NULL);

  for (int i = 0; i < N_LETTERS; i++)
    {
      gboolean is_nearest = is_ancestor[i][0] && is_ancestor[i][1];

      for (int k = 0; k < N_LETTERS; k++)
        is_nearest &= k == i || !is_ancestor[k][0] || !is_ancestor[k][1] || !is_ancestor[i][k];
      if (is_nearest)
        g_string_append_c (nearest, (char) ('a' + i));
    }
  return g_string_free (nearest, FALSE);
}

static void
test_random_bases (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 5000; i++)
    {
      gboolean is_ancestor[N_LETTERS][N_LETTERS] = { { FALSE } };
      g_autofree char *graph = make_graph (rand, is_ancestor);
      g_autofree char *expected = list_nearest (is_ancestor);
      g_auto (GStrv) bases = herald_merge_find_bases ("a", "b", look_up_letter, graph + 1, NULL);
      g_autofree char *found = g_strjoinv ("", bases);

      if (strcmp (found, expected) != 0)
        g_test_message ("%s", graph);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_version (void)
{
  g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
  const char *root, *one, *other;
  g_autoptr (HeraldMerge) merged = NULL, exchanged = NULL;
  g_autoptr (HeraldVersion) version = NULL, same = NULL;
  const HeraldVersion *heads[3] = { NULL, NULL, NULL }, *back[3] = { NULL, NULL, NULL };

  open_library (&library);
  root = commit_members (&library, NULL, NULL, ",\"notes\":\"The red car.\"");
  one = commit_members (&library, root, NULL, ",\"notes\":\"The blue car.\"");
  other = commit_members (&library, root, NULL, ",\"notes\":\"The red truck.\"");
  merged = merge (&library, HEADS (one, other));
  exchanged = merge (&library, HEADS (other, one));
  g_assert_true (herald_merge_is_clean (merged));
  g_assert_nonnull (strstr (herald_document_get_text (merged->document, NULL), "The blue truck."));
  g_assert_cmpstr (herald_document_get_hash (merged->document), ==, herald_document_get_hash (exchanged->document));

  heads[0] = back[1] = g_hash_table_lookup (library.versions, one);
  heads[1] = back[0] = g_hash_table_lookup (library.versions, other);
  version = herald_merge_version_new (heads, herald_document_get_hash (merged->document));
  same = herald_merge_version_new (back, herald_document_get_hash (merged->document));
  g_assert_cmpstr (version->hash, ==, same->hash);
  g_assert_null (version->message);
  g_assert_true (version->automatic);
  g_assert_cmpstr (version->time, ==, heads[1]->time);
  g_assert_cmpstr (version->author->name, ==, "Anna Bruni");
  g_assert_cmpuint (version->parents->len, ==, 2);
}

static void
test_three (void)
{
  g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
  const char *root, *one, *two, *three;
  g_autoptr (HeraldMerge) merged = NULL, turned = NULL, alone = NULL;

  open_library (&library);
  root = commit_members (&library, NULL, NULL, ",\"notes\":\"The red car stops.\"");
  one = commit_members (&library, root, NULL, ",\"notes\":\"The blue car stops.\"");
  two = commit_members (&library, root, NULL, ",\"notes\":\"The red truck stops.\"");
  three = commit_members (&library, root, NULL, ",\"notes\":\"The red car starts.\"");
  library.n_asked = 0;
  merged = merge (&library, HEADS (one, two, root, three, one));
  g_assert_cmpuint (library.n_asked, ==, 4);
  turned = merge (&library, HEADS (three, two, one));
  g_assert_true (herald_merge_is_clean (merged));
  g_assert_nonnull (strstr (herald_document_get_text (merged->document, NULL), "The blue truck starts."));
  g_assert_cmpstr (herald_document_get_hash (merged->document), ==, herald_document_get_hash (turned->document));
  alone = merge (&library, HEADS (two));
  g_assert_nonnull (strstr (herald_document_get_text (alone->document, NULL), "The red truck stops."));
}

static void
test_roots (void)
{
  g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
  const char *one, *other;
  g_autoptr (HeraldMerge) merged = NULL;

  open_library (&library);
  one = commit_members (&library, NULL, NULL, ",\"notes\":\"Words\"");
  other = commit_members (&library, NULL, NULL, ",\"headline\":\"More\"");
  merged = merge (&library, HEADS (one, other));
  g_assert_true (herald_merge_is_clean (merged));
  g_assert_nonnull (strstr (herald_document_get_text (merged->document, NULL), "\"headline\":\"More\""));
  g_assert_nonnull (strstr (herald_document_get_text (merged->document, NULL), "\"notes\":\"Words\""));
}

/* Two people merged the same two versions and went on. Neither base alone is the state that both started from. */
static void
test_criss_cross (void)
{
  g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
  const char *root, *a, *b, *one, *other;
  g_autoptr (HeraldMerge) merged = NULL;

  open_library (&library);
  root = commit_members (&library, NULL, NULL, ",\"notes\":\"The red car stops here.\"");
  a = commit_members (&library, root, NULL, ",\"notes\":\"The blue car stops here.\"");
  b = commit_members (&library, root, NULL, ",\"notes\":\"The red truck stops here.\"");
  one = commit_members (&library, a, b, ",\"notes\":\"The blue truck halts here.\"");
  other = commit_members (&library, a, b, ",\"notes\":\"The blue truck stops there.\"");
  merged = merge (&library, HEADS (one, other));
  g_assert_true (herald_merge_is_clean (merged));
  g_assert_nonnull (strstr (herald_document_get_text (merged->document, NULL), "The blue truck halts there."));
}

/* What two people decided about one conflict, each in another way, is a conflict again; whatever the base says. */
static void
test_decided_twice (void)
{
  static const struct { const char *one, *other; gboolean clean; } table[] = {
    { "review", "approved", FALSE },
    { "draft", "approved", FALSE },
    { "draft", "review", FALSE },
    { "review", "review", TRUE },
    { "draft", "draft", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
      g_autofree char *first = g_strdup_printf (",\"status\":\"%s\",\"notes\":\"One\"", table[i].one);
      g_autofree char *second = g_strdup_printf (",\"status\":\"%s\",\"headline\":\"Two\"", table[i].other);
      const char *root, *a, *b, *one, *other;
      g_autoptr (HeraldMerge) merged = NULL, exchanged = NULL;

      open_library (&library);
      root = commit_members (&library, NULL, NULL, ",\"status\":\"draft\"");
      a = commit_members (&library, root, NULL, ",\"status\":\"review\"");
      b = commit_members (&library, root, NULL, ",\"status\":\"approved\"");
      one = commit_members (&library, a, b, first);
      other = commit_members (&library, a, b, second);
      merged = merge (&library, HEADS (one, other));
      exchanged = merge (&library, HEADS (other, one));
      g_assert_cmpint (herald_merge_is_clean (merged), ==, table[i].clean);
      g_assert_cmpstr (herald_document_get_hash (merged->document), ==, herald_document_get_hash (exchanged->document));
    }
}

static void
assert_fails (Library            *library,
              const char * const *heads,
              int                 code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (herald_merge_heads (heads, look_up_version, look_up_body, library, &error));
  g_assert_error (error, HERALD_MERGE_ERROR, code);
}

static void
test_missing (void)
{
  g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
  g_autofree char *gone = g_strnfill (64, 'f');
  g_autofree char *body = NULL;
  const char *root, *one, *other, *torn;

  open_library (&library);
  root = commit_members (&library, NULL, NULL, ",\"notes\":\"Root\"");
  one = commit_members (&library, root, NULL, ",\"notes\":\"One\"");
  other = commit_members (&library, root, NULL, ",\"notes\":\"Other\"");
  torn = commit_members (&library, gone, NULL, ",\"notes\":\"Torn\"");
  assert_fails (&library, HEADS (one, torn), HERALD_MERGE_ERROR_MISSING);
  assert_fails (&library, HEADS (one, gone), HERALD_MERGE_ERROR_MISSING);
  body = g_strdup (((HeraldVersion *) g_hash_table_lookup (library.versions, root))->body);
  g_hash_table_remove (library.bodies, body);
  assert_fails (&library, HEADS (one, other), HERALD_MERGE_ERROR_MISSING);
  g_hash_table_remove (library.versions, root);
  assert_fails (&library, HEADS (one, other), HERALD_MERGE_ERROR_MISSING);
}

typedef enum
{
  DAMAGE_NONE,
  DAMAGE_BODY,
  DAMAGE_CYCLE,
  DAMAGE_DOCUMENT,
  DAMAGE_HASH,
  N_DAMAGES,
} Damage;

static void
damage (Library       *library,
        HeraldVersion *version,
        Damage         how)
{
  g_autoptr (HeraldDocument) stranger = make_document (",\"notes\":\"Stranger\"");

  if (how == DAMAGE_BODY)
    g_hash_table_insert (library->bodies, g_strdup (version->body), herald_document_ref (stranger));
  else if (how == DAMAGE_CYCLE) /* only a liar can make one */
    g_ptr_array_add (version->parents, g_strdup (version->hash));
  else if (how == DAMAGE_DOCUMENT)
    {
      g_free (version->document);
      version->document = g_strdup ("4f2b1c7e-8d4a-4f6b-9c0d-1e2f3a4b5c6d");
    }
  else if (how == DAMAGE_HASH)
    version->hash[0] = version->hash[0] == '0' ? '1' : '0';
}

static void
test_damaged (void)
{
  for (Damage how = DAMAGE_NONE; how < N_DAMAGES; how++)
    {
      g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
      g_autoptr (HeraldMerge) merged = NULL;
      g_autofree char *root = NULL;
      const char *one, *other;

      open_library (&library);
      root = g_strdup (commit_members (&library, NULL, NULL, ",\"notes\":\"Root\""));
      one = commit_members (&library, root, NULL, ",\"notes\":\"One\"");
      other = commit_members (&library, root, NULL, ",\"notes\":\"Other\"");
      damage (&library, g_hash_table_lookup (library.versions, root), how);
      if (how == DAMAGE_NONE)
        merged = merge (&library, HEADS (one, other));
      else
        assert_fails (&library, HEADS (one, other), HERALD_MERGE_ERROR_DAMAGED);
    }
}

/* Two people who merge each other's versions again and again without ever meeting. */
static void
test_ladder (void)
{
  g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
  const char *one, *other, *root;
  g_autoptr (HeraldMerge) merged = NULL;

  open_library (&library);
  root = commit_members (&library, NULL, NULL, ",\"notes\":\"Root\"");
  one = commit_members (&library, root, NULL, ",\"notes\":\"Root one\"");
  other = commit_members (&library, root, NULL, ",\"headline\":\"Two\",\"notes\":\"Root\"");
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *notes = g_strdup_printf (",\"notes\":\"Root one %u\",\"headline\":\"Two\"", i);
      g_autofree char *headline = g_strdup_printf (",\"notes\":\"Root one\",\"headline\":\"Two %u\"", i);
      const char *next = commit_members (&library, one, other, notes);

      other = commit_members (&library, one, other, headline);
      one = next;
    }
  library.n_asked = 0;
  merged = merge (&library, HEADS (one, other));
  g_assert_nonnull (merged);
  g_assert_cmpuint (library.n_asked, <=, 10003);
  g_assert_cmpuint (library.n_bodies_asked, <, 300); /* however long the history */
}

static void
test_long (void)
{
  g_auto (Library) library = { NULL, NULL, 0, 0, 0 };
  const char *root, *one, *other;
  g_autoptr (HeraldMerge) merged = NULL;

  open_library (&library);
  root = one = commit_members (&library, NULL, NULL, ",\"notes\":\"Root\"");
  other = commit_members (&library, root, NULL, ",\"notes\":\"Root\",\"headline\":\"Other\"");
  for (guint i = 0; i < 10000; i++)
    one = commit_members (&library, one, NULL, i % 2 == 0 ? ",\"notes\":\"Even\"" : ",\"notes\":\"Odd\"");
  library.n_asked = 0;
  merged = merge (&library, HEADS (one, other));
  g_assert_true (herald_merge_is_clean (merged));
  g_assert_cmpuint (library.n_asked, <=, 10002);
  g_assert_nonnull (strstr (herald_document_get_text (merged->document, NULL), "Odd"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge-version/bases", test_bases);
  g_test_add_func ("/model/merge-version/random-bases", test_random_bases);
  g_test_add_func ("/model/merge-version/version", test_version);
  g_test_add_func ("/model/merge-version/three", test_three);
  g_test_add_func ("/model/merge-version/roots", test_roots);
  g_test_add_func ("/model/merge-version/criss-cross", test_criss_cross);
  g_test_add_func ("/model/merge-version/decided-twice", test_decided_twice);
  g_test_add_func ("/model/merge-version/missing", test_missing);
  g_test_add_func ("/model/merge-version/damaged", test_damaged);
  g_test_add_func ("/model/merge-version/ladder", test_ladder);
  g_test_add_func ("/model/merge-version/long", test_long);
  return g_test_run ();
}
