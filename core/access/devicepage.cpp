// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/devicepage.h"

#include "core/access/usercode.h"
#include "core/oauth/formdata.h"
#include "core/oauth/htmlpage.h"

// A resource of a static library must be asked for, from outside any namespace.
static void initDevicePageResource()
{
    Q_INIT_RESOURCE(accesspages);
}

using namespace Qt::Literals::StringLiterals;

namespace homeport {

QByteArray devicePage(QByteArrayView query)
{
    initDevicePageResource();
    const auto parameters = parseForm(query);
    const auto named = parameters ? parameters->find("user_code") : FormData::const_iterator();
    // Written anew from the letters of the alphabet: nothing of the address gets into the page as it is.
    const QString code = parameters && named != parameters->end() ? userCodeFrom(QString::fromUtf8(named->second)) : QString();
    if (code.isEmpty())
        return htmlPage(u":/access/device.html"_s);
    return htmlPage(u":/access/devicecode.html"_s).replace("@code@", code.toLatin1());
}

HeaderBlock devicePageHeaders()
{
    return htmlPageHeaders();
}

} // namespace homeport
