// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/toolstep.h"

#include "ui/firstrun/setuptools.h"
#include "ui/firstrun/testrequest.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ToolStep::ToolStep(const Services &services, const Theme &theme, QWidget *parent) : FirstRunStep(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    if (services.tools) {
        layout->addWidget(
            makeMutedLabel(tr("Homeport points these tools at its address, each with a key of its own. You can look at each line "
                              "first, what is there now is kept, and the Tools page gives it back."),
                           this));
        m_tools = new SetupTools(services, theme, this);
        layout->addWidget(m_tools);
        connect(m_tools, &SetupTools::runningChanged, this, &FirstRunStep::changed);
        connect(m_tools, &SetupTools::firstChanged, this, &FirstRunStep::firstChanged);
    }
    m_test = new TestRequest(services, theme, this);
    layout->addWidget(m_test);
    if (m_tools) {
        connect(m_tools, &SetupTools::finished, this, [this] {
            if (QWidget *send = m_test->first())
                send->setFocus();
            else
                Q_EMIT done();
            Q_EMIT reveal(m_test);
        });
    }
    connect(m_test, &TestRequest::answered, this, [this](bool works) {
        if (works)
            Q_EMIT done();
        Q_EMIT reveal(m_test);
    });
}

void ToolStep::enter()
{
    if (m_tools)
        m_tools->lookAgain();
    m_test->refresh();
}

void ToolStep::leave()
{
    m_test->forget();
}

QWidget *ToolStep::first()
{
    QWidget *const setUp = m_tools ? m_tools->first() : nullptr;
    return setUp ? setUp : m_test->first();
}

QString ToolStep::held()
{
    return m_tools && m_tools->isRunning() ? tr("Your tools are being set up.") : QString();
}

} // namespace homeport
