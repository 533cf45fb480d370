/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-clock.h"
#include "herald-document.h"
#include "herald-purpose.h"
#include "herald-store-error.h"
#include "herald-summary.h"
#include "herald-version.h"

G_BEGIN_DECLS

/* One local store: a folder with one SQLite database and the assets (section 5 of the design).
 *
 * THREAD SAFETY: every function may be called from any thread. Writing goes to the library's one writer thread, in
 * order, autosave first; the plain functions wait for it, so the window uses the _async pairs only. Reading has a
 * connection of its own. What is handed over is copied or immutable. */
#define HERALD_TYPE_LIBRARY (herald_library_get_type ())
G_DECLARE_FINAL_TYPE (HeraldLibrary, herald_library, HERALD, LIBRARY, GObject)

/* The working copy of one document. */
typedef struct
{
  HeraldDocument *document;
  char           *base;     /* hash of the version it descends from; NULL before the first */
  gint64          revision; /* counts up at each write; 0: not stored yet */
  gint64          modified; /* microseconds since 1970 */
  gboolean        dirty;    /* differs from base's body */
} HeraldWorkingCopy;

/* A row of a list: never holds a body. */
typedef struct
{
  HeraldSummary *summary;
  gint64         modified;   /* microseconds since 1970 */
  char          *author;     /* who made the newest version here; NULL before the first */
  guint          n_versions; /* how many versions lead to the head, it included */
  gboolean       conflict;   /* more than one head */
  guint          open_comments;
  char          *snippet;    /* search only: words around the match, matches between U+0002 and U+0003; or NULL */
  char          *headline;   /* search only: the headline with its matches between U+0002 and U+0003; NULL: none in it */
} HeraldListRow;

typedef enum
{
  HERALD_SORT_CHANGED,  /* what was changed last on top */
  HERALD_SORT_HEADLINE, /* A to Z */
  HERALD_SORT_LIFT,     /* the next lift first; only what has an embargo */
  HERALD_SORT_LIFT_DESCENDING, /* the last lift first, then what has none */
} HeraldSort;

/* What a list shows. Zero-initialise; strings are borrowed for the call. */
typedef struct
{
  HeraldDocumentType type;
  const char        *query;      /* words and filters (herald-filters.h); NULL or "": everything. Words: newest first */
  const char        *tag;
  const char        *party;
  HeraldStatus       status;     /* HERALD_STATUS_NONE: any */
  gboolean           trash;      /* only what is in the trash, instead of only what is not */
  gboolean           embargoed;  /* only with an embargo */
  guint              offset;
  guint              limit;      /* 0: no limit */
  const char        *translation_group; /* only the language editions of one group; not together with query */
  HeraldSort         sort;
  gint64             lift_from;  /* only lifts at or after, seconds since 1970; 0: any */
  gint64             lift_until; /* only lifts before; 0: any */
  gboolean           commented;  /* only with open comments */
  gboolean           conflict;   /* only with more than one head */
} HeraldListQuery;

/* How many announcements have something, the trash left out. */
typedef struct
{
  char  *label;
  guint  count;
} HeraldTally;

/* What a sidebar tells of a library. */
typedef struct
{
  guint      all;
  guint      statuses[HERALD_STATUS_WITHDRAWN + 1];
  guint      embargoed;  /* whose lift is to come */
  guint      trashed;
  guint      commented;  /* with open comments */
  guint      conflicts;
  GPtrArray *tags;       /* of HeraldTally, the most used first */
  GPtrArray *parties;
} HeraldCounts;

/* What happened to a version on this computer. Never synced, never in a kit. */
typedef enum
{
  HERALD_EVENT_EXPORTED, /* a kit of it was written */
  HERALD_EVENT_RELEASED, /* it was put on a target */
} HeraldEventKind;

typedef struct
{
  HeraldEventKind kind;
  HeraldPurpose   purpose;
  gint64          time;      /* microseconds since 1970 */
  char           *recipient; /* for whom, or NULL */
  char           *target;    /* where to, or NULL */
  char           *by;        /* the person, or NULL */
  char          **formats;   /* never NULL */
} HeraldVersionEvent;

/* A version in a history. */
typedef struct
{
  HeraldVersion *version;
  guint          number;     /* 1 for a first version, else one more than the greatest of its parents: for people.
                              * 0: not known, as older versions are on the team's server only */
  gboolean       is_head;
  gboolean       is_base;    /* the working copy descends from it */
  guint          position;   /* in the whole history: the offset of herald_library_list_versions() */
  guint          n_folded;   /* list_named_versions only: automatic versions between this row and the next */
  gboolean       here;       /* its text is on this computer */
  gboolean       synced;     /* the team's server holds it */
  HeraldStatus   status;     /* of its text; NONE where it has none or is not here */
  char         **signers;    /* who approved words of it, sorted; never NULL */
  GPtrArray     *events;     /* of HeraldVersionEvent, oldest first; never NULL */
  char          *snippet;    /* search only: words around the match, matches between U+0002 and U+0003; or NULL */
  gboolean       introduced; /* search only: the words are in it and in none of its parents */
} HeraldHistoryRow;

/* A pushed or pulled head set (section 6): what sync needs to know of a document. */
typedef struct
{
  char               *id;
  HeraldDocumentType  type;
  GPtrArray          *heads;       /* of char *: hashes, sorted */
  char               *remote_rev;  /* CouchDB's _rev last seen, or NULL */
} HeraldSyncRow;

/* Opening and settings */
HeraldLibrary *herald_library_create            (const char          *folder,
                                                 const char          *name,
                                                 HeraldClock         *clock,
                                                 GError             **error);
HeraldLibrary *herald_library_open              (const char          *folder,
                                                 HeraldClock         *clock,
                                                 GError             **error);
const char    *herald_library_get_folder        (HeraldLibrary       *self);
const char    *herald_library_get_id            (HeraldLibrary       *self); /* uuid, made with the library */
HeraldClock   *herald_library_get_clock         (HeraldLibrary       *self);
/* Well-known settings: "name", "colour", "remote", "remote-identity", "remote-sequence", "remote-checkpoint".
 * NULL when unset; a NULL value clears. (transfer full) */
char          *herald_library_get_setting       (HeraldLibrary       *self,
                                                 const char          *key,
                                                 GError             **error);
gboolean       herald_library_set_setting       (HeraldLibrary       *self,
                                                 const char          *key,
                                                 const char          *value,
                                                 GError             **error);

/* Working copies */
/* The full id of a document from any unique prefix: NOT_FOUND, AMBIGUOUS. (transfer full) */
char          *herald_library_resolve_id        (HeraldLibrary       *self,
                                                 const char          *prefix,
                                                 GError             **error);
HeraldWorkingCopy *herald_library_get_working_copy (HeraldLibrary    *self,
                                                 const char          *id,
                                                 GError             **error);
/* Compare-and-swap: writes when the stored revision is the expected one (0: nothing stored), else CHANGED.
 * base stays as it is. Returns the new revision, 0 on error. On disk when it returns. */
gint64         herald_library_put_working_copy  (HeraldLibrary       *self,
                                                 HeraldDocument      *document,
                                                 gint64               expected_revision,
                                                 GError             **error);

/* Versions */
/* Makes a version of the working copy as it stands, with base as parent, and moves base and heads to it, in one
 * transaction. An automatic one of an unchanged copy is not made: the version that stands is returned.
 * message: NULL when automatic. A named one of an unchanged copy has the same body. */
HeraldVersion *herald_library_save_version      (HeraldLibrary       *self,
                                                 const char          *id,
                                                 const HeraldAuthor  *author,
                                                 const char          *message,
                                                 gboolean             automatic,
                                                 GError             **error);
/* Sets the working copy to the body of a version and makes a version of it on top, in one transaction; what was
 * unsaved becomes an automatic version first. */
HeraldVersion *herald_library_restore_version   (HeraldLibrary       *self,
                                                 const char          *id,
                                                 const char          *hash,
                                                 const HeraldAuthor  *author,
                                                 const char          *message,
                                                 GError             **error);
/* Newest first; (element-type HeraldHistoryRow). limit 0: all. */
GPtrArray     *herald_library_list_versions     (HeraldLibrary       *self,
                                                 const char          *id,
                                                 guint                offset,
                                                 guint                limit,
                                                 GError             **error);
HeraldVersion *herald_library_get_version       (HeraldLibrary       *self,
                                                 const char          *hash,
                                                 GError             **error);
/* A version of a document by hash prefix, or by its number ("3"), or "head". (transfer full) hash */
char          *herald_library_resolve_version   (HeraldLibrary       *self,
                                                 const char          *id,
                                                 const char          *name,
                                                 GError             **error);
HeraldDocument *herald_library_get_body         (HeraldLibrary       *self,
                                                 const char          *body_hash,
                                                 GError             **error);
char         **herald_library_get_heads         (HeraldLibrary       *self,
                                                 const char          *id,
                                                 GError             **error);

/* Lists and search: from summary columns, newest first; (element-type HeraldListRow) */
GPtrArray     *herald_library_list              (HeraldLibrary       *self,
                                                 const HeraldListQuery *query,
                                                 GError             **error);
guint          herald_library_count             (HeraldLibrary       *self,
                                                 const HeraldListQuery *query,
                                                 GError             **error); /* G_MAXUINT on error */
/* Tags in use, sorted, "tag\tcount"-free: names only; (element-type utf8) */
GPtrArray     *herald_library_list_tags         (HeraldLibrary       *self,
                                                 GError             **error);

/* Costs the same whatever the library holds; limit: how many tags and parties. */
HeraldCounts  *herald_library_get_counts        (HeraldLibrary       *self,
                                                 guint                limit,
                                                 GError             **error);
void           herald_counts_free               (HeraldCounts        *counts);

/* Erases a document with its versions and the assets that nothing else names. For good. */
gboolean       herald_library_erase             (HeraldLibrary       *self,
                                                 const char          *id,
                                                 GError             **error);

/* Whether it was erased here, and has not been brought back by hand: it does not come back from the team's server. FALSE
 * also when the library cannot be read. */
gboolean       herald_library_is_erased         (HeraldLibrary       *self,
                                                 const char          *id);

/* Assets: files by hash; a name from outside is never used as a path. */
char          *herald_library_add_asset         (HeraldLibrary       *self,
                                                 GInputStream        *stream,
                                                 GCancellable        *cancellable,
                                                 GError             **error); /* SHA-256 */
GBytes        *herald_library_get_asset         (HeraldLibrary       *self,
                                                 const char          *sha256,
                                                 GError             **error); /* mapped, verified by hash */
gboolean       herald_library_has_asset         (HeraldLibrary       *self,
                                                 const char          *sha256);
/* What was made from an asset, to be spared making it again: there or not, verified. In any thread. */
GBytes        *herald_library_get_derived       (HeraldLibrary       *self,
                                                 const char          *sha256,
                                                 const char          *name);
void           herald_library_keep_derived      (HeraldLibrary       *self,
                                                 const char          *sha256,
                                                 const char          *name,
                                                 GBytes              *bytes);

/* Sync */
/* Documents whose heads the remote does not hold yet; (element-type HeraldSyncRow) */
GPtrArray     *herald_library_list_unpushed     (HeraldLibrary       *self,
                                                 guint                limit,
                                                 GError             **error);
/* The remote acknowledged exactly these heads under remote_rev; if more was made meanwhile it stays unpushed. */
gboolean       herald_library_mark_pushed       (HeraldLibrary       *self,
                                                 const char          *id,
                                                 const char * const  *heads,
                                                 const char          *remote_rev,
                                                 GError             **error);
/* Everything is to be compared and pushed anew (a restored or other server). */
gboolean       herald_library_forget_remote     (HeraldLibrary       *self,
                                                 GError             **error);
gboolean       herald_library_has_version       (HeraldLibrary       *self,
                                                 const char          *hash);
/* Parents that are not here of versions that are; (element-type utf8) */
GPtrArray     *herald_library_list_gaps         (HeraldLibrary       *self,
                                                 const char          *id,
                                                 GError             **error);
/* Adds a version (and its body, unless NULL) as history, without touching heads or working copies. Idempotent. */
gboolean       herald_library_add_version       (HeraldLibrary       *self,
                                                 HeraldVersion       *version,
                                                 HeraldDocument      *body,
                                                 GError             **error);
/* The same of several versions of one document, in one transaction; bodies: as versions, with NULLs, or NULL. */
gboolean       herald_library_add_versions      (HeraldLibrary       *self,
                                                 GPtrArray           *versions,
                                                 GPtrArray           *bodies,
                                                 GError             **error);
/* Versions of the document that are here without their texts; (element-type HeraldVersion) */
GPtrArray     *herald_library_list_textless     (HeraldLibrary       *self,
                                                 const char          *id,
                                                 GError             **error);
/* What joining the document's heads asks for in vain: hashes of versions and of bodies. Both stay empty where nothing is
 * to be joined, or only a person can. */
gboolean       herald_library_list_lacking      (HeraldLibrary       *self,
                                                 const char          *id,
                                                 char              ***versions,
                                                 char              ***bodies,
                                                 GError             **error);

/* One document's heads as they arrived. versions and bodies run side by side. */
typedef struct
{
  char               *id;
  HeraldDocumentType  type;
  GPtrArray          *versions;   /* of HeraldVersion */
  GPtrArray          *bodies;     /* of HeraldDocument */
  char               *remote_rev;
} HeraldArrival;

/* Takes a batch of arrived heads in, in one transaction together with the sequence that covers them: adds versions
 * and bodies, sets heads to the union without ancestors, moves a clean working copy on to the only head; a dirty
 * copy keeps its base (section 4). A document that is not here yet gets a working copy of the shown head. */
gboolean       herald_library_take_arrivals     (HeraldLibrary       *self,
                                                 GPtrArray           *arrivals,
                                                 const char          *sequence,
                                                 GError             **error);
GPtrArray     *herald_library_list_conflicts    (HeraldLibrary       *self,
                                                 GError             **error); /* (element-type utf8) ids with several heads */
GPtrArray     *herald_library_list_dirty        (HeraldLibrary       *self,
                                                 GError             **error); /* (element-type utf8) ids to make automatic versions of before sync */

/* Emitted on the main context that the library was opened in, after anything changed, by this process or another. */
/* signal "changed" (HeraldLibrary *self, const char *id-or-NULL) */

/* Async pairs for the window. Finish functions return what the plain ones do. */
void           herald_library_list_async              (HeraldLibrary *self, const HeraldListQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *herald_library_list_finish             (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_get_working_copy_async  (HeraldLibrary *self, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldWorkingCopy *herald_library_get_working_copy_finish (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_put_working_copy_async  (HeraldLibrary *self, HeraldDocument *document, gint64 expected_revision, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64         herald_library_put_working_copy_finish (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_save_version_async      (HeraldLibrary *self, const char *id, const HeraldAuthor *author, const char *message, gboolean automatic, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldVersion *herald_library_save_version_finish     (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_restore_version_async   (HeraldLibrary *self, const char *id, const char *hash, const HeraldAuthor *author, const char *message, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldVersion *herald_library_restore_version_finish  (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_list_versions_async     (HeraldLibrary *self, const char *id, guint offset, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *herald_library_list_versions_finish    (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_list_tags_async         (HeraldLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray     *herald_library_list_tags_finish        (HeraldLibrary *self, GAsyncResult *result, GError **error);
void           herald_library_get_counts_async        (HeraldLibrary *self, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HeraldCounts  *herald_library_get_counts_finish       (HeraldLibrary *self, GAsyncResult *result, GError **error);

HeraldWorkingCopy *herald_working_copy_copy (const HeraldWorkingCopy *copy);
void herald_working_copy_free (HeraldWorkingCopy *copy);
void herald_list_row_free     (HeraldListRow     *row);
void herald_history_row_free  (HeraldHistoryRow  *row);
void herald_version_event_free (HeraldVersionEvent *event);
void herald_sync_row_free     (HeraldSyncRow     *row);
void herald_arrival_free      (HeraldArrival     *arrival);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldWorkingCopy, herald_working_copy_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldListRow, herald_list_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCounts, herald_counts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldHistoryRow, herald_history_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldVersionEvent, herald_version_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSyncRow, herald_sync_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldArrival, herald_arrival_free)

G_END_DECLS
