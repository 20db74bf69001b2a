// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxychoicefield.h"

#include "ui/proxies/proxychoicedialog.h"
#include "ui/services/proxiesservice.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ProxyChoiceField::ProxyChoiceField(ProxiesService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_service(service), m_theme(theme), m_text(new ElidedLabel(Qt::ElideRight, this)),
      m_change(makeLinkButton(theme, u"edit"_s, tr("Change…"), this))
{
    setObjectName(u"proxyField"_s);
    m_text->setObjectName(u"proxyText"_s);
    m_change->setObjectName(u"changeProxy"_s);
    m_change->setAccessibleName(tr("Change the proxy"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_change);
    connect(m_change, &QPushButton::clicked, this, &ProxyChoiceField::change);
    connect(&service, &ProxiesService::proxiesChanged, this, &ProxyChoiceField::showChoice);
    showChoice();
}

void ProxyChoiceField::setOffered(bool offered)
{
    m_offered = offered;
    showChoice();
}

void ProxyChoiceField::change()
{
    auto *dialog = new ProxyChoiceDialog(m_service, m_theme, m_choice, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_choice = dialog->choice();
        showChoice();
    });
    dialog->open();
}

// A default that was removed stops whoever takes it: then there is something to choose, too.
void ProxyChoiceField::showChoice()
{
    m_text->setFullText(tr("Proxy: %1").arg(proxyChoiceText(m_service, m_choice)));
    setVisible(m_offered && (!m_service.proxies().isEmpty() || m_service.defaultId() != 0));
}

} // namespace homeport
