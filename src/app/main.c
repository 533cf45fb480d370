/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "herald-application.h"
#include "herald-credentials.h"
#include "herald-resources.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(HeraldApplication) application = NULL;
  const char *localedir = g_getenv ("HERALD_LOCALEDIR"); /* so that it speaks its languages uninstalled */

  herald_credentials_forbid_cores ();
  setlocale (LC_ALL, "");
  bindtextdomain (HERALD_GETTEXT_PACKAGE, localedir != NULL ? localedir : HERALD_LOCALEDIR);
  bind_textdomain_codeset (HERALD_GETTEXT_PACKAGE, "UTF-8");
  textdomain (HERALD_GETTEXT_PACKAGE);
  g_set_application_name (_("Herald"));
  g_resources_register (herald_get_resource ());

  application = herald_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
