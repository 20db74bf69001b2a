// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usagepage.h"

#include "ui/services/usageservice.h"
#include "ui/theme/theme.h"
#include "ui/usage/heatmap.h"
#include "ui/usage/usagechart.h"
#include "ui/usage/usagecontrols.h"
#include "ui/usage/usagecsv.h"
#include "ui/usage/usageexportdialog.h"
#include "ui/usage/usagefilter.h"
#include "ui/usage/usageloader.h"
#include "ui/usage/usagesums.h"
#include "ui/usage/usagetable.h"
#include "ui/usage/usagetext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/minutetick.h"
#include "ui/widgets/page.h"

#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int CardMargin = 12;

bool isSame(const UsageQuestion &a, const UsageQuestion &b)
{
    return std::tie(a.from, a.to, a.step, a.by, a.where) == std::tie(b.from, b.to, b.step, b.by, b.where);
}

} // namespace

UsagePage::UsagePage(const Services &services, const Theme &theme, QWidget *parent, UsageClock clock)
    : QWidget(parent), m_services(services), m_theme(theme), m_clock(std::move(clock)), m_loader(new UsageLoader(*services.usage, this)),
      m_controls(new UsageControls(theme, this)),
      m_filter(new UsageFilter([&usage = *services.usage](UsageDimension dimension) { return usage.names(dimension); }, theme, this)),
      m_sums(new UsageSums(theme, this)), m_card(new QFrame(this)), m_content(new QStackedWidget(m_card)),
      m_chart(new UsageChart(theme, this)), m_table(new UsageTable(services.clipboard, this)), m_year(new HeatMap(theme, this)),
      m_copyPicture(new CopyButton(theme, tr("Copy picture"), this, u"picture"_s)),
      m_copyCsv(new CopyButton(theme, tr("Copy as CSV"), this)), m_export(makeIconButton(theme, u"export"_s, tr("Export requests…"), this)),
      m_requests(makeLinkButton(theme, u"activity"_s, tr("Show requests"), this))
{
    setObjectName(u"usagePage"_s);
    build(new PageFrame(tr("Usage"), PageFrame::Kind::Filling, this));
    connect(m_controls, &UsageControls::changed, this, &UsagePage::reshape);
    connect(m_filter, &UsageFilter::changed, this, &UsagePage::reshape);
    connect(m_loader, &UsageLoader::slow, this, [this] { showContent(LoadingContent); });
    connect(m_loader, &UsageLoader::answered, this, &UsagePage::showReport);
    connect(m_loader, &UsageLoader::failed, this, &UsagePage::showFailure);
    connect(m_loader, &UsageLoader::refreshDue, this, &UsagePage::refresh);
    connect(new MinuteTick(this), &MinuteTick::ticked, this, &UsagePage::look);
    connect(m_copyPicture, &CopyButton::copyRequested, this, &UsagePage::copyPicture);
    connect(m_copyCsv, &CopyButton::copyRequested, this, &UsagePage::copyCsv);
    connect(m_export, &QToolButton::clicked, this, &UsagePage::exportRequests);
    connect(m_requests, &QPushButton::clicked, this, [this] { Q_EMIT requestsRequested(m_filter->where()); });
    showContent(LoadingContent);
}

void UsagePage::build(PageFrame *frame)
{
    m_copyPicture->setObjectName(u"copyPicture"_s);
    m_copyCsv->setObjectName(u"copyCsv"_s);
    m_export->setObjectName(u"exportRequests"_s);
    m_requests->setObjectName(u"showRequests"_s);
    m_requests->setToolTip(tr("Of what is chosen here, at any time, on the Activity page"));
    m_controls->addTimeTo(frame->header());
    auto *views = new FlowLayout(8);
    m_controls->addViewTo(views);
    views->addWidget(m_filter->button());
    views->addWidget(m_copyPicture);
    views->addWidget(m_copyCsv);
    views->addWidget(m_export);

    auto *empty = new EmptyState(m_theme, u"usage"_s, tr("Nothing was used in this time"),
                                 tr("What tools use through Homeport is counted here: tokens, and what they cost."), this);
    auto *loading = makeMutedLabel(tr("Loading…"), this);
    loading->setAlignment(Qt::AlignCenter);
    m_error = makeError();
    m_content->setObjectName(u"usageContent"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_chart, m_table, m_year, empty, m_error, loading})
        m_content->addWidget(part);
    m_card->setProperty("role", u"card"_s);
    auto *inner = new QVBoxLayout(m_card);
    inner->setContentsMargins(CardMargin, CardMargin, CardMargin, CardMargin);
    inner->addWidget(m_content);
    frame->body()->setSpacing(12);
    frame->body()->addLayout(views);
    frame->body()->addWidget(m_filter);
    auto *sums = new QHBoxLayout;
    sums->addWidget(m_sums, 1);
    sums->addWidget(m_requests, 0, Qt::AlignTop);
    frame->body()->addLayout(sums);
    frame->body()->addWidget(m_card, 1);
    frame->body()->addStretch(); // below a heat map
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);

    QWidget *last = nullptr;
    const QList<QWidget *> stops = m_controls->tabStops() << m_filter->button() << m_copyPicture << m_copyCsv << m_export << m_requests;
    for (QWidget *stop : stops) {
        if (last)
            setTabOrder(last, stop);
        last = stop;
    }
}

EmptyState *UsagePage::makeError()
{
    auto *error = new EmptyState(m_theme, u"bad"_s, tr("Usage could not be read"), {}, this);
    error->setObjectName(u"usageError"_s);
    auto *retry = makeButton(m_theme, u"retry"_s, tr("Retry"), error);
    retry->setObjectName(u"retryUsage"_s);
    error->actions()->addWidget(retry);
    connect(retry, &QPushButton::clicked, this, &UsagePage::ask);
    return error;
}

UsageQuestion UsagePage::question()
{
    const UsageChoice &choice = m_controls->choice();
    const QDate today = m_clock.now().toTimeZone(m_clock.zone).date();
    const bool year = choice.view == UsageChoice::View::Year;
    m_range = year ? usageYear(today, choice.back, m_clock.zone) : usageRange(choice.period, today, choice.back, m_clock.zone);
    m_controls->setRangeText(rangeText(m_range, m_clock.zone));
    return {m_range.from, m_range.to, m_clock.zone, m_range.step, year ? std::nullopt : choice.by, m_filter->where()};
}

void UsagePage::ask()
{
    m_answered = false;
    m_asked = question();
    m_loader->ask(m_asked);
}

void UsagePage::refresh()
{
    m_asked = question();
    m_loader->refresh(m_asked);
}

// Has a day begun? Without an answer there is nothing old on display.
void UsagePage::look()
{
    if (m_answered && !isSame(question(), m_asked))
        refresh();
}

// Chart, table and measures are shapes of one answer.
void UsagePage::reshape()
{
    const UsageQuestion wanted = question();
    if (!m_answered || !isSame(wanted, m_asked))
        return ask();
    showNumbers();
}

void UsagePage::showReport(const UsageReport &report)
{
    m_report = report;
    m_answered = true;
    showNumbers();
}

void UsagePage::showNumbers()
{
    const UsageChoice &choice = m_controls->choice();
    m_figure = choice.by && choice.view != UsageChoice::View::Year ? figureByName(m_range, m_report, choice.measure)
                                                                   : figureByKind(m_range, m_report);
    m_sums->setTotals(m_report.total);
    if (m_report.total.requests == 0)
        return showContent(EmptyContent);
    const qsizetype now = sliceAt(m_range, m_clock.now());
    switch (choice.view) {
    case UsageChoice::View::Chart:
        m_chart->setFigure(m_figure, m_clock.zone, now);
        return showContent(ChartContent);
    case UsageChoice::View::Table:
        m_table->setFigure(m_figure, m_clock.zone);
        return showContent(TableContent);
    case UsageChoice::View::Year:
        m_year->setDays(m_figure, choice.measure, m_clock.zone, now);
        return showContent(YearContent);
    }
}

void UsagePage::showFailure(const Error &error)
{
    m_answered = false;
    m_sums->setTotals({});
    m_error->setText(usageFailureText(error));
    showContent(ErrorContent);
}

void UsagePage::showContent(Content content)
{
    m_content->setCurrentIndex(content);
    const bool numbers = content == ChartContent || content == TableContent || content == YearContent;
    m_sums->setVisible(numbers);
    m_requests->setVisible(numbers);
    m_copyPicture->setEnabled(content == ChartContent || content == YearContent);
    m_copyCsv->setEnabled(numbers);
    m_export->setEnabled(numbers);
    limitHeight();
}

// A heat map is as high as its squares need it; everything else takes what there is.
void UsagePage::limitHeight()
{
    const bool year = m_content->currentIndex() == YearContent;
    m_card->setMaximumHeight(year ? m_year->heightForWidth(m_content->width()) + 2 * CardMargin + 2 : QWIDGETSIZE_MAX);
}

void UsagePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    limitHeight();
}

void UsagePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_answered)
        ask();
    m_loader->setActive(true);
}

void UsagePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_loader->setActive(false);
}

// With the time it is of, on the background it has on the page.
void UsagePage::copyPicture()
{
    m_chart->clearSelection();
    m_year->setCurrent(-1);
    QWidget *shown = m_content->currentWidget();
    constexpr int margin = 16;
    const int title = fontMetrics().height() + margin;
    const double scale = devicePixelRatioF();
    QImage image((shown->size() + QSize(2 * margin, 2 * margin + title)) * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(m_theme.colors().surface);
    QPainter painter(&image);
    painter.setFont(font());
    painter.setPen(m_theme.colors().text);
    painter.drawText(QRect(margin, margin, shown->width(), title), Qt::AlignTop, pictureTitle(m_range, m_report.total, m_clock.zone));
    shown->render(&painter, QPoint(margin, margin + title), {}, QWidget::DrawChildren);
    painter.end();
    m_services.clipboard.copyImage(image);
}

void UsagePage::copyCsv()
{
    m_services.clipboard.copy(usageCsv(m_figure, m_clock.zone));
}

// Of the time and the part that are shown.
void UsagePage::exportRequests()
{
    ExportQuestion wanted;
    wanted.filter.where = m_filter->where();
    wanted.filter.since = m_range.from.toMSecsSinceEpoch();
    wanted.until = m_range.to.toMSecsSinceEpoch();
    QString what = tr("Single requests of %1, newest first.").arg(rangeText(m_range, m_clock.zone));
    for (const auto &[dimension, name] : wanted.filter.where)
        what += u' ' + tr("%1: %2 only.").arg(dimensionNoun(dimension), shownName(name));
    const QString name = u"homeport-requests-"_s + m_range.from.toTimeZone(m_clock.zone).date().toString(Qt::ISODate);
    auto *dialog = new UsageExportDialog(*m_services.usage, m_theme, m_services.prompt, wanted, what, name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace homeport
