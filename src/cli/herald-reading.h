/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"

G_BEGIN_DECLS

char *herald_reading_format (const HeraldAnnouncement *announcement);

G_END_DECLS
