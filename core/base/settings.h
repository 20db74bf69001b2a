// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

namespace homeport {

// What the user set of the relay, the log and the backups. The usual values stand here and the ranges in settingSpecs(), and
// nowhere else.
struct Settings
{
    int port = 8642; // 0, any free one, by --port only
    bool ipv6 = true;
    QString secondAddress; // a further one of 127.0.0.0/8; empty: none

    int maxConnections = 2048;
    int maxHeadKib = 64;
    int maxBodyMib = 64;

    int headTimeout = 10; // all in seconds: from the first byte of a request to the end of its head
    int bodyTimeout = 60; // without any byte of a body that is still due
    int idleTimeout = 120;
    int connectTimeout = 15;
    int answerTimeout = 600; // until a provider's answer begins
    int streamTimeout = 300; // between two bytes of an answer

    QString logLevel = QStringLiteral("info");

    QString backupEvery = QStringLiteral("off");
    int backupKeep = 7;
    bool backupUsage = true;
    QString backupFolder; // absolute; empty: "backups" in the state folder

    bool operator==(const Settings &) const = default;
};

// One of them as people write it down: for settings.ini, homeportctl and the window.
struct SettingSpec
{
    enum class Text { Choice, Address, Folder };

    QString name; // "max-body-mib"; in settings.ini "settings/max-body-mib"
    std::variant<int Settings::*, bool Settings::*, QString Settings::*> field;
    int lowest = 0; // of numbers
    int highest = 0;
    Text text = Text::Choice; // of texts
    QStringList choices = {};
    QString help; // one line

    [[nodiscard]] bool isNumber() const { return std::holds_alternative<int Settings::*>(field); }
    [[nodiscard]] bool isSwitch() const { return std::holds_alternative<bool Settings::*>(field); }
};

[[nodiscard]] const QList<SettingSpec> &settingSpecs();
[[nodiscard]] const SettingSpec *settingSpec(QStringView name); // null: there is none of that name

[[nodiscard]] QString settingText(const Settings &settings, const SettingSpec &spec); // "8642", "on", "daily", ""
// "a number from 1024 to 65535", "on or off", ...: what setSetting() takes.
[[nodiscard]] QString settingRange(const SettingSpec &spec);
// Invalid, and nothing is changed, when @p text is not within the range: "port must be a number from ..., not "80"."
[[nodiscard]] Result<void> setSetting(Settings &settings, const SettingSpec &spec, const QString &text);

} // namespace homeport
