/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lets Ctrl-C and a polite end stop long work where it can stop. */
typedef struct _HeraldInterrupt HeraldInterrupt;

HeraldInterrupt *herald_interrupt_new             (void);
void             herald_interrupt_free            (HeraldInterrupt *self);
GCancellable    *herald_interrupt_get_cancellable (HeraldInterrupt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldInterrupt, herald_interrupt_free)

G_END_DECLS
