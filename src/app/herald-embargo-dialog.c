/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-embargo-dialog.h"

#include <glib/gi18n.h>

#include "herald-format.h"
#include "herald-time-phrase.h"
#include "herald-zones.h"

struct _HeraldEmbargoDialog
{
  AdwWindow           parent_instance;

  HeraldClock        *clock;
  char               *zone;
  char               *own_zone;
  HeraldEmbargo      *embargo;   /* what stands chosen; NULL: not a moment */
  char               *misread;   /* why the words are not understood; NULL: they are, or there are none */
  gboolean            is_filling; /* the words fill in the fields, or the fields empty the words */
  GtkStringList      *zones;
  GtkStringFilter    *filter;

  GtkEditable        *phrase;
  GtkCalendar        *calendar;
  GtkSpinButton      *hour;
  GtkSpinButton      *minute;
  AdwExpanderRow     *zone_row;
  GtkSearchEntry     *zone_search;
  GtkListView        *zone_list;
  GtkLabel           *moment;
  GtkLabel           *others;
  GtkLabel           *doubts;
  GtkLabel           *problem;
  GtkWidget          *repeated;
  GtkCheckButton     *earlier;
  GtkCheckButton     *later;
  GtkWidget          *clear;
  GtkWidget          *set;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (HeraldEmbargoDialog, herald_embargo_dialog, ADW_TYPE_WINDOW)

static char *
get_wall (HeraldEmbargoDialog *self)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (self->calendar);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:00",
                          g_date_time_get_year (date), g_date_time_get_month (date),
                          g_date_time_get_day_of_month (date),
                          gtk_spin_button_get_value_as_int (self->hour),
                          gtk_spin_button_get_value_as_int (self->minute));
}

/* Midnight is the hour that people mean differently: which night it is, is said in words. */
static char *
describe_night (HeraldEmbargoDialog *self)
{
  g_autoptr(GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autoptr(GDateTime) before = g_date_time_add_days (date, -1);
  g_autofree char *day = NULL;
  g_autofree char *day_before = NULL;

  if (gtk_spin_button_get_value_as_int (self->hour) != 0)
    return NULL;
  day = g_date_time_format (date, "%A");
  day_before = g_date_time_format (before, "%A");
  /* Translators: two days of the week */
  return g_strdup_printf (_("That is the night from %s to %s."), day_before, day);
}

static void
show_moment (HeraldEmbargoDialog *self)
{
  gint64 lift = herald_embargo_get_lift (self->embargo);
  gint64 now = herald_clock_get_real (self->clock);
  g_autofree char *moment = herald_format_moment (lift, self->zone);
  g_autofree char *elsewhere = herald_format_moment_others (lift, self->zone, self->own_zone);
  g_autofree char *until = herald_format_until (lift, now);
  g_autofree char *night = describe_night (self);
  g_autoptr(GString) others = g_string_new (elsewhere);

  gtk_label_set_label (self->moment, moment);
  if (others->len > 0)
    g_string_append (others, " · ");
  g_string_append (others, until);
  if (night != NULL)
    g_string_append_printf (others, "\n%s", night);
  gtk_label_set_label (self->others, others->str);
}

static HeraldZoneChoice
get_choice (HeraldEmbargoDialog *self)
{
  if (!gtk_widget_get_visible (self->repeated))
    return HERALD_ZONE_ONLY;
  if (gtk_check_button_get_active (self->earlier))
    return HERALD_ZONE_EARLIER;
  if (gtk_check_button_get_active (self->later))
    return HERALD_ZONE_LATER;
  return HERALD_ZONE_ONLY;
}

/* A wall time that a clock change repeats: each of the two is shown with the same moment in UTC. */
static void
show_choices (HeraldEmbargoDialog *self,
              const char          *wall)
{
  GtkCheckButton *buttons[] = { self->earlier, self->later };
  HeraldZoneChoice choices[] = { HERALD_ZONE_EARLIER, HERALD_ZONE_LATER };
  const char *formats[] = { N_("The first time (%s)"), N_("The second time (%s)") };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gint64 unix_s = 0;
      g_autofree char *utc = NULL;
      g_autofree char *label = NULL;

      if (!herald_zone_resolve (wall, self->zone, choices[i], &unix_s, NULL))
        continue;
      utc = herald_format_moment_others (unix_s, self->zone, "UTC");
      label = g_strdup_printf (_(formats[i]), utc);
      gtk_check_button_set_label (buttons[i], label);
    }
}

/* Words that are not understood must not stand above a moment that could be set. */
static gboolean
show_misread (HeraldEmbargoDialog *self)
{
  if (self->misread == NULL)
    return FALSE;
  g_clear_pointer (&self->embargo, herald_embargo_free);
  gtk_label_set_label (self->problem, self->misread);
  gtk_widget_set_visible (self->repeated, FALSE);
  return TRUE;
}

static void
find_embargo (HeraldEmbargoDialog *self)
{
  g_autofree char *wall = get_wall (self);
  g_autoptr(GError) error = NULL;
  gint64 unix_s = 0;
  gboolean repeated = FALSE;

  repeated = !herald_zone_resolve (wall, self->zone, HERALD_ZONE_ONLY, &unix_s, &error) &&
             g_error_matches (error, HERALD_ZONE_ERROR, HERALD_ZONE_ERROR_REPEATED);
  gtk_widget_set_visible (self->repeated, repeated);
  if (repeated)
    show_choices (self, wall);
  g_clear_error (&error);
  g_clear_pointer (&self->embargo, herald_embargo_free);
  self->embargo = herald_embargo_new (wall, self->zone, get_choice (self), &error);
  if (self->embargo == NULL)
    gtk_label_set_label (self->problem, repeated ? _("A clock change repeats this time. Say which one is meant.")
                                                 : error->message);
}

static void
update (HeraldEmbargoDialog *self)
{
  if (!show_misread (self))
    find_embargo (self);
  gtk_widget_set_sensitive (self->set, self->embargo != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->moment), self->embargo != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->others), self->embargo != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), self->embargo == NULL);
  if (self->embargo != NULL)
    show_moment (self);
}

static void
set_zone (HeraldEmbargoDialog *self,
          const char          *zone)
{
  g_autofree char *copy = g_strdup (zone);
  g_autofree char *city = herald_zone_city (zone);

  g_free (self->zone);
  self->zone = g_steal_pointer (&copy);
  adw_expander_row_set_subtitle (self->zone_row, g_str_equal (city, zone) ? zone : city);
  if (!g_str_equal (city, zone))
    {
      g_autofree char *both = g_strdup_printf ("%s (%s)", city, zone);

      adw_expander_row_set_subtitle (self->zone_row, both);
    }
}

static void
set_fields (HeraldEmbargoDialog *self,
            const char          *wall,
            const char          *zone)
{
  g_autofree char *iso = g_strconcat (wall, "Z", NULL);
  g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601 (iso, NULL);

  set_zone (self, zone);
  if (moment == NULL)
    return;
  gtk_calendar_select_day (self->calendar, moment);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (moment));
  gtk_spin_button_set_value (self->minute, g_date_time_get_minute (moment));
}

static void
show_doubts (HeraldEmbargoDialog *self,
             GPtrArray           *doubts)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; doubts != NULL && i < doubts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (doubts, i));
  gtk_label_set_label (self->doubts, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->doubts), text->len > 0);
}

/* What is understood fills in the fields below, where everybody sees it before it counts. */
static void
on_phrase_changed (HeraldEmbargoDialog *self)
{
  const char *words = gtk_editable_get_text (self->phrase);
  g_autoptr(HeraldTimePhrase) phrase = NULL;
  g_autoptr(GError) error = NULL;

  if (self->is_filling)
    return;
  g_clear_pointer (&self->misread, g_free);
  self->is_filling = TRUE;
  if (*words != '\0')
    phrase = herald_time_phrase_read (words, herald_clock_get_real (self->clock) / G_USEC_PER_SEC, self->own_zone, &error);
  if (phrase != NULL)
    set_fields (self, phrase->wall, phrase->zone);
  else if (error != NULL)
    self->misread = g_strdup (error->message);
  self->is_filling = FALSE;
  show_doubts (self, phrase != NULL ? phrase->doubts : NULL);
  update (self);
}

/* Who turns to the fields no longer means the words. */
static void
on_field_changed (HeraldEmbargoDialog *self)
{
  if (self->is_filling)
    return;
  self->is_filling = TRUE;
  gtk_editable_set_text (self->phrase, "");
  self->is_filling = FALSE;
  g_clear_pointer (&self->misread, g_free);
  show_doubts (self, NULL);
  update (self);
}

static gboolean
on_spin_output (GtkSpinButton *spin,
                gpointer       data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
on_zone_search (HeraldEmbargoDialog *self)
{
  g_autofree char *words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->zone_search)));

  gtk_string_filter_set_search (self->filter, g_strdelimit (words, " ", '_'));
}

static void
choose_zone (HeraldEmbargoDialog *self,
             guint                position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->zone_list));
  g_autoptr(GtkStringObject) object = g_list_model_get_item (model, position);

  if (object == NULL)
    return;
  set_zone (self, gtk_string_object_get_string (object));
  adw_expander_row_set_expanded (self->zone_row, FALSE);
  on_field_changed (self);
}

static void
on_zone_activated (GtkListView         *list,
                   guint                position,
                   HeraldEmbargoDialog *self)
{
  choose_zone (self, position);
}

static void
on_zone_search_activate (HeraldEmbargoDialog *self)
{
  choose_zone (self, 0);
}

static void
on_zone_setup (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
on_zone_bind (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  const char *zone = gtk_string_object_get_string (gtk_list_item_get_item (item));
  g_autofree char *city = herald_zone_city (zone);
  g_autofree char *label = g_str_equal (city, zone) ? g_strdup (zone) : g_strdup_printf ("%s  (%s)", city, zone);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), label);
}

static void
fill_zones (HeraldEmbargoDialog *self)
{
  g_auto(GStrv) names = herald_zones_list ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered = NULL;

  self->zones = gtk_string_list_new ((const char * const *) names);
  self->filter = gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->zones)),
                                        g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_zone_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_zone_bind), NULL);
  gtk_list_view_set_factory (self->zone_list, factory);
  g_object_unref (factory);
  {
    g_autoptr(GtkSelectionModel) selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (filtered)));

    gtk_list_view_set_model (self->zone_list, selection);
  }
}

static void
on_set (HeraldEmbargoDialog *self)
{
  if (self->embargo == NULL)
    return;
  g_signal_emit (self, chosen_signal, 0, self->embargo);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_clear (HeraldEmbargoDialog *self)
{
  g_signal_emit (self, chosen_signal, 0, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
herald_embargo_dialog_dispose (GObject *object)
{
  HeraldEmbargoDialog *self = HERALD_EMBARGO_DIALOG (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->zones);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (herald_embargo_dialog_parent_class)->dispose (object);
}

static void
herald_embargo_dialog_finalize (GObject *object)
{
  HeraldEmbargoDialog *self = HERALD_EMBARGO_DIALOG (object);

  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->own_zone, g_free);
  g_clear_pointer (&self->misread, g_free);
  g_clear_pointer (&self->embargo, herald_embargo_free);

  G_OBJECT_CLASS (herald_embargo_dialog_parent_class)->finalize (object);
}

static void
herald_embargo_dialog_class_init (HeraldEmbargoDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = herald_embargo_dialog_dispose;
  object_class->finalize = herald_embargo_dialog_finalize;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-embargo-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, phrase);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, hour);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, minute);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, zone_row);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, zone_search);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, zone_list);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, moment);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, others);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, doubts);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, repeated);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, earlier);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, later);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, clear);
  gtk_widget_class_bind_template_child (widget_class, HeraldEmbargoDialog, set);
  gtk_widget_class_bind_template_callback (widget_class, on_spin_output);
  gtk_widget_class_bind_template_callback (widget_class, on_zone_search);
  gtk_widget_class_bind_template_callback (widget_class, on_zone_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_zone_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_set);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_phrase_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
herald_embargo_dialog_init (HeraldEmbargoDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->own_zone = herald_format_own_zone ();
  fill_zones (self);
}

/* Without an embargo: nine o'clock tomorrow, where the person is. */
static void
show_start (HeraldEmbargoDialog *self,
            const HeraldEmbargo *embargo)
{
  g_autofree char *tomorrow = herald_zone_format (herald_clock_get_real (self->clock) / G_USEC_PER_SEC + 24 * 60 * 60,
                                                  self->own_zone);
  g_autofree char *wall = embargo != NULL ? g_strdup (embargo->wall) : g_strdup_printf ("%.10sT09:00:00", tomorrow);
  gint64 earlier = 0;

  set_fields (self, wall, embargo != NULL ? embargo->zone : self->own_zone);
  if (embargo != NULL &&
      herald_zone_resolve (embargo->wall, embargo->zone, HERALD_ZONE_EARLIER, &earlier, NULL))
    gtk_check_button_set_active (herald_embargo_get_lift (embargo) == earlier ? self->earlier : self->later, TRUE);
}

/**
 * herald_embargo_dialog_new:
 * @parent: the window that asks
 * @clock: tells what tomorrow is
 * @embargo: (nullable): the embargo that is set
 *
 * Returns: the dialog, not shown yet
 */
GtkWidget *
herald_embargo_dialog_new (GtkWindow           *parent,
                           HeraldClock         *clock,
                           const HeraldEmbargo *embargo)
{
  HeraldEmbargoDialog *self = g_object_new (HERALD_TYPE_EMBARGO_DIALOG, "transient-for", parent, NULL);

  self->clock = g_object_ref (clock);
  show_start (self, embargo);
  gtk_widget_set_visible (self->clear, embargo != NULL);
  update (self);
  return GTK_WIDGET (self);
}
