/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-first-run.h"


#include "herald-organisation.h"

struct _HeraldFirstRun
{
  AdwApplicationWindow  parent_instance;

  HeraldLibraries      *libraries;
  gboolean              make_library; /* the first one gets the organisation's name */

  GtkEditable          *name;
  GtkEditable          *email;
  GtkEditable          *organisation;
  GtkLabel             *problem;
  GtkWidget            *start;
};

static guint done_signal;

G_DEFINE_FINAL_TYPE (HeraldFirstRun, herald_first_run, ADW_TYPE_APPLICATION_WINDOW)

static char *
get_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
on_changed (HeraldFirstRun *self)
{
  g_autofree char *name = get_text (self->name);

  gtk_widget_set_sensitive (self->start, *name != '\0');
}

/* A library of the organisation's name, which knows the organisation. */
static gboolean
make_library (HeraldFirstRun  *self,
              const char      *name,
              GError         **error)
{
  g_autoptr(HeraldLibrary) library = herald_libraries_create (self->libraries, name, error);
  g_autoptr(HeraldOrganisation) organisation = NULL;
  g_autoptr(HeraldDocument) document = NULL;

  if (library == NULL)
    return FALSE;
  organisation = herald_organisation_new (name);
  document = herald_organisation_to_document (organisation);
  return herald_library_put_working_copy (library, document, 0, error) != 0;
}

static void
on_start (HeraldFirstRun *self)
{
  g_autofree char *name = get_text (self->name);
  g_autofree char *email = get_text (self->email);
  g_autofree char *organisation = get_text (self->organisation);
  g_autoptr(HeraldAuthor) person = herald_author_new (name, email);
  g_autoptr(GError) error = NULL;

  if (*name == '\0')
    return;
  if ((self->make_library && *organisation != '\0' && !make_library (self, organisation, &error)) ||
      !herald_libraries_set_person (self->libraries, person, &error))
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return;
    }
  g_signal_emit (self, done_signal, 0);
}

static void
herald_first_run_dispose (GObject *object)
{
  g_clear_object (&HERALD_FIRST_RUN (object)->libraries);

  G_OBJECT_CLASS (herald_first_run_parent_class)->dispose (object);
}

static void
herald_first_run_class_init (HeraldFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_first_run_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldFirstRun, name);
  gtk_widget_class_bind_template_child (widget_class, HeraldFirstRun, email);
  gtk_widget_class_bind_template_child (widget_class, HeraldFirstRun, organisation);
  gtk_widget_class_bind_template_child (widget_class, HeraldFirstRun, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldFirstRun, start);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
}

static void
herald_first_run_init (HeraldFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_first_run_new:
 * @application: the application
 * @libraries: where what is said is kept
 * @make_library: whether there is no library yet
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWidget *
herald_first_run_new (GtkApplication  *application,
                      HeraldLibraries *libraries,
                      gboolean         make_library)
{
  HeraldFirstRun *self = g_object_new (HERALD_TYPE_FIRST_RUN, "application", application, NULL);
  g_autoptr(HeraldAuthor) guess = herald_libraries_get_person (libraries, NULL);

  self->libraries = g_object_ref (libraries);
  self->make_library = make_library;
  gtk_widget_set_visible (GTK_WIDGET (self->organisation), make_library);
  if (guess != NULL)
    {
      gtk_editable_set_text (self->name, guess->name);
      gtk_editable_set_text (self->email, guess->email);
    }
  on_changed (self);
  return GTK_WIDGET (self);
}
