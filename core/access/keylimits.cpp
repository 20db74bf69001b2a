// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/keylimits.h"

#include "core/access/keygate.h"
#include "core/access/limitwords.h"

#include <algorithm>
#include <unordered_map>

namespace homeport {

struct KeyLimits::Private
{
    std::shared_ptr<BudgetCalendar> calendar;
    std::unordered_map<qint64, std::shared_ptr<KeyGate>> gates;

    KeyGate &gate(qint64 keyId)
    {
        auto &gate = gates[keyId];
        if (!gate)
            gate = std::make_shared<KeyGate>(calendar);
        return *gate;
    }
};

KeyLimits::KeyLimits(const Clock &clock, QTimeZone zone, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->calendar = std::make_shared<BudgetCalendar>(clock, std::move(zone));
}

KeyLimits::~KeyLimits()
{
    for (const auto &[id, gate] : d->gates)
        gate->abandon();
}

void KeyLimits::setPolicy(qint64 keyId, const KeyPolicy &policy, const QDateTime &firstUsedAt)
{
    d->gate(keyId).setPolicy(policy, firstUsedAt);
}

void KeyLimits::removeKey(qint64 keyId)
{
    if (const auto found = d->gates.find(keyId); found != d->gates.end())
        found->second->close();
}

void KeyLimits::restore(const QList<KeyUsageRow> &rows)
{
    for (const KeyUsageRow &row : rows)
        d->gate(row.keyId).restore(row);
}

std::unique_ptr<AdmissionTicket> KeyLimits::ask(const AdmissionRequest &request)
{
    const auto found = d->gates.find(request.keyId);
    if (found == d->gates.end())
        return std::make_unique<KeyTicket>(AdmissionRefusal{403, limitwords::unknownKey(), -1});
    return found->second->ask(request);
}

KeyUsageNow KeyLimits::usageNow(qint64 keyId) const
{
    const auto found = d->gates.find(keyId);
    if (found != d->gates.end())
        return found->second->usageNow(keyId);
    KeyUsageNow none;
    none.keyId = keyId;
    return none;
}

QList<KeyUsageRow> KeyLimits::takeUsage()
{
    QList<KeyUsageRow> rows;
    for (const auto &[id, gate] : d->gates) {
        for (KeyUsageRow row : gate->takeUnsaved()) {
            row.keyId = id;
            rows << row;
        }
    }
    return rows;
}

QList<qint64> KeyLimits::takeFirstUses()
{
    QList<qint64> ids;
    for (const auto &[id, gate] : d->gates)
        if (gate->takeFirstUse())
            ids << id;
    return ids;
}

} // namespace homeport
