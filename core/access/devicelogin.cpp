// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/devicelogin.h"

#include "core/access/usercode.h"
#include "core/base/random.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace homeport {

namespace {

constexpr qsizetype CodeBytes = 32;
constexpr std::ptrdiff_t MaxWaiting = 20;
constexpr std::size_t MaxEntries = 64;             // with those whose end a tool may still ask for
constexpr std::chrono::seconds Remembered = 600s;  // after their end
constexpr std::chrono::milliseconds Early = 500ms; // a poll may be: clocks and timers are not exact
constexpr std::chrono::seconds SlowDown = 5s;
constexpr qsizetype MaxWrongCodes = 5;
constexpr std::chrono::seconds WrongCodesWindow = 60s;
constexpr std::chrono::milliseconds LongestLook = 30s; // a clock that was set is noticed then
constexpr qsizetype MaxText = 200;

QByteArray hashOf(QByteArrayView code)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(code);
    return hash.result();
}

// Of a stranger, and shown to the user: no line breaks, no characters that turn the direction of what follows.
QString printable(const QString &text)
{
    QString kept;
    for (const QChar letter : text.left(MaxText)) {
        if (letter.isPrint() && !letter.isSurrogate())
            kept += letter;
    }
    return kept.simplified();
}

} // namespace

DeviceLogin::DeviceLogin(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeviceLogin::expire);
}

DeviceLogin::~DeviceLogin() = default;

Result<DeviceAuthorization> DeviceLogin::begin(const QString &client, const QString &scope, const QString &program)
{
    expire();
    const auto isWaiting = [](const Entry &entry) { return entry.stage == Stage::Waiting; };
    if (std::count_if(m_entries.cbegin(), m_entries.cend(), isWaiting) >= MaxWaiting)
        return Error{Error::Code::RateLimited,
                     u"%1 sign-ins are waiting already: approve or deny some in Homeport, or try again in ten minutes."_s.arg(MaxWaiting)};
    // What has ended makes room, oldest first; the limit above leaves enough of it.
    const auto ended = [&isWaiting](const Entry &entry) { return !isWaiting(entry) && entry.stage != Stage::Approved; };
    if (m_entries.size() >= MaxEntries) {
        if (const auto oldest = std::find_if(m_entries.begin(), m_entries.end(), ended); oldest != m_entries.end())
            m_entries.erase(oldest);
        else
            return Error{Error::Code::RateLimited, u"Too many sign-ins at once: try again in ten minutes."_s};
    }
    DeviceAuthorization authorization;
    QByteArray code = randomToken(CodeBytes);
    Entry entry;
    entry.codeHash = hashOf(code);
    entry.interval = authorization.interval;
    entry.login = {unusedUserCode(), printable(client), printable(program), printable(scope), m_clock.now(), {}};
    entry.login.expiresAt = entry.login.requestedAt.addSecs(authorization.expiresIn.count());
    authorization.deviceCode = shareSecret(std::move(code));
    authorization.userCode = entry.login.userCode;
    m_entries.push_back(std::move(entry));
    arm();
    Q_EMIT changed();
    return authorization;
}

DevicePoll DeviceLogin::poll(QByteArrayView deviceCode)
{
    expire();
    const QByteArray hash = hashOf(deviceCode);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&hash](const Entry &entry) { return entry.codeHash == hash; });
    if (found == m_entries.end())
        return {};
    if (found->stage == Stage::Expired)
        return {DevicePoll::State::Expired, {}};
    if (found->stage == Stage::Denied)
        return {DevicePoll::State::Denied, {}};
    if (found->stage == Stage::Approved) {
        DevicePoll approved{DevicePoll::State::Approved, std::move(found->grant)};
        m_entries.erase(found);
        return approved;
    }
    const QDateTime now = m_clock.now();
    const std::chrono::milliseconds since(found->polledAt.isValid() ? found->polledAt.msecsTo(now) : std::chrono::milliseconds(1h).count());
    const bool tooEarly = since >= 0ms && since < found->interval - Early;
    found->polledAt = now;
    if (tooEarly)
        found->interval += SlowDown;
    return {tooEarly ? DevicePoll::State::SlowDown : DevicePoll::State::Pending, {}};
}

Result<PendingDeviceLogin> DeviceLogin::find(const QString &userCode)
{
    const auto entry = waiting(userCode);
    return entry ? Result<PendingDeviceLogin>((*entry)->login) : Result<PendingDeviceLogin>(entry.error());
}

Result<void> DeviceLogin::approve(const QString &userCode, const DeviceGrant &grant)
{
    const auto entry = waiting(userCode);
    if (!entry)
        return entry.error();
    (*entry)->stage = Stage::Approved;
    (*entry)->grant = grant;
    arm();
    Q_EMIT changed();
    return {};
}

Result<void> DeviceLogin::deny(const QString &userCode)
{
    const auto entry = waiting(userCode);
    if (!entry)
        return entry.error();
    (*entry)->stage = Stage::Denied;
    arm();
    Q_EMIT changed();
    return {};
}

QList<PendingDeviceLogin> DeviceLogin::pending() const
{
    QList<PendingDeviceLogin> list;
    const QDateTime now = m_clock.now();
    for (const Entry &entry : m_entries) {
        if (entry.stage == Stage::Waiting && entry.login.expiresAt > now)
            list << entry.login;
    }
    return list;
}

Result<DeviceLogin::Entry *> DeviceLogin::waiting(const QString &userCode)
{
    expire();
    const QString code = userCodeFrom(userCode);
    if (code.isEmpty())
        return Error{Error::Code::Invalid, u"This is no code of a sign-in: one has eight letters, as WDJB-MJHT."_s};
    const QDateTime now = m_clock.now();
    m_wrongCodes.removeIf([&now](const QDateTime &time) { return std::abs(time.secsTo(now)) >= WrongCodesWindow.count(); });
    if (m_wrongCodes.size() >= MaxWrongCodes)
        return Error{Error::Code::RateLimited, u"Too many wrong codes: try again in a minute."_s};
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&code](const Entry &entry) { return entry.stage == Stage::Waiting && entry.login.userCode == code; });
    if (found != m_entries.end())
        return &*found;
    m_wrongCodes << now;
    return Error{Error::Code::NotFound,
                 u"No sign-in with this code is waiting: compare it with what the tool shows, or start again there."_s};
}

QString DeviceLogin::unusedUserCode() const
{
    QString code;
    do {
        code = randomUserCode();
    } while (std::any_of(m_entries.cbegin(), m_entries.cend(), [&code](const Entry &entry) { return entry.login.userCode == code; }));
    return code;
}

void DeviceLogin::expire()
{
    const QDateTime now = m_clock.now();
    bool fewer = false;
    QList<qint64> lost;
    for (Entry &entry : m_entries) {
        if (entry.login.expiresAt > now || (entry.stage != Stage::Waiting && entry.stage != Stage::Approved))
            continue;
        fewer |= entry.stage == Stage::Waiting;
        if (entry.stage == Stage::Approved)
            lost << entry.grant.keyId;
        entry.grant = {};
        entry.stage = Stage::Expired;
    }
    std::erase_if(m_entries, [&now](const Entry &entry) { return entry.login.expiresAt.addSecs(Remembered.count()) <= now; });
    arm();
    for (const qint64 keyId : std::as_const(lost))
        Q_EMIT unclaimed(keyId);
    if (fewer)
        Q_EMIT changed();
}

void DeviceLogin::arm()
{
    const QDateTime now = m_clock.now();
    std::chrono::milliseconds next = -1ms;
    for (const Entry &entry : m_entries) {
        if (entry.stage != Stage::Waiting && entry.stage != Stage::Approved)
            continue;
        const std::chrono::milliseconds left(std::max<qint64>(0, now.msecsTo(entry.login.expiresAt)));
        next = std::min(next < 0ms ? LongestLook : next, left);
    }
    if (next < 0ms)
        m_timer.stop();
    else
        m_timer.start(next);
}

} // namespace homeport
