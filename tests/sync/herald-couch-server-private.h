/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "herald-couch-exchange.h"

G_BEGIN_DECLS

typedef struct
{
  char *password;
  char *roles; /* JSON array, or NULL */
  guint bad_logins;
} HeraldCouchUser;

struct _HeraldCouchServer
{
  GMutex                mutex; /* of all that follows the thread */
  GThread              *thread;
  GMainContext         *context;
  GMainLoop            *loop;
  SoupServer           *soup;
  guint                 port;

  GHashTable           *databases;
  GHashTable           *users;
  GHashTable           *sessions; /* cookie -> name */
  GPtrArray            *waiters;
  GPtrArray            *stalled;  /* of SoupServerMessage */
  HeraldCouchFaultFunc  fault;
  gpointer              fault_data;
  HeraldCouchFilterFunc filter;
  gpointer              filter_data;
  HeraldCouchJudgeFunc  judge;
  gpointer              judge_data;
  gsize                 max_document;
  guint                 requests;
};

/* herald-couch-waiting.c. Under the mutex. */
void        herald_couch_server_wait         (HeraldCouchServer *server, HeraldCouchExchange *exchange,
                                              SoupServerMessage *message);
/* After each write: who waits for one. */
void        herald_couch_server_wake_waiters (HeraldCouchServer *server);
void        herald_couch_waiter_free         (gpointer waiter);

/* herald-couch-server.c */
void        herald_couch_exchange_init       (HeraldCouchExchange *exchange, HeraldCouchServer *server,
                                              SoupServerMessage *message);
void        herald_couch_exchange_clear      (HeraldCouchExchange *exchange);
GBytes     *herald_couch_server_filter       (HeraldCouchServer *server, HeraldCouchExchange *exchange, const char *path);
void        herald_couch_append_chunks       (SoupMessageBody *body, GBytes *bytes);
/* herald-couch-server-state.c */
GHashTable *herald_couch_databases_new       (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeraldCouchExchange, herald_couch_exchange_clear)

G_END_DECLS
