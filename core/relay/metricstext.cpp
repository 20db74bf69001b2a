// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/metricstext.h"

#include "core/usage/pricelist.h"

namespace homeport {

namespace {

// Labels as they are written, without their braces; empty: none.
void sample(QByteArray &text, const QByteArray &name, const QByteArray &labels, const QByteArray &value)
{
    text.append(name);
    if (!labels.isEmpty())
        text.append('{').append(labels).append('}');
    text.append(' ').append(value).append('\n');
}

// Our own sentences: nothing in them needs escaping.
void family(QByteArray &text, QByteArrayView name, QByteArrayView type, QByteArrayView help)
{
    text.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
}

QByteArray seconds(qint64 ms)
{
    return QByteArray::number(static_cast<double>(ms) / 1000, 'g', 15);
}

void requests(QByteArray &text, const KeyMetrics &metrics)
{
    family(text, "homeport_requests_running", "gauge", "Requests of this key that run now.");
    sample(text, "homeport_requests_running", {}, QByteArray::number(metrics.running));
    family(text, "homeport_requests_total", "counter",
           "Requests of this key that have ended since Homeport started, by how they ended and by the class of their status.");
    for (std::size_t outcome = 1; outcome < metrics.counts.ended.size(); ++outcome) {
        for (std::size_t digit = 0; digit < metrics.counts.ended[outcome].size(); ++digit) {
            const qint64 count = metrics.counts.ended[outcome][digit];
            const auto how = static_cast<RequestRecord::Outcome>(outcome);
            if (count == 0 && (how != RequestRecord::Outcome::Done || digit != 2)) // one is always there: a graph begins at 0
                continue;
            const QByteArray status = digit == 0 ? QByteArray("none") : QByteArray::number(static_cast<int>(digit)) + "xx";
            sample(text, "homeport_requests_total",
                   "outcome=\"" + QByteArray(outcomeName(how).data(), outcomeName(how).size()) + "\",status=\"" + status + '"',
                   QByteArray::number(count));
        }
    }
}

void firstBytes(QByteArray &text, const KeyCounts &counts)
{
    const QByteArray name = "homeport_first_byte_seconds";
    family(text, name, "histogram", "Time to the first byte of an account's answer, since Homeport started.");
    qint64 sum = 0;
    for (std::size_t i = 0; i < counts.firstBytes.size(); ++i) {
        sum += counts.firstBytes[i];
        const QByteArray limit = i < KeyCounts::FirstByteLimits.size() ? seconds(KeyCounts::FirstByteLimits[i]) : QByteArray("+Inf");
        sample(text, name + "_bucket", "le=\"" + limit + '"', QByteArray::number(sum));
    }
    sample(text, name + "_sum", {}, seconds(counts.firstByteSum));
    sample(text, name + "_count", {}, QByteArray::number(sum));
}

void used(QByteArray &text, const UsageReport &report)
{
    family(text, "homeport_tokens_total", "counter", "Tokens this key used, by model and kind; each token is in one kind only.");
    for (const UsageSlice &slice : report.slices) {
        const UsageTotals &totals = slice.totals;
        if (totals.tokens() == 0) // a name that no provider answered to
            continue;
        const std::pair<const char *, qint64> kinds[] = {{"input", totals.input},
                                                         {"output", totals.output},
                                                         {"cache_write_5m", totals.cacheWrite5m},
                                                         {"cache_write_1h", totals.cacheWrite1h},
                                                         {"cache_read", totals.cacheRead}};
        for (const auto &[kind, count] : kinds)
            sample(text, "homeport_tokens_total", "model=\"" + metricsLabel(slice.name) + "\",kind=\"" + kind + '"',
                   QByteArray::number(count));
    }
    family(text, "homeport_cost_dollars_total", "counter", "What this key's tokens cost at list prices, by model, in US dollars.");
    for (const UsageSlice &slice : report.slices) {
        if (slice.totals.tokens() > 0)
            sample(text, "homeport_cost_dollars_total", "model=\"" + metricsLabel(slice.name) + '"',
                   nanoDollarsText(slice.totals.cost).toLatin1());
    }
    family(text, "homeport_unpriced_requests_total", "counter", "Requests of models without a price; they are in no cost.");
    sample(text, "homeport_unpriced_requests_total", {}, QByteArray::number(report.total.unpriced));
}

} // namespace

QByteArray metricsLabel(const QString &value)
{
    QByteArray escaped = value.toUtf8();
    return escaped.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

QByteArray metricsText(const KeyMetrics &metrics, const QByteArray &version)
{
    QByteArray text;
    family(text, "homeport_build_info", "gauge", "Always 1.");
    sample(text, "homeport_build_info", "version=\"" + metricsLabel(QString::fromLatin1(version)) + '"', "1");
    requests(text, metrics);
    firstBytes(text, metrics.counts);
    family(text, "homeport_ledger_up", "gauge", "1 while the ledger answers; without it there are no tokens and no cost here.");
    sample(text, "homeport_ledger_up", {}, metrics.used ? "1" : "0");
    if (metrics.used)
        used(text, *metrics.used);
    return text;
}

} // namespace homeport
