/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* Puts the sample, an invented announcement in two languages with its pictures, into a library; again without harm. */
void  herald_sample_add_async  (HeraldLibrary        *library,
                                const HeraldAuthor   *author,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* (transfer full) (nullable): its id */
char *herald_sample_add_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
