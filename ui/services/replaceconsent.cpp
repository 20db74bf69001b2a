// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/services/replaceconsent.h"

#include "ui/services/desktop.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace homeport {

namespace {

struct ReplaceText
{
    Q_DECLARE_TR_FUNCTIONS(ReplaceText)
};

// A folder is not replaced: writing fails and says so.
bool isThere(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() && !file.isDir();
}

} // namespace

// What was not there then was not asked about, even if it comes meanwhile.
void ReplaceConsent::setChosen(const QString &path)
{
    m_chosen = isThere(path) ? path : QString();
}

void ReplaceConsent::ask(QWidget *parent, const QString &path, std::function<void()> write)
{
    if (!isThere(path))
        return write();
    if (path == m_chosen) {
        m_chosen.clear();
        return write();
    }
    m_prompt.confirm(parent,
                     {ReplaceText::tr("Replace “%1”?").arg(QFileInfo(path).fileName()),
                      ReplaceText::tr("A file with this name is there already. What is in it will be lost."), ReplaceText::tr("Replace")},
                     std::move(write));
}

} // namespace homeport
