// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxiespage.h"

#include "core/base/onresult.h"
#include "ui/proxies/bypassdialog.h"
#include "ui/proxies/proxydialog.h"
#include "ui/proxies/proxylistrow.h"
#include "ui/proxies/proxytext.h"
#include "ui/services/proxiesservice.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

ProxiesPage::ProxiesPage(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_content(new QStackedWidget(this)), m_list(new QVBoxLayout),
      m_failure(new Banner(theme, this)), m_shared(new Banner(theme, this)), m_others(makeMutedLabel({}, this))
{
    setObjectName(u"proxiesPage"_s);
    m_failure->setObjectName(u"proxiesFailure"_s);
    m_shared->setObjectName(u"sharedExits"_s);
    m_others->setObjectName(u"withoutChoice"_s);
    build(new PageFrame(tr("Proxies"), PageFrame::Kind::Fixed, this));
    connect(&services.proxies, &ProxiesService::proxiesChanged, this, &ProxiesPage::refresh);
    refresh();
}

void ProxiesPage::build(PageFrame *frame)
{
    m_bypass = makeButton(tr("Direct hosts…"), this);
    m_bypass->setObjectName(u"bypass"_s);
    m_bypass->setToolTip(tr("Hosts that are reached directly"));
    m_add = makePrimaryButton(tr("Add proxy…"), this);
    m_add->setObjectName(u"addProxy"_s);
    frame->header()->addWidget(m_bypass);
    frame->header()->addWidget(m_add);
    auto *empty = new EmptyState(m_theme, u"proxies"_s, tr("No proxies"),
                                 tr("Accounts go direct. Add a proxy where your network wants one, or where an account must always leave "
                                    "from the same address. If a proxy fails, its accounts stop: nothing ever goes direct instead."),
                                 this);
    QPushButton *first = makePrimaryButton(tr("Add proxy…"), this);
    first->setObjectName(u"emptyAddProxy"_s);
    empty->actions()->addWidget(first);
    for (QPushButton *button : {m_add, first})
        connect(button, &QPushButton::clicked, this, [this] { openDialog(nullptr); });
    connect(m_bypass, &QPushButton::clicked, this, &ProxiesPage::openBypass);

    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *rows = new QWidget(area);
    rows->setProperty("role", u"page"_s);
    auto *rowsLayout = new QVBoxLayout(rows);
    rowsLayout->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(8);
    rowsLayout->addLayout(m_list);
    rowsLayout->addSpacing(8);
    rowsLayout->addWidget(m_others);
    rowsLayout->addStretch();
    area->setWidget(rows);
    m_content->addWidget(empty);
    m_content->addWidget(area);
    frame->body()->addWidget(m_failure);
    frame->body()->addWidget(m_shared);
    frame->body()->addWidget(m_content, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
}

// Rows are kept by id, so that a change does not take the keyboard focus away.
void ProxiesPage::refresh()
{
    const ProxiesService &service = m_services.proxies;
    const QList<ProxyInfo> proxies = service.proxies();
    QHash<qint64, ProxyListRow *> gone = std::exchange(m_rows, {});
    QString defaultName;
    for (qsizetype place = 0; place < proxies.size(); ++place) {
        const ProxyInfo &proxy = proxies.at(place);
        ProxyListRow *row = gone.take(proxy.id);
        if (!row)
            row = makeRow();
        const bool isDefault = proxy.id == service.defaultId();
        if (isDefault)
            defaultName = proxy.name;
        row->setProxy(proxy, service.healthOf(proxy.id), service.usersOf(proxy.id), isDefault);
        m_list->insertWidget(static_cast<int>(place), row);
        m_rows.insert(proxy.id, row);
    }
    for (ProxyListRow *row : std::as_const(gone)) {
        m_list->removeWidget(row);
        row->hide();
        row->deleteLater(); // its own button may be what led here
    }
    const bool lostDefault = service.defaultId() != 0 && defaultName.isEmpty();
    m_others->setText(lostDefault ? tr("The default proxy was removed: accounts that chose none are stopped. Make another one the default.")
                      : defaultName.isEmpty() ? tr("Accounts that chose no proxy go direct.")
                                              : tr("Accounts that chose no proxy go through “%1”.").arg(defaultName));
    const bool isEmpty = proxies.isEmpty() && !lostDefault;
    m_content->setCurrentIndex(isEmpty ? 0 : 1);
    m_add->setVisible(!isEmpty);
    m_bypass->setVisible(!isEmpty);
    showSharedExits();
}

void ProxiesPage::showSharedExits()
{
    QStringList sentences;
    for (const SharedExit &exit : m_services.proxies.sharedExits())
        sentences << tr("%1 leave from %2.").arg(exit.names.join(tr(" and ")), exit.exitAddress);
    m_shared->setMessage(Tone::Warning, u"warning"_s, tr("Accounts share an address"),
                         tr("%1 Their provider sees them as one place.").arg(joinSentences(sentences)));
    m_shared->setVisible(!sentences.isEmpty());
}

ProxyListRow *ProxiesPage::makeRow()
{
    auto *row = new ProxyListRow(m_theme, this);
    connect(row, &ProxyListRow::testRequested, this, &ProxiesPage::test);
    connect(row, &ProxyListRow::defaultRequested, this, &ProxiesPage::setDefault);
    connect(row, &ProxyListRow::removeRequested, this, &ProxiesPage::confirmRemove);
    connect(row, &ProxyListRow::editRequested, this, [this](qint64 id) {
        const QList<ProxyInfo> proxies = m_services.proxies.proxies();
        const auto found = std::find_if(proxies.cbegin(), proxies.cend(), [id](const ProxyInfo &proxy) { return proxy.id == id; });
        if (found != proxies.cend())
            openDialog(&*found);
    });
    return row;
}

void ProxiesPage::openDialog(const ProxyInfo *proxy)
{
    auto *dialog = new ProxyDialog(m_services, m_theme, proxy, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ProxiesPage::openBypass()
{
    auto *dialog = new BypassDialog(m_services.proxies, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ProxiesPage::test(qint64 id)
{
    ProxyListRow *row = m_rows.value(id);
    if (!row)
        return;
    row->setTesting(true);
    onResult(m_services.proxies.test(id), row, [row](const Result<ProxyTestReport> &report) {
        row->setTesting(false);
        // What is wrong with the proxy itself is its state by now; what lies behind it is said here.
        const bool isState = !report && report.error().code == Error::Code::Unavailable;
        row->setTestText(report ? proxyTestText(*report) : isState ? QString() : errorText(report.error()));
    });
}

void ProxiesPage::setDefault(qint64 id, bool on)
{
    onResult(m_services.proxies.setDefault(on ? id : 0), this, [this](const Result<void> &set) {
        m_failure->hide();
        if (!set)
            showFailure(tr("The default was not changed"), set.error());
    });
}

void ProxiesPage::confirmRemove(qint64 id)
{
    const QStringList users = m_services.proxies.usersOf(id);
    const QList<ProxyInfo> proxies = m_services.proxies.proxies();
    const auto found = std::find_if(proxies.cbegin(), proxies.cend(), [id](const ProxyInfo &proxy) { return proxy.id == id; });
    if (found == proxies.cend())
        return;
    const QString what = users.isEmpty()
                             ? tr("No account goes through it.")
                             : tr("%1 stop until you choose another way for them. Nothing goes direct instead.").arg(formatList(users));
    const Question question{tr("Remove “%1”?").arg(found->name), tr("%1 Its saved login is deleted. This can't be undone.").arg(what),
                            tr("Remove proxy")};
    m_services.prompt.confirm(window(), question, [self = QPointer(this), id] {
        if (self)
            self->remove(id);
    });
}

void ProxiesPage::remove(qint64 id)
{
    onResult(m_services.proxies.remove(id), this, [this](const Result<void> &removed) {
        m_failure->hide();
        if (!removed)
            showFailure(tr("The proxy was not removed"), removed.error());
    });
}

void ProxiesPage::showFailure(const QString &title, const Error &error)
{
    m_failure->setMessage(Tone::Bad, u"bad"_s, title, errorText(error));
    m_failure->show();
}

} // namespace homeport
