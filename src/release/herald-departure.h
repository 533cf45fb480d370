/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-gate.h"
#include "herald-library.h"

G_BEGIN_DECLS

/* A document with the version of it that goes out. */
typedef struct
{
  HeraldAnnouncement *announcement;
  HeraldVersion      *version;
  guint               number;       /* of the version, for people */
  guint               n_heads;
  gboolean            show_embargo; /* the gate's answer */
} HeraldDeparture;

HeraldDeparture *herald_departure_load      (HeraldLibrary       *library,
                                             const char          *id,
                                             const char          *hash,
                                             const HeraldAuthor  *author,
                                             GError             **error);
gboolean         herald_departure_pass_gate (HeraldDeparture     *subject,
                                             HeraldLibrary       *library,
                                             HeraldPurpose        purpose,
                                             const char          *recipient,
                                             GError             **error);
void             herald_departure_free      (HeraldDeparture     *subject);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldDeparture, herald_departure_free)

G_END_DECLS
