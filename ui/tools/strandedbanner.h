// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QWidget>

class QPushButton;

namespace homeport {

class Banner;
class Theme;
class ToolsService;
struct RestoredTools;

// After a run that broke off while tools were set up: says so, and offers to give them back what they had, until the user has decided.
//
//   hidden ──stranded──► offered ──Restore──► restoring ──► told ──Close──► hidden
//                           └──Keep──► hidden
class StrandedBanner final : public QWidget
{
    Q_OBJECT

public:
    StrandedBanner(ToolsService &tools, const Theme &theme, QWidget *parent = nullptr); // both outlive it

Q_SIGNALS:
    void toolsRequested(); // "Show": the Tools page

private:
    enum class Stage { Offered, Restoring, Told };

    void refresh();
    void restore();
    void tell(const Result<RestoredTools> &all);
    void decide();

    ToolsService &m_tools;
    Stage m_stage = Stage::Offered;
    Banner *m_banner;
    QPushButton *m_restore;
    QPushButton *m_keep;
    QPushButton *m_show;
};

} // namespace homeport
