/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-comparison-view.h"

#include <glib/gi18n.h>

#include "herald-comparison-entry-view.h"

/* Of every frame no more than this goes to putting more of a page on screen. */
#define SLICE_US 6000
/* A longer stretch without a change is folded, but for what stands next to changes. */
#define LONG_STRETCH 4
#define PAGE_WIDTH 780

struct _HeraldComparisonView
{
  GtkBox                parent_instance;

  HeraldLibrary        *library;
  HeraldComparisonSide *before;
  HeraldComparisonSide *after;
  HeraldComparison     *comparison;
  GCancellable         *cancellable;
  gboolean              read_only;
  gboolean              side_by_side;
  gboolean              same_sides;  /* the same two versions again, after an edit: the page stays until the new one is done */

  GtkWidget            *box;         /* the page being put together */
  GtkWidget            *card;        /* on it: what changed beside the page's words */
  GtkWidget            *titles;      /* the names of the two sides, above both */
  GPtrArray            *changes;     /* of HeraldComparisonEntryView on it */
  guint                 next;        /* entry to show next */
  guint                 tick;
  guint                 current;     /* change that was gone to; G_MAXUINT: none */
  char                 *wanted;      /* subject to give the focus to when the page is there */

  GtkStack             *stack;
  AdwStatusPage        *failed;
  AdwStatusPage        *same;
  AdwClamp             *clamp;
  GtkWidget            *info;
  GtkBox               *tools;
  GtkLabel             *count;
  GtkWidget            *previous;
  GtkWidget            *following;
};

static guint restore_signal;
static guint compared_signal;

G_DEFINE_FINAL_TYPE (HeraldComparisonView, herald_comparison_view, GTK_TYPE_BOX)

static HeraldColours
current_colours (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    return adw_style_manager_get_dark (manager) ? HERALD_COLOURS_DARK_CONTRAST : HERALD_COLOURS_LIGHT_CONTRAST;
  return adw_style_manager_get_dark (manager) ? HERALD_COLOURS_DARK : HERALD_COLOURS_LIGHT;
}

/* The page */

static void
on_restore (HeraldComparisonView *self,
            const char           *subject,
            gboolean              after)
{
  g_signal_emit (self, restore_signal, 0, subject, after);
}

static GtkWidget *
add_entry (HeraldComparisonView        *self,
           GtkBox                      *box,
           const HeraldComparisonEntry *entry)
{
  HeraldEntryLook look = {
    .library = self->library,
    .colours = current_colours (),
    .side_by_side = self->side_by_side,
    .before_name = self->read_only || self->before->hash == NULL ? NULL : self->before->name,
    .after_name = self->after->hash != NULL ? self->after->name : NULL,
  };
  GtkWidget *view = NULL;

  /* Before a first version there is nothing to take back; what it has can be. */
  if (!self->read_only && self->before->hash == NULL && self->after->hash != NULL)
    look.before_name = self->after->name;
  view = herald_comparison_entry_view_new (self->comparison, entry, &look);
  g_signal_connect_object (view, "restore", G_CALLBACK (on_restore), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, view);
  if (herald_comparison_entry_view_is_change (HERALD_COMPARISON_ENTRY_VIEW (view)))
    g_ptr_array_add (self->changes, view);
  return view;
}

static void
add_term (HeraldComparisonView        *self,
          const HeraldComparisonEntry *entry)
{
  gtk_widget_set_visible (self->card, TRUE);
  add_entry (self, GTK_BOX (self->card), entry);
}

/* Where a stretch without changes that begins at an entry ends. */
static guint
stretch_end (GPtrArray *entries,
             guint      first)
{
  guint end = first;

  while (end < entries->len && ((const HeraldComparisonEntry *) entries->pdata[end])->kind == HERALD_COMPARED_SAME)
    end++;
  return end;
}

static guint
count_on_page (GPtrArray *entries,
               guint      first,
               guint      end)
{
  guint n = 0;

  for (guint i = first; i < end; i++)
    n += herald_comparison_is_on_page (entries->pdata[i]);
  return n;
}

/* What a folded stretch holds, until somebody unfolds it. */
typedef struct
{
  HeraldComparisonView *view;
  guint                 first;
  guint                 end;
} Stretch;

static void
stretch_free (gpointer  data,
              GClosure *closure)
{
  g_free (data);
}

static void
on_unfold (GtkButton *button,
           Stretch   *stretch)
{
  HeraldComparisonView *self = stretch->view;
  GPtrArray *entries = herald_comparison_get_entries (self->comparison);
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (button));
  GtkWidget *before = GTK_WIDGET (button);

  for (guint i = stretch->first; i < stretch->end; i++)
    {
      const HeraldComparisonEntry *entry = entries->pdata[i];
      GtkWidget *view = NULL;

      if (!herald_comparison_is_on_page (entry))
        continue;
      view = add_entry (self, GTK_BOX (box), entry);
      gtk_box_reorder_child_after (GTK_BOX (box), view, before);
      before = view;
    }
  gtk_box_remove (GTK_BOX (box), GTK_WIDGET (button));
}

static void
add_stretch (HeraldComparisonView *self,
             guint                 first,
             guint                 end)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Stretch *stretch = g_new0 (Stretch, 1);
  guint n = count_on_page (herald_comparison_get_entries (self->comparison), first, end);
  g_autofree char *words = g_strdup_printf (ngettext ("%u part without changes", "%u parts without changes", n), n);

  stretch->view = self;
  stretch->first = first;
  stretch->end = end;
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_box_append (GTK_BOX (row), gtk_label_new (words));
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "comparison-stretch");
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_unfold), stretch, stretch_free, 0);
  gtk_box_append (GTK_BOX (self->box), button);
}

/* Shows the entry at self->next, or folds the stretch that begins with it. */
static void
add_next (HeraldComparisonView *self,
          GPtrArray            *entries)
{
  guint at = self->next;
  const HeraldComparisonEntry *entry = entries->pdata[at];
  guint end = 0;

  self->next = at + 1;
  if (!herald_comparison_is_on_page (entry))
    {
      if (entry->kind != HERALD_COMPARED_SAME)
        add_term (self, entry);
      return;
    }
  add_entry (self, GTK_BOX (self->box), entry);
  end = stretch_end (entries, at);
  /* The entry itself is context for what is above, the last one of the stretch for what is below. */
  if (end > at && end < entries->len)
    end--;
  if (end > at && count_on_page (entries, at + 1, end) >= LONG_STRETCH)
    {
      add_stretch (self, at + 1, end);
      self->next = end;
    }
}

static void
give_focus (HeraldComparisonView *self)
{
  guint at = MIN (self->current, self->changes->len - 1);

  if (self->wanted == NULL || self->changes->len == 0)
    return;
  for (guint i = 0; i < self->changes->len; i++)
    if (g_str_equal (herald_comparison_entry_view_get_subject (self->changes->pdata[i]), self->wanted))
      at = i;
  self->current = at;
  gtk_widget_grab_focus (self->changes->pdata[at]);
}

static void
show_box (HeraldComparisonView *self)
{
  if (adw_clamp_get_child (self->clamp) != self->box)
    adw_clamp_set_child (self->clamp, self->box);
  adw_clamp_set_maximum_size (self->clamp, self->side_by_side ? 2 * PAGE_WIDTH : PAGE_WIDTH);
  gtk_stack_set_visible_child_name (self->stack, "page");
}

/* Puts more of the page on screen; FALSE when all of it is there. */
static gboolean
add_some (HeraldComparisonView *self)
{
  GPtrArray *entries = herald_comparison_get_entries (self->comparison);
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->next < entries->len && g_get_monotonic_time () < end)
    add_next (self, entries);
  if (self->next < entries->len)
    return TRUE;
  show_box (self);
  give_focus (self);
  g_clear_pointer (&self->wanted, g_free);
  return FALSE;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       data)
{
  HeraldComparisonView *self = HERALD_COMPARISON_VIEW (widget);

  if (add_some (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_building (HeraldComparisonView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static GtkWidget *
title_new (const char *words,
           const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_titles (HeraldComparisonView *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  const HeraldComparisonSide *sides[] = { self->before, self->after };

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  gtk_widget_add_css_class (row, "comparison-titles");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      gtk_box_append (GTK_BOX (box), title_new (sides[i]->name, "heading"));
      if (sides[i]->details != NULL)
        gtk_box_append (GTK_BOX (box), title_new (sides[i]->details, "caption"));
      gtk_box_append (GTK_BOX (row), box);
    }
  return row;
}

static void
begin_page (HeraldComparisonView *self)
{
  stop_building (self);
  g_ptr_array_set_size (self->changes, 0);
  g_clear_object (&self->box);
  self->next = 0;
  self->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_add_css_class (self->box, "comparison-page");
  if (self->side_by_side)
    gtk_box_append (GTK_BOX (self->box), make_titles (self));
  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->card, "card");
  gtk_widget_add_css_class (self->card, "comparison-card");
  gtk_widget_set_visible (self->card, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->card);
}

static void
build_page (HeraldComparisonView *self)
{
  begin_page (self);
  if (!self->same_sides)
    {
      self->current = G_MAXUINT;
      show_box (self);
    }
  /* What is seen first is there at once, the rest comes frame by frame. */
  if (add_some (self))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* What is compared */

static void
show_count (HeraldComparisonView *self)
{
  guint n = herald_comparison_get_n_changes (self->comparison);
  g_autofree char *words = g_strdup_printf (ngettext ("%u change", "%u changes", n), n);

  gtk_label_set_label (self->count, n > 0 ? words : _("No changes"));
  gtk_widget_set_sensitive (self->previous, n > 0);
  gtk_widget_set_sensitive (self->following, n > 0);
}

static void
remember_focus (HeraldComparisonView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *view = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->clamp))
                        ? HERALD_IS_COMPARISON_ENTRY_VIEW (focus)
                              ? focus : gtk_widget_get_ancestor (focus, HERALD_TYPE_COMPARISON_ENTRY_VIEW)
                        : NULL;

  if (view == NULL || !self->same_sides)
    return;
  g_ptr_array_find (self->changes, view, &self->current);
  g_free (self->wanted);
  self->wanted = g_strdup (herald_comparison_entry_view_get_subject (HERALD_COMPARISON_ENTRY_VIEW (view)));
}

static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldComparisonView) self = data;
  g_autoptr(GError) error = NULL;
  HeraldComparison *comparison = herald_comparison_load_finish (HERALD_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  remember_focus (self);
  stop_building (self);
  g_clear_pointer (&self->comparison, herald_comparison_unref);
  self->comparison = comparison;
  if (comparison == NULL)
    {
      gtk_label_set_label (self->count, "");
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else if (herald_comparison_get_n_changes (comparison) == 0)
    {
      show_count (self);
      gtk_stack_set_visible_child_name (self->stack, "same");
    }
  else
    {
      show_count (self);
      build_page (self);
    }
  g_signal_emit (self, compared_signal, 0);
}

/**
 * herald_comparison_view_show:
 * @self: a view with a library
 * @before: the earlier state
 * @after: the later one
 *
 * What is shown stays until the new comparison is there. "compared" follows.
 */
void
herald_comparison_view_show (HeraldComparisonView       *self,
                             const HeraldComparisonSide *before,
                             const HeraldComparisonSide *after)
{
  g_return_if_fail (HERALD_IS_COMPARISON_VIEW (self));
  g_return_if_fail (self->library != NULL && before != NULL && after != NULL);

  self->same_sides = self->comparison != NULL && g_strcmp0 (self->before->hash, before->hash) == 0 &&
                     g_strcmp0 (self->after->hash, after->hash) == 0;
  herald_comparison_side_free (self->before);
  herald_comparison_side_free (self->after);
  self->before = herald_comparison_side_copy (before);
  self->after = herald_comparison_side_copy (after);
  gtk_widget_set_visible (self->info, TRUE);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  herald_comparison_load_async (self->library, before, after, self->cancellable, on_compared, g_object_ref (self));
}

HeraldComparison *
herald_comparison_view_get_comparison (HeraldComparisonView *self)
{
  g_return_val_if_fail (HERALD_IS_COMPARISON_VIEW (self), NULL);

  return self->comparison;
}

static void
rebuild (HeraldComparisonView *self)
{
  if (self->comparison == NULL || herald_comparison_get_n_changes (self->comparison) == 0)
    return;
  self->same_sides = TRUE;
  remember_focus (self);
  build_page (self);
}

void
herald_comparison_view_set_side_by_side (HeraldComparisonView *self,
                                         gboolean              side_by_side)
{
  g_return_if_fail (HERALD_IS_COMPARISON_VIEW (self));

  if (self->side_by_side == side_by_side)
    return;
  self->side_by_side = side_by_side;
  rebuild (self);
}

/* Changes as they stand on screen: the card's are built among the others, but stand on top. */
static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  GtkWidget *one = *(GtkWidget * const *) a;
  GtkWidget *other = *(GtkWidget * const *) b;
  graphene_point_t here = GRAPHENE_POINT_INIT (0, 0);
  graphene_point_t there = GRAPHENE_POINT_INIT (0, 0);
  GtkWidget *page = gtk_widget_get_ancestor (one, ADW_TYPE_CLAMP);

  if (page == NULL || !gtk_widget_compute_point (one, page, &here, &here) ||
      !gtk_widget_compute_point (other, page, &there, &there))
    return 0;
  return here.y < there.y ? -1 : here.y > there.y;
}

void
herald_comparison_view_step (HeraldComparisonView *self,
                             int                   direction)
{
  guint n = 0;
  g_autofree char *words = NULL;

  g_return_if_fail (HERALD_IS_COMPARISON_VIEW (self));

  n = self->changes->len;
  if (n == 0)
    return;
  g_ptr_array_sort (self->changes, compare_places);
  if (self->current >= n)
    self->current = direction > 0 ? 0 : n - 1;
  else
    self->current = (self->current + n + (guint) direction) % n;
  gtk_widget_grab_focus (self->changes->pdata[self->current]);
  /* Translators: "Change 2 of 5" */
  words = g_strdup_printf (_("Change %u of %u"), self->current + 1, herald_comparison_get_n_changes (self->comparison));
  gtk_label_set_label (self->count, words);
}

static void
on_previous (HeraldComparisonView *self)
{
  herald_comparison_view_step (self, -1);
}

static void
on_following (HeraldComparisonView *self)
{
  herald_comparison_view_step (self, 1);
}

static void
herald_comparison_view_dispose (GObject *object)
{
  HeraldComparisonView *self = HERALD_COMPARISON_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_building (self);
  g_ptr_array_set_size (self->changes, 0);
  g_clear_object (&self->box);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (herald_comparison_view_parent_class)->dispose (object);
}

static void
herald_comparison_view_finalize (GObject *object)
{
  HeraldComparisonView *self = HERALD_COMPARISON_VIEW (object);

  g_clear_pointer (&self->comparison, herald_comparison_unref);
  g_clear_pointer (&self->before, herald_comparison_side_free);
  g_clear_pointer (&self->after, herald_comparison_side_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (herald_comparison_view_parent_class)->finalize (object);
}

static void
herald_comparison_view_class_init (HeraldComparisonViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_comparison_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_comparison_view_finalize;
  restore_signal = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  compared_signal = g_signal_new ("compared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-comparison-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, failed);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, same);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, clamp);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, info);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, tools);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, count);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, previous);
  gtk_widget_class_bind_template_child (widget_class, HeraldComparisonView, following);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_following);
}

static void
herald_comparison_view_init (HeraldComparisonView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->changes = g_ptr_array_new ();
  self->current = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
}

/* (transfer floating): beside the number of changes */
void
herald_comparison_view_add_tool (HeraldComparisonView *self,
                                 GtkWidget            *tool)
{
  g_return_if_fail (HERALD_IS_COMPARISON_VIEW (self));

  gtk_box_append (self->tools, tool);
}

void
herald_comparison_view_set_library (HeraldComparisonView *self,
                                    HeraldLibrary        *library,
                                    gboolean              read_only)
{
  g_return_if_fail (HERALD_IS_COMPARISON_VIEW (self));

  g_set_object (&self->library, library);
  self->read_only = read_only;
}
