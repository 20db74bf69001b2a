// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// keychainprobe ACCOUNT [KEY_ID_HEX]: unlocks a vault with the keychain's key, as a start of Homeport does, and
// prints the key's id in hex, or fails with the error's sentence on stderr.
#include "core/base/onresult.h"
#include "core/vault/keysources.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace homeport;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2)
        return 2;
    Vault vault(keychainKeySource(arguments.at(1)), QByteArray::fromHex(arguments.value(2).toLatin1()));
    onResult(vault.unlock(), &vault, [](const Result<QByteArray> &id) {
        QTextStream(id ? stdout : stderr) << (id ? QString::fromLatin1(id->toHex()) : id.error().detail);
        QCoreApplication::exit(id ? 0 : 1);
    });
    return QCoreApplication::exec();
}
