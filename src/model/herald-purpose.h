/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why something leaves the house (section 8 of the design). */
typedef enum
{
  HERALD_PURPOSE_REVIEW,
  HERALD_PURPOSE_BRIEFING,
  HERALD_PURPOSE_RELEASE,
} HeraldPurpose;

const char *herald_purpose_to_string   (HeraldPurpose  purpose);
gboolean    herald_purpose_from_string (const char    *name,
                                        HeraldPurpose *purpose);

G_END_DECLS
