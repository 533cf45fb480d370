/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-library.h"

G_BEGIN_DECLS

/* Asks for the file of a bundle and writes it; a window with its progress can stop that. */
typedef void (*HeraldHandedOver)     (gpointer user_data, GFile *file);
typedef void (*HeraldHandoverFailed) (gpointer user_data, const char *message);

/* ids: NULL: the whole library. headline: for the file's name, or NULL. user_data is a GObject, and held meanwhile. */
void herald_handover_dialog_run (GtkWindow            *parent,
                                 HeraldLibrary        *library,
                                 const char * const   *ids,
                                 const char           *headline,
                                 const HeraldAuthor   *author,
                                 HeraldHandedOver      done,
                                 HeraldHandoverFailed  failed,
                                 gpointer              user_data);

G_END_DECLS
