// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/inputlines.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace homeport {

// Hands what is pasted on standard input to a sign-in that another connection waits for: a line is tried, and when it is
// refused, said so, and the next one is tried.
class SignInPaste final : public QObject
{
    Q_OBJECT

public:
    // @p number: the sign-in's, as its event told.
    SignInPaste(QString socketName, qint64 number, QObject *parent);

    void start();

Q_SIGNALS:
    void exhausted(); // once: standard input has ended, and nothing of it was accepted

private:
    void sendNext();
    void answered(const Result<QJsonObject> &result);

    QString m_socketName;
    qint64 m_number;
    InputLines m_input;
    QStringList m_waiting;
    bool m_sending = false;
    bool m_accepted = false;
    bool m_inputEnded = false;
};

} // namespace homeport
