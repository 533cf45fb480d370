/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-block-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "herald-compat.h"
#include "herald-mark-edit.h"
#include "herald-picture.h"
#include "herald-prose-view.h"
#include "herald-wrap-layout.h"

/* Of who wrote what, beside the block. */
#define MARGIN_WIDTH 112

enum { FIELD_NAME, FIELD_TITLE, FIELD_ORGANISATION, FIELD_CAPTION, FIELD_CREDIT, FIELD_ALT, N_FIELDS };

struct _HeraldBlockView
{
  GtkBox             parent_instance;

  HeraldEditSession *session;
  char              *id;
  HeraldBlockType    type;
  guint              loading;

  GtkWidget         *content;
  GtkWidget         *note;             /* who wrote it; NULL while nobody wants to know */
  HeraldProseView   *prose;            /* NULL where there are no words to write in */
  GtkWidget         *fields[N_FIELDS]; /* GtkEntry; NULL where the block has none */
  GtkPicture        *picture;
  GtkLabel          *picture_problem;
  char              *asset;            /* what the picture shows */
  gboolean           composing;
  GCancellable      *cancellable;
};

enum
{
  SIGNAL_SPLIT,
  SIGNAL_PASTE,
  SIGNAL_JOIN,
  SIGNAL_JOIN_NEXT,
  SIGNAL_LEAVE,
  SIGNAL_COMMAND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldBlockView, herald_block_view, GTK_TYPE_BOX)

/* Words to model */

static void
store_items (HeraldBlock     *block,
             HeraldProseView *prose)
{
  g_autofree char *text = herald_prose_view_get_text (prose);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);
  guint offset = 0;

  while (block->items->len > n_lines)
    g_ptr_array_remove_index (block->items, block->items->len - 1);
  for (guint i = 0; i < n_lines; i++)
    {
      guint length = (guint) g_utf8_strlen (lines[i], -1);
      HeraldItem *item = NULL;

      if (i == block->items->len)
        g_ptr_array_add (block->items, herald_item_new (""));
      item = g_ptr_array_index (block->items, i);
      g_free (item->text);
      item->text = g_strdup (lines[i]);
      g_clear_pointer (&item->marks, g_array_unref);
      item->marks = herald_mark_edit_slice (herald_prose_view_get_marks (prose), offset, length);
      offset += length + 1;
    }
}

static void
on_prose_edited (HeraldBlockView *self)
{
  g_autofree char *group = g_strconcat ("words:", self->id, NULL);
  HeraldAnnouncement *announcement = herald_edit_session_begin (self->session, group);
  HeraldBlock *block = herald_announcement_find_block (announcement, self->id);

  if (block != NULL && block->type == HERALD_BLOCK_LIST)
    store_items (block, self->prose);
  else if (block != NULL)
    {
      g_free (block->text);
      block->text = herald_prose_view_get_text (self->prose);
      g_clear_pointer (&block->marks, g_array_unref);
      block->marks = herald_marks_copy (herald_prose_view_get_marks (self->prose));
    }
  herald_edit_session_end (self->session);
}

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
on_field_changed (GtkEditable     *entry,
                  HeraldBlockView *self)
{
  int field = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (entry), "field"));
  g_autofree char *group = g_strdup_printf ("field:%d:%s", field, self->id);
  HeraldAnnouncement *announcement = NULL;
  HeraldBlock *block = NULL;

  fit_entry (entry);
  if (self->loading > 0)
    return;
  announcement = herald_edit_session_begin (self->session, group);
  block = herald_announcement_find_block (announcement, self->id);
  if (block != NULL)
    {
      char **member = find_member (block, field);

      g_free (*member);
      *member = g_strdup (gtk_editable_get_text (entry));
    }
  herald_edit_session_end (self->session);
}

/* While an input method composes words here, nothing else may change them. */
static void
on_composing (HeraldBlockView *self,
              gboolean         composing)
{
  g_autofree char *group = g_strconcat ("words:", self->id, NULL);

  self->composing = composing;
  herald_edit_session_compose (self->session, composing ? group : NULL);
}

static void
on_field_preedit (HeraldBlockView *self,
                  const char      *words)
{
  on_composing (self, *words != '\0');
}

/* Enter in the speaker's line goes on below the block, as it would in a text. */
static void
on_field_activate (HeraldBlockView *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVE], 0, 1);
}

/* Model to words */

static void
show_items (HeraldBlockView   *self,
            const HeraldBlock *block)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GArray) marks = herald_marks_new ();
  guint offset = 0;

  for (guint i = 0; i < block->items->len; i++)
    {
      const HeraldItem *item = g_ptr_array_index (block->items, i);
      const char *words = item->text != NULL ? item->text : "";

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, words);
      herald_mark_edit_append (marks, item->marks, offset);
      offset += (guint) g_utf8_strlen (words, -1) + 1;
    }
  herald_prose_view_set_text (self->prose, text->str, marks);
}

static void
show_field (HeraldBlockView *self,
            int              field,
            const char      *text)
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
  g_autoptr(HeraldBlockView) self = data;
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
show_picture (HeraldBlockView   *self,
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

/**
 * herald_block_view_update:
 * @self: a view of that block
 * @block: how it is now
 *
 * Shows the block anew; the cursor stays where it is.
 */
void
herald_block_view_update (HeraldBlockView   *self,
                          const HeraldBlock *block)
{
  g_return_if_fail (HERALD_IS_BLOCK_VIEW (self));
  g_return_if_fail (block != NULL);

  self->loading++;
  if (block->type == HERALD_BLOCK_LIST)
    show_items (self, block);
  else if (self->prose != NULL)
    herald_prose_view_set_text (self->prose, block->text, block->marks);
  if (block->type == HERALD_BLOCK_QUOTE)
    {
      const HeraldSpeaker *speaker = block->speaker;

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
  self->loading--;
}

/* Building */

static void
on_split (HeraldBlockView *self,
          guint            at)
{
  g_signal_emit (self, signals[SIGNAL_SPLIT], 0, at);
}

static void
on_paste (HeraldBlockView *self,
          guint            at,
          const char      *text)
{
  g_signal_emit (self, signals[SIGNAL_PASTE], 0, at, text);
}

static void
on_join (HeraldBlockView *self)
{
  g_signal_emit (self, signals[SIGNAL_JOIN], 0);
}

static void
on_join_next (HeraldBlockView *self)
{
  g_signal_emit (self, signals[SIGNAL_JOIN_NEXT], 0);
}

static void
on_leave (HeraldBlockView *self,
          int              direction)
{
  /* Below the words of a quote stands its speaker. */
  if (direction > 0 && self->fields[FIELD_NAME] != NULL)
    gtk_widget_grab_focus (self->fields[FIELD_NAME]);
  else
    g_signal_emit (self, signals[SIGNAL_LEAVE], 0, direction);
}

static void
add_prose (HeraldBlockView *self,
           const char      *label,
           const char      *placeholder,
           const char      *style)
{
  GtkWidget *prose = herald_prose_view_new (TRUE, self->type == HERALD_BLOCK_LIST);

  self->prose = HERALD_PROSE_VIEW (prose);
  herald_prose_view_set_label (self->prose, label);
  herald_prose_view_set_placeholder (self->prose, placeholder);
  gtk_widget_add_css_class (prose, style);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (prose), !herald_edit_session_get_read_only (self->session));
  gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (prose), 4);
  g_signal_connect_object (prose, "edited", G_CALLBACK (on_prose_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prose, "split", G_CALLBACK (on_split), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prose, "paste", G_CALLBACK (on_paste), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prose, "join", G_CALLBACK (on_join), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prose, "join-next", G_CALLBACK (on_join_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prose, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (prose, "composing", G_CALLBACK (on_composing), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->content), prose);
}

static GtkWidget *
add_field (HeraldBlockView *self,
           GtkWidget       *box,
           int              field,
           const char      *label)
{
  GtkWidget *entry = gtk_entry_new ();

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
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static void
add_speaker (HeraldBlockView *self)
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
add_picture (HeraldBlockView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, g_object_new (HERALD_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_add_css_class (box, "speaker");
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_can_shrink (self->picture, TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, 240);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "figure-picture");
  self->picture_problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->picture_problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->picture_problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->picture_problem), FALSE);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->picture));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->picture_problem));
  add_field (self, self->content, FIELD_CAPTION, _("Caption"));
  add_field (self, box, FIELD_CREDIT, _("Credit"));
  add_field (self, box, FIELD_ALT, _("Description for those who do not see it"));
  gtk_box_append (GTK_BOX (self->content), box);
}

static void
add_facts (HeraldBlockView   *self,
           const HeraldBlock *block)
{
  GtkWidget *grid = gtk_grid_new ();

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

static void
add_unknown (HeraldBlockView *self)
{
  GtkWidget *label = gtk_label_new (_("This part was made by a newer Herald. It is kept as it is."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "unknown-block");
  gtk_box_append (GTK_BOX (self->content), label);
}

static void
add_content (HeraldBlockView   *self,
             const HeraldBlock *block)
{
  switch (block->type)
    {
    case HERALD_BLOCK_PARAGRAPH:
      add_prose (self, _("Paragraph"), _("Write a paragraph"), "paragraph");
      break;
    case HERALD_BLOCK_HEADING:
      add_prose (self, _("Heading"), _("Heading"), "block-heading");
      break;
    case HERALD_BLOCK_QUOTE:
      gtk_widget_add_css_class (GTK_WIDGET (self), "quote");
      add_prose (self, _("Quote"), _("What was said, without quotation marks"), "quote-words");
      add_speaker (self);
      break;
    case HERALD_BLOCK_LIST:
      gtk_widget_add_css_class (GTK_WIDGET (self), "list-block");
      add_prose (self, _("List"), _("One item per line"), "paragraph");
      break;
    case HERALD_BLOCK_FIGURE:
      add_picture (self);
      break;
    case HERALD_BLOCK_FACTS:
      add_facts (self, block);
      break;
    case HERALD_BLOCK_UNKNOWN:
    default:
      add_unknown (self);
      break;
    }
}

static GMenuModel *
make_menu (HeraldBlockView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) type = g_menu_new ();
  g_autoptr(GMenu) words = g_menu_new ();
  g_autoptr(GMenu) place = g_menu_new ();

  if (self->prose != NULL && self->type != HERALD_BLOCK_LIST)
    {
      if (self->type != HERALD_BLOCK_PARAGRAPH)
        g_menu_append (type, _("Make a _Paragraph"), "block.paragraph");
      if (self->type != HERALD_BLOCK_HEADING)
        g_menu_append (type, _("Make a _Heading"), "block.heading");
      if (self->type != HERALD_BLOCK_QUOTE)
        g_menu_append (type, _("Make a _Quote"), "block.quote");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (type));
    }
  if (self->prose != NULL)
    {
      g_menu_append (words, _("_Bold"), "block.bold");
      g_menu_append (words, _("_Italic"), "block.italic");
      g_menu_append (words, _("_Link…"), "block.link");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
    }
  g_menu_append (place, _("Move _Up"), "block.move-up");
  g_menu_append (place, _("Move _Down"), "block.move-down");
  g_menu_append (place, _("_Delete"), "block.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (place));
  return G_MENU_MODEL (menu);
}

static void
add_menu_button (HeraldBlockView *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr(GMenuModel) menu = make_menu (self);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _("Block Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Block Menu"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "block-menu");
  gtk_box_append (GTK_BOX (self), button);
}

/* Links */

typedef struct
{
  HeraldProseView *prose;
  GtkEditable     *entry;
} LinkQuestion;

static void
link_question_free (LinkQuestion *question)
{
  g_object_unref (question->prose);
  g_object_unref (question->entry);
  g_free (question);
}

static void
on_link_answer (const char *response,
                gpointer    data)
{
  LinkQuestion *question = data;
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));

  if (g_str_equal (response, "remove"))
    herald_prose_view_set_link (question->prose, NULL);
  else if (g_str_equal (response, "set"))
    herald_prose_view_set_link (question->prose, url);
}

static void
on_link_changed (GtkEditable *entry,
                 GtkWindow   *dialog)
{
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  herald_compat_set_answer_sensitive (dialog, "set", herald_url_is_allowed (url));
}

static void
ask_link (HeraldBlockView *self)
{
  static const char * const body = N_("Web addresses (https), mail addresses (mailto) and telephone numbers (tel).");
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *url = herald_prose_view_get_link (self->prose);
  LinkQuestion *question = g_new0 (LinkQuestion, 1);
  GtkWindow *dialog = NULL;
  HeraldAnswer answers[] = {
    { "cancel", _("_Cancel"), FALSE, FALSE },
    { "remove", _("_Remove"), FALSE, TRUE },
    { "set", _("_Set Link"), TRUE, FALSE },
  };

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Address"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), url != NULL ? url : "https://");
  question->prose = g_object_ref (self->prose);
  question->entry = GTK_EDITABLE (g_object_ref_sink (entry));
  dialog = herald_compat_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Link"), _(body), entry,
                              answers, G_N_ELEMENTS (answers), on_link_answer, question,
                              (GDestroyNotify) link_question_free);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_link_changed), dialog, 0);
  on_link_changed (GTK_EDITABLE (entry), dialog);
  gtk_widget_grab_focus (entry);
}

static void
block_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeraldBlockView *self = HERALD_BLOCK_VIEW (widget);
  const char *command = name + strlen ("block.");

  if (herald_edit_session_get_read_only (self->session))
    return;
  if (self->prose != NULL && g_str_equal (command, "bold"))
    herald_prose_view_toggle (self->prose, HERALD_MARK_STRONG);
  else if (self->prose != NULL && g_str_equal (command, "italic"))
    herald_prose_view_toggle (self->prose, HERALD_MARK_EMPHASIS);
  else if (g_str_equal (command, "link"))
    {
      if (self->prose != NULL && herald_prose_view_has_selection (self->prose))
        ask_link (self);
    }
  else
    g_signal_emit (self, signals[SIGNAL_COMMAND], 0, command);
}

static void
herald_block_view_dispose (GObject *object)
{
  HeraldBlockView *self = HERALD_BLOCK_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->composing)
    on_composing (self, FALSE);
  g_clear_object (&self->session);
  self->picture = NULL;

  G_OBJECT_CLASS (herald_block_view_parent_class)->dispose (object);
}

static void
herald_block_view_finalize (GObject *object)
{
  HeraldBlockView *self = HERALD_BLOCK_VIEW (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->asset, g_free);

  G_OBJECT_CLASS (herald_block_view_parent_class)->finalize (object);
}

static void
herald_block_view_class_init (HeraldBlockViewClass *klass)
{
  static const char * const commands[] = { "block.paragraph", "block.heading", "block.quote", "block.bold",
                                           "block.italic", "block.link", "block.move-up", "block.move-down",
                                           "block.delete" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = herald_block_view_dispose;
  object_class->finalize = herald_block_view_finalize;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (widget_class, commands[i], NULL, block_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "block.link", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "block.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "block.move-down", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SIGNAL_SPLIT] = g_signal_new ("split", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_PASTE] = g_signal_new ("paste", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  signals[SIGNAL_JOIN] = g_signal_new ("join", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_JOIN_NEXT] = g_signal_new ("join-next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
  signals[SIGNAL_LEAVE] = g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_COMMAND] = g_signal_new ("command", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
herald_block_view_init (HeraldBlockView *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "block");
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_hexpand (self->content, TRUE);
  gtk_widget_add_css_class (self->content, "block-content");
  gtk_box_append (GTK_BOX (self), self->content);
}

/**
 * herald_block_view_new:
 * @session: where edits go
 * @block: what to show
 *
 * Returns: (transfer floating): a view of that block
 */
GtkWidget *
herald_block_view_new (HeraldEditSession *session,
                       const HeraldBlock *block)
{
  HeraldBlockView *self = g_object_new (HERALD_TYPE_BLOCK_VIEW, NULL);

  self->session = g_object_ref (session);
  self->id = g_strdup (block->id);
  self->type = block->type;
  add_content (self, block);
  add_menu_button (self);
  herald_block_view_update (self, block);
  return GTK_WIDGET (self);
}

const char *
herald_block_view_get_id (HeraldBlockView *self)
{
  g_return_val_if_fail (HERALD_IS_BLOCK_VIEW (self), NULL);

  return self->id;
}

HeraldBlockType
herald_block_view_get_kind (HeraldBlockView *self)
{
  g_return_val_if_fail (HERALD_IS_BLOCK_VIEW (self), HERALD_BLOCK_UNKNOWN);

  return self->type;
}

/**
 * herald_block_view_focus:
 * @self: a view
 * @at: where the cursor goes, in code points; -1: to the end
 *
 * Returns: whether there is something to put the cursor into
 */
gboolean
herald_block_view_focus (HeraldBlockView *self,
                         int              at)
{
  g_return_val_if_fail (HERALD_IS_BLOCK_VIEW (self), FALSE);

  if (self->prose != NULL)
    herald_prose_view_place_cursor (self->prose, at);
  else if (self->fields[FIELD_CAPTION] != NULL)
    gtk_widget_grab_focus (self->fields[FIELD_CAPTION]);
  else
    return FALSE;
  return TRUE;
}

static GtkWidget *
make_note (const char *note,
           gboolean    beside)
{
  GtkWidget *label = gtk_label_new (note);
  GtkWidget *clamp = NULL;

  gtk_widget_add_css_class (label, "block-note");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (!beside)
    return label;
  /* As wide as it says, whatever the words beside it: the margin is straight. */
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MARGIN_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), label);
  gtk_widget_set_size_request (clamp, MARGIN_WIDTH, -1);
  gtk_widget_add_css_class (label, "beside");
  return clamp;
}

/**
 * herald_block_view_set_note:
 * @self: a view
 * @note: (nullable): who wrote it and when, on two lines; %NULL: nothing
 * @beside: whether there is room in the margin; otherwise it stands above, on one line
 */
void
herald_block_view_set_note (HeraldBlockView *self,
                            const char      *note,
                            gboolean         beside)
{
  GtkWidget *said = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (HERALD_IS_BLOCK_VIEW (self));

  if (self->note != NULL)
    gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->note)), self->note);
  self->note = NULL;
  lines = g_strsplit (note != NULL ? note : "", "\n", -1);
  words = g_strjoinv (" · ", lines);
  said = self->prose != NULL ? GTK_WIDGET (self->prose) : GTK_WIDGET (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (said), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  if (note == NULL)
    return;
  self->note = make_note (beside ? note : words, beside);
  gtk_box_prepend (GTK_BOX (beside ? GTK_WIDGET (self) : self->content), self->note);
}
