// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of MainWindow that opens and closes the set-up.
#include "ui/firstrun/firstrunpage.h"
#include "ui/firstrun/firstrunturn.h"
#include "ui/mainwindow.h"
#include "ui/services/accountsservice.h"
#include "ui/services/overviewservice.h"

#include <QMenu>
#include <QStackedWidget>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

void MainWindow::addFirstRunTo(QMenu *general)
{
    QAction *setUp = general->addAction(tr("&Set up Homeport…"));
    setUp->setObjectName(u"setUpHomeport"_s);
    connect(setUp, &QAction::triggered, this, &MainWindow::openFirstRun);
    general->addSeparator();
}

// Once in a run: who leaves the set-up for later finds it at the next start, or in the menu.
void MainWindow::considerFirstRun()
{
    if (m_run.firstRunDecided || m_firstRun)
        return;
    const FirstRun progress = m_services.settings.firstRun();
    const FirstRunTurn turn = firstRunTurn(progress, m_services.overview.overview(), !m_services.accounts.accounts().isEmpty());
    m_run.firstRunDecided = turn == FirstRunTurn::Settled;
    if (turn == FirstRunTurn::Show)
        openFirstRun();
    else if (turn == FirstRunTurn::Settled && progress.state == FirstRun::State::New && !m_services.overview.overview().demo)
        m_services.settings.setFirstRun({FirstRun::State::Finished, 0}); // in use already; not to be asked again when it is emptied
}

void MainWindow::openFirstRun()
{
    m_run.firstRunDecided = false; // a window that is made anew goes on with it
    if (!m_firstRun) {
        m_firstRun = new FirstRunPage(m_services, m_theme, this);
        connect(m_firstRun, &FirstRunPage::closed, this, &MainWindow::closeFirstRun);
        m_surface->addWidget(m_firstRun);
        m_surface->setCurrentWidget(m_firstRun);
    }
    m_firstRun->focusStep();
}

void MainWindow::closeFirstRun()
{
    FirstRunPage *page = std::exchange(m_firstRun, nullptr);
    if (!page)
        return;
    m_run.firstRunDecided = true;
    m_surface->setCurrentIndex(0);
    m_surface->removeWidget(page);
    page->disconnect(this);
    page->deleteLater(); // its own button may be what led here
    m_pages->currentWidget()->setFocus();
}

void MainWindow::leaveFirstRun(const std::function<void()> &left)
{
    if (!m_firstRun)
        return left();
    m_firstRun->leave([this, left] {
        closeFirstRun();
        left();
    });
}

} // namespace homeport
