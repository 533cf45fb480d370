/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-library.h"
#include "herald-organisation.h"
#include "herald-person.h"

G_BEGIN_DECLS

/* The companies and people of a library. They never leave it: another library knows others. Everything here blocks. */

/* Somebody who may be meant by what was typed. */
typedef struct
{
  char *person;       /* id */
  char *name;
  char *title;        /* or NULL */
  char *organisation; /* its name, or NULL */
} HeraldSuggestion;

void                herald_suggestion_free           (HeraldSuggestion         *suggestion);

/* Names are compared without case and accents. NULL without error: nobody of that name. */
HeraldOrganisation *herald_directory_find_organisation (HeraldLibrary          *library,
                                                        const char             *name,
                                                        GError                **error);
HeraldPerson       *herald_directory_find_person     (HeraldLibrary            *library,
                                                      const char               *name,
                                                      GError                  **error);
/* (transfer full) (element-type HeraldSuggestion): people of whom the words are words, each may go on */
GPtrArray          *herald_directory_suggest         (HeraldLibrary            *library,
                                                      const char               *typed,
                                                      guint                     limit,
                                                      GError                  **error);
/* Takes from an announcement what the library does not know yet of its companies and speakers; what it knows stays. */
gboolean            herald_directory_note            (HeraldLibrary            *library,
                                                      const HeraldAnnouncement *announcement,
                                                      GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldSuggestion, herald_suggestion_free)

G_END_DECLS
