// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountfacts.h"

#include "core/providers/vertexaddress.h"
#include "ui/accounts/accountadvice.h"
#include "ui/accounts/accounttext.h"
#include "ui/text/format.h"
#include "ui/text/isolate.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AccountFacts::AccountFacts(QWidget *parent) : QFrame(parent), m_grid(new QGridLayout(this))
{
    setProperty("role", u"card"_s);
    setAccessibleName(tr("Facts"));
    m_grid->setContentsMargins(20, 16, 20, 16);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
}

void AccountFacts::setAccount(const Account &account, const ProviderProfile *profile, const QString &proxy)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto moment = [&now](const QDateTime &at) { return formatMoment(at, now); };
    const bool token = account.credential == Account::Credential::OAuth || account.credential == Account::Credential::ServiceAccount;
    if (m_values.isEmpty())
        addHeading(tr("Account"));
    setFact(u"provider"_s, tr("Provider"),
            profile ? profile->displayName : tr("%1 (its provider file is gone)").arg(isolated(account.providerId)));
    setFact(u"baseUrl"_s, tr("Base URL"), account.baseUrl);
    setFact(u"credential"_s, tr("Credential"), credentialText(account, profile));
    setFact(u"plan"_s, tr("Plan"), planOf(account, profile));
    setFact(u"clientId"_s, tr("OAuth client"), account.clientId);
    setFact(u"organization"_s, tr("Organization"), account.organization);
    setFact(u"project"_s, tr("Project"), account.projectId);
    setFact(u"region"_s, tr("Region"), vertexPlaceOf(account.baseUrl).value_or(VertexPlace()).region);
    setFact(u"proxy"_s, tr("Proxy"), proxy);
    setFact(u"created"_s, tr("Added"), moment(account.createdAt));
    if (!m_values.contains(u"pause"_s))
        addHeading(tr("Health"));
    setFact(u"pause"_s, tr("Your pause"), account.paused ? tr("Paused by you") : tr("Not paused"));
    setFact(u"verdict"_s, tr("Provider's verdict"), verdictText(account, now));
    setFact(u"obtained"_s, token ? tr("Token obtained") : tr("Key obtained"), moment(account.obtainedAt));
    const QString never = token ? tr("It does not expire") : QString();
    setFact(u"expires"_s, tr("Token valid until"), account.expiresAt.isValid() ? moment(account.expiresAt) : never);
    QString next = moment(account.nextRefreshAt);
    if (token && next.isEmpty() && account.expiresAt.isValid())
        next = account.refreshable ? tr("None is due") : tr("Never: the provider gave no refresh token");
    setFact(u"nextRefresh"_s, account.refreshProblem.isEmpty() ? tr("Next refresh") : tr("Next attempt"), next);
}

void AccountFacts::setFact(const QString &name, const QString &caption, const QString &value)
{
    if (!m_values.contains(name)) {
        const int row = m_grid->rowCount();
        QLabel *title = makeMutedLabel(caption, this);
        title->setWordWrap(false);
        auto *label = new ElidedLabel(Qt::ElideRight, this);
        label->setObjectName(name);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_grid->addWidget(title, row, 0);
        m_grid->addWidget(label, row, 1);
        m_captions.insert(name, title);
        m_values.insert(name, label);
    }
    QLabel *title = m_captions.value(name);
    ElidedLabel *label = m_values.value(name);
    title->setText(caption);
    label->setFullText(value);
    label->setAccessibleName(u"%1: %2"_s.arg(caption, value));
    title->setVisible(!value.isEmpty());
    label->setVisible(!value.isEmpty());
}

void AccountFacts::addHeading(const QString &text)
{
    const int row = m_grid->rowCount();
    if (row > 1)
        m_grid->setRowMinimumHeight(row, 36); // room above the second group
    m_grid->addWidget(makeLabel(text, titleFont(), this), row, 0, 1, 2, Qt::AlignBottom);
}

} // namespace homeport
