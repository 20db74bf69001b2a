// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/linescard.h"

#include "core/base/onresult.h"
#include "ui/overview/newkeypanel.h"
#include "ui/services/toolsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/tools/setupwords.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/codeview.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/label.h"
#include "ui/widgets/statelabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

LinesCard::LinesCard(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_choice(new QComboBox(this)),
      m_make(makeButton(theme, u"add"_s, tr("Make a key for it"), this)), m_key(new NewKeyPanel(services.clipboard, theme, this)),
      m_failure(new StateLabel(theme, this)), m_code(new CodeView(tr("Lines for it"), this)),
      m_copy(new CopyButton(theme, tr("Copy these lines"), this))
{
    m_choice->setObjectName(u"linesFor"_s);
    m_choice->setAccessibleName(tr("What the lines are for"));
    m_make->setObjectName(u"makeLinesKey"_s);
    m_failure->setObjectName(u"linesFailure"_s);
    m_failure->setWrapping();
    m_failure->hide();
    m_code->setObjectName(u"sdkLines"_s);
    m_copy->setObjectName(u"copySdkLines"_s);
    build();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &LinesCard::showLines);
    connect(m_make, &QPushButton::clicked, this, &LinesCard::makeKey);
    connect(m_copy, &CopyButton::copyRequested, this, &LinesCard::copyLines);
    connect(m_key, &NewKeyPanel::dismissed, this, [this] { m_plain.reset(); });
    refresh();
}

void LinesCard::build()
{
    auto *choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(m_choice);
    choice->addWidget(m_make);
    choice->addStretch();
    auto *code = new QHBoxLayout;
    code->setSpacing(4);
    code->addWidget(m_code, 1);
    code->addWidget(m_copy, 0, Qt::AlignTop);
    auto *card = new Card(tr("Anything else"), this);
    card->body()->addWidget(makeMutedLabel(
        tr("Every program that takes an address and a key can use Homeport: scripts with an SDK, shells, curl. “Make a key for it” "
           "makes one for it; copying puts that key where %1 stands.")
            .arg(QString(HiddenKey)),
        this));
    card->body()->addLayout(choice);
    card->body()->addWidget(m_failure);
    card->body()->addWidget(m_key);
    card->body()->addLayout(code);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
}

void LinesCard::refresh()
{
    m_lines = m_services.tools->lines();
    const QSignalBlocker quiet(m_choice);
    const QString chosen = m_choice->currentText();
    m_choice->clear();
    for (const SdkLines &one : std::as_const(m_lines))
        m_choice->addItem(setupWords(one.title));
    m_choice->setCurrentIndex(std::max(0, m_choice->findText(chosen)));
    showLines();
}

void LinesCard::showLines()
{
    const int place = m_choice->currentIndex();
    m_code->setCode(place < 0 ? QString() : m_lines.at(place).lines.join(u'\n'));
}

void LinesCard::makeKey()
{
    m_make->setEnabled(false);
    m_failure->hide();
    onResult(m_services.tools->createKey(m_choice->currentText()), this, [this](const Result<CreatedKey> &key) {
        m_make->setEnabled(true);
        if (key) {
            m_plain = key->plain;
            m_key->display(*key);
            return;
        }
        m_failure->setState(Tone::Bad, u"bad"_s, tr("No key was made. %1").arg(errorText(key.error())));
        m_failure->show();
    });
}

void LinesCard::copyLines()
{
    const QString lines = m_code->toPlainText();
    if (!m_plain)
        return m_services.clipboard.copy(lines);
    m_plain->reveal([this, &lines](QByteArrayView plain) {
        m_services.clipboard.copySecret(QString(lines).replace(HiddenKey, QLatin1StringView(plain.data(), plain.size())));
    });
}

QList<QWidget *> LinesCard::tabStops() const
{
    QList<QWidget *> stops{m_choice, m_make};
    for (QWidget *widget : m_key->findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy())
            stops << widget;
    }
    return stops << m_code << m_copy;
}

} // namespace homeport
