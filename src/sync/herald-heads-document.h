/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"
#include "herald-remote.h"

G_BEGIN_DECLS

/* "announcement:<uuid>" and its parts. */
char          *herald_heads_make_id    (HeraldDocumentType       type,
                                        const char              *id);
gboolean       herald_heads_split_id   (const char              *remote_id,
                                        HeraldDocumentType      *type,
                                        char                   **id);

/* versions of HeraldVersion and bodies of HeraldDocument, side by side. */
JsonObject    *herald_heads_write      (GPtrArray               *versions,
                                        GPtrArray               *bodies);
HeraldArrival *herald_heads_read       (const HeraldRemoteItem  *item,
                                        GError                 **error);

/* An object of the other database, checked against the hash in its id. */
JsonObject     *herald_object_write_version (const HeraldVersion    *version);
HeraldVersion  *herald_object_read_version  (const HeraldRemoteItem *item,
                                             const char             *document,
                                             GError                **error);
JsonObject     *herald_object_write_body    (HeraldDocument         *body);
HeraldDocument *herald_object_read_body     (const HeraldRemoteItem *item,
                                             const char             *document,
                                             GError                **error);

G_END_DECLS
