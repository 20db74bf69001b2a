// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

// The names of the facts in the table "meta".
namespace homeport::meta {

inline constexpr QLatin1StringView InstanceId("instance.id");
inline constexpr QLatin1StringView VaultKeyId("vault.key_id");          // hex; written last when the vault is new
inline constexpr QLatin1StringView VaultKind("vault.kind");             // MasterKeySource::kind()
inline constexpr QLatin1StringView VaultKeyFile("vault.key_file");      // "keyfile" only
inline constexpr QLatin1StringView VaultHashKey("vault.hash_key");      // Sealer::sealedHashKey(), base64; after a rotation
inline constexpr QLatin1StringView VaultRecovery("vault.recovery");     // RecoveryCode::envelope, base64
inline constexpr QLatin1StringView VaultRotation("vault.rotation");     // there: a rotation began and its end is not known
inline constexpr QLatin1StringView RoutingStrategy("routing.strategy"); // of keys without a group; none: priority
inline constexpr QLatin1StringView RoutingAliases("routing.aliases");   // JSON, of models; of every key; none: none
inline constexpr QLatin1StringView ProgramsAsk("programs.ask");         // "on": the user is asked of new programs; none: he is not
inline constexpr QLatin1StringView LedgerDays("ledger.days");           // as LedgerRetention; none: its own
inline constexpr QLatin1StringView LedgerRows("ledger.rows");

} // namespace homeport::meta
