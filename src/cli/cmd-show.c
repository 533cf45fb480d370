/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-reading.h"

static HeraldDocument *
load (HeraldCli   *cli,
      const char  *prefix,
      const char  *version,
      GError     **error)
{
  g_autofree char *id = NULL;
  g_autoptr (HeraldWorkingCopy) copy = NULL;

  if (version != NULL)
    {
      id = herald_cli_resolve_id (cli, prefix, error);
      return id != NULL ? herald_cli_load_version (cli, id, version, error) : NULL;
    }
  copy = herald_cli_load (cli, prefix, error);
  return copy != NULL ? herald_document_ref (copy->document) : NULL;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_autofree char *version = NULL, *text = NULL;
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_FILENAME, &version, N_("This version instead of the current draft"), N_("VERSION") },
    HERALD_OPTION_JSON (&json),
    { NULL }
  };
  g_autoptr (HeraldDocument) document = NULL;
  g_autoptr (HeraldAnnouncement) announcement = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!herald_command_parse (self, cli, options, argv, 1, 1, &arguments, error))
    return FALSE;
  document = load (cli, arguments[0], version, error);
  if (document == NULL)
    return FALSE;

  /* A company or a person has its JSON form only. */
  if (json || herald_document_get_kind (document) != HERALD_DOCUMENT_ANNOUNCEMENT)
    {
      node = herald_document_to_node (document);
      herald_print_node (node);
      return TRUE;
    }
  announcement = herald_announcement_from_document (document, error);
  if (announcement == NULL)
    return FALSE;
  text = herald_reading_format (announcement);
  herald_print ("%s", text);
  return TRUE;
}

const HeraldCommand herald_cmd_show = {
  .name = "show",
  .usage = "ID [--version V] [--json]",
  .summary = N_("Show an announcement, as it stands or as it was"),
  .details = N_("Examples:\n"
                "  heraldctl show 3f2a\n"
                "  heraldctl show 3f2a --version 2 --json"),
  .run = run,
};
