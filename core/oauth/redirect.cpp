// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/oauth/redirect.h"

#include "core/oauth/formdata.h"

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxValue = 4096;
constexpr qsizetype MaxWords = 300;

Error invalid(const QString &why)
{
    return {Error::Code::Invalid, why};
}

// VSCHAR of RFC 6749: visible ASCII and the space.
bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= MaxValue
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

// Foreign words for a person to read: as they are, but on one line, and not endless.
QString words(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes).trimmed();
    for (QChar &c : text) {
        if (c.isSpace())
            c = u' ';
        else if (!c.isPrint() && !c.isSurrogate())
            c = u'?';
    }
    return text.size() <= MaxWords ? text : text.left(MaxWords - 1) + u'…';
}

SharedSecret secretOrNull(QByteArray bytes)
{
    return bytes.isEmpty() ? nullptr : shareSecret(std::move(bytes));
}

// Every address we hand out brings a state back; one without can't be told from another sign-in's.
Result<Redirect> parseAddress(QByteArrayView pasted)
{
    const qsizetype hash = pasted.indexOf('#');
    const QByteArrayView address = hash < 0 ? pasted : pasted.first(hash);
    const qsizetype question = address.indexOf('?');
    auto redirect = parseRedirect(question < 0 ? QByteArrayView() : address.sliced(question + 1));
    if (redirect && !redirect->state)
        return invalid(u"The address is not complete: its state is missing. Copy all of it."_s);
    return redirect;
}

} // namespace

Result<Redirect> parseRedirect(QByteArrayView query)
{
    auto given = parseForm(query);
    if (!given)
        return invalid(u"The address names a parameter twice."_s);
    const bool hasCode = given->contains("code");
    if (hasCode == given->contains("error"))
        return invalid(u"The address holds no authorization code."_s);
    if (hasCode && !isToken(given->at("code")))
        return invalid(u"The authorization code is malformed."_s);
    Redirect redirect;
    redirect.error = words((*given)["error"]);
    redirect.errorDescription = words((*given)["error_description"]);
    redirect.code = secretOrNull(std::move((*given)["code"]));
    redirect.state = secretOrNull(std::move((*given)["state"]));
    return redirect;
}

Result<Redirect> parsePasted(const QString &text)
{
    const QByteArray pasted = text.trimmed().toUtf8();
    if (pasted.isEmpty() || pasted.size() > 4 * MaxValue)
        return invalid(u"Paste the address of the page you were sent to, or the code it shows."_s);
    // An address bar often hides the "http://", and no code holds a question mark.
    if (pasted.contains("://") || pasted.contains('?'))
        return parseAddress(pasted);
    const qsizetype hash = pasted.indexOf('#');
    QByteArray code = pasted.left(hash < 0 ? pasted.size() : hash);
    if (!isToken(code) || code.contains(' '))
        return invalid(u"This is neither the address of the page you were sent to nor a code."_s);
    Redirect redirect;
    redirect.code = secretOrNull(std::move(code));
    redirect.state = hash < 0 ? nullptr : secretOrNull(pasted.sliced(hash + 1));
    return redirect;
}

} // namespace homeport
