/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-finding.h"

G_BEGIN_DECLS

GPtrArray *herald_check                 (const HeraldAnnouncement *announcement); /* of HeraldFinding */
guint      herald_check_override        (HeraldAnnouncement       *announcement,
                                         const char               *rule,
                                         const char               *place,
                                         const char               *by,
                                         const char               *at,
                                         const char               *reason);
guint      herald_check_remove_override (HeraldAnnouncement       *announcement,
                                         const char               *rule,
                                         const char               *place);

G_END_DECLS
