/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-libraries.h"

#include "herald-i18n.h"
#include "herald-library-private.h"

#include <string.h>

#define SETTINGS_FILE "herald.ini"

struct _HeraldLibraries
{
  GObject      parent_instance;

  char        *folder;
  HeraldClock *clock;
};

G_DEFINE_FINAL_TYPE (HeraldLibraries, herald_libraries, G_TYPE_OBJECT)

static void
herald_libraries_finalize (GObject *object)
{
  HeraldLibraries *self = HERALD_LIBRARIES (object);

  g_clear_object (&self->clock);
  g_free (self->folder);

  G_OBJECT_CLASS (herald_libraries_parent_class)->finalize (object);
}

static void
herald_libraries_class_init (HeraldLibrariesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_libraries_finalize;
}

static void
herald_libraries_init (HeraldLibraries *self)
{
}

/**
 * herald_libraries_new:
 * @folder: (nullable): where the libraries are, %NULL for $XDG_DATA_HOME/herald
 * @clock: the clock
 *
 * Returns: (transfer full): the libraries of one person
 */
HeraldLibraries *
herald_libraries_new (const char  *folder,
                      HeraldClock *clock)
{
  HeraldLibraries *self;

  g_return_val_if_fail (HERALD_IS_CLOCK (clock), NULL);

  self = g_object_new (HERALD_TYPE_LIBRARIES, NULL);
  self->folder = folder ? g_strdup (folder) : g_build_filename (g_get_user_data_dir (), "herald", NULL);
  self->clock = g_object_ref (clock);

  return self;
}

static void
set_file_error (const GError  *cause,
                GError       **error)
{
  HeraldStoreError kind = HERALD_STORE_ERROR_FAILED;

  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    kind = HERALD_STORE_ERROR_FULL;
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ROFS) || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES))
    kind = HERALD_STORE_ERROR_READ_ONLY;
  g_set_error (error, HERALD_STORE_ERROR, kind, _("Herald’s settings could not be kept: %s."), cause->message);
}

static GKeyFile *
load_settings (HeraldLibraries  *self,
               GError          **error)
{
  g_autofree char *path = g_build_filename (self->folder, SETTINGS_FILE, NULL);
  g_autoptr(GKeyFile) settings = g_key_file_new ();
  g_autoptr(GError) problem = NULL;

  if (!g_key_file_load_from_file (settings, path, G_KEY_FILE_KEEP_COMMENTS, &problem) &&
      !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_FAILED, _("Herald’s settings could not be read: %s."), problem->message);
      return NULL;
    }

  return g_steal_pointer (&settings);
}

static gboolean
save_settings (HeraldLibraries  *self,
               GKeyFile         *settings,
               GError          **error)
{
  g_autofree char *path = g_build_filename (self->folder, SETTINGS_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) problem = NULL;
  gsize length;

  text = g_key_file_to_data (settings, &length, NULL);
  g_mkdir_with_parents (self->folder, 0700); /* what fails here fails again below, with a reason */
  if (g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &problem))
    return TRUE;
  set_file_error (problem, error);

  return FALSE;
}

static gboolean
set_current (HeraldLibraries  *self,
             const char       *folder,
             GError          **error)
{
  g_autoptr(GKeyFile) settings = load_settings (self, error);
  g_autofree char *old = NULL;

  if (settings == NULL)
    return FALSE;
  old = g_key_file_get_string (settings, "library", "current", NULL);
  if (g_strcmp0 (old, folder) == 0)
    return TRUE;
  g_key_file_set_string (settings, "library", "current", folder);

  return save_settings (self, settings, error);
}

/* Which library was opened last; NULL without error: none that is still here. */
static char *
get_current (HeraldLibraries  *self,
             GError          **error)
{
  g_autoptr(GKeyFile) settings = load_settings (self, error);
  g_autofree char *folder = settings ? g_key_file_get_string (settings, "library", "current", NULL) : NULL;
  g_autofree char *database = folder ? g_build_filename (folder, HERALD_LIBRARY_DATABASE, NULL) : NULL;

  return database != NULL && g_file_test (database, G_FILE_TEST_EXISTS) ? g_steal_pointer (&folder) : NULL;
}

static gboolean
read_names (HeraldLibraryInfo  *info,
            GError            **error)
{
  g_autofree char *path = g_build_filename (info->folder, HERALD_LIBRARY_DATABASE, NULL);
  g_autoptr(HeraldDatabase) database = herald_database_open (path, HERALD_DATABASE_READ, error);
  int version;

  if (database == NULL || !herald_migrations_check (database, &version, error))
    return FALSE;
  if (version == 0) /* its maker was killed; opening it goes on from there */
    return TRUE;

  info->name = herald_library_read_setting (database, "name", error);
  info->colour = info->name ? herald_library_read_setting (database, "colour", NULL) : NULL;

  return info->name != NULL || error == NULL || *error == NULL;
}

static HeraldLibraryInfo *
read_info (const char *folder,
           const char *current)
{
  HeraldLibraryInfo *info = g_new0 (HeraldLibraryInfo, 1);
  g_autoptr(GError) error = NULL;

  info->folder = g_strdup (folder);
  info->current = g_strcmp0 (folder, current) == 0;
  if (!read_names (info, &error))
    info->problem = g_strdup (error->message);
  if (info->name == NULL)
    {
      g_autofree char *base = g_path_get_basename (folder);

      info->name = g_filename_display_name (base);
    }

  return info;
}

static int
compare_infos (gconstpointer a,
               gconstpointer b)
{
  const HeraldLibraryInfo *one = *(const HeraldLibraryInfo *const *) a;
  const HeraldLibraryInfo *other = *(const HeraldLibraryInfo *const *) b;
  int order = g_utf8_collate (one->name, other->name);

  return order != 0 ? order : g_strcmp0 (one->folder, other->folder);
}

/**
 * herald_libraries_list:
 * @self: the libraries
 * @error: return location for an error
 *
 * Lists them by name. One that cannot be opened is listed with its problem.
 *
 * Returns: (transfer full) (element-type HeraldLibraryInfo) (nullable): the list
 */
GPtrArray *
herald_libraries_list (HeraldLibraries  *self,
                       GError          **error)
{
  g_autoptr(GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_library_info_free);
  g_autoptr(GDir) dir = NULL;
  g_autofree char *current = NULL;
  g_autoptr(GError) problem = NULL;
  const char *name;

  g_return_val_if_fail (HERALD_IS_LIBRARIES (self), NULL);

  current = get_current (self, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  dir = g_dir_open (self->folder, 0, NULL); /* not there: none yet */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (self->folder, name, NULL);
      g_autofree char *database = g_build_filename (folder, HERALD_LIBRARY_DATABASE, NULL);

      if (g_file_test (database, G_FILE_TEST_EXISTS))
        g_ptr_array_add (infos, read_info (folder, current));
    }
  g_ptr_array_sort (infos, compare_infos);

  return g_steal_pointer (&infos);
}

/* A folder's name from a library's: plain letters, so that every file system and shell agrees. */
static char *
make_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *slug = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && slug->len < 40; at++)
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (slug, g_ascii_tolower (*at));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-' && *at != '?')
        g_string_append_c (slug, '-');
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_assign (slug, "library");

  return g_string_free (slug, FALSE);
}

static HeraldLibraryInfo *
find (GPtrArray  *infos,
      const char *name)
{
  for (guint i = 0; i < infos->len; i++)
    {
      HeraldLibraryInfo *info = g_ptr_array_index (infos, i);

      if (g_str_equal (info->name, name))
        return info;
    }
  for (guint i = 0; i < infos->len; i++)
    {
      HeraldLibraryInfo *info = g_ptr_array_index (infos, i);
      g_autofree char *base = g_path_get_basename (info->folder);

      if (g_str_equal (info->folder, name) || g_str_equal (base, name))
        return info;
    }

  return NULL;
}

static HeraldLibrary *
create_named (HeraldLibraries  *self,
              const char       *name,
              GError          **error)
{
  g_autofree char *slug = make_slug (name);

  for (guint i = 1;; i++)
    {
      g_autofree char *base = i == 1 ? g_strdup (slug) : g_strdup_printf ("%s-%u", slug, i);
      g_autofree char *folder = g_build_filename (self->folder, base, NULL);
      g_autoptr(GError) problem = NULL;
      HeraldLibrary *library = NULL;

      if (!g_file_test (folder, G_FILE_TEST_EXISTS))
        library = herald_library_create (folder, name, self->clock, &problem);
      if (library != NULL)
        return library;
      if (problem != NULL && !g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
}

/**
 * herald_libraries_create:
 * @self: the libraries
 * @name: what people call the new one
 * @error: return location for an error: EXISTS
 *
 * Makes a library in a folder of its own; it becomes the current one.
 *
 * Returns: (transfer full) (nullable): the library
 */
HeraldLibrary *
herald_libraries_create (HeraldLibraries  *self,
                         const char       *name,
                         GError          **error)
{
  g_autoptr(GPtrArray) infos = NULL;
  g_autoptr(HeraldLibrary) library = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARIES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  infos = herald_libraries_list (self, error);
  if (infos == NULL)
    return NULL;
  if (find (infos, name) != NULL)
    {
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS, _("There is already a library called “%s”."), name);
      return NULL;
    }

  library = create_named (self, name, error);
  if (library == NULL || !set_current (self, herald_library_get_folder (library), error))
    return NULL;

  return g_steal_pointer (&library);
}

/**
 * herald_libraries_open:
 * @self: the libraries
 * @name: a library's name or folder
 * @error: return location for an error: NOT_FOUND, or as of herald_library_open()
 *
 * Opens a library; it becomes the current one.
 *
 * Returns: (transfer full) (nullable): the library
 */
HeraldLibrary *
herald_libraries_open (HeraldLibraries  *self,
                       const char       *name,
                       GError          **error)
{
  g_autoptr(GPtrArray) infos = NULL;
  g_autoptr(HeraldLibrary) library = NULL;
  HeraldLibraryInfo *info;

  g_return_val_if_fail (HERALD_IS_LIBRARIES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  infos = herald_libraries_list (self, error);
  if (infos == NULL)
    return NULL;
  info = find (infos, name);
  if (info == NULL)
    {
      g_set_error (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_NOT_FOUND, _("There is no library called “%s”."), name);
      return NULL;
    }

  library = herald_library_open (info->folder, self->clock, error);
  if (library == NULL || !set_current (self, info->folder, error))
    return NULL;

  return g_steal_pointer (&library);
}

static gboolean
is_empty_or_missing (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);

  return dir == NULL ? !g_file_test (folder, G_FILE_TEST_EXISTS) : g_dir_read_name (dir) == NULL;
}

/* A folder somebody named: opened where there is a library, made where there is nothing. Somebody's other files are
 * never mixed with a library's. */
static HeraldLibrary *
open_or_make (HeraldLibraries  *self,
              const char       *folder,
              GError          **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *base = g_path_get_basename (absolute);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr(GError) problem = NULL;
  HeraldLibrary *library;

  if (!is_empty_or_missing (absolute))
    return herald_library_open (absolute, self->clock, error);

  library = herald_library_create (absolute, name, self->clock, &problem);
  if (library != NULL)
    return library;
  if (g_error_matches (problem, HERALD_STORE_ERROR, HERALD_STORE_ERROR_EXISTS)) /* another process was faster */
    return herald_library_open (absolute, self->clock, error);
  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

static HeraldLibrary *
open_chosen (HeraldLibraries  *self,
             const char       *choice,
             GError          **error)
{
  g_autoptr(GPtrArray) infos = NULL;
  const HeraldLibraryInfo *info;

  if (strchr (choice, G_DIR_SEPARATOR) != NULL || g_file_test (choice, G_FILE_TEST_EXISTS))
    return open_or_make (self, choice, error);

  infos = herald_libraries_list (self, error);
  if (infos == NULL)
    return NULL;
  info = find (infos, choice);

  return open_or_make (self, info ? info->folder : choice, error);
}

static HeraldLibrary *
open_current_or_first (HeraldLibraries  *self,
                       GError          **error)
{
  g_autoptr(GError) problem = NULL;
  g_autofree char *current = get_current (self, &problem);
  g_autoptr(GPtrArray) infos = NULL;

  if (problem == NULL && current != NULL)
    return herald_library_open (current, self->clock, error);
  if (problem == NULL)
    infos = herald_libraries_list (self, &problem);
  if (infos == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  if (infos->len > 0)
    return herald_libraries_open (self, ((HeraldLibraryInfo *) g_ptr_array_index (infos, 0))->folder, error);

  return herald_libraries_create (self, _("Announcements"), error);
}

/**
 * herald_libraries_open_default:
 * @self: the libraries
 * @choice: (nullable): what --library says: a folder, made if there is nothing, or a library's name
 * @error: return location for an error
 *
 * Opens the chosen library, else the one that $HERALD_LIBRARY chooses, else the one opened last, else makes a first
 * one. A choice for once does not become the current one.
 *
 * Returns: (transfer full) (nullable): the library
 */
HeraldLibrary *
herald_libraries_open_default (HeraldLibraries  *self,
                               const char       *choice,
                               GError          **error)
{
  const char *environment = g_getenv ("HERALD_LIBRARY");

  g_return_val_if_fail (HERALD_IS_LIBRARIES (self), NULL);

  if (choice != NULL && choice[0] != '\0')
    return open_chosen (self, choice, error);
  if (environment != NULL && environment[0] != '\0')
    return open_chosen (self, environment, error);

  return open_current_or_first (self, error);
}

/**
 * herald_libraries_get_person:
 * @self: the libraries
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): who writes: what was set, else the account's name and user@host
 */
HeraldAuthor *
herald_libraries_get_person (HeraldLibraries  *self,
                             GError          **error)
{
  g_autoptr(GKeyFile) settings = NULL;
  g_autofree char *name = NULL;
  g_autofree char *email = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARIES (self), NULL);

  settings = load_settings (self, error);
  if (settings == NULL)
    return NULL;
  name = g_key_file_get_string (settings, "person", "name", NULL);
  email = g_key_file_get_string (settings, "person", "email", NULL);
  if (name == NULL || name[0] == '\0')
    {
      const char *real_name = g_get_real_name ();

      g_free (name); /* "Unknown" is GLib's word for an account without a name */
      name = g_strdup (g_str_equal (real_name, "Unknown") || real_name[0] == '\0' ? g_get_user_name () : real_name);
    }
  if (email == NULL || email[0] == '\0')
    {
      g_free (email);
      email = g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
    }

  return herald_author_new (name, email);
}

/**
 * herald_libraries_has_person:
 * @self: the libraries
 *
 * Returns: whether who writes was set; settings that cannot be read are no reason to ask again
 */
gboolean
herald_libraries_has_person (HeraldLibraries *self)
{
  g_autoptr(GKeyFile) settings = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARIES (self), FALSE);

  settings = load_settings (self, NULL);
  name = settings ? g_key_file_get_string (settings, "person", "name", NULL) : NULL;

  return settings == NULL || (name != NULL && name[0] != '\0');
}

/**
 * herald_libraries_set_person:
 * @self: the libraries
 * @person: who writes; a member that is %NULL or empty goes back to the account's
 * @error: return location for an error
 *
 * Returns: whether it is on disk
 */
gboolean
herald_libraries_set_person (HeraldLibraries     *self,
                             const HeraldAuthor  *person,
                             GError             **error)
{
  g_autoptr(GKeyFile) settings = NULL;

  g_return_val_if_fail (HERALD_IS_LIBRARIES (self), FALSE);
  g_return_val_if_fail (person != NULL, FALSE);

  settings = load_settings (self, error);
  if (settings == NULL)
    return FALSE;
  g_key_file_set_string (settings, "person", "name", person->name ? person->name : "");
  g_key_file_set_string (settings, "person", "email", person->email ? person->email : "");

  return save_settings (self, settings, error);
}

/**
 * herald_library_info_free:
 * @info: (transfer full) (nullable): what is known of a library
 */
void
herald_library_info_free (HeraldLibraryInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->folder);
  g_free (info->name);
  g_free (info->colour);
  g_free (info->problem);
  g_free (info);
}
