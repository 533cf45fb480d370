/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "herald-announcement.h"
#include "herald-libraries.h"
#include "herald-library.h"

G_BEGIN_DECLS

#define HERALD_CLI_ERROR (herald_cli_error_quark ())
GQuark herald_cli_error_quark (void);

typedef enum
{
  HERALD_CLI_ERROR_FAILED,
  HERALD_CLI_ERROR_USAGE,    /* exit 2: the command was not called as its help says */
  HERALD_CLI_ERROR_CONFLICT, /* exit 4: a conflict needs a person */
  HERALD_CLI_ERROR_HELPED,   /* no fault: help was asked for and printed, nothing else is to be done */
} HeraldCliError;

/* What a program that was started is told at its end. */
typedef enum
{
  HERALD_EXIT_DONE = 0,
  HERALD_EXIT_FAILED = 1,
  HERALD_EXIT_USAGE = 2,
  HERALD_EXIT_REFUSED = 3,
  HERALD_EXIT_CONFLICT = 4,
} HeraldExit;

/* What the commands of one run share: the clock, the person's libraries, the one that is open, standard output. */
typedef struct _HeraldCli HeraldCli;

/* Changes an announcement in place; may be called again on a newer state of it. */
typedef gboolean (*HeraldCliEdit) (HeraldAnnouncement *announcement,
                                   gpointer            user_data,
                                   GError            **error);

HeraldCli         *herald_cli_new            (HeraldClock      *clock);
void               herald_cli_free           (HeraldCli        *self);
void               herald_cli_choose_library (HeraldCli        *self,
                                              const char       *choice);
HeraldClock       *herald_cli_get_clock      (HeraldCli        *self);
HeraldLibraries   *herald_cli_get_libraries  (HeraldCli        *self);
HeraldLibrary     *herald_cli_open_library   (HeraldCli        *self,
                                              GError          **error);
HeraldAuthor      *herald_cli_get_person     (HeraldCli        *self,
                                              GError          **error);

char              *herald_cli_resolve_id     (HeraldCli        *self,
                                              const char       *prefix,
                                              GError          **error);
HeraldWorkingCopy *herald_cli_load           (HeraldCli        *self,
                                              const char       *prefix,
                                              GError          **error);
HeraldDocument    *herald_cli_load_version   (HeraldCli        *self,
                                              const char       *id,
                                              const char       *version,
                                              GError          **error);
HeraldAnnouncement *herald_cli_read_announcement (HeraldDocument *document,
                                              GError          **error);
gboolean           herald_cli_edit           (HeraldCli        *self,
                                              const char       *id,
                                              HeraldCliEdit     edit,
                                              gpointer          user_data,
                                              GError          **error);
gboolean           herald_cli_add            (HeraldCli        *self,
                                              HeraldAnnouncement *announcement,
                                              GError          **error);
GBytes            *herald_cli_read_file      (const char       *path,
                                              gsize             max_size,
                                              GError          **error);

HeraldExit         herald_cli_exit_code      (const GError     *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCli, herald_cli_free)

G_END_DECLS
