// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;

namespace homeport {

class IconLabel;
class Theme;

// The way from nothing to the first answer, in three steps that check themselves off.
class FirstSteps final : public QWidget
{
    Q_OBJECT

public:
    struct Progress
    {
        bool account = false;
        bool key = false;
        bool request = false;

        [[nodiscard]] bool isComplete() const { return account && key && request; }
    };

    explicit FirstSteps(const Theme &theme, QWidget *parent = nullptr);
    void setProgress(const Progress &progress);

Q_SIGNALS:
    void setUpRequested(); // to be guided through all of it
    void accountRequested();
    void keyRequested();
    void linesRequested();

private:
    struct Step
    {
        IconLabel *icon;
        QLabel *title;
        QPushButton *action;
    };

    [[nodiscard]] Step makeStep(const QString &name, const QString &title, const QString &text, const QString &action, QLayout *into);
    void showStep(const Step &step, bool done, bool next);

    const Theme &m_theme;
    std::array<Step, 3> m_steps{};
};

} // namespace homeport
