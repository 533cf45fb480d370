/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-rows.h"

#include "herald-i18n.h"
#include "herald-json.h"

#include <string.h>

#define MAX_ENVELOPE (1024 * 1024)
#define ROWS_DEPTH   2 /* {"rows": [ */

/* Where a byte belongs. */
typedef enum
{
  PLACE_ENVELOPE,
  PLACE_ROW,
  PLACE_COMMA,       /* between two rows: nowhere */
  PLACE_END_OF_ROWS, /* the bracket after the last row */
} Place;

struct _HeraldRows
{
  gsize          max_size;
  gsize          size;
  gsize          max_row;
  HeraldRowFunc  func;
  gpointer       user_data;

  GString       *envelope; /* all that is not in a row */
  GString       *row;
  guint          depth;
  char           bracket;  /* the one that opened the level of the rows */
  gboolean       in_string;
  gboolean       escaped;
  gboolean       too_long; /* this row: the rest of it is not kept */
};

/**
 * herald_rows_new:
 * @max_size: bytes of the whole reply at most
 * @max_row: bytes of one row at most
 * @func: called with each row
 * @user_data: for @func
 *
 * Returns: (transfer full): a reader
 */
HeraldRows *
herald_rows_new (gsize         max_size,
                 gsize         max_row,
                 HeraldRowFunc func,
                 gpointer      user_data)
{
  HeraldRows *self = g_new0 (HeraldRows, 1);

  self->max_size = max_size;
  self->max_row = max_row;
  self->func = func;
  self->user_data = user_data;
  self->envelope = g_string_new (NULL);
  self->row = g_string_new (NULL);

  return self;
}

/**
 * herald_rows_free:
 * @rows: (transfer full): a reader
 *
 * Frees it.
 */
void
herald_rows_free (HeraldRows *rows)
{
  g_return_if_fail (rows != NULL);

  g_string_free (rows->envelope, TRUE);
  g_string_free (rows->row, TRUE);
  g_free (rows);
}

static gboolean
in_rows (HeraldRows *self)
{
  return self->depth >= ROWS_DEPTH && self->bracket == '[';
}

static void
end_row (HeraldRows *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!self->too_long && strspn (self->row->str, " \t\r\n") == self->row->len)
    return;

  if (self->too_long)
    g_set_error_literal (&error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE, _("The document is too large."));
  else
    node = herald_json_parse (self->row->str, (gssize) self->row->len, &error);

  self->func (g_steal_pointer (&node), error, self->user_data);

  g_string_truncate (self->row, 0);
  self->too_long = FALSE;
}

/* Finds only where rows begin and end: what stands in them is judged by the strict reader. */
static Place
step_bracket (HeraldRows *self,
              char        c)
{
  gboolean opening = c == '[' || c == '{';

  if (opening && ++self->depth == ROWS_DEPTH)
    {
      self->bracket = c;
      return PLACE_ENVELOPE;
    }

  if (!opening && self->depth == ROWS_DEPTH && in_rows (self))
    return PLACE_END_OF_ROWS;

  if (!opening && self->depth > 0)
    {
      Place place = in_rows (self) ? PLACE_ROW : PLACE_ENVELOPE;

      self->depth--;
      return place;
    }

  return in_rows (self) ? PLACE_ROW : PLACE_ENVELOPE;
}

static Place
step (HeraldRows *self,
      char        c)
{
  Place place = in_rows (self) ? PLACE_ROW : PLACE_ENVELOPE;

  if (self->in_string)
    {
      self->in_string = self->escaped || c != '"';
      self->escaped = !self->escaped && c == '\\';
      return place;
    }

  switch (c)
    {
    case '"':
      self->in_string = TRUE;
      return place;
    case '[':
    case '{':
    case ']':
    case '}':
      return step_bracket (self, c);
    case ',':
      return self->depth == ROWS_DEPTH && place == PLACE_ROW ? PLACE_COMMA : place;
    default:
      return place;
    }
}

static gboolean
keep (HeraldRows  *self,
      Place        place,
      const char  *data,
      gsize        length,
      GError     **error)
{
  if (length == 0)
    return TRUE;

  if (place == PLACE_ROW)
    {
      if (length > self->max_row - self->row->len)
        self->too_long = TRUE;
      else
        g_string_append_len (self->row, data, length);
    }
  else if (length > MAX_ENVELOPE - self->envelope->len)
    {
      g_set_error_literal (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE, _("The reply is too large."));
      return FALSE;
    }
  else
    {
      g_string_append_len (self->envelope, data, length);
    }

  return TRUE;
}

/**
 * herald_rows_feed:
 * @rows: a reader
 * @data: (array length=length): the next piece, cut anywhere
 * @length: its bytes
 * @error: return location for a #GError of HERALD_JSON_ERROR
 *
 * Reads on, and calls back with each row that is complete.
 *
 * Returns: whether to go on
 */
gboolean
herald_rows_feed (HeraldRows  *rows,
                  const char  *data,
                  gsize        length,
                  GError     **error)
{
  Place place = in_rows (rows) ? PLACE_ROW : PLACE_ENVELOPE;
  gsize start = 0;

  if (length > rows->max_size - rows->size)
    {
      g_set_error_literal (error, HERALD_JSON_ERROR, HERALD_JSON_ERROR_TOO_LARGE, _("The reply is too large."));
      return FALSE;
    }
  rows->size += length;

  for (gsize i = 0; i < length; i++)
    {
      Place next = step (rows, data[i]);

      if (next == place)
        continue;

      if (!keep (rows, place, data + start, i - start, error))
        return FALSE;

      start = i;
      if (next == PLACE_COMMA || next == PLACE_END_OF_ROWS)
        end_row (rows);
      if (next == PLACE_COMMA)
        start = i + 1;
      if (next == PLACE_END_OF_ROWS)
        rows->depth--;

      place = in_rows (rows) ? PLACE_ROW : PLACE_ENVELOPE;
      if (next == PLACE_ENVELOPE || next == PLACE_ROW)
        place = next;
    }

  return keep (rows, place, data + start, length - start, error);
}

/**
 * herald_rows_get_text:
 * @rows: a reader that is calling back
 *
 * Returns: the text of the row, as far as it was kept; valid during the call. Anything may stand in it.
 */
const char *
herald_rows_get_text (HeraldRows *rows)
{
  g_return_val_if_fail (rows != NULL, NULL);

  return rows->row->str;
}

/**
 * herald_rows_finish:
 * @rows: a reader
 * @error: return location for a #GError of HERALD_JSON_ERROR
 *
 * Says that the reply is over. One that was cut anywhere is an error: only what is complete counts.
 *
 * Returns: (transfer full) (nullable): the object around the rows
 */
JsonNode *
herald_rows_finish (HeraldRows  *rows,
                    GError     **error)
{
  return herald_json_parse (rows->envelope->str, (gssize) rows->envelope->len, error);
}
