/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-sha256.h"

#include <nettle/sha2.h>

/**
 * herald_sha256_digest:
 * @bytes: a file
 * @digest: (out caller-allocates): its SHA-256 (FIPS 180-4)
 *
 * With what the processor has for it: a picture takes a tenth of GChecksum's time, and each is hashed several times on
 * its way out.
 */
void
herald_sha256_digest (GBytes *bytes,
                      guint8  digest[HERALD_SHA256_SIZE])
{
  struct sha256_ctx context;
  gsize size = 0;
  const guint8 *data = NULL;

  g_return_if_fail (bytes != NULL);

  data = g_bytes_get_data (bytes, &size);
  sha256_init (&context);
  sha256_update (&context, size, data);
  sha256_digest (&context, HERALD_SHA256_SIZE, digest);
}

/**
 * herald_sha256_of_bytes:
 * @bytes: a file
 *
 * Returns: (transfer full): its SHA-256 in lower-case hex, as g_compute_checksum_for_bytes() writes it
 */
char *
herald_sha256_of_bytes (GBytes *bytes)
{
  static const char digits[] = "0123456789abcdef";
  guint8 digest[HERALD_SHA256_SIZE];
  char *hex = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  herald_sha256_digest (bytes, digest);
  hex = g_new0 (char, 2 * sizeof digest + 1);
  for (guint i = 0; i < sizeof digest; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  return hex;
}
