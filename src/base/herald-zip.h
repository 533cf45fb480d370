/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HERALD_ZIP_ERROR (herald_zip_error_quark ())
GQuark herald_zip_error_quark (void);

typedef enum
{
  HERALD_ZIP_ERROR_FAILED,
  HERALD_ZIP_ERROR_REFUSED, /* the archive is none, is damaged, or holds what is not taken from outside */
} HeraldZipError;

/* Writes a ZIP whose bytes depend on names and contents alone: neither clock, zone, locale nor user is in it. */
typedef struct _HeraldZipWriter HeraldZipWriter;

HeraldZipWriter *herald_zip_writer_new    (GOutputStream    *out);
void             herald_zip_writer_free   (HeraldZipWriter  *self);
gboolean         herald_zip_writer_add    (HeraldZipWriter  *self,
                                           const char       *path,
                                           GBytes           *bytes,
                                           GError          **error);
gboolean         herald_zip_writer_finish (HeraldZipWriter  *self,
                                           GError          **error);

/* Reads a ZIP from outside, file by file, into memory and never onto a disk. */
typedef struct _HeraldZipReader HeraldZipReader;

HeraldZipReader *herald_zip_reader_new    (const char       *file,
                                           GError          **error);
void             herald_zip_reader_free   (HeraldZipReader  *self);
gboolean         herald_zip_reader_next   (HeraldZipReader  *self,
                                           const char      **path,
                                           GError          **error);
GBytes          *herald_zip_reader_read   (HeraldZipReader  *self,
                                           gsize             max_size,
                                           GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldZipWriter, herald_zip_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldZipReader, herald_zip_reader_free)

G_END_DECLS
