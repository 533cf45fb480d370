/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-scope.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char  *name;  /* in the settings */
  const char  *title;
  const char  *icon;
  HeraldStatus status;
} scopes[] = {
  [HERALD_SCOPE_TODAY] = { "today", N_("Today"), "daytime-sunrise-symbolic", HERALD_STATUS_NONE },
  [HERALD_SCOPE_ALL] = { "all", N_("All Announcements"), "view-list-symbolic", HERALD_STATUS_NONE },
  [HERALD_SCOPE_DRAFTS] = { "drafts", N_("Drafts"), "document-edit-symbolic", HERALD_STATUS_DRAFT },
  [HERALD_SCOPE_REVIEW] = { "review", N_("In Review"), "system-users-symbolic", HERALD_STATUS_REVIEW },
  [HERALD_SCOPE_APPROVED] = { "approved", N_("Approved"), "emblem-ok-symbolic", HERALD_STATUS_APPROVED },
  [HERALD_SCOPE_EMBARGOED] = { "embargoed", N_("Embargoed"), "alarm-symbolic", HERALD_STATUS_NONE },
  [HERALD_SCOPE_RELEASED] = { "released", N_("Released"), "document-send-symbolic", HERALD_STATUS_RELEASED },
  [HERALD_SCOPE_WITHDRAWN] = { "withdrawn", N_("Withdrawn"), "action-unavailable-symbolic", HERALD_STATUS_WITHDRAWN },
  [HERALD_SCOPE_CALENDAR] = { "calendar", N_("Calendar"), "x-office-calendar-symbolic", HERALD_STATUS_NONE },
  [HERALD_SCOPE_TRASH] = { "trash", N_("Trash"), "user-trash-symbolic", HERALD_STATUS_NONE },
  [HERALD_SCOPE_TAG] = { "tag", NULL, "bookmark-new-symbolic", HERALD_STATUS_NONE },
  [HERALD_SCOPE_PARTY] = { "party", NULL, "avatar-default-symbolic", HERALD_STATUS_NONE },
};

/**
 * herald_scope_new:
 * @kind: what kind of list
 * @label: (nullable): the tag or the company of one that has such
 *
 * Returns: (transfer full): what a window lists
 */
HeraldScope *
herald_scope_new (HeraldScopeKind  kind,
                  const char      *label)
{
  HeraldScope *self = g_new0 (HeraldScope, 1);

  self->kind = kind;
  self->label = g_strdup (label);
  return self;
}

/**
 * herald_scope_from_string:
 * @text: "all", "tag:imaging"
 *
 * Returns: (transfer full): the scope; all announcements when the text says nothing that is known
 */
HeraldScope *
herald_scope_from_string (const char *text)
{
  const char *colon = strchr (text, ':');
  gsize length = colon != NULL ? (gsize) (colon - text) : strlen (text);

  for (guint kind = 0; kind < G_N_ELEMENTS (scopes); kind++)
    if (strlen (scopes[kind].name) == length && strncmp (scopes[kind].name, text, length) == 0 &&
        (colon != NULL) == (scopes[kind].title == NULL))
      return herald_scope_new (kind, colon != NULL ? colon + 1 : NULL);
  return herald_scope_new (HERALD_SCOPE_ALL, NULL);
}

/* (transfer full) */
char *
herald_scope_to_string (const HeraldScope *self)
{
  if (self->label != NULL)
    return g_strdup_printf ("%s:%s", scopes[self->kind].name, self->label);
  return g_strdup (scopes[self->kind].name);
}

HeraldScope *
herald_scope_copy (const HeraldScope *self)
{
  return herald_scope_new (self->kind, self->label);
}

void
herald_scope_free (HeraldScope *self)
{
  g_free (self->label);
  g_free (self);
}

gboolean
herald_scope_equal (const HeraldScope *a,
                    const HeraldScope *b)
{
  return a->kind == b->kind && g_strcmp0 (a->label, b->label) == 0;
}

/* What stands above the list. */
const char *
herald_scope_get_title (const HeraldScope *self)
{
  return self->label != NULL ? self->label : _(scopes[self->kind].title);
}

const char *
herald_scope_get_icon (HeraldScopeKind kind)
{
  return scopes[kind].icon;
}

/* Whether it is a list of announcements: the day and the calendar are pages of their own. */
gboolean
herald_scope_is_list (const HeraldScope *self)
{
  return self->kind != HERALD_SCOPE_TODAY && self->kind != HERALD_SCOPE_CALENDAR;
}

/**
 * herald_scope_count:
 * @self: one that is there in any library
 * @counts: the library's
 *
 * Returns: how many announcements it lists; 0 also where a number would tell nothing
 */
guint
herald_scope_count (const HeraldScope  *self,
                    const HeraldCounts *counts)
{
  switch (self->kind)
    {
    case HERALD_SCOPE_ALL:
      return counts->all;
    case HERALD_SCOPE_EMBARGOED:
      return counts->embargoed;
    case HERALD_SCOPE_TRASH:
      return counts->trashed;
    default:
      return scopes[self->kind].status != HERALD_STATUS_NONE ? counts->statuses[scopes[self->kind].status] : 0;
    }
}

/**
 * herald_scope_apply:
 * @self: a scope
 * @now: microseconds since 1970; an embargo is one whose lift is to come
 * @query: what to narrow; it borrows the label
 */
void
herald_scope_apply (const HeraldScope *self,
                    gint64             now,
                    HeraldListQuery   *query)
{
  query->status = scopes[self->kind].status;
  query->trash = self->kind == HERALD_SCOPE_TRASH;
  query->tag = self->kind == HERALD_SCOPE_TAG ? self->label : NULL;
  query->party = self->kind == HERALD_SCOPE_PARTY ? self->label : NULL;
  query->lift_from = self->kind == HERALD_SCOPE_EMBARGOED ? now / G_USEC_PER_SEC + 1 : 0;
}
