// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/troublecard.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

TroubleCard::TroubleCard(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_icon(new IconLabel(20, this)), m_title(makeLabel({}, strongFont(), this)),
      m_text(makeLabel({}, QApplication::font(), this)), m_action(makeButton(tr("What to do"), this))
{
    setProperty("role", u"banner"_s);
    m_title->setObjectName(u"troubleTitle"_s);
    m_text->setObjectName(u"troubleText"_s);
    m_action->setObjectName(u"troubleAction"_s);
    auto *sentences = new QVBoxLayout;
    sentences->setSpacing(4);
    sentences->addWidget(m_title);
    sentences->addWidget(m_text);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_icon, 0, Qt::AlignTop);
    top->addLayout(sentences, 1);
    top->addWidget(m_action, 0, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(top);
    connect(m_action, &QPushButton::clicked, this, [this] { Q_EMIT actionRequested(m_does); });
    hide();
}

void TroubleCard::setAdvice(const AccountAdvice &advice, const QString &name)
{
    setVisible(!advice.title.isEmpty());
    if (advice.title.isEmpty())
        return;
    m_does = advice.action;
    setTone(this, advice.tone);
    m_icon->setIcon(m_theme.icon(advice.icon, advice.tone));
    m_title->setText(advice.title);
    m_text->setText(advice.text);
    setWords(advice.words);
    const QString verb = actionText(advice.action);
    m_action->setText(verb);
    m_action->setVisible(!verb.isEmpty());
    //: %1: what the button does, %2: an account's name
    m_action->setAccessibleName(tr("%1: “%2”").arg(verb.endsWith(u'…') ? verb.chopped(1) : verb, name));
    setAccessibleName(advice.title);
    setAccessibleDescription(advice.words.isEmpty() ? advice.text : QString(advice.text + u'\n' + advice.words));
}

void TroubleCard::setWords(const QString &words)
{
    if (!m_words && words.isEmpty())
        return;
    if (!m_words) {
        m_words = new CodeView(tr("What was said, word for word"), this);
        m_words->setObjectName(u"troubleWords"_s);
        m_words->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // sentences, mostly
        layout()->addWidget(m_words);
        setTabOrder(m_words, m_action);
    }
    m_words->setCode(words);
    m_words->setVisible(!words.isEmpty());
}

QList<QWidget *> TroubleCard::tabStops() const
{
    return m_words ? QList<QWidget *>{m_words, m_action} : QList<QWidget *>{m_action};
}

void TroubleCard::setBusy(bool busy)
{
    m_action->setEnabled(!busy);
}

} // namespace homeport
