// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keyspage.h"

#include "core/base/onresult.h"
#include "ui/keys/freshkeypanel.h"
#include "ui/keys/keptcontentscard.h"
#include "ui/keys/keyeditor.h"
#include "ui/keys/keylist.h"
#include "ui/keys/keytext.h"
#include "ui/keys/pendinglogins.h"
#include "ui/keys/pendingprograms.h"
#include "ui/keys/programscard.h"
#include "ui/keys/revokekeydialog.h"
#include "ui/keys/toolscard.h"
#include "ui/services/accessservice.h"
#include "ui/services/overviewservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/page.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

KeysPage::KeysPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_failure(new Banner(theme, this)),
      m_logins(new PendingLogins(*services.access, this)), m_newPrograms(new PendingPrograms(*services.access, this)),
      m_fresh(new FreshKeyPanel(services.clipboard, theme, this)), m_tools(new ToolsCard(theme, this)),
      m_list(new KeyList(services, theme, this)), m_programs(new ProgramsCard(*services.access, this)),
      m_create(makePrimaryButton(tr("New key…"), this))
{
    setObjectName(u"keysPage"_s);
    m_failure->setObjectName(u"keysFailure"_s);
    if (services.contents)
        m_contents = new KeptContentsCard(*services.contents, theme, this);
    build(new PageFrame(tr("Keys"), PageFrame::Kind::Scrolling, this));
    connect(m_tools, &ToolsCard::keyRequested, this, &KeysPage::createFor);
    connect(m_list, &KeyList::editRequested, this, &KeysPage::openEditor);
    connect(m_list, &KeyList::requestsRequested, this, &KeysPage::requestsRequested);
    connect(m_list, &KeyList::revokeRequested, this, &KeysPage::openRevoke);
    connect(services.access, &AccessService::keysChanged, this, &KeysPage::refresh);
    connect(&services.overview, &OverviewService::overviewChanged, this, &KeysPage::refresh);
    connect(m_logins, &PendingLogins::rowsChanged, this, &KeysPage::orderTabs);
    connect(m_list, &KeyList::rowsChanged, this, &KeysPage::orderTabs);
    connect(m_newPrograms, &PendingPrograms::rowsChanged, this, &KeysPage::orderTabs);
    connect(m_programs, &ProgramsCard::rowsChanged, this, &KeysPage::orderTabs);
    refresh();
    orderTabs();
}

void KeysPage::build(PageFrame *frame)
{
    m_create->setObjectName(u"newKeyDialog"_s);
    connect(m_create, &QPushButton::clicked, this, [this] { openEditor(0); });
    connect(m_fresh, &FreshKeyPanel::dismissed, m_create, [this] { m_create->setFocus(); });
    frame->header()->addWidget(m_create);
    m_empty = new EmptyState(m_theme, u"key"_s, tr("No keys yet"),
                             tr("A tool needs a key to use the relay; without one nothing on this computer gets in. A key can be limited "
                                "to some accounts, to a rate and to an amount of money."),
                             this);
    m_empty->setObjectName(u"noKeys"_s);
    m_empty->setMinimumHeight(216);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_failure, m_logins, m_newPrograms, m_fresh, m_tools, m_empty, m_list, m_programs})
        frame->body()->addWidget(part);
    if (m_contents)
        frame->body()->addWidget(m_contents);
    frame->body()->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

void KeysPage::refresh()
{
    const QList<LocalKey> keys = m_services.access->keys();
    m_empty->setVisible(keys.isEmpty());
    m_list->setVisible(!keys.isEmpty());
    m_fresh->setBaseUrl(m_services.overview.overview().baseUrl);
    const auto isShown = [this](const LocalKey &key) { return key.id == m_fresh->keyId() && !key.isRevoked(); };
    if (m_fresh->keyId() != 0 && std::none_of(keys.cbegin(), keys.cend(), isShown))
        m_fresh->forget(); // it was revoked while it was still on display
}

// Rows come and go: the keyboard follows what the eye sees, not the order they were made in.
void KeysPage::orderTabs()
{
    QWidget *last = m_create;
    QList<QWidget *> stops = m_logins->tabStops() + m_newPrograms->tabStops() + m_tools->tabStops() + m_list->tabStops()
                             + m_programs->tabStops();
    if (m_contents)
        stops << m_contents->tabStops();
    for (QWidget *stop : std::as_const(stops)) {
        setTabOrder(last, stop);
        last = stop;
    }
}

void KeysPage::createFor(Tool tool)
{
    m_tools->setBusy(true);
    const QString name = unusedKeyName(toolName(tool), m_services.access->keys());
    onResult(m_services.access->create(name, toolPolicy(tool)), this, [this, tool](const Result<CreatedKey> &created) {
        m_tools->setBusy(false);
        m_failure->setVisible(!created);
        if (created)
            return showFresh(*created, tool);
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The key was not created"), errorText(created.error()));
    });
}

void KeysPage::showFresh(const CreatedKey &key, Tool tool)
{
    m_fresh->display(key, tool);
    if (auto *area = findChild<QScrollArea *>())
        area->ensureWidgetVisible(m_fresh);
}

void KeysPage::openEditor(qint64 id)
{
    const QList<LocalKey> keys = m_services.access->keys();
    const auto found = std::find_if(keys.cbegin(), keys.cend(), [id](const LocalKey &key) { return key.id == id; });
    if (id != 0 && found == keys.cend())
        return;
    auto *dialog = new KeyEditor(m_services, m_theme, id == 0 ? LocalKey() : *found, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KeyEditor::created, this, [this](const CreatedKey &key) { showFresh(key, Tool::ClaudeCode); });
    dialog->open();
}

void KeysPage::openRevoke(qint64 id)
{
    const QList<LocalKey> keys = m_services.access->keys();
    const auto found = std::find_if(keys.cbegin(), keys.cend(), [id](const LocalKey &key) { return key.id == id; });
    if (found == keys.cend())
        return;
    auto *dialog = new RevokeKeyDialog(*m_services.access, m_theme, *found, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace homeport
