// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/firstruntext.h"

#include "ui/accounts/accounttext.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/text/isolate.h"
#include "ui/tools/toolstext.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct FirstRunText
{
    Q_DECLARE_TR_FUNCTIONS(FirstRunText)
};

bool isOfAnotherAddress(const ToolEntry &entry, const QString &baseUrl)
{
    return !baseUrl.isEmpty() && entry.status.baseUrl != baseUrl;
}

} // namespace

QString setUpTitle(int step)
{
    switch (step) {
    case 0:
        return FirstRunText::tr("How tools reach Homeport");
    case 1:
        return FirstRunText::tr("Your first account");
    case 2:
        return FirstRunText::tr("Protect the vault");
    default:
        return FirstRunText::tr("Set up your tools");
    }
}

QString setUpPlace(int step)
{
    return FirstRunText::tr("Set-up, step %1 of %2").arg(step + 1).arg(SetUpSteps);
}

StateText setUpRelayText(const Overview &overview, bool canMove)
{
    StateText text = relayText(overview);
    if (overview.relay == Overview::Relay::Failed && overview.relayError.code == Error::Code::Conflict && canMove)
        text.advice = FirstRunText::tr("Another program listens there already. Close it and try again, or give Homeport another port.");
    return text;
}

QStringList whatStaysHere()
{
    return {FirstRunText::tr("Credentials stay on this computer, encrypted. Tools get a local key, which is worth nothing elsewhere."),
            FirstRunText::tr("Other computers can't reach the address, and neither can web pages."),
            FirstRunText::tr("Requests go straight to the provider, or through a proxy of yours. No server of ours is in between.")};
}

StateText setUpAccountText(const Account &account, const QString &provider)
{
    const AccountStateText state = accountStateText(account);
    //: %1: an account, %2: its provider
    const QString name = FirstRunText::tr("%1 · %2").arg(account.name, provider);
    if (account.state == Account::State::Active)
        return {Tone::Good, u"good"_s, name, {}};
    //: %1: "Work · Anthropic", %2: "Paused"
    return {state.tone, state.icon, FirstRunText::tr("%1 · %2").arg(name, state.word), {}};
}

StateText keyPlaceText(const Overview &overview)
{
    if (overview.vaultSource == "memory"_L1)
        return {Tone::Info, u"demo"_s, FirstRunText::tr("This is the demo: nothing is kept"),
                FirstRunText::tr("What you add here is gone when it ends, so there is nothing to protect.")};
    if (overview.vault != Overview::VaultState::Unlocked)
        return vaultText(overview);
    if (overview.vaultSource == "keychain"_L1)
        return {Tone::Good, u"lock"_s, FirstRunText::tr("The vault's key lies in the keychain of this computer"),
                FirstRunText::tr("Credentials are encrypted under it. A copy of Homeport's files alone opens nothing.")};
    if (overview.vaultSource == "passphrase"_L1)
        return {Tone::Good, u"lock"_s, FirstRunText::tr("The vault's key is made from your passphrase"),
                FirstRunText::tr("Homeport asks for it at each start. Nobody can tell you what it was.")};
    return {Tone::Good, u"lock"_s, FirstRunText::tr("The vault's key lies in a file of yours"),
            FirstRunText::tr("Only you can read it. Whoever copies it together with Homeport's files can open them.")};
}

ToolOffer toolOffer(const ToolEntry &entry, const QString &baseUrl)
{
    const bool isSound = !entry.status.interrupted && entry.status.problem.isEmpty();
    const bool hasConflict = entry.status.state == ToolState::Conflict || !entry.status.conflicts.isEmpty();
    if (entry.isConfigured()) {
        const bool isGood = entry.status.state == ToolState::Configured && !entry.keyRevoked && !entry.status.outdated;
        return isSound && isGood && !isOfAnotherAddress(entry, baseUrl) ? ToolOffer::SetUp : ToolOffer::ByHand;
    }
    return isSound && entry.isInstalled() && !hasConflict && !entry.needsModel ? ToolOffer::Tick : ToolOffer::ByHand;
}

QString byHandText(const ToolEntry &entry, const QString &baseUrl)
{
    QStringList why = toolRemarks(entry, baseUrl);
    if (why.isEmpty() && entry.needsModel)
        why << FirstRunText::tr("It must be told a model: choose one with “Configure…”.");
    return why.join(u'\n');
}

QString changedFilesText(const ToolChange &change, bool done)
{
    QStringList files;
    for (const ToolFileChange &file : change.files)
        files << isolated(file.path);
    if (files.isEmpty())
        return changeLead(change);
    return done ? FirstRunText::tr("Changed: %1").arg(formatList(files)) : FirstRunText::tr("Changes %1").arg(formatList(files));
}

StateText setUpSummary(int done, int failed)
{
    if (failed == 0)
        return {Tone::Good, u"good"_s, FirstRunText::tr("%Ln tools are set up.", nullptr, done), {}};
    const QString left = FirstRunText::tr("%Ln tools were not set up: see above.", nullptr, failed);
    if (done == 0)
        return {Tone::Bad, u"bad"_s, left, {}};
    //: two sentences: "2 tools are set up." and "1 tool was not set up: see above."
    return {Tone::Warning, u"warning"_s, FirstRunText::tr("%1 %2").arg(FirstRunText::tr("%Ln tools are set up.", nullptr, done), left), {}};
}

RequestOutcome requestOutcome(const QString &tool, const Result<ToolTestReport> &report, bool hasAccounts)
{
    if (!report)
        return {{Tone::Bad, u"bad"_s, FirstRunText::tr("No answer for %1").arg(tool), setupErrorText(report.error())}, {}};
    const QString status = FirstRunText::tr("Status %1").arg(report->status);
    const QString time = formatMilliseconds(report->milliseconds);
    if (report->status < 200 || report->status >= 300)
        return {{Tone::Bad, u"bad"_s, FirstRunText::tr("%1 was refused").arg(tool), QString(status + u" · "_s + time)}, report->message};
    const QString models = FirstRunText::tr("%Ln models", nullptr, static_cast<int>(report->models));
    const QString facts = QStringList{status, models, time}.join(u" · "_s);
    if (!report->works())
        return {{Tone::Warning, u"warning"_s, FirstRunText::tr("Homeport answers, but %1 asks elsewhere").arg(tool),
                 QString(facts + u'\n'
                         + FirstRunText::tr("It asks at %1, but Homeport listens at %2. Configure it again.")
                               .arg(report->writtenFor, report->baseUrl))},
                {}};
    if (report->models == 0)
        return {{Tone::Warning, u"warning"_s, FirstRunText::tr("Homeport answers %1, but has no model for it").arg(tool),
                 QString(facts + u'\n'
                         + (hasAccounts ? FirstRunText::tr("None of your accounts serves what this tool speaks.")
                                        : FirstRunText::tr("There is no account yet: go back to step 2 and add one.")))},
                {}};
    return {{Tone::Good, u"good"_s, FirstRunText::tr("%1 works with Homeport").arg(isolated(tool)), facts}, {}};
}

} // namespace homeport
