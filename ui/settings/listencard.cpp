// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/listencard.h"

#include "core/base/onresult.h"
#include "core/usage/requestlog.h"
#include "ui/services/desktop.h"
#include "ui/services/overviewservice.h"
#include "ui/services/settingsservice.h"
#include "ui/settings/settingfield.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ListenCard::ListenCard(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_service(*services.relaySettings), m_theme(theme), m_addresses(new QVBoxLayout),
      m_port(new QLineEdit(this)), m_portField(new FormField(tr("&Port"), m_port, m_port, this)), m_second(new QLineEdit(this)),
      m_secondField(new FormField(tr("&Second address"), m_second, m_second, this)),
      m_ipv6(new QCheckBox(tr("Listen on [::1] too, where there is IPv6"), this)), m_apply(makeButton(tr("Apply"), this)),
      m_effect(makeMutedLabel({}, this))
{
    build();
    for (QLineEdit *line : {m_port, m_second}) {
        connect(line, &QLineEdit::textEdited, this, &ListenCard::showEffect);
        connect(line, &QLineEdit::returnPressed, this, &ListenCard::apply);
    }
    connect(m_ipv6, &QCheckBox::clicked, this, [this] {
        m_ipv6Modified = m_ipv6->isChecked() != m_service.settings().ipv6;
        showEffect();
    });
    connect(m_apply, &QPushButton::clicked, this, &ListenCard::apply);
    connect(&m_service, &SettingsService::changed, this, &ListenCard::refresh);
    refresh();
}

void ListenCard::build()
{
    const std::pair<QWidget *, QString> names[] = {{m_port, u"port"_s},
                                                   {m_second, u"second-address"_s},
                                                   {m_ipv6, u"ipv6"_s},
                                                   {m_apply, u"applyListen"_s},
                                                   {m_effect, u"listenEffect"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_port->setAccessibleName(tr("Port"));
    m_port->setMaxLength(6);
    m_second->setAccessibleName(tr("Second address"));
    m_second->setMaxLength(20);
    //: in the empty line of the second address
    m_second->setPlaceholderText(tr("none"));
    m_ipv6->setAccessibleName(m_ipv6->text());
    m_addresses->setSpacing(8);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(16);
    fields->addWidget(m_portField, 1, Qt::AlignTop);
    fields->addWidget(m_secondField, 1, Qt::AlignTop);
    auto *action = new QHBoxLayout;
    action->setSpacing(12);
    action->addWidget(m_apply, 0, Qt::AlignTop);
    action->addWidget(m_effect, 1);
    auto *card = new Card(tr("Connection"), this);
    card->body()->addWidget(makeMutedLabel(tr("Homeport listens on this computer alone. Tools reach it at:"), this));
    card->body()->addLayout(m_addresses);
    card->body()->addLayout(fields);
    card->body()->addWidget(m_ipv6);
    card->body()->addLayout(action);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    setTabOrder(m_port, m_second);
    setTabOrder(m_second, m_ipv6);
    setTabOrder(m_ipv6, m_apply);
}

void ListenCard::refresh()
{
    const Settings settings = m_service.settings();
    const QString by = m_service.setBy(u"port"_s);
    m_port->setEnabled(by.isEmpty());
    m_portField->setHelp(by.isEmpty() ? tr("%1, usually %2").arg(rangeText(*settingSpec(u"port"))).arg(Settings().port) : setByText(by));
    m_secondField->setHelp(tr("For a tool that must not share the first one, such as 127.0.0.2."));
    if (!m_port->isModified() || !by.isEmpty()) // what is being typed stays
        m_port->setText(QString::number(settings.port));
    if (!m_second->isModified())
        m_second->setText(settings.secondAddress);
    m_ipv6Modified = m_ipv6Modified && m_ipv6->isChecked() != settings.ipv6;
    if (!m_ipv6Modified)
        m_ipv6->setChecked(settings.ipv6);
    showAddresses();
    showEffect();
}

void ListenCard::showAddresses()
{
    const QStringList addresses = m_service.addresses();
    if (std::exchange(m_shown, addresses) == addresses)
        return;
    while (QLayoutItem *item = m_addresses->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString &address : addresses) {
        auto *row = new QWidget(this);
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(4);
        QLabel *text = makeLabel(address, monospaceFont(), row);
        text->setWordWrap(false);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(text);
        auto *copy = new CopyButton(m_theme, tr("Copy %1").arg(address), row);
        connect(copy, &CopyButton::copyRequested, this, [this, address] { m_services.clipboard.copy(address); });
        layout->addWidget(copy);
        layout->addStretch();
        m_addresses->addWidget(row);
    }
}

// What is typed differs from what holds: say what happens on click.
void ListenCard::showEffect()
{
    m_portField->setProblem({});
    m_secondField->setProblem({});
    const Settings settings = m_service.settings();
    const bool portDiffers = m_port->isEnabled() && m_port->text().trimmed() != QString::number(settings.port);
    const bool differs = portDiffers || m_second->text().trimmed() != settings.secondAddress || m_ipv6->isChecked() != settings.ipv6;
    m_apply->setEnabled(differs);
    setTone(m_effect, Tone::Neutral);
    if (!differs)
        return m_effect->clear();
    const auto running = m_services.requests.runningCount();
    const QString goesOn = running == 0   ? tr("No request runs at the moment.")
                           : running == 1 ? tr("The request that runs goes on.")
                                          : tr("The %L1 requests that run go on.").arg(running);
    m_effect->setText(portDiffers ? tr("%1 Tools need the new address from then on: set them up again.").arg(goesOn) : goesOn);
}

void ListenCard::apply()
{
    Settings typed = m_service.settings();
    std::map<QString, QString> texts{{u"second-address"_s, m_second->text()}, {u"ipv6"_s, m_ipv6->isChecked() ? u"on"_s : u"off"_s}};
    if (m_port->isEnabled()) {
        texts.insert_or_assign(u"port"_s, m_port->text());
        if (!setSetting(typed, *settingSpec(u"port"), m_port->text()))
            return m_portField->setProblem(tr("A whole number, %1.").arg(rangeText(*settingSpec(u"port"))));
    }
    if (!setSetting(typed, *settingSpec(u"second-address"), m_second->text()))
        return m_secondField->setProblem(tr("An address of this computer that begins with 127, such as 127.0.0.2; or nothing."));
    m_apply->setEnabled(false);
    onResult(m_service.change(texts), this, [this](const Result<void> &moved) { finish(moved); });
}

void ListenCard::finish(const Result<void> &moved)
{
    if (!moved) {
        m_apply->setEnabled(true);
        setTone(m_effect, Tone::Bad);
        return m_effect->setText(moved.error().code == Error::Code::Conflict
                                     ? tr("Nothing was changed: another program uses this port. Choose another one.")
                                     : tr("Nothing was changed. %1").arg(errorText(moved.error())));
    }
    m_port->setModified(false);
    m_second->setModified(false);
    m_ipv6Modified = false;
    refresh();
    setTone(m_effect, Tone::Good);
    const Overview::Relay relay = m_services.overview.overview().relay;
    const bool isPaused = relay == Overview::Relay::Stopped || relay == Overview::Relay::Draining;
    m_effect->setText(isPaused ? tr("Homeport listens there once you resume it.") : tr("Homeport listens there now."));
}

} // namespace homeport
