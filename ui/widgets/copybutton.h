// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QToolButton>

namespace homeport {

class Theme;

// An icon button that says "Copied" for a moment after activation. What is copied is decided by
// whoever is connected to copyRequested().
class CopyButton final : public QToolButton
{
    Q_OBJECT

public:
    // @p name: "Copy endpoint".
    CopyButton(const Theme &theme, const QString &name, QWidget *parent = nullptr, const QString &icon = QStringLiteral("copy"));

Q_SIGNALS:
    void copyRequested();

private:
    void showCopied(bool copied);

    const Theme &m_theme;
    QString m_name;
    QString m_icon;
    QTimer m_back;
};

} // namespace homeport
