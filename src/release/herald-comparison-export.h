/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-export.h"

G_BEGIN_DECLS

/* "Changes since version 3" as files, for lawyers and partners. */
typedef struct
{
  const char          *id;
  const char          *before;     /* hash; NULL: nothing, everything is new */
  const char          *after;      /* hash; NULL: the working copy, whose unsaved words become an automatic version first */
  const char * const  *formats;    /* "html", "pdf" */
  const char          *folder;
  const char          *recipient;  /* stands on it; or NULL */
  const HeraldAuthor  *author;     /* of the automatic version */
} HeraldComparisonExport;

const char * const *herald_comparison_export_formats (void); /* NULL-terminated */

/* Returns the paths that were written, relative to folder; (element-type utf8). Blocks. */
GPtrArray *herald_comparison_export_to_folder        (HeraldLibrary                 *library,
                                                      const HeraldComparisonExport  *job,
                                                      GCancellable                  *cancellable,
                                                      GError                       **error);
/* In a thread; job is copied. */
void       herald_comparison_export_to_folder_async  (HeraldLibrary                 *library,
                                                      const HeraldComparisonExport  *job,
                                                      GCancellable                  *cancellable,
                                                      GAsyncReadyCallback            callback,
                                                      gpointer                       user_data);
GPtrArray *herald_comparison_export_to_folder_finish (HeraldLibrary                 *library,
                                                      GAsyncResult                  *result,
                                                      GError                       **error);

G_END_DECLS
