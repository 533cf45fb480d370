/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-document.h"

G_BEGIN_DECLS

/* One state of a document back into another, as a whole or one subject of it: a member ("headline", "embargo", "tags")
 * or a thing in it ("block:<id>", "party:<id>", "asset:<sha256>"), as HeraldChange and HeraldConflict name them. */

/* subject NULL: the whole. What from does not have is removed; a thing that is gone comes back at its old place relative to
 * its neighbours. Errors are of HERALD_MODEL_ERROR: NEWER where either was made by a newer Herald, USAGE where neither
 * has the subject or a person may not set it. */
HeraldDocument *herald_restore_subject       (HeraldDocument  *into,
                                              HeraldDocument  *from,
                                              const char      *subject,
                                              GError         **error);

G_END_DECLS
