// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pricekeeper.h"

#include "core/base/logging.h"
#include "core/base/onresult.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MostOfAFile = 16 * 1024 * 1024;

PriceList bundledPrices()
{
    const Result<PriceList> prices = PriceList::bundled();
    if (!prices)
        qCCritical(lcApp).noquote() << "the bundled prices can't be read, no model has a price:" << prices.error().detail;
    return prices.value_or(PriceList());
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, file.errorString())};
    if (file.size() > MostOfAFile)
        return Error{Error::Code::Invalid, u"%1 is too large for a price list."_s.arg(path)};
    return file.readAll();
}

bool wasFetched(const QString &path)
{
    const auto bytes = readFile(path);
    return bytes && QJsonDocument::fromJson(*bytes)["fetched_at"_L1].isString();
}

// Null: it is a URL that may be fetched, or a file.
std::optional<Error> problemOf(const QString &source)
{
    const QUrl url(source);
    if (!source.contains("://"_L1) || url.scheme() == "https"_L1)
        return std::nullopt;
    const bool isHere = url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
    if (url.scheme() == "http"_L1 && isHere)
        return std::nullopt;
    return Error{Error::Code::Invalid, u"Prices are fetched by https only; %1 is no such address."_s.arg(url.toDisplayString())};
}

} // namespace

PriceKeeper::PriceKeeper(PriceFiles files, Fetch fetch, QObject *parent)
    : QObject(parent), m_files(std::move(files)), m_fetch(std::move(fetch)), m_bundled(bundledPrices())
{
    load();
}

PriceKeeper::~PriceKeeper() = default;

void PriceKeeper::load()
{
    m_layers.clear();
    m_layers.push_back({PriceLayer::Kind::Bundled, {}, m_bundled.version(), {}, {}, m_bundled.models().size(), {}});
    m_beneath = m_bundled;
    m_own = PriceList();
    take({PriceLayer::Kind::Fetched, m_files.fetched, {}, {}, {}, 0, {}}, m_files.fetched);
    take({PriceLayer::Kind::Own, m_files.own, {}, {}, {}, 0, {}}, m_files.own);
    m_prices = std::make_shared<const PriceList>(m_own.version().isEmpty() ? m_beneath : m_beneath.with(m_own));
}

// A file that is wrong is left out as a whole and told of: half of it would be worse than none.
void PriceKeeper::take(PriceLayer layer, const QString &path)
{
    if (!QFileInfo::exists(path))
        return;
    const auto bytes = readFile(path);
    const auto list = bytes ? PriceList::parse(*bytes) : Result<PriceList>(bytes.error());
    if (list) {
        const QJsonDocument file = QJsonDocument::fromJson(*bytes);
        layer.version = list->version();
        layer.fetchedAt = file["fetched_at"_L1].toString();
        layer.source = layer.fetchedAt.isEmpty() ? file["source"_L1].toString() : file["fetched_from"_L1].toString();
        layer.models = list->models().size();
        if (layer.fetchedAt.isEmpty()) // in the place of the fetched ones, from before there were any
            layer.kind = PriceLayer::Kind::Own;
        PriceList &part = layer.kind == PriceLayer::Kind::Own ? m_own : m_beneath;
        part = part.with(*list);
    } else {
        layer.problem = bytes ? u"%1: %2 Mend it or remove it, then start Homeport again."_s.arg(path, list.error().detail)
                              : bytes.error().detail;
        qCWarning(lcApp).noquote() << "prices are left out:" << layer.problem;
    }
    m_layers.push_back(layer);
}

QString PriceKeeper::usualSource()
{
    return u"https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json"_s;
}

QString PriceKeeper::problem() const
{
    QStringList problems;
    for (const PriceLayer &layer : m_layers) {
        if (!layer.problem.isEmpty())
            problems << layer.problem;
    }
    return problems.join(u' ');
}

QFuture<Result<PriceCheck>> PriceKeeper::check(const QString &source)
{
    m_checked.reset(); // nobody applies what was not seen last
    if (const auto problem = problemOf(source))
        return readyResult<PriceCheck>(*problem);
    if (!m_reader)
        m_reader = std::make_unique<SerialExecutor>(u"prices"_s, QThread::IdlePriority);
    auto promise = startedPromise<PriceCheck>();
    const auto read = [this, promise, source](const Result<PriceOffer> &offer) {
        if (!offer)
            return complete<PriceCheck>(promise, offer.error());
        m_checked = Checked{*offer, source};
        complete<PriceCheck>(promise, compare(*offer, source));
    };
    const auto offer = [source](const Result<QByteArray> &bytes) {
        return bytes ? readPriceOffer(*bytes, source, QDateTime::currentDateTimeUtc()) : Result<PriceOffer>(bytes.error());
    };
    if (!source.contains("://"_L1)) {
        onResult(m_reader->run([source, offer] { return offer(readFile(source)); }), this, read);
        return promise->future();
    }
    onResult(m_fetch(source), this, [this, offer, read](const Result<QByteArray> &bytes) {
        onResult(m_reader->run([bytes, offer] { return offer(bytes); }), this, read);
    });
    return promise->future();
}

PriceCheck PriceKeeper::compare(const PriceOffer &offer, const QString &source) const
{
    PriceCheck check{source, offer.format, offer.list.version(), priceChanges(m_beneath, m_bundled.with(offer.list)), offer.leftOut, {}};
    for (const PriceChange &change : std::as_const(check.changes)) {
        if (!m_own.pricedAs(change.model).isEmpty())
            check.overridden << change.model;
    }
    return check;
}

// The place where fetched prices lie was the user's own before there were any.
Result<void> PriceKeeper::makeRoom() const
{
    if (!QFileInfo::exists(m_files.fetched) || wasFetched(m_files.fetched))
        return {};
    if (QFileInfo::exists(m_files.own))
        return Error{Error::Code::Conflict,
                     u"%1 was not fetched, and there is %2: put what you want to keep into the latter and remove the former."_s.arg(
                         m_files.fetched, m_files.own)};
    if (!QFile::rename(m_files.fetched, m_files.own))
        return Error{Error::Code::Storage, u"%1 can't be renamed to %2."_s.arg(m_files.fetched, m_files.own)};
    return {};
}

Result<PriceCheck> PriceKeeper::apply()
{
    if (!m_checked)
        return Error{Error::Code::NotFound, u"No price list was checked since Homeport started: run \"homeportctl prices check\" first."_s};
    const PriceCheck check = compare(m_checked->offer, m_checked->source);
    if (const auto room = makeRoom(); !room)
        return room.error();
    QSaveFile file(m_files.fetched);
    const QByteArray json = QJsonDocument(m_checked->offer.file).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{Error::Code::Storage, u"%1 can't be written: %2."_s.arg(m_files.fetched, file.errorString())};
    m_checked.reset();
    load();
    Q_EMIT changed();
    return check;
}

} // namespace homeport
