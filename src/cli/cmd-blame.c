/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-bringing.h"
#include "herald-describe.h"
#include "herald-history.h"
#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-subject.h"
#include "herald-table.h"

static void
print_json (GPtrArray *rows)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldBlameRow *row = g_ptr_array_index (rows, i);
      const HeraldVersion *version = row->version;
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "subject", row->subject);
      herald_object_set_string (object, "version", version != NULL ? version->hash : NULL);
      if (version != NULL)
        json_object_set_int_member (object, "number", row->number);
      herald_object_set_string (object, "author", version != NULL && version->author != NULL ? version->author->name : NULL);
      herald_object_set_string (object, "time", version != NULL ? version->time : NULL);
      json_object_set_boolean_member (object, "certain", row->certain);
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

/* Where older versions are on the server only, nobody here knows the number: the hash names it as well. */
static char *
name_version (const HeraldBlameRow *row)
{
  if (row->version == NULL)
    return g_strdup (_("current draft"));
  if (row->number == 0)
    return g_strdup_printf (row->certain ? "%.8s" : _("%.8s or before"), row->version->hash);
  return g_strdup_printf (row->certain ? "%u" : _("%u or before"), row->number);
}

static void
add_row (HeraldTable              *table,
         const HeraldAnnouncement *announcement,
         const HeraldBlameRow     *row)
{
  const HeraldVersion *version = row->version;
  gint64 unix_s = 0;
  g_autofree char *name = herald_subject_name (announcement, row->subject);
  g_autofree char *number = name_version (row);
  g_autofree char *time = version != NULL && herald_utc_parse (version->time, &unix_s) ? herald_describe_time (unix_s) : NULL;
  const char * const cells[] = {
    name, number, version != NULL && version->author != NULL ? version->author->name : NULL, time, row->subject,
  };

  herald_table_add (table, cells);
}

static void
print_table (GPtrArray      *rows,
             HeraldDocument *document)
{
  const char * const titles[] = { _("Part"), _("Version"), _("By"), _("Made"), _("Subject"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  if (herald_document_get_kind (document) == HERALD_DOCUMENT_ANNOUNCEMENT)
    announcement = herald_announcement_from_document (document, NULL); /* else the parts have no names of their own */
  for (guint i = 0; i < rows->len; i++)
    add_row (table, announcement, g_ptr_array_index (rows, i));
  herald_table_print (table);
}

static HeraldDocument *
load (HeraldCli   *cli,
      const char  *id,
      const char  *hash,
      GError     **error)
{
  g_autoptr (HeraldWorkingCopy) copy = NULL;

  if (hash != NULL)
    return herald_library_get_text (herald_cli_open_library (cli, NULL), hash, error);
  copy = herald_cli_load (cli, id, error);
  return copy != NULL ? herald_document_ref (copy->document) : NULL;
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
  g_autofree char *id = NULL, *hash = NULL;
  g_autoptr (HeraldDocument) document = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  HeraldLibrary *library;

  if (!herald_command_parse (self, cli, options, argv, 1, 2, &arguments, error))
    return FALSE;
  id = herald_cli_resolve_id (cli, arguments[0], error);
  if (id == NULL)
    return FALSE;
  library = herald_cli_open_library (cli, NULL);
  if (arguments[1] != NULL)
    {
      hash = herald_cli_bring_version (cli, id, arguments[1], error);
      if (hash == NULL)
        return FALSE;
    }
  if (!herald_cli_bring_texts (cli, id, error))
    return FALSE;
  rows = herald_library_blame (library, id, hash, NULL, error);
  document = rows != NULL ? load (cli, id, hash, error) : NULL;
  if (document == NULL)
    return FALSE;
  if (json)
    print_json (rows);
  else
    print_table (rows, document);
  return TRUE;
}

const HeraldCommand herald_cmd_blame = {
  .name = "blame",
  .usage = "ID [VERSION] [--json]",
  .summary = N_("Show who changed each part last, and in which version"),
  .details = N_("Without VERSION, of the current draft. SUBJECT names a part in restore.\n"
                "\n"
                "Example:\n"
                "  heraldctl blame 3f2a"),
  .run = run,
};
