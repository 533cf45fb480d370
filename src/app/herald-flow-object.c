/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-flow-object.h"

#include <glib/gi18n.h>

#include "herald-picture.h"
#include "herald-wrap-layout.h"

enum { FIELD_NAME, FIELD_TITLE, FIELD_ORGANISATION, FIELD_CAPTION, FIELD_CREDIT, FIELD_ALT, N_FIELDS };

struct _HeraldFlowObject
{
  GtkBox             parent_instance;

  HeraldEditSession *session;
  char              *id;
  HeraldBlockType    type;
  guint              loading;
  GtkWidget         *content;
  GtkWidget         *fields[N_FIELDS]; /* GtkEntry; NULL where the block has none */
  GtkWidget         *facts;
  GtkPicture        *picture;
  GtkLabel          *picture_problem;
  char              *asset;            /* what the picture shows */
  gboolean           composing;
  GCancellable      *cancellable;
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldFlowObject, herald_flow_object, GTK_TYPE_BOX)

static char **
find_member (HeraldBlock *block,
             int          field)
{
  if (field <= FIELD_ORGANISATION && block->speaker == NULL)
    block->speaker = herald_speaker_new (NULL, NULL, NULL);
  switch (field)
    {
    case FIELD_NAME:
      return &block->speaker->name;
    case FIELD_TITLE:
      return &block->speaker->title;
    case FIELD_ORGANISATION:
      return &block->speaker->organisation;
    case FIELD_CAPTION:
      return &block->caption;
    case FIELD_CREDIT:
      return &block->credit;
    case FIELD_ALT:
    default:
      return &block->alt;
    }
}

/* An entry is as wide as its words, so that name, title and company read like one line. */
static void
fit_entry (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);
  const char *placeholder = gtk_entry_get_placeholder_text (GTK_ENTRY (entry));
  glong length = g_utf8_strlen (*text != '\0' ? text : placeholder, -1);

  gtk_editable_set_max_width_chars (entry, (int) CLAMP (length + 1, 6, 34));
}

static void
on_field_changed (GtkEditable      *entry,
                  HeraldFlowObject *self)
{
  int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (entry), "field"));
  g_autofree char *group = g_strdup_printf ("field:%d:%s", field, self->id);
  GPtrArray *body = NULL;
  HeraldBlock *block = NULL;
  HeraldFlowEdit *edit = NULL;
  char **member = NULL;
  int place = 0;

  fit_entry (entry);
  if (self->loading > 0)
    return;
  body = herald_edit_session_get_announcement (self->session)->body;
  place = herald_flow_find_block (body, self->id);
  if (place < 0)
    return;
  block = herald_block_copy (g_ptr_array_index (body, (guint) place));
  member = find_member (block, field);
  g_free (*member);
  *member = g_strdup (gtk_editable_get_text (entry));
  edit = herald_flow_replace (body, block);
  if (edit == NULL)
    return;
  herald_edit_session_edit_body (self->session, edit, group);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* While an input method composes words here, nothing else may change them. */
static void
set_composing (HeraldFlowObject *self,
               gboolean          composing)
{
  g_autofree char *group = g_strconcat ("words:", self->id, NULL);

  self->composing = composing;
  herald_edit_session_compose (self->session, composing ? group : NULL);
}

static void
on_field_preedit (HeraldFlowObject *self,
                  const char       *words)
{
  set_composing (self, *words != '\0');
}

/* Enter goes on below, as it would in a text. */
static void
on_field_activate (HeraldFlowObject *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0, 1);
}

static gboolean
on_field_key (HeraldFlowObject      *self,
              guint                  key,
              guint                  code,
              GdkModifierType        state,
              GtkEventControllerKey *controller)
{
  int direction = key == GDK_KEY_Up ? -1 : key == GDK_KEY_Down ? 1 : 0;

  if (direction == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0, direction);
  return TRUE;
}

static void
show_field (HeraldFlowObject *self,
            int               field,
            const char       *text)
{
  GtkEditable *entry = GTK_EDITABLE (self->fields[field]);

  if (entry != NULL && g_strcmp0 (gtk_editable_get_text (entry), text != NULL ? text : "") != 0)
    gtk_editable_set_text (entry, text != NULL ? text : "");
}

static void
on_picture (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldFlowObject) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = herald_picture_load_finish (HERALD_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->picture == NULL)
    return;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picture_problem), texture == NULL);
  if (error != NULL)
    gtk_label_set_label (self->picture_problem, error->message);
}

static void
show_picture (HeraldFlowObject  *self,
              const HeraldBlock *block)
{
  gtk_picture_set_alternative_text (self->picture, block->alt);
  if (g_strcmp0 (self->asset, block->asset) == 0)
    return;
  g_free (self->asset);
  self->asset = g_strdup (block->asset);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->asset == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  herald_picture_load_async (herald_edit_session_get_library (self->session), self->asset, self->cancellable,
                             on_picture, g_object_ref (self));
}

/* Made anew each time, since it is only shown. */
static void
show_facts (HeraldFlowObject  *self,
            const HeraldBlock *block)
{
  GtkWidget *grid = gtk_grid_new ();

  if (self->facts != NULL)
    gtk_box_remove (GTK_BOX (self->content), self->facts);
  self->facts = grid;
  gtk_widget_add_css_class (grid, "facts");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint row = 0; row < block->rows->len; row++)
    {
      GPtrArray *cells = g_ptr_array_index (block->rows, row);

      for (guint column = 0; column < cells->len; column++)
        {
          const HeraldItem *cell = g_ptr_array_index (cells, column);
          GtkWidget *label = gtk_label_new (cell->text);

          gtk_label_set_wrap (GTK_LABEL (label), TRUE);
          gtk_label_set_xalign (GTK_LABEL (label), 0);
          gtk_label_set_selectable (GTK_LABEL (label), TRUE);
          if (column == 0)
            gtk_widget_add_css_class (label, "heading");
          gtk_grid_attach (GTK_GRID (grid), label, (int) column, (int) row, 1, 1);
        }
    }
  gtk_box_append (GTK_BOX (self->content), grid);
}

/**
 * herald_flow_object_update:
 * @self: an object of that block
 * @block: how it is now
 */
void
herald_flow_object_update (HeraldFlowObject  *self,
                           const HeraldBlock *block)
{
  const HeraldSpeaker *speaker = NULL;

  g_return_if_fail (HERALD_IS_FLOW_OBJECT (self));
  g_return_if_fail (block != NULL);

  self->loading++;
  speaker = block->speaker;
  if (block->type == HERALD_BLOCK_QUOTE)
    {
      show_field (self, FIELD_NAME, speaker != NULL ? speaker->name : NULL);
      show_field (self, FIELD_TITLE, speaker != NULL ? speaker->title : NULL);
      show_field (self, FIELD_ORGANISATION, speaker != NULL ? speaker->organisation : NULL);
    }
  if (block->type == HERALD_BLOCK_FIGURE)
    {
      show_field (self, FIELD_CAPTION, block->caption);
      show_field (self, FIELD_CREDIT, block->credit);
      show_field (self, FIELD_ALT, block->alt);
      show_picture (self, block);
    }
  if (block->type == HERALD_BLOCK_FACTS)
    show_facts (self, block);
  self->loading--;
}

/* Building */

static GtkWidget *
add_field (HeraldFlowObject *self,
           GtkWidget        *box,
           int               field,
           const char       *label)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->fields[field] = entry;
  g_object_set_data (G_OBJECT (entry), "field", GINT_TO_POINTER (field));
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (entry, "inline-entry");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  fit_entry (GTK_EDITABLE (entry));
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_editable (GTK_EDITABLE (entry), !herald_edit_session_get_read_only (self->session));
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_field_changed), self, 0);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_field_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "preedit-changed",
                           G_CALLBACK (on_field_preedit), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_field_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static void
add_speaker (HeraldFlowObject *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, g_object_new (HERALD_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_add_css_class (box, "speaker");
  gtk_widget_add_css_class (add_field (self, box, FIELD_NAME, _("Speaker’s name")), "speaker-name");
  add_field (self, box, FIELD_TITLE, _("Job title"));
  add_field (self, box, FIELD_ORGANISATION, _("Company"));
  gtk_box_append (GTK_BOX (self->content), box);
}

static void
add_picture (HeraldFlowObject *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, g_object_new (HERALD_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_add_css_class (box, "speaker");
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, 240);
  gtk_widget_set_halign (GTK_WIDGET (self->picture), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "figure-picture");
  self->picture_problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->picture_problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture_problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->picture_problem), FALSE);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->picture));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->picture_problem));
  gtk_widget_add_css_class (add_field (self, self->content, FIELD_CAPTION, _("Caption")), "caption-entry");
  add_field (self, box, FIELD_CREDIT, _("Credit"));
  add_field (self, box, FIELD_ALT, _("Description for those who do not see it"));
  gtk_box_append (GTK_BOX (self->content), box);
}

static void
add_unknown (HeraldFlowObject *self)
{
  GtkWidget *label = gtk_label_new (_("This part was made by a newer Herald. It is kept as it is."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "unknown-block");
  gtk_box_append (GTK_BOX (self->content), label);
}

/* What can be done to it with the pointer; by keyboard, it is done with the cursor beside it. */
static void
add_menu_button (HeraldFlowObject *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr(GMenu) menu = g_menu_new ();
  static const struct { const char *label; const char *action; } items[] = {
    { N_("Move _Up"), "flow.move-block-up" }, { N_("Move _Down"), "flow.move-block-down" }, { N_("_Delete"), "flow.delete-block" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "s", self->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Block Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Block Menu"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "block-menu");
  gtk_box_append (GTK_BOX (self), button);
}

static void
herald_flow_object_dispose (GObject *object)
{
  HeraldFlowObject *self = HERALD_FLOW_OBJECT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->composing)
    set_composing (self, FALSE);
  g_clear_object (&self->session);
  self->picture = NULL;

  G_OBJECT_CLASS (herald_flow_object_parent_class)->dispose (object);
}

static void
herald_flow_object_finalize (GObject *object)
{
  HeraldFlowObject *self = HERALD_FLOW_OBJECT (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->asset, g_free);

  G_OBJECT_CLASS (herald_flow_object_parent_class)->finalize (object);
}

static void
herald_flow_object_class_init (HeraldFlowObjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = herald_flow_object_dispose;
  object_class->finalize = herald_flow_object_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEAVE] = g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
herald_flow_object_init (HeraldFlowObject *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
  gtk_widget_add_css_class (GTK_WIDGET (self), "block");
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_hexpand (self->content, TRUE);
  gtk_box_append (GTK_BOX (self), self->content);
}

/**
 * herald_flow_object_new:
 * @session: where edits go
 * @block: what to show: a quote (of which it is the speaker), figure, table or unknown block
 *
 * Returns: (transfer floating): a view of that block
 */
GtkWidget *
herald_flow_object_new (HeraldEditSession *session,
                        const HeraldBlock *block)
{
  HeraldFlowObject *self = g_object_new (HERALD_TYPE_FLOW_OBJECT, NULL);

  self->session = g_object_ref (session);
  self->id = g_strdup (block->id);
  self->type = block->type;
  if (block->type == HERALD_BLOCK_QUOTE)
    add_speaker (self);
  else if (block->type == HERALD_BLOCK_FIGURE)
    add_picture (self);
  else if (block->type != HERALD_BLOCK_FACTS)
    add_unknown (self);
  if (block->type != HERALD_BLOCK_QUOTE && !herald_edit_session_get_read_only (session))
    add_menu_button (self);
  herald_flow_object_update (self, block);
  return GTK_WIDGET (self);
}

const char *
herald_flow_object_get_id (HeraldFlowObject *self)
{
  g_return_val_if_fail (HERALD_IS_FLOW_OBJECT (self), NULL);

  return self->id;
}

gboolean
herald_flow_object_suits (HeraldFlowObject  *self,
                          const HeraldBlock *block)
{
  g_return_val_if_fail (HERALD_IS_FLOW_OBJECT (self), FALSE);

  return g_strcmp0 (self->id, block->id) == 0 && self->type == block->type;
}

gboolean
herald_flow_object_focus (HeraldFlowObject *self)
{
  GtkWidget *first = NULL;

  g_return_val_if_fail (HERALD_IS_FLOW_OBJECT (self), FALSE);

  first = self->fields[FIELD_NAME] != NULL ? self->fields[FIELD_NAME] : self->fields[FIELD_CAPTION];
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first != NULL;
}
