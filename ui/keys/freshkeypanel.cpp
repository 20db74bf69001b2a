// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/freshkeypanel.h"

#include "ui/overview/newkeypanel.h"
#include "ui/overview/snippets.h"
#include "ui/services/desktop.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

FreshKeyPanel::FreshKeyPanel(Clipboard &clipboard, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_clipboard(clipboard), m_key(new NewKeyPanel(clipboard, theme, this)), m_segments(new QButtonGroup(this)),
      m_text(makeMutedLabel({}, this)), m_code(new CodeView(tr("Lines for the tool"), this))
{
    m_text->setObjectName(u"toolText"_s);
    m_code->setObjectName(u"toolLines"_s);
    auto *copy = new CopyButton(theme, tr("Copy these lines with the new key"), this);
    copy->setObjectName(u"copyToolLines"_s);
    auto *code = new QHBoxLayout;
    code->setSpacing(4);
    code->addWidget(m_code, 1);
    code->addWidget(copy, 0, Qt::AlignTop);
    auto *card = new Card(tr("Give it to the tool"), this);
    card->body()->addWidget(makeSegments());
    card->body()->addWidget(m_text);
    card->body()->addLayout(code);
    card->body()->addWidget(makeMutedLabel(tr("Copying puts the new key in place of %1.").arg(QString::fromUtf16(KeyPlaceholder)), this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(m_key);
    layout->addWidget(card);
    hide();
    connect(copy, &CopyButton::copyRequested, this, &FreshKeyPanel::copyLines);
    connect(m_key, &NewKeyPanel::dismissed, this, [this] {
        forget();
        Q_EMIT dismissed();
    });
}

QWidget *FreshKeyPanel::makeSegments()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (const Tool tool : AllTools) {
        QToolButton *button = makeSegment(toolName(tool), bar);
        button->setObjectName(u"tool%1"_s.arg(static_cast<int>(tool)));
        m_segments->addButton(button, static_cast<int>(tool));
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(m_segments, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (!on)
            return;
        m_tool = static_cast<Tool>(id);
        showLines();
    });
    return bar;
}

void FreshKeyPanel::setBaseUrl(const QString &baseUrl)
{
    if (baseUrl.isEmpty() || baseUrl == m_baseUrl)
        return;
    m_baseUrl = baseUrl;
    showLines();
}

void FreshKeyPanel::display(const CreatedKey &key, Tool tool)
{
    m_plain = key.plain;
    m_keyId = key.key.id;
    m_tool = tool;
    m_segments->button(static_cast<int>(tool))->setChecked(true);
    showLines();
    show();
    m_key->display(key);
}

void FreshKeyPanel::forget()
{
    m_plain.reset();
    m_keyId = 0;
    m_key->forget();
    hide();
}

void FreshKeyPanel::showLines()
{
    m_text->setText(toolLinesText(m_tool));
    m_code->setCode(toolLines(m_tool, m_baseUrl, QString::fromUtf16(KeyPlaceholder)));
}

void FreshKeyPanel::copyLines()
{
    if (m_plain)
        m_plain->reveal([this](QByteArrayView plain) { m_clipboard.copySecret(toolLines(m_tool, m_baseUrl, QString::fromUtf8(plain))); });
}

} // namespace homeport
