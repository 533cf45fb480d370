/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-table.h"

#include "herald-describe.h"
#include "herald-output.h"

#define GAP 2 /* spaces between two columns */

struct _HeraldTable
{
  guint      n_columns;
  GPtrArray *rows; /* of char **, each of n_columns; the titles first */
};

/**
 * herald_table_new:
 * @titles: what stands above the columns, translated; %NULL-terminated
 *
 * Returns: (transfer full): a table without rows
 */
HeraldTable *
herald_table_new (const char * const *titles)
{
  HeraldTable *self;

  g_return_val_if_fail (titles != NULL, NULL);

  self = g_new0 (HeraldTable, 1);
  self->n_columns = g_strv_length ((char **) titles);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  herald_table_add (self, titles);
  return self;
}

/**
 * herald_table_free:
 * @self: (transfer full): a table
 */
void
herald_table_free (HeraldTable *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * herald_table_add:
 * @self: a table
 * @cells: one text per column, which may be %NULL; copied, and cleaned of what a terminal would take for a command
 */
void
herald_table_add (HeraldTable        *self,
                  const char * const *cells)
{
  char **row;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cells != NULL);

  row = g_new0 (char *, self->n_columns + 1);
  for (guint i = 0; i < self->n_columns; i++)
    row[i] = herald_describe_line (cells[i]);
  g_ptr_array_add (self->rows, row);
}

/* In columns of a terminal: a CJK character takes two, a combining one none. */
static guint
text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static void
append_row (GString     *out,
            char       **row,
            const guint *widths,
            guint        n_columns)
{
  guint pending = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      guint width = text_width (row[i]);

      if (width > 0)
        {
          /* Spaces are written only before something, never at the end of a line. */
          g_string_append_printf (out, "%*s%s", (int) pending, "", row[i]);
          pending = 0;
        }
      pending += widths[i] - width + GAP;
    }
  g_string_append_c (out, '\n');
}

/**
 * herald_table_format:
 * @self: a table
 * @with_titles: whether the titles stand above
 *
 * Returns: (transfer full): the rows, one line each; "" when there is none
 */
char *
herald_table_format (HeraldTable *self,
                     gboolean     with_titles)
{
  g_autofree guint *widths = NULL;
  GString *out;
  guint first = with_titles ? 0 : 1;

  g_return_val_if_fail (self != NULL, NULL);

  out = g_string_new (NULL);
  if (self->rows->len == 1)
    return g_string_free (out, FALSE);

  widths = g_new0 (guint, self->n_columns);
  for (guint r = first; r < self->rows->len; r++)
    for (guint i = 0; i < self->n_columns; i++)
      widths[i] = MAX (widths[i], text_width (((char **) g_ptr_array_index (self->rows, r))[i]));
  for (guint r = first; r < self->rows->len; r++)
    append_row (out, g_ptr_array_index (self->rows, r), widths, self->n_columns);
  return g_string_free (out, FALSE);
}

/**
 * herald_table_print:
 * @self: a table
 *
 * Prints it; the titles for a person at a terminal only, so that a script reads rows and nothing else.
 */
void
herald_table_print (HeraldTable *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);

  text = herald_table_format (self, herald_print_is_tty ());
  herald_print ("%s", text);
}
