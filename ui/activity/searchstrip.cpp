// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/searchstrip.h"

#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

using State = RequestFeed::Progress::State;

} // namespace

SearchStrip::SearchStrip(const Theme &theme, QWidget *parent)
    : QFrame(parent), m_words(makeMutedLabel({}, this)), m_stop(makeButton(theme, u"stopped"_s, tr("Stop"), this)),
      m_goOn(makeButton(theme, u"retry"_s, tr("Go on"), this))
{
    setObjectName(u"searchStrip"_s);
    m_words->setObjectName(u"searchProgress"_s);
    m_stop->setObjectName(u"stopSearch"_s);
    m_goOn->setObjectName(u"goOn"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_stop);
    layout->addWidget(m_goOn);
    m_slow.setSingleShot(true);
    m_slow.setInterval(200ms);
    connect(&m_slow, &QTimer::timeout, this, &SearchStrip::showProgress);
    connect(m_stop, &QPushButton::clicked, this, &SearchStrip::stopClicked);
    connect(m_goOn, &QPushButton::clicked, this, &SearchStrip::goOnClicked);
    hide();
}

void SearchStrip::setProgress(const RequestFeed::Progress &progress, bool isSearch)
{
    const bool begins = progress.state == State::Loading && m_progress.state != State::Loading;
    m_progress = progress;
    m_isSearch = isSearch;
    if (begins) {
        m_slow.start();
    } else if (progress.state != State::Loading) {
        m_slow.stop();
        showProgress();
    } else if (!m_slow.isActive()) {
        showProgress();
    }
}

void SearchStrip::showProgress()
{
    const bool isLoading = m_progress.state == State::Loading;
    const bool hadFocus = m_stop->hasFocus() || m_goOn->hasFocus();
    switch (m_progress.state) {
    case State::Idle:
        break;
    case State::Loading:
        m_words->setText(m_isSearch ? tr("Looked through %L1 of %L2 requests…").arg(m_progress.lookedAt).arg(m_progress.total)
                                    : tr("Loading requests…"));
        break;
    case State::Stopped:
        m_words->setText(tr("Stopped after %L1 of %L2 requests.").arg(m_progress.lookedAt).arg(m_progress.total));
        m_goOn->setText(tr("Go on"));
        break;
    case State::Failed:
        m_words->setText(readingFailedText(m_progress.error));
        m_goOn->setText(tr("Try again"));
        break;
    }
    m_goOn->setAccessibleName(m_goOn->text());
    m_stop->setVisible(isLoading && m_isSearch);
    m_goOn->setVisible(!isLoading && m_progress.state != State::Idle);
    setVisible(m_progress.state != State::Idle);
    if (hadFocus && isVisible())
        (isLoading ? m_stop : m_goOn)->setFocus();
}

QString readingFailedText(const Error &error)
{
    if (error.code != Error::Code::Storage)
        return errorText(error);
    const QString words = SearchStrip::tr("Homeport could not read its own records. Try again; if it stays so, restart Homeport.");
    //: %1: a sentence on what failed; %2: technical details, in English
    return error.detail.isEmpty() ? words : SearchStrip::tr("%1 (%2)").arg(words, error.detail);
}

} // namespace homeport
