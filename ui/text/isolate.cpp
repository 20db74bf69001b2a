// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/isolate.h"

#include <QGuiApplication>

namespace homeport {

QString isolated(const QString &text)
{
    constexpr QChar LeftToRightIsolate(0x2066);
    constexpr QChar PopDirectionalIsolate(0x2069);
    return text.isEmpty() || QGuiApplication::isLeftToRight() ? text : LeftToRightIsolate + text + PopDirectionalIsolate;
}

QStringList isolated(const QStringList &texts)
{
    QStringList all;
    for (const QString &text : texts)
        all << isolated(text);
    return all;
}

} // namespace homeport
