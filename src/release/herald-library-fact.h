/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* What a person may say about a library: name, colour, and how its press kits and its press room look. */
const char * const *herald_library_fact_list (void); /* keys, NULL-terminated */
char               *herald_library_fact_get  (HeraldLibrary  *library,
                                              const char     *key,
                                              GError        **error);
gboolean            herald_library_fact_set  (HeraldLibrary  *library,
                                              const char     *key,
                                              const char     *value,
                                              GError        **error);
/* In a thread. */
void                herald_library_fact_set_async  (HeraldLibrary        *library,
                                                    const char           *key,
                                                    const char           *value,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean            herald_library_fact_set_finish (HeraldLibrary        *library,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
