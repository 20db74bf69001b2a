// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/exportrows.h"

#include "core/base/csvfield.h"
#include "core/usage/pricelist.h"
#include "core/usage/requestrecord.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>

#include <utility>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Field = std::pair<QLatin1StringView, QJsonValue>;

QJsonValue known(qint64 value)
{
    return value < 0 ? QJsonValue() : QJsonValue(value);
}

QJsonValue said(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QLatin1StringView usageName(LedgerRow::Usage usage)
{
    return usage == LedgerRow::Usage::Complete ? "complete"_L1 : usage == LedgerRow::Usage::Partial ? "partial"_L1 : "unknown"_L1;
}

// In the order of the columns.
std::vector<Field> fieldsOf(const LedgerEntry &entry)
{
    const LedgerRow &row = entry.row;
    const bool hasTokens = row.usage != LedgerRow::Usage::Unknown;
    const auto count = [hasTokens](qint64 tokens) { return hasTokens ? QJsonValue(tokens) : QJsonValue(); };
    return {{"id"_L1, entry.id},
            {"started_at"_L1, QDateTime::fromMSecsSinceEpoch(row.startedAt, Qt::UTC).toString(Qt::ISODateWithMs)},
            {"duration_ms"_L1, row.duration},
            {"first_byte_ms"_L1, known(row.firstByte)},
            {"account"_L1, said(row.account.text)},
            {"key"_L1, said(row.key.text)},
            {"model"_L1, said(row.model)},
            {"answered_model"_L1, said(row.answeredModel)},
            {"tool"_L1, said(row.tool)},
            {"project"_L1, said(row.project)},
            {"session"_L1, said(row.session)},
            {"method"_L1, said(row.method)},
            {"path"_L1, said(row.path)},
            {"program"_L1, said(row.program)},
            {"status"_L1, row.status == 0 ? QJsonValue() : QJsonValue(row.status)},
            {"outcome"_L1, outcomeName(static_cast<RequestRecord::Outcome>(row.outcome))},
            {"bytes_up"_L1, row.bytesUp},
            {"bytes_down"_L1, row.bytesDown},
            {"usage"_L1, usageName(row.usage)},
            {"input"_L1, count(row.input)},
            {"output"_L1, count(row.output)},
            {"cache_write_5m"_L1, count(row.cacheWrite5m)},
            {"cache_write_1h"_L1, count(row.cacheWrite1h)},
            {"cache_read"_L1, count(row.cacheRead)},
            {"reasoning"_L1, count(row.reasoning)},
            {"web_searches"_L1, count(row.webSearches)},
            {"stop_reason"_L1, said(row.stopReason)},
            {"cost_usd"_L1, row.cost < 0 ? QJsonValue() : QJsonValue(nanoDollarsText(row.cost))},
            {"prices"_L1, said(row.prices)},
            {"detail"_L1, said(row.detail)}};
}

QByteArray jsonText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

QString csvText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : csvField(value.toString());
}

} // namespace

// Written by hand: QJsonObject would sort the fields.
QByteArray exportLine(const LedgerEntry &entry, ExportFormat format)
{
    QByteArray line;
    line.reserve(800);
    const bool isJson = format == ExportFormat::JsonLines;
    for (const auto &[name, value] : fieldsOf(entry)) {
        line += line.isEmpty() ? (isJson ? "{" : "") : ",";
        if (isJson)
            line += '"' + QByteArray(name.data(), name.size()) + "\":" + jsonText(value);
        else
            line += csvText(value).toUtf8();
    }
    return line + (isJson ? "}\n" : "\r\n");
}

QByteArray exportHeader(ExportFormat format)
{
    if (format == ExportFormat::JsonLines)
        return {};
    QByteArrayList names;
    for (const Field &field : fieldsOf({}))
        names << QByteArray(field.first.data(), field.first.size());
    return names.join(',') + "\r\n";
}

} // namespace homeport
