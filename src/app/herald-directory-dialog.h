/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "herald-library.h"

G_BEGIN_DECLS

/* The companies and people of a library, in one place: to look up, change and add. What is changed is kept when the person
 * goes back or closes. */
#define HERALD_TYPE_DIRECTORY_DIALOG (herald_directory_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeraldDirectoryDialog, herald_directory_dialog, HERALD, DIRECTORY_DIALOG, AdwWindow)

GtkWidget *herald_directory_dialog_new (GtkWindow     *parent,
                                        HeraldLibrary *library);

G_END_DECLS
