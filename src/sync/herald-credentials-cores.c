/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "herald-credentials.h"

#include <sys/resource.h>

/**
 * herald_credentials_forbid_cores:
 *
 * What a program that crashes leaves on the disk, and some systems send away, would hold passwords, and words under
 * embargo. The soft limit alone is set: who looks for a fault raises it again with prlimit(1).
 */
void
herald_credentials_forbid_cores (void)
{
  struct rlimit limit = { 0 };

  if (getrlimit (RLIMIT_CORE, &limit) != 0)
    return;

  limit.rlim_cur = 0;
  setrlimit (RLIMIT_CORE, &limit);
}
