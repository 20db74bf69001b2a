// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace homeport {

// Whether the desktop prefers dark windows. Qt tells from 6.5 on; before that the desktop portal is asked,
// without waiting for it. Light where nobody knows. GUI thread.
class SystemScheme final : public QObject
{
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed(); // once per change of isDark()

private:
    void setDark(bool dark);

    bool m_dark = false;
};

} // namespace homeport
