// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/services/services.h"
#include "ui/services/toolsservice.h"
#include "ui/theme/colors.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace homeport {

class Banner;
class LinesCard;
class PageFrame;
class Theme;
class ToolRow;

// The tools of this computer, what Homeport did to them, and lines for everything else. Looks for them whenever it is shown.
class ToolsPage final : public QWidget
{
    Q_OBJECT

public:
    ToolsPage(const Services &services, const Theme &theme, QWidget *parent = nullptr); // with Services::tools; both outlive it

    void openDialog(const QString &tool, ToolChange::Kind kind); // one that is not known: nothing happens

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build(PageFrame *frame);
    void nameWidgets();
    void refresh();
    void placeRows(const ToolsView &view);
    void showBanners(const ToolsView &view);
    void arrangeTabs(const ToolsView &view);
    [[nodiscard]] ToolRow *makeRow();
    void showOthers(bool shown);
    void test(const QString &tool);
    void stopTest(const QString &tool);
    void copyKey(const QString &tool);
    void openFolder(const QString &folder);
    void confirmRestoreAll();
    void restoreAll();
    void showMessage(Tone tone, const QString &icon, const QString &title, const QString &text);

    Services m_services;
    const Theme &m_theme;
    Banner *m_trouble; // while it lasts
    Banner *m_message; // of what was done last
    QLabel *m_loading;
    QLabel *m_none;
    QVBoxLayout *m_list;
    QPushButton *m_toggle;
    QWidget *m_others;
    QVBoxLayout *m_otherList;
    LinesCard *m_lines;
    QPushButton *m_again = nullptr;
    QPushButton *m_restoreAll = nullptr;
    QPushButton *m_troubleRestore = nullptr;
    QHash<QString, ToolRow *> m_rows; // by id
    struct RunningTest
    {
        int number = 0; // an answer to another one is dropped
        QFuture<Result<ToolTestReport>> answer;
    };
    QHash<QString, RunningTest> m_tests; // by id
    int m_lastTest = 0;
};

} // namespace homeport
