/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* The press kit's pages as they look now, beside what is being written. Nothing of it leaves the screen.
 *
 * signal "close": the person is done with it */
#define HERALD_TYPE_PREVIEW_VIEW (herald_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (HeraldPreviewView, herald_preview_view, HERALD, PREVIEW_VIEW, AdwBin)

GtkWidget     *herald_preview_view_new           (HeraldEditSession *session);
HeraldPurpose  herald_preview_view_get_purpose   (HeraldPreviewView *self);
const char    *herald_preview_view_get_recipient (HeraldPreviewView *self);
void           herald_preview_view_focus         (HeraldPreviewView *self);
/* action: "zoom-in", "zoom-out", "zoom-natural", "zoom-fit" */
void           herald_preview_view_zoom          (HeraldPreviewView *self,
                                                  const char        *action);

G_END_DECLS
