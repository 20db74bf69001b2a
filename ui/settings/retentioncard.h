// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/ledgerretention.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class FormField;
class Prompt;
class UpkeepService;

// How long single requests are kept. Less than now deletes some, so nothing happens before the button is pressed.
class RetentionCard final : public QWidget
{
    Q_OBJECT

public:
    RetentionCard(UpkeepService &service, Prompt &prompt, QWidget *parent = nullptr); // both outlive it

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void display(const LedgerRetention &retention);
    void showState();
    [[nodiscard]] bool read(LedgerRetention *typed);
    void submit();
    void save(const LedgerRetention &retention);

    UpkeepService &m_service;
    Prompt &m_prompt;
    QLineEdit *m_days;
    FormField *m_daysField;
    QLineEdit *m_rows;
    FormField *m_rowsField;
    QPushButton *m_save;
    QLabel *m_state;
    QLabel *m_outcome;
};

} // namespace homeport
