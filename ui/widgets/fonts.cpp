// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fonts.h"

#include <QApplication>
#include <QFontDatabase>

namespace homeport {

namespace {

QFont scaled(qreal factor, QFont::Weight weight)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

} // namespace

QFont pageTitleFont()
{
    return scaled(1.6, QFont::DemiBold);
}

QFont titleFont()
{
    return scaled(1.15, QFont::DemiBold);
}

QFont strongFont()
{
    return scaled(1.0, QFont::DemiBold);
}

QFont smallFont()
{
    return scaled(0.9, QFont::Normal);
}

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF() * 0.95);
    return font;
}

QFont tabularFont()
{
    QFont font = QApplication::font();
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

} // namespace homeport
