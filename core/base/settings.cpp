// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/settings.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Hour = 3600;

SettingSpec number(const QString &name, int Settings::*field, int lowest, int highest, const QString &help)
{
    return {name, field, lowest, highest, {}, {}, help};
}

SettingSpec onOff(const QString &name, bool Settings::*field, const QString &help)
{
    return {name, field, 0, 0, {}, {}, help};
}

SettingSpec text(const QString &name, QString Settings::*field, SettingSpec::Text kind, const QStringList &choices, const QString &help)
{
    return {name, field, 0, 0, kind, choices, help};
}

QList<SettingSpec> makeSpecs()
{
    using Text = SettingSpec::Text;
    return {
        number(u"port"_s, &Settings::port, 1024, 65'535, u"Port of the relay."_s),
        onOff(u"ipv6"_s, &Settings::ipv6, u"Listen on [::1] too, where there is IPv6."_s),
        text(u"second-address"_s, &Settings::secondAddress, Text::Address, {}, u"A further loopback address to listen on."_s),
        number(u"max-connections"_s, &Settings::maxConnections, 16, 16'384, u"Connections of tools at once."_s),
        number(u"max-head-kib"_s, &Settings::maxHeadKib, 8, 1024, u"KiB of a request's head."_s),
        number(u"max-body-mib"_s, &Settings::maxBodyMib, 1, 1024, u"MiB of a request's body."_s),
        number(u"head-timeout"_s, &Settings::headTimeout, 1, 300, u"Seconds for a request's head to arrive."_s),
        number(u"body-timeout"_s, &Settings::bodyTimeout, 5, Hour, u"Seconds without a byte of a body that is still due."_s),
        number(u"idle-timeout"_s, &Settings::idleTimeout, 5, Hour, u"Seconds a tool's connection may wait for its next request."_s),
        number(u"connect-timeout"_s, &Settings::connectTimeout, 1, 300, u"Seconds to reach a provider."_s),
        number(u"answer-timeout"_s, &Settings::answerTimeout, 10, 2 * Hour, u"Seconds until a provider's answer begins."_s),
        number(u"stream-timeout"_s, &Settings::streamTimeout, 10, 2 * Hour, u"Seconds between two bytes of an answer."_s),
        text(u"log-level"_s, &Settings::logLevel, Text::Choice, {u"debug"_s, u"info"_s, u"warning"_s, u"error"_s}, u"What is logged."_s),
        text(u"backup"_s, &Settings::backupEvery, Text::Choice, {u"off"_s, u"daily"_s, u"weekly"_s}, u"When backups are made."_s),
        number(u"backup-keep"_s, &Settings::backupKeep, 1, 365, u"How many of those backups are kept."_s),
        onOff(u"backup-usage"_s, &Settings::backupUsage, u"Whether they have what was used, too."_s),
        text(u"backup-folder"_s, &Settings::backupFolder, Text::Folder, {}, u"Where they are put; empty: in the state folder."_s),
    };
}

std::optional<bool> switchOf(const QString &text)
{
    if (text == "on"_L1 || text == "true"_L1)
        return true;
    return text == "off"_L1 || text == "false"_L1 ? std::optional(false) : std::nullopt;
}

// Of IPv4: [::1] is the only one that IPv6 has. 127.0.0.1 is always listened on.
bool isSecondAddress(const QString &text)
{
    static const QRegularExpression form(u"^127(\\.(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])){3}$"_s);
    return form.match(text).hasMatch() && text != "127.0.0.1"_L1 && text != "127.0.0.0"_L1 && text != "127.255.255.255"_L1;
}

bool isTextOf(const SettingSpec &spec, const QString &text)
{
    switch (spec.text) {
    case SettingSpec::Text::Address:
        return text.isEmpty() || isSecondAddress(text);
    case SettingSpec::Text::Folder:
        return text.isEmpty() || QDir::isAbsolutePath(text);
    case SettingSpec::Text::Choice:
        break;
    }
    return spec.choices.contains(text);
}

std::optional<int> numberOf(const SettingSpec &spec, const QString &text)
{
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    return isNumber && value >= spec.lowest && value <= spec.highest ? std::optional(value) : std::nullopt;
}

} // namespace

const QList<SettingSpec> &settingSpecs()
{
    static const QList<SettingSpec> specs = makeSpecs();
    return specs;
}

const SettingSpec *settingSpec(QStringView name)
{
    const QList<SettingSpec> &specs = settingSpecs();
    const auto found = std::ranges::find_if(specs, [name](const SettingSpec &spec) { return spec.name == name; });
    return found == specs.end() ? nullptr : &*found;
}

QString settingText(const Settings &settings, const SettingSpec &spec)
{
    if (const auto *number = std::get_if<int Settings::*>(&spec.field))
        return QString::number(settings.**number);
    if (const auto *flag = std::get_if<bool Settings::*>(&spec.field))
        return settings.**flag ? u"on"_s : u"off"_s;
    return settings.*std::get<QString Settings::*>(spec.field);
}

QString settingRange(const SettingSpec &spec)
{
    if (spec.isNumber())
        return u"a number from %1 to %2"_s.arg(spec.lowest).arg(spec.highest);
    if (spec.isSwitch())
        return u"on or off"_s;
    switch (spec.text) {
    case SettingSpec::Text::Address:
        return u"an address such as 127.0.0.2 besides 127.0.0.1, or empty"_s;
    case SettingSpec::Text::Folder:
        return u"a whole path, or empty"_s;
    case SettingSpec::Text::Choice:
        break;
    }
    return QStringList(spec.choices.first(spec.choices.size() - 1)).join(u", "_s) + u" or "_s + spec.choices.constLast();
}

Result<void> setSetting(Settings &settings, const SettingSpec &spec, const QString &text)
{
    const QString given = text.trimmed();
    const Error refused{Error::Code::Invalid, u"%1 must be %2, not \"%3\"."_s.arg(spec.name, settingRange(spec), given.left(80))};
    if (const auto *number = std::get_if<int Settings::*>(&spec.field)) {
        const auto value = numberOf(spec, given);
        if (!value)
            return refused;
        settings.**number = *value;
    } else if (const auto *flag = std::get_if<bool Settings::*>(&spec.field)) {
        const auto value = switchOf(given);
        if (!value)
            return refused;
        settings.**flag = *value;
    } else {
        if (!isTextOf(spec, given))
            return refused;
        settings.*std::get<QString Settings::*>(spec.field) = given;
    }
    return {};
}

} // namespace homeport
