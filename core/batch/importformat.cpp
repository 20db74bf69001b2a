// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/importformat.h"

#include "core/batch/importcsv.h"
#include "core/batch/importjson.h"

#include <QFile>
#include <QFileInfo>

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

Error invalid(const QString &what)
{
    return {Error::Code::Invalid, what};
}

Error tooLarge()
{
    return invalid(u"The file is larger than 16 MB: split it into several."_s);
}

bool isControl(char c)
{
    return static_cast<uchar>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
}

// By line: no character of UTF-8 goes over a line's end.
std::optional<Error> encodingProblem(QByteArrayView content)
{
    int line = 1;
    for (qsizetype from = 0; from < content.size(); ++line) {
        const qsizetype end = content.indexOf('\n', from);
        const QByteArrayView text = content.sliced(from, (end < 0 ? content.size() : end) - from);
        if (!text.isValidUtf8())
            return invalid(u"Line %1 is not UTF-8: save the file again as \"CSV UTF-8\", or as text in UTF-8."_s.arg(line));
        if (std::any_of(text.begin(), text.end(), isControl))
            return invalid(u"Line %1 holds control characters: this is not a text file; choose one in CSV or JSON."_s.arg(line));
        from += text.size() + 1;
    }
    return std::nullopt;
}

std::optional<Error> shapeProblem(QByteArrayView content)
{
    if (content.startsWith("\xff\xfe") || content.startsWith("\xfe\xff"))
        return invalid(u"The file is in UTF-16: save it again as \"CSV UTF-8\", or as text in UTF-8."_s);
    if (content.startsWith("PK\x03\x04"))
        return invalid(u"This is a workbook or an archive: save the sheet as \"CSV UTF-8\" and choose that file."_s);
    if (content.contains('\0'))
        return invalid(u"This is not a text file: choose one in CSV or JSON, saved as UTF-8."_s);
    return encodingProblem(content);
}

char firstLetter(QByteArrayView content)
{
    for (const char c : content)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            return c;
    return '\0';
}

} // namespace

Result<SharedSecret> readImportFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Code::NotFound, u"There is no file %1."_s.arg(path)};
    if (!info.isFile()) // a folder, a pipe that nobody writes to, a device without an end
        return invalid(u"%1 is not a file: choose one in CSV or JSON."_s.arg(path));
    if (info.size() > MaxImportBytes)
        return tooLarge();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, file.errorString())};
    QByteArray content = file.read(MaxImportBytes + 1);
    const Secret rest(content.size() > MaxImportBytes ? std::move(content) : QByteArray());
    if (!rest.isEmpty()) // it grew meanwhile
        return tooLarge();
    if (content.isEmpty())
        return invalid(u"The file is empty: there are no accounts in it."_s);
    return shareSecret(std::move(content));
}

Result<ImportFile> parseImport(QByteArrayView content, bool exported)
{
    if (content.size() > MaxImportBytes)
        return tooLarge();
    if (const auto problem = shapeProblem(content))
        return *problem;
    if (content.startsWith("\xef\xbb\xbf"))
        content = content.sliced(3);
    const char first = firstLetter(content);
    if (first == '\0')
        return invalid(u"The file is empty: there are no accounts in it."_s);
    return first == '{' || first == '[' ? parseJsonAccounts(content, exported) : parseCsvAccounts(content);
}

} // namespace homeport
