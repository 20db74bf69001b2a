// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

#include <QStringList>

namespace homeport {

// One account as a file names it, before anything is known about whether it fits.
struct ImportRow
{
    int number = 0; // of the account in the file, from 1
    int line = 0;   // where it begins, from 1
    QString provider;
    QString name;
    QString baseUrl;
    SharedSecret apiKey; // each secret is null where there is none
    QString clientId;
    SharedSecret clientSecret;
    SharedSecret refreshToken;
    SharedSecret serviceAccount; // a key file, whole
    QString region;
    QString projectId;
    QString organization;
    ProxyChoice::Mode proxyMode = ProxyChoice::Mode::Default;
    QStringList proxies; // List: by name, in the order of failover
    bool allowHttp = false;
    // Only in files that Homeport exported:
    SharedSecret accessToken;
    QDateTime expiresAt;
    QString identity;

    QString problem; // why it can't be used, one sentence; empty: nothing was seen yet
};

// A file of accounts, read. Holds secrets, and only inside SharedSecret.
struct ImportFile
{
    enum class Format { Csv, Json };

    Format format = Format::Csv;
    bool exported = false; // by Homeport, under a passphrase
    QList<ImportRow> rows;
    QStringList unknownColumns; // as people may see them
};

} // namespace homeport
