// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/wayscards.h"

#include "core/base/onresult.h"
#include "ui/services/accountsservice.h"
#include "ui/services/proxiesservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/text/isolate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFileInfo>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct ProvidersCard
{
    Q_DECLARE_TR_FUNCTIONS(ProvidersCard)
};

} // namespace

DefaultProxyCard::DefaultProxyCard(ProxiesService &service, QWidget *parent)
    : QWidget(parent), m_service(service), m_choice(new QComboBox(this)), m_words(makeMutedLabel({}, this))
{
    m_choice->setObjectName(u"defaultProxy"_s);
    m_choice->setAccessibleName(tr("Default proxy"));
    m_choice->setMaximumWidth(400);
    m_words->setObjectName(u"defaultProxyWords"_s);
    auto *card = new Card(tr("Default proxy"), this);
    card->body()->addWidget(m_choice);
    card->body()->addWidget(m_words);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_choice, &QComboBox::activated, this, &DefaultProxyCard::choose);
    connect(&service, &ProxiesService::proxiesChanged, this, &DefaultProxyCard::refresh);
    refresh();
}

void DefaultProxyCard::refresh()
{
    const QList<ProxyInfo> proxies = m_service.proxies();
    m_choice->clear();
    m_choice->addItem(tr("None"), qint64(0));
    for (const ProxyInfo &proxy : proxies)
        m_choice->addItem(proxy.name, proxy.id);
    const int place = m_choice->findData(m_service.defaultId());
    m_choice->setCurrentIndex(place);
    m_choice->setEnabled(!proxies.isEmpty() || m_service.defaultId() != 0);
    setTone(m_words, place < 0 ? Tone::Warning : Tone::Neutral);
    m_words->setText(place < 0 ? tr("The default proxy was removed: accounts that chose none are stopped. Choose another one, or none.")
                     : proxies.isEmpty() ? tr("Accounts go direct. Proxies are added on the Proxies page.")
                     : place == 0        ? tr("Accounts that chose no proxy go direct.")
                                  : tr("Accounts that chose no proxy go through it. If it fails they stop: nothing goes direct instead."));
}

void DefaultProxyCard::choose(int place)
{
    onResult(m_service.setDefault(m_choice->itemData(place).toLongLong()), this, [this](const Result<void> &chosen) {
        refresh();
        if (chosen)
            return;
        setTone(m_words, Tone::Bad);
        m_words->setText(errorText(chosen.error()));
    });
}

QWidget *makeProvidersCard(const AccountsService &service, const Theme &theme, QWidget *parent)
{
    auto *card = new Card(ProvidersCard::tr("Providers"), parent);
    card->setObjectName(u"providersCard"_s);
    QStringList names;
    for (const ProviderProfile &profile : service.profiles())
        names << profile.displayName;
    names.sort(Qt::CaseInsensitive);
    card->body()->addWidget(makeLabel(formatList(names), card->font(), card));
    card->body()->addWidget(makeMutedLabel(
        ProvidersCard::tr("Each is one JSON file. Files of your own in the folder “providers” beside settings.ini are read when "
                          "Homeport starts: one of the same id takes a provider's place."),
        card));
    for (const ProfileProblem &problem : service.profileProblems()) {
        auto *state = new StateLabel(theme, card);
        state->setWrapping();
        state->setState(
            Tone::Warning, u"warning"_s,
            ProvidersCard::tr("%1 is left out: %2").arg(isolated(QFileInfo(problem.file).fileName()), isolated(problem.error.detail)));
        card->body()->addWidget(state);
    }
    return card;
}

} // namespace homeport
