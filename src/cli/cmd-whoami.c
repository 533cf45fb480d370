/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include <string.h>

#include "herald-i18n.h"
#include "herald-output.h"

static void
print_person (const HeraldAuthor *person,
              gboolean            json)
{
  JsonObject *object;

  if (!json)
    {
      herald_print ("%s <%s>\n", person->name != NULL ? person->name : "", person->email != NULL ? person->email : "");
      return;
    }
  object = json_object_new ();
  herald_object_set_string (object, "name", person->name);
  herald_object_set_string (object, "email", person->email);
  herald_print_object (object);
}

/* TRUE also when it is not given. */
static gboolean
replace (char       **value,
         char        *words,
         GError     **error)
{
  if (words == NULL)
    return TRUE;
  if (*g_strstrip (words) == '\0' || strpbrk (words, "<>\r\n") != NULL)
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE,
                   _("A name and an e-mail address are not empty and have no < > and line breaks"));
      return FALSE;
    }
  g_free (*value);
  *value = g_strdup (words);
  return TRUE;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *name = NULL, *email = NULL;
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, N_("My name in versions from now on"), N_("NAME") },
    { "email", 0, 0, G_OPTION_ARG_FILENAME, &email, N_("My e-mail address from now on"), N_("ADDRESS") },
    HERALD_OPTION_JSON (&json),
    { NULL }
  };
  g_autoptr (HeraldAuthor) person = NULL;

  if (!herald_command_parse (self, cli, options, argv, 0, 0, &arguments, error))
    return FALSE;
  person = herald_cli_get_person (cli, error);
  if (person == NULL)
    return FALSE;
  if (!replace (&person->name, name, error) || !replace (&person->email, email, error))
    return FALSE;
  if ((name != NULL || email != NULL) &&
      !herald_libraries_set_person (herald_cli_get_libraries (cli), person, error))
    return FALSE;
  print_person (person, json);
  return TRUE;
}

const HeraldCommand herald_cmd_whoami = {
  .name = "whoami",
  .usage = "[--name N] [--email E] [--json]",
  .summary = N_("Show or set the name under which versions are made"),
  .details = N_("Example:\n"
                "  heraldctl whoami --name \"Anna Bruni\" --email anna@aurelia.example"),
  .run = run,
};
