/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-directory-command.h"

#include <string.h>

#include "herald-directory.h"
#include "herald-i18n.h"
#include "herald-json.h"
#include "herald-output.h"
#include "herald-table.h"

#define SHOWN_ID 8 /* characters of an id in a list */

/* What the options say. */
typedef struct
{
  char     *title;
  char     *organisation; /* id, the beginning of one, or a name */
  char    **aliases;
  gboolean  json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->title);
  g_free (options->organisation);
  g_strfreev (options->aliases);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_rows (GPtrArray *rows,
            gboolean   json)
{
  const char * const titles[] = { _("ID"), _("Name"), NULL };
  g_autoptr (HeraldTable) table = herald_table_new (titles);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const HeraldListRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = g_strndup (row->summary->id, SHOWN_ID);
      const char * const cells[] = { id, row->summary->headline };
      JsonObject *object = json_object_new ();

      herald_object_set_string (object, "id", row->summary->id);
      herald_object_set_string (object, "name", row->summary->headline);
      json_array_add_object_element (array, object);
      herald_table_add (table, cells);
    }
  if (json)
    herald_print_array (g_steal_pointer (&array));
  else
    herald_table_print (table);
}

static gboolean
list (HeraldCli          *cli,
      HeraldDocumentType  type,
      gboolean            json,
      GError            **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  HeraldListQuery query = { .type = type, .sort = HERALD_SORT_HEADLINE };
  g_autoptr (GPtrArray) rows = library != NULL ? herald_library_list (library, &query, error) : NULL;

  if (rows == NULL)
    return FALSE;
  print_rows (rows, json);
  return TRUE;
}

/* A name that somebody knows, else an id or the beginning of one; what is found must be of the type. */
static char *
resolve (HeraldCli           *cli,
         HeraldDocumentType   type,
         const char          *name,
         GError             **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (GError) problem = NULL;
  g_autoptr (HeraldOrganisation) organisation = NULL;
  g_autoptr (HeraldPerson) person = NULL;
  g_autoptr (HeraldWorkingCopy) copy = NULL;

  if (library == NULL)
    return NULL;
  if (type == HERALD_DOCUMENT_ORGANISATION)
    organisation = herald_directory_find_organisation (library, name, &problem);
  else
    person = herald_directory_find_person (library, name, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (organisation != NULL || person != NULL)
    return g_strdup (organisation != NULL ? organisation->id : person->id);
  copy = herald_cli_load (cli, name, error);
  if (copy == NULL)
    return NULL;
  if (herald_document_get_kind (copy->document) == type)
    return g_strdup (herald_document_get_id (copy->document));
  g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND,
               type == HERALD_DOCUMENT_ORGANISATION ? _("“%s” is no company") : _("“%s” is no person"), name);
  return NULL;
}

static HeraldDocument *
make_organisation (const char    *name,
                   const Options *options)
{
  g_autoptr (HeraldOrganisation) organisation = herald_organisation_new (name);

  for (char **alias = options->aliases; alias != NULL && *alias != NULL; alias++)
    g_ptr_array_add (organisation->aliases, g_strdup (*alias));
  return herald_organisation_to_document (organisation);
}

static HeraldDocument *
make_person (HeraldCli      *cli,
             const char     *name,
             const Options  *options,
             GError        **error)
{
  g_autoptr (HeraldPerson) person = herald_person_new (name);

  person->title = g_strdup (options->title);
  if (options->organisation != NULL)
    {
      person->organisation = resolve (cli, HERALD_DOCUMENT_ORGANISATION, options->organisation, error);
      if (person->organisation == NULL)
        return NULL;
    }
  return herald_person_to_document (person);
}

/* As a version, so that it goes to the team. */
static gboolean
store (HeraldCli       *cli,
       HeraldDocument  *document,
       gint64           revision,
       GError         **error)
{
  HeraldLibrary *library = herald_cli_open_library (cli, error);
  g_autoptr (HeraldAuthor) person = NULL;
  g_autoptr (HeraldVersion) version = NULL;

  if (library == NULL || herald_library_put_working_copy (library, document, revision, error) == 0)
    return FALSE;
  person = herald_cli_get_person (cli, error);
  if (person != NULL)
    version = herald_library_save_version (library, herald_document_get_id (document), person, NULL, TRUE, error);
  return version != NULL;
}

static gboolean
add (HeraldCli           *cli,
     HeraldDocumentType   type,
     const char          *name,
     const Options       *options,
     GError             **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autoptr (HeraldDocument) document = NULL;

  if (*stripped == '\0')
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_USAGE, _("A name is missing"));
      return FALSE;
    }
  document = type == HERALD_DOCUMENT_ORGANISATION ? make_organisation (stripped, options)
                                                  : make_person (cli, stripped, options, error);
  if (document == NULL || !store (cli, document, 0, error))
    return FALSE;
  herald_print ("%s\n", herald_document_get_id (document));
  return TRUE;
}

static gboolean
show (HeraldCli           *cli,
      HeraldDocumentType   type,
      const char          *name,
      GError             **error)
{
  g_autofree char *id = resolve (cli, type, name, error);
  g_autoptr (HeraldWorkingCopy) copy = id != NULL ? herald_cli_load (cli, id, error) : NULL;
  g_autoptr (JsonNode) node = NULL;

  if (copy == NULL)
    return FALSE;
  node = herald_document_to_node (copy->document);
  herald_print_node (node);
  return TRUE;
}

/* Reads it as its type does, so that nothing gets in that could not be read again. */
static HeraldDocument *
read_document (const char          *path,
               HeraldDocumentType   type,
               GError             **error)
{
  g_autoptr (GBytes) bytes = herald_cli_read_file (path, HERALD_JSON_MAX_SIZE, error);
  g_autoptr (HeraldDocument) document = NULL;
  g_autoptr (HeraldOrganisation) organisation = NULL;
  g_autoptr (HeraldPerson) person = NULL;

  if (bytes == NULL)
    return NULL;
  document = herald_document_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
  if (document != NULL && herald_document_get_kind (document) != type)
    g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED,
                 type == HERALD_DOCUMENT_ORGANISATION ? _("It is no company") : _("It is no person"));
  else if (document != NULL && type == HERALD_DOCUMENT_ORGANISATION)
    organisation = herald_organisation_from_document (document, error);
  else if (document != NULL)
    person = herald_person_from_document (document, error);
  if (organisation != NULL)
    return herald_organisation_to_document (organisation);
  if (person != NULL)
    return herald_person_to_document (person);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

static gboolean
put (HeraldCli           *cli,
     HeraldDocumentType   type,
     const char          *name,
     const char          *path,
     GError             **error)
{
  g_autofree char *id = resolve (cli, type, name, error);
  g_autoptr (HeraldWorkingCopy) copy = id != NULL ? herald_cli_load (cli, id, error) : NULL;
  g_autoptr (HeraldDocument) document = copy != NULL ? read_document (path, type, error) : NULL;

  if (document == NULL)
    return FALSE;
  if (!g_str_equal (herald_document_get_id (document), id))
    {
      g_set_error (error, HERALD_CLI_ERROR, HERALD_CLI_ERROR_FAILED, _("%s: it has the id of another one, %s"), path,
                   herald_document_get_id (document));
      return FALSE;
    }
  return store (cli, document, copy->revision, error);
}

/**
 * herald_directory_command_run:
 * @self: the command, "organisation" or "person"
 * @cli: what the commands share
 * @argv: its arguments, its name first
 * @type: what it is about
 * @error: return location for an error
 *
 * Does what the first argument says: list, new, show or put.
 *
 * Returns: whether it worked
 */
gboolean
herald_directory_command_run (const HeraldCommand  *self,
                              HeraldCli            *cli,
                              char                **argv,
                              HeraldDocumentType    type,
                              GError              **error)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry of_organisation[] = {
    { "alias", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.aliases, N_("With new: another name of it"), N_("NAME") },
    HERALD_OPTION_JSON (&options.json),
    { NULL }
  };
  const GOptionEntry of_person[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_("With new: the job title"), N_("TITLE") },
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &options.organisation, N_("With new: the company, by name or ID"), N_("COMPANY") },
    HERALD_OPTION_JSON (&options.json),
    { NULL }
  };
  guint n;

  if (!herald_command_parse (self, cli, type == HERALD_DOCUMENT_ORGANISATION ? of_organisation : of_person, argv, 1, 3, &arguments, error))
    return FALSE;
  n = g_strv_length (arguments);
  if (g_str_equal (arguments[0], "list") && n == 1)
    return list (cli, type, options.json, error);
  if (g_str_equal (arguments[0], "new") && n == 2)
    return add (cli, type, arguments[1], &options, error);
  if (g_str_equal (arguments[0], "show") && n == 2)
    return show (cli, type, arguments[1], error);
  if (g_str_equal (arguments[0], "put") && n == 3)
    return put (cli, type, arguments[1], arguments[2], error);
  return herald_command_refuse (self, error);
}
