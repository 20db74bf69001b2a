// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/backupsservice.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace homeport {

class Theme;

// The scheduled backups that are there, each with a button that restores it, and one for any other file.
class BackupList final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int MostShown = 10; // the newest; others by their file

    BackupList(BackupsService &service, const Theme &theme, QWidget *parent = nullptr); // both outlive it

    void setBackups(const QList<BackupEntry> &backups, bool canRestore);

private:
    [[nodiscard]] QWidget *makeRow(const BackupEntry &backup);
    void openRestore(const QString &file, const QString &madeAt);
    void chooseFile();

    BackupsService &m_service;
    const Theme &m_theme;
    QVBoxLayout *m_rows;
    QPushButton *m_other;
    QList<BackupEntry> m_shown;
    bool m_canRestore = true;
};

} // namespace homeport
