/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-cli.h"

G_BEGIN_DECLS

typedef struct _HeraldCommand HeraldCommand;

/* One command of heraldctl; each stands in a file of its own, cmd-<name>.c. */
struct _HeraldCommand
{
  const char *name;
  const char *usage;   /* the arguments, for "heraldctl NAME ..."; not translated */
  const char *summary; /* N_(): one line */
  const char *details; /* N_(): more, with examples, for the end of its help; or NULL */
  gboolean  (*run) (const HeraldCommand *self,
                    HeraldCli           *cli,
                    char               **argv, /* the command's name first */
                    GError             **error);
};

#define HERALD_OPTION_JSON(variable) \
  { "json", 0, 0, G_OPTION_ARG_NONE, (variable), N_("Print JSON, for programs"), NULL }

gboolean herald_command_parse (const HeraldCommand  *self,
                               HeraldCli            *cli,
                               const GOptionEntry   *options,
                               char                **argv,
                               guint                 min,
                               guint                 max,
                               char               ***arguments,
                               GError              **error);
gboolean herald_command_refuse (const HeraldCommand *self,
                               GError              **error);
gboolean herald_command_help  (const HeraldCommand  *self,
                               const GOptionEntry   *options,
                               GError              **error);
/* (transfer full) the words between the commas, all of them known; none of NULL */
char   **herald_command_split_formats (const char   *formats,
                               const char * const   *known,
                               GError              **error);
gboolean herald_command_check_language (const char  *language,
                               GError              **error);

extern const HeraldCommand herald_cmd_asset;
extern const HeraldCommand herald_cmd_blame;
extern const HeraldCommand herald_cmd_check;
extern const HeraldCommand herald_cmd_conflicts;
extern const HeraldCommand herald_cmd_diff;
extern const HeraldCommand herald_cmd_embargo;
extern const HeraldCommand herald_cmd_erase;
extern const HeraldCommand herald_cmd_export;
extern const HeraldCommand herald_cmd_formats;
extern const HeraldCommand herald_cmd_history;
extern const HeraldCommand herald_cmd_import;
extern const HeraldCommand herald_cmd_library;
extern const HeraldCommand herald_cmd_list;
extern const HeraldCommand herald_cmd_new;
extern const HeraldCommand herald_cmd_organisation;
extern const HeraldCommand herald_cmd_override;
extern const HeraldCommand herald_cmd_person;
extern const HeraldCommand herald_cmd_put;
extern const HeraldCommand herald_cmd_remote;
extern const HeraldCommand herald_cmd_resolve;
extern const HeraldCommand herald_cmd_restore;
extern const HeraldCommand herald_cmd_save;
extern const HeraldCommand herald_cmd_search;
extern const HeraldCommand herald_cmd_set;
extern const HeraldCommand herald_cmd_show;
extern const HeraldCommand herald_cmd_sync;
extern const HeraldCommand herald_cmd_tag;
extern const HeraldCommand herald_cmd_trash;
extern const HeraldCommand herald_cmd_untrash;
extern const HeraldCommand herald_cmd_verify;
extern const HeraldCommand herald_cmd_whoami;

G_END_DECLS
