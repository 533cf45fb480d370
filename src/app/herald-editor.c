/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "herald-announcement-row.h"
#include "herald-chips.h"
#include "herald-compat.h"
#include "herald-editor-blame.h"
#include "herald-editor-dispute.h"
#include "herald-editor-profiles.h"
#include "herald-embargo-dialog.h"
#include "herald-flow-view.h"
#include "herald-format.h"
#include "herald-page.h"
#include "herald-prose-view.h"
#include "herald-wrap-layout.h"

/* Counting words walks the whole text: not at every key. */
#define COUNT_AFTER_MS 300
/* "in 9 days" moves on by itself. */
#define TICK_S 30
/* From this width on the page has a margin for who wrote what. */
#define MARGIN_FROM 760
#define PAGE_WIDTH 720
#define PAGE_WIDTH_WITH_MARGIN 860

struct _HeraldEditor
{
  GtkBox             parent_instance;

  HeraldEditSession  *session;
  GSimpleActionGroup *actions;
  char               *own_zone;
  HeraldEditorBlame *blame;
  guint              margin_source;
  guint              count_source;
  guint              tick;
  guint              loading;

  GtkScrolledWindow *scroller;
  HeraldPage        *page;
  HeraldEditorDispute *dispute;
  GtkWidget         *embargo_bar;
  GtkLabel          *embargo_title;
  GtkLabel          *embargo_detail;
  GtkWidget         *no_embargo;
  GtkMenuButton     *status;
  GtkLabel          *status_label;
  const char        *status_style;
  HeraldChips       *chips;
  GtkWidget         *read_only;
  GtkBox            *headline_box;
  HeraldProseView   *headline;
  HeraldProseView   *subheadline;
  GtkEntry          *place;
  GtkMenuButton     *date;
  GtkCalendar       *date_calendar;
  HeraldFlowView    *body;
  GtkWidget         *format_bar;
  HeraldEditorProfiles *profiles;
  GtkLabel          *words;
  GtkMenuButton     *language;
  GtkLabel          *state;
};

G_DEFINE_FINAL_TYPE (HeraldEditor, herald_editor, GTK_TYPE_BOX)

static HeraldAnnouncement *
get_announcement (HeraldEditor *self)
{
  return herald_edit_session_get_announcement (self->session);
}

static HeraldClock *
get_clock (HeraldEditor *self)
{
  return herald_library_get_clock (herald_edit_session_get_library (self->session));
}

/* Embargo and status */

static void
show_embargo (HeraldEditor *self)
{
  const HeraldEmbargo *embargo = get_announcement (self)->embargo;
  gint64 now = herald_clock_get_real (get_clock (self));
  gint64 lift = 0;
  g_autofree char *moment = NULL;
  g_autofree char *title = NULL;
  g_autofree char *others = NULL;
  g_autofree char *until = NULL;
  g_autofree char *detail = NULL;
  gboolean passed = FALSE;

  gtk_widget_set_visible (self->embargo_bar, embargo != NULL);
  gtk_widget_set_visible (self->no_embargo, embargo == NULL);
  if (embargo == NULL)
    return;
  lift = herald_embargo_get_lift (embargo);
  passed = herald_embargo_has_passed (embargo, now);
  moment = herald_format_moment (lift, embargo->zone);
  /* Translators: %s is a date, time and city */
  title = g_strdup_printf (passed ? _("Embargo ended %s") : _("Embargo ends %s"), moment);
  others = herald_format_moment_others (lift, embargo->zone, self->own_zone);
  until = herald_format_until (lift, now);
  detail = *others != '\0' ? g_strdup_printf ("%s · %s", others, until) : g_strdup (until);
  if (!herald_embargo_is_consistent (embargo))
    {
      g_free (detail);
      detail = g_strdup (_("The clock rules of this time zone have changed. Set the embargo again."));
    }
  gtk_label_set_label (self->embargo_title, title);
  gtk_label_set_label (self->embargo_detail, detail);
  if (passed)
    gtk_widget_add_css_class (self->embargo_bar, "passed");
  else
    gtk_widget_remove_css_class (self->embargo_bar, "passed");
}

static void
on_embargo_chosen (HeraldEditor  *self,
                   HeraldEmbargo *embargo)
{
  HeraldAnnouncement *announcement = NULL;

  if (self->session == NULL)
    return;
  announcement = herald_edit_session_begin (self->session, NULL);
  g_clear_pointer (&announcement->embargo, herald_embargo_free);
  announcement->embargo = embargo != NULL ? herald_embargo_copy (embargo) : NULL;
  herald_edit_session_end (self->session);
  show_embargo (self);
}

static void
on_set_embargo (HeraldEditor *self)
{
  GtkWidget *dialog = NULL;

  if (self->session == NULL || herald_edit_session_get_read_only (self->session))
    return;
  dialog = herald_embargo_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_clock (self),
                                      get_announcement (self)->embargo);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_embargo_chosen), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
set_embargo_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  on_set_embargo (data);
}

static void
show_status (HeraldEditor *self)
{
  HeraldStatus status = get_announcement (self)->status;
  g_autofree char *name = g_strdup_printf (_("Status: %s"), herald_format_status (status));

  if (self->status_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), self->status_style);
  self->status_style = herald_status_style (status);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_label), self->status_style);
  gtk_label_set_label (self->status_label, herald_format_status (status));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* What the release machinery has written is not a person's to change here. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->status), status <= HERALD_STATUS_APPROVED);
}

static void
set_member (HeraldEditor *self,
            const char   *member,
            const char   *value,
            const char   *group)
{
  HeraldAnnouncement *announcement = NULL;
  g_autoptr(GError) error = NULL;

  if (self->loading > 0 || self->session == NULL || herald_edit_session_get_read_only (self->session))
    return;
  announcement = herald_edit_session_begin (self->session, group);
  if (!herald_announcement_set_member (announcement, member, value, &error))
    g_signal_emit_by_name (self->session, "notice", error->message);
  herald_edit_session_end (self->session);
}

static void
choose_status_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       data)
{
  HeraldEditor *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self->status));
  gtk_menu_button_popup (self->status);
}

static void
set_status_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  HeraldEditor *self = data;

  set_member (self, "status", g_variant_get_string (parameter, NULL), NULL);
  show_status (self);
}

/* Language */

static void
show_language (HeraldEditor *self)
{
  g_autofree char *language = herald_format_language (get_announcement (self)->language);

  gtk_menu_button_set_label (self->language, language);
}

static void
set_language_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  HeraldEditor *self = data;

  set_member (self, "language", g_variant_get_string (parameter, NULL), NULL);
  show_language (self);
}

/* Headline, place and date */

static void
on_headline_composing (HeraldEditor *self,
                       gboolean      composing)
{
  herald_edit_session_compose (self->session, composing ? "headline" : NULL);
}

static void
on_subheadline_composing (HeraldEditor *self,
                          gboolean      composing)
{
  herald_edit_session_compose (self->session, composing ? "subheadline" : NULL);
}

static void
on_headline_edited (HeraldEditor *self)
{
  g_autofree char *text = herald_prose_view_get_text (self->headline);

  set_member (self, "headline", text, "headline");
}

static void
on_subheadline_edited (HeraldEditor *self)
{
  g_autofree char *text = herald_prose_view_get_text (self->subheadline);

  set_member (self, "subheadline", text, "subheadline");
}

static void
on_place_changed (HeraldEditor *self)
{
  glong length = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->place)), -1);

  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->place), (int) CLAMP (length + 1, 6, 24));
  set_member (self, "dateline.place", gtk_editable_get_text (GTK_EDITABLE (self->place)), "place");
}

static void
show_date (HeraldEditor *self)
{
  const HeraldDateline *dateline = get_announcement (self)->dateline;
  const char *date = dateline != NULL ? dateline->date : NULL;
  g_autofree char *words = date != NULL && *date != '\0' ? herald_format_date (date) : g_strdup (_("Date"));

  gtk_menu_button_set_label (self->date, words);
}

static void
on_date_selected (HeraldEditor *self)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (self->date_calendar);
  g_autofree char *iso = g_date_time_format (date, "%Y-%m-%d");

  if (self->loading > 0 || self->session == NULL)
    return;
  set_member (self, "dateline.date", iso, NULL);
  show_date (self);
  gtk_menu_button_popdown (self->date);
}

static void
on_clear_date (HeraldEditor *self)
{
  set_member (self, "dateline.date", "", NULL);
  show_date (self);
  gtk_menu_button_popdown (self->date);
}

static void
show_dateline (HeraldEditor *self)
{
  const HeraldDateline *dateline = get_announcement (self)->dateline;
  const char *place = dateline != NULL && dateline->place != NULL ? dateline->place : "";
  g_autofree char *iso = g_strconcat (dateline != NULL && dateline->date != NULL ? dateline->date : "", "T12:00:00Z",
                                      NULL);
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (iso, NULL);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->place)), place) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->place), place);
  if (date != NULL)
    gtk_calendar_select_day (self->date_calendar, date);
  show_date (self);
}

/* State line */

static guint
count_words (const char *text)
{
  gboolean inside = FALSE;
  guint n_words = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);
      gboolean wide = g_unichar_iswide (letter) && g_unichar_isalpha (letter);

      if (wide || (!inside && g_unichar_isalnum (letter)))
        n_words++;
      inside = !wide && (g_unichar_isalnum (letter) || (inside && (letter == '\'' || letter == 0x2019 || letter == '-')));
    }
  return n_words;
}

/* With spaces, without ends of lines: what an editor asks for. */
static guint
count_characters (const char *text)
{
  guint n_characters = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    n_characters += *c != '\n' ? 1 : 0;
  return n_characters;
}

static void
show_count (HeraldEditor *self)
{
  HeraldAnnouncement *announcement = get_announcement (self);
  g_autoptr(GString) text = g_string_new (announcement->headline);
  g_autofree char *words = NULL;
  g_autofree char *characters = NULL;
  g_autofree char *label = NULL;
  guint n_words = 0;
  guint n_characters = 0;

  g_string_append_c (text, '\n');
  g_string_append (text, announcement->subheadline != NULL ? announcement->subheadline : "");
  g_string_append_c (text, '\n');
  for (guint i = 0; i < announcement->body->len; i++)
    {
      herald_block_append_words (g_ptr_array_index (announcement->body, i), text);
      g_string_append_c (text, '\n');
    }
  n_words = count_words (text->str);
  n_characters = count_characters (text->str);
  words = g_strdup_printf (ngettext ("%u word", "%u words", n_words), n_words);
  characters = g_strdup_printf (ngettext ("%u character", "%u characters", n_characters), n_characters);
  label = g_strdup_printf ("%s · %s", words, characters);
  gtk_label_set_label (self->words, label);
}

static gboolean
on_count_timer (gpointer data)
{
  HeraldEditor *self = data;

  self->count_source = 0;
  if (self->session != NULL)
    show_count (self);
  return G_SOURCE_REMOVE;
}

static void
on_edited (HeraldEditor *self)
{
  if (self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_AFTER_MS, on_count_timer, self);
}

static void
show_state (HeraldEditor *self)
{
  HeraldSaveState state = herald_edit_session_get_state (self->session);
  g_autofree char *label = NULL;

  switch (state)
    {
    case HERALD_SAVE_PENDING:
      label = g_strdup (_("Edited"));
      break;
    case HERALD_SAVE_SAVING:
      label = g_strdup (_("Saving…"));
      break;
    case HERALD_SAVE_FAILED:
      label = g_strdup_printf (_("Not saved: %s"), herald_edit_session_get_problem (self->session));
      break;
    case HERALD_SAVE_SAVED:
    default:
      label = g_strdup (_("Saved"));
      break;
    }
  gtk_label_set_label (self->state, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), state == HERALD_SAVE_FAILED ? label : NULL);
  if (state == HERALD_SAVE_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
}

/* All of it */

static void set_editable (HeraldEditor *self,
                          gboolean      editable);

static void
show_all (HeraldEditor *self)
{
  HeraldAnnouncement *announcement = get_announcement (self);

  self->loading++;
  set_editable (self, !herald_edit_session_get_read_only (self->session));
  show_embargo (self);
  show_status (self);
  show_language (self);
  herald_chips_update (self->chips);
  herald_prose_view_set_text (self->headline, announcement->headline, NULL);
  herald_prose_view_set_text (self->subheadline, announcement->subheadline, NULL);
  show_dateline (self);
  herald_flow_view_update (self->body);
  herald_editor_profiles_update (self->profiles);
  show_count (self);
  self->loading--;
}

static const char * const style_names[] = { "paragraph", "heading", "quote", "bullets", "numbers" };

static void
set_style_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  HeraldEditor *self = data;
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (style_names); i++)
    if (g_str_equal (name, style_names[i]))
      {
        /* The same button again takes the style away. */
        gboolean again = i == herald_flow_view_get_style (self->body) && i != HERALD_FLOW_PARAGRAPH;

        herald_flow_view_set_style (self->body, again ? HERALD_FLOW_PARAGRAPH : (HeraldFlowStyle) i);
        gtk_widget_grab_focus (GTK_WIDGET (self->body));
      }
}

static void
bold_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  herald_flow_view_toggle_mark (((HeraldEditor *) data)->body, HERALD_MARK_STRONG);
}

static void
italic_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  herald_flow_view_toggle_mark (((HeraldEditor *) data)->body, HERALD_MARK_EMPHASIS);
}

static void
link_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  herald_flow_view_ask_link (((HeraldEditor *) data)->body);
}

static void
set_state (HeraldEditor *self,
           const char   *action,
           GVariant     *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)), state);
}

/* Buttons and menu say how the words are that the cursor stands in. */
static void
on_text_place_changed (HeraldEditor *self)
{
  set_state (self, "style", g_variant_new_string (style_names[herald_flow_view_get_style (self->body)]));
  set_state (self, "bold", g_variant_new_boolean (herald_flow_view_has_mark (self->body, HERALD_MARK_STRONG)));
  set_state (self, "italic", g_variant_new_boolean (herald_flow_view_has_mark (self->body, HERALD_MARK_EMPHASIS)));
}

static void
on_picture_chosen (GFile    *file,
                   gpointer  data)
{
  HeraldEditor *self = data;

  if (file != NULL && self->session != NULL)
    herald_flow_view_add_picture (self->body, file);
}

static void
on_add_picture (HeraldEditor *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->session == NULL || herald_edit_session_get_read_only (self->session))
    return;
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_pixbuf_formats (filter);
  herald_compat_choose_file (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Add Picture"), _("_Add"),
                             GTK_FILE_CHOOSER_ACTION_OPEN, filter, on_picture_chosen, g_object_ref (self),
                             g_object_unref);
}

static void
focus_tags_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  herald_chips_focus_tags (((HeraldEditor *) data)->chips);
}

/* "headline", "block:<id>": as the checks name places; what has no place of its own is near the top. */
static void
show_place_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  HeraldEditor *self = data;
  const char *place = g_variant_get_string (parameter, NULL);

  if (g_str_has_prefix (place, "block:"))
    gtk_widget_grab_focus (GTK_WIDGET (self->body));
  else if (g_str_equal (place, "subheadline"))
    herald_prose_view_place_cursor (self->subheadline, -1);
  else if (g_str_equal (place, "tags"))
    herald_chips_focus_tags (self->chips);
  else
    herald_prose_view_place_cursor (self->headline, -1);
}

static void
on_headline_next (HeraldEditor *self)
{
  herald_prose_view_place_cursor (self->subheadline, -1);
}

static void
on_headline_leave (HeraldEditor *self,
                   int           direction)
{
  if (direction > 0)
    herald_prose_view_place_cursor (self->subheadline, -1);
}

/* Enter behind the subheadline begins the text. */
static void
on_subheadline_next (HeraldEditor *self)
{
  herald_flow_view_focus_first (self->body);
}

static void
on_subheadline_leave (HeraldEditor *self,
                      int           direction)
{
  if (direction > 0)
    herald_flow_view_focus_first (self->body);
  else
    herald_prose_view_place_cursor (self->headline, -1);
}

static void
on_body_leave (HeraldEditor *self)
{
  herald_prose_view_place_cursor (self->subheadline, -1);
}

static HeraldProseView *
add_title (HeraldEditor *self,
           const char   *label,
           const char   *style,
           GCallback     edited,
           GCallback     composing,
           GCallback     next,
           GCallback     leave)
{
  GtkWidget *view = herald_prose_view_new (FALSE, FALSE);

  herald_prose_view_set_label (HERALD_PROSE_VIEW (view), label);
  herald_prose_view_set_placeholder (HERALD_PROSE_VIEW (view), label);
  gtk_widget_add_css_class (view, style);
  g_signal_connect_object (view, "edited", edited, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "composing", composing, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "split", next, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "leave", leave, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->headline_box, view);
  return HERALD_PROSE_VIEW (view);
}

/* Who wrote what */

static gboolean
on_margin (gpointer data)
{
  HeraldEditor *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  gboolean beside = gtk_adjustment_get_page_size (adjustment) >= MARGIN_FROM;

  self->margin_source = 0;
  herald_flow_view_set_notes_beside (self->body, beside);
  herald_page_set_maximum_width (self->page, beside && herald_editor_blame_get_wanted (self->blame)
                                               ? PAGE_WIDTH_WITH_MARGIN : PAGE_WIDTH);
  return G_SOURCE_REMOVE;
}

/* Not while the page is being laid out, which is when its width is told. */
static void
update_margin (HeraldEditor *self)
{
  if (self->margin_source == 0)
    self->margin_source = g_idle_add (on_margin, self);
}

static void
show_authors_change_state (GSimpleAction *action,
                           GVariant      *state,
                           gpointer       data)
{
  HeraldEditor *self = data;

  g_simple_action_set_state (action, state);
  herald_editor_blame_set_wanted (self->blame, g_variant_get_boolean (state));
  update_margin (self);
}

static gboolean
on_tick (gpointer data)
{
  HeraldEditor *self = data;

  if (self->session != NULL)
    show_embargo (self);
  return G_SOURCE_CONTINUE;
}

static void
herald_editor_dispose (GObject *object)
{
  HeraldEditor *self = HERALD_EDITOR (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->count_source, g_source_remove);
  g_clear_handle_id (&self->margin_source, g_source_remove);
  g_clear_object (&self->blame);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (herald_editor_parent_class)->dispose (object);
}

static void
herald_editor_finalize (GObject *object)
{
  HeraldEditor *self = HERALD_EDITOR (object);

  g_clear_pointer (&self->own_zone, g_free);

  G_OBJECT_CLASS (herald_editor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, page);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, dispute);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, embargo_bar);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, embargo_title);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, embargo_detail);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, no_embargo);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, status);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, status_label);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, chips);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, read_only);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, headline_box);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, place);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, date);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, date_calendar);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, body);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, format_bar);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, profiles);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, words);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, language);
  gtk_widget_class_bind_template_child (widget_class, HeraldEditor, state);
  gtk_widget_class_bind_template_callback (widget_class, on_place_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_date_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_body_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_text_place_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_set_embargo);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_date);
  gtk_widget_class_bind_template_callback (widget_class, on_add_picture);
  gtk_widget_class_bind_template_callback (widget_class, on_subheadline_next);
}

static void
herald_editor_class_init (HeraldEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_editor_dispose;
  object_class->finalize = herald_editor_finalize;

  g_type_ensure (HERALD_TYPE_CHIPS);
  g_type_ensure (HERALD_TYPE_FLOW_VIEW);
  g_type_ensure (HERALD_TYPE_PAGE);
  g_type_ensure (HERALD_TYPE_EDITOR_DISPUTE);
  g_type_ensure (HERALD_TYPE_EDITOR_PROFILES);
  g_type_ensure (HERALD_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-editor.ui");
  bind_children (widget_class);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "editor.set-embargo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, "editor.focus-tags", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "editor.style", "s", "paragraph");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "editor.style", "s", "quote");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, GDK_CONTROL_MASK, "editor.style", "s", "heading");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_4, GDK_CONTROL_MASK, "editor.style", "s", "bullets");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_5, GDK_CONTROL_MASK, "editor.style", "s", "numbers");
}

static void
set_editable (HeraldEditor *self,
              gboolean      editable)
{
  static const char * const actions[] = { "set-embargo", "set-status", "set-language", "style", "bold",
                                          "italic", "link", "focus-tags" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), actions[i])),
                                 editable);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->headline), editable);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->subheadline), editable);
  gtk_editable_set_editable (GTK_EDITABLE (self->place), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->date), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->language), editable);
  gtk_widget_set_visible (self->format_bar, editable);
  gtk_widget_set_visible (self->read_only, !editable);
}

static void
herald_editor_init (HeraldEditor *self)
{
  static const GActionEntry entries[] = {
    { .name = "set-embargo", .activate = set_embargo_action },
    { .name = "choose-status", .activate = choose_status_action },
    { .name = "set-status", .activate = set_status_action, .parameter_type = "s" },
    { .name = "set-language", .activate = set_language_action, .parameter_type = "s" },
    { .name = "style", .activate = set_style_action, .parameter_type = "s", .state = "'paragraph'" },
    { .name = "bold", .activate = bold_action, .state = "false" },
    { .name = "italic", .activate = italic_action, .state = "false" },
    { .name = "link", .activate = link_action },
    { .name = "focus-tags", .activate = focus_tags_action },
    { .name = "show-place", .activate = show_place_action, .parameter_type = "s" },
    { .name = "show-authors", .state = "false", .change_state = show_authors_change_state },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->own_zone = herald_format_own_zone ();
  self->headline = add_title (self, _("Headline"), "headline", G_CALLBACK (on_headline_edited),
                              G_CALLBACK (on_headline_composing), G_CALLBACK (on_headline_next),
                              G_CALLBACK (on_headline_leave));
  self->subheadline = add_title (self, _("Subheadline"), "subheadline", G_CALLBACK (on_subheadline_edited),
                                 G_CALLBACK (on_subheadline_composing), G_CALLBACK (on_subheadline_next),
                                 G_CALLBACK (on_subheadline_leave));
  self->blame = herald_editor_blame_new ();
  herald_flow_view_set_blame (self->body, self->blame);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (update_margin), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->page), FALSE);
  set_editable (self, FALSE);
  self->tick = g_timeout_add_seconds (TICK_S, on_tick, self);
}

/**
 * herald_editor_set_session:
 * @self: an editor
 * @session: (nullable): what to edit from now; the one before is left as it is
 */
void
herald_editor_set_session (HeraldEditor      *self,
                           HeraldEditSession *session)
{
  g_return_if_fail (HERALD_IS_EDITOR (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->loading++;
  herald_chips_set_session (self->chips, session);
  herald_editor_dispute_set_session (self->dispute, session);
  herald_editor_profiles_set_session (self->profiles, session);
  herald_flow_view_set_session (self->body, session);
  herald_editor_blame_set_session (self->blame, session);
  self->loading--;
  gtk_widget_set_visible (GTK_WIDGET (self->page), session != NULL);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "replaced", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_all (self);
  show_state (self);
  on_edited (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

HeraldEditSession *
herald_editor_get_session (HeraldEditor *self)
{
  g_return_val_if_fail (HERALD_IS_EDITOR (self), NULL);

  return self->session;
}

/**
 * herald_editor_get_actions:
 * @self: an editor
 *
 * Menus made from a template before it has a window do not find actions of a widget class inside it (GTK 4.8), so
 * the window carries these as "editor".
 *
 * Returns: (transfer none): what can be done to the announcement
 */
GActionGroup *
herald_editor_get_actions (HeraldEditor *self)
{
  g_return_val_if_fail (HERALD_IS_EDITOR (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
herald_editor_focus_headline (HeraldEditor *self)
{
  g_return_if_fail (HERALD_IS_EDITOR (self));

  herald_prose_view_place_cursor (self->headline, -1);
}
