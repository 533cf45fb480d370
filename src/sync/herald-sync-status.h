/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-sync.h"

G_BEGIN_DECLS

#define HERALD_SETTING_STATUS "remote-status" /* of the library: as the last round left it */

/* How a library stands to its team server: states, not errors. Rounds of sync move it on; it does nothing by itself. */
typedef enum
{
  HERALD_SYNC_STATE_LOCAL,      /* no team server: "On this computer" */
  HERALD_SYNC_STATE_WAITING,    /* one is set, and nothing was tried yet */
  HERALD_SYNC_STATE_RUNNING,    /* a round runs: progress tells how far it is */
  HERALD_SYNC_STATE_UP_TO_DATE,
  HERALD_SYNC_STATE_CONFLICTS,  /* up to date, and a person must decide */
  HERALD_SYNC_STATE_SET_ASIDE,  /* up to date but for some documents */
  HERALD_SYNC_STATE_OFFLINE,
  HERALD_SYNC_STATE_LOG_IN,     /* log_in tells why; waits for a person */
  HERALD_SYNC_STATE_OTHER_LIBRARY, /* the server belongs to another library; waits for a person */
  HERALD_SYNC_STATE_UNTRUSTED,  /* the server cannot prove who it is; waits for a person */
  HERALD_SYNC_STATE_PAUSED,     /* a person cut a round off; waits for a person */
  HERALD_SYNC_STATE_FAILED,
} HeraldSyncState;

typedef enum
{
  HERALD_SYNC_LOG_IN_NONE,
  HERALD_SYNC_LOG_IN_NO_PASSWORD,      /* none is stored */
  HERALD_SYNC_LOG_IN_REFUSED,          /* user or password, the first time */
  HERALD_SYNC_LOG_IN_PASSWORD_CHANGED, /* they were good before */
  HERALD_SYNC_LOG_IN_EXPIRED,
  HERALD_SYNC_LOG_IN_LOCKED,           /* for a while */
  HERALD_SYNC_LOG_IN_NOT_ALLOWED,      /* the account is good, and may not come in */
  HERALD_SYNC_LOG_IN_PERMISSION_LOST,  /* it could before */
} HeraldSyncLogIn;

typedef struct
{
  HeraldSyncState  state;
  HeraldSyncLogIn  log_in;
  gboolean         sending;     /* RUNNING: the other way than receiving */
  guint            done;        /* RUNNING: documents, of total; 0 of 0: not known yet */
  guint            total;
  guint            n_conflicts;
  char           **set_aside;   /* "id: why"; never NULL */
  char           **named;       /* the same with headlines, for people; or NULL */
  gboolean         read_only;   /* the account may not write */
  guint            unsent;      /* documents that stay here because of that */
  gint64           last;        /* end of the last round that went well, microseconds since 1970; 0: never */
  char            *message;     /* what the server, or the way to it, said; or NULL */
} HeraldSyncStatus;

HeraldSyncStatus *herald_sync_status_new        (void);
HeraldSyncStatus *herald_sync_status_copy       (const HeraldSyncStatus  *self);
void              herald_sync_status_free       (HeraldSyncStatus        *self);

void              herald_sync_status_set_server (HeraldSyncStatus        *self,
                                                 gboolean                 is_set);
void              herald_sync_status_begin      (HeraldSyncStatus        *self);
void              herald_sync_status_progress   (HeraldSyncStatus        *self,
                                                 gboolean                 sending,
                                                 guint                    done,
                                                 guint                    total);
void              herald_sync_status_end        (HeraldSyncStatus        *self,
                                                 const HeraldSyncResult  *result,
                                                 gint64                   now);
void              herald_sync_status_fail       (HeraldSyncStatus        *self,
                                                 const GError            *error);
/* Finds the headlines of what was set aside. Blocks. */
void              herald_sync_status_name_set_aside (HeraldSyncStatus    *self,
                                                 HeraldLibrary           *library);
gboolean          herald_sync_status_may_retry  (const HeraldSyncStatus  *self);

/* In words, for window and heraldctl. (transfer full) */
char             *herald_sync_status_describe   (const HeraldSyncStatus  *self);
char             *herald_sync_status_explain    (const HeraldSyncStatus  *self); /* NULL: there is no more to say */
char             *herald_sync_status_describe_last (const HeraldSyncStatus *self,
                                                 GTimeZone               *zone); /* NULL: never */
/* For programs: stable words. */
JsonObject       *herald_sync_status_to_json    (const HeraldSyncStatus  *self); /* (transfer full) */

/* As the last round left it, for whoever asks later; by whichever program. */
HeraldSyncStatus *herald_sync_status_load       (HeraldLibrary           *library,
                                                 GError                 **error);
gboolean          herald_sync_status_store      (const HeraldSyncStatus  *self,
                                                 HeraldLibrary           *library,
                                                 GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSyncStatus, herald_sync_status_free)

G_END_DECLS
