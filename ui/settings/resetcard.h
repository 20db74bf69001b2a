// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;

namespace homeport {

class Prompt;
class SettingsService;

// Puts the settings back to what is usual. Data is never touched.
class ResetCard final : public QWidget
{
    Q_OBJECT

public:
    ResetCard(SettingsService &service, Prompt &prompt, QWidget *parent = nullptr); // both outlive it

private:
    void ask();
    void reset();

    SettingsService &m_service;
    Prompt &m_prompt;
    QLabel *m_outcome;
};

} // namespace homeport
