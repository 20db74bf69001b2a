// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/newkeypanel.h"

#include "ui/services/desktop.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/secretedit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

NewKeyPanel::NewKeyPanel(Clipboard &clipboard, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_banner(new Banner(theme, this)), m_secret(new SecretEdit(theme, tr("new key"), this))
{
    m_secret->line()->setObjectName(u"newKey"_s);
    auto *copy = new CopyButton(theme, tr("Copy new key"), this);
    copy->setObjectName(u"copyNewKey"_s);
    QPushButton *done = makeButton(tr("Done"), this);
    done->setObjectName(u"dismissNewKey"_s);
    m_banner->actions()->setSpacing(4);
    m_banner->actions()->addWidget(m_secret, 1);
    m_banner->actions()->addWidget(copy);
    m_banner->actions()->addSpacing(4);
    m_banner->actions()->addWidget(done);
    m_banner->show();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    hide();

    connect(copy, &CopyButton::copyRequested, this, [this, &clipboard] {
        m_plain->reveal([&clipboard](QByteArrayView plain) { clipboard.copySecret(QString::fromUtf8(plain)); });
    });
    connect(done, &QPushButton::clicked, this, [this] {
        forget();
        Q_EMIT dismissed();
    });
}

void NewKeyPanel::display(const CreatedKey &key)
{
    m_plain = key.plain;
    m_secret->display(key.plain);
    m_banner->setMessage(Tone::Good, u"key"_s, tr("Key “%1” created").arg(key.key.name),
                         tr("Copy it now: for your safety it can't be shown again. The lines below copy with it."));
    show();
    m_secret->setFocus();
}

void NewKeyPanel::forget()
{
    m_plain.reset();
    m_secret->clear();
    hide();
}

} // namespace homeport
