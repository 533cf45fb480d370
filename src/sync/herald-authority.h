/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* The certificate authority of the team's own, that vouches for a library's server in the place of those that the system
 * trusts; as in git and curl, that is for this server alone. Kept in the library's folder: certificates are no secret. */

/* file NULL: the system's again. FAILED: it holds no certificate. Blocks. */
gboolean      herald_authority_set      (HeraldLibrary  *library,
                                         const char     *file,
                                         GError        **error);
/* NULL without error: none is set. (transfer full) */
GTlsDatabase *herald_authority_open     (HeraldLibrary  *library,
                                         GError        **error);
/* Whom it is of, for people; NULL: none is set. (transfer full) */
char         *herald_authority_describe (HeraldLibrary  *library);

G_END_DECLS
