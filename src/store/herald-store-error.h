/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HERALD_STORE_ERROR (herald_store_error_quark ())
GQuark herald_store_error_quark (void);

typedef enum
{
  HERALD_STORE_ERROR_FAILED,    /* nothing a caller could branch on */
  HERALD_STORE_ERROR_NOT_FOUND, /* no such library, announcement, version, asset */
  HERALD_STORE_ERROR_AMBIGUOUS, /* a prefix that fits several */
  HERALD_STORE_ERROR_CHANGED,   /* compare-and-swap missed: somebody else wrote in between */
  HERALD_STORE_ERROR_EXISTS,
  HERALD_STORE_ERROR_BUSY,      /* the lock was held longer than we wait */
  HERALD_STORE_ERROR_FULL,      /* no space */
  HERALD_STORE_ERROR_READ_ONLY,
  HERALD_STORE_ERROR_DAMAGED,
  HERALD_STORE_ERROR_NEWER,     /* made by a newer Herald */
} HeraldStoreError;

G_END_DECLS
