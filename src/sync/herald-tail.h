/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "herald-remote.h"

G_BEGIN_DECLS

/* The last rows of a server's list of changes that were taken in, and where they begin. Asking for what comes after that
 * place must bring exactly these again: then nothing has changed, and the server is not an older one either. */
typedef struct _HeraldTail HeraldTail;

HeraldTail *herald_tail_new       (const char             *since); /* NULL: the beginning */
HeraldTail *herald_tail_parse     (const char             *text);  /* NULL: it is none */
char       *herald_tail_to_text   (HeraldTail             *tail);
void        herald_tail_free      (HeraldTail             *tail);

/* A row that was taken in; one that nobody could place makes the tail useless for good. */
void        herald_tail_note      (HeraldTail             *tail,
                                   const HeraldRemoteItem *item);
/* Where to ask from, NULL: the beginning; and how many rows there are. */
const char *herald_tail_get_since (HeraldTail             *tail);
guint       herald_tail_get_length (HeraldTail            *tail);
gboolean    herald_tail_equals    (HeraldTail             *tail,
                                   GPtrArray              *items); /* of HeraldRemoteItem */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldTail, herald_tail_free)

G_END_DECLS
