// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/modelrewrite.h"

#include "core/providers/jsonscanner.h"
#include "core/providers/jsontext.h"
#include "core/providers/modelname.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QLatin1StringView Collection("models/");

} // namespace

std::optional<QByteArray> bodyWithModel(const QByteArray &body, const QString &model)
{
    JsonScanner scanner(body);
    QByteArrayView found;
    (void)scanner.members([&](QByteArrayView key) {
        if (!isJsonKey(key, "model"_L1))
            return scanner.skipValue();
        found = scanner.value().value_or(QByteArrayView());
        return false; // nothing after it is read
    });
    const QString was = jsonTextValue(found, MaxModelName);
    if (was.isEmpty())
        return std::nullopt;
    const qsizetype at = found.data() - body.constData();
    const QByteArray value = writtenJson(was.startsWith(Collection) ? QString(Collection + model) : model);
    QByteArray changed;
    changed.reserve(body.size() + value.size());
    changed.append(body.constData(), at).append(value).append(body.constData() + at + found.size(), body.size() - at - found.size());
    return changed;
}

std::optional<QByteArray> targetWithModel(const QByteArray &target, const QString &model)
{
    constexpr QByteArrayView before = "/models/";
    const qsizetype query = target.indexOf('?');
    const QByteArrayView path = query < 0 ? QByteArrayView(target) : QByteArrayView(target).first(query);
    const qsizetype found = path.indexOf(before);
    const qsizetype verb = path.lastIndexOf(':');
    const qsizetype at = found + before.size();
    if (found < 0 || verb <= at || model.contains(u'/') || model.contains(u'\\') || model.contains(u'%') || model == "."_L1
        || model == ".."_L1)
        return std::nullopt;
    return QByteArray(target).replace(at, verb - at, model.toUtf8().toPercentEncoding("@+:"));
}

} // namespace homeport
