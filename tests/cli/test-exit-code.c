/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-cli.h"

#include "herald-export.h"
#include "herald-import.h"
#include "herald-sync.h"

typedef struct
{
  GQuark     domain;
  int        code;
  HeraldExit exit;
} Row;

static void
test_table (void)
{
  const Row table[] = {
    { G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, HERALD_EXIT_USAGE },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, HERALD_EXIT_FAILED },
    { HERALD_CLI_ERROR, HERALD_CLI_ERROR_HELPED, HERALD_EXIT_DONE },
    { HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE, HERALD_EXIT_USAGE },
    { HERALD_CLI_ERROR, HERALD_CLI_ERROR_CONFLICT, HERALD_EXIT_CONFLICT },
    { HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED, HERALD_EXIT_FAILED },
    { HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_USAGE, HERALD_EXIT_USAGE },
    { HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_INVALID, HERALD_EXIT_FAILED },
    { HERALD_MODEL_ERROR, HERALD_MODEL_ERROR_NEWER, HERALD_EXIT_FAILED },
    { HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_UNKNOWN_ZONE, HERALD_EXIT_USAGE },
    { HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_BAD_TIME, HERALD_EXIT_USAGE },
    { HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_SKIPPED, HERALD_EXIT_FAILED },
    { HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_REPEATED, HERALD_EXIT_FAILED },
    { HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, HERALD_EXIT_FAILED },
    { HERALD_STORE_ERROR, HERALD_STORE_ERROR_AMBIGUOUS, HERALD_EXIT_FAILED },
    { HERALD_IMPORT_ERROR, HERALD_IMPORT_ERROR_NOT_TEXT, HERALD_EXIT_FAILED },
    { HERALD_SYNC_ERROR, HERALD_SYNC_ERROR_OFFLINE, HERALD_EXIT_FAILED },
    { HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED, HERALD_EXIT_REFUSED },
    { HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_FOLDER, HERALD_EXIT_FAILED },
  };

  g_assert_cmpint (herald_cli_exit_code (NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (table[i].domain, table[i].code, "a message");

      g_test_message ("%s %d", g_quark_to_string (table[i].domain), table[i].code);
      g_assert_cmpint (herald_cli_exit_code (error), ==, table[i].exit);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exit-code/table", test_table);
  return g_test_run ();
}
