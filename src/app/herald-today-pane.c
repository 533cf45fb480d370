/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-today-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "herald-format.h"
#include "herald-today-row.h"
#include "herald-zone.h"

/* Changes come in bursts: one look answers them all. */
#define LOAD_AFTER_MS 400
/* A lift comes near also when nobody writes anything. */
#define TICK_S 60

struct _HeraldTodayPane
{
  GtkBox          parent_instance;

  HeraldShelf    *shelf;
  GCancellable   *cancellable;
  guint           load_source;
  guint           tick;
  GPtrArray      *items;   /* of HeraldTodayItem; NULL: not read yet */
  char           *folder;  /* whose documents were set aside */
  char          **aside;   /* "id: why", never NULL */
  char          **named;   /* the same for people, or NULL */
  guint           count;

  GtkStack       *stack;
  GtkBox         *groups;
  AdwStatusPage  *failed;
};

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeraldTodayPane, herald_today_pane, GTK_TYPE_BOX)

static const char *
get_title (HeraldTodayKind kind)
{
  switch (kind)
    {
    case HERALD_TODAY_CONFLICT:
      return _("Needs Your Decision");
    case HERALD_TODAY_LIFT:
      return _("Embargo Ends Soon");
    case HERALD_TODAY_COMMENTS:
      return _("Open Comments");
    case HERALD_TODAY_REVIEW:
    default:
      return _("Waiting for Approval");
    }
}

static char *
describe_lift (const HeraldListRow *row,
               gint64               now)
{
  gint64 lift = 0;
  g_autofree char *moment = NULL;
  g_autofree char *until = NULL;

  if (row->summary->embargo_utc == NULL || row->summary->embargo_zone == NULL ||
      !herald_utc_parse (row->summary->embargo_utc, &lift))
    return g_strdup ("");
  moment = herald_format_moment_short (lift, row->summary->embargo_zone, now);
  until = herald_format_until (lift, now);
  return g_strdup_printf ("%s · %s", moment, until);
}

static char *
describe (const HeraldTodayItem *item,
          gint64                 now)
{
  const HeraldListRow *row = item->row;
  g_autofree char *ago = herald_format_ago (row->modified, now);

  switch (item->kind)
    {
    case HERALD_TODAY_CONFLICT:
      return g_strdup (_("Two people changed the same words"));
    case HERALD_TODAY_LIFT:
      return describe_lift (row, now);
    case HERALD_TODAY_COMMENTS:
      return g_strdup_printf (ngettext ("%u open comment", "%u open comments", row->open_comments), row->open_comments);
    case HERALD_TODAY_REVIEW:
    default:
      return row->author != NULL ? g_strdup_printf ("%s · %s", row->author, ago) : g_steal_pointer (&ago);
    }
}

static void
clear_groups (HeraldTodayPane *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

static gboolean
tells_library (GPtrArray *items)
{
  for (guint i = 1; i < items->len; i++)
    if (((HeraldTodayItem *) g_ptr_array_index (items, i))->entry->library !=
        ((HeraldTodayItem *) g_ptr_array_index (items, 0))->entry->library)
      return TRUE;
  return FALSE;
}

static AdwPreferencesGroup *
add_group (HeraldTodayPane *self,
           const char      *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  gtk_box_append (self->groups, GTK_WIDGET (group));
  return group;
}

static void
show_aside (HeraldTodayPane *self)
{
  AdwPreferencesGroup *group = self->aside[0] != NULL ? add_group (self, _("Not Sent to Your Team")) : NULL;
  gboolean named = self->named != NULL && g_strv_length (self->named) == g_strv_length (self->aside);

  for (guint i = 0; self->aside[i] != NULL; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *id = g_strndup (self->aside[i], strcspn (self->aside[i], ":"));
      g_autofree char *title = g_markup_escape_text (named ? self->named[i] : self->aside[i], -1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-announcement");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", self->folder, id);
      adw_preferences_group_add (group, row);
    }
}

static void
show_items (HeraldTodayPane *self)
{
  GPtrArray *items = self->items;
  gint64 now = herald_clock_get_real (herald_shelf_get_clock (self->shelf));
  g_autoptr(GPtrArray) shelf = herald_shelf_list (self->shelf);
  gboolean tell_library = shelf->len > 1 || tells_library (items);
  AdwPreferencesGroup *group = NULL;

  clear_groups (self);
  show_aside (self);
  for (guint i = 0; i < items->len; i++)
    {
      const HeraldTodayItem *item = g_ptr_array_index (items, i);
      g_autofree char *detail = describe (item, now);

      if (i == 0 || ((HeraldTodayItem *) g_ptr_array_index (items, i - 1))->kind != item->kind)
        group = add_group (self, get_title (item->kind));
      adw_preferences_group_add (group, herald_today_row_new (item, detail, tell_library));
    }
  self->count = items->len + g_strv_length (self->aside);
  gtk_stack_set_visible_child_name (self->stack, self->count > 0 ? "items" : "nothing");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldTodayPane) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = herald_today_finish (result, &error);

  if (self->shelf == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items != NULL)
    {
      g_clear_pointer (&self->items, g_ptr_array_unref);
      self->items = g_steal_pointer (&items);
      show_items (self);
    }
  else
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static gboolean
on_load (gpointer data)
{
  HeraldTodayPane *self = data;

  self->load_source = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  herald_today_load_async (self->shelf, self->cancellable, on_loaded, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
load_soon (HeraldTodayPane *self)
{
  if (self->load_source == 0)
    self->load_source = g_timeout_add (LOAD_AFTER_MS, on_load, self);
}

static gboolean
on_tick (gpointer data)
{
  load_soon (data);
  return G_SOURCE_CONTINUE;
}

static void
herald_today_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (prop_id == PROP_COUNT)
    g_value_set_uint (value, HERALD_TODAY_PANE (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
herald_today_pane_dispose (GObject *object)
{
  HeraldTodayPane *self = HERALD_TODAY_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->load_source, g_source_remove);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (herald_today_pane_parent_class)->dispose (object);
}

static void
herald_today_pane_finalize (GObject *object)
{
  HeraldTodayPane *self = HERALD_TODAY_PANE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->aside, g_strfreev);
  g_clear_pointer (&self->named, g_strfreev);

  G_OBJECT_CLASS (herald_today_pane_parent_class)->finalize (object);
}

static void
herald_today_pane_class_init (HeraldTodayPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = herald_today_pane_get_property;
  object_class->dispose = herald_today_pane_dispose;
  object_class->finalize = herald_today_pane_finalize;
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-today-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldTodayPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldTodayPane, groups);
  gtk_widget_class_bind_template_child (widget_class, HeraldTodayPane, failed);
}

static void
herald_today_pane_init (HeraldTodayPane *self)
{
  self->cancellable = g_cancellable_new ();
  self->aside = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tick = g_timeout_add_seconds (TICK_S, on_tick, self);
}

/**
 * herald_today_pane_new:
 * @shelf: all libraries
 *
 * Returns: (transfer floating): a page that follows them
 */
GtkWidget *
herald_today_pane_new (HeraldShelf *shelf)
{
  HeraldTodayPane *self = g_object_new (HERALD_TYPE_TODAY_PANE, NULL);

  self->shelf = g_object_ref (shelf);
  g_signal_connect_object (shelf, "changed", G_CALLBACK (load_soon), self, G_CONNECT_SWAPPED);
  load_soon (self);
  return GTK_WIDGET (self);
}

guint
herald_today_pane_get_count (HeraldTodayPane *self)
{
  g_return_val_if_fail (HERALD_IS_TODAY_PANE (self), 0);

  return self->count;
}

/**
 * herald_today_pane_set_aside:
 * @self: a page
 * @folder: of the library whose server would not take something
 * @lines: "id: why" each
 * @named: (nullable): the same with headlines
 */
void
herald_today_pane_set_aside (HeraldTodayPane  *self,
                             const char       *folder,
                             char            **lines,
                             char            **named)
{
  gboolean same = FALSE;

  g_return_if_fail (HERALD_IS_TODAY_PANE (self));
  g_return_if_fail (lines != NULL);

  same = g_strv_equal ((const char * const *) self->aside, (const char * const *) lines) && (self->named == NULL) == (named == NULL);
  if (same)
    return;
  g_free (self->folder);
  g_strfreev (self->aside);
  g_strfreev (self->named);
  self->folder = g_strdup (folder);
  self->aside = g_strdupv (lines);
  self->named = g_strdupv (named);
  if (self->items != NULL)
    show_items (self);
}
