// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/keptcontents.h"
#include "ui/widgets/growingdialog.h"

class QPushButton;

namespace homeport {

class Banner;
class ContentsService;
class Theme;

// Asks whether all that is kept of requests and answers is to be deleted, and does it.
class DeleteContentsDialog final : public GrowingDialog
{
    Q_OBJECT

public:
    DeleteContentsDialog(ContentsService &service, const Theme &theme, const KeptSummary &summary, QWidget *parent = nullptr);

Q_SIGNALS:
    void deleted(qint64 requests); // of how many requests, right before it is accepted

private:
    void build(const KeptSummary &summary);
    void purge();

    ContentsService &m_service;
    QPushButton *m_delete;
    Banner *m_failure;
};

} // namespace homeport
