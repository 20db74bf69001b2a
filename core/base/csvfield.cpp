// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csvfield.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QString csvField(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    const bool isPlain = std::none_of(text.cbegin(), text.cend(), [](QChar c) { return QStringView(u"\",\r\n").contains(c); });
    return isPlain ? text : u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"';
}

} // namespace homeport
