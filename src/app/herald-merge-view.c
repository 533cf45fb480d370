/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "herald-format.h"
#include "herald-merge-card.h"
#include "herald-merge-places.h"
#include "herald-merge-words.h"

struct _HeraldMergeView
{
  GtkBox             parent_instance;

  HeraldEditSession *session;
  HeraldMergePlaces *places;   /* NULL: still being laid out */
  HeraldMergePlaces *before;   /* what was decided until something else arrived; or NULL */
  GPtrArray         *cards;    /* of HeraldMergeCard: the answers to the place that is shown */
  guint              index;
  gboolean           deciding; /* being confirmed */
  gboolean           closed;   /* asked to be: once */
  gboolean           unkept;   /* something was decided since it was kept */
  char              *own_zone;

  GtkWidget         *confirm;
  GtkStack          *stack;
  AdwStatusPage     *failed;
  GtkScrolledWindow *scroller;
  GtkLabel          *who;
  GtkLabel          *joined;
  GtkLabel          *count;
  GtkLabel          *name;
  GtkLabel          *why;
  GtkBox            *answers;
  GtkExpander       *base;
  GtkLabel          *base_words;
};

enum
{
  SIGNAL_CLOSE,
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeraldMergeView, herald_merge_view, GTK_TYPE_BOX)

static void load (HeraldMergeView *self);

static void
say (HeraldMergeView *self,
     const char      *message)
{
  g_signal_emit (self, signals[SIGNAL_SAY], 0, message);
}

static void
close_page (HeraldMergeView *self)
{
  if (self->closed)
    return;
  self->closed = TRUE;
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

/* Somebody decided elsewhere: on another computer, or with heraldctl. */
static void
find_nothing (HeraldMergeView *self)
{
  if (self->closed)
    return;
  self->unkept = FALSE;
  say (self, _("There is nothing to decide any more."));
  close_page (self);
}

static void
on_dispute_changed (HeraldMergeView *self)
{
  if (self->places != NULL && !self->deciding && herald_edit_session_get_dispute (self->session) == NULL)
    find_nothing (self);
}

/* What is decided */

static void
show_progress (HeraldMergeView *self)
{
  guint n = herald_merge_places_get_n (self->places);
  guint n_open = herald_merge_places_count_open (self->places);
  /* Translators: which place is shown, of how many, and how many of all are decided */
  g_autofree char *progress = g_strdup_printf (_("Place %u of %u · %u decided"), self->index + 1, n, n - n_open);

  gtk_label_set_label (self->count, progress);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.confirm", n_open == 0 && !self->deciding);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.undo", herald_merge_places_can_undo (self->places));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.redo", herald_merge_places_can_redo (self->places));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.previous", n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.next", n > 1);
}

static void
show_answer (HeraldMergeView *self)
{
  int answer = herald_merge_places_get_answer (self->places, self->index);
  const HeraldItem *own = herald_merge_places_get_rewriting (self->places, self->index);
  const HeraldMergePlace *place = herald_merge_places_get (self->places, self->index);

  for (guint i = 0; i < self->cards->len; i++)
    {
      HeraldMergeCard *card = g_ptr_array_index (self->cards, i);

      herald_merge_card_set_chosen (card, (int) i == answer);
      if (((HeraldMergeOption *) g_ptr_array_index (place->options, i))->kind == HERALD_CHOICE_REWRITTEN)
        herald_merge_card_set_draft (card, own);
    }
}

static void
on_changed (HeraldMergeView *self)
{
  self->unkept = TRUE;
  show_progress (self);
  show_answer (self);
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GError) error = NULL;

  /* Nothing is lost but the trouble of deciding again; and when it has been decided for good, nothing is to be kept. */
  if (!herald_merge_places_keep_finish (HERALD_MERGE_PLACES (source), result, &error) &&
      !g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
    g_warning ("What is decided so far could not be kept: %s", error->message);
}

/* Who comes back later finds what was decided. */
static void
keep (HeraldMergeView *self)
{
  if (!self->unkept || self->places == NULL || self->deciding)
    return;
  self->unkept = FALSE;
  herald_merge_places_keep_async (self->places, herald_edit_session_get_library (self->session), on_kept, NULL);
}

static void
on_chosen (HeraldMergeCard *card,
           HeraldMergeView *self)
{
  guint option = 0;

  if (!g_ptr_array_find (self->cards, card, &option))
    return;
  herald_merge_places_answer (self->places, self->index, (int) option);
  herald_merge_card_focus (card, TRUE);
}

static void
on_written (HeraldMergeCard *card,
            HeraldMergeView *self)
{
  g_autofree char *text = herald_merge_card_get_text (card);

  herald_merge_places_rewrite (self->places, self->index, text, herald_merge_card_get_marks (card));
}

/* One place */

static void
add_card (HeraldMergeView         *self,
          const HeraldMergeOption *option)
{
  HeraldMergeCard *first = self->cards->len > 0 ? g_ptr_array_index (self->cards, 0) : NULL;
  GtkWidget *card = herald_merge_card_new (option, self->cards->len + 1, first, self->own_zone);

  g_signal_connect_object (card, "chosen", G_CALLBACK (on_chosen), self, 0);
  g_signal_connect_object (card, "written", G_CALLBACK (on_written), self, 0);
  gtk_box_append (self->answers, card);
  g_ptr_array_add (self->cards, card);
}

static void
clear_cards (HeraldMergeView *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    gtk_box_remove (self->answers, g_ptr_array_index (self->cards, i));
  g_ptr_array_set_size (self->cards, 0);
}

static void
show_name (HeraldMergeView        *self,
           const HeraldMergePlace *place)
{
  g_autofree char *why = herald_merge_words_why (place);
  g_autofree char *name = NULL;

  /* Translators: a thing and a part of it: "Quote by Lin Qiao: Job title" */
  name = place->part != NULL ? g_strdup_printf (_("%s: %s"), place->name, place->part) : g_strdup (place->name);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->why, why);
}

static void
show_place (HeraldMergeView *self,
            guint            index)
{
  const HeraldMergePlace *place = herald_merge_places_get (self->places, index);
  int answer = herald_merge_places_get_answer (self->places, index);

  self->index = index;
  clear_cards (self);
  show_name (self, place);
  for (guint i = 0; i < place->options->len; i++)
    add_card (self, g_ptr_array_index (place->options, i));
  keep (self);
  gtk_label_set_label (self->base_words, place->base != NULL ? place->base : _("There was nothing here."));
  show_progress (self);
  show_answer (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  herald_merge_card_focus (g_ptr_array_index (self->cards, answer >= 0 ? (guint) answer : 0), FALSE);
}

static void
go (HeraldMergeView *self,
    int              by)
{
  guint n = self->places != NULL ? herald_merge_places_get_n (self->places) : 0;

  if (n > 0)
    show_place (self, (self->index + n + (guint) by) % n);
}

/* On to what is still open; when nothing is, to the button that ends it. */
static void
go_on (HeraldMergeView *self)
{
  int next = herald_merge_places_find_open (self->places, (int) self->index);

  if (next >= 0)
    show_place (self, (guint) next);
  else
    gtk_widget_grab_focus (self->confirm);
}

/* Confirming */

static void
on_decided (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(HeraldMergeView) self = data;
  g_autoptr(GError) error = NULL;
  gboolean decided = herald_edit_session_decide_finish (HERALD_EDIT_SESSION (source), result, &error);

  self->deciding = FALSE;
  if (self->places == NULL)
    return;
  if (decided)
    {
      self->unkept = FALSE;
      say (self, _("Decided. All texts are kept in the versions."));
      close_page (self);
    }
  else if (g_error_matches (error, HERALD_STORE_ERROR, HERALD_STORE_ERROR_CHANGED))
    {
      say (self, _("Something changed meanwhile. What you decided is kept where it is still asked."));
      g_set_object (&self->before, self->places);
      load (self);
    }
  else
    {
      say (self, error->message);
      show_progress (self);
    }
}

static void
confirm (HeraldMergeView *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDocument) document = NULL;

  if (self->places == NULL || self->deciding || herald_merge_places_count_open (self->places) > 0)
    return;
  document = herald_merge_places_get_document (self->places, &error);
  if (document == NULL)
    {
      say (self, error->message);
      return;
    }
  self->deciding = TRUE;
  show_progress (self);
  herald_edit_session_decide_async (self->session, herald_merge_places_get_dispute (self->places), document,
                                    _("Differences decided"), on_decided, g_object_ref (self));
}

/* Loading */

static void
fail (HeraldMergeView *self,
      const char      *message)
{
  adw_status_page_set_description (self->failed, message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
show_summary (HeraldMergeView *self)
{
  g_autofree char *who = herald_merge_words_who (herald_merge_places_get_dispute (self->places));
  guint n_joined = herald_merge_places_count_joined (self->places);
  g_autofree char *joined = herald_merge_words_joined (n_joined);

  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->joined, joined);
  gtk_widget_set_visible (GTK_WIDGET (self->joined), n_joined > 0);
}

static void
on_laid_out (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(HeraldMergeView) self = data;
  g_autoptr(HeraldMergePlaces) places = herald_merge_places_new_finish (result);

  if (self->session == NULL)
    return;
  g_set_object (&self->places, places);
  if (self->before != NULL)
    herald_merge_places_adopt (self->places, self->before);
  g_clear_object (&self->before);
  g_signal_connect_object (self->places, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_summary (self);
  gtk_stack_set_visible_child_name (self->stack, "places");
  show_place (self, (guint) MAX (herald_merge_places_find_open (self->places, -1), 0));
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(HeraldMergeView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(HeraldDispute) dispute = NULL;

  dispute = herald_edit_session_open_dispute_finish (HERALD_EDIT_SESSION (source), result, &error);
  if (self->session == NULL)
    return;
  if (dispute == NULL)
    fail (self, error->message);
  else if (dispute->problem != NULL)
    fail (self, dispute->problem);
  else if (dispute->merge == NULL || herald_merge_is_clean (dispute->merge))
    find_nothing (self);
  else
    herald_merge_places_new_async (herald_edit_session_get_library (self->session), g_steal_pointer (&dispute), on_laid_out, g_object_ref (self));
}

static void
load (HeraldMergeView *self)
{
  herald_edit_session_open_dispute_async (self->session, NULL, on_opened, g_object_ref (self));
}

/* Keys and actions */

static void
choose (HeraldMergeView *self,
        guint            option)
{
  if (self->places != NULL && option < self->cards->len)
    {
      herald_merge_places_answer (self->places, self->index, (int) option);
      herald_merge_card_focus (g_ptr_array_index (self->cards, option), TRUE);
    }
}

static void
merge_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeraldMergeView *self = HERALD_MERGE_VIEW (widget);

  if (g_str_equal (name, "merge.previous"))
    go (self, -1);
  else if (g_str_equal (name, "merge.next"))
    go (self, 1);
  else if (g_str_equal (name, "merge.undo"))
    herald_merge_view_undo (self);
  else if (g_str_equal (name, "merge.redo"))
    herald_merge_view_redo (self);
  else if (g_str_equal (name, "merge.confirm"))
    confirm (self);
  else
    close_page (self);
}

static gboolean
is_digit (guint  keyval,
          guint *digit)
{
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    *digit = keyval - GDK_KEY_1;
  else if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    *digit = keyval - GDK_KEY_KP_1;
  else
    return FALSE;
  return TRUE;
}

/* Before anything else has the key: digits with Alt, also while words are written. */
static gboolean
on_key_first (HeraldMergeView *self,
              guint            keyval,
              guint            keycode,
              GdkModifierType  state)
{
  guint digit = 0;

  if ((state & GDK_ALT_MASK) == 0 || !is_digit (keyval, &digit))
    return GDK_EVENT_PROPAGATE;
  choose (self, digit);
  return GDK_EVENT_STOP;
}

/* Enter on an answer that stands goes on. */
static gboolean
on_enter (HeraldMergeView *self,
          guint            keyval,
          guint            keycode,
          GdkModifierType  state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || self->places == NULL ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < self->cards->len; i++)
    {
      HeraldMergeCard *card = g_ptr_array_index (self->cards, i);

      if (!herald_merge_card_has_focus (card) || !herald_merge_card_is_chosen (card))
        continue;
      go_on (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* What nobody else wanted: a digit that is not being written. */
static gboolean
on_key_last (HeraldMergeView *self,
             guint            keyval,
             guint            keycode,
             GdkModifierType  state)
{
  guint digit = 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || !is_digit (keyval, &digit))
    return GDK_EVENT_PROPAGATE;
  choose (self, digit);
  return GDK_EVENT_STOP;
}

static void
add_keys (HeraldMergeView     *self,
          GtkPropagationPhase  phase,
          GCallback            callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_object (keys, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
herald_merge_view_dispose (GObject *object)
{
  HeraldMergeView *self = HERALD_MERGE_VIEW (object);

  keep (self);
  if (self->places != NULL)
    g_signal_handlers_disconnect_by_data (self->places, self);
  g_clear_object (&self->places);
  g_clear_object (&self->before);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (herald_merge_view_parent_class)->dispose (object);
}

static void
herald_merge_view_finalize (GObject *object)
{
  HeraldMergeView *self = HERALD_MERGE_VIEW (object);

  g_ptr_array_unref (self->cards);
  g_free (self->own_zone);

  G_OBJECT_CLASS (herald_merge_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-merge-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, confirm);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, stack);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, failed);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, who);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, joined);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, count);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, name);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, why);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, answers);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, base);
  gtk_widget_class_bind_template_child (widget_class, HeraldMergeView, base_words);
}

static void
herald_merge_view_class_init (HeraldMergeViewClass *klass)
{
  static const char * const actions[] = { "merge.previous", "merge.next", "merge.undo", "merge.redo", "merge.confirm",
                                          "merge.close" };
  static const struct { guint keyval; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_Up, GDK_ALT_MASK, "merge.previous" },
    { GDK_KEY_Down, GDK_ALT_MASK, "merge.next" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "merge.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "merge.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "merge.redo" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "merge.confirm" },
    { GDK_KEY_Escape, 0, "merge.close" },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_merge_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = herald_merge_view_finalize;
  signals[SIGNAL_CLOSE] = g_signal_new ("close", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAY] = g_signal_new ("say", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                      G_TYPE_STRING);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, merge_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].keyval, keys[i].modifiers, keys[i].action, NULL);
  bind_template (widget_class);
}

static void
herald_merge_view_init (HeraldMergeView *self)
{
  static const char * const later[] = { "merge.previous", "merge.next", "merge.undo", "merge.redo", "merge.confirm" };

  self->cards = g_ptr_array_new ();
  self->own_zone = herald_format_own_zone ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), later[i], FALSE);
  add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (on_key_first));
  add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (on_enter));
  add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (on_key_last));
}

/**
 * herald_merge_view_new:
 * @session: what several people changed differently
 *
 * What was written until now becomes a version first.
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
herald_merge_view_new (HeraldEditSession *session)
{
  HeraldMergeView *self = NULL;

  g_return_val_if_fail (HERALD_IS_EDIT_SESSION (session), NULL);

  self = g_object_new (HERALD_TYPE_MERGE_VIEW, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "dispute-changed", G_CALLBACK (on_dispute_changed), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}

static void
show_step (HeraldMergeView *self,
           int              place)
{
  if (place >= 0)
    show_place (self, (guint) place);
}

/* Takes the last decision back, and shows where that was. */
void
herald_merge_view_undo (HeraldMergeView *self)
{
  g_return_if_fail (HERALD_IS_MERGE_VIEW (self));

  if (self->places != NULL)
    show_step (self, herald_merge_places_undo (self->places));
}

void
herald_merge_view_redo (HeraldMergeView *self)
{
  g_return_if_fail (HERALD_IS_MERGE_VIEW (self));

  if (self->places != NULL)
    show_step (self, herald_merge_places_redo (self->places));
}
