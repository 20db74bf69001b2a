// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagesums.h"

#include "ui/text/format.h"
#include "ui/usage/usagetext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

UsageSums::UsageSums(const Theme &theme, QWidget *parent) : QWidget(parent), m_unpriced(new StateLabel(theme, this))
{
    auto *row = new FlowLayout(32);
    row->setLineGap(8);
    m_cost = addSum(u"sumCost"_s, tr("Cost"), row);
    m_tokens = addSum(u"sumTokens"_s, tr("Tokens"), row);
    m_requests = addSum(u"sumRequests"_s, tr("Requests"), row);
    m_failed = addSum(u"sumFailed"_s, tr("Failed"), row);
    m_unpriced->setObjectName(u"unpriced"_s);
    m_unpriced->setWrapping();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_unpriced);
    setTotals({});
}

QLabel *UsageSums::addSum(const QString &name, const QString &caption, FlowLayout *row)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    QLabel *words = makeMutedLabel(caption, this);
    words->setWordWrap(false);
    words->setFont(smallFont());
    QLabel *number = makeLabel({}, titleFont(), this);
    number->setObjectName(name);
    number->setWordWrap(false);
    column->addWidget(words);
    column->addWidget(number);
    row->addLayout(column);
    return number;
}

void UsageSums::setTotals(const UsageTotals &totals)
{
    const QLocale locale;
    m_cost->setText(formatMoney(totals.cost));
    m_tokens->setText(formatCount(totals.tokens()));
    m_tokens->setToolTip(locale.toString(totals.tokens()));
    m_requests->setText(locale.toString(totals.requests));
    m_failed->setText(locale.toString(totals.failed));
    m_unpriced->setState(Tone::Warning, u"warning"_s, unpricedText(totals.unpriced));
    m_unpriced->setVisible(totals.unpriced > 0);
}

} // namespace homeport
