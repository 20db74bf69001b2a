// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/loginrow.h"

#include "ui/text/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

LoginRow::LoginRow(const PendingLogin &login, const QString &keyName, QWidget *parent)
    : QWidget(parent), m_login(login), m_time(makeMutedLabel({}, this)), m_name(new QLineEdit(keyName, this)),
      m_field(new FormField(tr("Name of its key"), m_name, m_name, this)), m_deny(makeButton(tr("Deny"), this)),
      m_approve(makePrimaryButton(tr("Approve"), this))
{
    setObjectName(u"login-"_s + login.userCode);
    m_time->setObjectName(u"timeLeft"_s);
    m_time->setWordWrap(false);
    m_name->setObjectName(u"loginKeyName"_s);
    m_name->setAccessibleName(tr("Name of the key for code %1").arg(login.userCode));
    m_name->setMaxLength(100);
    m_deny->setObjectName(u"deny"_s);
    m_deny->setAccessibleName(tr("Deny code %1").arg(login.userCode));
    m_approve->setObjectName(u"approve"_s);
    m_approve->setAccessibleName(tr("Approve code %1").arg(login.userCode));
    build();
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_field->setProblem({}); });
    connect(m_name, &QLineEdit::returnPressed, this, &LoginRow::submit);
    connect(m_approve, &QPushButton::clicked, this, &LoginRow::submit);
    connect(m_deny, &QPushButton::clicked, this, [this] { Q_EMIT denied(m_login.userCode); });
}

void LoginRow::build()
{
    QFont large = monospaceFont();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    QLabel *code = makeLabel(m_login.userCode, large, this);
    code->setObjectName(u"userCode"_s);
    code->setWordWrap(false);
    code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *tool = new ElidedLabel(Qt::ElideRight, this);
    tool->setObjectName(u"loginTool"_s);
    tool->setFullText(m_login.tool.isEmpty() ? tr("Unnamed tool") : m_login.tool);
    tool->setMinimumWidth(96);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(code);
    words->addWidget(tool);
    words->addWidget(m_time);
    words->addStretch();
    auto *answer = new QHBoxLayout;
    answer->setSpacing(8);
    answer->setContentsMargins(0, fontMetrics().height() + 4, 0, 0); // beside the line, below its caption
    answer->addWidget(m_deny);
    answer->addWidget(m_approve);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    layout->addLayout(words, 2);
    layout->addWidget(m_field, 3, Qt::AlignTop);
    layout->addLayout(answer);
    layout->setAlignment(answer, Qt::AlignTop);
}

void LoginRow::showTime(const QDateTime &now)
{
    const std::chrono::milliseconds left(now.msecsTo(m_login.expiresAt));
    m_over = left.count() <= 0;
    m_time->setText(m_over ? tr("The code has ended") : tr("%1 left").arg(formatCountdown(left)));
    showButtons();
}

void LoginRow::setBusy(bool busy)
{
    m_busy = busy;
    showButtons();
}

void LoginRow::showProblem(const QString &text)
{
    m_field->setProblem(text);
}

QList<QWidget *> LoginRow::tabStops() const
{
    return {m_name, m_deny, m_approve};
}

void LoginRow::showButtons()
{
    m_approve->setEnabled(!m_busy && !m_over);
    m_deny->setEnabled(!m_busy && !m_over);
    m_name->setReadOnly(m_busy || m_over);
}

void LoginRow::submit()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        showProblem(tr("Give it a name."));
        m_name->setFocus();
    } else if (m_approve->isEnabled()) {
        Q_EMIT approved(m_login.userCode, name);
    }
}

} // namespace homeport
