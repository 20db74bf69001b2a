// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/timingbar.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int BarHeight = 8;
constexpr int Swatch = 8;
constexpr int SwatchGap = 6;
constexpr double Smallest = 3; // something is never shown as nothing
constexpr int MostParts = 4;

} // namespace

class TimingBar::Bar final : public QWidget
{
public:
    Bar(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) { setFixedHeight(BarHeight); }
    void setParts(const QList<Part> &parts)
    {
        m_parts = parts;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = m_theme.colors();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath track;
        track.addRoundedRect(QRectF(rect()), BarHeight / 2.0, BarHeight / 2.0);
        painter.fillPath(track, colors.border);
        painter.setClipPath(track);
        const qint64 whole = std::accumulate(m_parts.cbegin(), m_parts.cend(), qint64(0),
                                             [](qint64 sum, const Part &part) { return sum + part.ms; });
        if (whole <= 0)
            return;
        const bool reversed = layoutDirection() == Qt::RightToLeft;
        const double room = width() - Smallest * static_cast<double>(m_parts.size());
        double from = 0;
        for (const Part &part : std::as_const(m_parts)) {
            const double length = Smallest + room * static_cast<double>(part.ms) / static_cast<double>(whole);
            painter.fillRect(QRectF(reversed ? width() - from - length : from, 0, length, BarHeight),
                             colors.parts.at(static_cast<std::size_t>(part.color)));
            from += length;
        }
    }

private:
    const Theme &m_theme;
    QList<Part> m_parts;
};

class TimingBar::Legend final : public QWidget
{
public:
    Legend(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme) {}
    void setPart(const Part &part)
    {
        m_part = part;
        setAccessibleName(part.words);
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {Swatch + SwatchGap + fontMetrics().horizontalAdvance(m_part.words) + 1, fontMetrics().height()};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colors &colors = m_theme.colors();
        QPainter painter(this);
        const QRect swatch(0, (height() - Swatch) / 2, Swatch, Swatch);
        const QRect words = rect().adjusted(Swatch + SwatchGap, 0, 0, 0);
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), swatch), colors.parts.at(static_cast<std::size_t>(m_part.color)));
        painter.setPen(colors.muted);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), words), Qt::AlignVCenter, m_part.words);
    }

private:
    const Theme &m_theme;
    Part m_part;
};

TimingBar::TimingBar(const Theme &theme, QWidget *parent) : QWidget(parent), m_bar(new Bar(theme, this))
{
    auto *legends = new QWidget(this);
    auto *flow = new FlowLayout(12, nullptr);
    for (int i = 0; i < MostParts; ++i) {
        m_legends << new Legend(theme, legends);
        flow->addWidget(m_legends.last());
    }
    legends->setLayout(flow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_bar);
    layout->addWidget(legends);
}

void TimingBar::setRecord(const RequestRecord &record)
{
    const QList<Part> parts = timingParts(record);
    m_bar->setParts(parts);
    QStringList words;
    for (qsizetype i = 0; i < m_legends.size(); ++i) {
        m_legends.at(i)->setVisible(i < parts.size());
        if (i < parts.size()) {
            m_legends.at(i)->setPart(parts.at(i));
            words << parts.at(i).words;
        }
    }
    setAccessibleName(formatList(words));
    setVisible(!parts.isEmpty());
}

QList<TimingBar::Part> timingParts(const RequestRecord &record)
{
    qint64 queued = std::max<qint64>(0, record.trace.queuedMs);
    qint64 held = std::max<qint64>(0, record.trace.heldMs);
    if (record.outcome == RequestRecord::Outcome::Running && record.phase == RequestRecord::Phase::Queued)
        queued = record.durationMs; // so far
    else if (record.outcome == RequestRecord::Outcome::Running && record.phase == RequestRecord::Phase::Held)
        held = record.durationMs - queued;
    const qint64 asked = (record.firstByteMs < 0 ? record.durationMs : record.firstByteMs) - queued - held;
    QList<TimingBar::Part> parts;
    const auto add = [&parts](const QString &words, qint64 ms, int color) {
        if (ms > 0)
            parts << TimingBar::Part{words.arg(formatMilliseconds(ms)), ms, color};
    };
    add(TimingBar::tr("Queued %1"), queued, 3);
    add(TimingBar::tr("Held %1"), held, 4);
    add(record.firstByteMs < 0 ? TimingBar::tr("No answer for %1") : TimingBar::tr("First byte after %1"), asked, 1);
    if (record.firstByteMs >= 0)
        add(TimingBar::tr("Answering %1"), record.durationMs - record.firstByteMs, 0);
    return parts;
}

} // namespace homeport
