// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/connectcard.h"

#include "ui/services/desktop.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ConnectCard::ConnectCard(Clipboard &clipboard, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_clipboard(clipboard), m_segments(new QButtonGroup(this)), m_caption(makeMutedLabel({}, this)),
      m_code(new CodeView(tr("Lines to copy"), this)), m_copy(new CopyButton(theme, tr("Copy these lines"), this)),
      m_keyNote(makeMutedLabel({}, this))
{
    m_code->setObjectName(u"snippet"_s);
    m_copy->setObjectName(u"copySnippet"_s);
    m_keyNote->setObjectName(u"keyNote"_s);
    auto *bar = new QWidget(this);
    bar->setLayout(new FlowLayout(4));
    addSegment(Snippet::Shell, tr("bash, zsh"), bar);
    addSegment(Snippet::Fish, tr("fish"), bar);
    addSegment(Snippet::PowerShell, tr("PowerShell"), bar);
    addSegment(Snippet::SettingsJson, tr("settings.json"), bar);
    addSegment(Snippet::Curl, tr("Try it with curl"), bar);

    auto *code = new QHBoxLayout;
    code->setSpacing(4);
    code->addWidget(m_code, 1);
    code->addWidget(m_copy, 0, Qt::AlignTop);
    auto *card = new Card(tr("Point Claude Code here"), this);
    card->body()->addWidget(bar);
    card->body()->addWidget(m_caption);
    card->body()->addLayout(code);
    card->body()->addWidget(m_keyNote);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_copy, &CopyButton::copyRequested, this, &ConnectCard::copy);
    refresh();
}

void ConnectCard::setBaseUrl(const QString &baseUrl)
{
    if (baseUrl.isEmpty() || baseUrl == m_baseUrl)
        return;
    m_baseUrl = baseUrl;
    refresh();
}

void ConnectCard::setFreshKey(const SharedSecret &key)
{
    m_freshKey = key;
    refresh();
}

void ConnectCard::addSegment(Snippet snippet, const QString &title, QWidget *bar)
{
    QToolButton *button = makeSegment(title, bar);
    button->setObjectName(u"segment%1"_s.arg(static_cast<int>(snippet)));
    button->setChecked(snippet == m_snippet);
    m_segments->addButton(button);
    bar->layout()->addWidget(button);
    connect(button, &QToolButton::toggled, this, [this, snippet](bool on) {
        if (!on)
            return;
        m_snippet = snippet;
        refresh();
    });
}

void ConnectCard::refresh()
{
    m_caption->setText(caption());
    m_code->setCode(snippetText(m_snippet, m_baseUrl, QString::fromUtf16(KeyPlaceholder)));
    m_keyNote->setText(m_freshKey ? tr("Copying puts your new key in place of %1.").arg(QString::fromUtf16(KeyPlaceholder))
                                  : tr("Put one of your local keys in place of %1.").arg(QString::fromUtf16(KeyPlaceholder)));
}

void ConnectCard::copy()
{
    if (!m_freshKey) {
        m_clipboard.copy(m_code->toPlainText());
        return;
    }
    m_freshKey->reveal(
        [this](QByteArrayView plain) { m_clipboard.copySecret(snippetText(m_snippet, m_baseUrl, QString::fromUtf8(plain))); });
}

QString ConnectCard::caption() const
{
    switch (m_snippet) {
    case Snippet::Shell:
        return tr("Paste into a terminal and run claude there. To keep it, add the lines to ~/.bashrc or ~/.zshrc. If "
                  "HTTP_PROXY is set there, also set NO_PROXY=127.0.0.1,localhost.");
    case Snippet::Fish:
        return tr("Paste into a terminal and run claude there. To keep it, add the lines to ~/.config/fish/config.fish.");
    case Snippet::PowerShell:
        return tr("Paste into a terminal and run claude there. To keep it, add the lines to the file in $PROFILE.");
    case Snippet::SettingsJson:
        return tr("Merge into ~/.claude/settings.json. It applies to every Claude Code session and wins over the shell.");
    case Snippet::Curl:
        return tr("Streams one short answer through the relay. It appears on the Activity page.");
    }
    return {};
}

} // namespace homeport
