// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/pricesdialog.h"

#include "ui/text/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr NanoDollars PerMillion = 1'000'000;

QTableWidget *makeTable(const PricePreview &preview, QWidget *parent)
{
    auto *table = new QTableWidget(static_cast<int>(preview.changes.size()), 3, parent);
    table->setObjectName(u"priceChanges"_s);
    table->setAccessibleName(PricesDialog::tr("Changes"));
    table->setHorizontalHeaderLabels({PricesDialog::tr("Model"), PricesDialog::tr("Now"), PricesDialog::tr("Then")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setMinimumHeight(220);
    for (int row = 0; row < table->rowCount(); ++row) {
        const PriceChange &change = preview.changes.at(row);
        const bool stays = preview.overridden.contains(change.model);
        const QString texts[] = {change.model, priceText(change.before),
                                 stays ? PricesDialog::tr("your own price stays") : priceText(change.after)};
        for (int column = 0; column < 3; ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            table->setItem(row, column, item);
        }
    }
    return table;
}

} // namespace

QString priceText(const QList<PricePeriod> &periods)
{
    if (periods.isEmpty())
        return u"–"_s;
    const ModelPrice &price = periods.constLast().price;
    //: what a million tokens cost: %1 those of a prompt, %2 those of an answer
    return PricesDialog::tr("%1 in, %2 out").arg(formatMoney(price.input * PerMillion), formatMoney(price.output * PerMillion));
}

PricesDialog::PricesDialog(const PricePreview &preview, QWidget *parent) : GrowingDialog(parent)
{
    setWindowTitle(tr("New prices"));
    auto *table = makeTable(preview, this);
    auto *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    auto *use = makePrimaryButton(tr("Use these prices"), this);
    use->setObjectName(u"usePrices"_s);
    use->setDefault(true);
    const auto changes = preview.changes.size();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(makeLabel(changes == 1 ? tr("One price changes") : tr("%L1 prices change").arg(changes), titleFont(), this));
    layout->addWidget(
        makeMutedLabel(tr("In dollars for a million tokens. The list is of %1, from %2. Requests that were made keep what they cost.")
                           .arg(preview.version, preview.source),
                       this));
    layout->addWidget(table, 1);
    if (!preview.leftOut.isEmpty())
        layout->addWidget(makeMutedLabel(tr("%L1 entries can't be told exactly and are left out, such as %2.")
                                             .arg(preview.leftOut.size())
                                             .arg(preview.leftOut.constFirst()),
                                         this));
    QHBoxLayout *buttons = makeButtonRow({cancel, use});
    layout->addLayout(buttons);
    setMinimumSize(600, 420);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(use, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace homeport
