// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/clientfile.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Result<ClientFile> parseClientFile(const QByteArray &json)
{
    const auto invalid = [](const QString &why) { return Error{Error::Code::Invalid, why}; };
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.contains("web"_L1))
        return invalid(
            u"This is a client of the type \"Web application\": create one of the type \"Desktop app\" and download its file."_s);
    const QJsonObject installed = object.value("installed"_L1).toObject();
    if (installed.isEmpty())
        return invalid(u"This is no client_secret_*.json of a desktop client: download it from the Google Cloud console."_s);
    ClientFile file;
    file.clientId = installed.value("client_id"_L1).toString();
    QByteArray secret = installed.value("client_secret"_L1).toString().toUtf8();
    if (file.clientId.isEmpty() || secret.isEmpty())
        return invalid(u"The file names no client id or no client secret: download it again."_s);
    file.clientSecret = shareSecret(std::move(secret));
    file.projectId = installed.value("project_id"_L1).toString();
    return file;
}

} // namespace homeport
