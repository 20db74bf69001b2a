// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/deletecontentsdialog.h"

#include "core/base/onresult.h"
#include "ui/keys/keytext.h"
#include "ui/services/contentsservice.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString failureText(const Error &error)
{
    if (error.code != Error::Code::Storage)
        return errorText(error);
    const QString words = DeleteContentsDialog::tr("Check that Homeport's files can be written to, then try again.");
    //: %1: a sentence on what to do; %2: technical details, in English
    return error.detail.isEmpty() ? words : DeleteContentsDialog::tr("%1 (%2)").arg(words, error.detail);
}

} // namespace

DeleteContentsDialog::DeleteContentsDialog(ContentsService &service, const Theme &theme, const KeptSummary &summary, QWidget *parent)
    : GrowingDialog(parent), m_service(service), m_delete(makeButton(tr("Delete contents"), this)), m_failure(new Banner(theme, this))
{
    setWindowTitle(tr("Delete kept contents"));
    m_delete->setObjectName(u"confirmDelete"_s);
    m_failure->setObjectName(u"failure"_s);
    build(summary);
    connect(m_delete, &QPushButton::clicked, this, &DeleteContentsDialog::purge);
}

void DeleteContentsDialog::build(const KeptSummary &summary)
{
    QPushButton *cancel = makeButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    cancel->setDefault(true); // the way that loses nothing
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    QHBoxLayout *buttons = makeButtonRow({cancel, m_delete});
    QLabel *what = makeLabel(keptSummaryText(summary), QApplication::font(), this);
    what->setObjectName(u"what"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(16);
    layout->addWidget(m_failure);
    layout->addWidget(makeLabel(tr("Delete all kept contents?"), titleFont(), this));
    layout->addWidget(what);
    layout->addWidget(makeLabel(tr("They are deleted for good, together with the key they are sealed under: nobody can read them again. "
                                   "The requests stay listed, with their numbers. Keys that keep contents go on doing so."),
                                QApplication::font(), this));
    layout->addStretch();
    layout->addLayout(buttons);
    setMinimumWidth(460);
    cancel->setFocus();
}

void DeleteContentsDialog::purge()
{
    m_delete->setEnabled(false);
    m_failure->hide();
    onResult(m_service.purge(), this, [this](const Result<qint64> &purged) {
        m_delete->setEnabled(true);
        if (purged) {
            Q_EMIT deleted(*purged);
            return accept();
        }
        m_failure->setMessage(Tone::Bad, u"bad"_s, tr("The contents were not deleted"), failureText(purged.error()));
        m_failure->show();
    });
}

} // namespace homeport
