/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures one announcement's long history: bench-history fill LIBRARY < HISTORY.jsonl; bench-history measure LIBRARY. */

#include "herald-history.h"
#include "herald-json.h"

#include <stdio.h>
#include <stdlib.h>

static void
die_on (GError *error)
{
  if (error == NULL)
    return;

  g_printerr ("bench-history: %s\n", error->message);
  exit (1);
}

/* As a person does it: the words are written, then a version is made of them. */
static void
add (HeraldLibrary *library,
     HeraldClock   *clock,
     JsonObject    *entry)
{
  JsonObject *by = json_object_get_object_member (entry, "author");
  g_autoptr (HeraldAuthor) author = herald_author_new (json_object_get_string_member (by, "name"), json_object_get_string_member (by, "email"));
  const char *message = json_object_get_string_member_with_default (entry, "message", NULL);
  GError *error = NULL;
  g_autoptr (HeraldDocument) document = herald_document_new (json_object_get_member (entry, "body"), &error);
  g_autoptr (HeraldWorkingCopy) copy = NULL;
  g_autoptr (HeraldVersion) version = NULL;
  const char *id = NULL;

  die_on (error);
  id = herald_document_get_id (document);
  herald_clock_advance (clock, json_object_get_int_member (entry, "seconds") * G_USEC_PER_SEC - herald_clock_get_real (clock));
  copy = herald_library_get_working_copy (library, id, NULL);
  herald_library_put_working_copy (library, document, copy != NULL ? copy->revision : 0, &error);
  die_on (error);
  version = herald_library_save_version (library, id, author, message, message == NULL, &error);
  die_on (error);
}

static void
fill (const char *folder)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_fixed (0);
  GError *error = NULL;
  g_autoptr (HeraldLibrary) library = herald_library_create (folder, "Bench", clock, &error);
  char *line = NULL;
  gsize size = 0;
  gssize length = 0;

  die_on (error);
  while ((length = getline (&line, &size, stdin)) > 0)
    {
      g_autoptr (JsonNode) node = herald_json_parse (line, length, &error);

      die_on (error);
      add (library, clock, json_node_get_object (node));
    }
  free (line);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

typedef gpointer (*Work) (HeraldLibrary *library,
                          const char    *id,
                          const char    *oldest,
                          GError       **error);

static void
measure_one (const char     *what,
             HeraldLibrary  *library,
             const char     *id,
             const char     *oldest,
             Work            work,
             GDestroyNotify  free_result,
             guint           n)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    {
      gint64 start = g_get_monotonic_time ();
      GError *error = NULL;
      gpointer result = work (library, id, oldest, &error);
      gint64 taken = g_get_monotonic_time () - start;

      die_on (error);
      free_result (result);
      g_array_append_val (times, taken);
    }
  g_array_sort (times, compare_times);
  g_print ("%-44s median %8.3f ms   p95 %8.3f ms   n %u\n", what, g_array_index (times, gint64, times->len / 2) / 1000.0,
           g_array_index (times, gint64, times->len * 95 / 100) / 1000.0, times->len);
}

static gpointer
first_page (HeraldLibrary *library,
            const char    *id,
            const char    *oldest,
            GError       **error)
{
  return herald_library_list_versions (library, id, 0, 50, error);
}

static gpointer
first_named_page (HeraldLibrary *library,
                  const char    *id,
                  const char    *oldest,
                  GError       **error)
{
  return herald_library_list_named_versions (library, id, 0, 50, error);
}

static gpointer
read_oldest (HeraldLibrary *library,
             const char    *id,
             const char    *oldest,
             GError       **error)
{
  return herald_library_get_text (library, oldest, error);
}

static gpointer
find_words (HeraldLibrary *library,
            const char    *id,
            const char    *oldest,
            GError       **error)
{
  return herald_library_search_versions (library, id, "senator announced", 50, NULL, error);
}

static gpointer
blame (HeraldLibrary *library,
       const char    *id,
       const char    *oldest,
       GError       **error)
{
  return herald_library_blame (library, id, NULL, NULL, error);
}

static void
measure (const char *folder)
{
  g_autoptr (HeraldClock) clock = herald_clock_new_system ();
  HeraldListQuery query = { .limit = 1 };
  GError *error = NULL;
  g_autoptr (HeraldLibrary) library = herald_library_open (folder, clock, &error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *oldest = NULL;
  const char *id = NULL;
  GDestroyNotify free_rows = (GDestroyNotify) g_ptr_array_unref;

  die_on (error);
  rows = herald_library_list (library, &query, &error);
  die_on (error);
  id = ((HeraldListRow *) g_ptr_array_index (rows, 0))->summary->id;
  oldest = herald_library_resolve_version (library, id, "1", &error);
  die_on (error);
  g_print ("%-44s %16u\n", "versions", herald_library_count_versions (library, id, NULL));
  measure_one ("first page of the history", library, id, oldest, first_page, free_rows, 50);
  measure_one ("first page of what stands out", library, id, oldest, first_named_page, free_rows, 50);
  measure_one ("text of the oldest version", library, id, oldest, read_oldest, (GDestroyNotify) herald_document_unref, 50);
  measure_one ("search in all texts of the history", library, id, oldest, find_words, free_rows, 3);
  measure_one ("who wrote each part", library, id, oldest, blame, free_rows, 5);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "fill"))
    fill (argv[2]);
  else if (argc == 3 && g_str_equal (argv[1], "measure"))
    measure (argv[2]);
  else
    {
      g_printerr ("usage: bench-history fill|measure LIBRARY\n");
      return 2;
    }

  return 0;
}
