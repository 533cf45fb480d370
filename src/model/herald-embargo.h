/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-record.h"
#include "herald-zone.h"

G_BEGIN_DECLS

typedef struct
{
  HERALD_RECORD_HEADER
  char *wall; /* "2026-12-01T09:00:00" */
  char *zone; /* IANA */
  char *utc;  /* the instant, "2026-12-01T08:00:00Z" */
} HeraldEmbargo;

extern const HeraldRecordType herald_embargo_type;

/* Errors: those of herald_zone_resolve. */
HeraldEmbargo *herald_embargo_new           (const char           *wall,
                                             const char           *zone,
                                             HeraldZoneChoice      choice,
                                             GError              **error);
HeraldEmbargo *herald_embargo_copy          (const HeraldEmbargo  *embargo);
void           herald_embargo_free          (HeraldEmbargo        *embargo);
/* The lift, seconds since 1970; a utc that cannot be read counts as never: G_MAXINT64. */
gint64         herald_embargo_get_lift      (const HeraldEmbargo  *embargo);
gboolean       herald_embargo_has_passed    (const HeraldEmbargo  *embargo,
                                             gint64                now_us);
/* FALSE when today's zone data no longer give the instant that was agreed. */
gboolean       herald_embargo_is_consistent (const HeraldEmbargo  *embargo);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldEmbargo, herald_embargo_free)

G_END_DECLS
