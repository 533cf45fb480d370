/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-today-row.h"

#include <glib/gi18n.h>

#include "herald-dot.h"

static void
add_dot (AdwActionRow           *row,
         const HeraldShelfEntry *entry)
{
  GtkWidget *dot = herald_dot_new ();

  herald_dot_set_colour (HERALD_DOT (dot), herald_dot_choose (entry->colour, herald_library_get_id (entry->library)));
  adw_action_row_add_prefix (row, dot);
}

/**
 * herald_today_row_new:
 * @item: what it is about
 * @detail: what is to be known of it
 * @tell_library: whether there are several libraries
 *
 * Returns: (transfer floating): a row for a list box
 */
GtkWidget *
herald_today_row_new (const HeraldTodayItem *item,
                      const char            *detail,
                      gboolean               tell_library)
{
  GtkWidget *row = adw_action_row_new ();
  const char *headline = item->row->summary->headline;
  g_autofree char *title = g_markup_escape_text (headline != NULL && *headline != '\0' ? headline : _("Untitled Announcement"), -1);
  g_autofree char *words = tell_library ? g_strdup_printf ("%s\n%s", detail, item->entry->name) : g_strdup (detail);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (tell_library)
    add_dot (ADW_ACTION_ROW (row), item->entry);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "app.open-announcement");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", herald_library_get_folder (item->entry->library),
                                    item->row->summary->id);
  return row;
}
