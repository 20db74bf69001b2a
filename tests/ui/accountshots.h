// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QSize>

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

// One account in each state, and one in two at once.
[[nodiscard]] QList<Account> accountsInAllStates();

void takeAccounts(Theme &theme, Camera &camera, const QSize &size);
void takeSignIn(Theme &theme, Camera &camera);
void takeServiceAccount(Theme &theme, Camera &camera); // serviceaccountshots.cpp

} // namespace homeport::test
