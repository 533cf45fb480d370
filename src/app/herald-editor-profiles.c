/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-editor-profiles.h"

#include <glib/gi18n.h>

#include "herald-prose-view.h"

struct _HeraldEditorProfiles
{
  GtkBox             parent_instance;

  HeraldEditSession *session;
};

G_DEFINE_FINAL_TYPE (HeraldEditorProfiles, herald_editor_profiles, GTK_TYPE_BOX)

static const HeraldBoilerplate *
find_profile (HeraldAnnouncement *announcement,
              const char         *id)
{
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *profile = g_ptr_array_index (announcement->boilerplates, i);

      if (g_strcmp0 (profile->id, id) == 0)
        return profile;
    }
  return NULL;
}

/* A child is a box of a title and the words; its name is the profile's id. */
static GtkWidget *
find_child (HeraldEditorProfiles *self,
            const char           *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_widget_get_name (child), id) == 0)
      return child;
  return NULL;
}

static char *
make_group (HeraldProseView *view)
{
  return g_strconcat ("profile:", gtk_widget_get_name (gtk_widget_get_parent (GTK_WIDGET (view))), NULL);
}

static void
on_edited (HeraldProseView      *view,
           HeraldEditorProfiles *self)
{
  g_autofree char *group = make_group (view);
  HeraldAnnouncement *announcement = herald_edit_session_begin (self->session, group);
  HeraldBoilerplate *profile = (HeraldBoilerplate *) find_profile (announcement, strchr (group, ':') + 1);

  if (profile != NULL)
    {
      g_free (profile->text);
      profile->text = herald_prose_view_get_text (view);
    }
  herald_edit_session_end (self->session);
}

static void
on_composing (HeraldProseView      *view,
              gboolean              composing,
              HeraldEditorProfiles *self)
{
  g_autofree char *group = make_group (view);

  herald_edit_session_compose (self->session, composing ? group : NULL);
}

static GtkWidget *
make_child (HeraldEditorProfiles    *self,
            const HeraldBoilerplate *profile)
{
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *view = herald_prose_view_new (FALSE, TRUE);

  gtk_widget_set_name (child, profile->id);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (view, "profile");
  g_signal_connect_object (view, "edited", G_CALLBACK (on_edited), self, 0);
  g_signal_connect_object (view, "composing", G_CALLBACK (on_composing), self, 0);
  gtk_box_append (GTK_BOX (child), title);
  gtk_box_append (GTK_BOX (child), view);
  gtk_box_append (GTK_BOX (self), child);
  return child;
}

static void
show_profile (HeraldEditorProfiles    *self,
              GtkWidget               *child,
              const HeraldBoilerplate *profile)
{
  HeraldAnnouncement *announcement = herald_edit_session_get_announcement (self->session);
  const HeraldParty *party = herald_announcement_find_party (announcement, profile->party);
  HeraldProseView *view = HERALD_PROSE_VIEW (gtk_widget_get_last_child (child));
  g_autofree char *label = NULL;

  label = party != NULL ? g_strdup_printf (_("About %s"), party->name) : g_strdup (_("About the Company"));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (child)), label);
  herald_prose_view_set_label (view, label);
  herald_prose_view_set_text (view, profile->text, NULL);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), !herald_edit_session_get_read_only (self->session));
}

static void
remove_strangers (HeraldEditorProfiles *self,
                  HeraldAnnouncement   *announcement)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (announcement == NULL || find_profile (announcement, gtk_widget_get_name (child)) == NULL)
        gtk_box_remove (GTK_BOX (self), child);
      child = next;
    }
}

/**
 * herald_editor_profiles_update:
 * @self: profiles with a session
 *
 * Shows them as they are now; the cursor stays where it is.
 */
void
herald_editor_profiles_update (HeraldEditorProfiles *self)
{
  HeraldAnnouncement *announcement = NULL;
  GtkWidget *previous = NULL;

  g_return_if_fail (HERALD_IS_EDITOR_PROFILES (self));
  g_return_if_fail (self->session != NULL);

  announcement = herald_edit_session_get_announcement (self->session);
  remove_strangers (self, announcement);
  for (guint i = 0; i < announcement->boilerplates->len; i++)
    {
      const HeraldBoilerplate *profile = g_ptr_array_index (announcement->boilerplates, i);
      GtkWidget *child = find_child (self, profile->id);

      if (child == NULL)
        child = make_child (self, profile);
      show_profile (self, child, profile);
      if (gtk_widget_get_prev_sibling (child) != previous)
        gtk_box_reorder_child_after (GTK_BOX (self), child, previous);
      previous = child;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), announcement->boilerplates->len > 0);
}

static void
herald_editor_profiles_dispose (GObject *object)
{
  g_clear_object (&HERALD_EDITOR_PROFILES (object)->session);

  G_OBJECT_CLASS (herald_editor_profiles_parent_class)->dispose (object);
}

static void
herald_editor_profiles_class_init (HeraldEditorProfilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = herald_editor_profiles_dispose;
}

static void
herald_editor_profiles_init (HeraldEditorProfiles *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "profiles");
}

/**
 * herald_editor_profiles_set_session:
 * @self: profiles
 * @session: (nullable): whose
 */
void
herald_editor_profiles_set_session (HeraldEditorProfiles *self,
                                    HeraldEditSession    *session)
{
  g_return_if_fail (HERALD_IS_EDITOR_PROFILES (self));

  remove_strangers (self, NULL);
  g_set_object (&self->session, session);
}
