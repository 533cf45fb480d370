/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-check.h"
#include "herald-export.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-subject.h"
#include "herald-table.h"

static void
print_json (GPtrArray *findings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "rule", finding->rule);
      json_object_set_string_member (object, "severity", herald_severity_to_string (finding->severity));
      json_object_set_string_member (object, "message", finding->message);
      json_object_set_string_member (object, "place", finding->place);
      herald_object_set_string (object, "words", finding->words);
      herald_object_set_string (object, "fix", finding->fix);
      herald_object_set_string (object, "override_by", finding->override_by);
      herald_object_set_string (object, "override_reason", finding->override_reason);
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

static const char *
describe_severity (const HeraldFinding *finding)
{
  if (finding->override_by != NULL)
    return _("let pass");
  switch (finding->severity)
    {
    case HERALD_SEVERITY_ERROR:
      return _("error");
    case HERALD_SEVERITY_WARNING:
      return _("warning");
    case HERALD_SEVERITY_HINT:
    default:
      return _("hint");
    }
}

/* (transfer full) */
static char *
describe (const HeraldFinding *finding)
{
  if (finding->override_by == NULL)
    return g_strdup (finding->message);
  /* Translators: what was found, who lets it pass, and why */
  return g_strdup_printf (_("%s (%s: %s)"), finding->message, finding->override_by, finding->override_reason);
}

static void
print_table (GPtrArray                *findings,
             const HeraldAnnouncement *announcement)
{
  const char * const titles[] = { _("How grave"), _("Where"), _("What"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  for (guint i = 0; i < findings->len; i++)
    {
      const HeraldFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *place = herald_subject_name (announcement, finding->place);
      g_autofree char *message = describe (finding);
      const char * const cells[] = { describe_severity (finding), place, message };

      herald_table_add (table, cells);
    }
  herald_table_print (table);
}

static guint
count_blocking (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += herald_finding_is_blocking (g_ptr_array_index (findings, i));
  return n;
}

static HeraldAnnouncement *
load (HeraldCli   *cli,
      const char  *prefix,
      const char  *version,
      GError     **error)
{
  g_autofree char *id = herald_cli_resolve_id (cli, prefix, error);
  g_autoptr (HeraldDocument) document = NULL;
  g_autoptr (HeraldWorkingCopy) copy = NULL;

  if (id == NULL)
    return NULL;
  if (version != NULL)
    document = herald_cli_load_version (cli, id, version, error);
  else if ((copy = herald_cli_load (cli, id, error)) != NULL)
    document = herald_document_ref (copy->document);
  return document != NULL ? herald_announcement_from_document (document, error) : NULL;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *version = NULL;
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_FILENAME, &version, N_("This version instead of the current draft"), N_("VERSION") },
    HERALD_OPTION_JSON (&json),
    { NULL }
  };
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  guint n_errors;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error))
    return FALSE;
  announcement = load (cli, arguments[0], version, error);
  if (announcement == NULL)
    return FALSE;
  findings = herald_check (announcement);
  if (json)
    print_json (findings);
  else if (findings->len > 0)
    print_table (findings, announcement);
  n_errors = count_blocking (findings);
  if (n_errors > 0)
    g_set_error (error, HERALD_RELEASE_ERROR, HERALD_RELEASE_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE, "%u error keeps the announcement in the house.",
                              "%u errors keep the announcement in the house.", n_errors), n_errors);
  return n_errors == 0;
}

const HeraldCommand herald_cmd_check = {
  .name = "check",
  .usage = "ID [--version V] [--json]",
  .summary = N_("Find what must not go out, and what a colleague would point at"),
  .details = N_("Errors keep an announcement from being briefed or released, and make the exit status 3; warnings do not.\n"
                "\n"
                "Example:\n"
                "  heraldctl check 3f2a"),
  .run = run,
};
