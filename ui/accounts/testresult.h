// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accounttest.h"
#include "ui/theme/colors.h"

#include <QDateTime>
#include <QFrame>

class QLabel;

namespace homeport {

class CodeView;
class StateLabel;
class Theme;

// What the latest test of an account found; hidden before the first.
class TestResult final : public QFrame
{
    Q_OBJECT

public:
    explicit TestResult(const Theme &theme, QWidget *parent = nullptr);

    void showRunning();
    void showReport(const Result<AccountTestReport> &report, const QDateTime &at);
    // Of a request that was made otherwise. @p words: word for word, may be empty.
    void showOutcome(Tone tone, const QString &icon, const QString &title, const QString &text, const QString &words);

private:
    void show(const QString &text, const QString &words);

    StateLabel *m_state;
    QLabel *m_text;
    CodeView *m_words;
};

} // namespace homeport
