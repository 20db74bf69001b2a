// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/requestrecord.h"

#include <QDialog>

class QLabel;
class QVBoxLayout;

namespace homeport {

class Theme;

// "Why this account?": every choice of an account that a request led to, with who was not taken and why.
class TraceDialog final : public QDialog
{
    Q_OBJECT

public:
    TraceDialog(const Theme &theme, const RequestRecord &record, QWidget *parent = nullptr);

    // The same request later on; another one's is passed over.
    void follow(const RequestRecord &record);

private:
    void build();
    void showRecord(const RequestRecord &record);
    [[nodiscard]] QWidget *makeStep(const TraceStep &step, int number, int of);
    [[nodiscard]] QWidget *makeCandidate(const TraceStep &step, const TraceCandidate &candidate);

    const Theme &m_theme;
    RequestRecord m_record;
    QLabel *m_title;
    QLabel *m_notes;
    QVBoxLayout *m_steps;
    QList<QWidget *> m_stepWidgets;
};

} // namespace homeport
