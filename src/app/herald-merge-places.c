/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-merge-places.h"

#include "herald-merge-choices.h"

/* How one place is answered. */
typedef struct
{
  int         option;    /* -1: not yet */
  HeraldItem *rewriting; /* the words of one's own; kept while another answer stands */
} Answer;

/* What one place was before. */
typedef struct
{
  guint  place;
  Answer answer;
} Step;

struct _HeraldMergePlaces
{
  GObject        parent_instance;

  HeraldDispute *dispute;
  GPtrArray     *places;  /* of HeraldMergePlace */
  guint          n_joined;
  Answer        *answers; /* as places */
  GQueue         undo;    /* of Step, newest first */
  GQueue         redo;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (HeraldMergePlaces, herald_merge_places, G_TYPE_OBJECT)

static HeraldItem *
copy_item (const HeraldItem *item)
{
  return item != NULL ? herald_record_copy (&herald_item_type, item) : NULL;
}

static void
step_free (Step *step)
{
  g_clear_pointer (&step->answer.rewriting, herald_item_free);
  g_free (step);
}

static Step *
step_new (HeraldMergePlaces *self,
          guint              place)
{
  Step *step = g_new0 (Step, 1);

  step->place = place;
  step->answer.option = self->answers[place].option;
  step->answer.rewriting = copy_item (self->answers[place].rewriting);
  return step;
}

static int
take_step (HeraldMergePlaces *self,
           GQueue            *from,
           GQueue            *to)
{
  Step *step = g_queue_pop_head (from);
  int place = 0;

  if (step == NULL)
    return -1;
  place = (int) step->place;
  g_queue_push_head (to, step_new (self, step->place));
  g_clear_pointer (&self->answers[place].rewriting, herald_item_free);
  self->answers[place] = step->answer;
  g_free (step);
  g_signal_emit (self, changed_signal, 0);
  return place;
}

static void
remember (HeraldMergePlaces *self,
          guint              place)
{
  g_queue_push_head (&self->undo, step_new (self, place));
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
}

static int
find_option (const HeraldMergePlace *place,
             HeraldChoiceKind        kind)
{
  for (guint i = 0; i < place->options->len; i++)
    if (((HeraldMergeOption *) g_ptr_array_index (place->options, i))->kind == kind)
      return (int) i;
  return -1;
}

static gboolean
is_disputed (HeraldMergePlaces *self,
             const char        *subject)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (((HeraldMergePlace *) g_ptr_array_index (self->places, i))->subject, subject))
      return TRUE;
  return FALSE;
}

/* Changes of all sides that needed nobody. */
static guint
count_joined (HeraldMergePlaces *self)
{
  g_autoptr(HeraldComparison) comparison = NULL;
  GPtrArray *entries = NULL;
  guint n = 0;

  if (self->dispute->base == NULL || self->dispute->merge == NULL)
    return 0;
  comparison = herald_comparison_new (self->dispute->base, self->dispute->merge->document);
  entries = herald_comparison_get_entries (comparison);
  for (guint i = 0; i < entries->len; i++)
    {
      const HeraldComparisonEntry *entry = g_ptr_array_index (entries, i);

      n += entry->kind != HERALD_COMPARED_SAME && !is_disputed (self, entry->subject) ? 1 : 0;
    }
  return n;
}

static void
herald_merge_places_finalize (GObject *object)
{
  HeraldMergePlaces *self = HERALD_MERGE_PLACES (object);

  for (guint i = 0; i < self->places->len; i++)
    g_clear_pointer (&self->answers[i].rewriting, herald_item_free);
  g_free (self->answers);
  g_queue_clear_full (&self->undo, (GDestroyNotify) step_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  g_ptr_array_unref (self->places);
  herald_dispute_free (self->dispute);

  G_OBJECT_CLASS (herald_merge_places_parent_class)->finalize (object);
}

static void
herald_merge_places_class_init (HeraldMergePlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = herald_merge_places_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
herald_merge_places_init (HeraldMergePlaces *self)
{
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
}

static HeraldMergePlaces *
places_new (HeraldDispute *dispute)
{
  HeraldMergePlaces *self = g_object_new (HERALD_TYPE_MERGE_PLACES, NULL);

  self->dispute = dispute;
  self->places = herald_merge_place_list (dispute);
  self->answers = g_new0 (Answer, self->places->len + 1);
  for (guint i = 0; i < self->places->len; i++)
    self->answers[i].option = -1;
  self->n_joined = count_joined (self);
  return self;
}

static void
take_choice (HeraldMergePlaces  *self,
             guint               index,
             const HeraldChoice *choice)
{
  const HeraldMergePlace *place = g_ptr_array_index (self->places, index);
  int option = herald_merge_choices_find_option (place, choice);

  if (option < 0 || !g_str_equal (place->subject, choice->subject) ||
      (choice->member != NULL && g_strcmp0 (place->member, choice->member) != 0))
    return;
  self->answers[index].option = option;
  g_clear_pointer (&self->answers[index].rewriting, herald_item_free);
  self->answers[index].rewriting = herald_merge_choices_read_words (choice);
}

static void
take_choices (HeraldMergePlaces *self,
              GPtrArray         *choices)
{
  for (guint c = 0; c < choices->len; c++)
    for (guint i = 0; i < self->places->len; i++)
      take_choice (self, i, g_ptr_array_index (choices, c));
}

typedef struct
{
  HeraldLibrary *library;
  HeraldDispute *dispute;
  GPtrArray     *choices;
} Work;

static void
work_free (Work *work)
{
  g_clear_object (&work->library);
  g_clear_pointer (&work->dispute, herald_dispute_free);
  g_clear_pointer (&work->choices, g_ptr_array_unref);
  g_free (work);
}

static void
new_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr(GError) error = NULL;
  HeraldMergePlaces *self = places_new (g_steal_pointer (&work->dispute));

  if (work->library != NULL)
    work->choices = herald_library_load_choices (work->library, self->dispute, &error);
  if (work->choices != NULL)
    take_choices (self, work->choices);
  else if (error != NULL)
    g_warning ("What was decided before could not be read: %s", error->message);
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * herald_merge_places_new_async:
 * @library: (nullable): where decisions are kept
 * @dispute: (transfer full): what is to be decided
 * @callback: called when it is laid out
 * @user_data: for @callback
 *
 * Comparing long texts takes longer than a frame.
 */
void
herald_merge_places_new_async (HeraldLibrary       *library,
                               HeraldDispute       *dispute,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Work *work = NULL;

  g_return_if_fail (dispute != NULL);

  work = g_new0 (Work, 1);
  g_set_object (&work->library, library);
  work->dispute = dispute;
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, herald_merge_places_new_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, new_thread);
}

/**
 * herald_merge_places_new_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full): the places, none of them decided
 */
HeraldMergePlaces *
herald_merge_places_new_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

const HeraldDispute *
herald_merge_places_get_dispute (HeraldMergePlaces *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), NULL);

  return self->dispute;
}

guint
herald_merge_places_get_n (HeraldMergePlaces *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), 0);

  return self->places->len;
}

const HeraldMergePlace *
herald_merge_places_get (HeraldMergePlaces *self,
                         guint              index)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), NULL);
  g_return_val_if_fail (index < self->places->len, NULL);

  return g_ptr_array_index (self->places, index);
}

/* How many changes were joined without anybody. */
guint
herald_merge_places_count_joined (HeraldMergePlaces *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), 0);

  return self->n_joined;
}

int
herald_merge_places_get_answer (HeraldMergePlaces *self,
                                guint              index)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), -1);
  g_return_val_if_fail (index < self->places->len, -1);

  return self->answers[index].option;
}

/* (transfer none) (nullable): the words of one's own, or what they begin with; NULL: it cannot be rewritten. */
const HeraldItem *
herald_merge_places_get_rewriting (HeraldMergePlaces *self,
                                   guint              index)
{
  const HeraldMergePlace *place = herald_merge_places_get (self, index);

  g_return_val_if_fail (place != NULL, NULL);

  return self->answers[index].rewriting != NULL ? self->answers[index].rewriting : place->draft;
}

/**
 * herald_merge_places_answer:
 * @self: places
 * @index: which one
 * @option: one of its answers, or -1: none
 */
void
herald_merge_places_answer (HeraldMergePlaces *self,
                            guint              index,
                            int                option)
{
  const HeraldMergePlace *place = herald_merge_places_get (self, index);

  g_return_if_fail (place != NULL);
  g_return_if_fail (option < (int) place->options->len);

  if (self->answers[index].option == option)
    return;
  remember (self, index);
  self->answers[index].option = option;
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
is_rewriting (HeraldMergePlaces *self,
              guint              index)
{
  const Step *last = g_queue_peek_head (&self->undo);

  return last != NULL && last->place == index && self->answers[index].rewriting != NULL;
}

/**
 * herald_merge_places_rewrite:
 * @self: places
 * @index: one that can be rewritten
 * @text: words of one's own
 * @marks: (nullable) (element-type HeraldMark): their marks; copied
 *
 * The answer is these words from now. Writing on is one step to take back.
 */
void
herald_merge_places_rewrite (HeraldMergePlaces *self,
                             guint              index,
                             const char        *text,
                             GArray            *marks)
{
  const HeraldMergePlace *place = herald_merge_places_get (self, index);
  Answer *answer = NULL;
  int option = 0;

  g_return_if_fail (place != NULL && text != NULL);

  option = find_option (place, HERALD_CHOICE_REWRITTEN);
  g_return_if_fail (option >= 0);
  answer = &self->answers[index];
  if (answer->option != option || !is_rewriting (self, index))
    remember (self, index);
  g_clear_pointer (&answer->rewriting, herald_item_free);
  answer->option = option;
  answer->rewriting = herald_item_new (text);
  if (marks != NULL)
    {
      g_clear_pointer (&answer->rewriting->marks, g_array_unref);
      answer->rewriting->marks = herald_marks_copy (marks);
    }
  g_signal_emit (self, changed_signal, 0);
}

guint
herald_merge_places_count_open (HeraldMergePlaces *self)
{
  guint n = 0;

  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), 0);

  for (guint i = 0; i < self->places->len; i++)
    n += self->answers[i].option < 0 ? 1 : 0;
  return n;
}

int
herald_merge_places_find_open (HeraldMergePlaces *self,
                               int                index)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), -1);

  for (guint i = 1; i <= self->places->len; i++)
    {
      guint place = (guint) (index + (int) i) % self->places->len;

      if (self->answers[place].option < 0)
        return (int) place;
    }
  return -1;
}

gboolean
herald_merge_places_can_undo (HeraldMergePlaces *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), FALSE);

  return self->undo.length > 0;
}

gboolean
herald_merge_places_can_redo (HeraldMergePlaces *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), FALSE);

  return self->redo.length > 0;
}

int
herald_merge_places_undo (HeraldMergePlaces *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), -1);

  return take_step (self, &self->undo, &self->redo);
}

int
herald_merge_places_redo (HeraldMergePlaces *self)
{
  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), -1);

  return take_step (self, &self->redo, &self->undo);
}

/* Adopting */

static gboolean
options_equal (const HeraldMergeOption *a,
               const HeraldMergeOption *b)
{
  g_autofree char *words = herald_merge_option_words (a);
  g_autofree char *others = herald_merge_option_words (b);

  return a->kind == b->kind && g_str_equal (words, others);
}

/* Whether the same is asked, with the same answers to choose from. */
static gboolean
places_equal (const HeraldMergePlace *a,
              const HeraldMergePlace *b)
{
  if (a->kind != b->kind || !g_str_equal (a->subject, b->subject) || g_strcmp0 (a->member, b->member) != 0 ||
      a->options->len != b->options->len)
    return FALSE;
  for (guint i = 0; i < a->options->len; i++)
    if (!options_equal (g_ptr_array_index (a->options, i), g_ptr_array_index (b->options, i)))
      return FALSE;
  return TRUE;
}

/**
 * herald_merge_places_adopt:
 * @self: places
 * @before: the places of the same announcement before something else changed
 *
 * Takes over the answers to questions that are still the same.
 */
void
herald_merge_places_adopt (HeraldMergePlaces *self,
                           HeraldMergePlaces *before)
{
  g_return_if_fail (HERALD_IS_MERGE_PLACES (self));
  g_return_if_fail (HERALD_IS_MERGE_PLACES (before));

  for (guint i = 0; i < self->places->len; i++)
    for (guint k = 0; k < before->places->len; k++)
      {
        if (!places_equal (g_ptr_array_index (self->places, i), g_ptr_array_index (before->places, k)))
          continue;
        self->answers[i].option = before->answers[k].option;
        g_clear_pointer (&self->answers[i].rewriting, herald_item_free);
        self->answers[i].rewriting = copy_item (before->answers[k].rewriting);
      }
  g_signal_emit (self, changed_signal, 0);
}

/* The result */

static void
keep_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  HeraldMergePlaces *self = source;
  const Work *work = data;
  g_autoptr(GError) error = NULL;

  if (herald_library_keep_choices (work->library, self->dispute, work->choices, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * herald_merge_places_keep_async:
 * @self: places
 * @library: where
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * What is decided so far, for who comes back to it later.
 */
void
herald_merge_places_keep_async (HeraldMergePlaces   *self,
                                HeraldLibrary       *library,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Work *work = NULL;

  g_return_if_fail (HERALD_IS_MERGE_PLACES (self));
  g_return_if_fail (HERALD_IS_LIBRARY (library));

  work = g_new0 (Work, 1);
  work->library = g_object_ref (library);
  work->choices = herald_merge_choices_write (self);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, herald_merge_places_keep_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, keep_thread);
}

gboolean
herald_merge_places_keep_finish (HeraldMergePlaces  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * herald_merge_places_get_document:
 * @self: places that are all decided
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the text with what was decided
 */
HeraldDocument *
herald_merge_places_get_document (HeraldMergePlaces  *self,
                                  GError            **error)
{
  g_autoptr(GPtrArray) choices = NULL;
  g_autoptr(HeraldMerge) merge = NULL;

  g_return_val_if_fail (HERALD_IS_MERGE_PLACES (self), NULL);
  g_return_val_if_fail (herald_merge_places_count_open (self) == 0, NULL);

  choices = herald_merge_choices_write (self);
  merge = herald_merge_resolve (self->dispute->merge, choices, error);
  return merge != NULL ? herald_document_ref (merge->document) : NULL;
}
