/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keystrokes in an announcement of 20,000 words: milliseconds of the processor on the main thread, from the key to the
 * drawn frame; half of them, 99 of 100 and the longest. Needs a display. */
#include <stdlib.h>
#include <time.h>

#include <adwaita.h>

#include "herald-flow-view.h"
#include "herald-page.h"
#include "herald-store-fixture.h"

#define N_WORDS 20000
#define WORDS_PER_BLOCK 60
#define N_KEYS 1000

static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static HeraldAnnouncement *
make_announcement (guint words_per_block)
{
  HeraldAnnouncement *announcement = herald_announcement_new (HERALD_KIND_OTHER, "en");

  for (guint word = 0; word < N_WORDS;)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      HeraldBlock *block = NULL;

      for (guint i = 0; i < words_per_block && word < N_WORDS; i++, word++)
        g_string_append_printf (text, "word%u ", word);
      block = herald_block_new (announcement->body->len % 9 == 4 ? HERALD_BLOCK_QUOTE : HERALD_BLOCK_PARAGRAPH, text->str);
      if (block->type == HERALD_BLOCK_QUOTE)
        block->speaker = herald_speaker_new ("Anna Bruni", "CEO", "Aurelia Optics");
      g_ptr_array_add (announcement->body, block);
    }
  return announcement;
}

/* Until nothing is left to do for this key. */
static void
run_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (window);
  while (gdk_frame_clock_get_frame_counter (clock) < frame + 1)
    g_main_context_iteration (NULL, TRUE);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static void
print_times (const char *name,
             double     *times,
             guint       n)
{
  qsort (times, n, sizeof *times, compare);
  g_print ("%-44s p50 %6.2f   p99 %6.2f   max %6.2f ms\n", name, times[n / 2], times[n * 99 / 100], times[n - 1]);
}

static GtkWidget *
make_page (HeraldFlowView *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *page = g_object_new (HERALD_TYPE_PAGE, "top", gtk_label_new ("above"), "text", view, "bottom",
                                  gtk_label_new ("below"), NULL);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), page);
  return scroller;
}

static void
type_at (GtkTextBuffer *buffer,
         GtkWidget     *window,
         const char    *name,
         double         where)
{
  static const char keys[] = "the lens is ground in Bergamo, ";
  double edits[N_KEYS];
  double frames[N_KEYS];
  g_autofree char *with_frame = g_strconcat (name, ", with its frame", NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) (gtk_text_buffer_get_char_count (buffer) * where) + 3);
  gtk_text_buffer_place_cursor (buffer, &iter);
  for (guint i = 0; i < 60; i++)
    run_frame (window);
  for (guint i = 0; i < N_KEYS; i++)
    {
      double start = processor_ms ();

      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, keys + i % (sizeof keys - 1), 1, TRUE);
      gtk_text_buffer_end_user_action (buffer);
      edits[i] = processor_ms () - start;
      run_frame (window);
      frames[i] = processor_ms () - start;
    }
  print_times (name, edits, N_KEYS);
  print_times (with_frame, frames, N_KEYS);
}

int
main (int    argc,
      char **argv)
{
  HeraldStoreFixture store = { 0 };
  g_autoptr(HeraldEditSession) session = NULL;
  GtkWidget *window = NULL;
  HeraldFlowView *view = NULL;
  guint words_per_block = argc > 1 ? (guint) atoi (argv[1]) : WORDS_PER_BLOCK;
  double start = 0;

  adw_init ();
  herald_store_fixture_set_up (&store, NULL);
  session = herald_edit_session_new_unsaved (store.library, store.author, make_announcement (words_per_block));
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 800);
  view = g_object_new (HERALD_TYPE_FLOW_VIEW, NULL);
  gtk_window_set_child (GTK_WINDOW (window), make_page (view));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (view));
  run_frame (window);
  start = processor_ms ();
  herald_flow_view_set_session (view, session);
  run_frame (window);
  g_print ("opening %u words in blocks of %u: %.1f ms\n", N_WORDS, words_per_block, processor_ms () - start);
  type_at (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), window, "a key at the start", 0);
  type_at (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), window, "a key in the middle", 0.5);
  type_at (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), window, "a key at the end", 0.98);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&session);
  herald_store_fixture_tear_down (&store, NULL);
  return 0;
}
