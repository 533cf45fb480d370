/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A network between a program and a server on this computer, in threads of its own, that breaks where a test says. */
typedef struct _HeraldFaultProxy HeraldFaultProxy;

typedef enum
{
  HERALD_BREAK_CLOSE, /* the connection ends, as if the reply did */
  HERALD_BREAK_RESET, /* it is reset */
  HERALD_BREAK_DIE,   /* it ends, and from then on nobody is there */
  HERALD_BREAK_STALL, /* nothing more comes, and it stays open */
} HeraldBreak;

HeraldFaultProxy *herald_fault_proxy_new         (guint             upstream);
void              herald_fault_proxy_free        (HeraldFaultProxy *proxy);
guint             herald_fault_proxy_port        (HeraldFaultProxy *proxy);
/* After this many more bytes of replies, once. */
void              herald_fault_proxy_break_after (HeraldFaultProxy *proxy,
                                                  guint64           bytes,
                                                  HeraldBreak       kind);
/* All works again. Whether it broke meanwhile. */
gboolean          herald_fault_proxy_mend        (HeraldFaultProxy *proxy);
/* Before each piece of a reply. */
void              herald_fault_proxy_set_latency (HeraldFaultProxy *proxy,
                                                  guint             us);
/* Each request reaches the server twice. */
void              herald_fault_proxy_set_twice   (HeraldFaultProxy *proxy,
                                                  gboolean          twice);
/* Of replies, so far. */
guint64           herald_fault_proxy_get_bytes   (HeraldFaultProxy *proxy);
/* Waits until it has stalled. */
void              herald_fault_proxy_wait_stall  (HeraldFaultProxy *proxy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldFaultProxy, herald_fault_proxy_free)

G_END_DECLS
