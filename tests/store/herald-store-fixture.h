/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-library-private.h"

G_BEGIN_DECLS

/* A folder that goes away, and a library in it. */
typedef struct
{
  char          *folder;  /* temporary */
  char          *path;    /* the library's */
  HeraldClock   *clock;   /* fixed */
  HeraldLibrary *library;
  HeraldAuthor  *author;
} HeraldStoreFixture;

#define HERALD_STORE_TEST_TIME G_GINT64_CONSTANT (1700000000000000)

void            herald_store_fixture_set_up    (HeraldStoreFixture *fixture,
                                                gconstpointer       data);
void            herald_store_fixture_tear_down (HeraldStoreFixture *fixture,
                                                gconstpointer       data);
/* Closes and opens again. */
void            herald_store_fixture_reopen    (HeraldStoreFixture *fixture);
void            herald_store_remove_tree       (const char         *path);

/* id: NULL: a new one. words: one paragraph. */
HeraldDocument *herald_store_make_document     (const char         *id,
                                                const char         *headline,
                                                const char         *words);
/* Writes it on top of what is there; returns its id. */
char           *herald_store_put               (HeraldLibrary      *library,
                                                HeraldDocument     *document);
char           *herald_store_put_new           (HeraldLibrary      *library,
                                                const char         *headline,
                                                const char         *words);
char           *herald_store_get_headline      (HeraldLibrary      *library,
                                                const char         *id);
HeraldVersion  *herald_store_save              (HeraldStoreFixture *fixture,
                                                const char         *id,
                                                const char         *message);
/* Waits until the index has everything. */
void            herald_store_index_all         (HeraldLibrary      *library);

G_END_DECLS
