/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"

G_BEGIN_DECLS

/* The libraries of one person: the folders below $XDG_DATA_HOME/herald, who the person is, and which library was
 * opened last. */
#define HERALD_TYPE_LIBRARIES (herald_libraries_get_type ())
G_DECLARE_FINAL_TYPE (HeraldLibraries, herald_libraries, HERALD, LIBRARIES, GObject)

typedef struct
{
  char     *folder;
  char     *name;
  char     *colour;
  gboolean  current;
  char     *problem; /* why it cannot be opened, or NULL */
} HeraldLibraryInfo;

/* folder: NULL for $XDG_DATA_HOME/herald. */
HeraldLibraries *herald_libraries_new          (const char       *folder,
                                                HeraldClock      *clock);
GPtrArray       *herald_libraries_list         (HeraldLibraries  *self,
                                                GError          **error); /* of HeraldLibraryInfo */
/* A folder of its own is made from the name; the new library becomes the current one. */
HeraldLibrary   *herald_libraries_create       (HeraldLibraries  *self,
                                                const char       *name,
                                                GError          **error);
/* By name or folder; becomes the current one. */
HeraldLibrary   *herald_libraries_open         (HeraldLibraries  *self,
                                                const char       *name,
                                                GError          **error);
/* choice (--library: a folder, made if it does not exist yet, or a name), else $HERALD_LIBRARY, else the current one, else a first one is made. */
HeraldLibrary   *herald_libraries_open_default (HeraldLibraries  *self,
                                                const char       *choice,
                                                GError          **error);
/* Who writes: what was set, else the account's name and user@host. (transfer full) */
HeraldAuthor    *herald_libraries_get_person   (HeraldLibraries  *self,
                                                GError          **error);
/* Whether somebody said who they are: what the account says is a guess. */
gboolean         herald_libraries_has_person   (HeraldLibraries  *self);
gboolean         herald_libraries_set_person   (HeraldLibraries  *self,
                                                const HeraldAuthor *person,
                                                GError          **error);
void             herald_library_info_free      (HeraldLibraryInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldLibraryInfo, herald_library_info_free)

G_END_DECLS
