// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxychoicedialog.h"

#include "core/base/onresult.h"
#include "ui/proxies/proxytext.h"
#include "ui/services/proxiesservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString nameOf(const ProxiesService &service, qint64 id)
{
    const QList<ProxyInfo> proxies = service.proxies();
    const auto found = std::find_if(proxies.cbegin(), proxies.cend(), [id](const ProxyInfo &proxy) { return proxy.id == id; });
    return found == proxies.cend() ? QString() : found->name;
}

} // namespace

QString proxyChoiceText(const ProxiesService &service, const ProxyChoice &choice)
{
    const QString removed = ProxyChoiceDialog::tr("a removed proxy");
    if (choice.mode == ProxyChoice::Mode::Direct)
        return ProxyChoiceDialog::tr("Direct");
    if (choice.mode == ProxyChoice::Mode::Default) {
        const qint64 id = service.defaultId();
        const QString name = nameOf(service, id);
        return id == 0 ? ProxyChoiceDialog::tr("Default: direct")
                       : ProxyChoiceDialog::tr("Default: %1").arg(name.isEmpty() ? removed : name);
    }
    QStringList names;
    for (const qint64 id : choice.ids)
        names << (nameOf(service, id).isEmpty() ? removed : nameOf(service, id));
    return names.join(ProxyChoiceDialog::tr(", then "));
}

ProxyChoiceDialog::ProxyChoiceDialog(ProxiesService &service, const Theme &theme, const Account &account, QWidget *parent)
    : ProxyChoiceDialog(service, theme, account.proxies, parent)
{
    m_accountId = account.id;
    m_save->setText(tr("Save"));
    m_save->setAccessibleName(m_save->text());
    setWindowTitle(tr("Proxy of “%1”").arg(account.name));
}

ProxyChoiceDialog::ProxyChoiceDialog(ProxiesService &service, const Theme &theme, const ProxyChoice &choice, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_default(new QRadioButton(this)),
      m_direct(new QRadioButton(tr("&Direct, without a proxy"), this)), m_list(new QRadioButton(tr("&These proxies, in this order"), this)),
      m_proxies(new QListWidget(this)), m_up(makeButton(tr("Move &up"), this)), m_down(makeButton(tr("Move do&wn"), this)),
      m_save(makePrimaryButton(tr("Choose"), this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(tr("Proxy of the new account"));
    const QString name = nameOf(service, service.defaultId());
    m_default->setText(service.defaultId() == 0 ? tr("D&efault: direct at the moment")
                       : name.isEmpty()         ? tr("D&efault: it was removed")
                                                : tr("D&efault: “%1” at the moment").arg(name));
    build();
    fill(choice);
    for (QRadioButton *radio : {m_default, m_direct, m_list})
        connect(radio, &QRadioButton::toggled, this, &ProxyChoiceDialog::showState);
    connect(m_proxies, &QListWidget::currentRowChanged, this, &ProxyChoiceDialog::showState);
    connect(m_proxies, &QListWidget::itemChanged, this, &ProxyChoiceDialog::showState);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_save, &QPushButton::clicked, this, &ProxyChoiceDialog::save);
    showState();
}

void ProxyChoiceDialog::build()
{
    const std::pair<QWidget *, QString> names[] = {{m_default, u"byDefault"_s}, {m_direct, u"direct"_s},  {m_list, u"list"_s},
                                                   {m_proxies, u"proxies"_s},   {m_up, u"up"_s},          {m_down, u"down"_s},
                                                   {m_save, u"save"_s},         {m_failure, u"failure"_s}};
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    for (QRadioButton *radio : {m_default, m_direct, m_list})
        radio->setAccessibleName(radio->text().remove(u'&'));
    m_proxies->setAccessibleName(tr("Proxies, those that are ticked are used"));
    m_proxies->setMinimumHeight(132);
    m_proxies->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_proxies->setTextElideMode(Qt::ElideRight);
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_save->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addWidget(m_failure);
    layout->addWidget(m_default);
    layout->addWidget(m_direct);
    layout->addWidget(m_list);
    auto *order = new QHBoxLayout;
    order->setSpacing(12);
    order->addWidget(m_proxies, 1);
    auto *moves = new QVBoxLayout;
    moves->setSpacing(8);
    moves->addWidget(m_up);
    moves->addWidget(m_down);
    moves->addStretch();
    order->addLayout(moves);
    layout->addLayout(order, 1);
    layout->addWidget(
        makeMutedLabel(tr("The first one that works is used. If none does, the account stops; nothing goes direct instead."), this));
    QHBoxLayout *buttons = makeButtonRow({cancel, m_save});
    layout->addLayout(buttons);
    setMinimumWidth(460);
}

// The chosen ones first, in their order, then the others.
void ProxyChoiceDialog::fill(const ProxyChoice &choice)
{
    const auto add = [this](const QString &text, qint64 id, bool checked) {
        auto *item = new QListWidgetItem(text, m_proxies);
        item->setData(Qt::UserRole, id);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    };
    for (const qint64 id : choice.ids) {
        const QString name = nameOf(m_service, id);
        add(name.isEmpty() ? tr("(removed)") : name, id, true);
    }
    for (const ProxyInfo &proxy : m_service.proxies())
        if (!choice.ids.contains(proxy.id))
            add(proxy.name, proxy.id, false);
    m_proxies->setCurrentRow(0);
    QRadioButton *chosen = choice.mode == ProxyChoice::Mode::Direct ? m_direct
                           : choice.mode == ProxyChoice::Mode::List ? m_list
                                                                    : m_default;
    chosen->setChecked(true);
}

void ProxyChoiceDialog::move(int by)
{
    const int row = m_proxies->currentRow();
    QListWidgetItem *item = m_proxies->takeItem(row);
    m_proxies->insertItem(row + by, item);
    m_proxies->setCurrentRow(row + by);
}

void ProxyChoiceDialog::showState()
{
    const bool byList = m_list->isChecked();
    const int row = m_proxies->currentRow();
    m_proxies->setEnabled(byList);
    m_up->setEnabled(byList && row > 0);
    m_down->setEnabled(byList && row >= 0 && row + 1 < m_proxies->count());
    m_list->setEnabled(m_proxies->count() > 0);
    m_save->setEnabled(!byList || !choice().ids.isEmpty());
}

ProxyChoice ProxyChoiceDialog::choice() const
{
    ProxyChoice choice;
    choice.mode = m_direct->isChecked() ? ProxyChoice::Mode::Direct
                  : m_list->isChecked() ? ProxyChoice::Mode::List
                                        : ProxyChoice::Mode::Default;
    for (int row = 0; row < m_proxies->count() && choice.mode == ProxyChoice::Mode::List; ++row)
        if (m_proxies->item(row)->checkState() == Qt::Checked)
            choice.ids << m_proxies->item(row)->data(Qt::UserRole).toLongLong();
    return choice;
}

void ProxyChoiceDialog::save()
{
    if (m_accountId == 0)
        return accept();
    m_save->setEnabled(false);
    onResult(m_service.choose(m_accountId, choice()), this, [this](const Result<Account> &kept) {
        m_save->setEnabled(true);
        if (kept)
            return accept();
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The choice was not saved"), errorText(kept.error()));
        m_failure->show();
    });
}

} // namespace homeport
