// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/usage/keptcontents.h"
#include "core/usage/requestrecord.h"

#include <QDialog>

class QLabel;
class QStackedWidget;

namespace homeport {

class Clipboard;
class ContentsPane;
class ContentsService;
class ElidedLabel;
class EmptyState;
class Theme;

// What a request and its answer held, as far as it is kept. Follows the service: what is deleted meanwhile is not shown any longer.
class ContentsDialog final : public QDialog
{
    Q_OBJECT

public:
    // Both outlive it.
    ContentsDialog(ContentsService &service, Clipboard &clipboard, const Theme &theme, const RequestRecord &record,
                   QWidget *parent = nullptr);

private:
    enum State { Loading, Missing, Locked, Failed, Shown };

    void build(Clipboard &clipboard, const Theme &theme);
    [[nodiscard]] QWidget *makeSides();
    [[nodiscard]] QWidget *makeShown(Clipboard &clipboard, const Theme &theme);
    void addRetry(EmptyState *trouble, const Theme &theme, const QString &name);
    void ask();
    void showAnswer(const Result<KeptContents> &contents);
    void showSide();

    ContentsService &m_service;
    RequestRecord m_record;
    KeptContents m_contents;
    bool m_isAnswer = false; // its side is shown
    ElidedLabel *m_title;
    QLabel *m_about;
    QStackedWidget *m_states;
    EmptyState *m_failure = nullptr;
    ContentsPane *m_pane = nullptr;
};

} // namespace homeport
