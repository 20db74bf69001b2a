// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/requestcontents.h"

#include "core/base/onresult.h"
#include "ui/activity/contentsdialog.h"
#include "ui/activity/searchstrip.h"
#include "ui/services/accessservice.h"
#include "ui/services/contentsservice.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"

#include <QPushButton>

#include <algorithm>
#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr int RowHeight = 32; // with a button or without one

} // namespace

RequestContents::RequestContents(const Services &services, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_services(services), m_theme(theme), m_words(new ElidedLabel(Qt::ElideRight, this)),
      m_show(makeLinkButton(theme, u"eye"_s, tr("Show contents"), this)), m_editKey(makeLinkButton(theme, u"key"_s, tr("Edit key…"), this))
{
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(150ms);
    connect(&m_pause, &QTimer::timeout, this, &RequestContents::ask);
    connect(m_show, &QPushButton::clicked, this, &RequestContents::openContents);
    connect(m_editKey, &QPushButton::clicked, this, [this] {
        if (const std::optional<LocalKey> known = key())
            Q_EMIT keyRequested(known->id);
    });
    connect(services.contents, &ContentsService::changed, this, &RequestContents::ask);
    if (services.access)
        connect(services.access, &AccessService::keysChanged, this, &RequestContents::showKnown);
    showKnown();
}

void RequestContents::build()
{
    m_words->setObjectName(u"contentsWords"_s);
    m_show->setObjectName(u"showContents"_s);
    m_editKey->setObjectName(u"editContentsKey"_s);
    auto *layout = new FlowLayout(12, this);
    layout->addWidget(m_words);
    layout->addWidget(m_show);
    layout->addWidget(m_editKey);
    setMinimumHeight(RowHeight);
}

void RequestContents::setRecord(const RequestRecord &record)
{
    const bool isSame = record.id == m_record.id && record.outcome == m_record.outcome;
    m_record = record;
    if (isSame)
        return;
    m_known.reset();
    askSoon();
    showKnown();
}

void RequestContents::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askSoon();
}

void RequestContents::askSoon()
{
    if (m_record.id != 0 && m_record.outcome != RequestRecord::Outcome::Running)
        m_pause.start();
    else
        m_pause.stop();
}

void RequestContents::ask()
{
    m_pause.stop();
    const quint64 id = m_record.id;
    if (id == 0 || m_record.outcome == RequestRecord::Outcome::Running || !isVisible())
        return;
    onResult(m_services.contents->contents(id), this, [this, id](const Result<KeptContents> &contents) {
        if (id != m_record.id)
            return;
        m_known = contents ? Known{{}, contents->expiresAt} : Known{contents.error(), {}};
        showKnown();
    });
}

void RequestContents::showKnown()
{
    const std::optional<LocalKey> itsKey = key();
    const bool isRunning = m_record.outcome == RequestRecord::Outcome::Running;
    const bool keeps = itsKey && itsKey->policy.contentsDays > 0;
    const bool isKept = m_known && !m_known->error;
    const Error::Code code = m_known && m_known->error ? m_known->error->code : Error::Code::NotFound;
    if (isKept)
        m_words->setFullText(tr("Kept until %1").arg(formatDateTime(m_known->until)));
    else if (isRunning && keeps)
        m_words->setFullText(tr("Its key keeps contents: they are here once it has ended."));
    else if (m_known && code == Error::Code::Locked && keeps)
        m_words->setFullText(tr("They are sealed and the vault is locked. Unlock it on the Overview page."));
    else if (m_known && code != Error::Code::NotFound && code != Error::Code::Locked)
        m_words->setFullText(readingFailedText(*m_known->error));
    else
        m_words->setFullText(m_known || isRunning ? missingText(itsKey) : QString());
    m_show->setVisible(isKept);
    m_editKey->setVisible(!m_words->text().isEmpty() && !isKept && itsKey && !keeps && !itsKey->isRevoked());
    m_editKey->setAccessibleName(itsKey ? tr("Edit key “%1”").arg(itsKey->name) : m_editKey->text());
}

// The one of its id, or where that is not known the valid one of its name.
std::optional<LocalKey> RequestContents::key() const
{
    if (!m_services.access || m_record.key.isEmpty())
        return {};
    const QList<LocalKey> keys = m_services.access->keys();
    const auto found = std::find_if(keys.cbegin(), keys.cend(), [this](const LocalKey &one) {
        return m_record.keyId != 0 ? one.id == m_record.keyId : one.name == m_record.key && !one.isRevoked();
    });
    return found == keys.cend() ? std::nullopt : std::optional(*found);
}

QString RequestContents::missingText(const std::optional<LocalKey> &key) const
{
    if (!key)
        return tr("None are kept of this request.");
    return key->policy.contentsDays > 0 ? tr("None are kept of this request, or not any more.") : tr("This key keeps no contents.");
}

void RequestContents::openContents()
{
    auto *dialog = new ContentsDialog(*m_services.contents, m_services.clipboard, m_theme, m_record, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace homeport
