// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importfields.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxSecret = 16 * 1024;
constexpr qsizetype MaxTitle = 24;
constexpr qsizetype LongWord = 40; // without a blank: more likely a key than a name

struct Title
{
    QLatin1StringView text;
    ImportField field;
};

constexpr std::array Titles{
    Title{"provider"_L1, ImportField::Provider},
    Title{"name"_L1, ImportField::Name},
    Title{"baseurl"_L1, ImportField::BaseUrl},
    Title{"url"_L1, ImportField::BaseUrl},
    Title{"apikey"_L1, ImportField::ApiKey},
    Title{"key"_L1, ImportField::ApiKey},
    Title{"clientid"_L1, ImportField::ClientId},
    Title{"clientsecret"_L1, ImportField::ClientSecret},
    Title{"refreshtoken"_L1, ImportField::RefreshToken},
    Title{"serviceaccount"_L1, ImportField::ServiceAccount},
    Title{"keyfile"_L1, ImportField::ServiceAccount},
    Title{"region"_L1, ImportField::Region},
    Title{"location"_L1, ImportField::Region},
    Title{"projectid"_L1, ImportField::ProjectId},
    Title{"project"_L1, ImportField::ProjectId},
    Title{"organization"_L1, ImportField::Organization},
    Title{"proxy"_L1, ImportField::Proxy},
    Title{"proxies"_L1, ImportField::Proxy},
    Title{"allowhttp"_L1, ImportField::AllowHttp},
};

constexpr std::array ExportedTitles{
    Title{"accesstoken"_L1, ImportField::AccessToken},
    Title{"expiresat"_L1, ImportField::ExpiresAt},
    Title{"identity"_L1, ImportField::Identity},
};

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

// A credential is visible ASCII: it goes into a header or a form.
SharedSecret secretOf(ImportRow *row, QByteArrayView value, const QString &what)
{
    if (value.isEmpty())
        return {};
    const bool clean = value.size() <= MaxSecret && std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (!clean)
        addProblem(row, u"The %1 is too long, or holds spaces or characters that none has: copy it again."_s.arg(what));
    return clean ? shareSecret(value.toByteArray()) : SharedSecret();
}

// A key file is JSON, which has blanks; what is wrong with it, who reads it says.
SharedSecret keyFileOf(ImportRow *row, QByteArrayView value)
{
    if (value.size() > MaxSecret) {
        addProblem(row, u"The service account's key file is too long: copy it again."_s);
        return {};
    }
    return value.isEmpty() ? SharedSecret() : shareSecret(value.toByteArray());
}

void setProxies(ImportRow *row, const QString &text)
{
    row->proxies.clear();
    row->proxyMode = ProxyChoice::Mode::Default;
    if (text.isEmpty() || text.compare(u"default"_s, Qt::CaseInsensitive) == 0)
        return;
    if (text.compare(u"direct"_s, Qt::CaseInsensitive) == 0) {
        row->proxyMode = ProxyChoice::Mode::Direct;
        return;
    }
    row->proxyMode = ProxyChoice::Mode::List;
    for (const QString &name : text.split(u'|')) {
        const QString tidy = name.trimmed();
        if (tidy.isEmpty())
            addProblem(row, u"A name is missing beside a | in the proxy column: name each proxy, or remove the |."_s);
        else if (tidy.compare(u"direct"_s, Qt::CaseInsensitive) == 0)
            addProblem(row, u"\"direct\" can't stand in a list of proxies: failover never goes direct; remove it, or write it alone."_s);
        else if (row->proxies.contains(tidy))
            addProblem(row, u"A proxy is listed twice: name it once."_s);
        row->proxies << tidy;
    }
}

void setAllowHttp(ImportRow *row, const QString &text)
{
    static const QStringList yes{u"yes"_s, u"true"_s, u"1"_s, u"y"_s, u"on"_s};
    static const QStringList no{QString(), u"no"_s, u"false"_s, u"0"_s, u"n"_s, u"off"_s};
    const QString word = text.toLower();
    row->allowHttp = yes.contains(word);
    if (!row->allowHttp && !no.contains(word))
        addProblem(row, u"allow_http must be yes or no."_s);
}

void setExpiresAt(ImportRow *row, const QString &text)
{
    row->expiresAt = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
    if (!text.isEmpty() && !row->expiresAt.isValid())
        addProblem(row, u"expires_at is not a time: write it like 2026-01-31T18:00:00Z."_s);
}

void setText(ImportRow *row, ImportField field, const QString &text)
{
    switch (field) {
    case ImportField::Provider:
        row->provider = text;
        return;
    case ImportField::Name:
        row->name = text;
        return;
    case ImportField::BaseUrl:
        row->baseUrl = text;
        return;
    case ImportField::ClientId:
        row->clientId = text;
        return;
    case ImportField::ProjectId:
        row->projectId = text;
        return;
    case ImportField::Region:
        row->region = text;
        return;
    case ImportField::Organization:
        row->organization = text;
        return;
    case ImportField::Proxy:
        return setProxies(row, text);
    case ImportField::AllowHttp:
        return setAllowHttp(row, text);
    case ImportField::ExpiresAt:
        return setExpiresAt(row, text);
    case ImportField::Identity:
        row->identity = text;
        return;
    case ImportField::ApiKey:
    case ImportField::ClientSecret:
    case ImportField::RefreshToken:
    case ImportField::ServiceAccount:
    case ImportField::AccessToken:
        return;
    }
}

} // namespace

std::optional<ImportField> importFieldNamed(QByteArrayView title, bool exported)
{
    QString plain;
    for (const QChar c : QString::fromUtf8(trimmed(title)))
        if (c != u'_' && c != u'-' && c != u' ')
            plain += c.toLower();
    const auto named = [&plain](const Title &one) { return plain == one.text; };
    if (const auto found = std::find_if(Titles.begin(), Titles.end(), named); found != Titles.end())
        return found->field;
    const auto found = std::find_if(ExportedTitles.begin(), ExportedTitles.end(), named);
    return exported && found != ExportedTitles.end() ? std::optional(found->field) : std::nullopt;
}

void setImportField(ImportRow *row, ImportField field, QByteArrayView value)
{
    const QByteArrayView tidy = trimmed(value);
    switch (field) {
    case ImportField::ApiKey:
        row->apiKey = secretOf(row, tidy, u"API key"_s);
        return;
    case ImportField::ClientSecret:
        row->clientSecret = secretOf(row, tidy, u"client secret"_s);
        return;
    case ImportField::RefreshToken:
        row->refreshToken = secretOf(row, tidy, u"refresh token"_s);
        return;
    case ImportField::ServiceAccount:
        row->serviceAccount = keyFileOf(row, tidy);
        return;
    case ImportField::AccessToken:
        row->accessToken = secretOf(row, tidy, u"access token"_s);
        return;
    default:
        setText(row, field, QString::fromUtf8(tidy));
    }
}

void addProblem(ImportRow *row, const QString &problem)
{
    if (row->problem.isEmpty())
        row->problem = problem;
}

QString shownColumn(QByteArrayView title, qsizetype position)
{
    const QString text = QString::fromUtf8(trimmed(title));
    const bool isName = !text.isEmpty() && text.size() <= MaxTitle && !looksLikeSecret(text)
                        && std::all_of(text.cbegin(), text.cend(),
                                       [](QChar c) { return c.isLetterOrNumber() || c == u' ' || c == u'_' || c == u'-' || c == u'.'; });
    return isName ? text : u"column %1"_s.arg(position);
}

bool looksLikeSecret(const QString &text)
{
    static const QStringList beginnings{u"sk-"_s,     u"sk_"_s, u"AIza"_s, u"ya29."_s, u"1//"_s,
                                        u"GOCSPX-"_s, u"hp_"_s, u"gsk_"_s, u"xai-"_s,  u"Bearer "_s};
    const bool begins = std::any_of(beginnings.cbegin(), beginnings.cend(), [&text](const QString &one) { return text.startsWith(one); });
    return begins || (text.size() >= LongWord && !text.contains(u' '));
}

QString shownText(const QString &text)
{
    return looksLikeSecret(text) ? u"(hidden)"_s : text.left(100);
}

} // namespace homeport
