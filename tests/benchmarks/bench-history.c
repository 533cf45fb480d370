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

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "fill"))
    fill (argv[2]);
  else
    {
      g_printerr ("usage: bench-history fill|measure LIBRARY\n");
      return 2;
    }

  return 0;
}
