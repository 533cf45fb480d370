/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-announcement-row.h"

#include <glib/gi18n.h>

#include "herald-format.h"
#include "herald-zone.h"

struct _HeraldAnnouncementRow
{
  GtkBox          parent_instance;

  HeraldClock    *clock;
  HeraldListItem *item;
  const char     *style; /* the status pill's */

  GtkLabel       *headline;
  GtkLabel       *parties;
  GtkLabel       *status;
  GtkLabel       *embargo;
  GtkLabel       *snippet;
  GtkLabel       *edited;
};

G_DEFINE_FINAL_TYPE (HeraldAnnouncementRow, herald_announcement_row, GTK_TYPE_BOX)

/* The style class of a status pill. */
const char *
herald_status_style (HeraldStatus status)
{
  switch (status)
    {
    case HERALD_STATUS_REVIEW:
      return "review";
    case HERALD_STATUS_APPROVED:
    case HERALD_STATUS_SCHEDULED:
    case HERALD_STATUS_RELEASED:
      return "approved";
    case HERALD_STATUS_WITHDRAWN:
      return "withdrawn";
    case HERALD_STATUS_NONE:
    case HERALD_STATUS_DRAFT:
    default:
      return "draft";
    }
}

static void
set_pill (HeraldAnnouncementRow *self,
          const char            *label,
          const char            *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), self->style);
  self->style = style;
  gtk_widget_add_css_class (GTK_WIDGET (self->status), style);
  gtk_label_set_label (self->status, label);
}

/* An embargo outshines the status: it is what must not be missed. */
static void
show_status (HeraldAnnouncementRow *self,
             const HeraldListRow   *row)
{
  const HeraldSummary *summary = row->summary;
  gint64 now = herald_clock_get_real (self->clock);
  gint64 lift = 0;
  gboolean embargoed = summary->embargo_utc != NULL && herald_utc_parse (summary->embargo_utc, &lift);
  g_autofree char *words = NULL;

  if (row->conflict)
    set_pill (self, _("Two Versions"), "conflict");
  else if (embargoed && lift * G_USEC_PER_SEC > now)
    set_pill (self, _("Embargo"), "embargo");
  else
    set_pill (self, herald_format_status (summary->status), herald_status_style (summary->status));
  if (embargoed && summary->embargo_zone != NULL)
    {
      g_autofree char *moment = herald_format_moment_short (lift, summary->embargo_zone, now);
      g_autofree char *until = herald_format_until (lift, now);

      words = g_strdup_printf ("%s · %s", moment, until);
    }
  else
    words = g_strdup (_("No embargo"));
  gtk_label_set_label (self->embargo, words);
}

static void
show_edited (HeraldAnnouncementRow *self,
             const HeraldListRow   *row)
{
  g_autofree char *ago = herald_format_ago (row->modified, herald_clock_get_real (self->clock));
  g_autoptr(GString) words = g_string_new (NULL);

  if (row->author != NULL)
    g_string_append_printf (words, "%s · ", row->author);
  g_string_append (words, ago);
  if (row->n_versions > 0)
    {
      g_string_append (words, " · ");
      /* Translators: short for "version 7" */
      g_string_append_printf (words, _("v%u"), row->n_versions);
    }
  gtk_label_set_label (self->edited, words->str);
}

/* Matches stand between U+0002 and U+0003. */
static void
show_marked (GtkLabel   *label,
             const char *marked,
             const char *begin,
             const char *end)
{
  g_autoptr(GString) markup = g_string_new (NULL);

  for (const char *c = marked; *c != '\0'; c = g_utf8_next_char (c))
    {
      g_autofree char *letter = NULL;

      if (*c == 2)
        g_string_append (markup, begin);
      else if (*c == 3)
        g_string_append (markup, end);
      else
        {
          letter = g_markup_escape_text (*c == '\n' ? " " : c, *c == '\n' ? 1 : g_utf8_next_char (c) - c);
          g_string_append (markup, letter);
        }
    }
  if (pango_parse_markup (markup->str, -1, 0, NULL, NULL, NULL, NULL))
    gtk_label_set_markup (label, markup->str);
}

/* A headline is bold already. */
static void
show_headline (HeraldAnnouncementRow *self,
               const HeraldListRow   *row)
{
  const char *headline = row->summary->headline;

  if (row->headline != NULL)
    show_marked (self->headline, row->headline, "<u>", "</u>");
  else
    gtk_label_set_label (self->headline, headline != NULL && *headline != '\0' ? headline : _("Untitled Announcement"));
}

/* In the negotiated order. */
static void
show_parties (HeraldAnnouncementRow *self,
              const HeraldListRow   *row)
{
  g_autofree char *names = g_strjoinv (" · ", row->summary->parties);

  gtk_label_set_label (self->parties, names);
  gtk_widget_set_visible (GTK_WIDGET (self->parties), *names != '\0');
}

static void
show_snippet (HeraldAnnouncementRow *self,
              const HeraldListRow   *row)
{
  gboolean elsewhere = row->snippet != NULL && *row->snippet != '\0' && g_strcmp0 (row->snippet, row->headline) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->snippet), elsewhere);
  if (elsewhere)
    show_marked (self->snippet, row->snippet, "<b>", "</b>");
}

/**
 * herald_announcement_row_update:
 * @self: a row
 *
 * Shows its item as it is now; times move on even when nothing else does.
 */
void
herald_announcement_row_update (HeraldAnnouncementRow *self)
{
  const HeraldListRow *row = NULL;

  g_return_if_fail (HERALD_IS_ANNOUNCEMENT_ROW (self));

  row = self->item != NULL ? herald_list_item_get_row (self->item) : NULL;
  gtk_widget_set_opacity (GTK_WIDGET (self), row != NULL ? 1.0 : 0.0);
  if (row == NULL)
    return;
  show_headline (self, row);
  show_parties (self, row);
  show_status (self, row);
  show_snippet (self, row);
  show_edited (self, row);
}

/**
 * herald_announcement_row_bind:
 * @self: a row
 * @item: (nullable): what it shows from now
 */
void
herald_announcement_row_bind (HeraldAnnouncementRow *self,
                              HeraldListItem        *item)
{
  g_return_if_fail (HERALD_IS_ANNOUNCEMENT_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (herald_announcement_row_update), self, G_CONNECT_SWAPPED);
  herald_announcement_row_update (self);
}

static void
herald_announcement_row_dispose (GObject *object)
{
  HeraldAnnouncementRow *self = HERALD_ANNOUNCEMENT_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (herald_announcement_row_parent_class)->dispose (object);
}

static void
herald_announcement_row_class_init (HeraldAnnouncementRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = herald_announcement_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/heraldpress/Herald/herald-announcement-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HeraldAnnouncementRow, headline);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnnouncementRow, parties);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnnouncementRow, status);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnnouncementRow, embargo);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnnouncementRow, snippet);
  gtk_widget_class_bind_template_child (widget_class, HeraldAnnouncementRow, edited);
}

static void
herald_announcement_row_init (HeraldAnnouncementRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * herald_announcement_row_new:
 * @clock: tells how long until a lift
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
herald_announcement_row_new (HeraldClock *clock)
{
  HeraldAnnouncementRow *self = g_object_new (HERALD_TYPE_ANNOUNCEMENT_ROW, NULL);

  self->clock = g_object_ref (clock);
  return GTK_WIDGET (self);
}
