/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-export.h"

G_BEGIN_DECLS

/* Whether there is a program that takes drafts. */
gboolean herald_mail_check        (GError             **error);
/* Makes a draft, through the gate, and opens it in the mail program. Of job, formats and folder are of no matter. */
void     herald_mail_open_async   (HeraldLibrary       *library,
                                   const HeraldExport  *job,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
gboolean herald_mail_open_finish  (GAsyncResult        *result,
                                   GError             **error);
/* Drafts that mail programs have read by now. */
void     herald_mail_sweep        (HeraldClock         *clock);

G_END_DECLS
