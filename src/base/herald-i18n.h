/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "config.h"

#define GETTEXT_PACKAGE HERALD_GETTEXT_PACKAGE
#include <glib/gi18n-lib.h>
