/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-directory-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "herald-directory.h"
#include "herald-format.h"

struct _HeraldDirectoryPage
{
  GtkBox              parent_instance;

  HeraldLibrary      *library;
  HeraldOrganisation *company;   /* one of both */
  HeraldPerson       *person;
  gint64              revision;
  char               *hash;      /* of what is stored, or NULL */

  GtkEditable        *name;
  GtkEditable        *aliases;
  GtkEditable        *site;
  GtkEditable        *title;
  GtkEditable        *of;        /* the person's company */
  GtkTextBuffer      *biography;
  GPtrArray          *profiles;  /* of GtkTextBuffer, with their language as "language" */
};

G_DEFINE_FINAL_TYPE (HeraldDirectoryPage, herald_directory_page, GTK_TYPE_BOX)

static GtkEditable *
add_entry (AdwPreferencesGroup *group,
           const char          *title,
           const char          *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static GtkTextBuffer *
add_text (HeraldDirectoryPage *self,
          const char          *title,
          const char          *text)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "card");
  gtk_widget_add_css_class (view, "directory-text");
  gtk_widget_set_size_request (view, -1, 96);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), view);
  gtk_box_append (GTK_BOX (self), group);
  return buffer;
}

static void
add_profile (HeraldDirectoryPage *self,
             const char          *language)
{
  g_autofree char *name = herald_format_language (language);
  /* Translators: "About the Company" in a language */
  g_autofree char *title = g_strdup_printf (_("Profile in %s"), name);
  GtkTextBuffer *buffer = NULL;

  for (guint i = 0; i < self->profiles->len; i++)
    if (g_str_equal (g_object_get_data (g_ptr_array_index (self->profiles, i), "language"), language))
      return;
  buffer = add_text (self, title, herald_organisation_get_boilerplate (self->company, language));
  g_object_set_data_full (G_OBJECT (buffer), "language", g_strdup (language), g_free);
  g_ptr_array_add (self->profiles, buffer);
}

static void
show_company (HeraldDirectoryPage *self,
              AdwPreferencesGroup *group)
{
  g_autoptr(GPtrArray) names = g_ptr_array_copy (self->company->aliases, NULL, NULL);
  g_autofree char *aliases = NULL;
  g_autofree char *own = g_ascii_strdown (g_get_language_names ()[0], 2);

  g_ptr_array_set_free_func (names, NULL);
  g_ptr_array_add (names, NULL);
  aliases = g_strjoinv (", ", (char **) names->pdata);
  self->name = add_entry (group, _("Name"), self->company->name);
  self->aliases = add_entry (group, _("Other Names, with Commas Between"), aliases);
  self->site = add_entry (group, _("Web Site"), self->company->site);
  for (guint i = 0; i < self->company->boilerplates->len; i++)
    add_profile (self, ((HeraldProfile *) g_ptr_array_index (self->company->boilerplates, i))->language);
  add_profile (self, strlen (own) == 2 && g_ascii_isalpha (own[1]) ? own : "en");
}

static char *
get_company_name (HeraldDirectoryPage *self)
{
  g_autoptr(HeraldWorkingCopy) copy = NULL;
  g_autoptr(HeraldOrganisation) company = NULL;

  if (self->person->organisation != NULL)
    copy = herald_library_get_working_copy (self->library, self->person->organisation, NULL);
  company = copy != NULL ? herald_organisation_from_document (copy->document, NULL) : NULL;
  return company != NULL ? g_strdup (company->name) : NULL;
}

static void
show_person (HeraldDirectoryPage *self,
             AdwPreferencesGroup *group)
{
  g_autofree char *company = get_company_name (self);

  self->name = add_entry (group, _("Name"), self->person->name);
  self->title = add_entry (group, _("Job Title"), self->person->title);
  self->of = add_entry (group, _("Company"), company);
  g_object_set_data_full (G_OBJECT (self->of), "before", g_strdup (company), g_free);
  self->biography = add_text (self, _("Biography"), self->person->biography);
}

/* Keeping */

static char *
get_text (GtkEditable *editable)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
take (char        **member,
      GtkEditable  *editable)
{
  g_free (*member);
  *member = get_text (editable);
}

static char *
get_buffer (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static HeraldDocument *
read_company (HeraldDirectoryPage *self)
{
  g_auto(GStrv) aliases = g_strsplit (gtk_editable_get_text (self->aliases), ",", -1);

  take (&self->company->name, self->name);
  take (&self->company->site, self->site);
  g_ptr_array_set_size (self->company->aliases, 0);
  for (guint i = 0; aliases[i] != NULL; i++)
    if (*g_strstrip (aliases[i]) != '\0')
      g_ptr_array_add (self->company->aliases, g_strdup (aliases[i]));
  for (guint i = 0; i < self->profiles->len; i++)
    {
      GtkTextBuffer *buffer = g_ptr_array_index (self->profiles, i);
      g_autofree char *text = get_buffer (buffer);

      herald_organisation_set_boilerplate (self->company, g_object_get_data (G_OBJECT (buffer), "language"), text);
    }
  return herald_organisation_to_document (self->company);
}

static HeraldDocument *
read_person (HeraldDirectoryPage *self)
{
  g_autofree char *biography = get_buffer (self->biography);

  take (&self->person->name, self->name);
  take (&self->person->title, self->title);
  g_free (self->person->biography);
  self->person->biography = *biography != '\0' ? g_steal_pointer (&biography) : NULL;
  return herald_person_to_document (self->person);
}

typedef struct
{
  HeraldLibrary *library;
  HeraldPerson  *person;   /* whose company is another one now, or NULL */
  char          *company;  /* its name, or NULL: none any more */
  HeraldDocument *document;
  gint64         revision;
} Keep;

static void
keep_free (Keep *keep)
{
  g_object_unref (keep->library);
  g_clear_pointer (&keep->person, herald_person_free);
  g_free (keep->company);
  herald_document_unref (keep->document);
  g_free (keep);
}

/* A company that the library does not know yet is added to it. */
static gboolean
set_company (Keep    *keep,
             GError **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(HeraldOrganisation) company = NULL;
  g_autoptr(HeraldDocument) document = NULL;

  g_clear_pointer (&keep->person->organisation, g_free);
  if (keep->company != NULL)
    company = herald_directory_find_organisation (keep->library, keep->company, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (keep->company != NULL && company == NULL)
    {
      company = herald_organisation_new (keep->company);
      document = herald_organisation_to_document (company);
      if (herald_library_put_working_copy (keep->library, document, 0, error) == 0)
        return FALSE;
    }
  keep->person->organisation = company != NULL ? g_strdup (company->id) : NULL;
  herald_document_unref (keep->document);
  keep->document = herald_person_to_document (keep->person);
  return TRUE;
}

static void
keep_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Keep *keep = data;
  GError *error = NULL;

  if ((keep->person == NULL || set_company (keep, &error)) &&
      herald_library_put_working_copy (keep->library, keep->document, keep->revision, &error) != 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
herald_directory_page_keep_async (HeraldDirectoryPage *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr(HeraldDocument) document = self->company != NULL ? read_company (self) : read_person (self);
  const char *name = self->company != NULL ? self->company->name : self->person->name;
  g_autofree char *company = self->of != NULL ? get_text (self->of) : NULL;
  gboolean moved = self->of != NULL && g_strcmp0 (company, g_object_get_data (G_OBJECT (self->of), "before")) != 0;
  Keep *keep = NULL;

  g_task_set_source_tag (task, herald_directory_page_keep_async);
  if ((name == NULL && self->hash == NULL) || (!moved && g_strcmp0 (herald_document_get_hash (document), self->hash) == 0))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (name == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("It needs a name."));
      return;
    }
  keep = g_new0 (Keep, 1);
  keep->library = g_object_ref (self->library);
  keep->person = moved ? herald_person_copy (self->person) : NULL;
  keep->company = g_steal_pointer (&company);
  keep->document = g_steal_pointer (&document);
  keep->revision = self->revision;
  g_task_set_task_data (task, keep, (GDestroyNotify) keep_free);
  g_task_run_in_thread (task, keep_in_thread);
}

gboolean
herald_directory_page_keep_finish (HeraldDirectoryPage  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
herald_directory_page_finalize (GObject *object)
{
  HeraldDirectoryPage *self = HERALD_DIRECTORY_PAGE (object);

  g_clear_object (&self->library);
  g_clear_pointer (&self->company, herald_organisation_free);
  g_clear_pointer (&self->person, herald_person_free);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_directory_page_parent_class)->finalize (object);
}

static void
herald_directory_page_class_init (HeraldDirectoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_directory_page_finalize;
}

static void
herald_directory_page_init (HeraldDirectoryPage *self)
{
  self->profiles = g_ptr_array_new ();
}

/* Whether the document can be changed here. */
static gboolean
read_copy (HeraldDirectoryPage  *self,
           HeraldDocumentType    type,
           HeraldWorkingCopy    *copy,
           GError              **error)
{
  if (copy == NULL && type == HERALD_DOCUMENT_ORGANISATION)
    self->company = herald_organisation_new ("");
  else if (copy == NULL)
    self->person = herald_person_new ("");
  else if (type == HERALD_DOCUMENT_ORGANISATION)
    self->company = herald_organisation_from_document (copy->document, error);
  else
    self->person = herald_person_from_document (copy->document, error);
  if (copy != NULL)
    {
      self->revision = copy->revision;
      self->hash = g_strdup (herald_document_get_hash (copy->document));
    }
  return self->company != NULL || self->person != NULL;
}

/**
 * herald_directory_page_new:
 * @library: the library
 * @type: a company or a person
 * @copy: (nullable): what is stored of it; %NULL for a new one
 * @error: return location for an error: it cannot be read here
 *
 * Returns: (transfer floating) (nullable): a page with what can be changed
 */
GtkWidget *
herald_directory_page_new (HeraldLibrary       *library,
                           HeraldDocumentType   type,
                           HeraldWorkingCopy   *copy,
                           GError             **error)
{
  g_autoptr(HeraldDirectoryPage) self = g_object_ref_sink (g_object_new (HERALD_TYPE_DIRECTORY_PAGE, "orientation",
                                                                         GTK_ORIENTATION_VERTICAL, "spacing", 18, NULL));
  GtkWidget *group = NULL;

  self->library = g_object_ref (library);
  if (!read_copy (self, type, copy, error))
    return NULL;
  gtk_widget_set_margin_start (GTK_WIDGET (self), 14);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 14);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 14);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 24);
  group = adw_preferences_group_new ();
  gtk_box_append (GTK_BOX (self), group);
  if (self->company != NULL)
    show_company (self, ADW_PREFERENCES_GROUP (group));
  else
    show_person (self, ADW_PREFERENCES_GROUP (group));
  g_object_force_floating (G_OBJECT (self));
  return GTK_WIDGET (g_steal_pointer (&self));
}
