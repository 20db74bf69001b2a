// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch/accountsecrets.h"
#include "core/batch/importrow.h"

#include <functional>
#include <vector>

namespace homeport {

// What becomes of one row, as people may see it.
struct PlannedRow
{
    enum class Verdict { Ok, Error, Duplicate };

    int number = 0; // of the account in the file, from 1
    int line = 0;
    QString name;
    QString provider; // display name where it is known
    QString proxy;    // "work | backup", "direct"; empty: the default
    Verdict verdict = Verdict::Ok;
    QString why; // Error: one sentence with what to do. Duplicate: of what

    bool operator==(const PlannedRow &) const = default;
};

// What a file would add. Copies share the secrets.
struct ImportPlan
{
    ImportFile::Format format = ImportFile::Format::Csv;
    bool exported = false;
    bool needsPassphrase = false; // a sealed file, and none was given: nothing else is known yet
    QStringList unknownColumns;
    QList<PlannedRow> rows;
    QList<NewAccount> accounts; // checked, of the rows that are Ok, in their order
    int wrong = 0;
    int duplicates = 0;

    [[nodiscard]] int ready() const { return static_cast<int>(accounts.size()); }
};

struct ImportContext
{
    std::vector<ProviderProfile> profiles;
    QHash<QString, qint64> proxies; // by name
    KnownAccounts known;
    std::function<QByteArray(const QString &baseUrl, const Secret &credential)> hash; // credentialHash()
    QDateTime now;                                                                    // UTC
};

// "line 7" or "account 3": where a person finds it in the file.
[[nodiscard]] QString placeText(ImportFile::Format format, int number, int line);

// Which rows can be added, which can't and why, and which are there already. Pure.
//
// The same credential at the same address is a duplicate, of an account or of an earlier row, whatever its name is. A
// name that another credential has is an error. Rows with errors take neither a name nor a credential.
[[nodiscard]] ImportPlan planImport(const ImportFile &file, const ImportContext &context);

} // namespace homeport
