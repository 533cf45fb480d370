/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-export.h"
#include "herald-i18n.h"
#include "herald-output.h"

static void
print_json (const char * const *formats)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; formats[i] != NULL; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", formats[i]);
      json_object_set_string_member (object, "description", herald_export_describe_format (formats[i]));
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
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
  const char * const *formats = herald_export_formats ();

  if (!herald_command_parse (self, cli, options, argv, 0, 0, &arguments, error))
    return FALSE;
  if (json)
    {
      print_json (formats);
      return TRUE;
    }
  for (guint i = 0; formats[i] != NULL; i++)
    herald_print ("%-10s %s\n", formats[i], herald_export_describe_format (formats[i]));
  return TRUE;
}

const HeraldCommand herald_cmd_formats = {
  .name = "formats",
  .usage = "[--json]",
  .summary = N_("List the formats that a press kit can have"),
  .details = N_("Example:\n"
                "  heraldctl formats --json"),
  .run = run,
};
