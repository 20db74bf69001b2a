// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/parse.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int MoneyDecimals = 9;

// Latin digits, and a point before the decimals. A separator groups only where three digits follow it: "2.50" is two and a half
// in German too, where the point groups.
QString plainNumber(const QString &typed)
{
    QString text;
    for (const QChar c : typed)
        text += c.isDigit() ? QChar(static_cast<char16_t>(u'0' + c.digitValue())) : c;
    const QLocale locale;
    const QString group = QRegularExpression::escape(locale.groupSeparator());
    const QRegularExpression grouped(
        u"^\\d{1,3}(%1\\d{2,3})*%1\\d{3}(%2.*)?$"_s.arg(group, QRegularExpression::escape(locale.decimalPoint())));
    if (grouped.match(text).hasMatch())
        text.remove(locale.groupSeparator());
    return text.replace(locale.decimalPoint(), u"."_s);
}

// Digits with at most @p decimals after the point, as a count of the smallest unit. Exact: no floating point.
std::optional<qint64> scaled(QString text, int decimals)
{
    text = plainNumber(text);
    const qsizetype point = text.indexOf(u'.');
    const QString whole = point < 0 ? text : text.left(point);
    QString rest = point < 0 ? QString() : text.mid(point + 1);
    if ((whole.isEmpty() && rest.isEmpty()) || rest.size() > decimals || whole.size() > 15)
        return {};
    rest = rest.leftJustified(decimals, u'0');
    bool isNumber = false;
    const qint64 value = QString(whole + rest).toLongLong(&isNumber);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const QString digits = whole + rest;
    if (!isNumber || !std::all_of(digits.cbegin(), digits.cend(), isDigit))
        return {};
    return value;
}

} // namespace

std::optional<qint64> countFromText(const QString &text)
{
    QString number = text.trimmed();
    int zeros = 0;
    if (number.endsWith(u'k', Qt::CaseInsensitive))
        zeros = 3;
    else if (number.endsWith(u'm', Qt::CaseInsensitive))
        zeros = 6;
    if (zeros > 0)
        number = number.chopped(1).trimmed();
    return scaled(number, zeros);
}

QString countText(qint64 count)
{
    if (count <= 0)
        return {};
    if (count % 1'000'000 == 0)
        return u"%1M"_s.arg(count / 1'000'000);
    if (count >= 10'000 && count % 1000 == 0)
        return u"%1k"_s.arg(count / 1000);
    return QString::number(count);
}

std::optional<qint64> moneyFromText(const QString &text)
{
    QString number = text.trimmed();
    if (number.startsWith(u'$'))
        number = number.mid(1).trimmed();
    return scaled(number, MoneyDecimals);
}

QString moneyText(qint64 nanos)
{
    if (nanos <= 0)
        return {};
    QString cents = u"%1"_s.arg(nanos % 1'000'000'000, MoneyDecimals, 10, QLatin1Char('0'));
    while (cents.size() > 2 && cents.endsWith(u'0'))
        cents.chop(1);
    return QString(QString::number(nanos / 1'000'000'000) + QLocale().decimalPoint() + cents);
}

std::optional<QDateTime> endFromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    const QDate day = QDate::fromString(trimmed, u"yyyy-MM-dd"_s);
    if (day.isValid())
        return day.addDays(1).startOfDay().toUTC();
    const QDateTime minute = QDateTime::fromString(trimmed, u"yyyy-MM-dd HH:mm"_s);
    if (minute.isValid())
        return minute.toUTC();
    return {};
}

QString endText(const QDateTime &utc)
{
    if (!utc.isValid())
        return {};
    const QDateTime local = utc.toLocalTime();
    if (local == local.date().startOfDay())
        return local.date().addDays(-1).toString(u"yyyy-MM-dd"_s);
    return local.toString(u"yyyy-MM-dd HH:mm"_s);
}

} // namespace homeport
