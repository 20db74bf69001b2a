// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <vector>

namespace homeport {

// What a tool is told when it asks to sign in (RFC 8628 section 3.2).
struct DeviceAuthorization
{
    SharedSecret deviceCode; // 256 random bits; for the tool only
    QString userCode;        // "WDJB-MJHT": shown by the tool and by us, to be compared
    std::chrono::seconds expiresIn{600};
    std::chrono::seconds interval{5}; // between two polls
};

// A sign-in that waits for the user.
struct PendingDeviceLogin
{
    QString userCode;
    QString client;  // what the tool calls itself; it may lie
    QString program; // what it was seen to be, where that is known
    QString scope;
    QDateTime requestedAt; // UTC
    QDateTime expiresAt;   // UTC
};

// What an approved tool gets: a local key, made by whoever approves.
struct DeviceGrant
{
    SharedSecret token;
    qint64 keyId = 0;
    QDateTime expiresAt; // UTC; null: never
};

struct DevicePoll
{
    enum class State { Pending, SlowDown, Expired, Denied, Unknown, Approved };

    State state = State::Unknown;
    DeviceGrant grant; // Approved only
};

// The authority of the device authorization grant (RFC 8628): tools ask, the user approves in our window or with
// homeportctl, the tool's next poll gets the key, once. In memory only: a restart forgets what waits. Lives in the GUI
// thread. Device codes are kept as hashes; nothing a web page can reach approves anything.
class DeviceLogin final : public QObject
{
    Q_OBJECT

public:
    explicit DeviceLogin(const Clock &clock, QObject *parent = nullptr); // @p clock outlives this
    ~DeviceLogin() override;

    // The texts are the tool's: what can't be printed is left out, what is long is cut. RateLimited: 20 are waiting.
    [[nodiscard]] Result<DeviceAuthorization> begin(const QString &client, const QString &scope, const QString &program = {});
    // Each poll that comes early makes the interval 5 s longer. Unknown: never issued, or used up.
    [[nodiscard]] DevicePoll poll(QByteArrayView deviceCode);

    // By the code as people type it: in any case, with or without the hyphen. Errors: Invalid (not a code), NotFound (no
    // such sign-in waits, or it has expired), RateLimited (five wrong codes within a minute).
    [[nodiscard]] Result<PendingDeviceLogin> find(const QString &userCode);
    [[nodiscard]] Result<void> approve(const QString &userCode, const DeviceGrant &grant);
    [[nodiscard]] Result<void> deny(const QString &userCode);

    [[nodiscard]] QList<PendingDeviceLogin> pending() const; // oldest first

Q_SIGNALS:
    void changed(); // pending() has
    // Once per approved sign-in whose tool did not come back in time: the key is in nobody's hands.
    void unclaimed(qint64 keyId);

private:
    enum class Stage { Waiting, Approved, Denied, Expired };
    struct Entry
    {
        QByteArray codeHash; // SHA-256 of the device code
        PendingDeviceLogin login;
        Stage stage = Stage::Waiting;
        DeviceGrant grant;
        QDateTime polledAt;
        std::chrono::seconds interval{5};
    };

    [[nodiscard]] Result<Entry *> waiting(const QString &userCode);
    [[nodiscard]] QString unusedUserCode() const;
    void expire();
    void arm();

    const Clock &m_clock;
    std::vector<Entry> m_entries; // oldest first
    QList<QDateTime> m_wrongCodes;
    QTimer m_timer;
};

} // namespace homeport
