/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* Making versions of working copies; inside a transaction. */
typedef struct
{
  const char         *id;
  const HeraldAuthor *author;
  const char         *time;      /* as versions write it */
  gint64              now;       /* the same, microseconds since 1970 */
  const char         *message;
  gboolean            automatic;
} HeraldSaving;

HeraldVersion *herald_saving_save    (HeraldDatabase      *database,
                                      const HeraldSaving  *saving,
                                      GError             **error);
HeraldVersion *herald_saving_restore (HeraldDatabase      *database,
                                      const HeraldSaving  *saving,
                                      const char          *hash,
                                      GError             **error);

G_END_DECLS
