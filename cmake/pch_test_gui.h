// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// As pch_test_core.h, for tests of what has windows.
#pragma once
#include "pch_gui.h"
#include "pch_test_core.h"
