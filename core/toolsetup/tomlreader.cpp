// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/tomlreader.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>
#include <sstream>
#include <string_view>

// toml++ asserts of a key what malformed text need not have, in front of the code that reports it; without assertions it promises that to the
// optimizer. Neither here: such text is an error like any other.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <typename T>
QString printed(const T &value)
{
    std::ostringstream stream;
    stream << value;
    return textOf(stream.str());
}

QJsonValue jsonOf(const toml::node &node)
{
    if (const auto *table = node.as_table()) {
        QJsonObject object;
        for (auto &&[key, value] : *table)
            object.insert(textOf(key.str()), jsonOf(value));
        return object;
    }
    if (const auto *array = node.as_array()) {
        QJsonArray list;
        for (auto &&element : *array)
            list.append(jsonOf(element));
        return list;
    }
    if (const auto *text = node.as_string())
        return textOf(text->get());
    if (const auto *number = node.as_integer())
        return QJsonValue(static_cast<qint64>(number->get()));
    if (const auto *flag = node.as_boolean())
        return flag->get();
    if (const auto *number = node.as_floating_point())
        return std::isfinite(number->get()) ? QJsonValue(number->get()) : QJsonValue(QString::number(number->get()));
    if (const auto *date = node.as_date())
        return printed(date->get());
    if (const auto *time = node.as_time())
        return printed(time->get());
    if (const auto *dateTime = node.as_date_time())
        return printed(dateTime->get());
    return {};
}

} // namespace

Result<QJsonValue> readToml(const QByteArray &text)
{
    const toml::parse_result result = toml::parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    if (result)
        return jsonOf(result.table());
    const toml::parse_error &error = result.error();
    const toml::source_position at = error.source().begin;
    return Error{Error::Code::Invalid, u"line %1, column %2: %3"_s.arg(at.line).arg(at.column).arg(textOf(error.description()))};
}

} // namespace homeport
