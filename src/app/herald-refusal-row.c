/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-refusal-row.h"

#include <glib/gi18n.h>

static const struct { const char *place, *label; } places[] = {
  { "embargo", N_("Set _Embargo…") },
  { "status", N_("Set _Status…") },
  { "conflict", N_("_Decide…") },
  { "trashed", N_("_Take Out of the Trash") },
};

typedef struct
{
  char       *id;
  char       *place;
  HeraldMend  mend;
  gpointer    user_data;
} Way;

static void
way_free (gpointer  data,
          GClosure *closure)
{
  Way *way = data;

  g_free (way->id);
  g_free (way->place);
  g_free (way);
}

static void
on_mend (GtkButton *button,
         Way       *way)
{
  way->mend (way->id, way->place, way->user_data);
}

static const char *
find_label (const char *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (places[i].place, place) == 0)
      return _(places[i].label);
  /* Whom a briefing is for is asked in the dialog; what a newer Herald wrote cannot be mended here. */
  if (g_strcmp0 (place, "recipient") == 0 || g_strcmp0 (place, "schema") == 0)
    return NULL;
  return _("S_how It");
}

static GtkWidget *
make_button (const char *id,
             const char *place,
             HeraldMend  mend,
             gpointer    user_data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (find_label (place));
  Way *way = g_new0 (Way, 1);

  way->id = g_strdup (id);
  way->place = g_strdup (place);
  way->mend = mend;
  way->user_data = user_data;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_mend), way, way_free, 0);
  return button;
}

/**
 * herald_refusal_row_new:
 * @reason: of the gate
 * @id: the announcement that it refused
 * @mend: called when the person wants to mend it
 * @user_data: for @mend, which lives as long as the row
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
herald_refusal_row_new (const HeraldGateReason *reason,
                        const char             *id,
                        HeraldMend              mend,
                        gpointer                user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reason->message);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (find_label (reason->place) != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (id, reason->place, mend, user_data));
  return row;
}

/**
 * herald_refusal_find_place:
 * @verdict: of the gate
 *
 * Returns: (transfer none) (nullable): where to begin to mend
 */
const char *
herald_refusal_find_place (const HeraldGateVerdict *verdict)
{
  for (guint i = 0; i < verdict->reasons->len; i++)
    {
      const char *place = ((HeraldGateReason *) g_ptr_array_index (verdict->reasons, i))->place;

      if (find_label (place) != NULL)
        return place;
    }
  return NULL;
}
