/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-remote.h"

G_BEGIN_DECLS

/* "_design/herald": what the server lets in (rules.js). */
#define HERALD_RULES_ID      "_design/herald"
#define HERALD_RULES_VERSION 1 /* raised whenever a server must learn what changed in rules.js */

JsonObject *herald_rules_write       (HeraldRemoteDatabase  database);
/* 0: these are no rules of Herald's */
guint       herald_rules_get_version (JsonObject           *content);

G_END_DECLS
