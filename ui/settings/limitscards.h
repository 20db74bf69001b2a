// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace homeport {

class SettingsService;

// Numbers of the relay in a grid: what is typed holds as soon as the line is left.
[[nodiscard]] QWidget *makeLimitsCard(SettingsService &service, QWidget *parent);
[[nodiscard]] QWidget *makeTimeoutsCard(SettingsService &service, QWidget *parent);

} // namespace homeport
