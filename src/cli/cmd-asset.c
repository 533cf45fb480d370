/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-command.h"

#include "herald-i18n.h"
#include "herald-output.h"
#include "herald-table.h"

#define SHORT_HASH 12

/* What is known of a file, and what the person said about it. */
typedef struct
{
  char   *sha256;
  char   *file_name;
  char   *name;       /* --name */
  char   *media_type;
  gint64  size;
  char   *caption;
  char   *credit;
  char   *alt;
} Facts;

static void
facts_clear (Facts *facts)
{
  g_free (facts->sha256);
  g_free (facts->file_name);
  g_free (facts->name);
  g_free (facts->media_type);
  g_free (facts->caption);
  g_free (facts->credit);
  g_free (facts->alt);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static void
replace (char       **member,
         const char  *value)
{
  if (value == NULL)
    return;
  g_free (*member);
  *member = g_strdup (value);
}

static gboolean
edit (HeraldAnnouncement  *announcement,
      gpointer             user_data,
      GError             **error)
{
  const Facts *facts = user_data;
  HeraldAsset *asset = herald_announcement_find_asset (announcement, facts->sha256);

  if (asset == NULL)
    {
      asset = herald_asset_new (facts->sha256, facts->file_name, facts->media_type, facts->size);
      g_ptr_array_add (announcement->assets, asset);
    }
  replace (&asset->name, facts->name);
  replace (&asset->caption, facts->caption);
  replace (&asset->credit, facts->credit);
  replace (&asset->alt, facts->alt);
  return TRUE;
}

/* By content; the name decides only between kinds that look the same inside. */
static char *
guess_media_type (const char *name,
                  GBytes     *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  gboolean uncertain = FALSE;
  g_autofree char *content_type = g_content_type_guess (NULL, data, MIN (size, 65536), &uncertain);

  if (uncertain)
    {
      g_free (content_type);
      content_type = g_content_type_guess (name, data, MIN (size, 65536), NULL);
    }
  return g_content_type_get_mime_type (content_type);
}

/* Puts the file into the library; what it is stands in facts. */
static gboolean
store_file (HeraldLibrary  *library,
            const char     *path,
            Facts          *facts,
            GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GBytes) bytes = NULL;

  if (stream == NULL)
    return FALSE;
  facts->sha256 = herald_library_add_asset (library, G_INPUT_STREAM (stream), NULL, error);
  bytes = facts->sha256 != NULL ? herald_library_get_asset (library, facts->sha256, error) : NULL;
  if (bytes == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  facts->file_name = g_file_get_basename (file);
  facts->media_type = guess_media_type (facts->file_name, bytes);
  facts->size = (gint64) g_bytes_get_size (bytes);
  return TRUE;
}

static gboolean
add (HeraldCli   *cli,
     const char  *prefix,
     const char  *path,
     Facts       *facts,
     GError     **error)
{
  g_autofree char *id = herald_cli_resolve_id (cli, prefix, error);

  if (id == NULL || !store_file (herald_cli_open_library (cli, NULL), path, facts, error) ||
      !herald_cli_edit (cli, id, edit, facts, error))
    return FALSE;
  herald_print ("%s\n", facts->sha256);
  return TRUE;
}

static void
print_json (GPtrArray *assets)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < assets->len; i++)
    {
      const HeraldAsset *asset = g_ptr_array_index (assets, i);
      JsonObject *object = json_object_new ();

      herald_object_set_string (object, "sha256", asset->sha256);
      herald_object_set_string (object, "name", asset->name);
      herald_object_set_string (object, "media_type", asset->media_type);
      json_object_set_int_member (object, "size", asset->size);
      herald_object_set_string (object, "caption", asset->caption);
      herald_object_set_string (object, "credit", asset->credit);
      herald_object_set_string (object, "alt", asset->alt);
      herald_object_set_string (object, "rights", asset->rights);
      json_array_add_object_element (array, object);
    }
  herald_print_array (array);
}

static void
print_table (GPtrArray *assets)
{
  const char * const titles[] = { _("SHA-256"), _("Kind"), _("Size"), _("Name"), _("Caption"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);

  for (guint i = 0; i < assets->len; i++)
    {
      const HeraldAsset *asset = g_ptr_array_index (assets, i);
      g_autofree char *hash = g_strndup (asset->sha256 != NULL ? asset->sha256 : "", SHORT_HASH);
      g_autofree char *size = g_format_size ((guint64) MAX (asset->size, 0));
      const char * const cells[] = { hash, asset->media_type, size, asset->name, asset->caption };

      herald_table_add (table, cells);
    }
  herald_table_print (table);
}

static gboolean
list (HeraldCli   *cli,
      const char  *prefix,
      gboolean     json,
      GError     **error)
{
  g_autoptr (HeraldWorkingCopy) copy = herald_cli_load (cli, prefix, error);
  g_autoptr (HeraldAnnouncement) announcement = NULL;

  announcement = copy != NULL ? herald_announcement_from_document (copy->document, error) : NULL;
  if (announcement == NULL)
    return FALSE;
  if (json)
    print_json (announcement->assets);
  else
    print_table (announcement->assets);
  return TRUE;
}

static gboolean
run (const HeraldCommand  *self,
     HeraldCli            *cli,
     char                **argv,
     GError              **error)
{
  g_auto (Facts) facts = { NULL };
  gboolean json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry options[] = {
    { "caption", 0, 0, G_OPTION_ARG_FILENAME, &facts.caption, N_("The words below the picture"), N_("TEXT") },
    { "credit", 0, 0, G_OPTION_ARG_FILENAME, &facts.credit, N_("Whose picture it is"), N_("TEXT") },
    { "alt", 0, 0, G_OPTION_ARG_FILENAME, &facts.alt, N_("What it shows, for those who cannot see it"), N_("TEXT") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &facts.name, N_("Its name, instead of the file’s"), N_("NAME") },
    HERALD_OPTION_JSON (&json),
    { NULL }
  };

  if (!herald_command_parse (self, cli, options, argv, 2, 3, &arguments, error))
    return FALSE;
  if (g_str_equal (arguments[0], "add") && arguments[2] != NULL && !json)
    return add (cli, arguments[1], arguments[2], &facts, error);
  if (g_str_equal (arguments[0], "list") && arguments[2] == NULL)
    return list (cli, arguments[1], json, error);
  return herald_command_refuse (self, error);
}

const HeraldCommand herald_cmd_asset = {
  .name = "asset",
  .usage = "add ID FILE [--caption T] [--credit T] [--alt T] [--name N] | list ID [--json]",
  .summary = N_("Add pictures and other files, and list them"),
  .details = N_("add prints the SHA-256 by which the text refers to the file. Added again, the file keeps its place and\n"
                "gets the new words.\n"
                "\n"
                "Example:\n"
                "  heraldctl asset add 3f2a lens.jpg --caption \"The new lens\" --credit \"Aurelia Optics\""),
  .run = run,
};
