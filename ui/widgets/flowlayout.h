// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace homeport {

// Its items one after the other, as words on lines. What is wider than a line gets a line of its own and gives way; what expands, a
// stretch too, takes the room that its line has left. In the middle of their line where one of them is taller.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(int gap, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addStretch(); // what follows stands at the end of its line, also on those to which it is wrapped
    void addLayout(QLayout *layout);
    void setLineGap(int gap) { m_lineGap = gap; } // else as between items
    void setCentred() { m_centred = true; }       // lines on which nothing expands
    void addItem(QLayoutItem *item) override;     // takes it over
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    [[nodiscard]] QLayoutItem *takeAt(int index) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    struct Line
    {
        std::size_t first = 0;
        std::size_t end = 0;
        int items = 0;
        int expanding = 0; // of them, and stretches
        int width = 0;     // as they would like it
        bool hasStretch = false;
        bool isAtEnd = false; // a stretch came before
    };

    [[nodiscard]] Line lineFrom(std::size_t first, int room) const;
    int place(const Line &line, const QRect &rect, int top, bool move) const; // its height
    int arrange(const QRect &rect, bool move) const;                          // the height of all

    int m_gap;
    int m_lineGap;
    bool m_centred = false;
    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace homeport
