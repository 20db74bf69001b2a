// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the page's buttons do that needs no dialog.
#include "core/base/onresult.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/tools/setupwords.h"
#include "ui/tools/toolrow.h"
#include "ui/tools/toolspage.h"
#include "ui/tools/toolstext.h"
#include "ui/widgets/banner.h"

#include <QPointer>
#include <QPushButton>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

void ToolsPage::test(const QString &tool)
{
    const int number = ++m_lastTest;
    m_rows.value(tool)->setTesting(true);
    const QString name = m_rows.value(tool)->accessibleName().section(u',', 0, 0);
    const auto answer = m_services.tools->test(tool);
    m_tests.insert(tool, {number, answer});
    onResult(answer, this, [this, tool, number, name](const Result<ToolTestReport> &report) {
        if (m_tests.value(tool).number != number)
            return;
        m_tests.remove(tool);
        if (ToolRow *row = m_rows.value(tool)) {
            row->setTesting(false);
            row->setTestResult(toolTestText(name, report));
        }
    });
}

void ToolsPage::stopTest(const QString &tool)
{
    m_tests.take(tool).answer.cancel();
    m_rows.value(tool)->setTesting(false);
    m_rows.value(tool)->setTestResult({});
}

void ToolsPage::copyKey(const QString &tool)
{
    onResult(m_services.tools->keyOf(tool), this, [this, tool](const Result<SharedSecret> &key) {
        ToolRow *row = m_rows.value(tool);
        if (!row)
            return;
        if (!key)
            return row->setTestResult({Tone::Bad, u"bad"_s, setupErrorText(key.error())});
        (*key)->reveal([this](QByteArrayView plain) { m_services.clipboard.copySecret(QString::fromLatin1(plain)); });
        row->setTestResult({Tone::Good, u"good"_s, tr("The key is in the clipboard.")});
    });
}

void ToolsPage::openFolder(const QString &folder)
{
    if (!m_services.browser.open(QUrl::fromLocalFile(folder)))
        showMessage(Tone::Warning, u"warning"_s, tr("The folder could not be opened"), folder);
}

void ToolsPage::confirmRestoreAll()
{
    const QString names = configuredNames(m_services.tools->tools());
    if (names.isEmpty())
        return;
    const Question question{tr("Restore all tools?"),
                            tr("%1: their files get back what they had before Homeport, and their local keys are revoked.").arg(names),
                            tr("Restore all")};
    m_services.prompt.confirm(window(), question, [self = QPointer(this)] {
        if (self)
            self->restoreAll();
    });
}

void ToolsPage::restoreAll()
{
    m_restoreAll->setEnabled(false);
    m_troubleRestore->setEnabled(false);
    onResult(m_services.tools->restoreAll(), this, [this](const Result<RestoredTools> &all) {
        m_restoreAll->setEnabled(true);
        m_troubleRestore->setEnabled(true);
        const RestoredText told = restoredText(all);
        showMessage(told.tone, told.icon, told.title, told.text);
    });
}

void ToolsPage::showMessage(Tone tone, const QString &icon, const QString &title, const QString &text)
{
    m_message->setMessage(tone, icon, title, text);
    m_message->show();
}

} // namespace homeport
