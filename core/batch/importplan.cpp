// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importplan.h"

#include "core/batch/importaccount.h"
#include "core/batch/importfields.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString shownProxies(const ImportRow &row)
{
    if (row.proxyMode == ProxyChoice::Mode::Direct)
        return u"direct"_s;
    QStringList names;
    for (const QString &name : row.proxies)
        names << shownText(name);
    return names.join(u" | "_s);
}

PlannedRow shownRow(const ImportRow &row, const ImportContext &context)
{
    PlannedRow shown;
    shown.number = row.number;
    shown.line = row.line;
    shown.name = shownText(row.name);
    const ProviderProfile *profile = profileNamed(context.profiles, row.provider);
    shown.provider = profile ? profile->displayName : shownText(row.provider);
    shown.proxy = shownProxies(row);
    return shown;
}

// Takes rows one after the other, so that a later one is compared with those before it.
class Planner final
{
public:
    Planner(const ImportFile &file, const ImportContext &context) : m_file(file), m_context(context)
    {
        m_plan.format = file.format;
        m_plan.exported = file.exported;
        m_plan.unknownColumns = file.unknownColumns;
        m_plan.rows.reserve(file.rows.size());
        m_plan.accounts.reserve(file.rows.size());
    }

    void take(const ImportRow &row)
    {
        PlannedRow shown = shownRow(row, m_context);
        auto account = accountOfRow(row, m_file.exported, m_context);
        if (!account)
            judge(&shown, PlannedRow::Verdict::Error, account.error().detail);
        else
            compare(&shown, *account, placeText(m_file.format, row.number, row.line));
        if (shown.verdict == PlannedRow::Verdict::Ok)
            m_plan.accounts << *std::move(account);
        m_plan.rows << shown;
    }

    [[nodiscard]] ImportPlan plan() { return std::move(m_plan); }

private:
    void judge(PlannedRow *shown, PlannedRow::Verdict verdict, const QString &why)
    {
        shown->verdict = verdict;
        shown->why = why;
        ++(verdict == PlannedRow::Verdict::Error ? m_plan.wrong : m_plan.duplicates);
    }

    void compare(PlannedRow *shown, const NewAccount &account, const QString &place)
    {
        using enum PlannedRow::Verdict;
        const QByteArray hash = m_context.hash(account.baseUrl, *identifyingSecret(account));
        if (const auto known = m_context.known.byCredential.constFind(hash); known != m_context.known.byCredential.cend())
            return judge(shown, Duplicate, u"The account \"%1\" has this credential already."_s.arg(*known));
        if (const auto earlier = m_credentials.constFind(hash); earlier != m_credentials.cend())
            return judge(shown, Duplicate, u"It has the same credential as %1."_s.arg(*earlier));
        if (m_context.known.names.contains(account.name))
            return judge(shown, Error,
                         u"There is an account named \"%1\" with another credential: choose another name."_s.arg(shown->name));
        if (const auto earlier = m_names.constFind(account.name); earlier != m_names.cend())
            return judge(shown, Error, u"The name stands in %1 already: choose another."_s.arg(*earlier));
        m_credentials.insert(hash, place);
        m_names.insert(account.name, place);
    }

    const ImportFile &m_file;
    const ImportContext &m_context;
    ImportPlan m_plan;
    QHash<QByteArray, QString> m_credentials;
    QHash<QString, QString> m_names;
};

} // namespace

QString placeText(ImportFile::Format format, int number, int line)
{
    return format == ImportFile::Format::Csv ? u"line %1"_s.arg(line) : u"account %1 (line %2)"_s.arg(number).arg(line);
}

ImportPlan planImport(const ImportFile &file, const ImportContext &context)
{
    Planner planner(file, context);
    for (const ImportRow &row : file.rows)
        planner.take(row);
    return planner.plan();
}

} // namespace homeport
