// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/noticesettings.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QSpinBox;
class QTimeEdit;

namespace homeport {

// What notifications are shown of, from which part on, and when none are.
class NoticeForm final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeForm(QWidget *parent = nullptr);

    void setSettings(const NoticeSettings &settings); // says nothing
    [[nodiscard]] NoticeSettings settings() const;

Q_SIGNALS:
    void changed(); // by the user

private:
    void build();
    [[nodiscard]] QCheckBox *addKind(const QString &name, const QString &text, bool NoticeSettings::*value);
    void showState();
    void userChanged();

    QList<std::pair<QCheckBox *, bool NoticeSettings::*>> m_kinds;
    QSpinBox *m_early;
    QSpinBox *m_late;
    QCheckBox *m_quiet;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    QLabel *m_words;
};

} // namespace homeport
