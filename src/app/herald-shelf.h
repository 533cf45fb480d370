/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-libraries.h"

G_BEGIN_DECLS

/* One library of the person. Immutable but for the library itself, and reference-counted. */
typedef struct
{
  HeraldLibrary *library;
  char          *name;
  char          *colour; /* what somebody chose, or NULL */
} HeraldShelfEntry;

HeraldShelfEntry *herald_shelf_entry_new   (HeraldLibrary    *library,
                                            const char       *name,
                                            const char       *colour);
HeraldShelfEntry *herald_shelf_entry_ref   (HeraldShelfEntry *entry);
void              herald_shelf_entry_unref (HeraldShelfEntry *entry);

/* All libraries of the person, open: for what is told of all of them. They never mix anywhere else.
 *
 * signal "changed": another library, another name or colour, or something in one of them */
#define HERALD_TYPE_SHELF (herald_shelf_get_type ())
G_DECLARE_FINAL_TYPE (HeraldShelf, herald_shelf, HERALD, SHELF, GObject)

HeraldShelf      *herald_shelf_new         (HeraldLibraries  *libraries,
                                            HeraldClock      *clock);
HeraldClock      *herald_shelf_get_clock   (HeraldShelf      *self);
/* A library that is open in a window already. */
void              herald_shelf_add         (HeraldShelf      *self,
                                            HeraldLibrary    *library);
/* Opens what is not open yet, and reads names and colours again; blocks nothing. */
void              herald_shelf_refresh     (HeraldShelf      *self);
/* (transfer full) (element-type HeraldShelfEntry): by name */
GPtrArray        *herald_shelf_list        (HeraldShelf      *self);
guint             herald_shelf_get_size    (HeraldShelf      *self);
/* (transfer none) (nullable): the entry of an open library by its folder */
HeraldShelfEntry *herald_shelf_find        (HeraldShelf      *self,
                                            const char       *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldShelfEntry, herald_shelf_entry_unref)

G_END_DECLS
