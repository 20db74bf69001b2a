// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakesettings.h"

#include "core/base/secret.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

namespace {

QByteArray textOf(const SharedSecret &secret)
{
    return secret ? secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray();
}

PricePeriod period(NanoDollars input, NanoDollars output)
{
    PricePeriod made;
    made.price.input = input;
    made.price.output = output;
    return made;
}

} // namespace

QStringList FakeRelaySettings::addresses() const
{
    QStringList all{u"http://127.0.0.1:%1"_s.arg(value.port)};
    if (!value.secondAddress.isEmpty())
        all << u"http://%1:%2"_s.arg(value.secondAddress).arg(value.port);
    return all;
}

QFuture<Result<void>> FakeRelaySettings::change(const std::map<QString, QString> &texts)
{
    if (failWith)
        return readyResult<void>(*failWith);
    ++changes;
    Settings wanted = value;
    for (const auto &[name, text] : texts) {
        if (const auto set = setSetting(wanted, *settingSpec(name), text); !set)
            return readyResult<void>(set.error());
    }
    value = wanted;
    Q_EMIT changed();
    return readyResult<void>({});
}

QFuture<Result<void>> FakeRelaySettings::resetAll()
{
    ++resets;
    value = Settings();
    Q_EMIT changed();
    return readyResult<void>({});
}

QFuture<Result<void>> FakeUpkeep::setRetention(const LedgerRetention &retention)
{
    kept = retention;
    return readyResult<void>({});
}

Result<void> FakeUpkeep::applyPrices()
{
    ++applied;
    facts.version = preview->version;
    Q_EMIT pricesChanged();
    return {};
}

QFuture<Result<void>> FakeBackups::setPassphrase(SharedSecret secret)
{
    passphrase = textOf(secret);
    return readyResult<void>({});
}

QFuture<Result<BackupEntry>> FakeBackups::makeNow()
{
    if (passphrase.isEmpty())
        return readyResult<BackupEntry>(Error{Error::Code::NotFound, {}});
    value.made.prepend({u"/backups/new"_s, 12'400'000, QDateTime({2026, 11, 26}, {9, 0}, Qt::UTC)});
    Q_EMIT changed();
    return readyResult<BackupEntry>(value.made.constFirst());
}

QFuture<Result<void>> FakeBackups::restore(const QString &file, SharedSecret secret, SharedSecret vaultSecret)
{
    Q_UNUSED(vaultSecret)
    restored = file;
    typedToRestore = textOf(secret);
    m_restore = startedPromise<void>();
    return m_restore->future();
}

void FakeBackups::set(const BackupsState &state)
{
    value = state;
    Q_EMIT changed();
}

void FakeBackups::endRestore(const Result<void> &result)
{
    if (m_restore)
        complete(std::exchange(m_restore, nullptr), result);
}

PricePreview samplePreview()
{
    PricePreview preview;
    preview.source = u"raw.githubusercontent.com"_s;
    preview.version = u"2026-11-26 litellm"_s;
    preview.changes = {{u"claude-sonnet-4-5"_s, {period(3000, 15'000)}, {period(2500, 12'500)}},
                       {u"gpt-6-mini"_s, {}, {period(250, 2000)}},
                       {u"gemini-1.5-pro"_s, {period(1250, 5000)}, {}}};
    preview.leftOut = {u"bedrock/anthropic.claude-v2: priced by the second"_s};
    return preview;
}

QList<BackupEntry> sampleBackups(int count)
{
    QList<BackupEntry> made;
    for (int i = 0; i < count; ++i)
        made << BackupEntry{u"/home/user/backups/homeport-%1.backup"_s.arg(i), 12'400'000 + i * 1'300'000,
                            QDateTime({2026, 11, 25}, {8, 30}, Qt::UTC).addDays(-i)};
    return made;
}

} // namespace homeport::test
