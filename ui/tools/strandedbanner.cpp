// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tools/strandedbanner.h"

#include "core/base/onresult.h"
#include "ui/services/toolsservice.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/tools/toolstext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

StrandedBanner::StrandedBanner(ToolsService &tools, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_tools(tools), m_banner(new Banner(theme, this)), m_restore(makeButton(tr("Restore their own settings"), this)),
      m_keep(makeButton(tr("Keep"), this)), m_show(makeButton(tr("Show"), this))
{
    m_banner->setObjectName(u"strandedBanner"_s);
    m_restore->setObjectName(u"restoreStranded"_s);
    m_keep->setObjectName(u"keepStranded"_s);
    m_show->setObjectName(u"showStranded"_s);
    m_show->setAccessibleName(tr("Show the tools"));
    for (QPushButton *button : {m_restore, m_keep, m_show})
        m_banner->actions()->addWidget(button);
    m_banner->actions()->addStretch();
    m_banner->show();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    connect(m_restore, &QPushButton::clicked, this, &StrandedBanner::restore);
    connect(m_keep, &QPushButton::clicked, this, &StrandedBanner::decide);
    connect(m_show, &QPushButton::clicked, this, &StrandedBanner::toolsRequested);
    connect(&tools, &ToolsService::toolsChanged, this, &StrandedBanner::refresh);
    refresh();
}

void StrandedBanner::refresh()
{
    if (m_stage != Stage::Offered)
        return;
    const QStringList names = m_tools.tools().stranded;
    const auto count = static_cast<int>(names.size());
    m_banner->setMessage(
        Tone::Warning, u"warning"_s, tr("Homeport did not end properly last time"),
        tr("%Ln tools point at it: %1. They get answers as long as it runs. Restoring gives their files back what they had before "
           "Homeport, and revokes their local keys.",
           nullptr, count)
            .arg(formatList(names)));
    m_keep->setAccessibleName(tr("Keep the tools set up for Homeport"));
    setVisible(count > 0);
}

void StrandedBanner::restore()
{
    m_stage = Stage::Restoring;
    m_restore->setEnabled(false);
    m_keep->setEnabled(false);
    onResult(m_tools.restoreAll(), this, [this](const Result<RestoredTools> &all) { tell(all); });
}

// What came of it stays until it is closed.
void StrandedBanner::tell(const Result<RestoredTools> &all)
{
    m_stage = Stage::Told;
    const RestoredText told = restoredText(all);
    m_banner->setMessage(told.tone, told.icon, told.title, told.text);
    m_restore->hide();
    m_keep->setEnabled(true);
    m_keep->setText(tr("Close"));
    m_keep->setAccessibleName({});
    m_keep->setFocus();
}

void StrandedBanner::decide()
{
    hide();
    m_tools.keepStranded();
}

} // namespace homeport
