// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fakes.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

ImportPlan samplePlan(int ready, int wrong, int duplicates)
{
    ImportPlan plan;
    const auto add = [&plan](PlannedRow::Verdict verdict, const QString &why) {
        PlannedRow row;
        row.number = static_cast<int>(plan.rows.size()) + 1;
        row.line = row.number + 1;
        row.name = u"Account %1"_s.arg(row.number);
        row.provider = u"Anthropic"_s;
        row.proxy = row.number % 3 == 0 ? u"Office | Spare"_s : QString();
        row.verdict = verdict;
        row.why = why;
        plan.rows << row;
    };
    for (int i = 0; i < ready; ++i) {
        add(PlannedRow::Verdict::Ok, {});
        plan.accounts << NewAccount();
    }
    for (int i = 0; i < duplicates; ++i)
        add(PlannedRow::Verdict::Duplicate, u"the account \"Work\" has this key."_s);
    for (int i = 0; i < wrong; ++i)
        add(PlannedRow::Verdict::Error, u"There is no proxy named \"office\": add it first, or name another one."_s);
    plan.wrong = wrong;
    plan.duplicates = duplicates;
    return plan;
}

QFuture<Result<ImportPlan>> FakeTransfer::preview(const QString &path, const SharedSecret &passphrase)
{
    lastPath = path;
    lastPassphrase = passphrase ? passphrase->reveal([](QByteArrayView text) { return text.toByteArray(); }) : QByteArray();
    if (failWith)
        return readyResult(Result<ImportPlan>(*std::exchange(failWith, std::nullopt)));
    ImportPlan asking;
    asking.needsPassphrase = true;
    return readyResult(Result<ImportPlan>(sealed && !passphrase ? asking : plan));
}

std::unique_ptr<ImportRun> FakeTransfer::createImport(const ImportPlan &, ImportMode mode)
{
    lastMode = mode;
    auto made = std::make_unique<FakeImport>();
    run = made.get();
    return made;
}

QFuture<Result<ExportOutcome>> FakeTransfer::exportTo(const QString &path, const SharedSecret &passphrase)
{
    lastPath = path;
    lastPassphrase = passphrase->reveal([](QByteArrayView text) { return text.toByteArray(); });
    return readyResult(failWith ? Result<ExportOutcome>(*std::exchange(failWith, std::nullopt)) : Result<ExportOutcome>(outcome));
}

} // namespace homeport::test
