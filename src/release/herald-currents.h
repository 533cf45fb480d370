/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-library.h"

G_BEGIN_DECLS

GPtrArray *herald_currents_list (HeraldLibrary             *library,
                                 const HeraldAnnouncement  *announcement,
                                 GError                   **error);

G_END_DECLS
