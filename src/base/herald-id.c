/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-id.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define ID_BYTES 8
#define ID_CHARS 13 /* 64 bits, five to a character */

static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";

/* Straight from the kernel: GLib's generator is copied by a fork, and would then repeat itself. */
static void
fill_random (guint8 *bytes,
             gsize   length)
{
  if (getentropy (bytes, length) != 0)
    g_error ("The system gives no random numbers: %s", g_strerror (errno));
}

static gboolean
is_made_of (const char *text,
            gsize       length,
            const char *alphabet)
{
  return text != NULL && strlen (text) == length && strspn (text, alphabet) == length;
}

static char *
encode (guint64 bits)
{
  char *id = g_malloc (ID_CHARS + 1);

  for (guint i = 0; i < ID_CHARS; i++)
    {
      id[i] = base32[bits & 31];
      bits >>= 5;
    }
  id[ID_CHARS] = '\0';

  return id;
}

/**
 * herald_id_new:
 *
 * Makes an id for something inside a document (a block, a party, a contact): 64 random bits in the
 * alphabet of RFC 4648's base32, in lower case and without padding.
 *
 * Returns: (transfer full): 13 characters
 */
char *
herald_id_new (void)
{
  guint8 bytes[ID_BYTES] = { 0 };
  guint64 bits = 0;

  fill_random (bytes, sizeof bytes);
  memcpy (&bits, bytes, sizeof bits);

  return encode (bits);
}

/**
 * herald_id_from_hash:
 * @hash: a hash, lower-case hex
 *
 * Makes an id that is the same wherever it is made: its first 64 bits.
 *
 * Returns: (transfer full): 13 characters, as herald_id_new() makes them
 */
char *
herald_id_from_hash (const char *hash)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (herald_hash_is_valid (hash), NULL);

  digits = g_strndup (hash, 2 * ID_BYTES);

  return encode (g_ascii_strtoull (digits, NULL, 16));
}

/**
 * herald_uuid_new:
 *
 * Makes an id for a document: a random (version 4) UUID of RFC 9562.
 *
 * Returns: (transfer full): 36 characters, in lower case
 */
char *
herald_uuid_new (void)
{
  guint8 b[16] = { 0 };

  fill_random (b, sizeof b);
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
                          b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/**
 * herald_id_is_valid:
 * @id: (nullable): a text
 *
 * Returns: whether @id has the form that herald_id_new() gives
 */
gboolean
herald_id_is_valid (const char *id)
{
  return is_made_of (id, ID_CHARS, base32);
}

/**
 * herald_uuid_is_valid:
 * @uuid: (nullable): a text
 *
 * Other programs may name documents too, so every version of UUID is taken, but only in lower case:
 * ids are compared byte by byte.
 *
 * Returns: whether @uuid is a UUID in lower case
 */
gboolean
herald_uuid_is_valid (const char *uuid)
{
  return is_made_of (uuid, 36, "0123456789abcdef-") && g_uuid_string_is_valid (uuid);
}

/**
 * herald_hash_is_valid:
 * @hash: (nullable): a text
 *
 * Returns: whether @hash is a SHA-256 in lower-case hexadecimal digits
 */
gboolean
herald_hash_is_valid (const char *hash)
{
  return is_made_of (hash, 64, "0123456789abcdef");
}
