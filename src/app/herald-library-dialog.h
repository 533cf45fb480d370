/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-library.h"

G_BEGIN_DECLS

/* What a person may say about a library: name, colour, how its press kits look, and its press room. Each is kept as soon
 * as it is chosen. */
#define HERALD_TYPE_LIBRARY_DIALOG (herald_library_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldLibraryDialog, herald_library_dialog, HERALD, LIBRARY_DIALOG, AdwWindow)

GtkWidget *herald_library_dialog_new (GtkWindow     *parent,
                                      HeraldLibrary *library);

G_END_DECLS
