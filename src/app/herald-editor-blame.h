/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-edit-session.h"

G_BEGIN_DECLS

/* Who last changed each part of the text that is edited, and when; kept up to date while it is wanted. Knows no widget.
 *
 * signal "changed": herald_editor_blame_get_note() says something else */
#define HERALD_TYPE_EDITOR_BLAME (herald_editor_blame_get_type ())
G_DECLARE_FINAL_TYPE (HeraldEditorBlame, herald_editor_blame, HERALD, EDITOR_BLAME, GObject)

HeraldEditorBlame *herald_editor_blame_new         (void);
void               herald_editor_blame_set_session (HeraldEditorBlame *self,
                                                    HeraldEditSession *session);
void               herald_editor_blame_set_wanted  (HeraldEditorBlame *self,
                                                    gboolean           wanted);
gboolean           herald_editor_blame_get_wanted  (HeraldEditorBlame *self);
/* subject: "block:<id>". NULL: nothing to say. */
const char        *herald_editor_blame_get_note    (HeraldEditorBlame *self,
                                                    const char        *subject);

G_END_DECLS
