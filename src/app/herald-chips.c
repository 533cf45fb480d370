/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-chips.h"

#include <glib/gi18n.h>

#include "herald-wrap-layout.h"

struct _HeraldChips
{
  GtkBox             parent_instance;

  HeraldEditSession *session;
  char              *shown;       /* what the chips were made from: they are made anew when it differs */
  GtkWidget         *add_party;   /* GtkEntry */
  GtkWidget         *add_tag;     /* GtkEntry */
};

G_DEFINE_FINAL_TYPE (HeraldChips, herald_chips, GTK_TYPE_BOX)

static const char *
role_label (HeraldRole role)
{
  switch (role)
    {
    case HERALD_ROLE_PARTNER:
      return _("partner");
    case HERALD_ROLE_MENTIONED:
      return _("mentioned");
    case HERALD_ROLE_ISSUER:
    case HERALD_ROLE_NONE:
    default:
      return _("issuer");
    }
}

/* Companies */

static void
party_role_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeraldChips *self = HERALD_CHIPS (widget);
  const char *id = NULL;
  const char *role_name = NULL;
  HeraldRole role = HERALD_ROLE_NONE;
  HeraldAnnouncement *announcement = NULL;

  g_variant_get (parameter, "(&s&s)", &id, &role_name);
  announcement = herald_edit_session_begin (self->session, NULL);
  for (guint i = 0; i < announcement->parties->len; i++)
    {
      HeraldParty *party = g_ptr_array_index (announcement->parties, i);

      if (g_strcmp0 (party->id, id) != 0)
        continue;
      if (herald_role_from_string (role_name, &role))
        party->role = role;
      else
        g_ptr_array_remove_index (announcement->parties, i);
      break;
    }
  herald_edit_session_end (self->session);
  herald_chips_update (self);
}

static void
append_role (GMenu      *menu,
             const char *label,
             const char *id,
             const char *role)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "chips.party-role", "(ss)", id, role);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_party_chip (const HeraldParty *party)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) roles = g_menu_new ();
  g_autoptr(GMenu) removal = g_menu_new ();
  g_autofree char *label = g_strdup_printf ("%s · %s", party->name != NULL ? party->name : "",
                                            role_label (party->role));

  append_role (roles, _("_Issuer"), party->id, "issuer");
  append_role (roles, _("_Partner"), party->id, "partner");
  append_role (roles, _("_Mentioned"), party->id, "mentioned");
  append_role (removal, _("_Remove"), party->id, "");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (roles));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (removal));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Role of this company"));
  gtk_widget_add_css_class (button, "chip");
  return button;
}

static void
on_add_party (HeraldChips *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add_party))));

  if (*name == '\0' || self->session == NULL)
    return;
  herald_announcement_add_party (herald_edit_session_begin (self->session, NULL), name, HERALD_ROLE_ISSUER);
  herald_edit_session_end (self->session);
  gtk_editable_set_text (GTK_EDITABLE (self->add_party), "");
  herald_chips_update (self);
}

/* Tags */

static void
remove_tag_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeraldChips *self = HERALD_CHIPS (widget);

  herald_announcement_remove_tag (herald_edit_session_begin (self->session, NULL),
                                  g_variant_get_string (parameter, NULL));
  herald_edit_session_end (self->session);
  herald_chips_update (self);
}

static GtkWidget *
make_tag_chip (const char *tag)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *description = g_strdup_printf (_("Remove tag “%s”"), tag);

  gtk_widget_add_css_class (chip, "tag-chip");
  gtk_widget_set_tooltip_text (button, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "chips.remove-tag");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tag);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

/* Several at once, with commas between them, as people paste them. */
static void
on_add_tag (HeraldChips *self)
{
  g_auto(GStrv) tags = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (self->add_tag)), ",", -1);
  HeraldAnnouncement *announcement = NULL;
  g_autoptr(GError) error = NULL;

  if (self->session == NULL || tags[0] == NULL)
    return;
  announcement = herald_edit_session_begin (self->session, NULL);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (*tag != '\0' && !herald_announcement_add_tag (announcement, tag, &error) && error != NULL)
        {
          g_signal_emit_by_name (self->session, "notice", error->message);
          g_clear_error (&error);
        }
    }
  herald_edit_session_end (self->session);
  gtk_editable_set_text (GTK_EDITABLE (self->add_tag), "");
  herald_chips_update (self);
}

/* A comma ends a tag, as Enter does. */
static void
on_tag_typed (HeraldChips *self)
{
  if (strchr (gtk_editable_get_text (GTK_EDITABLE (self->add_tag)), ',') != NULL)
    on_add_tag (self);
}

/* Showing */

static char *
describe (HeraldAnnouncement *announcement)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < announcement->parties->len; i++)
    {
      const HeraldParty *party = g_ptr_array_index (announcement->parties, i);

      g_string_append_printf (words, "%s\t%s\t%d\n", party->id, party->name, party->role);
    }
  for (guint i = 0; i < announcement->tags->len; i++)
    g_string_append_printf (words, "%s\n", (const char *) g_ptr_array_index (announcement->tags, i));
  return g_string_free (words, FALSE);
}

static void
remove_chips (HeraldChips *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (child != self->add_party && child != self->add_tag)
        gtk_box_remove (GTK_BOX (self), child);
      child = next;
    }
}

static void
insert_before (HeraldChips *self,
               GtkWidget   *chip,
               GtkWidget   *before)
{
  gtk_widget_insert_before (chip, GTK_WIDGET (self), before);
}

/**
 * herald_chips_update:
 * @self: chips with a session
 *
 * Shows what the announcement has now.
 */
void
herald_chips_update (HeraldChips *self)
{
  HeraldAnnouncement *announcement = NULL;
  g_autofree char *now = NULL;

  g_return_if_fail (HERALD_IS_CHIPS (self));

  if (self->session == NULL)
    return;
  announcement = herald_edit_session_get_announcement (self->session);
  now = describe (announcement);
  if (g_strcmp0 (now, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
  remove_chips (self);
  for (guint i = 0; i < announcement->parties->len; i++)
    insert_before (self, make_party_chip (g_ptr_array_index (announcement->parties, i)), self->add_party);
  for (guint i = 0; i < announcement->tags->len; i++)
    insert_before (self, make_tag_chip (g_ptr_array_index (announcement->tags, i)), self->add_tag);
}

static GtkWidget *
make_entry (HeraldChips *self,
            const char  *label,
            GCallback    callback)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 13);
  gtk_widget_add_css_class (entry, "inline-entry");
  gtk_widget_add_css_class (entry, "chip-entry");
  g_signal_connect_object (entry, "activate", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), entry);
  return entry;
}

static void
herald_chips_dispose (GObject *object)
{
  HeraldChips *self = HERALD_CHIPS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (herald_chips_parent_class)->dispose (object);
}

static void
herald_chips_class_init (HeraldChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_chips_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, HERALD_TYPE_WRAP_LAYOUT);
  gtk_widget_class_install_action (widget_class, "chips.party-role", "(ss)", party_role_action);
  gtk_widget_class_install_action (widget_class, "chips.remove-tag", "s", remove_tag_action);
}

static void
herald_chips_init (HeraldChips *self)
{
  self->add_party = make_entry (self, _("Add Company"), G_CALLBACK (on_add_party));
  self->add_tag = make_entry (self, _("Add Tag"), G_CALLBACK (on_add_tag));
  g_signal_connect_object (self->add_tag, "changed", G_CALLBACK (on_tag_typed), self, G_CONNECT_SWAPPED);
}

/**
 * herald_chips_set_session:
 * @self: chips
 * @session: (nullable): whose companies and tags
 */
void
herald_chips_set_session (HeraldChips       *self,
                          HeraldEditSession *session)
{
  g_return_if_fail (HERALD_IS_CHIPS (self));

  g_set_object (&self->session, session);
  g_clear_pointer (&self->shown, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->add_party), "");
  gtk_editable_set_text (GTK_EDITABLE (self->add_tag), "");
  gtk_widget_set_sensitive (GTK_WIDGET (self), session != NULL && !herald_edit_session_get_read_only (session));
  herald_chips_update (self);
}

void
herald_chips_focus_tags (HeraldChips *self)
{
  g_return_if_fail (HERALD_IS_CHIPS (self));

  gtk_widget_grab_focus (self->add_tag);
}
