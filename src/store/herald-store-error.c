/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-store-error.h"

/**
 * HERALD_STORE_ERROR:
 *
 * The error domain of the store. Messages are sentences for the person at the screen; a code exists where a caller
 * does something of its own about it.
 */
G_DEFINE_QUARK (herald-store-error-quark, herald_store_error)
