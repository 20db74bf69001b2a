// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace homeport {

class SettingsService;

// How much is written to the log.
class LoggingCard final : public QWidget
{
    Q_OBJECT

public:
    explicit LoggingCard(SettingsService &service, QWidget *parent = nullptr); // the service outlives it

private:
    void refresh();
    void choose(int place);

    SettingsService &m_service;
    QComboBox *m_level;
    QLabel *m_words;
};

} // namespace homeport
