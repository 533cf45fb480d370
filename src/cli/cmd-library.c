/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-library-fact.h"
#include "herald-output.h"
#include "herald-table.h"

static void
print_json (GPtrArray *libraries)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < libraries->len; i++)
    {
      const HeraldLibraryInfo *info = g_ptr_array_index (libraries, i);
      JsonObject *object = json_object_new ();

      herald_object_set_string (object, "name", info->name);
      json_object_set_string_member (object, "folder", info->folder);
      herald_object_set_string (object, "colour", info->colour);
      json_object_set_boolean_member (object, "current", info->current);
      herald_object_set_string (object, "problem", info->problem);
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

static void
print_table (GPtrArray *libraries)
{
  const char * const titles[] = { "", _("Library"), _("Folder"), _("Problem"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  for (guint i = 0; i < libraries->len; i++)
    {
      const HeraldLibraryInfo *info = g_ptr_array_index (libraries, i);
      const char * const cells[] = { info->current ? "*" : " ", info->name, info->folder, info->problem };

      herald_table_add (table, cells);
    }
  herald_table_print (table);
}

static gboolean
list (HeraldCli  *cli,
      gboolean    json,
      GError    **error)
{
  g_autoptr (GPtrArray) libraries = herald_libraries_list (herald_cli_get_libraries (cli), error);

  if (libraries == NULL)
    return FALSE;
  if (json)
    print_json (libraries);
  else
    print_table (libraries);
  return TRUE;
}

static gboolean
show (HeraldCli  *cli,
      gboolean    json,
      GError    **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) problem = NULL;

  for (const char * const *key = herald_library_fact_list (); library != NULL && problem == NULL && *key != NULL; key++)
    {
      g_autofree char *value = herald_library_fact_get (library, *key, &problem);

      herald_object_set_string (object, *key, value);
      if (!json && problem == NULL)
        herald_print ("%-10s%s\n", *key, value != NULL ? value : "");
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (json && library != NULL)
    herald_print_object (g_steal_pointer (&object));
  return library != NULL && (error == NULL || *error == NULL);
}

/* KEY=VALUE; all are looked at before one is written. */
static gboolean
check_facts (char   **pairs,
             GError **error)
{
  for (; *pairs != NULL; pairs++)
    {
      g_autofree char *key = g_strndup (*pairs, strcspn (*pairs, "="));
      g_autofree char *keys = g_strjoinv (", ", (char **) herald_library_fact_list ());

      if (strchr (*pairs, '=') != NULL && g_strv_contains (herald_library_fact_list (), key))
        continue;
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE, _("“%s” sets nothing: write KEY=VALUE with one of %s"), *pairs, keys);
      return FALSE;
    }
  return TRUE;
}

static gboolean
set (HeraldCli  *cli,
     char      **pairs,
     GError    **error)
{
  HeraldLibrary *library = NULL;

  if (!check_facts (pairs, error))
    return FALSE;
  library = herald_cli_open_library (cli, error);
  for (; library != NULL && *pairs != NULL; pairs++)
    {
      gsize length = strcspn (*pairs, "=");
      g_autofree char *key = g_strndup (*pairs, length);

      if (herald_library_fact_set (library, key, *pairs + length + 1, error))
        continue;
      if (error != NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
        {
          (*error)->domain = HERALD_CLI_ERROR;
          (*error)->code = HERALD_CLI_ERROR_USAGE;
        }
      return FALSE;
    }
  return library != NULL;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = { HERALD_OPTION_JSON (&json), { NULL } };
  g_autoptr (HeraldLibrary) library = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, G_MAXUINT, &arguments, error))
    return FALSE;
  if (g_str_equal (arguments[0], "list") && arguments[1] == NULL)
    return list (cli, json, error);
  if (g_str_equal (arguments[0], "show") && arguments[1] == NULL)
    return show (cli, json, error);
  if (g_str_equal (arguments[0], "set") && arguments[1] != NULL && !json)
    return set (cli, arguments + 1, error);
  if (json || arguments[1] == NULL || *arguments[1] == '\0' || arguments[2] != NULL)
    return herald_command_refuse (self, error);

  if (g_str_equal (arguments[0], "new"))
    library = herald_libraries_create (herald_cli_get_libraries (cli), arguments[1], error);
  else if (g_str_equal (arguments[0], "open"))
    library = herald_libraries_open (herald_cli_get_libraries (cli), arguments[1], error);
  else
    return herald_command_refuse (self, error);
  if (library == NULL)
    return FALSE;
  herald_print ("%s\n", herald_library_get_folder (library));
  return TRUE;
}

const HeraldCommand herald_cmd_library = {
  .name = "library",
  .usage = "list [--json] | new NAME | open NAME | show [--json] | set KEY=VALUE...",
  .summary = N_("List the libraries, make one, choose the one to work on, or set how its press kits look"),
  .details = N_("Each client has a library of its own, with its own team server; they are never mixed. new and open\n"
                "print the folder.\n"
                "\n"
                "set takes name, colour (of the library in the window, #rrggbb), accent (of press kits, #rrggbb), typeface\n"
                "(serif or sans), address (of the press room in public) and contact (whom the press may ask, shown there);\n"
                "an empty value clears. show prints them.\n"
                "\n"
                "Examples:\n"
                "  heraldctl library new \"Aurelia Optics\"\n"
                "  heraldctl library set accent=#0b5c8a typeface=sans address=https://press.example.com/\n"
                "  heraldctl library list"),
  .run = run,
};
