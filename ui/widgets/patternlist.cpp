// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/patternlist.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int MostRows = 4; // then it scrolls

} // namespace

PatternList::PatternList(const Theme &theme, const QString &name, const QString &example, QWidget *parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_add(makeButton(theme, u"add"_s, tr("Add"), this)), m_list(new QListWidget(this)),
      m_remove(makeButton(tr("Remove"), this))
{
    m_line->setObjectName(u"pattern"_s);
    m_line->setAccessibleName(tr("%1: one to add").arg(name));
    m_line->setPlaceholderText(example);
    m_line->setMaxLength(200);
    m_add->setObjectName(u"addPattern"_s);
    m_add->setAccessibleName(tr("%1: add").arg(name));
    m_list->setObjectName(u"patterns"_s);
    m_list->setAccessibleName(name);
    m_list->setLayoutDirection(Qt::LeftToRight); // as the line above writes one, in every language
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_remove->setObjectName(u"removePattern"_s);
    m_remove->setAccessibleName(tr("%1: remove the selected one").arg(name));
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_line, 1);
    top->addWidget(m_add);
    auto *below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_list, 1);
    below->addWidget(m_remove, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addLayout(below);
    setFocusProxy(m_line);
    connect(m_add, &QPushButton::clicked, this, &PatternList::takeTyped);
    connect(m_line, &QLineEdit::textChanged, this, &PatternList::showState);
    connect(m_line, &QLineEdit::textEdited, this, &PatternList::edited);
    connect(m_list, &QListWidget::currentRowChanged, this, &PatternList::showState);
    connect(m_remove, &QPushButton::clicked, this, &PatternList::remove);
    showState();
}

void PatternList::setSuggestions(const QStringList &names)
{
    auto *completer = new QCompleter(names, m_line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_line->setCompleter(completer);
}

void PatternList::setPatterns(const QStringList &patterns)
{
    m_list->clear();
    m_list->addItems(patterns);
    showState();
}

QStringList PatternList::patterns() const
{
    QStringList all;
    for (int row = 0; row < m_list->count(); ++row)
        all << m_list->item(row)->text();
    return all;
}

// Several at once, as they are pasted: parted by commas or blanks.
void PatternList::takeTyped()
{
    static constexpr auto isGap = [](QChar c) { return c == u',' || c.isSpace(); };
    QString text = m_line->text();
    std::replace_if(text.begin(), text.end(), isGap, QChar(u' '));
    for (const QString &pattern : text.split(u' ', Qt::SkipEmptyParts)) {
        if (m_list->findItems(pattern, Qt::MatchExactly | Qt::MatchCaseSensitive).isEmpty())
            m_list->addItem(pattern);
    }
    m_line->clear();
    showState();
    Q_EMIT edited();
}

void PatternList::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && m_add->isEnabled())
        takeTyped();
    else
        QWidget::keyPressEvent(event);
}

void PatternList::remove()
{
    delete m_list->takeItem(m_list->currentRow());
    showState();
    Q_EMIT edited();
}

void PatternList::showState()
{
    m_add->setEnabled(!m_line->text().trimmed().isEmpty());
    m_remove->setEnabled(m_list->currentRow() >= 0);
    const int rows = m_list->count();
    m_list->setVisible(rows > 0);
    m_remove->setVisible(rows > 0);
    m_list->ensurePolished();
    const int rowHeight = rows > 0 ? std::max(m_list->sizeHintForRow(0), fontMetrics().height() + 12) : 0;
    m_list->setFixedHeight(std::clamp(rows, 1, MostRows) * rowHeight + 14);
}

} // namespace homeport
