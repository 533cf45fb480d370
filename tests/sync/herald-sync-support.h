/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "herald-announcement.h"
#include "herald-sync.h"

G_BEGIN_DECLS

/* Libraries in temporary folders, and what a person does in them. Failures end the test. */
HeraldLibrary    *herald_test_library_new   (const char     *name);
void              herald_test_library_close (HeraldLibrary  *library); /* removes its folder too */
HeraldAuthor     *herald_test_author        (void);

char             *herald_test_add           (HeraldLibrary  *library,
                                             const char     *headline);
void              herald_test_edit          (HeraldLibrary  *library,
                                             const char     *id,
                                             const char     *headline);
void              herald_test_tag           (HeraldLibrary  *library,
                                             const char     *id,
                                             const char     *tag);
void              herald_test_save          (HeraldLibrary  *library,
                                             const char     *id,
                                             const char     *message);
char             *herald_test_add_asset     (HeraldLibrary  *library,
                                             const char     *id,
                                             const char     *bytes);
char             *herald_test_headline      (HeraldLibrary  *library,
                                             const char     *id);
guint             herald_test_n_heads       (HeraldLibrary  *library,
                                             const char     *id);
guint             herald_test_n_versions    (HeraldLibrary  *library,
                                             const char     *id);
HeraldSyncResult *herald_test_sync          (HeraldLibrary  *library,
                                             HeraldRemote   *remote);
void              herald_test_sync_quietly  (HeraldLibrary  *library,
                                             HeraldRemote   *remote);  /* nothing is set aside */
/* Same documents, same heads, same words on top. */
void              herald_test_assert_equal  (HeraldLibrary  *a,
                                             HeraldLibrary  *b);

G_END_DECLS
