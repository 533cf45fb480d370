/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-flow-edit.h"

G_BEGIN_DECLS

/* What somebody at a keyboard might do next to this body; NULL: something that changes nothing. */
HeraldFlowEdit *herald_flow_script_next  (GRand     *rand,
                                          GPtrArray *body);
HeraldFlowPlace herald_flow_script_place (GRand     *rand,
                                          GPtrArray *body);

G_END_DECLS
