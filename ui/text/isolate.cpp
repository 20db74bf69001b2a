// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/isolate.h"

#include <QGuiApplication>

namespace homeport {

QString isolated(const QString &text)
{
    constexpr QChar RightToLeftMark(0x200F);
    constexpr QChar LeftToRightIsolate(0x2066);
    constexpr QChar PopDirectionalIsolate(0x2069);
    if (text.isEmpty() || QGuiApplication::isLeftToRight())
        return text;
    return RightToLeftMark + (LeftToRightIsolate + text) + PopDirectionalIsolate;
}

QStringList isolated(const QStringList &texts)
{
    QStringList all;
    for (const QString &text : texts)
        all << isolated(text);
    return all;
}

} // namespace homeport
