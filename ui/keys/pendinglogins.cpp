// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/pendinglogins.h"

#include "core/base/onresult.h"
#include "ui/keys/keytext.h"
#include "ui/keys/loginrow.h"
#include "ui/keys/toollines.h"
#include "ui/services/accessservice.h"
#include "ui/text/errortext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

PendingLogins::PendingLogins(AccessService &service, QWidget *parent) : QWidget(parent), m_service(service), m_rows(new QVBoxLayout)
{
    setObjectName(u"pendingLogins"_s);
    m_rows->setSpacing(20);
    auto *card = new Card(tr("Waiting to sign in"), this);
    card->body()->addWidget(makeMutedLabel(
        tr("Approve a code only if a tool of yours shows you the same one just now. The tool gets a key of its own."), this));
    card->body()->addLayout(m_rows);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(&m_second, &QTimer::timeout, this, &PendingLogins::showTimes);
    connect(&service, &AccessService::loginsChanged, this, &PendingLogins::refresh);
    refresh();
}

// Rows are kept by code: a name that is being typed stays.
void PendingLogins::refresh()
{
    const QList<PendingLogin> logins = m_service.pendingLogins();
    QList<LoginRow *> gone = std::exchange(m_shown, {});
    for (const PendingLogin &login : logins) {
        const auto known = std::find_if(gone.begin(), gone.end(), [&login](LoginRow *row) { return row->userCode() == login.userCode; });
        LoginRow *row = known == gone.end() ? nullptr : *known;
        if (row) {
            gone.erase(known);
        } else {
            row = new LoginRow(login, suggestedName(login.tool), this);
            connect(row, &LoginRow::approved, this, [this, row](const QString &code, const QString &name) { approve(row, code, name); });
            connect(row, &LoginRow::denied, this, [this](const QString &code) { m_service.denyLogin(code); });
            m_rows->addWidget(row);
        }
        m_shown << row;
    }
    for (LoginRow *row : std::as_const(gone)) {
        m_rows->removeWidget(row);
        row->hide();
        row->deleteLater(); // its own button may be what led here
    }
    setVisible(!m_shown.isEmpty());
    if (m_shown.isEmpty())
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start(std::chrono::seconds(1));
    showTimes();
    Q_EMIT rowsChanged();
}

QList<QWidget *> PendingLogins::tabStops() const
{
    QList<QWidget *> stops;
    for (const LoginRow *row : m_shown)
        stops += row->tabStops();
    return stops;
}

void PendingLogins::showTimes()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (LoginRow *row : std::as_const(m_shown))
        row->showTime(now);
}

void PendingLogins::approve(LoginRow *row, const QString &userCode, const QString &keyName)
{
    row->setBusy(true);
    onResult(m_service.approveLogin(userCode, keyName), row, [row](const Result<LocalKey> &made) {
        row->setBusy(false);
        if (made)
            return;
        const Error::Code code = made.error().code;
        row->showProblem(code == Error::Code::Conflict   ? tr("There is a key of this name already.")
                         : code == Error::Code::NotFound ? tr("The code has ended: let the tool ask again.")
                                                         : errorText(made.error()));
    });
}

QString PendingLogins::suggestedName(const QString &tool) const
{
    const QString base = tool.trimmed().isEmpty() ? toolName(Tool::ClaudeCode) : tool.trimmed().left(80);
    return unusedKeyName(base, m_service.keys());
}

} // namespace homeport
