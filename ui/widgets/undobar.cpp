// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/undobar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

UndoBar::UndoBar(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_text(new ElidedLabel(Qt::ElideRight, this)), m_undo(makeButton(tr("Undo"), this))
{
    setProperty("role", u"bar"_s);
    m_undo->setObjectName(u"undo"_s);
    m_undo->setIcon(theme.icon(u"undo"_s, &Colors::window));
    m_undo->setIconSize({16, 16});
    QPushButton *close = makeButton(tr("Dismiss"), this);
    close->setObjectName(u"dismissUndo"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_undo);
    layout->addWidget(close);
    hide();

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { isInUse() ? m_timer.start(5s) : dismiss(); });
    connect(close, &QPushButton::clicked, this, &UndoBar::dismiss);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        m_timer.stop();
        hide();
        Q_EMIT undoRequested();
    });
}

void UndoBar::offer(const QString &text)
{
    m_text->setFullText(text);
    setAccessibleName(text);
    show();
    m_timer.start(30s);
}

void UndoBar::dismiss()
{
    m_timer.stop();
    hide();
    Q_EMIT dismissed();
}

bool UndoBar::isInUse() const
{
    return underMouse() || m_undo->hasFocus();
}

} // namespace homeport
