/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-flow-view.h"

#include <string.h>

#include "herald-flow-script.h"
#include "herald-flow-view-private.h"
#include "herald-random-document.h"
#include "herald-store-fixture.h"

typedef struct
{
  HeraldStoreFixture  store;
  HeraldEditSession  *session;
  GtkWidget          *window;
  HeraldFlowView     *view;
  GRand              *rand;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  herald_store_fixture_set_up (&fixture->store, NULL);
  fixture->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  fixture->session = herald_edit_session_new_unsaved (fixture->store.library, fixture->store.author,
                                                      herald_announcement_new (HERALD_KIND_OTHER, "en"));
  fixture->window = gtk_window_new ();
  fixture->view = g_object_new (HERALD_TYPE_FLOW_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  herald_flow_view_set_session (fixture->view, fixture->session);
  g_signal_connect_object (fixture->session, "replaced", G_CALLBACK (herald_flow_view_update), fixture->view,
                           G_CONNECT_SWAPPED);
}

static void
run_idles (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->session);
  run_idles ();
  g_rand_free (fixture->rand);
  herald_store_fixture_tear_down (&fixture->store, NULL);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
}

static GPtrArray *
get_body (Fixture *fixture)
{
  return herald_edit_session_get_announcement (fixture->session)->body;
}

static char *
shown_text (Fixture *fixture)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_buffer (fixture), &start, &end);
  return gtk_text_buffer_get_slice (get_buffer (fixture), &start, &end, TRUE);
}

static char *
body_text (GPtrArray *body)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < body->len; i++)
    herald_flow_append_text (g_ptr_array_index (body, i), text);
  return g_string_free (text, FALSE);
}

/* The letters that look strong are those that are marked so. */
static void
assert_marks (Fixture *fixture,
              guint    number)
{
  HeraldFlowLine line;
  GArray *marks = NULL;
  GtkTextIter iter;

  herald_flow_find_line (get_body (fixture), number, &line);
  herald_flow_get_words (get_body (fixture), &line, &marks);
  gtk_text_buffer_get_iter_at_line (get_buffer (fixture), &iter, (int) number);
  for (guint column = 0; column < herald_flow_line_length (get_body (fixture), number); column++)
    {
      gboolean strong = FALSE;

      for (guint i = 0; marks != NULL && i < marks->len; i++)
        {
          const HeraldMark *mark = &g_array_index (marks, HeraldMark, i);

          strong = strong || (mark->kind == HERALD_MARK_STRONG && mark->start <= column && column < mark->start + mark->length);
        }
      g_assert_cmpint (gtk_text_iter_has_tag (&iter, fixture->view->tags[HERALD_FLOW_TAG_STRONG]), ==, strong);
      gtk_text_iter_forward_char (&iter);
    }
}

/* What is shown is what the blocks say, letter by letter and widget by widget. */
static void
assert_shown (Fixture *fixture)
{
  GPtrArray *body = get_body (fixture);
  g_autofree char *shown = shown_text (fixture);
  g_autofree char *text = body_text (body);
  guint n_lines = herald_flow_first_line (body, body->len);

  g_assert_cmpstr (shown, ==, text);
  for (guint i = 0; i < n_lines; i++)
    {
      HeraldFlowLine line;
      HeraldFlowObject *object = NULL;

      herald_flow_find_line (body, i, &line);
      object = herald_flow_show_object_at (fixture->view, i);
      g_assert_true ((object != NULL) == (line.kind != HERALD_FLOW_LINE_WORDS));
      if (object != NULL)
        g_assert_true (herald_flow_object_suits (object, g_ptr_array_index (body, line.block)));
      else
        assert_marks (fixture, i);
    }
}

static void
put_cursor (Fixture *fixture,
            guint    line,
            guint    column)
{
  herald_flow_view_select (fixture->view, (HeraldFlowPlace) { line, column }, (HeraldFlowPlace) { line, column });
}

static void
type (Fixture    *fixture,
      const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gtk_text_buffer_begin_user_action (get_buffer (fixture));
      gtk_text_buffer_delete_selection (get_buffer (fixture), TRUE, TRUE);
      gtk_text_buffer_insert_interactive_at_cursor (get_buffer (fixture), p, (int) (g_utf8_next_char (p) - p), TRUE);
      gtk_text_buffer_end_user_action (get_buffer (fixture));
    }
}

static const HeraldBlock *
block_at (Fixture *fixture,
          guint    place)
{
  g_assert_cmpuint (place, <, get_body (fixture)->len);
  return g_ptr_array_index (get_body (fixture), place);
}

static void
test_typing (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = NULL;

  put_cursor (fixture, 0, 0);
  type (fixture, "Glass and light\nSecond");
  assert_shown (fixture);
  g_assert_cmpuint (get_body (fixture)->len, ==, 2);
  g_assert_cmpstr (block_at (fixture, 1)->text, ==, "Second");
  id = g_strdup (block_at (fixture, 0)->id);
  g_signal_emit_by_name (fixture->view, "backspace");
  put_cursor (fixture, 1, 0);
  g_signal_emit_by_name (fixture->view, "backspace");
  assert_shown (fixture);
  g_assert_cmpuint (get_body (fixture)->len, ==, 1);
  g_assert_cmpstr (block_at (fixture, 0)->text, ==, "Glass and lightSecon");
  g_assert_cmpstr (block_at (fixture, 0)->id, ==, id);
}

/* A word is undone at a time, and at last all of it, however often it was saved. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const steps[] = { "Glass and light\n", "Glass and light", "Glass and ", "Glass ", "" };

  put_cursor (fixture, 0, 0);
  type (fixture, "Glass and light\n");
  type (fixture, "Second");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *text = NULL;

      herald_edit_session_flush (fixture->session);
      herald_edit_session_undo (fixture->session);
      assert_shown (fixture);
      text = shown_text (fixture);
      g_assert_true (g_str_has_prefix (text, steps[i]));
      g_assert_cmpuint (strlen (text), <=, strlen (steps[i]) + 1);
    }
  g_assert_false (herald_edit_session_can_undo (fixture->session));
  while (herald_edit_session_can_redo (fixture->session))
    herald_edit_session_redo (fixture->session);
  assert_shown (fixture);
  g_assert_cmpstr (block_at (fixture, 1)->text, ==, "Second");
}

static void
test_bold (Fixture       *fixture,
           gconstpointer  data)
{
  const HeraldMark *mark = NULL;

  put_cursor (fixture, 0, 0);
  type (fixture, "Glass ");
  herald_flow_view_toggle_mark (fixture->view, HERALD_MARK_STRONG);
  g_assert_true (herald_flow_view_has_mark (fixture->view, HERALD_MARK_STRONG));
  type (fixture, "and");
  herald_flow_view_toggle_mark (fixture->view, HERALD_MARK_STRONG);
  type (fixture, " light");
  assert_shown (fixture);
  g_assert_cmpuint (block_at (fixture, 0)->marks->len, ==, 1);
  mark = &g_array_index (block_at (fixture, 0)->marks, HeraldMark, 0);
  g_assert_cmpuint (mark->start, ==, 6);
  g_assert_cmpuint (mark->length, ==, 3);
  /* Over the edges of paragraphs. */
  type (fixture, "\nMore");
  herald_flow_view_select (fixture->view, (HeraldFlowPlace) { 0, 6 }, (HeraldFlowPlace) { 1, 2 });
  herald_flow_view_toggle_mark (fixture->view, HERALD_MARK_STRONG);
  assert_shown (fixture);
  mark = &g_array_index (block_at (fixture, 1)->marks, HeraldMark, 0);
  g_assert_cmpuint (mark->length, ==, 2);
}

static void
test_quote (Fixture       *fixture,
            gconstpointer  data)
{
  HeraldFlowObject *speaker = NULL;

  put_cursor (fixture, 0, 0);
  herald_flow_view_set_style (fixture->view, HERALD_FLOW_QUOTE);
  type (fixture, "We begin");
  assert_shown (fixture);
  g_assert_cmpint (block_at (fixture, 0)->type, ==, HERALD_BLOCK_QUOTE);
  speaker = herald_flow_show_object_at (fixture->view, 1);
  g_assert_nonnull (speaker);
  put_cursor (fixture, 2, 0);
  type (fixture, "Below");
  assert_shown (fixture);
  g_assert_cmpuint (get_body (fixture)->len, ==, 2);
  g_assert_true (herald_flow_show_object_at (fixture->view, 1) == speaker);
  /* All of it goes, and comes back. */
  herald_flow_view_select (fixture->view, (HeraldFlowPlace) { 0, 0 }, (HeraldFlowPlace) { 3, 0 });
  gtk_text_buffer_delete_selection (get_buffer (fixture), TRUE, TRUE);
  assert_shown (fixture);
  g_assert_cmpuint (get_body (fixture)->len, ==, 0);
  herald_edit_session_undo (fixture->session);
  assert_shown (fixture);
  g_assert_cmpuint (get_body (fixture)->len, ==, 2);
}

/* Signs are set as they are printed; undo gives back what was typed. */
static void
test_correcting (Fixture       *fixture,
                 gconstpointer  data)
{
  put_cursor (fixture, 0, 0);
  type (fixture, "It’s \"new\"");
  g_assert_cmpstr (block_at (fixture, 0)->text, ==, "It’s “new”");
  assert_shown (fixture);
  herald_edit_session_undo (fixture->session);
  g_assert_cmpstr (block_at (fixture, 0)->text, ==, "It’s “new\"");
  type (fixture, " - yes\n- one\ntwo");
  g_assert_cmpstr (block_at (fixture, 0)->text, ==, "It’s “new\" – yes");
  g_assert_cmpint (block_at (fixture, 1)->type, ==, HERALD_BLOCK_LIST);
  g_assert_cmpuint (block_at (fixture, 1)->items->len, ==, 2);
  assert_shown (fixture);
}

/* Words that others write come in around the cursor, which stays between its letters. */
static void
test_arrival (Fixture       *fixture,
              gconstpointer  data)
{
  HeraldAnnouncement *announcement = herald_edit_session_get_announcement (fixture->session);
  GtkTextIter cursor;

  put_cursor (fixture, 0, 0);
  type (fixture, "Glass and light\nSecond");
  put_cursor (fixture, 1, 3);
  g_ptr_array_insert (announcement->body, 0, herald_block_new (HERALD_BLOCK_HEADING, "From elsewhere"));
  ((HeraldBlock *) g_ptr_array_index (announcement->body, 2))->text[0] = 's';
  g_signal_emit_by_name (fixture->session, "replaced");
  assert_shown (fixture);
  gtk_text_buffer_get_iter_at_mark (get_buffer (fixture), &cursor, gtk_text_buffer_get_insert (get_buffer (fixture)));
  g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 2);
}

/* Somebody with a keyboard and a mouse, for a while. */
static void
do_something (Fixture *fixture)
{
  GtkTextBuffer *buffer = get_buffer (fixture);
  HeraldFlowPlace a = herald_flow_script_place (fixture->rand, get_body (fixture));
  HeraldFlowPlace b = herald_flow_script_place (fixture->rand, get_body (fixture));
  g_autofree char *text = herald_random_text (fixture->rand, 6);
  HeraldFlowEdit *edit = NULL;

  herald_flow_view_select (fixture->view, a, g_rand_int_range (fixture->rand, 0, 3) == 0 ? b : a);
  switch (g_rand_int_range (fixture->rand, 0, 10))
    {
    case 0:
      gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
      break;
    case 1:
      g_signal_emit_by_name (fixture->view, "backspace");
      break;
    case 2:
      g_signal_emit_by_name (fixture->view, "delete-from-cursor", GTK_DELETE_CHARS, 1);
      break;
    case 3:
      g_signal_emit_by_name (fixture->view, "delete-from-cursor", GTK_DELETE_WORD_ENDS, 1);
      break;
    case 4:
      herald_flow_view_set_style (fixture->view, (HeraldFlowStyle) g_rand_int_range (fixture->rand, 0, 5));
      break;
    case 5:
      herald_flow_view_toggle_mark (fixture->view, (HeraldMarkKind) g_rand_int_range (fixture->rand, 0, 2));
      break;
    case 6:
      herald_flow_view_move (fixture->view, g_rand_boolean (fixture->rand) ? 1 : -1);
      break;
    case 7:
      edit = herald_flow_script_next (fixture->rand, get_body (fixture));
      if (edit != NULL)
        herald_flow_view_do (fixture->view, edit, HERALD_FLOW_DID_OTHER);
      break;
    default:
      type (fixture, text);
      if (g_rand_int_range (fixture->rand, 0, 3) == 0)
        type (fixture, "\n");
    }
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_steps = 0;
  g_autofree char *last = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < 250; i++)
    {
      switch (g_rand_int_range (fixture->rand, 0, 12))
        {
        case 0:
          herald_edit_session_undo (fixture->session);
          break;
        case 1:
          herald_edit_session_redo (fixture->session);
          break;
        default:
          do_something (fixture);
        }
      assert_shown (fixture);
    }
  last = shown_text (fixture);
  for (; herald_edit_session_can_undo (fixture->session); n_steps++)
    herald_edit_session_undo (fixture->session);
  assert_shown (fixture);
  g_assert_cmpuint (get_body (fixture)->len, ==, 0);
  for (; n_steps > 0; n_steps--)
    herald_edit_session_redo (fixture->session);
  assert_shown (fixture);
  again = shown_text (fixture);
  g_assert_cmpstr (again, ==, last);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/flow-view/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/flow-view/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/flow-view/bold", Fixture, NULL, set_up, test_bold, tear_down);
  g_test_add ("/flow-view/quote", Fixture, NULL, set_up, test_quote, tear_down);
  g_test_add ("/flow-view/correcting", Fixture, NULL, set_up, test_correcting, tear_down);
  g_test_add ("/flow-view/arrival", Fixture, NULL, set_up, test_arrival, tear_down);
  g_test_add ("/flow-view/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
