/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* "About X" of each company, below the text. Hidden when there is none. */
#define HERALD_TYPE_EDITOR_PROFILES (herald_editor_profiles_get_type ())
G_DECLARE_FINAL_TYPE (HeraldEditorProfiles, herald_editor_profiles, HERALD, EDITOR_PROFILES, GtkBox)

void herald_editor_profiles_set_session (HeraldEditorProfiles *self,
                                         HeraldEditSession    *session);
void herald_editor_profiles_update      (HeraldEditorProfiles *self);

G_END_DECLS
