// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountlistrow.h"

#include "ui/accounts/accounttext.h"
#include "ui/accounts/troublecard.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QToolButton>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

AccountListRow::AccountListRow(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_state(new StateLabel(theme, this)), m_name(new ElidedLabel(Qt::ElideRight, this)),
      m_details(new ElidedLabel(Qt::ElideRight, this)), m_baseUrl(new ElidedLabel(Qt::ElideRight, this)),
      m_token(new ElidedLabel(Qt::ElideRight, this)), m_pause(makeIconButton(theme, u"pause"_s, {}, this)),
      m_remove(makeIconButton(theme, u"remove"_s, {}, this)), m_open(makeIconButton(theme, u"forward"_s, {}, this))
{
    setProperty("role", u"card"_s);
    m_state->setObjectName(u"state"_s);
    m_state->setColumnOf(accountStateWords());
    m_name->setObjectName(u"name"_s);
    m_name->setFont(titleFont());
    m_details->setObjectName(u"details"_s);
    m_details->setProperty("role", u"muted"_s);
    m_baseUrl->setObjectName(u"baseUrl"_s);
    m_baseUrl->setProperty("role", u"muted"_s);
    m_baseUrl->setFont(monospaceFont());
    m_token->setObjectName(u"token"_s);
    m_token->setProperty("role", u"muted"_s);
    m_pause->setObjectName(u"pause"_s);
    m_remove->setObjectName(u"remove"_s);
    m_open->setObjectName(u"open"_s);
    build();
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT opened(m_account.id); });
    connect(m_pause, &QToolButton::clicked, this, [this] { Q_EMIT pauseRequested(m_account.id, !m_account.paused); });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(m_account.id); });
}

void AccountListRow::build()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_name);
    words->addWidget(m_details);
    words->addWidget(m_baseUrl);
    words->addWidget(m_token);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addLayout(words, 1);
    top->addSpacing(8);
    top->addWidget(m_state);
    top->addWidget(m_pause);
    top->addWidget(m_remove);
    top->addWidget(m_open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 12, 12);
    layout->setSpacing(12);
    layout->addLayout(top);
}

void AccountListRow::setAccount(const Account &account, const ProviderProfile *profile)
{
    const Words words = wordsFor(account, profile);
    if (account == m_account && words == m_words)
        return;
    m_account = account;
    m_words = words;
    setObjectName(u"account%1"_s.arg(account.id));
    const AccountStateText state = accountStateText(account);
    m_state->setState(state.tone, state.icon, state.word);
    m_name->setFullText(account.name);
    m_details->setFullText(words.details);
    m_baseUrl->setFullText(account.baseUrl);
    m_baseUrl->setVisible(words.ownBaseUrl);
    m_token->setFullText(words.token);
    m_token->setVisible(!words.token.isEmpty());
    setCard(m_paused, u"pausedCard"_s, words.pause);
    setCard(m_trouble, u"troubleCard"_s, words.health);
    setAccessibleName(tr("%1, %2").arg(account.name, state.word));
    nameButtons();
}

AccountListRow::Words AccountListRow::wordsFor(const Account &account, const ProviderProfile *profile)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString plan = planOf(account, profile);
    const QString credential = credentialText(account, profile);
    //: %1: provider, %2: kind of credential
    return {.details = tr("%1 · %2").arg(profile ? profile->displayName : account.providerId,
                                         plan.isEmpty() ? credential : tr("%1, plan: %2").arg(credential, plan)),
            .token = tokenText(account, now),
            .pause = pauseAdvice(account),
            // The state's own word says all of a refresh that goes well.
            .health = account.state == Account::State::Refreshing ? AccountAdvice{} : healthAdvice(account, profile, now),
            .ownBaseUrl = !profile || account.baseUrl != profile->baseUrl}; // the provider's own tells nothing new
}

void AccountListRow::setFigures(const AccountFigures &figures)
{
    if (std::exchange(m_values, figures) != figures)
        showFigures();
}

void AccountListRow::setWide(bool wide)
{
    if (std::exchange(m_wide, wide) != wide)
        showFigures();
}

// Below the words they cost height: only with something to tell.
void AccountListRow::showFigures()
{
    const bool shown = m_values.quota || m_values.tokens() > 0 || (m_wide && !m_values.hours.isEmpty());
    if (!shown && !m_figures)
        return;
    if (!m_figures)
        m_figures = new RowFigures(m_theme, this);
    m_figures->setFigures(m_values);
    setAccessibleDescription(m_figures->words());
    placeFigures();
    m_figures->setVisible(shown);
}

void AccountListRow::placeFigures()
{
    auto *rows = qobject_cast<QVBoxLayout *>(layout());
    auto *top = qobject_cast<QHBoxLayout *>(rows->itemAt(0)->layout());
    if (m_wide && top->indexOf(m_figures) < 0) {
        rows->removeWidget(m_figures);
        top->insertWidget(1, m_figures);
        m_figures->setContentsMargins(16, 0, 8, 0);
    } else if (!m_wide && rows->indexOf(m_figures) < 0) {
        top->removeWidget(m_figures);
        rows->insertWidget(1, m_figures, 0, Qt::AlignLeft);
        m_figures->setContentsMargins({});
    }
}

// Most rows never have one: it is made for the first thing it has to say. The pause's comes before the other.
void AccountListRow::setCard(TroubleCard *&card, const QString &name, const AccountAdvice &advice)
{
    if (!card && advice.title.isEmpty())
        return;
    if (!card) {
        card = new TroubleCard(m_theme, this);
        card->setObjectName(name);
        auto *rows = qobject_cast<QVBoxLayout *>(layout());
        const int first = m_figures && rows->indexOf(m_figures) >= 0 ? 2 : 1;
        rows->insertWidget(&card == &m_paused ? first : -1, card);
        connect(card, &TroubleCard::actionRequested, this, [this](AccountAction action) { Q_EMIT actionRequested(m_account.id, action); });
    }
    card->setAdvice(advice, m_account.name);
}

QList<QWidget *> AccountListRow::tabStops() const
{
    QList<QWidget *> stops{m_pause, m_remove, m_open};
    for (const TroubleCard *card : {m_paused, m_trouble}) {
        if (card)
            stops += card->tabStops();
    }
    return stops;
}

void AccountListRow::nameButtons()
{
    const QString pauseName = m_account.paused ? tr("Resume “%1”").arg(m_account.name) : tr("Pause “%1”").arg(m_account.name);
    m_pause->setIcon(m_theme.icon(m_account.paused ? u"play"_s : u"pause"_s, &Colors::muted));
    m_pause->setToolTip(pauseName);
    m_pause->setAccessibleName(pauseName);
    const QString removeName = tr("Remove “%1”").arg(m_account.name);
    m_remove->setToolTip(removeName);
    m_remove->setAccessibleName(removeName);
    const QString openName = tr("Details of “%1”").arg(m_account.name);
    m_open->setToolTip(openName);
    m_open->setAccessibleName(openName);
}

void AccountListRow::focusActions()
{
    m_pause->setFocus();
}

void AccountListRow::focusOpen()
{
    m_open->setFocus();
}

void AccountListRow::mouseReleaseEvent(QMouseEvent *event)
{
    QFrame::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT opened(m_account.id);
}

} // namespace homeport
