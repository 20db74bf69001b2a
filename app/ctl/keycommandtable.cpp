// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands about local keys, groups of accounts and routing.
#include "app/ctl/commandtable.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Value = CommandOption::Value;

// What a key may do: the same options for a new one and for a change.
QList<CommandOption> policyOptions()
{
    const auto number = [](const QString &name, const QString &argument, const QString &help) {
        return CommandOption{name, argument, Value::Number, u"N"_s, help, false};
    };
    const auto text = [](const QString &name, const QString &argument, const QString &value, const QString &help) {
        return CommandOption{name, argument, Value::Text, value, help, false};
    };
    return {
        text(u"expires"_s, u"expires"_s, u"DATE"_s, u"Valid until the end of that day; never."_s),
        number(u"expires-after-days"_s, u"expires_after_days"_s, u"Valid for so many days after its first use."_s),
        text(u"providers"_s, u"providers"_s, u"LIST"_s, u"Only accounts of these providers; any."_s),
        text(u"models"_s, u"models"_s, u"LIST"_s, u"Only these models, with * for any text; any."_s),
        text(u"aliases"_s, u"aliases"_s, u"LIST"_s,
             u"NAME=MODEL with commas between: MODEL serves where NAME, or a pattern with *, is asked for; none."_s),
        text(u"accounts"_s, u"accounts"_s, u"NAMES"_s, u"Only these accounts; any."_s),
        text(u"group"_s, u"group"_s, u"NAME"_s, u"Only the accounts of this group; any."_s),
        text(u"project"_s, u"project"_s, u"NAME"_s, u"What its usage is counted under; none."_s),
        number(u"requests-per-minute"_s, u"requests_per_minute"_s, u"0: no limit, as for all that follow."_s),
        number(u"requests-per-hour"_s, u"requests_per_hour"_s, u"Requests in any hour."_s),
        number(u"requests-per-day"_s, u"requests_per_day"_s, u"Requests in any 24 hours."_s),
        number(u"tokens-per-minute"_s, u"tokens_per_minute"_s, u"Tokens of all kinds in any minute."_s),
        number(u"tokens-per-day"_s, u"tokens_per_day"_s, u"Tokens of all kinds in any 24 hours."_s),
        number(u"concurrent"_s, u"concurrent"_s, u"Requests that run at once."_s),
        number(u"queue"_s, u"queue"_s, u"How many more may wait for a free place."_s),
        number(u"queue-seconds"_s, u"queue_seconds"_s, u"How long they wait (30)."_s),
        text(u"budget-day"_s, u"budget_day"_s, u"DOLLARS"_s, u"Per local day."_s),
        text(u"budget-week"_s, u"budget_week"_s, u"DOLLARS"_s, u"Monday to Sunday."_s),
        text(u"budget-month"_s, u"budget_month"_s, u"DOLLARS"_s, u"Per calendar month."_s),
        text(u"budget-total"_s, u"budget_total"_s, u"DOLLARS"_s, u"For ever."_s),
        {u"keep-contents"_s, u"contents_days"_s, Value::Number, u"DAYS"_s,
         u"Keep what its requests and answers hold, sealed, for so many days (90 at most); 0: off, as without it."_s, false},
        number(u"keep-contents-kb"_s, u"contents_kb"_s, u"KiB of each request and of each answer (64); what comes later is not kept."_s),
        number(u"keep-contents-mb"_s, u"contents_mb"_s, u"MiB in all (100); the oldest go first."_s),
    };
}

} // namespace

QList<CommandSpec> keyCommands()
{
    const CommandOption name{u"name"_s, u"name"_s, Value::Text, u"N"_s, u"Who uses it: a tool, a project."_s, true};
    CommandOption newName = name;
    newName.required = false;
    return {
        {u"keys list"_s, false, u"The local keys, revoked ones included."_s, {}},
        {u"keys show"_s, true, u"What a key may do, and what it has used."_s, {}},
        {u"keys create"_s, false, u"Makes a local key and prints it, once."_s, QList<CommandOption>{name} + policyOptions()},
        {u"keys edit"_s, true, u"Changes what a key may do; takes effect at once."_s, QList<CommandOption>{newName} + policyOptions()},
        {u"keys revoke"_s,
         true,
         u"Makes a key invalid at once and for good."_s,
         {{u"drop"_s, u"drop"_s, Value::Flag, {}, u"Break its running requests too."_s, false}}},
        {u"logins"_s, false, u"Tools that ask for a key, and the codes to compare."_s, {}},
        {u"approve"_s, false, u"Gives the tool that shows CODE a key of its own."_s, QList<CommandOption>{newName} + policyOptions(), false,
         true},
        {u"deny"_s, false, u"Refuses the tool that shows CODE."_s, {}, false, true},
        {u"programs allow"_s, false, u"Lets a program use Homeport."_s, {}, true, false, u"PATH"_s},
        {u"programs deny"_s, false, u"Refuses a program from now on."_s, {}, true, false, u"PATH"_s},
        {u"programs forget"_s, false, u"Takes back what was said of a program."_s, {}, true, false, u"PATH"_s},
        {u"programs ask"_s, false, u"Whether a program waits for your word before its first use; off."_s, {}, false, false, {}, true},
        {u"programs"_s, false, u"Programs that were allowed or denied, and those that wait."_s, {}},
    };
}

QList<CommandSpec> routingCommands()
{
    const CommandOption name{u"name"_s, u"name"_s, Value::Text, u"N"_s, u"Your name for the group."_s, true};
    CommandOption newName = name;
    newName.required = false;
    const CommandOption strategy{u"strategy"_s,
                                 u"strategy"_s,
                                 Value::Text,
                                 u"S"_s,
                                 u"priority, fill-first, least-recently-used, weighted, most-headroom or soonest-reset."_s,
                                 false};
    const CommandOption accounts{u"accounts"_s, u"accounts"_s, Value::Text, u"NAMES"_s, u"Its accounts, with commas between."_s, false};
    return {
        {u"accounts routing"_s,
         true,
         u"An account's part in routing; prints it, or changes what is named."_s,
         {{u"priority"_s, u"priority"_s, Value::Number, u"N"_s, u"Lower is asked first (0)."_s, false},
          {u"weight"_s, u"weight"_s, Value::Number, u"N"_s, u"Its share of new sessions, 1 to 100 (1)."_s, false},
          {u"reserve"_s, u"reserve"_s, Value::Number, u"PERCENT"_s, u"New work stays away while less than this is left (0)."_s, false},
          {u"models"_s, u"models"_s, Value::Text, u"LIST"_s, u"Only these models, with * for any text; any."_s, false},
          {u"aliases"_s, u"aliases"_s, Value::Text, u"LIST"_s, u"NAME=MODEL with commas between: NAME is judged as MODEL; none."_s,
           false}}},
        {u"accounts unpark"_s, true, u"Takes a parked account back into use now."_s, {}},
        {u"aliases"_s,
         false,
         u"Which models serve where every key's tools ask for others; prints them, or changes them."_s,
         {{u"add"_s, u"add"_s, Value::Text, u"LIST"_s, u"NAME=MODEL with commas between; * in NAME stands for any text."_s, false},
          {u"remove"_s, u"remove"_s, Value::Text, u"NAMES"_s, u"These no more."_s, false},
          {u"set"_s, u"set"_s, Value::Text, u"LIST"_s, u"These in place of all that there are; none."_s, false}}},
        {u"quota"_s,
         false,
         u"How much of each quota is used, as the providers said last, and how long it lasts at this pace."_s,
         {{u"account"_s, u"account"_s, Value::Text, u"NAME"_s, u"Only this account's."_s, false}}},
        {u"groups list"_s, false, u"Groups of accounts, and the strategy of all accounts."_s, {}},
        {u"groups add"_s, false, u"Makes a group of accounts that stand in for each other."_s, {name, strategy, accounts}},
        {u"groups edit"_s, true, u"Changes a group."_s, {newName, strategy, accounts}},
        {u"groups remove"_s, true, u"Removes a group; keys that were pinned to it reach no account."_s, {}},
        {u"groups strategy"_s, false, u"How all accounts share the work of keys without a group."_s, {[&] {
             CommandOption needed = strategy;
             needed.required = true;
             return needed;
         }()}},
    };
}

} // namespace homeport
