// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands about settings and scheduled backups.
#include "app/ctl/commandtable.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

CommandSpec ofSetting(const QString &words, CommandSpec::Setting setting, const QString &help)
{
    CommandSpec spec{words, false, help, {}};
    spec.setting = setting;
    return spec;
}

} // namespace

QList<CommandSpec> settingsCommands()
{
    using Setting = CommandSpec::Setting;
    using Value = CommandOption::Value;
    return {
        {u"settings list"_s, false, u"All settings, what they may be, and what is wrong with settings.ini."_s, {}},
        ofSetting(u"settings set"_s, Setting::NameAndValue, u"Changes a setting, at once; another port moves the relay there."_s),
        ofSetting(u"settings reset"_s, Setting::PerhapsName, u"Puts a setting, or all of them, back to what is usual; nothing else."_s),
        {u"backups list"_s, false, u"Scheduled backups: when the next is due, which there are, and what went wrong."_s, {}},
        {u"backups now"_s, false, u"Makes one of them now; when they are made by themselves, the settings say."_s, {}},
        {u"backups passphrase"_s,
         false,
         u"The passphrase that they are sealed under from now on; it lies in the vault."_s,
         {{u"passphrase-stdin"_s, u"passphrase"_s, Value::Secret, {}, u"The passphrase is the first line; understood."_s, false, true}}},
    };
}

} // namespace homeport
