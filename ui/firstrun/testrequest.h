// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"
#include "ui/services/toolsservice.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace homeport {

class TestResult;
class Theme;

// A real request as the end of the set-up: with a set-up tool's key through the relay, or with an account; and what came of it.
class TestRequest final : public QWidget
{
    Q_OBJECT

public:
    TestRequest(const Services &services, const Theme &theme, QWidget *parent = nullptr); // both outlive it

    void refresh();                       // with whom can be asked
    [[nodiscard]] QWidget *first() const; // the button, where somebody can be asked; else null
    void forget();                        // what came, and what is under way

Q_SIGNALS:
    void answered(bool works); // what came is shown

private:
    struct Asker
    {
        QString tool; // its id; empty: an account
        qint64 account = 0;
        QString name;

        bool operator==(const Asker &) const = default;
    };

    void build();
    [[nodiscard]] QList<Asker> askers() const;
    void toggle();
    void ask(const Asker &asker);
    void setAsking(bool asking);

    Services m_services;
    QLabel *m_intro;
    QComboBox *m_choice;
    QPushButton *m_send;
    TestResult *m_result;
    QList<Asker> m_askers;
    QFuture<Result<ToolTestReport>> m_toolTest;
    int m_number = 0; // of the request under way; an answer to another one is dropped
    bool m_asking = false;
};

} // namespace homeport
