// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/activity/requestfeed.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace homeport {

class Theme;

// How far the looking for requests is, below their list: hidden while there is nothing to say.
class SearchStrip final : public QFrame
{
    Q_OBJECT

public:
    explicit SearchStrip(const Theme &theme, QWidget *parent = nullptr);

    // @p isSearch: of some requests only. What takes no time to speak of is not told.
    void setProgress(const RequestFeed::Progress &progress, bool isSearch);

Q_SIGNALS:
    void stopClicked();
    void goOnClicked();

private:
    void showProgress();

    RequestFeed::Progress m_progress;
    bool m_isSearch = false;
    QTimer m_slow;
    QLabel *m_words;
    QPushButton *m_stop;
    QPushButton *m_goOn;
};

// Why the ledger could not be read, in a sentence or two.
[[nodiscard]] QString readingFailedText(const Error &error);

} // namespace homeport
