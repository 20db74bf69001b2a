// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/standardoutput.h"

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

bool print(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const auto size = static_cast<std::size_t>(bytes.size());
    return std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
}

QString printFailure()
{
    return u"It was done, but what it says can't be written to standard output."_s;
}

} // namespace homeport
