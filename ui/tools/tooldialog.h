// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"
#include "ui/services/toolsservice.h"
#include "ui/widgets/growingdialog.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeport {

class Banner;
class DiffView;
class FormField;
class StateLabel;
class Theme;

// Configures or restores one tool: what would change in its files first, then "Apply", then what came of it, and a test.
//
//   Looking ──► Shown ──Apply──► Working ──► Done ──Test──► Done
//     ▲ └────► Refused             │
//     └────── look again ◄─────────┘ failed
class ToolDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    // @p services have tools. Whoever opens it shows what has become of the tool afterwards.
    ToolDialog(const Services &services, const Theme &theme, const ToolEntry &entry, ToolChange::Kind kind, QWidget *parent = nullptr);

    void reject() override; // not while a change is under way: its failure would be told to nobody

private:
    enum class Stage { Looking, Shown, Refused, Working, Done };

    void build();
    void nameWidgets();
    void look();
    void showChange(const Result<ToolChange> &change);
    void showWords();
    void apply();
    void finish(const Result<ToolChange> &done);
    void test();
    void copyKey();
    void setStage(Stage stage);

    Services m_services;
    ToolEntry m_entry;
    bool m_restores;
    Stage m_stage = Stage::Looking;
    int m_looks = 0; // of which only the last one counts
    ToolChange m_change;
    Banner *m_message;
    QLabel *m_lead;
    QLineEdit *m_model;
    FormField *m_modelField;
    DiffView *m_diff;
    QLabel *m_facts;
    Banner *m_warnings;
    StateLabel *m_tested;
    QPushButton *m_close;
    QPushButton *m_again;
    QPushButton *m_key;
    QPushButton *m_test;
    QPushButton *m_apply;
};

} // namespace homeport
