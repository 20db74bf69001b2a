// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

namespace homeport {

class RequestModel;

// The list of requests. Keeps what is read in its place while rows come and go, or the newest in view while it follows; says when its ends
// come near, so that more can be brought.
class RequestTable final : public QTableView
{
    Q_OBJECT

public:
    // @p model outlives it.
    explicit RequestTable(RequestModel &model, QWidget *parent = nullptr);

    void setFollowing(bool on);     // on: goes to the top
    void setCanFollow(bool newest); // the top is the newest
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    [[nodiscard]] quint64 selectedId() const { return m_selected; } // 0: none; it may not be in the model any more
    [[nodiscard]] quint64 placeId() const;                          // of the first request in view; 0: none
    void tellEnds();                                                // once more, where they are near
    void setRoom(int width);                                        // of the page: in a narrow one the names get the room

Q_SIGNALS:
    void followingChanged(bool on);
    void requestSelected(); // another one
    void topNear();
    void bottomNear();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setColumns();
    void remember();
    void restore();
    void restoreSelection();
    void scrolled(int value);
    void takeSelection();
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int titleWidth(int column) const;

    RequestModel &m_model;
    QPersistentModelIndex m_place; // first in view, while the model changes
    int m_offset = 0;
    int m_statusWidth = 0; // with the longest word, where there is room for it
    quint64 m_selected = 0;
    bool m_isFollowing = true;
    bool m_canFollow = true;
    bool m_isAdjusting = false; // by our hand, not the user's
};

} // namespace homeport
