// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountusage.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/usage/usagechart.h"
#include "ui/usage/usageloader.h"
#include "ui/usage/usagetext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/minutetick.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int ChartHeight = 260;

UsageTotals totalsSince(const UsageReport &report, const QDateTime &from)
{
    UsageTotals totals;
    for (const UsageSlice &slice : report.slices) {
        if (slice.start >= from)
            totals += slice.totals;
    }
    return totals;
}

} // namespace

AccountUsage::AccountUsage(UsageService &service, const Theme &theme, QWidget *parent, UsageClock clock)
    : QWidget(parent), m_theme(theme), m_clock(std::move(clock)), m_loader(new UsageLoader(service, this)),
      m_message(makeMutedLabel({}, this)), m_retry(makeButton(theme, u"retry"_s, tr("Retry"), this)), m_numbers(new QWidget(this)),
      m_unpriced(new StateLabel(theme, this)), m_chart(new UsageChart(theme, this))
{
    setObjectName(u"accountUsage"_s);
    m_message->setObjectName(u"accountUsageMessage"_s);
    m_retry->setObjectName(u"retryAccountUsage"_s);
    m_numbers->setObjectName(u"accountUsageNumbers"_s);
    m_unpriced->setWrapping();
    m_chart->setFixedHeight(ChartHeight);
    auto *numbers = new QVBoxLayout(m_numbers);
    numbers->setContentsMargins(0, 0, 0, 0);
    numbers->setSpacing(12);
    numbers->addLayout(makeSums());
    numbers->addWidget(m_unpriced);
    numbers->addWidget(m_chart);
    auto *card = new Card(tr("Usage"), this);
    card->header()->addWidget(m_retry);
    card->body()->addWidget(m_message);
    card->body()->addWidget(m_numbers);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    showMessage(tr("Loading…"));
    connect(m_retry, &QPushButton::clicked, this, &AccountUsage::ask);
    connect(m_loader, &UsageLoader::slow, this, [this] { showMessage(tr("Loading…")); });
    connect(m_loader, &UsageLoader::answered, this, &AccountUsage::showReport);
    connect(m_loader, &UsageLoader::failed, this, &AccountUsage::showFailure);
    connect(m_loader, &UsageLoader::refreshDue, this, [this] { m_loader->refresh(question()); });
    connect(new MinuteTick(this), &MinuteTick::ticked, this, &AccountUsage::look);
}

QGridLayout *AccountUsage::makeSums()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(4);
    const QString titles[] = {tr("Cost"), tr("Tokens"), tr("Requests"), tr("Failed")};
    int column = 1;
    for (const QString &title : titles) {
        QLabel *label = makeMutedLabel(title, m_numbers);
        label->setWordWrap(false);
        label->setFont(smallFont());
        grid->addWidget(label, 0, column++, Qt::AlignRight);
    }
    grid->setColumnStretch(column, 1);
    m_today = addRow(grid, u"usageToday"_s, tr("Today"));
    m_thisMonth = addRow(grid, u"usageMonth"_s, tr("This month"));
    return grid;
}

AccountUsage::Row AccountUsage::addRow(QGridLayout *grid, const QString &name, const QString &title)
{
    const int row = grid->rowCount();
    grid->addWidget(makeMutedLabel(title, m_numbers), row, 0); // gives way to large numbers
    Row cells{};
    const QString parts[] = {u"Cost"_s, u"Tokens"_s, u"Requests"_s, u"Failed"_s};
    for (int i = 0; i < 4; ++i) {
        cells[static_cast<std::size_t>(i)] = makeLabel({}, i == 0 ? strongFont() : tabularFont(), m_numbers);
        QLabel *cell = cells[static_cast<std::size_t>(i)];
        cell->setObjectName(name + parts[i]);
        cell->setWordWrap(false);
        grid->addWidget(cell, row, i + 1, Qt::AlignRight);
    }
    return cells;
}

void AccountUsage::setAccount(const QString &name)
{
    if (name == m_name)
        return;
    m_name = name;
    m_asked = false;
    m_numbers->hide(); // they are another one's
    if (isVisible())
        ask();
}

UsageQuestion AccountUsage::question()
{
    const QDate today = m_clock.now().toTimeZone(m_clock.zone).date();
    m_days = usageRange(UsagePeriod::ThirtyDays, today, 0, m_clock.zone);
    m_month = usageRange(UsagePeriod::Month, today, 0, m_clock.zone).from;
    UsageQuestion question;
    question.from = std::min(m_days.from, m_month); // a month may have 31 days
    question.to = m_days.to;
    question.zone = m_clock.zone;
    question.step = UsageStep::Day;
    question.where[UsageDimension::Account] = m_name;
    return question;
}

// Has a day begun?
void AccountUsage::look()
{
    if (m_asked && sliceAt(m_days, m_clock.now()) != m_days.starts.size() - 1)
        m_loader->refresh(question());
}

void AccountUsage::ask()
{
    if (m_name.isEmpty())
        return;
    m_asked = true;
    m_loader->ask(question());
}

void AccountUsage::showReport(const UsageReport &report)
{
    const auto fill = [](const Row &row, const UsageTotals &totals) {
        const QLocale locale;
        row[0]->setText(formatMoney(totals.cost));
        row[1]->setText(formatCount(totals.tokens()));
        row[1]->setToolTip(locale.toString(totals.tokens()));
        row[2]->setText(locale.toString(totals.requests));
        row[3]->setText(locale.toString(totals.failed));
    };
    const UsageTotals month = totalsSince(report, m_month);
    const UsageTotals all = totalsSince(report, std::min(m_days.from, m_month));
    fill(m_today, totalsSince(report, m_days.starts.constLast()));
    fill(m_thisMonth, month);
    m_unpriced->setState(Tone::Warning, u"warning"_s, unpricedText(all.unpriced));
    m_unpriced->setVisible(all.unpriced > 0);
    m_chart->setVisible(all.tokens() > 0 || all.cost > 0); // of failures alone there is nothing to draw
    m_chart->setFigure(figureByKind(m_days, report), m_clock.zone, sliceAt(m_days, m_clock.now()));
    showMessage(all.requests == 0 ? tr("Nothing was used in the last 30 days.") : QString());
}

void AccountUsage::showFailure(const Error &error)
{
    showMessage(usageFailureText(error));
    m_asked = false;
    m_retry->show();
}

void AccountUsage::showMessage(const QString &message)
{
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_numbers->setVisible(message.isEmpty());
    m_retry->hide();
}

void AccountUsage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_asked)
        ask();
    m_loader->setActive(true);
}

void AccountUsage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_loader->setActive(false);
}

} // namespace homeport
