// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/loggingcard.h"

#include "core/base/onresult.h"
#include "ui/services/settingsservice.h"
#include "ui/settings/settingfield.h"
#include "ui/text/errortext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

LoggingCard::LoggingCard(SettingsService &service, QWidget *parent)
    : QWidget(parent), m_service(service), m_level(new QComboBox(this)), m_words(makeMutedLabel({}, this))
{
    m_level->setObjectName(u"log-level"_s);
    m_level->setAccessibleName(tr("What is logged"));
    m_words->setObjectName(u"logWords"_s);
    m_level->addItem(tr("Errors"), u"error"_s);
    m_level->addItem(tr("Errors and warnings"), u"warning"_s);
    m_level->addItem(tr("What happens, in short"), u"info"_s);
    m_level->addItem(tr("Everything, to find a fault"), u"debug"_s);
    m_level->setMaximumWidth(400);
    auto *card = new Card(tr("Log"), this);
    card->body()->addWidget(m_level);
    card->body()->addWidget(m_words);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_level, &QComboBox::activated, this, &LoggingCard::choose);
    connect(&service, &SettingsService::changed, this, &LoggingCard::refresh);
    refresh();
}

void LoggingCard::refresh()
{
    const QString by = m_service.setBy(u"log-level"_s);
    m_level->setEnabled(by.isEmpty());
    m_level->setCurrentIndex(m_level->findData(m_service.settings().logLevel));
    setTone(m_words, Tone::Neutral);
    m_words->setText(by.isEmpty()
                         ? tr("It goes to standard error, where the system's journal finds it. Keys, tokens and contents are never in it.")
                         : setByText(by));
}

void LoggingCard::choose(int place)
{
    onResult(m_service.change({{u"log-level"_s, m_level->itemData(place).toString()}}), this, [this](const Result<void> &changed) {
        refresh();
        if (changed)
            return;
        setTone(m_words, Tone::Bad);
        m_words->setText(errorText(changed.error()));
    });
}

} // namespace homeport
