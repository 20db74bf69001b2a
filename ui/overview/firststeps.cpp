// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/firststeps.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

FirstSteps::FirstSteps(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    auto *card = new Card(tr("First steps"), this);
    card->body()->setSpacing(16);
    QPushButton *guide = makeLinkButton(theme, u"forward"_s, tr("Guide me"), this);
    guide->setObjectName(u"guideMe"_s);
    guide->setAccessibleName(tr("Set up Homeport step by step"));
    card->header()->addWidget(guide);
    connect(guide, &QPushButton::clicked, this, &FirstSteps::setUpRequested);
    m_steps[0] = makeStep(u"stepAccount"_s, tr("1. Add an account"),
                          tr("Sign in with your browser or paste an API key. It is kept encrypted."), tr("Add account"), card->body());
    m_steps[1] = makeStep(u"stepKey"_s, tr("2. Create a local key"), tr("It lets a tool on this computer use the relay, and nothing else."),
                          tr("Create key"), card->body());
    m_steps[2] = makeStep(u"stepTool"_s, tr("3. Point a tool here"),
                          tr("Copy two lines and run the tool: its first request completes this step."), tr("Show lines"), card->body());
    connect(m_steps[0].action, &QPushButton::clicked, this, &FirstSteps::accountRequested);
    connect(m_steps[1].action, &QPushButton::clicked, this, &FirstSteps::keyRequested);
    connect(m_steps[2].action, &QPushButton::clicked, this, &FirstSteps::linesRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    setProgress({});
}

void FirstSteps::setProgress(const Progress &progress)
{
    showStep(m_steps[0], progress.account, !progress.account);
    showStep(m_steps[1], progress.key, progress.account && !progress.key);
    showStep(m_steps[2], progress.request, progress.account && progress.key && !progress.request);
}

FirstSteps::Step FirstSteps::makeStep(const QString &name, const QString &title, const QString &text, const QString &action, QLayout *into)
{
    const Step step{new IconLabel(24, this), makeLabel(title, strongFont(), this), makeButton(action, this)};
    step.title->setObjectName(name);
    step.action->setObjectName(name + u"Action");
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(step.title);
    words->addWidget(makeMutedLabel(text, this));
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(step.icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(step.action, 0, Qt::AlignVCenter);
    into->addItem(row);
    return step;
}

// The next thing to do is the primary button; what is done keeps only its check mark.
void FirstSteps::showStep(const Step &step, bool done, bool next)
{
    step.icon->setIcon(done ? m_theme.icon(u"good"_s, Tone::Good) : m_theme.icon(u"circle"_s, next ? Tone::Info : Tone::Neutral));
    step.title->setAccessibleName(done ? tr("%1 (done)").arg(step.title->text()) : step.title->text());
    step.action->setVisible(!done);
    setStyleProperty(step.action, "role", next ? u"primary"_s : QString());
}

} // namespace homeport
