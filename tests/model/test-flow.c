/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "herald-edit-history.h"
#include "herald-flow-script.h"
#include "herald-id.h"
#include "herald-random-document.h"

#define AT(line, column) ((HeraldFlowPlace) { (line), (column) })

/* "P:words", "H:words", "Q:words|speaker", "L:one|two", "N:one|two", "F:caption"; ids are letters from a. */
static GPtrArray *
make_body (const char * const *lines)
{
  GPtrArray *body = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      static const char letters[] = "PHQLNF";
      static const HeraldBlockType types[] = { HERALD_BLOCK_PARAGRAPH, HERALD_BLOCK_HEADING, HERALD_BLOCK_QUOTE,
                                               HERALD_BLOCK_LIST, HERALD_BLOCK_LIST, HERALD_BLOCK_FIGURE };
      g_auto(GStrv) parts = g_strsplit (lines[i] + 2, "|", -1);
      HeraldBlockType type = types[strchr (letters, lines[i][0]) - letters];
      HeraldBlock *block = herald_block_new (type, NULL);

      g_free (block->id);
      block->id = g_strdup_printf ("%c", 'a' + i);
      block->ordered = lines[i][0] == 'N';
      if (type == HERALD_BLOCK_FIGURE)
        block->caption = g_strdup (parts[0]);
      else if (type != HERALD_BLOCK_LIST)
        block->text = g_strdup (parts[0]);
      if (type == HERALD_BLOCK_QUOTE)
        block->speaker = herald_speaker_new (parts[1], NULL, NULL);
      for (guint n = 0; type == HERALD_BLOCK_LIST && parts[n] != NULL; n++)
        g_ptr_array_add (block->items, herald_item_new (parts[n]));
      g_ptr_array_add (body, block);
    }
  return body;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* The same notation with the id in front, "+" for a new one. */
static char *
describe (GPtrArray *body)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < body->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (body, i);
      const char *letter = block->type == HERALD_BLOCK_LIST && block->ordered ? "N" : &" \0P\0H\0Q\0L\0F\0T"[2 * block->type];

      g_string_append_printf (text, "%s%s%c:%s", i > 0 ? " / " : "", block->id[1] == '\0' ? block->id : "+", *letter,
                              or_empty (block->type == HERALD_BLOCK_FIGURE ? block->caption : block->text));
      if (herald_flow_has_speaker (block))
        g_string_append_printf (text, "|%s", block->speaker->name);
      for (guint n = 0; n < block->items->len; n++)
        g_string_append_printf (text, "%s%s", n > 0 ? "|" : "",
                                or_empty (((HeraldItem *) g_ptr_array_index (block->items, n))->text));
    }
  return g_strdup (text->str);
}

/* Does the edit and takes it back again. edit: (transfer full) (nullable) */
static void
check (GPtrArray      *body,
       HeraldFlowEdit *edit,
       const char     *expected,
       guint           line,
       guint           column)
{
  g_autofree char *before = describe (body);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  if (expected == NULL)
    {
      g_assert_null (edit);
      return;
    }
  g_assert_nonnull (edit);
  herald_flow_edit_apply (edit, body);
  after = describe (body);
  g_assert_cmpstr (after, ==, expected);
  g_assert_cmpuint (edit->cursor.line, ==, line);
  g_assert_cmpuint (edit->cursor.column, ==, column);
  herald_flow_edit_apply (edit, body);
  again = describe (body);
  g_assert_cmpstr (again, ==, before);
  herald_flow_edit_free (edit);
}

static const char * const page[] = {
  "P:Glass and light", "Q:We begin|Anna Bruni", "L:one|two|three", "F:A lens", "H:More", "P:The end", NULL
};
/* lines: 0 a, 1-2 b, 3-5 c, 6 d, 7 e, 8 f, 9 the end */
#define PAGE "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end"

static void
test_lines (void)
{
  g_autoptr(GPtrArray) body = make_body (page);
  g_autoptr(GString) text = g_string_new (NULL);
  HeraldFlowLine line;

  for (guint i = 0; i < body->len; i++)
    herald_flow_append_text (g_ptr_array_index (body, i), text);
  g_assert_cmpstr (text->str, ==, "Glass and light\nWe begin\n\357\277\274\none\ntwo\nthree\n\357\277\274\nMore\nThe end\n");
  herald_flow_find_line (body, 4, &line);
  g_assert_cmpint (line.kind, ==, HERALD_FLOW_LINE_WORDS);
  g_assert_cmpuint (line.block, ==, 2);
  g_assert_cmpuint (line.item, ==, 1);
  herald_flow_find_line (body, 2, &line);
  g_assert_cmpint (line.kind, ==, HERALD_FLOW_LINE_SPEAKER);
  herald_flow_find_line (body, 9, &line);
  g_assert_cmpint (line.kind, ==, HERALD_FLOW_LINE_END);
  g_assert_cmpuint (line.first, ==, 9);
}

static void
test_typing (void)
{
  g_autoptr(GPtrArray) body = make_body (page);

  check (body, herald_flow_insert (body, AT (0, 5), "!", 0),
         "aP:Glass! and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 0, 6);
  check (body, herald_flow_insert (body, AT (4, 3), "2", 0),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two2|three / dF:A lens / eH:More / fP:The end", 4, 4);
  check (body, herald_flow_insert (body, AT (6, 0), "x", 0),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / +P:x / dF:A lens / eH:More / fP:The end", 6, 1);
  check (body, herald_flow_insert (body, AT (6, 1), "x", 0),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / +P:x / eH:More / fP:The end", 7, 1);
  check (body, herald_flow_insert (body, AT (9, 0), "x", 0), PAGE " / +P:x", 9, 1);
}

static void
test_splitting (void)
{
  g_autoptr(GPtrArray) body = make_body (page);
  static const char * const empty[] = { "H:", "Q:|", "L:one||three", NULL };
  g_autoptr(GPtrArray) hollow = make_body (empty);

  check (body, herald_flow_split (body, AT (0, 6)),
         "aP:Glass  / +P:and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 1, 0);
  check (body, herald_flow_split (body, AT (0, 0)), "+P: / " PAGE, 1, 0);
  check (body, herald_flow_split (body, AT (1, 2)),
         "aP:Glass and light / bQ:We|Anna Bruni / +Q: begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 3, 0);
  check (body, herald_flow_split (body, AT (1, 8)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / +P: / cL:one|two|three / dF:A lens / eH:More / fP:The end", 3, 0);
  check (body, herald_flow_split (body, AT (3, 1)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:o|ne|two|three / dF:A lens / eH:More / fP:The end", 4, 0);
  check (body, herald_flow_split (body, AT (7, 4)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / +P: / fP:The end", 8, 0);
  check (hollow, herald_flow_split (hollow, AT (0, 0)), "aP: / bQ: / cL:one||three", 0, 0);
  check (hollow, herald_flow_split (hollow, AT (1, 0)), "aH: / bP: / cL:one||three", 1, 0);
  check (hollow, herald_flow_split (hollow, AT (4, 0)), "aH: / bQ: / cL:one / +P: / +L:three", 4, 0);
}

static void
test_joining (void)
{
  g_autoptr(GPtrArray) body = make_body (page);
  static const char * const more[] = { "Q:We|Anna Bruni", "P: begin", "Q:They|Lin Qiao", "P:", "F:A lens", "P:", "F:", NULL };
  g_autoptr(GPtrArray) quotes = make_body (more);

  /* Nothing that is joined takes a speaker away. */
  check (body, herald_flow_backspace (body, AT (1, 0)), NULL, 0, 0);
  check (quotes, herald_flow_backspace (quotes, AT (2, 0)),
         "aQ:We begin|Anna Bruni / cQ:They|Lin Qiao / dP: / eF:A lens / fP: / gF:", 0, 2);
  check (quotes, herald_flow_backspace (quotes, AT (3, 0)), NULL, 0, 0);
  check (quotes, herald_flow_delete_behind (quotes, AT (0, 2)),
         "aQ:We begin|Anna Bruni / cQ:They|Lin Qiao / dP: / eF:A lens / fP: / gF:", 0, 2);
  check (quotes, herald_flow_backspace (quotes, AT (5, 0)),
         "aQ:We|Anna Bruni / bP: begin / cQ:They|Lin Qiao / eF:A lens / fP: / gF:", 3, 4);
  check (quotes, herald_flow_backspace (quotes, AT (7, 0)),
         "aQ:We|Anna Bruni / bP: begin / cQ:They|Lin Qiao / dP: / eF:A lens / gF:", 6, 1);
  check (quotes, herald_flow_backspace (quotes, AT (6, 1)),
         "aQ:We|Anna Bruni / bP: begin / cQ:They|Lin Qiao / dP: / fP: / gF:", 6, 0);
  check (quotes, herald_flow_backspace (quotes, AT (6, 0)),
         "aQ:We|Anna Bruni / bP: begin / cQ:They|Lin Qiao / eF:A lens / fP: / gF:", 5, 0);
  check (body, herald_flow_backspace (body, AT (4, 0)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one / +P:two / +L:three / dF:A lens / eH:More / fP:The end", 4, 0);
  check (body, herald_flow_backspace (body, AT (8, 0)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:MoreThe end", 7, 4);
  check (body, herald_flow_backspace (body, AT (7, 0)), NULL, 0, 0);
  check (body, herald_flow_backspace (body, AT (9, 0)), NULL, 0, 0);
}

static void
test_deleting (void)
{
  g_autoptr(GPtrArray) body = make_body (page);

  check (body, herald_flow_delete (body, AT (0, 5), AT (0, 9)),
         "aP:Glass light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 0, 5);
  /* The rest of a quote stays one of its speaker. */
  check (body, herald_flow_delete (body, AT (0, 5), AT (1, 3)),
         "aP:Glass / bQ:begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 0, 5);
  check (body, herald_flow_delete (body, AT (1, 2), AT (3, 1)),
         "aP:Glass and light / bQ:Wene|Anna Bruni / cL:two|three / dF:A lens / eH:More / fP:The end", 1, 2);
  check (body, herald_flow_delete (body, AT (1, 0), AT (3, 0)),
         "aP:Glass and light / cL:one|two|three / dF:A lens / eH:More / fP:The end", 1, 0);
  check (body, herald_flow_delete (body, AT (1, 2), AT (2, 1)),
         "aP:Glass and light / bQ:We|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 1, 2);
  check (body, herald_flow_delete (body, AT (3, 1), AT (5, 1)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:ohree / dF:A lens / eH:More / fP:The end", 3, 1);
  check (body, herald_flow_delete (body, AT (5, 5), AT (7, 2)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|threere / fP:The end", 5, 5);
  /* A whole heading goes without a trace. */
  check (body, herald_flow_delete (body, AT (7, 0), AT (8, 0)),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / fP:The end", 7, 0);
  check (body, herald_flow_delete (body, AT (0, 0), AT (9, 0)), "", 0, 0);
  check (body, herald_flow_delete (body, AT (8, 7), AT (9, 0)), NULL, 0, 0);
}

static void
test_styles (void)
{
  g_autoptr(GPtrArray) body = make_body (page);
  static const char * const more[] = { "L:one", "P:two", "P:three", NULL };
  g_autoptr(GPtrArray) list = make_body (more);

  check (body, herald_flow_set_style (body, AT (0, 3), AT (0, 3), HERALD_FLOW_QUOTE),
         "aQ:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 0, 3);
  check (body, herald_flow_set_style (body, AT (1, 3), AT (1, 3), HERALD_FLOW_PARAGRAPH), NULL, 0, 0);
  check (body, herald_flow_set_style (body, AT (3, 0), AT (8, 2), HERALD_FLOW_PARAGRAPH),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cP:one / +P:two / +P:three / dF:A lens / eP:More / fP:The end", 8, 2);
  check (body, herald_flow_set_style (body, AT (4, 1), AT (4, 1), HERALD_FLOW_NUMBERS),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cN:one|two|three / dF:A lens / eH:More / fP:The end", 4, 1);
  check (list, herald_flow_set_style (list, AT (1, 1), AT (2, 2), HERALD_FLOW_BULLETS), "aL:one|two|three", 2, 2);
  check (list, herald_flow_set_style (list, AT (1, 1), AT (2, 2), HERALD_FLOW_NUMBERS), "aL:one / bN:two|three", 2, 2);
  check (list, herald_flow_set_style (list, AT (3, 0), AT (3, 0), HERALD_FLOW_HEADING),
         "aL:one / bP:two / cP:three / +H:", 3, 0);
}

static void
test_pasting (void)
{
  g_autoptr(GPtrArray) body = make_body (page);
  static const char * const one[] = { "P:x", NULL };
  static const char * const two[] = { "P:x", "P:y", NULL };
  static const char * const many[] = { "H:x", "Q:y|Lin Qiao", "L:z", NULL };
  g_autoptr(GPtrArray) word = make_body (one);
  g_autoptr(GPtrArray) words = make_body (two);
  g_autoptr(GPtrArray) blocks = make_body (many);

  check (body, herald_flow_paste (body, AT (0, 5), word),
         "aP:Glassx and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 0, 6);
  check (body, herald_flow_paste (body, AT (0, 5), words),
         "aP:Glassx / +P:y and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 1, 1);
  check (body, herald_flow_paste (body, AT (4, 1), words),
         "aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|tx|ywo|three / dF:A lens / eH:More / fP:The end", 5, 1);
  check (body, herald_flow_paste (body, AT (0, 5), blocks),
         "aP:Glass / +H:x / +Q:y|Lin Qiao / +L:z / +P: and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 4, 1);
  check (body, herald_flow_paste (body, AT (0, 0), blocks),
         "+H:x / +Q:y|Lin Qiao / +L:z / aP:Glass and light / bQ:We begin|Anna Bruni / cL:one|two|three / dF:A lens / eH:More / fP:The end", 3, 1);
  check (body, herald_flow_paste (body, AT (9, 0), words), PAGE " / +P:x / +P:y", 10, 1);
  check (body, herald_flow_paste (body, AT (2, 1), words),
         "aP:Glass and light / bQ:We begin|Anna Bruni / +P:x / +P:y / cL:one|two|three / dF:A lens / eH:More / fP:The end", 4, 1);
}

static void
check_extract (GPtrArray       *body,
               HeraldFlowPlace  from,
               HeraldFlowPlace  to,
               const char      *expected)
{
  g_autoptr(GPtrArray) part = herald_flow_extract (body, from, to);
  g_autofree char *found = describe (part);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_extracting (void)
{
  g_autoptr(GPtrArray) body = make_body (page);

  check_extract (body, AT (0, 6), AT (0, 9), "aP:and");
  check_extract (body, AT (0, 6), AT (1, 2), "aP:and light / bP:We");
  check_extract (body, AT (1, 0), AT (3, 0), "bQ:We begin|Anna Bruni");
  check_extract (body, AT (4, 1), AT (5, 2), "cL:wo|th");
  check_extract (body, AT (7, 1), AT (7, 3), "eP:or");
  check_extract (body, AT (0, 0), AT (9, 0), PAGE);
}

static GPtrArray *
copy_body (GPtrArray *body)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_block_free);

  for (guint i = 0; i < body->len; i++)
    g_ptr_array_add (copy, herald_block_copy (g_ptr_array_index (body, i)));
  return copy;
}

static gboolean
bodies_equal (GPtrArray *a,
              GPtrArray *b)
{
  guint at = 0;
  guint n_old = 0;
  guint n_new = 0;

  return !herald_flow_compare_bodies (a, b, &at, &n_old, &n_new);
}

static void
assert_sound (GPtrArray *body)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < body->len; i++)
    {
      HeraldBlock *block = g_ptr_array_index (body, i);
      g_autoptr(HeraldBlock) normal = herald_block_copy (block);

      g_assert_true (herald_id_is_valid (block->id));
      g_assert_true (g_hash_table_add (ids, block->id));
      if (normal->marks != NULL)
        herald_marks_normalise (normal->marks, normal->text != NULL ? (guint) g_utf8_strlen (normal->text, -1) : 0);
      g_assert_true (herald_block_equal (block, normal));
    }
}

/* Who speaks outside of what was deleted speaks afterwards, too. */
static void
assert_speakers_stay (GPtrArray       *before,
                      GPtrArray       *after,
                      HeraldFlowPlace  from,
                      HeraldFlowPlace  to)
{
  for (guint i = 0; i < before->len; i++)
    {
      const HeraldBlock *block = g_ptr_array_index (before, i);
      HeraldFlowPlace start = { herald_flow_first_line (before, i), 0 };
      HeraldFlowPlace end = { start.line + 1, 1 };
      int place = herald_flow_find_block (after, block->id);

      if (!herald_flow_has_speaker (block) || (herald_flow_compare (from, start) <= 0 && herald_flow_compare (end, to) <= 0))
        continue;
      g_assert_cmpint (place, >=, 0);
      g_assert_true (herald_record_equal (&herald_speaker_type, block->speaker,
                                          ((HeraldBlock *) g_ptr_array_index (after, (guint) place))->speaker));
    }
}

static void
test_random_deletions (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr(HeraldAnnouncement) announcement = herald_random_announcement (rand);
      GPtrArray *body = announcement->body;
      g_autoptr(GPtrArray) before = copy_body (body);
      HeraldFlowPlace a = herald_flow_script_place (rand, body);
      HeraldFlowPlace b = herald_flow_script_place (rand, body);
      gboolean ordered = herald_flow_compare (a, b) <= 0;
      g_autoptr(HeraldFlowEdit) edit = herald_flow_delete (body, ordered ? a : b, ordered ? b : a);

      if (edit == NULL)
        continue;
      herald_flow_edit_apply (edit, body);
      assert_sound (body);
      assert_speakers_stay (before, body, ordered ? a : b, ordered ? b : a);
    }
}

/* What a person does, saves, undoes and does again, while others write: all agree about what it says. */
static void
run_script (GRand *rand)
{
  g_autoptr(HeraldEditHistory) history = herald_edit_history_new ();
  HeraldAnnouncement *now = herald_random_announcement (rand);
  g_autoptr(HeraldAnnouncement) opened = herald_announcement_copy (now);
  gboolean alone = g_rand_boolean (rand);

  for (guint i = 0; i < 60; i++)
    {
      HeraldFlowEdit *edit = NULL;
      g_autoptr(HeraldAnnouncement) before = NULL;
      g_autofree char *group = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 3));

      switch (g_rand_int_range (rand, 0, 10))
        {
        case 0:
          now = herald_edit_history_undo (history, now);
          break;
        case 1:
          now = herald_edit_history_redo (history, now);
          break;
        case 2:
          before = alone ? NULL : herald_announcement_copy (now);
          if (before == NULL)
            break;
          herald_random_edit (rand, now);
          herald_edit_history_arrive (history, before, now);
          break;
        default:
          edit = herald_flow_script_next (rand, now->body);
          if (edit == NULL)
            break;
          herald_flow_edit_apply (edit, now->body);
          g_assert_cmpuint (edit->cursor.column, <=, herald_flow_line_length (now->body, edit->cursor.line));
          herald_edit_history_splice (history, edit, group, i);
        }
      assert_sound (now->body);
    }
  if (alone)
    {
      g_autoptr(HeraldAnnouncement) last = herald_announcement_copy (now);
      guint n_steps = 0;

      for (; herald_edit_history_can_undo (history); n_steps++)
        now = herald_edit_history_undo (history, now);
      g_assert_true (bodies_equal (now->body, opened->body));
      for (; n_steps > 0; n_steps--)
        now = herald_edit_history_redo (history, now);
      g_assert_true (bodies_equal (now->body, last->body));
    }
  else
    while (herald_edit_history_can_undo (history))
      now = herald_edit_history_undo (history, now);
  herald_announcement_free (now);
}

static void
test_random_scripts (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint round = 0; round < 150; round++)
    run_script (rand);
}

static char *
text_of (GPtrArray *body)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < body->len; i++)
    herald_flow_append_text (g_ptr_array_index (body, i), text);
  return g_strdup (text->str);
}

/* What is written down is what stands there. */
static void
test_saving (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint round = 0; round < 150; round++)
    {
      g_autoptr(HeraldAnnouncement) announcement = herald_random_announcement (rand);
      g_autoptr(HeraldAnnouncement) read = NULL;
      g_autoptr(HeraldDocument) document = NULL;
      g_autoptr(HeraldDocument) again = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      for (guint i = 0; i < 20; i++)
        {
          g_autoptr(HeraldFlowEdit) edit = herald_flow_script_next (rand, announcement->body);

          if (edit != NULL)
            herald_flow_edit_apply (edit, announcement->body);
        }
      document = herald_announcement_to_document (announcement);
      read = herald_announcement_from_document (document, NULL);
      again = herald_announcement_to_document (read);
      before = text_of (announcement->body);
      after = text_of (read->body);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpstr (herald_document_get_hash (document), ==, herald_document_get_hash (again));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/lines", test_lines);
  g_test_add_func ("/flow/typing", test_typing);
  g_test_add_func ("/flow/splitting", test_splitting);
  g_test_add_func ("/flow/joining", test_joining);
  g_test_add_func ("/flow/deleting", test_deleting);
  g_test_add_func ("/flow/styles", test_styles);
  g_test_add_func ("/flow/pasting", test_pasting);
  g_test_add_func ("/flow/extracting", test_extracting);
  g_test_add_func ("/flow/random-deletions", test_random_deletions);
  g_test_add_func ("/flow/random-scripts", test_random_scripts);
  g_test_add_func ("/flow/saving", test_saving);
  return g_test_run ();
}
