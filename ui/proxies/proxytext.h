// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/proxies/proxy.h"
#include "core/proxies/proxyhealth.h"
#include "core/proxies/proxyprobe.h"
#include "ui/theme/colors.h"

#include <QStringList>

namespace homeport {

struct ProxyStateText
{
    Tone tone = Tone::Neutral;
    QString icon;
    QString word;
};

[[nodiscard]] ProxyStateText proxyStateText(const ProxyHealth &health);
[[nodiscard]] QStringList proxyStateWords();                // all there are, for the width of their column
[[nodiscard]] QString proxyKindName(Proxy::Kind kind);      // "SOCKS5"
[[nodiscard]] QString proxyAddress(const ProxyInfo &proxy); // "socks5://proxy.example.com:1080"
[[nodiscard]] QString proxyUsersText(const QStringList &users, bool isDefault);
// What is known: why it is down and when it is tried again, or where it leaves; empty: nothing.
[[nodiscard]] QString proxyHealthText(const ProxyHealth &health);
[[nodiscard]] QString proxyTestText(const ProxyTestReport &report);

} // namespace homeport
