/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-history-sides.h"

#include <glib/gi18n.h>

#include "herald-format.h"
#include "herald-history-words.h"

static HeraldComparisonSide *
side_of_draft (HeraldEditSession  *session,
               HeraldHistoryModel *model)
{
  HeraldHistoryItem *draft = herald_history_model_get_draft (model);
  HeraldComparisonSide *side = g_new0 (HeraldComparisonSide, 1);

  side->document = herald_announcement_to_document (herald_edit_session_get_announcement (session));
  side->name = herald_history_title (draft);
  side->details = g_strdup (herald_history_item_get_note (draft));
  return side;
}

static HeraldComparisonSide *
side_of_item (HeraldEditSession  *session,
              HeraldHistoryModel *model,
              HeraldHistoryItem  *item)
{
  HeraldClock *clock = herald_library_get_clock (herald_edit_session_get_library (session));
  const HeraldHistoryRow *row = herald_history_item_get_row (item);
  g_autofree char *zone = NULL;
  HeraldComparisonSide *side = NULL;

  if (row == NULL)
    return side_of_draft (session, model);
  zone = herald_format_own_zone ();
  side = g_new0 (HeraldComparisonSide, 1);
  side->hash = g_strdup (row->version->hash);
  side->number = row->number;
  side->name = herald_history_name (row);
  side->details = herald_history_details (item, zone, herald_clock_get_real (clock));
  return side;
}

/* The state that a version was made from; before a first one there was nothing. */
static HeraldComparisonSide *
side_before (HeraldEditSession  *session,
             HeraldHistoryModel *model,
             HeraldHistoryItem  *item)
{
  GPtrArray *parents = herald_history_item_get_row (item)->version->parents;
  HeraldHistoryItem *parent = parents->len > 0 ? herald_history_model_find (model, parents->pdata[0]) : NULL;
  HeraldComparisonSide *side = NULL;

  if (parent != NULL)
    return side_of_item (session, model, parent);
  side = g_new0 (HeraldComparisonSide, 1);
  side->hash = parents->len > 0 ? g_strdup (parents->pdata[0]) : NULL;
  side->name = g_strdup (parents->len > 0 ? _("The Version Before") : _("Nothing Yet"));
  return side;
}

/* The latest version that says something else than the draft; else the latest one, which says the same. */
static HeraldHistoryItem *
find_different (HeraldHistoryModel *model,
                const char         *body)
{
  HeraldHistoryItem *latest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr(HeraldHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (herald_history_item_get_row (item) == NULL)
        continue;
      if (latest == NULL)
        latest = item;
      if (!g_str_equal (herald_history_item_get_row (item)->version->body, body))
        return item; /* the model keeps it */
    }
  return latest;
}

static gboolean
is_newer (HeraldHistoryItem *a,
          HeraldHistoryItem *b)
{
  const HeraldHistoryRow *row = herald_history_item_get_row (a);
  const HeraldHistoryRow *other = herald_history_item_get_row (b);

  return row == NULL || (other != NULL && row->position < other->position);
}

/**
 * herald_history_choose_sides:
 * @session: the text that is being edited
 * @model: its timeline
 * @item: the line that was chosen
 * @other: (nullable): the other one, of two
 * @since: of one version: compare it with the draft; else with what it was made from
 * @before: (out) (transfer full) (nullable): the earlier state
 * @after: (out) (transfer full): the later one
 */
void
herald_history_choose_sides (HeraldEditSession     *session,
                             HeraldHistoryModel    *model,
                             HeraldHistoryItem     *item,
                             HeraldHistoryItem     *other,
                             gboolean               since,
                             HeraldComparisonSide **before,
                             HeraldComparisonSide **after)
{
  HeraldHistoryItem *different = NULL;

  if (other != NULL)
    {
      *before = side_of_item (session, model, is_newer (item, other) ? other : item);
      *after = side_of_item (session, model, is_newer (item, other) ? item : other);
    }
  else if (herald_history_item_get_row (item) == NULL)
    {
      *after = side_of_draft (session, model);
      different = find_different (model, herald_document_get_hash ((*after)->document));
      *before = different != NULL ? side_of_item (session, model, different) : NULL;
    }
  else
    {
      *before = since ? side_of_item (session, model, item) : side_before (session, model, item);
      *after = since ? side_of_draft (session, model) : side_of_item (session, model, item);
    }
}
