// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/localkey.h"
#include "core/base/result.h"
#include "core/usage/keptcontents.h"
#include "core/usage/requestrecord.h"
#include "ui/services/services.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QPushButton;

namespace homeport {

class ElidedLabel;
class Theme;

// Whether what a request and its answer held is kept: until when, with a way to look at it, or why it is not. Services::contents is
// there. Asks while it is shown, and holds nothing of what it held.
class RequestContents final : public QWidget
{
    Q_OBJECT

public:
    RequestContents(const Services &services, const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const RequestRecord &record); // id 0: none

Q_SIGNALS:
    void keyRequested(qint64 id); // its settings

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Known // of the answer
    {
        std::optional<Error> error;
        QDateTime until;
    };

    void build();
    void askSoon();
    void ask();
    void showKnown();
    void openContents();
    [[nodiscard]] std::optional<LocalKey> key() const;
    [[nodiscard]] QString missingText(const std::optional<LocalKey> &key) const;

    Services m_services;
    const Theme &m_theme;
    RequestRecord m_record;
    std::optional<Known> m_known;
    QTimer m_pause; // a list that is run through by the arrow keys asks for nothing
    ElidedLabel *m_words;
    QPushButton *m_show;
    QPushButton *m_editKey;
};

} // namespace homeport
