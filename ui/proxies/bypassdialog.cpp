// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/bypassdialog.h"

#include "core/base/onresult.h"
#include "ui/services/proxiesservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

BypassDialog::BypassDialog(ProxiesService &service, const Theme &theme, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_hosts(new QPlainTextEdit(service.bypass().join(u'\n'), this)),
      m_save(makePrimaryButton(tr("Save"), this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(tr("Direct hosts"));
    m_hosts->setObjectName(u"hosts"_s);
    m_hosts->setAccessibleName(tr("Hosts that are reached directly"));
    m_hosts->setFont(monospaceFont());
    m_hosts->setTabChangesFocus(true);
    m_hosts->setMinimumHeight(140);
    m_save->setObjectName(u"save"_s);
    m_save->setDefault(true);
    m_failure->setObjectName(u"failure"_s);
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(makeLabel(tr("These hosts are reached without any proxy."), font(), this));
    layout->addWidget(m_hosts, 1);
    layout->addWidget(
        makeMutedLabel(tr("One per line: a name, *.example.com for all below it, an address, or a network such as 10.0.0.0/8."), this));
    QHBoxLayout *buttons = makeButtonRow({cancel, m_save});
    layout->addLayout(buttons);
    setMinimumWidth(460);
    setTabOrder(m_hosts, cancel);
    setTabOrder(cancel, m_save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &BypassDialog::save);
}

void BypassDialog::save()
{
    m_save->setEnabled(false);
    onResult(m_service.setBypass(m_hosts->toPlainText().split(u'\n')), this, [this](const Result<void> &set) {
        m_save->setEnabled(true);
        if (set)
            return accept();
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The list was not saved"), errorText(set.error()));
        m_failure->show();
    });
}

} // namespace homeport
