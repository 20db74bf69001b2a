// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/pricescard.h"

#include "core/base/onresult.h"
#include "ui/services/upkeepservice.h"
#include "ui/settings/pricesdialog.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

PricesCard::PricesCard(UpkeepService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_service(service), m_theme(theme), m_used(makeMutedLabel({}, this)), m_outcome(makeMutedLabel({}, this)),
      m_check(makeButton(tr("Check for new prices"), this))
{
    m_used->setObjectName(u"pricesUsed"_s);
    m_outcome->setObjectName(u"pricesOutcome"_s);
    m_outcome->hide();
    m_check->setObjectName(u"checkPrices"_s);
    auto *card = new Card(tr("Prices"), this);
    card->header()->addWidget(m_check);
    card->body()->addWidget(m_used);
    card->body()->addWidget(m_outcome);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_check, &QPushButton::clicked, this, &PricesCard::check);
    connect(&service, &UpkeepService::pricesChanged, this, &PricesCard::refresh);
    refresh();
}

void PricesCard::refresh()
{
    const PriceFacts facts = m_service.prices();
    QStringList sentences{tr("%L1 models have a price; the list is of %2.").arg(facts.models).arg(facts.version)};
    if (!facts.source.isEmpty())
        sentences << tr("It was fetched from %1 on %2.").arg(facts.source, formatDate(facts.fetchedAt));
    if (facts.own)
        sentences << tr("Prices of your own lie on top and stay.");
    if (!facts.problem.isEmpty())
        sentences << facts.problem;
    m_used->setText(joinSentences(sentences));
}

void PricesCard::say(bool good, const QString &words)
{
    setTone(m_outcome, good ? Tone::Good : Tone::Bad);
    m_outcome->setText(words);
    m_outcome->show();
}

void PricesCard::check()
{
    m_check->setEnabled(false);
    setTone(m_outcome, Tone::Neutral);
    m_outcome->setText(tr("Fetching the list that LiteLLM publishes…"));
    m_outcome->show();
    onResult(m_service.checkPrices(), this, [this](const Result<PricePreview> &preview) { checked(preview); });
}

void PricesCard::checked(const Result<PricePreview> &preview)
{
    m_check->setEnabled(true);
    if (!preview)
        return say(false, tr("No list was fetched. %1").arg(errorText(preview.error())));
    if (preview->changes.isEmpty())
        return say(true, tr("The prices are those of the newest list."));
    if (!window()->isVisible()) // it went to the tray: a dialog of its own would pop up out of nowhere
        return say(true, tr("There are new prices: check again to look at them."));
    m_outcome->hide();
    auto *dialog = new PricesDialog(*preview, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &PricesCard::apply);
    dialog->open();
}

void PricesCard::apply()
{
    const Result<void> applied = m_service.applyPrices();
    say(applied.has_value(), applied ? tr("The new prices are used from now on.") : errorText(applied.error()));
}

} // namespace homeport
