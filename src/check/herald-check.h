/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-finding.h"

G_BEGIN_DECLS

GPtrArray *herald_check (const HeraldAnnouncement *announcement); /* of HeraldFinding */

G_END_DECLS
