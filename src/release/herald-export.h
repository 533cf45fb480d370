/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-gate.h"
#include "herald-library.h"

G_BEGIN_DECLS

#define HERALD_RELEASE_ERROR (herald_release_error_quark ())
GQuark herald_release_error_quark (void);

typedef enum
{
  HERALD_RELEASE_ERROR_FAILED,
  HERALD_RELEASE_ERROR_REFUSED, /* by the gate; the message holds its reasons */
  HERALD_RELEASE_ERROR_FOLDER,  /* the output folder holds something that is not a kit of Herald's */
} HeraldReleaseError;

/* Makes the press kit of an announcement and puts it into a folder: whole, or not at all. What is unsaved becomes
 * an automatic version first, so that the kit names the version that it was made from. Blocks: for heraldctl and
 * for a GTask's thread. */
typedef struct
{
  const char          *id;
  const char          *version;    /* hash, or NULL for the working copy */
  const char * const  *formats;    /* of herald_export_formats() */
  const char          *folder;
  HeraldPurpose        purpose;
  const char          *recipient;
  const HeraldAuthor  *author;     /* of the automatic version */
} HeraldExport;

/* For a program that draws no text but that of kits. */
void                herald_export_stand_alone (void);
/* What formats may hold; NULL-terminated. */
const char * const *herald_export_formats (void);
const char * const *herald_export_lone_formats (void);
/* What a format is, for people: "Web page (HTML)". */
const char         *herald_export_describe_format (const char *format);
/* A name for the folder of a kit, made from the headline, that every system takes. (transfer full) */
char               *herald_export_make_folder_name (const HeraldAnnouncement *announcement);

/* The purpose that fits when nobody names one: review until approved; then release, or briefing's refusal reasons. */
HeraldPurpose herald_export_default_purpose (const HeraldAnnouncement *announcement);

/* Returns the paths that were written, relative to folder; (element-type utf8). */
GPtrArray    *herald_export_to_folder       (HeraldLibrary       *library,
                                             const HeraldExport  *job,
                                             GCancellable        *cancellable,
                                             GError             **error);
/* In a thread; job is copied. */
void          herald_export_to_folder_async  (HeraldLibrary *library, const HeraldExport *job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *herald_export_to_folder_finish (HeraldLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
