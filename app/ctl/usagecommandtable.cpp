// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands about requests and what they used.
#include "app/ctl/commandtable.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

using Value = CommandOption::Value;

QList<CommandOption> filterOptions()
{
    return {{u"account"_s, u"account"_s, Value::Text, u"NAME"_s, u"Only this account's."_s, false},
            {u"model"_s, u"model"_s, Value::Text, u"NAME"_s, u"Only this model's, as tools ask for it."_s, false},
            {u"key-name"_s, u"holder"_s, Value::Text, u"NAME"_s, u"Only this key's, by its name."_s, false},
            {u"tool"_s, u"tool"_s, Value::Text, u"NAME"_s, u"Only this tool's, with its version."_s, false},
            {u"project"_s, u"project"_s, Value::Text, u"NAME"_s, u"Only this project's."_s, false}};
}

// What single requests can be told apart by besides.
QList<CommandOption> requestOptions()
{
    return {{u"session"_s, u"session"_s, Value::Text, u"ID"_s, u"Only this session's, by its whole id."_s, false},
            {u"status"_s, u"status"_s, Value::Text, u"WHAT"_s, u"ok, failed, 4xx, 5xx or broken-off."_s, false},
            {u"search"_s, u"search"_s, Value::Text, u"WORDS"_s, u"Only those with each of these words in one of their fields."_s, false}};
}

} // namespace

QList<CommandSpec> usageCommands()
{
    return {
        {u"requests export"_s, // before "requests", which its words begin with
         false, u"Single requests of the ledger as JSON lines or CSV, newest first."_s,
         QList<CommandOption>{{u"jsonl"_s, u"jsonl"_s, Value::Flag, {}, u"One JSON object a line; as without it."_s, false},
                              {u"csv"_s, u"csv"_s, Value::Flag, {}, u"Comma-separated values."_s, false},
                              {u"output"_s, {}, Value::Text, u"FILE"_s, u"Into a file, which is there when it is whole."_s, false},
                              {u"force"_s, {}, Value::Flag, {}, u"Overwrite an existing file."_s, false},
                              {u"since"_s, u"since"_s, Value::Text, u"TIME"_s, u"As of usage; all that are kept."_s, false}}
             + filterOptions() + requestOptions()},
        {u"requests contents"_s, true, u"What a request and its answer held, where its key keeps that."_s, {}},
        {u"requests"_s, false, u"The newest requests."_s,
         QList<CommandOption>{{u"follow"_s, u"follow"_s, Value::Flag, {}, u"Go on printing new ones until interrupted."_s, false},
                              {u"limit"_s, u"count"_s, Value::Number, u"N"_s, u"How many (50); 1000 at most."_s, false},
                              {u"count"_s, u"count"_s, Value::Number, u"N"_s, u"The same."_s, false},
                              {u"before"_s, u"before"_s, Value::Number, u"ID"_s, u"Only those before this one."_s, false},
                              {u"since"_s, u"since"_s, Value::Text, u"TIME"_s, u"90m, 24h, 7d, today, month, or a date."_s, false}}
             + filterOptions() + requestOptions()
             + QList<CommandOption>{{u"why"_s, u"why"_s, Value::Number, u"ID"_s, u"Why this account: of one request."_s, false}}},
        {u"usage retention"_s,
         false,
         u"How long single requests are kept; their sums stay."_s,
         {{u"days"_s, u"days"_s, Value::Number, u"N"_s, u"Those of the last N days (400 at first)."_s, false},
          {u"max-requests"_s, u"max_requests"_s, Value::Number, u"N"_s, u"The newest N at most (10,000,000 at first)."_s, false}}},
        {u"contents purge"_s, false, u"Deletes all that is kept of what requests and answers held, for good."_s, {}},
        {u"contents"_s, false, u"How much is kept of what requests and answers held."_s, {}},
        {u"usage"_s, false, u"What was used and what it cost."_s,
         QList<CommandOption>{
             {u"since"_s, u"since"_s, Value::Text, u"TIME"_s, u"90m, 24h (as without it), 7d, today, month, or a date."_s, false},
             {u"by"_s, u"by"_s, Value::Text, u"WHAT"_s, u"account, model, key, tool, project, session; hour, day, week, month."_s, false},
             {u"csv"_s, u"csv"_s, Value::Flag, {}, u"As comma-separated values."_s, false}}
             + filterOptions()},
        {u"prices check"_s,
         false,
         u"What another price list would change: of LiteLLM, or at URL or in FILE."_s,
         {},
         false,
         false,
         {},
         false,
         true},
        {u"prices apply"_s, false, u"Uses the price list that was checked last."_s, {}},
        {u"prices"_s, false, u"Which price lists are used, and what is wrong with one."_s, {}},
        {u"line"_s,
         false,
         u"One line for a shell prompt: cost and tokens of today, the tightest quota and its reset."_s,
         {{u"claude-code"_s, {}, Value::Flag, {}, u"For Claude Code's statusLine: reads its JSON from standard input."_s, false},
          {u"strict"_s, {}, Value::Flag, {}, u"Fail where there is nothing to tell, instead of an empty line."_s, false}}},
    };
}

} // namespace homeport
