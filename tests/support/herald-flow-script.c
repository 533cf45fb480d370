/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-flow-script.h"

#include "herald-random-document.h"

HeraldFlowPlace
herald_flow_script_place (GRand     *rand,
                          GPtrArray *body)
{
  guint n_lines = herald_flow_first_line (body, body->len);
  HeraldFlowPlace place = { (guint) g_rand_int_range (rand, 0, (gint32) n_lines + 1), 0 };
  guint length = herald_flow_line_length (body, place.line);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      break;
    case 1:
      place.column = length;
      break;
    default:
      place.column = (guint) g_rand_int_range (rand, 0, (gint32) length + 1);
    }
  return place;
}

static HeraldFlowEdit *
paste_some (GRand           *rand,
            GPtrArray       *body,
            HeraldFlowPlace  place)
{
  g_autoptr(HeraldAnnouncement) other = herald_random_announcement (rand);

  return herald_flow_paste (body, place, other->body);
}

static HeraldFlowEdit *
type_some (GRand           *rand,
           GPtrArray       *body,
           HeraldFlowPlace  place)
{
  g_autofree char *words = herald_random_text (rand, 8);

  g_strdelimit (words, "\r\n", ' ');
  return herald_flow_insert (body, place, words, (HeraldFlowLook) g_rand_int_range (rand, 0, 4));
}

HeraldFlowEdit *
herald_flow_script_next (GRand     *rand,
                         GPtrArray *body)
{
  HeraldFlowPlace a = herald_flow_script_place (rand, body);
  HeraldFlowPlace b = herald_flow_script_place (rand, body);
  gboolean ordered = herald_flow_compare (a, b) <= 0;
  HeraldFlowPlace from = ordered ? a : b;
  HeraldFlowPlace to = ordered ? b : a;

  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
      return herald_flow_delete (body, from, to);
    case 1:
    case 2:
      return herald_flow_split (body, a);
    case 3:
      a.column = 0;
      return herald_flow_backspace (body, a);
    case 4:
      a.column = herald_flow_line_length (body, a.line);
      return herald_flow_delete_behind (body, a);
    case 5:
      return herald_flow_set_style (body, from, to, (HeraldFlowStyle) g_rand_int_range (rand, 0, 5));
    case 6:
      return herald_flow_set_mark (body, from, to, (HeraldMarkKind) g_rand_int_range (rand, 0, 2), g_rand_boolean (rand), NULL);
    case 7:
      return herald_flow_move (body, a, g_rand_boolean (rand) ? 1 : -1);
    case 8:
      return paste_some (rand, body, a);
    default:
      return type_some (rand, body, a);
    }
}
