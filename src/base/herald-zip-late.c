/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-zip.h"

#include "herald-late.h"

/* The same one, without loading anything to compare errors. */
G_DEFINE_QUARK (herald-zip-error-quark, herald_zip_error)

HERALD_LATE ("zip", HeraldZipWriter *, herald_zip_writer_new, (GOutputStream *out), (out))
HERALD_LATE ("zip", void, herald_zip_writer_free, (HeraldZipWriter *self), (self))
HERALD_LATE ("zip", gboolean, herald_zip_writer_add, (HeraldZipWriter *self, const char *path, GBytes *bytes, GError **error), (self, path, bytes, error))
HERALD_LATE ("zip", gboolean, herald_zip_writer_finish, (HeraldZipWriter *self, GError **error), (self, error))
HERALD_LATE ("zip", HeraldZipReader *, herald_zip_reader_new, (const char *file, GError **error), (file, error))
HERALD_LATE ("zip", void, herald_zip_reader_free, (HeraldZipReader *self), (self))
HERALD_LATE ("zip", gboolean, herald_zip_reader_next, (HeraldZipReader *self, const char **path, GError **error), (self, path, error))
HERALD_LATE ("zip", GBytes *, herald_zip_reader_read, (HeraldZipReader *self, gsize max_size, GError **error), (self, max_size, error))
