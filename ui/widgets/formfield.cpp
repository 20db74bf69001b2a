// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/formfield.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

FormField::FormField(const QString &label, QWidget *input, QLineEdit *line, QWidget *parent)
    : QWidget(parent), m_line(line), m_words(makeMutedLabel({}, this))
{
    auto *title = new QLabel(label, this);
    // Not a row of several: one that hands the focus on, but comes after its parts in the order of Tab, would be a loop.
    title->setBuddy(line ? line : input);
    title->setWordWrap(true);
    m_words->setObjectName(u"words"_s);
    m_words->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addWidget(input);
    layout->addWidget(m_words);
}

void FormField::setHelp(const QString &text)
{
    m_help = text;
    showWords();
}

void FormField::setProblem(const QString &text)
{
    m_problem = text;
    showWords();
}

void FormField::showWords()
{
    const QString words = m_problem.isEmpty() ? m_help : m_problem;
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    setTone(m_words, m_problem.isEmpty() ? Tone::Neutral : Tone::Bad);
    if (m_line) {
        setStyleProperty(m_line, "invalid", m_problem.isEmpty() ? u"false"_s : u"true"_s);
        m_line->setAccessibleDescription(words);
    }
}

QWidget *inputWithButton(QWidget *input, QWidget *button)
{
    auto *row = new QWidget(input->parentWidget()); // a reparented row would lose its place in the tab order
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(input, 1);
    layout->addWidget(button);
    return row;
}

} // namespace homeport
