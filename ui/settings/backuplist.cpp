// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/backuplist.h"

#include "ui/settings/restoredialog.h"
#include "ui/text/format.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

BackupList::BackupList(BackupsService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_service(service), m_theme(theme), m_rows(new QVBoxLayout), m_other(makeButton(tr("Restore another file…"), this))
{
    setObjectName(u"backupList"_s);
    m_other->setObjectName(u"restoreOther"_s);
    m_rows->setSpacing(8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(m_rows);
    layout->addWidget(m_other, 0, Qt::AlignLeft);
    connect(m_other, &QPushButton::clicked, this, &BackupList::chooseFile);
}

void BackupList::setBackups(const QList<BackupEntry> &backups, bool canRestore)
{
    m_other->setVisible(canRestore);
    const QList<BackupEntry> newest = backups.first(std::min<qsizetype>(backups.size(), MostShown));
    const bool same = newest == m_shown && canRestore == m_canRestore;
    m_shown = newest;
    m_canRestore = canRestore;
    if (same)
        return;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    QWidget *before = nullptr;
    for (const BackupEntry &backup : newest) {
        QWidget *row = makeRow(backup);
        m_rows->addWidget(row);
        QWidget *button = row->findChild<QPushButton *>();
        if (before && button)
            setTabOrder(before, button);
        before = button;
    }
    if (before)
        setTabOrder(before, m_other);
}

QWidget *BackupList::makeRow(const BackupEntry &backup)
{
    auto *row = new QWidget(this);
    const QString when = formatDateTime(backup.madeAt);
    QLabel *words = makeLabel(tr("%1, %2").arg(when, formatBytes(backup.bytes)), font(), row);
    words->setToolTip(backup.file);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(words, 1);
    if (!m_canRestore)
        return row;
    QPushButton *restore = makeButton(tr("Restore…"), row);
    restore->setObjectName(u"restoreBackup"_s);
    restore->setAccessibleName(tr("Restore the backup of %1").arg(when));
    layout->addWidget(restore);
    connect(restore, &QPushButton::clicked, this, [this, backup, when] { openRestore(backup.file, when); });
    return row;
}

void BackupList::openRestore(const QString &file, const QString &madeAt)
{
    auto *dialog = new RestoreDialog(m_service, m_theme, file, madeAt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void BackupList::chooseFile()
{
    auto *chooser = new QFileDialog(this, tr("Restore a backup"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &file) { openRestore(file, {}); });
    chooser->open();
}

} // namespace homeport
