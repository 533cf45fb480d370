/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-export.h"
#include "herald-progress.h"

G_BEGIN_DECLS

/* The public address of a library's press room, beside its other settings. */
#define HERALD_PRESS_ROOM_SETTING_ADDRESS "address"
/* Whom the press may ask, for everybody to read: "Anna Bruni, press@aurelia.example, +39 035 555 0100". */
#define HERALD_PRESS_ROOM_SETTING_CONTACT "contact"

/* A library's released announcements as a static site in a folder, made anew only where something changed. */
typedef struct
{
  const char         *folder;
  const char         *address;  /* (nullable): its public address, instead of the library's setting */
  gboolean            with_pdf; /* a PDF beside each page */
  const HeraldAuthor *author;   /* of automatic versions of what is unsaved */
  HeraldProgress      progress; /* (nullable): told how many of the announcements that are made anew are done; from any
                                 * thread, by the async pair in the caller's main context and never after its callback */
  gpointer            progress_data;
} HeraldPressRoomExport;

typedef struct
{
  guint    n_pages;     /* announcements in all their languages */
  guint    n_made;      /* how many kits were made anew */
  guint    n_removed;   /* kits that are there no more */
  guint    n_waiting;   /* approved, without an embargo, and never given out for publication: not shown */
  gboolean has_address;
} HeraldPressRoomCount;

gboolean  herald_press_room_export        (HeraldLibrary                *library,
                                           const HeraldPressRoomExport  *job,
                                           HeraldPressRoomCount         *count,
                                           GCancellable                 *cancellable,
                                           GError                      **error);
void      herald_press_room_export_async  (HeraldLibrary                *library,
                                           const HeraldPressRoomExport  *job,
                                           GCancellable                 *cancellable,
                                           GAsyncReadyCallback           callback,
                                           gpointer                      user_data);
gboolean  herald_press_room_export_finish (HeraldLibrary                *library,
                                           GAsyncResult                 *result,
                                           HeraldPressRoomCount         *count,
                                           GError                      **error);
/* "https://press.example/news" as it is kept: with a slash at its end; NULL with an error that says what is wrong. */
char     *herald_press_room_check_address (const char                   *address,
                                           GError                      **error);

G_END_DECLS
