// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copybutton.h"

#include "ui/theme/theme.h"

#include <QToolTip>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

CopyButton::CopyButton(const Theme &theme, const QString &name, QWidget *parent, const QString &icon)
    : QToolButton(parent), m_theme(theme), m_name(name), m_icon(icon)
{
    setIconSize({16, 16});
    setFixedSize(32, 32);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(name);
    showCopied(false);
    m_back.setSingleShot(true);
    m_back.setInterval(1600ms);
    connect(&m_back, &QTimer::timeout, this, [this] { showCopied(false); });
    connect(this, &QToolButton::clicked, this, [this] {
        Q_EMIT copyRequested();
        showCopied(true);
        m_back.start();
    });
}

void CopyButton::showCopied(bool copied)
{
    setIcon(copied ? m_theme.icon(u"check"_s, Tone::Good) : m_theme.icon(m_icon, &Colors::muted));
    setToolTip(copied ? tr("Copied") : m_name);
    setAccessibleDescription(copied ? tr("Copied") : QString());
    if (copied)
        QToolTip::showText(mapToGlobal(QPoint(0, height())), tr("Copied"), this);
}

} // namespace homeport
