// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/toolstext.h"

#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/text/isolate.h"
#include "ui/tools/setupwords.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct ToolsText
{
    Q_DECLARE_TR_FUNCTIONS(ToolsText)
};

bool isElsewhere(const ToolEntry &entry, const QString &baseUrl)
{
    return entry.isConfigured() && !baseUrl.isEmpty() && entry.status.baseUrl != baseUrl;
}

} // namespace

ToolStateText toolStateText(const ToolEntry &entry, const QString &baseUrl)
{
    if (entry.status.interrupted)
        return {Tone::Bad, u"broken"_s, ToolsText::tr("Interrupted")};
    if (!entry.status.problem.isEmpty())
        return {Tone::Bad, u"bad"_s, ToolsText::tr("Can't be read")};
    if (entry.keyRevoked)
        return {Tone::Bad, u"bad"_s, ToolsText::tr("Its key was revoked")};
    switch (entry.status.state) {
    case ToolState::NotInstalled:
        return {Tone::Neutral, u"stopped"_s, ToolsText::tr("Not installed")};
    case ToolState::Installed:
        return {Tone::Neutral, u"circle"_s, ToolsText::tr("Installed")};
    case ToolState::ChangedElsewhere:
        return {Tone::Warning, u"edit"_s, ToolsText::tr("Changed by someone else")};
    case ToolState::Conflict:
        return {Tone::Warning, u"warning"_s, ToolsText::tr("A variable goes before it")};
    case ToolState::Configured:
        break;
    }
    if (isElsewhere(entry, baseUrl))
        return {Tone::Warning, u"warning"_s, ToolsText::tr("Set up for another address")};
    if (entry.status.outdated)
        return {Tone::Info, u"info"_s, ToolsText::tr("Set up by an older Homeport")};
    return {Tone::Good, u"good"_s, ToolsText::tr("Set up")};
}

QString toolFoundText(const ToolEntry &entry)
{
    const FoundTool &found = entry.found;
    if (!entry.isInstalled())
        return entry.isConfigured() ? ToolsText::tr("The program itself is not to be found any more.") : QString();
    if (found.source == "PATH"_L1)
        return isolated(found.executable);
    //: %1: a program, %2: what it was found by: nvm, volta, npm, flatpak, or a folder
    return ToolsText::tr("%1 · found by %2").arg(isolated(found.executable), found.source);
}

QString conflictText(const ToolConflict &conflict, const QString &origin)
{
    const QString why = setupWords(conflict.why);
    if (origin.isEmpty()) {
        //: %1: an environment variable, %2: a sentence on what it does
        return ToolsText::tr("%1 is set in the environment that Homeport was started in. %2").arg(isolated(conflict.variable), why);
    }
    //: %1: an environment variable, %2: a sentence on what it does, %3: a file and a line
    return ToolsText::tr("%1 is set in %3. %2").arg(isolated(conflict.variable), why, setupPlace(origin));
}

QStringList toolRemarks(const ToolEntry &entry, const QString &baseUrl)
{
    QStringList remarks;
    if (entry.status.interrupted)
        remarks << ToolsText::tr("A change was begun and not finished. Restore it, or configure it again.");
    if (!entry.status.problem.isEmpty())
        remarks << setupWords(entry.status.problem);
    if (entry.keyRevoked)
        remarks << ToolsText::tr("Homeport refuses it. Configure it again for a new key, or restore it.");
    if (isElsewhere(entry, baseUrl))
        remarks << ToolsText::tr("It asks at %1, but Homeport listens at %2. Configure it again.").arg(entry.status.baseUrl, baseUrl);
    QStringList changed;
    for (const QString &key : entry.status.changedKeys)
        changed << setupPlace(key);
    if (!changed.isEmpty())
        remarks
            << ToolsText::tr("Changed since Homeport set it: %1. “Configure” sets it again, “Restore” leaves it.").arg(formatList(changed));
    for (const ToolConflict &conflict : entry.status.conflicts)
        remarks << conflictText(conflict, entry.origins.value(conflict.variable));
    if (entry.status.outdated)
        remarks << ToolsText::tr("What it reads has changed. Configure it again.");
    return remarks;
}

QString setupErrorText(const Error &error)
{
    const QString detail = setupWords(error.detail);
    QString what;
    switch (error.code) {
    case Error::Code::Invalid:
        what = ToolsText::tr("A file can't be understood or edited, so it was left alone. Correct it, then look again.");
        break;
    case Error::Code::Unauthorized:
        what = ToolsText::tr("A file lies where Homeport does not write, so it was left alone.");
        break;
    case Error::Code::Conflict:
        what = ToolsText::tr("Somebody else is at it. Look again, then try once more.");
        break;
    case Error::Code::Storage:
        what = ToolsText::tr("A file can't be read or written. Check its permissions, and that the disk has space.");
        break;
    case Error::Code::NotFound:
    case Error::Code::Unavailable:
        return detail.isEmpty() ? errorText(error.code) : detail;
    default:
        return errorText(Error{error.code, detail});
    }
    return detail.isEmpty() ? what : QString(what + u'\n' + detail);
}

ToolStateText toolTestText(const QString &name, const Result<ToolTestReport> &report)
{
    if (!report) {
        const bool isKey = report.error().code == Error::Code::NotFound;
        const QString why = isKey ? ToolsText::tr("Its key is gone. Configure it again.") : errorText(report.error());
        return {Tone::Bad, u"bad"_s, ToolsText::tr("No answer for %1: %2").arg(name, why)};
    }
    if (report->works()) {
        const QString models = report->models == 1 ? ToolsText::tr("1 model") : ToolsText::tr("%L1 models").arg(report->models);
        //: %1: a tool, %2: a time, %3: "12 models"
        return {Tone::Good, u"good"_s,
                ToolsText::tr("Homeport answers %1's key: %3, in %2.").arg(name, formatMilliseconds(report->milliseconds), models)};
    }
    if (report->status >= 200 && report->status < 300)
        return {Tone::Warning, u"warning"_s,
                ToolsText::tr("The key works, but %1 asks at %2 and Homeport listens at %3. Configure it again.")
                    .arg(name, report->writtenFor, report->baseUrl)};
    const QString said = report->message.isEmpty() ? ToolsText::tr("no reason given") : report->message;
    return {Tone::Bad, u"bad"_s, ToolsText::tr("Refused with status %1: %2").arg(report->status).arg(said)};
}

RestoredText restoredText(const Result<RestoredTools> &all)
{
    if (!all)
        return {Tone::Bad, u"bad"_s, ToolsText::tr("The tools were not restored"), setupErrorText(all.error())};
    QStringList remarks;
    for (const QString &key : all->left)
        remarks << ToolsText::tr("Somebody else has changed %1. It stayed as it is.").arg(setupPlace(key));
    for (auto failed = all->failed.cbegin(); failed != all->failed.cend(); ++failed)
        remarks << ToolsText::tr("%1 was not restored: %2").arg(isolated(failed.key()), setupWords(failed.value()));
    if (!all->keysLeft.isEmpty())
        remarks << ToolsText::tr("The local keys of %1 could not be revoked: do that on the Keys page.").arg(formatList(all->keysLeft));
    const QString title = all->names.isEmpty() ? ToolsText::tr("No tool was restored")
                                               : ToolsText::tr("Restored: %1").arg(formatList(all->names));
    if (remarks.isEmpty())
        return {Tone::Good, u"good"_s, title, {}};
    return {Tone::Warning, u"warning"_s, title, remarks.join(u'\n')};
}

QString configuredNames(const ToolsView &view)
{
    QStringList names;
    for (const ToolEntry &entry : view.tools) {
        if (entry.isConfigured())
            names << entry.name;
    }
    return formatList(names);
}

ToolsTrouble toolsTrouble(const ToolsView &view, Overview::Relay relay)
{
    QStringList configured;
    QStringList interrupted;
    QStringList elsewhere;
    for (const ToolEntry &entry : view.tools) {
        if (entry.status.interrupted)
            interrupted << entry.name;
        if (entry.isConfigured())
            configured << entry.name;
        if (isElsewhere(entry, view.baseUrl))
            elsewhere << entry.name;
    }
    if (!interrupted.isEmpty())
        return {interrupted.size(), ToolsText::tr("Interrupted while it was set up: %1").arg(formatList(interrupted)),
                ToolsText::tr("The files are as they were, or as they were to become. Restore them, or configure the tool again.")};
    const bool isDown = relay == Overview::Relay::Failed || relay == Overview::Relay::Stopped;
    if (isDown && !configured.isEmpty())
        return {configured.size(), ToolsText::tr("Homeport does not listen: these get no answer: %1").arg(formatList(configured)),
                ToolsText::tr("The Overview page says why, and starts it again. Or give the tools back what they had before Homeport.")};
    if (!elsewhere.isEmpty())
        return {elsewhere.size(), ToolsText::tr("Set up for another address: %1").arg(formatList(elsewhere)),
                ToolsText::tr("Homeport listens at %1 now. Configure them again, or restore them.").arg(view.baseUrl)};
    return {};
}

} // namespace homeport
