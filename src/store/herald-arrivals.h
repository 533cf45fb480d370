/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-database.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* What comes from the team, and what is known of the remote; inside a transaction. */
gboolean herald_arrivals_take        (HeraldDatabase       *database,
                                      const HeraldArrival  *arrival,
                                      GError              **error);
/* Whether it was erased here, and has not been brought back by hand. */
gboolean herald_arrivals_is_erased   (HeraldDatabase       *database,
                                      const char           *id,
                                      gboolean             *erased,
                                      GError              **error);
gboolean herald_arrivals_import      (HeraldDatabase       *database,
                                      const HeraldArrival  *arrival,
                                      const char * const   *tips,
                                      guint                *n_new,
                                      GError              **error);
gboolean herald_arrivals_add_version (HeraldDatabase       *database,
                                      const HeraldVersion  *version,
                                      HeraldDocument       *body,
                                      GError              **error);
gboolean herald_arrivals_mark_pushed (HeraldDatabase       *database,
                                      const char           *id,
                                      const char * const   *heads,
                                      const char           *remote_rev,
                                      GError              **error);

G_END_DECLS
