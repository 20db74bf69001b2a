// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/usage/keptcontents.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace homeport {

class ContentsService;
class Theme;

// What is kept of requests and answers, of all keys together, and the button that deletes it. Follows the service while it is shown.
class KeptContentsCard final : public QWidget
{
    Q_OBJECT

public:
    KeptContentsCard(ContentsService &service, const Theme &theme, QWidget *parent = nullptr); // the service outlives it

    [[nodiscard]] QList<QWidget *> tabStops() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showSummary(const Result<KeptSummary> &summary);
    void openDelete();

    ContentsService &m_service;
    const Theme &m_theme;
    KeptSummary m_summary;
    QLabel *m_words;
    QLabel *m_outcome; // of the last deletion; hidden until there was one
    QPushButton *m_delete;
};

} // namespace homeport
