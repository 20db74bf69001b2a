// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/faults.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct Wish
{
    QByteArrayView name;
    int FaultPlan::*field;
    int least;
    int most;
};

constexpr int TenMinutes = 600'000;

constexpr std::array<Wish, 8> Wishes{{
    {"status", &FaultPlan::status, 400, 599},
    {"retry-after", &FaultPlan::retryAfterSeconds, 0, 86'400},
    {"drop-after", &FaultPlan::dropAfterEvents, 0, 1'000'000},
    {"error-after", &FaultPlan::errorAfterEvents, 0, 1'000'000},
    {"head-delay", &FaultPlan::headDelayMs, 0, TenMinutes},
    {"event-delay", &FaultPlan::eventDelayMs, 0, TenMinutes},
    {"events", &FaultPlan::events, 1, 100'000},
    {"size", &FaultPlan::size, 1, 16'000'000},
}};

Result<void> apply(FaultPlan &plan, QByteArrayView wish)
{
    const qsizetype equals = wish.indexOf('=');
    const QByteArrayView name = equals < 0 ? wish : wish.first(equals).trimmed();
    const auto *known = std::find_if(Wishes.begin(), Wishes.end(), [name](const Wish &one) { return one.name == name; });
    if (known == Wishes.end())
        return Error{Error::Code::Invalid, u"x-simulate: unknown wish \"%1\"."_s.arg(QString::fromUtf8(name))};
    bool isNumber = false;
    const int value = equals < 0 ? 0 : wish.sliced(equals + 1).toByteArray().trimmed().toInt(&isNumber);
    if (!isNumber || value < known->least || value > known->most)
        return Error{Error::Code::Invalid,
                     u"x-simulate: \"%1\" takes a number from %2 to %3."_s.arg(QString::fromUtf8(name)).arg(known->least).arg(known->most)};
    plan.*(known->field) = value;
    return {};
}

} // namespace

Result<FaultPlan> faultPlan(const SimulatorFaults &defaults, QByteArrayView header)
{
    FaultPlan plan{defaults};
    while (!header.isEmpty()) {
        const qsizetype semicolon = header.indexOf(';');
        const QByteArrayView wish = (semicolon < 0 ? header : header.first(semicolon)).trimmed();
        header = semicolon < 0 ? QByteArrayView() : header.sliced(semicolon + 1);
        if (wish.isEmpty())
            continue;
        if (const auto applied = apply(plan, wish); !applied)
            return applied.error();
    }
    return plan;
}

} // namespace homeport
