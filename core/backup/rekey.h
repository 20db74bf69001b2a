// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>

#include <memory>

namespace homeport {

class Database;
class Sealer;

// Facts to write into "meta"; a null text removes one.
using MetaFacts = QMap<QString, QString>;

// Seals every envelope of @p database anew and writes the new key's id, the sealed hash key and @p also, all in one
// transaction; the recovery code ends with it, for it wraps the old key. Then @p from is superseded by @p to.
// How many envelopes. Db thread only.
//
// An envelope that does not open is an error that names its place, and nothing is changed: a key that is to be
// thrown away must not take a secret with it.
[[nodiscard]] Result<int> rekeyDatabase(Database &database, const std::shared_ptr<const Sealer> &from,
                                        const std::shared_ptr<const Sealer> &to, const MetaFacts &also = {});

} // namespace homeport
