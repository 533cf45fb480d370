/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-export.h"
#include "herald-i18n.h"
#include "herald-output.h"

static void
add_formats (JsonArray          *array,
             const char * const *formats,
             gboolean            alone)
{
  for (guint i = 0; formats[i] != NULL; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", formats[i]);
      json_object_set_string_member (object, "description", herald_export_describe_format (formats[i]));
      json_object_set_boolean_member (object, "alone", alone);
      json_array_add_object_element (array, object);
    }
}

static void
print_json (void)
{
  JsonArray *array = json_array_new ();

  add_formats (array, herald_export_formats (), FALSE);
  add_formats (array, herald_export_lone_formats (), TRUE);
  herald_print_array (array);
}

static void
print_formats (const char * const *formats)
{
  for (guint i = 0; formats[i] != NULL; i++)
    herald_print ("%-10s %s\n", formats[i], herald_export_describe_format (formats[i]));
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

  if (!herald_command_parse (self, cli, options, argv, 0, 0, &arguments, error))
    return FALSE;
  if (json)
    {
      print_json ();
      return TRUE;
    }
  print_formats (herald_export_formats ());
  print_formats (herald_export_lone_formats ());
  return TRUE;
}

const HeraldCommand herald_cmd_formats = {
  .name = "formats",
  .usage = "[--json]",
  .summary = N_("List the formats that a press kit can have"),
  .details = N_("“site” and “presskit” are made alone; in JSON these have “alone”: true.\n"
                "Example:\n"
                "  heraldctl formats --json"),
  .run = run,
};
