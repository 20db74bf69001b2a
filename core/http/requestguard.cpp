// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestguard.h"

#include <algorithm>
#include <array>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

bool isOurAuthority(QByteArrayView authority, const GuardRules &rules)
{
    std::array<char, 8> digits{};
    const char *const end = std::to_chars(digits.data(), digits.data() + digits.size(), rules.port).ptr;
    const qsizetype bracket = authority.lastIndexOf(']');
    const qsizetype colon = authority.lastIndexOf(':');
    const bool hasPort = colon >= 0 && colon > bracket;
    const QByteArrayView host = hasPort ? authority.first(colon) : authority;
    if ((hasPort ? authority.sliced(colon + 1) : QByteArrayView("80")) != QByteArrayView(digits.data(), end))
        return false;
    return host == "127.0.0.1" || host == "[::1]" || HeaderBlock::sameName(host, "localhost")
           || std::ranges::any_of(rules.furtherHosts, [host](const QByteArray &further) { return host == further; });
}

} // namespace

std::optional<Refusal> guardRequest(const RequestHead &head, const GuardRules &rules)
{
    if (head.headers.count("host") != 1)
        return Refusal{400, u"Exactly one Host field is required."_s};
    if (!isOurAuthority(head.headers.value("host"), rules) || (!head.authority.isEmpty() && !isOurAuthority(head.authority, rules)))
        return Refusal{421, u"This address is served only as 127.0.0.1, localhost or [::1] with port %1."_s.arg(rules.port)};

    const QByteArrayView origin = head.headers.value("origin");
    if (!origin.isNull()) {
        if (head.headers.count("origin") != 1 || !rules.allowedOrigins.contains(origin.toByteArray()))
            return Refusal{403, u"Requests from web pages are refused (an Origin field is present)."_s};
        return std::nullopt;
    }
    const QByteArrayView site = head.headers.value("sec-fetch-site");
    if (site.isNull() || site == "none" || site == "same-origin")
        return std::nullopt;
    if (rules.navigationAllowed && head.method == "GET" && head.headers.value("sec-fetch-mode") == "navigate")
        return std::nullopt;
    return Refusal{403, u"Requests from web pages of another site are refused."_s};
}

} // namespace homeport
