// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewtext.h"

#include "ui/text/errortext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct OverviewText
{
    Q_DECLARE_TR_FUNCTIONS(OverviewText)
};

StateText relayFailure(const Overview &overview)
{
    if (overview.relayError.code == Error::Code::Conflict) {
        return {Tone::Bad, u"bad"_s, OverviewText::tr("Port %1 is taken").arg(overview.port),
                OverviewText::tr("Another program listens there already. Close it and try again, or start Homeport "
                                 "with --port and another number.")};
    }
    return {Tone::Bad, u"bad"_s, OverviewText::tr("The relay could not start"), errorText(overview.relayError)};
}

QString vaultAdvice(const Overview &overview)
{
    const Error &error = overview.vaultError;
    switch (error.code) {
    case Error::Code::Cancelled:
        return OverviewText::tr("Access to the keychain was declined. Try again and allow it.");
    case Error::Code::Unauthorized:
        if (overview.vaultAsksPassphrase)
            return OverviewText::tr("That passphrase does not fit. Nothing was changed.");
        break;
    case Error::Code::Keychain:
        return OverviewText::tr("The keychain of this computer can't be used (%1). Unlock it and try again. On a computer "
                                "without one, start Homeport with --vault passphrase.")
            .arg(error.detail);
    default:
        break;
    }
    if (!error.detail.isEmpty())
        return errorText(error);
    if (overview.vaultAsksPassphrase)
        return OverviewText::tr("Enter the passphrase you chose for it.");
    return OverviewText::tr("Your accounts stay sealed until it is unlocked.");
}

} // namespace

StateText relayText(const Overview &overview)
{
    switch (overview.relay) {
    case Overview::Relay::Listening:
        if (overview.vault != Overview::VaultState::Unlocked) {
            return {Tone::Warning, u"lock"_s, OverviewText::tr("Listening on 127.0.0.1:%1, locked").arg(overview.port),
                    OverviewText::tr("Requests are refused until the vault is unlocked.")};
        }
        return {Tone::Good, u"good"_s, OverviewText::tr("Listening on 127.0.0.1:%1").arg(overview.port),
                OverviewText::tr("Only programs on this computer can reach it, and only with a local key.")};
    case Overview::Relay::Starting:
        return {Tone::Info, u"running"_s, OverviewText::tr("Starting…"), {}};
    case Overview::Relay::Draining:
        return {Tone::Warning, u"clock"_s, OverviewText::tr("Finishing what still runs…"), OverviewText::tr("New requests are refused.")};
    case Overview::Relay::Stopped:
        return {Tone::Neutral, u"stopped"_s, OverviewText::tr("Stopped"), OverviewText::tr("Tools can't reach it.")};
    case Overview::Relay::Failed:
        return relayFailure(overview);
    }
    return {};
}

StateText vaultText(const Overview &overview)
{
    if (overview.vault == Overview::VaultState::Unlocking)
        return {Tone::Info, u"lock"_s, OverviewText::tr("Unlocking the vault…"), OverviewText::tr("Your system may ask for permission.")};
    return {Tone::Warning, u"lock"_s, OverviewText::tr("The vault is locked"), vaultAdvice(overview)};
}

} // namespace homeport
