/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-application.h"

#include "config.h"

#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-first-run.h"
#include "herald-libraries.h"
#include "herald-mail.h"
#include "herald-shelf.h"
#include "herald-sync-controller.h"
#include "herald-window.h"

/* A library that some window shows. */
typedef struct
{
  HeraldLibrary        *library;
  HeraldSyncController *sync;
  char                 *name;
} OpenLibrary;

struct _HeraldApplication
{
  AdwApplication   parent_instance;

  HeraldClock     *clock;
  HeraldLibraries *libraries;
  HeraldAuthor    *author;
  HeraldShelf     *shelf;     /* all of them, open or not in a window */
  GSettings       *settings;
  GHashTable      *open;      /* folder -> OpenLibrary */
  GtkWidget       *first_run; /* asks who writes, before anything is opened */
  char            *waiting;   /* the library that was asked for meanwhile, or NULL */
  GPtrArray       *files;     /* of GFile: what was to be imported */
};

G_DEFINE_FINAL_TYPE (HeraldApplication, herald_application, ADW_TYPE_APPLICATION)

static void
open_library_free (OpenLibrary *open)
{
  g_clear_object (&open->sync);
  g_clear_object (&open->library);
  g_free (open->name);
  g_free (open);
}

/* Without a library there is no window to say so in: one that only says it. */
static void
show_failure (HeraldApplication *self,
              const char        *message)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("The Library Cannot Be Opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), message);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _("Herald"));
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 420);
  gtk_window_present (GTK_WINDOW (window));
}

static OpenLibrary *
keep_library (HeraldApplication *self,
              HeraldLibrary     *library)
{
  const char *folder = herald_library_get_folder (library);
  OpenLibrary *open = g_hash_table_lookup (self->open, folder);
  g_autoptr(GError) error = NULL;

  if (open != NULL)
    return open;
  open = g_new0 (OpenLibrary, 1);
  open->library = g_object_ref (library);
  open->sync = herald_sync_controller_new (library, self->author);
  open->name = herald_library_get_setting (library, "name", &error);
  if (error != NULL)
    g_warning ("The library's name cannot be read: %s", error->message);
  g_hash_table_insert (self->open, g_strdup (folder), open);
  herald_shelf_add (self->shelf, library);
  herald_shelf_refresh (self->shelf);
  return open;
}

/* Libraries are opened when a window is asked for, before there is anything on screen to hold up. */
static OpenLibrary *
open_library (HeraldApplication  *self,
              const char         *choice,
              GError            **error)
{
  g_autoptr(HeraldLibrary) library = NULL;

  if (self->author == NULL)
    self->author = herald_libraries_get_person (self->libraries, error);
  if (self->author == NULL)
    return NULL;
  library = herald_libraries_open_default (self->libraries, choice, error);
  return library != NULL ? keep_library (self, library) : NULL;
}

static HeraldWindow *
find_window (HeraldApplication *self,
             HeraldLibrary     *library)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (HERALD_IS_WINDOW (l->data) && herald_window_get_library (l->data) == library)
      return l->data;
  return NULL;
}

static HeraldWindow *
make_window (HeraldApplication *self,
             OpenLibrary       *open)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/heraldpress/Herald/help-overlay.ui");
  HeraldWindow *window = herald_window_new (GTK_APPLICATION (self), open->library, open->name, self->author,
                                            open->sync, self->shelf, self->settings);

  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (window),
                                           GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  return window;
}

static HeraldWindow *present (HeraldApplication *self, const char *choice);

static void
on_first_run_done (HeraldApplication *self)
{
  GtkWindow *asked = GTK_WINDOW (self->first_run);
  g_autofree char *choice = g_steal_pointer (&self->waiting);
  HeraldWindow *window = NULL;

  g_object_remove_weak_pointer (G_OBJECT (asked), (gpointer *) &self->first_run);
  self->first_run = NULL;
  window = present (self, choice);
  for (guint i = 0; window != NULL && i < self->files->len; i++)
    herald_window_import_file (window, g_ptr_array_index (self->files, i));
  g_ptr_array_set_size (self->files, 0);
  gtk_window_destroy (asked);
}

/* Asked once, before anything is written in somebody's name. */
static gboolean
ask_who_writes (HeraldApplication *self,
                const char        *choice)
{
  g_autoptr(GPtrArray) infos = NULL;

  if (self->first_run == NULL && herald_libraries_has_person (self->libraries))
    return FALSE;
  if (self->first_run == NULL)
    {
      infos = herald_libraries_list (self->libraries, NULL);
      self->first_run = herald_first_run_new (GTK_APPLICATION (self), self->libraries,
                                              choice == NULL && infos != NULL && infos->len == 0);
      g_object_add_weak_pointer (G_OBJECT (self->first_run), (gpointer *) &self->first_run);
      g_signal_connect_object (self->first_run, "done", G_CALLBACK (on_first_run_done), self, G_CONNECT_SWAPPED);
    }
  g_free (self->waiting);
  self->waiting = g_strdup (choice);
  gtk_window_present (GTK_WINDOW (self->first_run));
  return TRUE;
}

static HeraldWindow *
present (HeraldApplication *self,
         const char        *choice)
{
  g_autoptr(GError) error = NULL;
  OpenLibrary *open = NULL;
  HeraldWindow *window = NULL;

  /* Asked for again without saying which library: the window that is there. */
  if (choice == NULL)
    for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL && window == NULL; l = l->next)
      window = HERALD_IS_WINDOW (l->data) ? l->data : NULL;
  if (window == NULL)
    {
      if (self->libraries == NULL)
        {
          self->libraries = herald_libraries_new (NULL, self->clock);
          self->shelf = herald_shelf_new (self->libraries, self->clock);
        }
      if (ask_who_writes (self, choice))
        return NULL;
      open = open_library (self, choice, &error);
      if (open == NULL)
        {
          show_failure (self, error->message);
          return NULL;
        }
      window = find_window (self, open->library);
    }
  if (window == NULL)
    window = make_window (self, open);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* What somebody opens before they said who they are waits for that. */
static void
import_or_wait (HeraldApplication *self,
                HeraldWindow      *window,
                GFile             *file)
{
  if (window != NULL)
    herald_window_import_file (window, file);
  else if (self->first_run != NULL)
    g_ptr_array_add (self->files, g_object_ref (file));
}

static void
herald_application_activate (GApplication *application)
{
  present (HERALD_APPLICATION (application), NULL);
}

static void
herald_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  HeraldApplication *self = HERALD_APPLICATION (application);
  HeraldWindow *window = present (self, NULL);

  for (int i = 0; i < n_files; i++)
    import_or_wait (self, window, files[i]);
}

static int
herald_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *command_line)
{
  HeraldApplication *self = HERALD_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto(GStrv) arguments = NULL;
  g_autofree char *library = NULL;
  HeraldWindow *window = NULL;

  if (g_variant_dict_lookup (options, "library", "^ay", &library) && *library == '\0')
    g_clear_pointer (&library, g_free);
  /* A relative folder means the caller's, not this process's. */
  if (library != NULL && strchr (library, G_DIR_SEPARATOR) != NULL)
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, library);

      g_free (library);
      library = g_file_get_path (file);
    }
  window = present (self, library);
  arguments = g_application_command_line_get_arguments (command_line, NULL);
  for (int i = 1; arguments[i] != NULL; i++)
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[i]);

      import_or_wait (self, window, file);
    }
  return window != NULL || self->first_run != NULL ? 0 : 1;
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  HeraldApplication *self = data;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  OpenLibrary *open = NULL;

  if (HERALD_IS_WINDOW (active))
    open = g_hash_table_lookup (self->open,
                                herald_library_get_folder (herald_window_get_library (HERALD_WINDOW (active))));
  if (open != NULL)
    gtk_window_present (GTK_WINDOW (make_window (self, open)));
  else
    present (self, NULL);
}

/* The library's window, in front. A library that the shelf has opened is the one that a window shows. */
static HeraldWindow *
present_library (HeraldApplication *self,
                 const char        *folder)
{
  HeraldShelfEntry *entry = self->shelf != NULL ? herald_shelf_find (self->shelf, folder) : NULL;
  HeraldWindow *window = NULL;

  if (entry == NULL)
    return present (self, folder);
  window = find_window (self, entry->library);
  if (window == NULL)
    window = make_window (self, keep_library (self, entry->library));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
open_library_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  present_library (data, g_variant_get_string (parameter, NULL));
}

/* (folder of a library, id) */
static void
open_announcement_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       data)
{
  const char *folder = NULL;
  const char *id = NULL;
  HeraldWindow *window = NULL;

  g_variant_get (parameter, "(&s&s)", &folder, &id);
  window = present_library (data, folder);
  if (window != NULL)
    herald_window_open (window, id);
}

typedef struct
{
  HeraldApplication *application;
  GtkEditable       *entry;
} NewLibrary;

static void
new_library_free (NewLibrary *question)
{
  g_object_unref (question->application);
  g_object_unref (question->entry);
  g_free (question);
}

static void
on_new_library_answer (const char *response,
                       gpointer    data)
{
  NewLibrary *question = data;
  HeraldApplication *self = question->application;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldLibrary) library = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!g_str_equal (response, "create") || *name == '\0')
    return;
  library = herald_libraries_create (self->libraries, name, &error);
  if (library == NULL)
    {
      if (HERALD_IS_WINDOW (window))
        herald_window_say (HERALD_WINDOW (window), error->message);
      return;
    }
  gtk_window_present (GTK_WINDOW (make_window (self, keep_library (self, library))));
}

static void
new_library_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  HeraldApplication *self = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWidget *entry = gtk_entry_new ();
  NewLibrary *question = g_new0 (NewLibrary, 1);
  HeraldAnswer answers[] = {
    { "cancel", _("_Cancel"), FALSE, FALSE },
    { "create", _("C_reate"), TRUE, FALSE },
  };

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("For example a client’s name"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the library"), -1);
  question->application = g_object_ref (self);
  question->entry = GTK_EDITABLE (g_object_ref_sink (entry));
  herald_compat_ask (window, _("New Library"), _("Each library has its own announcements, companies, people and team server."), entry,
                     answers, G_N_ELEMENTS (answers), on_new_library_answer, question, (GDestroyNotify) new_library_free);
  gtk_widget_grab_focus (entry);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  herald_compat_show_about (gtk_application_get_active_window (data));
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  GtkWindow *window = gtk_application_get_active_window (data);

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-help-overlay", NULL);
}

/* Every window saves and closes by itself; the last one ends the program. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
add_accels (GtkApplication *application)
{
  static const struct { const char *action; const char *accels[3]; } table[] = {
    { "app.quit", { "<Control>q" } },
    { "app.new-window", { "<Control><Shift>n" } },
    { "app.shortcuts", { "<Control>question" } },
    { "window.close", { "<Control>w" } },
    { "win.new-announcement", { "<Control>n" } },
    { "win.import", { "<Control>o" } },
    { "win.save-version", { "<Control>s" } },
    { "win.history", { "<Control>h" } },
    { "editor.show-authors", { "<Control><Shift>b" } },
    { "win.decide", { "<Control>d" } },
    { "win.print", { "<Control>p" } },
    { "win.preview", { "<Control><Shift>p" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.zoom-natural", { "<Control>0" } },
    { "win.zoom-fit", { "<Control>9" } },
    { "win.export", { "<Control><Shift>e" } },
    { "win.search", { "<Control>f" } },
    { "win.toggle-list", { "F9" } },
    { "win.toggle-sidebar", { "F8" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accels);
}

static void
herald_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "new-window", .activate = new_window_action },
    { .name = "open-library", .activate = open_library_action, .parameter_type = "s" },
    { .name = "open-announcement", .activate = open_announcement_action, .parameter_type = "(ss)" },
    { .name = "new-library", .activate = new_library_action },
    { .name = "about", .activate = about_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "quit", .activate = quit_action },
  };
  HeraldApplication *self = HERALD_APPLICATION (application);

  G_APPLICATION_CLASS (herald_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (HERALD_APPLICATION_ID);
  self->settings = g_settings_new (HERALD_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_accels (GTK_APPLICATION (self));
  herald_mail_sweep (self->clock);
}

static void
herald_application_dispose (GObject *object)
{
  HeraldApplication *self = HERALD_APPLICATION (object);

  if (self->first_run != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->first_run), (gpointer *) &self->first_run);
  self->first_run = NULL;
  g_clear_pointer (&self->waiting, g_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_hash_table_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->shelf);
  g_clear_object (&self->libraries);
  if (self->clock != NULL)
    herald_mail_sweep (self->clock);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->author, herald_author_free);

  G_OBJECT_CLASS (herald_application_parent_class)->dispose (object);
}

static void
herald_application_class_init (HeraldApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_application_dispose;
  application_class->startup = herald_application_startup;
  application_class->activate = herald_application_activate;
  application_class->open = herald_application_open;
  application_class->command_line = herald_application_command_line;
}

static void
herald_application_init (HeraldApplication *self)
{
  static const GOptionEntry options[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this library: a folder or a name"), N_("LIBRARY") },
    { NULL }
  };

  self->clock = herald_clock_new_system ();
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) open_library_free);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
}

HeraldApplication *
herald_application_new (void)
{
  return g_object_new (HERALD_TYPE_APPLICATION,
                       "application-id", HERALD_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/heraldpress/Herald",
                       NULL);
}
