// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/resetcard.h"

#include "core/base/onresult.h"
#include "ui/services/desktop.h"
#include "ui/services/settingsservice.h"
#include "ui/text/errortext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ResetCard::ResetCard(SettingsService &service, Prompt &prompt, QWidget *parent)
    : QWidget(parent), m_service(service), m_prompt(prompt), m_outcome(makeMutedLabel({}, this))
{
    auto *button = makeButton(tr("Reset settings…"), this);
    button->setObjectName(u"resetSettings"_s);
    m_outcome->setObjectName(u"resetOutcome"_s);
    m_outcome->hide();
    auto *card = new Card(tr("Reset"), this);
    card->header()->addWidget(button);
    card->body()->addWidget(
        makeMutedLabel(tr("Connection, limits, time-outs, backups and the log go back to what is usual. Accounts, keys, proxies, usage and "
                          "how long it is kept stay as they are."),
                       this));
    card->body()->addWidget(m_outcome);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(button, &QPushButton::clicked, this, &ResetCard::ask);
}

void ResetCard::ask()
{
    const bool moves = m_service.settings().port != Settings().port && m_service.setBy(u"port"_s).isEmpty();
    const QString move = moves ? tr(" Homeport moves to port %1: tools need the new address.").arg(Settings().port) : QString();
    m_prompt.confirm(
        this, {tr("Reset all settings?"), tr("They go back to what is usual. Accounts, keys and all data stay.") + move, tr("Reset")},
        [this] { reset(); });
}

void ResetCard::reset()
{
    onResult(m_service.resetAll(), this, [this](const Result<void> &done) {
        setTone(m_outcome, done ? Tone::Good : Tone::Bad);
        m_outcome->setText(done ? tr("All settings are as usual.") : tr("Nothing was changed. %1").arg(errorText(done.error())));
        m_outcome->show();
    });
}

} // namespace homeport
