/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-site-manifest.h"

G_BEGIN_DECLS

/* A press room's folder while it is written to. One process has it at a time.
 *
 * THREAD SAFETY: write and has may be called from any thread. */
typedef struct _HeraldSiteFolder HeraldSiteFolder;

HeraldSiteFolder         *herald_site_folder_open         (const char        *path,
                                                           GError           **error);
void                      herald_site_folder_close        (HeraldSiteFolder  *self);
const HeraldSiteManifest *herald_site_folder_get_manifest (HeraldSiteFolder  *self);
gboolean                  herald_site_folder_has          (HeraldSiteFolder  *self,
                                                           const char        *path);
gboolean                  herald_site_folder_write        (HeraldSiteFolder  *self,
                                                           const char        *path,
                                                           GBytes            *bytes,
                                                           GError           **error);
gboolean                  herald_site_folder_sync         (HeraldSiteFolder  *self,
                                                           GError           **error);
gboolean                  herald_site_folder_keep_only    (HeraldSiteFolder  *self,
                                                           GHashTable        *paths,
                                                           GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSiteFolder, herald_site_folder_close)

G_END_DECLS
