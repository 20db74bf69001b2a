// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/redaction.h"

#include <QByteArrayList>

#include <algorithm>
#include <array>
#include <cctype>

namespace homeport {

namespace {

constexpr QByteArrayView Removed = "[removed]";
constexpr std::array<QByteArrayView, 9> TellingParts{"auth",   "cookie",     "token",   "secret", "password",
                                                     "passwd", "credential", "api-key", "apikey"};
struct KeyForm
{
    QByteArrayView beginning; // in lower case
    qsizetype least;          // characters behind it: "Accept-Language: sk-SK" is none
};
// Local keys, Anthropic's, OpenAI's and OpenRouter's, Google's, JSON Web Tokens.
constexpr std::array<KeyForm, 8> KeyForms{
    {{"hp_", 1}, {"hp%5f", 1}, {"sk-", 8}, {"aiza", 16}, {"ya29.", 4}, {"gocspx-", 4}, {"1//0", 8}, {"eyj", 16}}};

// Of a field: "anthropic-ratelimit-tokens-remaining" is none.
bool namesCredential(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    if (lower.contains("ratelimit") || lower == "idempotency-key" || lower == "www-authenticate")
        return false;
    return lower.endsWith("-key") || lower == "key"
           || std::any_of(TellingParts.begin(), TellingParts.end(), [&lower](QByteArrayView part) { return lower.contains(part); });
}

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool isKeyCharacter(char c)
{
    return isWordCharacter(c) || c == '-' || c == '_' || c == '.' || c == '/' || c == '%';
}

// Where a word begins: "task-force" holds no "sk-".
bool hasKey(QByteArrayView lower, const KeyForm &form)
{
    for (qsizetype at = lower.indexOf(form.beginning); at >= 0; at = lower.indexOf(form.beginning, at + 1)) {
        const QByteArrayView rest = lower.sliced(at + form.beginning.size());
        const auto end = std::find_if_not(rest.begin(), rest.end(), isKeyCharacter);
        if ((at == 0 || !isWordCharacter(lower.at(at - 1))) && end - rest.begin() >= form.least)
            return true;
    }
    return false;
}

bool looksLikeCredential(QByteArrayView value)
{
    const QByteArray lower = value.toByteArray().toLower();
    if (lower.startsWith("bearer ") || lower.startsWith("basic "))
        return true;
    return std::any_of(KeyForms.begin(), KeyForms.end(), [&lower](const KeyForm &form) { return hasKey(lower, form); });
}

bool parameterNamesCredential(QByteArrayView name)
{
    const QByteArray lower = QByteArray::fromPercentEncoding(name.toByteArray()).toLower();
    return lower.contains("key") || lower.contains("sig") || lower.contains("code") || lower.contains("pass") || namesCredential(lower);
}

QByteArray withoutParameters(QByteArrayView query)
{
    QByteArray shown;
    for (const QByteArray &parameter : query.toByteArray().split('&')) {
        const qsizetype equals = parameter.indexOf('=');
        const QByteArrayView value = equals < 0 ? QByteArrayView() : QByteArrayView(parameter).sliced(equals + 1);
        if (!shown.isEmpty())
            shown += '&';
        if (equals < 0)
            shown += looksLikeCredential(parameter) ? Removed.toByteArray() : parameter;
        else if (parameterNamesCredential(QByteArrayView(parameter).first(equals)) || looksLikeCredential(value)
                 || looksLikeCredential(QByteArray::fromPercentEncoding(value.toByteArray())))
            shown.append(QByteArrayView(parameter).first(equals + 1)).append(Removed);
        else
            shown += parameter;
    }
    return shown;
}

QByteArray withoutSegments(QByteArrayView path)
{
    QByteArrayList segments = path.toByteArray().split('/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const bool isPathKey = i == 2 && segments.at(0).isEmpty() && segments.at(1) == "t";
        if (isPathKey || looksLikeCredential(segments.at(i)) || looksLikeCredential(QByteArray::fromPercentEncoding(segments.at(i))))
            segments[i] = Removed.toByteArray();
    }
    return segments.join('/');
}

QByteArray redactedTarget(QByteArrayView target)
{
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return withoutSegments(target);
    return withoutSegments(target.first(mark)).append('?').append(withoutParameters(target.sliced(mark + 1)));
}

QByteArray redactedValue(const HeaderBlock::Field &field)
{
    if (namesCredential(field.name) || looksLikeCredential(field.value))
        return Removed.toByteArray();
    const qsizetype mark = field.value.indexOf('?');
    if (mark < 0)
        return field.value.toByteArray();
    return field.value.first(mark + 1).toByteArray().append(withoutParameters(field.value.sliced(mark + 1)));
}

QByteArray fieldLines(const HeaderBlock &headers)
{
    QByteArray lines;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const HeaderBlock::Field field = headers.at(i);
        lines.append(field.name).append(": ").append(redactedValue(field)).append("\r\n");
    }
    return lines.append("\r\n");
}

} // namespace

QByteArray redactedHead(const HttpRequest &request, bool keyInPath)
{
    QByteArray head = request.method;
    head.append(' ');
    if (keyInPath)
        head.append("/t/").append(Removed);
    return head.append(redactedTarget(request.target)).append(" HTTP/1.1\r\n").append(fieldLines(request.headers));
}

QByteArray redactedHead(QByteArrayView head)
{
    const qsizetype lineEnd = head.indexOf("\r\n");
    if (lineEnd < 0)
        return {};
    const auto fields = HeaderBlock::parse(head.sliced(lineEnd + 2, std::max<qsizetype>(0, head.size() - lineEnd - 4)));
    return head.first(lineEnd + 2).toByteArray().append(fields ? fieldLines(*fields) : Removed.toByteArray());
}

} // namespace homeport
