/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-calendar-pane.h"

#include <glib/gi18n.h>
#include <langinfo.h>

#include "herald-format.h"
#include "herald-today-row.h"
#include "herald-zone.h"

#define LOAD_AFTER_MS 400
#define N_WEEKS 6
#define N_DAYS (7 * N_WEEKS)

struct _HeraldCalendarPane
{
  GtkBox         parent_instance;

  HeraldShelf   *shelf;
  GCancellable  *cancellable;
  guint          load_source;
  GDateTime     *month;        /* its first moment */
  GDateTime     *first;        /* of the first day that is shown */
  int            day;          /* that the agenda is of; 0: the whole month */
  GPtrArray     *items;        /* of HeraldTodayItem: lifts of the days that are shown */

  GtkLabel      *title;
  GtkGrid       *grid;
  GtkButton     *days[N_DAYS];
  GtkLabel      *agenda_title;
  GtkButton     *whole_month;
  GtkBox        *agenda;
};

G_DEFINE_FINAL_TYPE (HeraldCalendarPane, herald_calendar_pane, GTK_TYPE_BOX)

/* 0 for Monday to 6 for Sunday. glibc, "The Elegant and Fast Way" of langinfo: week_1stday is a date whose weekday counts
 * as the first, first_weekday how many days after it a week begins, from 1. */
static int
get_first_weekday (void)
{
  guint base = GPOINTER_TO_UINT (nl_langinfo (_NL_TIME_WEEK_1STDAY));
  int first = *nl_langinfo (_NL_TIME_FIRST_WEEKDAY);
  int origin = base == 19971201 ? 0 : 6; /* a Monday; 19971130 is a Sunday */

  return (origin + first - 1) % 7;
}

static GDateTime *
get_now (HeraldCalendarPane *self)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (herald_clock_get_real (herald_shelf_get_clock (self->shelf)) / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, zone);
}

static GDateTime *
get_lift (const HeraldTodayItem *item)
{
  gint64 lift = 0;

  herald_utc_parse (item->row->summary->embargo_utc, &lift);
  return g_date_time_new_from_unix_local (lift);
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static gboolean
is_in_month (HeraldCalendarPane *self,
             GDateTime          *day)
{
  return g_date_time_get_year (day) == g_date_time_get_year (self->month) &&
         g_date_time_get_month (day) == g_date_time_get_month (self->month);
}

static guint
count_lifts (HeraldCalendarPane *self,
             GDateTime          *day)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr(GDateTime) lift = get_lift (g_ptr_array_index (self->items, i));

      n += is_same_day (lift, day) ? 1 : 0;
    }
  return n;
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_day (HeraldCalendarPane *self,
          guint               index,
          GDateTime          *now)
{
  GtkWidget *button = GTK_WIDGET (self->days[index]);
  g_autoptr(GDateTime) day = g_date_time_add_days (self->first, (int) index);
  guint n = count_lifts (self, day);
  /* Translators: a day in a calendar, for screen readers; see strftime (3) */
  g_autofree char *name = g_date_time_format (day, _("%A %-d %B %Y"));
  g_autofree char *lifts = g_strdup_printf (ngettext ("%s, %u embargo ends", "%s, %u embargoes end", n), name, n);
  g_autofree char *label = n > 0 ? g_strdup_printf ("%d\n•", g_date_time_get_day_of_month (day))
                                 : g_strdup_printf ("%d\n ", g_date_time_get_day_of_month (day));

  gtk_button_set_label (self->days[index], label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, n > 0 ? lifts : name, -1);
  set_class (button, "other-month", !is_in_month (self, day));
  set_class (button, "has-lifts", n > 0);
  set_class (button, "today", is_same_day (day, now));
  set_class (button, "chosen", is_in_month (self, day) && self->day == g_date_time_get_day_of_month (day));
}

static void
show_agenda (HeraldCalendarPane *self,
             GDateTime          *now)
{
  gint64 now_us = g_date_time_to_unix (now) * G_USEC_PER_SEC;
  g_autoptr(GPtrArray) shelf = herald_shelf_list (self->shelf);
  AdwPreferencesGroup *group = NULL;
  g_autoptr(GDateTime) before = NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->agenda))) != NULL)
    gtk_box_remove (self->agenda, child);
  for (guint i = 0; i < self->items->len; i++)
    {
      const HeraldTodayItem *item = g_ptr_array_index (self->items, i);
      g_autoptr(GDateTime) lift = get_lift (item);
      g_autofree char *detail = NULL;

      if (!is_in_month (self, lift) || (self->day != 0 && self->day != g_date_time_get_day_of_month (lift)))
        continue;
      if (before == NULL || !is_same_day (before, lift))
        {
          /* Translators: the day above its lifts; see strftime (3) */
          g_autofree char *heading = g_date_time_format (lift, _("%A %-d %B"));

          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, heading);
          gtk_box_append (self->agenda, GTK_WIDGET (group));
        }
      g_clear_pointer (&before, g_date_time_unref);
      before = g_date_time_ref (lift);
      detail = herald_format_moment_short (g_date_time_to_unix (lift), item->row->summary->embargo_zone, now_us);
      adw_preferences_group_add (group, herald_today_row_new (item, detail, shelf->len > 1));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->agenda_title), group == NULL);
  gtk_label_set_label (self->agenda_title, self->day != 0 ? _("No embargo ends on this day.") : _("No embargo ends in this month."));
  gtk_widget_set_visible (GTK_WIDGET (self->whole_month), self->day != 0);
}

static void
show (HeraldCalendarPane *self)
{
  g_autoptr(GDateTime) now = get_now (self);
  /* Translators: the month above its days; see strftime (3) */
  g_autofree char *title = g_date_time_format (self->month, _("%OB %Y"));

  gtk_label_set_label (self->title, title);
  for (guint i = 0; i < N_DAYS; i++)
    show_day (self, i, now);
  show_agenda (self, now);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldCalendarPane) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = herald_today_finish (result, &error);

  if (self->shelf == NULL)
    return;
  if (items == NULL)
    {
      /* Which library cannot be read is told where its list stands. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The lifts cannot be read: %s", error->message);
      return;
    }
  g_ptr_array_unref (self->items);
  self->items = g_steal_pointer (&items);
  show (self);
}

static void
load (HeraldCalendarPane *self)
{
  g_autoptr(GDateTime) end = g_date_time_add_days (self->first, N_DAYS);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  herald_today_lifts_async (self->shelf, g_date_time_to_unix (self->first), g_date_time_to_unix (end), self->cancellable, on_loaded,
                            g_object_ref (self));
}

static gboolean
on_load (gpointer data)
{
  HeraldCalendarPane *self = data;

  self->load_source = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
load_soon (HeraldCalendarPane *self)
{
  if (self->load_source == 0)
    self->load_source = g_timeout_add (LOAD_AFTER_MS, on_load, self);
}

static void
set_month (HeraldCalendarPane *self,
           GDateTime          *day,
           int                 chosen)
{
  g_autoptr(GDateTime) month = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day), 1, 0, 0, 0);
  int before = (g_date_time_get_day_of_week (month) - 1 - get_first_weekday () + 7) % 7;

  g_clear_pointer (&self->month, g_date_time_unref);
  g_clear_pointer (&self->first, g_date_time_unref);
  self->month = g_date_time_ref (month);
  self->first = g_date_time_add_days (month, -before);
  self->day = chosen;
  show (self);
  load (self);
}

static void
move_month (HeraldCalendarPane *self,
            int                 months)
{
  g_autoptr(GDateTime) day = g_date_time_add_months (self->month, months);

  set_month (self, day, 0);
}

static void
on_previous (HeraldCalendarPane *self)
{
  move_month (self, -1);
}

static void
on_next (HeraldCalendarPane *self)
{
  move_month (self, 1);
}

static void
on_today (HeraldCalendarPane *self)
{
  g_autoptr(GDateTime) now = get_now (self);

  set_month (self, now, 0);
}

static void
on_whole_month (HeraldCalendarPane *self)
{
  self->day = 0;
  show (self);
}

static void
on_day (HeraldCalendarPane *self,
        GtkButton          *button)
{
  for (guint i = 0; i < N_DAYS; i++)
    if (self->days[i] == button)
      {
        g_autoptr(GDateTime) day = g_date_time_add_days (self->first, (int) i);
        int number = g_date_time_get_day_of_month (day);

        if (!is_in_month (self, day))
          set_month (self, day, number);
        else
          {
            self->day = self->day == number ? 0 : number;
            show (self);
          }
        return;
      }
}

static gboolean
on_key (HeraldCalendarPane *self,
        guint               keyval)
{
  if (keyval == GDK_KEY_Page_Up)
    move_month (self, -1);
  else if (keyval == GDK_KEY_Page_Down)
    move_month (self, 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
add_weekdays (HeraldCalendarPane *self)
{
  for (int i = 0; i < 7; i++)
    {
      /* 2024-01-01 was a Monday. */
      g_autoptr(GDateTime) day = g_date_time_new_utc (2024, 1, 1 + (get_first_weekday () + i) % 7, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%a");
      GtkWidget *label = gtk_label_new (name);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (self->grid, label, i, 0, 1, 1);
    }
}

static void
add_days (HeraldCalendarPane *self)
{
  for (int i = 0; i < N_DAYS; i++)
    {
      GtkWidget *button = gtk_button_new_with_label ("");

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "calendar-day");
      gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_day), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (self->grid, button, i % 7, 1 + i / 7, 1, 1);
      self->days[i] = GTK_BUTTON (button);
    }
}

static void
herald_calendar_pane_dispose (GObject *object)
{
  HeraldCalendarPane *self = HERALD_CALENDAR_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->load_source, g_source_remove);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (herald_calendar_pane_parent_class)->dispose (object);
}

static void
herald_calendar_pane_finalize (GObject *object)
{
  HeraldCalendarPane *self = HERALD_CALENDAR_PANE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->month, g_date_time_unref);
  g_clear_pointer (&self->first, g_date_time_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (herald_calendar_pane_parent_class)->finalize (object);
}

static void
herald_calendar_pane_class_init (HeraldCalendarPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_calendar_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_calendar_pane_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-calendar-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldCalendarPane, title);
  gtk_widget_class_bind_template_child (widget_class, HeraldCalendarPane, grid);
  gtk_widget_class_bind_template_child (widget_class, HeraldCalendarPane, agenda_title);
  gtk_widget_class_bind_template_child (widget_class, HeraldCalendarPane, whole_month);
  gtk_widget_class_bind_template_child (widget_class, HeraldCalendarPane, agenda);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_today);
  gtk_widget_class_bind_template_callback (widget_class, on_whole_month);
}

static void
herald_calendar_pane_init (HeraldCalendarPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_today_item_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_weekdays (self);
  add_days (self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
}

/**
 * herald_calendar_pane_new:
 * @shelf: all libraries
 *
 * Returns: (transfer floating): this month, following the libraries
 */
GtkWidget *
herald_calendar_pane_new (HeraldShelf *shelf)
{
  HeraldCalendarPane *self = g_object_new (HERALD_TYPE_CALENDAR_PANE, NULL);

  self->shelf = g_object_ref (shelf);
  g_signal_connect_object (shelf, "changed", G_CALLBACK (load_soon), self, G_CONNECT_SWAPPED);
  on_today (self);
  return GTK_WIDGET (self);
}
