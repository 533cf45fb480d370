/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-late.h"

#include <dlfcn.h>
#include <stdlib.h>

#include "herald-i18n.h"

/* Beside the program where it was built, else where it was installed: never where only the caller says. */
static char *
find_part (const char *part)
{
  g_autofree char *name = g_strconcat ("herald-late-", part, ".so", NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  return g_build_filename (HERALD_PARTS_FOLDER, name, NULL);
}

/**
 * herald_late_find:
 * @part: a module of the program
 * @function: one of its functions
 *
 * Loads the module, for good. Without it the program is not installed whole, and ends.
 *
 * Returns: (transfer none): the function
 */
gpointer
herald_late_find (const char *part,
                  const char *function)
{
  g_autofree char *path = find_part (part);
  gpointer module = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  gpointer found = module != NULL ? dlsym (module, function) : NULL;

  if (found != NULL)
    return found;
  g_printerr ("%s: ", g_get_prgname ());
  g_printerr (_("A part of Herald is missing: %s"), dlerror ());
  g_printerr ("\n");
  exit (EXIT_FAILURE);
}
