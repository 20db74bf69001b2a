// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"
#include "ui/services/services.h"

#include <QFrame>
#include <QPointer>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace homeport {

class ElidedLabel;
class RequestContents;
class StateLabel;
class Theme;
class TimingBar;
class TraceDialog;

// Everything there is to know about one request. Scrolls where it gets less height than it wants.
class RequestDetail final : public QFrame
{
    Q_OBJECT

public:
    RequestDetail(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const RequestRecord &record);
    void setTraceProblem(const QString &sentence); // of the record: its trace could not be read
    void clear();                                  // nothing selected

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void keyRequested(qint64 id); // its settings

private:
    void addFacts(QGridLayout *grid);
    void addContents(QGridLayout *grid, const Services &services);
    void openTrace();
    [[nodiscard]] ElidedLabel *addFact(QGridLayout *grid, int row, int column, const QString &caption, const QString &name, int span = 1);

    const Theme &m_theme;
    RequestRecord m_record;
    QPointer<TraceDialog> m_trace;
    StateLabel *m_state;
    QPushButton *m_why;
    QLabel *m_outcome;
    QLabel *m_traceProblem;
    QScrollArea *m_area;
    QWidget *m_facts;
    TimingBar *m_timing;
    ElidedLabel *m_request = nullptr;
    ElidedLabel *m_tool = nullptr;
    ElidedLabel *m_key = nullptr;
    ElidedLabel *m_account = nullptr;
    ElidedLabel *m_model = nullptr;
    ElidedLabel *m_started = nullptr;
    ElidedLabel *m_times = nullptr;
    ElidedLabel *m_sizes = nullptr;
    ElidedLabel *m_project = nullptr;
    ElidedLabel *m_session = nullptr;
    ElidedLabel *m_program = nullptr;
    ElidedLabel *m_tokens = nullptr;
    ElidedLabel *m_cost = nullptr;
    RequestContents *m_contents = nullptr; // without Services::contents
};

} // namespace homeport
