// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keptcontentscard.h"

#include "core/base/onresult.h"
#include "ui/keys/deletecontentsdialog.h"
#include "ui/keys/keytext.h"
#include "ui/services/contentsservice.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

KeptContentsCard::KeptContentsCard(ContentsService &service, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_service(service), m_theme(theme), m_words(makeMutedLabel({}, this)), m_outcome(makeMutedLabel({}, this)),
      m_delete(makeButton(theme, u"remove"_s, tr("Delete kept contents…"), this))
{
    setObjectName(u"keptContents"_s);
    m_words->setObjectName(u"keptSummary"_s);
    m_outcome->setObjectName(u"deletedContents"_s);
    m_outcome->hide();
    m_delete->setObjectName(u"deleteContents"_s);
    m_delete->setEnabled(false);
    auto *card = new Card(tr("Kept contents"), this);
    card->header()->addWidget(m_delete);
    card->body()->addWidget(m_words);
    card->body()->addWidget(m_outcome);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_delete, &QPushButton::clicked, this, &KeptContentsCard::openDelete);
    connect(&service, &ContentsService::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

QList<QWidget *> KeptContentsCard::tabStops() const
{
    return {m_delete};
}

void KeptContentsCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void KeptContentsCard::refresh()
{
    onResult(m_service.summary(), this, [this](const Result<KeptSummary> &summary) { showSummary(summary); });
}

void KeptContentsCard::showSummary(const Result<KeptSummary> &summary)
{
    m_summary = summary ? *summary : KeptSummary();
    m_delete->setEnabled(m_summary.requests > 0);
    if (!summary)
        m_words->setText(tr("It can't be told what is kept: the file could not be read. %1").arg(summary.error().detail).trimmed());
    else if (m_summary.requests == 0)
        m_words->setText(tr("Nothing is kept of what requests and answers hold. It is only where a key's settings say so."));
    else
        m_words->setText(keptSummaryText(m_summary));
    setAccessibleDescription(m_words->text());
}

void KeptContentsCard::openDelete()
{
    auto *dialog = new DeleteContentsDialog(m_service, m_theme, m_summary, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeleteContentsDialog::deleted, this, [this](qint64 requests) {
        m_outcome->setText(tr("The contents of %Ln requests were deleted.", nullptr, static_cast<int>(requests)));
        m_outcome->show();
        refresh();
    });
    dialog->open();
}

} // namespace homeport
