// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

std::vector<ProviderProfile> sampleProviders()
{
    ProviderProfile anthropic{.id = u"anthropic"_s,
                              .displayName = u"Anthropic"_s,
                              .protocol = Protocol::Anthropic,
                              .baseUrl = u"https://api.anthropic.com"_s,
                              .authStyle = AuthStyle::XApiKey,
                              .apiKeyAllowed = true,
                              .apiKeyUrl = u"https://platform.claude.com/settings/keys"_s,
                              .signIn = {}};
    ProviderProfile compatible{.id = u"anthropic-compatible"_s,
                               .displayName = u"Anthropic-compatible"_s,
                               .protocol = Protocol::Anthropic,
                               .baseUrl = {},
                               .authStyle = AuthStyle::Bearer,
                               .apiKeyAllowed = true,
                               .apiKeyUrl = {},
                               .signIn = {}};
    ProviderProfile openRouter{.id = u"openrouter"_s,
                               .displayName = u"OpenRouter"_s,
                               .protocol = Protocol::Anthropic,
                               .baseUrl = u"https://openrouter.ai/api"_s,
                               .authStyle = AuthStyle::Bearer,
                               .apiKeyAllowed = true,
                               .apiKeyUrl = u"https://openrouter.ai/settings/keys"_s,
                               .signIn = SignInProfile()};
    openRouter.signIn->flavor = SignInProfile::Flavor::OpenRouter;
    openRouter.signIn->jsonBody = true;
    return {anthropic, compatible, openRouter};
}

ProviderProfile sampleOpenAi()
{
    ProviderProfile profile;
    profile.id = u"openai"_s;
    profile.displayName = u"OpenAI"_s;
    profile.protocol = Protocol::OpenAi;
    profile.baseUrl = u"https://api.openai.com/v1"_s;
    profile.authStyle = AuthStyle::Bearer;
    profile.apiKeyUrl = u"https://platform.openai.com/api-keys"_s;
    profile.organization = true;
    return profile;
}

ProviderProfile sampleOllama()
{
    ProviderProfile profile;
    profile.id = u"ollama"_s;
    profile.displayName = u"Ollama"_s;
    profile.protocol = Protocol::OpenAi;
    profile.baseUrl = u"http://127.0.0.1:11434/v1"_s;
    profile.authStyle = AuthStyle::Bearer;
    profile.keyOptional = true;
    return profile;
}

Account sampleAccount(qint64 id, const QString &name, Account::State state)
{
    Account account;
    account.id = id;
    account.providerId = u"anthropic"_s;
    account.name = name;
    account.baseUrl = u"https://api.anthropic.com"_s;
    account.state = state;
    account.paused = state == Account::State::Paused;
    account.hint = u"…x7Qa"_s;
    account.createdAt = QDateTime({2026, 11, 20}, {9, 0}, Qt::UTC);
    return account;
}

LocalKey sampleKey(qint64 id, const QString &name)
{
    LocalKey key;
    key.id = id;
    key.name = name;
    key.hint = u"hp_…wxyz"_s;
    key.createdAt = QDateTime({2026, 11, 20}, {9, 0}, Qt::UTC);
    return key;
}

RequestRecord sampleRequest(quint64 id, RequestRecord::Outcome outcome)
{
    const auto n = static_cast<int>(id);
    RequestRecord record;
    record.id = id;
    record.startedAt = QDateTime({2026, 11, 23}, {9, 30}, Qt::UTC).addSecs(n * 7);
    record.tool = u"claude-cli/2.1.330"_s;
    record.key = u"Claude Code"_s;
    record.account = n % 4 == 0 ? u"OpenRouter"_s : u"Work"_s;
    record.method = u"POST"_s;
    record.path = u"/v1/messages"_s;
    record.model = n % 3 == 0 ? u"claude-haiku-4-5"_s : u"claude-sonnet-4-5"_s;
    record.outcome = outcome;
    record.status = outcome == RequestRecord::Outcome::Refused ? 401 : 200;
    record.firstByteMs = outcome == RequestRecord::Outcome::Refused ? -1 : 240 + n * 37 % 900;
    record.durationMs = outcome == RequestRecord::Outcome::Refused ? 1 : 1800 + n * 811 % 90'000;
    record.bytesUp = 48'000 + n * 1231 % 50'000;
    record.bytesDown = 900 + n * 7919 % 400'000;
    return record;
}

QList<RequestRecord> sampleRequests(quint64 first, quint64 last)
{
    QList<RequestRecord> records;
    for (quint64 id = first; id <= last; ++id)
        records << sampleRequest(id);
    return records;
}

Overview listeningOverview()
{
    Overview overview;
    overview.relay = Overview::Relay::Listening;
    overview.port = 8642;
    overview.baseUrl = u"http://127.0.0.1:8642"_s;
    overview.vaultSource = u"keychain"_s;
    return overview;
}

QString dumpTexts(const QWidget *root)
{
    QStringList texts;
    QList<const QWidget *> widgets{root};
    for (const QWidget *child : root->findChildren<QWidget *>())
        widgets << child;
    for (const QWidget *widget : std::as_const(widgets)) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription() << widget->windowTitle();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *line = qobject_cast<const QLineEdit *>(widget))
            texts << line->text() << line->placeholderText();
        if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
            texts << plain->toPlainText();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text();
        if (const auto *combo = qobject_cast<const QComboBox *>(widget))
            texts << combo->currentText();
        for (const QByteArray &name : widget->dynamicPropertyNames())
            texts << widget->property(name.constData()).toString();
    }
    texts.removeAll(QString());
    return texts.join(u'\n');
}

} // namespace homeport::test
