/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A program whose commands need different libraries loads each of them when it is first called for: loading and binding
 * all at its start takes longer than most commands. herald-foo.c is then linked into a module, and herald-foo-late.c, which
 * defines the same functions with this, into the program; everybody else links herald-foo.c as it is. A function
 * that herald-foo-late.c lacks is told by the linker: it then finds the others twice. */
#define HERALD_LATE(part, type, name, parameters, arguments) \
  type \
  name parameters \
  { \
    static gsize function; \
    if (g_once_init_enter (&function)) \
      g_once_init_leave (&function, (gsize) herald_late_find (part, #name)); \
    return ((type (*) parameters) function) arguments; \
  }

gpointer herald_late_find (const char *part,
                           const char *function);

G_END_DECLS
