// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchline.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr const char *SearchProperty = "isSearchLine";

struct SearchLine
{
    Q_DECLARE_TR_FUNCTIONS(SearchLine)
};

} // namespace

void makeSearchLine(QLineEdit *line, const Theme &theme)
{
    QAction *lens = line->addAction(theme.icon(u"search"_s, &Colors::muted), QLineEdit::LeadingPosition);
    lens->setText(SearchLine::tr("Search"));
    addClearButton(line);
}

void addClearButton(QLineEdit *line)
{
    line->setProperty(SearchProperty, true);
    line->setClearButtonEnabled(true);
    if (auto *clear = line->findChild<QAction *>(u"_q_qlineeditclearaction"_s)) // Qt leaves it without a word
        clear->setText(SearchLine::tr("Clear the line"));
}

bool isSearchLine(const QLineEdit *line)
{
    return line->property(SearchProperty).toBool();
}

} // namespace homeport
