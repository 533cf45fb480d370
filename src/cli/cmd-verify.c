/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-describe.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-repair.h"
#include "herald-sync.h"

#define SHORT_HASH 12

static void
print_json (GPtrArray *damages)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < damages->len; i++)
    {
      const HeraldDamage *damage = g_ptr_array_index (damages, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "kind", herald_damage_kind_to_string (damage->kind));
      json_object_set_string_member (object, "thing", herald_damage_kind_to_string (damage->thing));
      herald_object_set_string (object, "document", damage->document);
      herald_object_set_string (object, "object", damage->object);
      herald_object_set_string (object, "message", damage->message);
      json_object_set_boolean_member (object, "loss", herald_damage_is_loss (damage));
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

/* Which announcement it is about, as people know it. */
static char *
describe_document (HeraldLibrary      *library,
                   const HeraldDamage *damage)
{
  g_autoptr (HeraldWorkingCopy) copy = damage->document != NULL ? herald_library_get_working_copy (library, damage->document, NULL) : NULL;
  g_autoptr (HeraldSummary) summary = copy != NULL ? herald_summary_from_document (copy->document) : NULL;

  if (damage->document == NULL)
    return NULL;
  return herald_describe_line (summary != NULL && summary->headline != NULL ? summary->headline : damage->document);
}

static void
print_lines (HeraldLibrary *library,
             GPtrArray     *damages)
{
  for (guint i = 0; i < damages->len; i++)
    {
      const HeraldDamage *damage = g_ptr_array_index (damages, i);
      g_autofree char *document = describe_document (library, damage);
      g_autofree char *object = g_strndup (damage->object, SHORT_HASH);

      herald_print ("%s", damage->message);
      if (object != NULL)
        herald_print (" [%s]", object);
      if (document != NULL)
        herald_print (" — %s", document);
      herald_print ("\n");
    }
  if (damages->len == 0)
    herald_print ("%s\n", _("Everything is as it should be."));
}

static guint
count_losses (GPtrArray *damages)
{
  guint n = 0;

  for (guint i = 0; i < damages->len; i++)
    n += herald_damage_is_loss (g_ptr_array_index (damages, i));
  return n;
}

/* Without a server, what can be mended here is. */
static GPtrArray *
repair (HeraldLibrary  *library,
        const char     *id,
        GPtrArray      *damages,
        GError        **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HeraldRemote) remote = herald_sync_open_remote (library, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!herald_repair_run (library, remote, damages, NULL, error))
    return NULL;
  return herald_library_verify (library, id, NULL, error);
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  gboolean json = FALSE, mend = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    HERALD_OPTION_JSON (&json),
    { "repair", 0, 0, G_OPTION_ARG_NONE, &mend, N_("Mend what can be mended, with the team server where something is lost here"), NULL },
    { NULL }
  };
  HeraldLibrary *library;
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) damages = NULL;
  guint n;

  if (!herald_command_parse (self, cli, options, argv, 0, 1, &arguments, error))
    return FALSE;
  library = herald_cli_open_library (cli, error);
  if (library == NULL)
    return FALSE;
  if (arguments[0] != NULL)
    {
      id = herald_cli_resolve_id (cli, arguments[0], error);
      if (id == NULL)
        return FALSE;
    }
  damages = herald_library_verify (library, id, NULL, error);
  if (damages != NULL && damages->len > 0 && mend)
    {
      g_autoptr (GPtrArray) found = g_steal_pointer (&damages);

      damages = repair (library, id, found, error);
    }
  if (damages == NULL)
    return FALSE;

  if (json)
    print_json (damages);
  else
    print_lines (library, damages);
  n = count_losses (damages);
  if (n > 0)
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 g_dngettext (GETTEXT_PACKAGE, "%u problem was found", "%u problems were found", n), n);
  return n == 0;
}

const HeraldCommand herald_cmd_verify = {
  .name = "verify",
  .usage = "[ID] [--repair] [--json]",
  .summary = N_("Check every version, text and file of the library, and mend what is damaged"),
  .details = N_("Reads everything and compares it with its hashes; without ID, the whole library with its files. With --repair,\n"
                "what is damaged here comes back from the team server, checked in the same way; nothing is removed.\n"
                "Exit status 1: something is damaged."),
  .run = run,
};
