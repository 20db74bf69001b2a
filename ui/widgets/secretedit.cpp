// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secretedit.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

SecretEdit::SecretEdit(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_name(name), m_line(new QLineEdit(this)),
      m_reveal(makeIconButton(theme, u"eye"_s, tr("Reveal %1").arg(name), this))
{
    m_line->setObjectName(u"secretLine"_s);
    m_line->setAccessibleName(name);
    m_line->setFont(monospaceFont());
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_reveal->setObjectName(u"reveal"_s);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QToolButton::toggled, this, &SecretEdit::setRevealed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_reveal);
    setFocusProxy(m_line);
}

void SecretEdit::display(const SharedSecret &secret)
{
    m_shown = secret;
    m_line->setReadOnly(true);
    conceal();
}

// Also where the button says so already: what is typed after a displayed secret has another echo than that.
void SecretEdit::conceal()
{
    const QSignalBlocker blocker(m_reveal);
    m_reveal->setChecked(false);
    setRevealed(false);
}

SharedSecret SecretEdit::take()
{
    SharedSecret secret = shareSecret(m_line->text().toUtf8());
    clear();
    return secret;
}

void SecretEdit::clear()
{
    m_shown.reset();
    m_line->setText({}); // with the undo history, which QLineEdit::clear() would keep
    m_line->setReadOnly(false);
    conceal();
}

void SecretEdit::setRevealed(bool revealed)
{
    const QString name = revealed ? tr("Hide %1").arg(m_name) : tr("Reveal %1").arg(m_name);
    m_reveal->setIcon(m_theme.icon(revealed ? u"eye-off"_s : u"eye"_s, &Colors::muted));
    m_reveal->setToolTip(name);
    m_reveal->setAccessibleName(name);
    if (!m_shown) {
        m_line->setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
        return;
    }
    m_line->setEchoMode(QLineEdit::Normal);
    m_line->setText(m_shown->reveal([revealed](QByteArrayView plain) {
        if (revealed)
            return QString::fromUtf8(plain);
        return QString((plain.startsWith("hp_") ? u"hp_"_s : QString())
                       + QString(32, u'•')); // what all local keys begin with tells nothing
    }));
    m_line->setCursorPosition(0);
}

} // namespace homeport
