/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bring-version LIBRARY PARENT AUTHOR < BODY: what somebody else wrote on top of a version comes as from the team's
 * server. For the window's test, which needs no server for this. */
#include <stdio.h>

#include "herald-library.h"

static HeraldDocument *
read_body (GError **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[4096];
  size_t n = 0;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, (gssize) n);
  return herald_document_parse (text->str, (gssize) text->len, error);
}

static HeraldArrival *
make_arrival (HeraldDocument *body,
              const char     *parent,
              const char     *name)
{
  const char * const parents[] = { parent, NULL };
  g_autoptr(HeraldAuthor) author = herald_author_new (name, "press@kitefin.example");
  HeraldArrival *arrival = g_new0 (HeraldArrival, 1);

  arrival->id = g_strdup (herald_document_get_id (body));
  arrival->type = HERALD_DOCUMENT_ANNOUNCEMENT;
  arrival->remote_rev = g_strdup ("1-a");
  arrival->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_version_free);
  arrival->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_document_unref);
  g_ptr_array_add (arrival->versions,
                   herald_version_new (arrival->id, parents, author, "2026-05-12T08:00:00Z", "From Shenzhen", FALSE,
                                       herald_document_get_hash (body)));
  g_ptr_array_add (arrival->bodies, herald_document_ref (body));
  return arrival;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldClock) clock = herald_clock_new_system ();
  g_autoptr(HeraldLibrary) library = NULL;
  g_autoptr(HeraldDocument) body = NULL;
  g_autoptr(GPtrArray) arrivals = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_arrival_free);

  if (argc != 4)
    return 2;
  library = herald_library_open (argv[1], clock, &error);
  body = library != NULL ? read_body (&error) : NULL;
  if (body != NULL)
    {
      g_ptr_array_add (arrivals, make_arrival (body, argv[2], argv[3]));
      if (herald_library_take_arrivals (library, arrivals, "1", &error))
        return 0;
    }
  g_printerr ("bring-version: %s\n", error->message);
  return 1;
}
