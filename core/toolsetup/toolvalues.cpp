// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/toolvalues.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString keyText(const ToolValues &values)
{
    return values.key ? values.key->reveal([](QByteArrayView plain) { return QString::fromLatin1(plain); }) : QString(HiddenKey);
}

Result<QJsonValue> expandText(const QString &text, const ToolValues &values)
{
    if (text == "{helperArguments}"_L1)
        return QJsonValue(QJsonArray::fromStringList(values.helperArguments));
    if (text.contains("{model}"_L1) && values.model.isEmpty())
        return Error{Error::Code::NotFound, u"This tool must be told a model: --model NAME."_s};
    QString filled = text;
    filled.replace("{baseUrl}"_L1, values.baseUrl);
    filled.replace("{model}"_L1, values.model);
    filled.replace("{helperProgram}"_L1, values.helperProgram);
    filled.replace("{helperCommand}"_L1, shellLine(QStringList{values.helperProgram} + values.helperArguments));
    filled.replace("{key}"_L1, keyText(values));
    return QJsonValue(filled);
}

} // namespace

Result<QJsonValue> expandTemplate(const QJsonValue &value, const ToolValues &values)
{
    if (value.isString())
        return expandText(value.toString(), values);
    if (value.isObject()) {
        QJsonObject filled;
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            const auto one = expandTemplate(member.value(), values);
            if (!one)
                return one.error();
            filled.insert(member.key(), *one);
        }
        return QJsonValue(filled);
    }
    if (value.isArray()) {
        QJsonArray filled;
        for (const QJsonValue &element : value.toArray()) {
            const auto one = expandTemplate(element, values);
            if (!one)
                return one.error();
            filled.append(*one);
        }
        return QJsonValue(filled);
    }
    return value;
}

QString shellLine(const QStringList &words)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_@%+=:,./-]+\\z"_s);
    QStringList quoted;
    for (const QString &word : words)
        quoted << (plain.match(word).hasMatch() ? word : u'\'' + QString(word).replace(u'\'', "'\\''"_L1) + u'\'');
    return quoted.join(u' ');
}

} // namespace homeport
