/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-dispute.h"
#include "herald-flow-edit.h"
#include "herald-library.h"

G_BEGIN_DECLS

typedef enum
{
  HERALD_SAVE_SAVED,   /* the transaction that holds every word has committed */
  HERALD_SAVE_PENDING, /* edited; the timer runs */
  HERALD_SAVE_SAVING,
  HERALD_SAVE_FAILED,  /* see herald_edit_session_get_problem; tried again by itself */
} HeraldSaveState;

/* One announcement that is being edited: its text, its place in the library, what is saved of it and what can be
 * undone. Knows no widget. Lives on the main thread.
 *
 * signal "edited": the text changed, whoever changed it
 * signal "replaced": it changed otherwise than by the one who edits (undo, restore, another program): show it anew,
 *   without moving the cursor
 * signal "dispute-changed": herald_edit_session_get_dispute() says something else
 * signal "notice" (const char *message): something that the person should be told once */
#define HERALD_TYPE_EDIT_SESSION (herald_edit_session_get_type ())
G_DECLARE_FINAL_TYPE (HeraldEditSession, herald_edit_session, HERALD, EDIT_SESSION, GObject)

HeraldEditSession        *herald_edit_session_new              (HeraldLibrary            *library,
                                                                const HeraldAuthor       *author,
                                                                const HeraldWorkingCopy  *copy,
                                                                GError                  **error);
HeraldEditSession        *herald_edit_session_new_unsaved      (HeraldLibrary            *library,
                                                                const HeraldAuthor       *author,
                                                                HeraldAnnouncement       *announcement);
HeraldLibrary            *herald_edit_session_get_library      (HeraldEditSession        *self);
const char               *herald_edit_session_get_id           (HeraldEditSession        *self);
HeraldAnnouncement       *herald_edit_session_get_announcement (HeraldEditSession        *self);
gboolean                  herald_edit_session_get_read_only    (HeraldEditSession        *self);
HeraldSaveState           herald_edit_session_get_state        (HeraldEditSession        *self);
const char               *herald_edit_session_get_problem      (HeraldEditSession        *self);

HeraldAnnouncement       *herald_edit_session_begin            (HeraldEditSession        *self,
                                                                const char               *group);
void                      herald_edit_session_end              (HeraldEditSession        *self);
void                      herald_edit_session_edit_body        (HeraldEditSession        *self,
                                                                HeraldFlowEdit           *edit,
                                                                const char               *group);
void                      herald_edit_session_compose          (HeraldEditSession        *self,
                                                                const char               *group);
gboolean                  herald_edit_session_get_stepping     (HeraldEditSession        *self);
gboolean                  herald_edit_session_can_undo         (HeraldEditSession        *self);
gboolean                  herald_edit_session_can_redo         (HeraldEditSession        *self);
void                      herald_edit_session_undo             (HeraldEditSession        *self);
void                      herald_edit_session_redo             (HeraldEditSession        *self);

void                      herald_edit_session_flush            (HeraldEditSession        *self);
void                      herald_edit_session_flush_async      (HeraldEditSession        *self,
                                                                GCancellable             *cancellable,
                                                                GAsyncReadyCallback       callback,
                                                                gpointer                  user_data);
gboolean                  herald_edit_session_flush_finish     (HeraldEditSession        *self,
                                                                GAsyncResult             *result,
                                                                GError                  **error);
/* message: NULL for an automatic version. */
void                      herald_edit_session_save_version_async (HeraldEditSession      *self,
                                                                const char               *message,
                                                                GCancellable             *cancellable,
                                                                GAsyncReadyCallback       callback,
                                                                gpointer                  user_data);
HeraldVersion            *herald_edit_session_save_version_finish (HeraldEditSession     *self,
                                                                GAsyncResult             *result,
                                                                GError                  **error);
void                      herald_edit_session_restore_async    (HeraldEditSession        *self,
                                                                const char               *hash,
                                                                const char               *message,
                                                                GCancellable             *cancellable,
                                                                GAsyncReadyCallback       callback,
                                                                gpointer                  user_data);
HeraldVersion            *herald_edit_session_restore_finish   (HeraldEditSession        *self,
                                                                GAsyncResult             *result,
                                                                GError                  **error);

/* What only a person can decide; NULL: nothing. */
const HeraldDispute      *herald_edit_session_get_dispute      (HeraldEditSession        *self);
void                      herald_edit_session_open_dispute_async (HeraldEditSession      *self,
                                                                GCancellable             *cancellable,
                                                                GAsyncReadyCallback       callback,
                                                                gpointer                  user_data);
HeraldDispute            *herald_edit_session_open_dispute_finish (HeraldEditSession     *self,
                                                                GAsyncResult             *result,
                                                                GError                  **error);
void                      herald_edit_session_decide_async     (HeraldEditSession        *self,
                                                                const HeraldDispute      *dispute,
                                                                HeraldDocument           *document,
                                                                const char               *message,
                                                                GAsyncReadyCallback       callback,
                                                                gpointer                  user_data);
gboolean                  herald_edit_session_decide_finish    (HeraldEditSession        *self,
                                                                GAsyncResult             *result,
                                                                GError                  **error);

G_END_DECLS
