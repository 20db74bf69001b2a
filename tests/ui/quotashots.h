// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

namespace homeport {
class Theme;
}

namespace homeport::test {

class Camera;

// Quotas, sparklines and the usage of an account, in every state they have.
void takeQuotas(Theme &theme, Camera &camera, const QSize &size);

} // namespace homeport::test
