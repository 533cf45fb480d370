/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
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
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = { HERALD_OPTION_JSON (&json), { NULL } };
  g_autoptr (HeraldLibrary) library = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, 2, &arguments, error))
    return FALSE;
  if (g_str_equal (arguments[0], "list") && arguments[1] == NULL)
    return list (cli, json, error);
  if (json || arguments[1] == NULL || *arguments[1] == '\0')
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
  .usage = "list [--json] | new NAME | open NAME",
  .summary = N_("List the libraries, make one, or choose the one to work on"),
  .details = N_("Each client has a library of its own, with its own team server; they are never mixed. new and open\n"
                "print the folder.\n"
                "\n"
                "Examples:\n"
                "  heraldctl library new \"Aurelia Optics\"\n"
                "  heraldctl library list"),
  .run = run,
};
