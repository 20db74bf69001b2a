// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/toolscard.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ToolsCard::ToolsCard(const Theme &theme, QWidget *parent) : QWidget(parent)
{
    auto *card = new Card(tr("A key for a tool"), this);
    card->body()->addWidget(makeMutedLabel(
        tr("One click makes a key named after the tool. Give each tool its own, so that you can take it back alone."), this));
    auto *row = new FlowLayout(8);
    for (const Tool tool : AllTools) {
        QPushButton *button = makeButton(theme, u"add"_s, toolName(tool), this);
        button->setObjectName(u"makeKey%1"_s.arg(static_cast<int>(tool)));
        button->setAccessibleName(tr("Make a key for %1").arg(toolName(tool)));
        button->setToolTip(toolPolicyText(tool));
        connect(button, &QPushButton::clicked, this, [this, tool] { Q_EMIT keyRequested(tool); });
        row->addWidget(button);
        m_buttons << button;
    }
    card->body()->addLayout(row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
}

QList<QWidget *> ToolsCard::tabStops() const
{
    return {m_buttons.cbegin(), m_buttons.cend()};
}

void ToolsCard::setBusy(bool busy)
{
    for (QPushButton *button : std::as_const(m_buttons))
        button->setEnabled(!busy);
}

} // namespace homeport
