// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/firstrun/firstruntext.h"
#include "ui/services/services.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QPushButton;

namespace homeport {

class Banner;
class DiffView;
class ElidedLabel;
class StateLabel;
class Theme;

// One tool of the set-up. What would change in its files is asked for and can be looked at before it can be done; what is done is that
// or nothing.
//
//   Idle ──► Looking ──► Shown ──apply()──► Working ──► Done
//              ▲ └─────► Refused              │
//              └────────── look again ◄───────┘ failed
class SetupToolRow final : public QFrame
{
    Q_OBJECT

public:
    SetupToolRow(const Services &services, const Theme &theme, QWidget *parent = nullptr); // with Services::tools; both outlive it

    void setTool(const ToolEntry &entry, const QString &baseUrl);
    void setFrozen(bool frozen);         // others are being set up
    [[nodiscard]] bool isChosen() const; // it is ticked, and what would change is known
    [[nodiscard]] bool isOffered() const { return m_stage != Stage::Idle && m_stage != Stage::Done; } // it has a tick
    [[nodiscard]] bool isLooking() const { return m_stage == Stage::Looking; }
    [[nodiscard]] bool isWorking() const { return m_stage == Stage::Working; }
    void apply(); // a chosen one
    [[nodiscard]] QList<QWidget *> tabStops() const;

Q_SIGNALS:
    void changed();                               // of isChosen() or isLooking()
    void applied(bool done);                      // once for each apply()
    void configureRequested(const QString &tool); // by hand

private:
    enum class Stage { Idle, Looking, Shown, Refused, Working, Done };

    void nameWidgets();
    void build();
    void look();
    void showChange(const Result<ToolChange> &change);
    void finish(const Result<ToolChange> &done);
    void copyKey();
    void setStage(Stage stage);
    void showState();
    void showDetails(bool shown);
    void tell(Tone tone, const QString &icon, const QString &text); // an empty text: nothing

    Services m_services;
    const Theme &m_theme;
    ToolEntry m_entry;
    QString m_baseUrl;
    QString m_lookedFor; // the address
    ToolChange m_change;
    Stage m_stage = Stage::Idle;
    int m_looks = 0; // of which only the last one counts
    bool m_frozen = false;
    QCheckBox *m_choose;
    ElidedLabel *m_name;
    QLabel *m_version;
    StateLabel *m_state;
    QLabel *m_files;
    QPushButton *m_toggle;
    QPushButton *m_again;
    QPushButton *m_configure;
    QPushButton *m_key;
    QWidget *m_details;
    QLabel *m_lead;
    DiffView *m_diff;
    QLabel *m_facts;
    Banner *m_warnings;
    StateLabel *m_result;
};

} // namespace homeport
