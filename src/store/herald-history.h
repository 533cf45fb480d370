/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* A library's histories: below the timeline, the search in it, the editor's margin and restoring.
 *
 * THREAD SAFETY: as HeraldLibrary. What may take long holds the reading connection for moments only and looks at its
 * cancellable often. */

/* Only what stands out, newest first: versions with a name, joined ones, heads, and what went out. The automatic versions
 * in between are told by n_folded; list_versions (position + 1, n_folded) of a row gets them.
 * offset and limit count the rows of this list; limit 0: all. (element-type HeraldHistoryRow) */
GPtrArray        *herald_library_list_named_versions  (HeraldLibrary        *self,
                                                       const char           *id,
                                                       guint                 offset,
                                                       guint                 limit,
                                                       GError              **error);
/* How many versions of it are here; G_MAXUINT on error. */
guint             herald_library_count_versions       (HeraldLibrary        *self,
                                                       const char           *id,
                                                       GError              **error);
/* One version as the history tells it: its number, what happened to it. NOT_FOUND. (transfer full) */
HeraldHistoryRow *herald_library_get_history_row      (HeraldLibrary        *self,
                                                       const char           *hash,
                                                       GError              **error);

/* Notes what happened to a version. event->time 0: now. */
gboolean          herald_library_note_event           (HeraldLibrary           *self,
                                                       const char              *hash,
                                                       const HeraldVersionEvent *event,
                                                       GError                 **error);

/* Gives the newest version a name: adds one on top with the same body and a message. An older one cannot be named where
 * it stands: restore it with a message instead, which says so (FAILED). */
HeraldVersion    *herald_library_name_version         (HeraldLibrary        *self,
                                                       const char           *id,
                                                       const char           *hash,
                                                       const HeraldAuthor   *author,
                                                       const char           *message,
                                                       GError              **error);

/* Versions in whose text all the words are, folded and by beginnings as everywhere in Herald; newest first, with snippet
 * and introduced. Texts that are on the server only are not looked at. limit 0: all. (element-type HeraldHistoryRow) */
GPtrArray        *herald_library_search_versions      (HeraldLibrary        *self,
                                                       const char           *id,
                                                       const char           *words,
                                                       guint                 limit,
                                                       GCancellable         *cancellable,
                                                       GError              **error);

/* Who wrote a part of a document as it stands. */
typedef struct
{
  char          *subject; /* "block:<id>", "headline", "party:<id>", ...: as HeraldChange */
  HeraldVersion *version; /* the last one that changed it; NULL: changed since the last version */
  guint          number;  /* of version; 0 without one, or where older versions are on the team's server only */
  gboolean       certain; /* FALSE: the history before version is not on this computer, it may be older */
} HeraldBlameRow;

/* version: a hash, or NULL: the working copy. In reading order; (element-type HeraldBlameRow) */
GPtrArray        *herald_library_blame                (HeraldLibrary        *self,
                                                       const char           *id,
                                                       const char           *version,
                                                       GCancellable         *cancellable,
                                                       GError              **error);

/* One subject of an older version into the working copy, as an ordinary edit: no version is made. subject NULL: the whole
 * text. expected_revision: as put_working_copy, or 0: whatever stands. Returns the new revision (the old one when nothing
 * was different), 0 on error: CHANGED, NOT_FOUND, NEWER, or what herald_restore_subject() says. */
gint64            herald_library_restore_subject      (HeraldLibrary        *self,
                                                       const char           *id,
                                                       const char           *version,
                                                       const char           *subject,
                                                       gint64                expected_revision,
                                                       GError              **error);

void              herald_blame_row_free               (HeraldBlameRow       *row);
HeraldVersionEvent *herald_version_event_new          (HeraldEventKind       kind,
                                                       HeraldPurpose         purpose,
                                                       const char           *recipient,
                                                       const char           *target,
                                                       const char           *by,
                                                       const char * const   *formats);

/* Async pairs for the window. */
void              herald_library_list_named_versions_async  (HeraldLibrary *self, const char *id, guint offset, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray        *herald_library_list_named_versions_finish (HeraldLibrary *self, GAsyncResult *result, GError **error);
void              herald_library_name_version_async    (HeraldLibrary *self, const char *id, const char *hash, const HeraldAuthor *author, const char *message, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldVersion    *herald_library_name_version_finish   (HeraldLibrary *self, GAsyncResult *result, GError **error);
void              herald_library_search_versions_async  (HeraldLibrary *self, const char *id, const char *words, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray        *herald_library_search_versions_finish (HeraldLibrary *self, GAsyncResult *result, GError **error);
void              herald_library_blame_async            (HeraldLibrary *self, const char *id, const char *version, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray        *herald_library_blame_finish           (HeraldLibrary *self, GAsyncResult *result, GError **error);
void              herald_library_restore_subject_async  (HeraldLibrary *self, const char *id, const char *version, const char *subject, gint64 expected_revision, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64            herald_library_restore_subject_finish (HeraldLibrary *self, GAsyncResult *result, GError **error);
/* The text of a version, by the version's hash: NOT_FOUND also where it is on the server only. (transfer full) */
HeraldDocument   *herald_library_get_text               (HeraldLibrary *self, const char *hash, GError **error);
void              herald_library_get_text_async         (HeraldLibrary *self, const char *hash, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldDocument   *herald_library_get_text_finish        (HeraldLibrary *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldBlameRow, herald_blame_row_free)

G_END_DECLS
