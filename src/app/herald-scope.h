/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_SCOPE_TODAY,
  HERALD_SCOPE_ALL,
  HERALD_SCOPE_DRAFTS,
  HERALD_SCOPE_REVIEW,
  HERALD_SCOPE_APPROVED,
  HERALD_SCOPE_EMBARGOED,
  HERALD_SCOPE_RELEASED,
  HERALD_SCOPE_WITHDRAWN,
  HERALD_SCOPE_CALENDAR,
  HERALD_SCOPE_TRASH,
  HERALD_SCOPE_TAG,
  HERALD_SCOPE_PARTY,
} HeraldScopeKind;

#define HERALD_N_SCOPES (HERALD_SCOPE_TRASH + 1) /* that are there in any library */

/* What the window lists. */
typedef struct
{
  HeraldScopeKind kind;
  char           *label; /* the tag or the company */
} HeraldScope;

HeraldScope *herald_scope_new         (HeraldScopeKind    kind,
                                       const char        *label);
HeraldScope *herald_scope_from_string (const char        *text);
char        *herald_scope_to_string   (const HeraldScope *self);
HeraldScope *herald_scope_copy        (const HeraldScope *self);
void         herald_scope_free        (HeraldScope       *self);
gboolean     herald_scope_equal       (const HeraldScope *a,
                                       const HeraldScope *b);
const char  *herald_scope_get_title   (const HeraldScope *self);
const char  *herald_scope_get_icon    (HeraldScopeKind    kind);
gboolean     herald_scope_is_list     (const HeraldScope *self);
guint        herald_scope_count       (const HeraldScope *self,
                                       const HeraldCounts *counts);
void         herald_scope_apply       (const HeraldScope *self,
                                       gint64             now,
                                       HeraldListQuery   *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldScope, herald_scope_free)

G_END_DECLS
