// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/failurerow.h"

#include "ui/activity/requesttext.h"
#include "ui/text/format.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int StateWidth = 96;

RequestStateText stateOf(const AccountFailure &failure)
{
    if (failure.elsewhere)
        return {Tone::Warning, u"warning"_s, failure.status.isEmpty() ? FailureRow::tr("moved on") : failure.status};
    if (!failure.status.isEmpty())
        return {Tone::Bad, u"bad"_s, failure.status};
    return requestStateText(failure.request);
}

} // namespace

FailureRow::FailureRow(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_state(new StateLabel(theme, this)), m_facts(new ElidedLabel(Qt::ElideRight, this)),
      m_words(makeLabel({}, QApplication::font(), this))
{
    m_state->setObjectName(u"failureState"_s);
    m_state->setFixedWidth(StateWidth);
    m_facts->setObjectName(u"failureFacts"_s);
    m_facts->setProperty("role", u"muted"_s);
    m_words->setObjectName(u"failureWords"_s);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(m_facts);
    text->addWidget(m_words);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_state, 0, Qt::AlignTop);
    layout->addLayout(text, 1);
}

void FailureRow::setFailure(const AccountFailure &failure, const QDateTime &now)
{
    const RequestStateText state = stateOf(failure);
    m_state->setState(state.tone, state.icon, state.word);
    const QString after = failure.elsewhere ? tr("then “%1” took it on").arg(failure.request.account) : QString();
    QStringList facts{formatNearMoment(failure.request.startedAt, now), after, failure.request.model, failure.request.tool};
    facts.removeAll(QString());
    m_facts->setFullText(facts.join(u" · "_s));
    m_words->setText(failure.words.isEmpty() && !failure.elsewhere ? requestOutcomeText(failure.request) : failure.words);
    m_words->setVisible(!m_words->text().isEmpty());
    setAccessibleName(u"%1, %2: %3"_s.arg(state.word, m_facts->text(), m_words->text()));
}

} // namespace homeport
