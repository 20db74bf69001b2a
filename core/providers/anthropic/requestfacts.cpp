// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/anthropic/requestfacts.h"

#include "core/providers/jsonscanner.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QString modelOf(QByteArrayView jsonBody)
{
    QString model;
    JsonScanner scanner(jsonBody);
    (void)scanner.members([&](QByteArrayView key) {
        if (!isJsonKey(key, "model"_L1))
            return scanner.skipValue();
        if (const auto name = scanner.string())
            model = jsonText(*name, MaxModelName);
        return false; // nothing after it is read
    });
    return model;
}

} // namespace homeport
