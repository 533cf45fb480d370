/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-embargo.h"

G_BEGIN_DECLS

/* Words for a person at a terminal; all (transfer full). */
char *herald_describe_line    (const char          *text);
char *herald_describe_text    (const char          *text);
char *herald_describe_time    (gint64               unix_s);
char *herald_describe_embargo (const HeraldEmbargo *embargo);

G_END_DECLS
