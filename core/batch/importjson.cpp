// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importjson.h"

#include "core/batch/importfields.h"
#include "core/batch/importformat.h"
#include "core/batch/jsonreader.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostUnknownShown = 20;

class JsonAccounts final
{
public:
    JsonAccounts(QByteArrayView text, bool exported) : m_reader(text)
    {
        m_file.format = ImportFile::Format::Json;
        m_file.exported = exported;
    }

    [[nodiscard]] Result<ImportFile> read();

private:
    void readList();
    void readAccount();
    void readField(ImportRow *row, ImportField field);
    void readProxies(ImportRow *row);
    void noteUnknown(QByteArrayView name);
    void stop(const QString &why)
    {
        if (!m_failure)
            m_failure = Error{Error::Code::Invalid, why};
    }

    JsonReader m_reader;
    ImportFile m_file;
    bool m_hasList = false;
    std::optional<Error> m_failure;
};

Result<ImportFile> JsonAccounts::read()
{
    if (m_reader.kind() == JsonReader::Kind::Array)
        readList();
    else
        m_reader.walkObject([this](QByteArrayView name) {
            if (name == "accounts" && m_reader.kind() == JsonReader::Kind::Array)
                readList();
            else
                m_reader.skip();
        });
    m_reader.finish();
    if (m_failure)
        return *m_failure;
    if (m_reader.error())
        return *m_reader.error();
    if (!m_hasList)
        stop(u"There is no list \"accounts\" in the file: write a list of objects, or an object with such a list."_s);
    else if (m_file.rows.isEmpty())
        stop(u"The list of accounts in the file is empty: add an object for each."_s);
    return m_failure ? Result<ImportFile>(*m_failure) : Result<ImportFile>(std::move(m_file));
}

void JsonAccounts::readList()
{
    m_hasList = true;
    m_reader.walkArray([this] {
        if (m_file.rows.size() == MaxImportRows)
            stop(u"The file has more than 20,000 accounts: split it into several."_s);
        if (m_failure)
            m_reader.skip();
        else
            readAccount();
    });
}

void JsonAccounts::readAccount()
{
    ImportRow row;
    const bool isObject = m_reader.kind() == JsonReader::Kind::Object; // which goes to its line
    row.line = m_reader.line();
    row.number = static_cast<int>(m_file.rows.size()) + 1;
    QSet<ImportField> seen;
    if (!isObject) {
        addProblem(&row, u"An account must be an object, such as {\"provider\": ..., \"name\": ..., \"api_key\": ...}."_s);
        m_reader.skip();
    } else {
        m_reader.walkObject([&](QByteArrayView name) {
            const auto field = importFieldNamed(name, m_file.exported);
            if (!field) {
                noteUnknown(name);
                return m_reader.skip();
            }
            if (seen.contains(*field))
                addProblem(&row, u"A field is named twice: keep one of them."_s);
            seen.insert(*field);
            readField(&row, *field);
        });
    }
    m_file.rows << row;
}

void JsonAccounts::readField(ImportRow *row, ImportField field)
{
    switch (m_reader.kind()) {
    case JsonReader::Kind::Text:
    case JsonReader::Kind::Number:
        return setImportField(row, field, m_reader.value());
    case JsonReader::Kind::True:
    case JsonReader::Kind::False:
        if (field == ImportField::AllowHttp)
            row->allowHttp = m_reader.kind() == JsonReader::Kind::True;
        else
            addProblem(row, u"Only allow_http may be true or false: put the other values in quotes."_s);
        return m_reader.skip();
    case JsonReader::Kind::Array:
        if (field == ImportField::Proxy)
            return readProxies(row);
        [[fallthrough]];
    case JsonReader::Kind::Object:
        addProblem(row, u"The values of an account must be texts; only proxy may be a list of them."_s);
        return m_reader.skip();
    case JsonReader::Kind::Null:
    case JsonReader::Kind::None:
        return m_reader.skip();
    }
}

void JsonAccounts::readProxies(ImportRow *row)
{
    row->proxies.clear();
    m_reader.walkArray([this, row] {
        if (m_reader.kind() != JsonReader::Kind::Text) {
            addProblem(row, u"A list of proxies must hold names."_s);
            return m_reader.skip();
        }
        const QString name = QString::fromUtf8(m_reader.value()).trimmed();
        if (name.isEmpty() || row->proxies.contains(name))
            addProblem(row, u"A list of proxies must hold each name once, and no empty one."_s);
        row->proxies << name;
    });
    row->proxyMode = row->proxies.isEmpty() ? ProxyChoice::Mode::Default : ProxyChoice::Mode::List;
}

void JsonAccounts::noteUnknown(QByteArrayView name)
{
    if (m_file.unknownColumns.size() == MostUnknownShown)
        return;
    const QString shown = shownColumn(name, 0);
    const QString told = shown == u"column 0" ? u"(a field with another kind of name)"_s : shown;
    if (!m_file.unknownColumns.contains(told))
        m_file.unknownColumns << told;
}

} // namespace

Result<ImportFile> parseJsonAccounts(QByteArrayView text, bool exported)
{
    return JsonAccounts(text, exported).read();
}

} // namespace homeport
