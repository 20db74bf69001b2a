// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/programline.h"

#include "ui/text/isolate.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ProgramLine::ProgramLine(const QString &executable, QWidget *parent)
    : QWidget(parent), m_executable(executable), m_process(new ElidedLabel(Qt::ElideRight, this)), m_state(makeMutedLabel({}, this)),
      m_problem(makeLabel({}, QApplication::font(), this)), m_answers(new QHBoxLayout)
{
    setObjectName(u"program-"_s + executable);
    auto *path = new ElidedLabel(Qt::ElideMiddle, this);
    path->setObjectName(u"path"_s);
    path->setFont(monospaceFont());
    path->setFullText(isolated(executable));
    path->setMinimumWidth(96);
    m_process->setObjectName(u"process"_s);
    m_process->hide();
    m_state->setObjectName(u"state"_s);
    m_problem->setObjectName(u"problem"_s);
    setTone(m_problem, Tone::Bad);
    m_problem->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    for (QWidget *line : std::initializer_list<QWidget *>{path, m_process, m_state, m_problem})
        words->addWidget(line);
    m_answers->setSpacing(8);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    layout->addLayout(words, 1);
    layout->addLayout(m_answers);
    layout->setAlignment(m_answers, Qt::AlignTop);
}

void ProgramLine::setProcess(const QString &text)
{
    m_process->setFullText(text);
    m_process->setVisible(!text.isEmpty());
}

void ProgramLine::setState(const QString &text)
{
    m_state->setText(text);
}

void ProgramLine::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void ProgramLine::setBusy(bool busy)
{
    for (QPushButton *button : std::as_const(m_actions))
        button->setEnabled(!busy);
}

void ProgramLine::addAction(QPushButton *button, const QString &name)
{
    button->setObjectName(name);
    button->setAccessibleName(button->accessibleName() + u' ' + m_executable);
    m_answers->addWidget(button);
    m_actions << button;
}

QList<QWidget *> ProgramLine::tabStops() const
{
    return {m_actions.cbegin(), m_actions.cend()};
}

} // namespace homeport
