/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-announcement.h"
#include "herald-kit.h"
#include "herald-look.h"
#include "herald-purpose.h"

G_BEGIN_DECLS

#define HERALD_RENDER_ERROR (herald_render_error_quark ())
GQuark herald_render_error_quark (void);

typedef enum
{
  HERALD_RENDER_ERROR_FAILED,
  HERALD_RENDER_ERROR_PICTURE, /* a picture cannot be used: the message names it and says why */
  HERALD_RENDER_ERROR_FORMAT,  /* no such format */
} HeraldRenderError;

/* Reads the bytes of an asset by hash. (transfer full) */
typedef GBytes *(*HeraldAssetReader) (const char *sha256, gpointer user_data, GError **error);

/* Keeps what was made from assets, so that the next kit need not make it again: it depends on the asset and its name
 * alone. In any thread, with the data of the asset reader. */
typedef struct
{
  GBytes *(*get)  (const char *sha256, const char *name, gpointer user_data); /* or NULL */
  void    (*keep) (const char *sha256, const char *name, GBytes *bytes, gpointer user_data);
} HeraldAssetMemory;

/* Another language edition in the same kit; each is a document with versions of its own. */
typedef struct
{
  HeraldAnnouncement *announcement;
  const char         *version_hash;
  guint               version_number;
  const char         *version_time; /* UTC */
  gboolean            show_embargo; /* as in HeraldRenderJob: each passes the gate itself */
} HeraldEdition;

/* Where a kit's folder lies in a press room, and what is above it there. */
#define HERALD_PRESS_ROOM_FOLDER "releases"
#define HERALD_PRESS_ROOM_DEPTH  2
#define HERALD_PRESS_ROOM_HOME   "index.html"
#define HERALD_PRESS_ROOM_FEED   "feed.xml"

/* The press room that a page stands in. */
typedef struct
{
  const char *name;     /* whose it is, or NULL */
  const char *address;  /* of the kit's folder in public, with a slash at its end; or NULL */
  gboolean    with_pdf; /* the pages' PDFs stand beside them */
} HeraldPressRoom;

/* All that a kit is made from; the same values give the same bytes, whenever and wherever (no clock, no locale). */
typedef struct
{
  HeraldAnnouncement *announcement;
  HeraldPurpose       purpose;
  const char         *version_hash;
  guint               version_number;
  const char         *version_time;  /* UTC */
  gboolean            show_embargo;  /* the gate's answer: the banner stands on top */
  const char         *recipient;     /* briefing */
  HeraldLook          look;
  GPtrArray          *editions;      /* of HeraldEdition: the other language editions in the same kit, or NULL */
  HeraldAssetReader   read_asset;
  gpointer            read_asset_data;
  const HeraldAssetMemory *memory;   /* or NULL */
  const HeraldPressRoom *press_room; /* or NULL: the kit stands for itself */
} HeraldRenderJob;

HeraldKit          *herald_render         (const HeraldRenderJob  *job,
                                           const char * const     *names,
                                           GError                **error);
void                herald_render_stand_alone (void);
const char * const *herald_render_formats (void); /* NULL-terminated */

G_END_DECLS
