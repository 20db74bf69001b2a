// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagechart.h"

#include "ui/text/axistext.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/usage/chartlegend.h"
#include "ui/usage/chartview.h"
#include "ui/usage/nicescale.h"
#include "ui/usage/usagetext.h"

#include <QBarSet>
#include <QChart>
#include <QLineSeries>
#include <QLocale>
#include <QScatterSeries>
#include <QStackedBarSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Intervals = 4;
constexpr double BarWidth = 0.72;     // of a slice
constexpr double SmallestMoney = 1e5; // $0.0001, as formatMoney() shows
constexpr qsizetype MostMarkers = 31;

double smallestStep(UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? SmallestMoney : 1;
}

// Without a value there is still an axis, in ordinary numbers.
double axisValue(double largest, UsageMeasure measure)
{
    return largest > 0 ? largest : measure == UsageMeasure::Cost ? 1e9 : 1000;
}

QString axisText(double value, double step, UsageMeasure measure)
{
    return measure == UsageMeasure::Cost ? formatAxisMoney(value, step) : formatAxisCount(value, step);
}

QStringList ticks(const NiceScale &scale, UsageMeasure measure)
{
    QStringList texts;
    for (int i = 0; i <= scale.intervals; ++i)
        texts << axisText(scale.step * i, scale.step, measure);
    return texts;
}

QValueAxis *addAxis(QChart *chart, double from, double to, Qt::Alignment side)
{
    auto *axis = new QValueAxis(chart);
    axis->setRange(from, to);
    axis->setLabelsVisible(false);
    axis->setLineVisible(false);
    axis->setGridLineVisible(false);
    chart->addAxis(axis, side);
    return axis;
}

} // namespace

UsageChart::UsageChart(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_legend(new ChartLegend(this)), m_view(new ChartView(theme, this))
{
    m_view->setObjectName(u"chart"_s);
    m_view->setAccessibleName(tr("Usage chart: left and right go through its values"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_legend);
    layout->addWidget(m_view, 1);
    connect(m_legend, &ChartLegend::toggled, this, &UsageChart::rebuild);
    connect(&theme, &Theme::changed, this, [this] {
        showLegend();
        rebuild();
    });
}

void UsageChart::setFigure(const UsageFigure &figure, const QTimeZone &zone, qsizetype now)
{
    m_figure = figure;
    m_zone = zone;
    m_now = now;
    showLegend();
    rebuild();
}

void UsageChart::clearSelection()
{
    m_view->setCurrent(-1);
}

QColor UsageChart::colorOf(qsizetype part) const
{
    const Colors &colors = m_theme.colors();
    return m_figure.parts.at(part).others ? colors.otherParts : colors.parts.at(static_cast<std::size_t>(part) % colors.parts.size());
}

bool UsageChart::isShown(qsizetype part) const
{
    return m_legend->isShown(m_figure.parts.at(part).name);
}

bool UsageChart::lineIsShown() const
{
    return m_figure.byKind && m_legend->isShown(measureName(UsageMeasure::Cost));
}

void UsageChart::showLegend()
{
    QList<LegendEntry> entries;
    for (qsizetype i = 0; i < m_figure.parts.size(); ++i)
        entries << LegendEntry{m_figure.parts.at(i).name, colorOf(i), false};
    if (m_figure.byKind)
        entries << LegendEntry{measureName(UsageMeasure::Cost), m_theme.colors().line, true};
    m_legend->setEntries(entries);
}

double UsageChart::tallestBar() const
{
    double tallest = 0;
    for (qsizetype slice = 0; slice < m_figure.totals.size(); ++slice) {
        double height = 0;
        for (qsizetype part = 0; part < m_figure.parts.size(); ++part)
            height += isShown(part) ? static_cast<double>(m_figure.parts.at(part).values.at(slice)) : 0;
        tallest = std::max(tallest, height);
    }
    return axisValue(tallest, m_figure.measure);
}

void UsageChart::rebuild()
{
    QChart *chart = m_view->chart();
    chart->removeAllSeries();
    for (QAbstractAxis *axis : chart->axes()) {
        chart->removeAxis(axis);
        delete axis;
    }
    double mostCost = 0;
    for (const UsageTotals &totals : std::as_const(m_figure.totals))
        mostCost = std::max(mostCost, static_cast<double>(totals.cost));
    const NiceScale bars = niceScale(tallestBar(), Intervals, smallestStep(m_figure.measure));
    const NiceScale line = niceScaleOf(axisValue(mostCost, UsageMeasure::Cost), bars.intervals, SmallestMoney);
    addAxis(chart, -0.5, static_cast<double>(m_figure.totals.size()) - 0.5, Qt::AlignBottom);
    addBars(bars);
    if (lineIsShown())
        addLine(line);
    label(bars, line);
}

void UsageChart::addBars(const NiceScale &scale)
{
    QChart *chart = m_view->chart();
    auto *series = new QStackedBarSeries(chart);
    series->setBarWidth(BarWidth);
    for (qsizetype part = 0; part < m_figure.parts.size(); ++part) {
        if (!isShown(part))
            continue;
        auto *set = new QBarSet(m_figure.parts.at(part).name, series);
        set->setBrush(colorOf(part));
        set->setPen(QPen(m_theme.colors().surface, m_figure.totals.size() > 31 ? 0.5 : 1)); // keeps neighbours apart
        for (const qint64 value : m_figure.parts.at(part).values)
            set->append(static_cast<double>(value));
        series->append(set);
    }
    chart->addSeries(series);
    QValueAxis *axis = addAxis(chart, 0, scale.top(), Qt::AlignLeft);
    series->attachAxis(chart->axes(Qt::Horizontal).constFirst());
    series->attachAxis(axis);
}

// With a seam around it, so that it stands out from the bars it crosses.
void UsageChart::addLine(const NiceScale &scale)
{
    QChart *chart = m_view->chart();
    const Colors &colors = m_theme.colors();
    QValueAxis *axis = addAxis(chart, 0, scale.top(), Qt::AlignRight);
    const qsizetype end = m_now < 0 ? m_figure.totals.size() : m_now + 1;
    for (const auto &[color, width] : {std::pair{colors.surface, 4.0}, std::pair{colors.line, 2.0}}) {
        auto *line = new QLineSeries(chart);
        line->setName(width > 2 ? u"seam"_s : measureName(UsageMeasure::Cost));
        line->setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (qsizetype slice = 0; slice < end; ++slice)
            line->append(static_cast<double>(slice), static_cast<double>(m_figure.totals.at(slice).cost));
        chart->addSeries(line);
        line->attachAxis(chart->axes(Qt::Horizontal).constFirst());
        line->attachAxis(axis);
    }
    if (m_figure.totals.size() > MostMarkers)
        return;
    auto *points = new QScatterSeries(chart); // also what there is to see of a line that has just begun
    points->setMarkerSize(8);
    points->setColor(colors.line);
    points->setBorderColor(colors.surface);
    for (qsizetype slice = 0; slice < end; ++slice) {
        if (m_figure.totals.at(slice).cost > 0)
            points->append(static_cast<double>(slice), static_cast<double>(m_figure.totals.at(slice).cost));
    }
    chart->addSeries(points);
    points->attachAxis(chart->axes(Qt::Horizontal).constFirst());
    points->attachAxis(axis);
}

void UsageChart::label(const NiceScale &bars, const NiceScale &line)
{
    ChartLabels labels;
    for (qsizetype slice = 0; slice < m_figure.totals.size(); ++slice) {
        labels.slices << sliceLabel(m_figure.range, slice, m_zone);
        labels.readouts << readoutOf(slice);
    }
    labels.left = ticks(bars, m_figure.measure);
    labels.leftTitle = measureName(m_figure.measure);
    if (lineIsShown()) {
        labels.right = ticks(line, UsageMeasure::Cost);
        labels.rightTitle = measureName(UsageMeasure::Cost);
    }
    m_view->setLabels(labels);
}

Readout UsageChart::readoutOf(qsizetype slice) const
{
    const UsageTotals &totals = m_figure.totals.at(slice);
    Readout readout{sliceText(m_figure.range, slice, m_zone), {}};
    for (qsizetype part = m_figure.parts.size() - 1; part >= 0; --part) { // as they lie upon each other
        const qint64 value = m_figure.parts.at(part).values.at(slice);
        if (isShown(part) && value != 0)
            readout.rows << ReadoutRow{colorOf(part), m_figure.parts.at(part).name, measuredText(value, m_figure.measure)};
    }
    readout.rows << ReadoutRow{{}, tr("All tokens"), measuredText(totals.tokens(), UsageMeasure::Tokens)}
                 << ReadoutRow{{}, tr("Cost"), measuredText(totals.cost, UsageMeasure::Cost)}
                 << ReadoutRow{{}, tr("Requests"), QLocale().toString(totals.requests)};
    if (totals.failed > 0)
        readout.rows << ReadoutRow{{}, tr("Failed"), QLocale().toString(totals.failed)};
    if (totals.unpriced > 0)
        readout.rows << ReadoutRow{{}, tr("Without a price"), QLocale().toString(totals.unpriced)};
    return readout;
}

} // namespace homeport
