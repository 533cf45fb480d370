/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-edit-history.h"
#include "herald-edit-session.h"

G_BEGIN_DECLS

/* What the files of the session share: herald-edit-session.c is what others call, herald-edit-saving.c writes,
 * herald-edit-arrival.c takes in what was written elsewhere, herald-edit-dispute.c lays before a person what cannot be
 * joined, herald-edit-version.c makes versions. */
struct _HeraldEditSession
{
  GObject             parent_instance;

  HeraldLibrary      *library;
  HeraldAuthor       *author;
  HeraldAnnouncement *announcement;
  HeraldEditHistory  *history;
  gboolean            read_only;
  gboolean            stepping;     /* undo or redo is being told */
  HeraldSaveState     state;
  char               *problem;

  /* Saving */
  guint64             edits;        /* counts every change */
  guint64             saved_edits;  /* edits that a committed transaction holds */
  gboolean            saving;
  guint               save_source;
  guint               idle_source;
  GQueue              waiters;      /* of GTask: flushes that wait for all that was edited before them */

  /* The library's side. While they differ, something was written elsewhere that is not shown yet. */
  gint64              revision;     /* of stored; 0: nothing is stored */
  HeraldDocument     *stored;       /* what the library holds, as far as is known */
  HeraldDocument     *mine;         /* the text here that stored has taken in */
  char               *base;         /* the version that stored descends from */
  char               *mine_base;    /* and mine */

  /* Arrivals */
  gboolean            reading;      /* what is stored is being read */
  gboolean            read_again;   /* it changed meanwhile */
  guint               own_steps;    /* the library is changing the text because of something done here */
  gboolean            joining;      /* being merged with what is shown */
  guint               show_source;
  char               *group;        /* where the last edit was */
  gint64              edited_us;    /* and when */
  char               *composing;    /* where an input method has words that are not in the text yet */

  /* Disputes */
  HeraldDispute      *dispute;      /* NULL: nothing to decide */
  gboolean            loading_dispute;
  gboolean            dispute_again;
  gboolean            joining_heads;
};

void herald_edit_session_set_state     (HeraldEditSession        *self,
                                        HeraldSaveState           state,
                                        const char               *problem);
void herald_edit_session_notice        (HeraldEditSession        *self,
                                        const char               *message);
void herald_edit_session_replace       (HeraldEditSession        *self,
                                        HeraldAnnouncement       *announcement);
void herald_edit_session_rewrite       (HeraldEditSession        *self,
                                        HeraldAnnouncement       *announcement);
void herald_edit_session_after_edit    (HeraldEditSession        *self);
void herald_edit_session_dispute_changed (HeraldEditSession      *self);

/* herald-edit-saving.c */
gboolean herald_edit_session_is_dirty  (HeraldEditSession        *self);
void herald_edit_session_start_saving  (HeraldEditSession        *self);
void herald_edit_session_save_later    (HeraldEditSession        *self);
void herald_edit_session_set_stored    (HeraldEditSession        *self,
                                        HeraldDocument           *stored,
                                        HeraldDocument           *mine,
                                        gint64                    revision,
                                        const char               *base);

/* herald-edit-arrival.c */
void herald_edit_session_begin_step    (HeraldEditSession        *self);
void herald_edit_session_end_step      (HeraldEditSession        *self,
                                        const HeraldWorkingCopy  *copy);
void herald_edit_session_read_stored   (HeraldEditSession        *self);
void herald_edit_session_show_stored   (HeraldEditSession        *self);
void herald_edit_session_stop_arrivals (HeraldEditSession        *self);

/* herald-edit-dispute.c */
void herald_edit_session_look_for_dispute (HeraldEditSession     *self);

/* herald-edit-version.c */
void herald_edit_session_restart_idle  (HeraldEditSession        *self);
void herald_edit_session_stop_idle     (HeraldEditSession        *self);

G_END_DECLS
