// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/toolsetup/toolfixtures.h"

#include <QDirIterator>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport::testing {

namespace {

constexpr gid_t AnotherGroup = 12345;

QByteArray readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be read", qPrintable(path));
    return file.readAll();
}

QByteArray data(const QString &name)
{
    return readAll(QStringLiteral(PROJECT_ROOT "/tests/data/tools/") + name).replace("{key}", ToolBench::key());
}

QByteArray endOfLine(const Variation &variation)
{
    return variation.crlf ? "\r\n" : "\n";
}

bool replaceWith(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

bool linkTo(const QString &path, const QString &target)
{
    return QFile::remove(path) && QFile::link(target, path);
}

// The third line is one that no parser of the format takes.
bool breakThirdLine(const QString &path, const FixtureFile &file)
{
    if (file.isEnv())
        return replaceWith(path, "# mine\nB=2\nTOKEN=\"not closed\n");
    QByteArrayList lines = readAll(path).split('\n');
    lines.insert(2, "<<<<<<< HEAD");
    return replaceWith(path, lines.join('\n'));
}

QList<FixtureFile> jsonFixtures()
{
    const QByteArray key = ToolBench::key();
    return {{u"claude-code"_s,
             u"claude-code/settings.json"_s,
             {"  \"model\": \"opus\",\n", "  \"model\": \"sonnet\", // cheaper\n  \"cleanupPeriodDays\": 30,\n"},
             {"\"http://127.0.0.1:8642\"", "\"https://other.example\""},
             "\"https://gateway.example/v0\""},
            {u"gemini-cli"_s,
             u"gemini-cli/settings.json"_s,
             {"{ \"theme\": \"GitHub\" },\n", "{ \"theme\": \"Ayu\" },\n\t\"tools\": { \"sandbox\": false }, // new\n"},
             {"\"gemini-api-key\"", "\"vertex-ai\""},
             "\"oauth-personal\""},
            {u"opencode"_s,
             u"opencode/opencode.json"_s,
             {"      \"models\": {\"llama3.3\": {}},\n", "      \"models\": {\"qwen3\": {}},\n      \"name\": \"At home\", // new\n"},
             {"\"apiKey\": \"" + key + "\", \"timeout\"", "\"apiKey\": \"sk-new\", \"timeout\""},
             "\"apiKey\": \"sk-mine-0123456789\", \"timeout\""},
            {u"vscode"_s,
             u"vscode/chatLanguageModels.json"_s,
             {"\"toolCalling\": true, \"vision\": false }\n", "\"toolCalling\": false, \"vision\": false } // new\n"},
             {"\"maxInputTokens\": 128000", "\"maxInputTokens\": 200000"},
             {}},
            {u"zed"_s,
             u"zed/settings.json"_s,
             {"  \"vim_mode\": true,\n", "  \"vim_mode\": false,\n  \"tab_size\": 2, // new\n"},
             {"\"http://127.0.0.1:8642\",", "\"https://other.example\","},
             "\"https://api.anthropic.com\","},
            {u"qwen-code"_s,
             u"qwen-code/settings.json"_s,
             {"\"Qwen Dark\"},\n", "\"Qwen Light\"},\n  \"general\": {\"vimMode\": true}, // new\n"},
             {"\"selectedType\": \"openai\"", "\"selectedType\": \"qwen-oauth\""},
             {}}};
}

QList<FixtureFile> otherFixtures()
{
    const QByteArray key = ToolBench::key();
    return {{u"gemini-cli"_s,
             u"gemini-cli/env"_s,
             {"PROJECT=my-project\n", "PROJECT=another\nEDITOR=vi # new\n"},
             {"GEMINI_API_KEY=" + key, "GEMINI_API_KEY=AIza-new"},
             "GEMINI_API_KEY='AIza-mine # no comment'"},
            {u"codex"_s,
             u"codex/config.toml"_s,
             {"approval_policy = \"on-request\"\n", "approval_policy = \"never\" # brave\nhide_agent_reasoning = true\n"},
             {"model_provider = \"homeport\"", "model_provider = \"openai\""},
             "model_provider = \"azure\""},
            {u"aider"_s,
             u"aider/env"_s,
             {"EDITOR=vi\n", "EDITOR=emacs\nPAGER=less # new\n"},
             {"OPENAI_API_KEY=" + key, "OPENAI_API_KEY=sk-new"},
             "OPENAI_API_KEY=sk-mine-0123456789"},
            {u"qwen-code"_s,
             u"qwen-code/env"_s,
             {"# Qwen\n", "# Qwen, newly\nEDITOR=vi\n"},
             {"OPENAI_MODEL=m-1", "OPENAI_MODEL=qwen3-max"},
             "OPENAI_MODEL=\"qwen3-coder-plus\""}};
}

} // namespace

QList<FixtureFile> fixturesOf(const QString &tool)
{
    QList<FixtureFile> found;
    for (const FixtureFile &file : otherFixtures() + jsonFixtures()) // tools with both name their .env first
        if (file.tool == tool)
            found << file;
    return found;
}

QList<std::pair<const char *, Variation>> variations()
{
    return {{"as it is", {}},
            {"CRLF", {true, false, false}},
            {"BOM", {false, true, false}},
            {"no line end at the end", {false, false, true}},
            {"BOM, CRLF, no line end at the end", {true, true, true}}};
}

FixtureHome::FixtureHome(const QString &id, const Variation &how) : tool(id), variation(how), files(fixturesOf(id))
{
    const auto readByAll = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;
    for (qsizetype i = 0; i < files.size(); ++i) {
        write(name(i), fixture(files[i], variation), readByAll);
        if (::geteuid() == 0 && ::chown(QFile::encodeName(path(name(i))).constData(), 0, AnotherGroup) != 0)
            qFatal("a file can't be given to another group");
    }
}

bool FixtureHome::holdsKey(qsizetype i) const
{
    const QList<OwnedKey> &keys = recipe(tool).files[i].keys;
    return std::any_of(keys.begin(), keys.end(), [](const OwnedKey &key) { return key.holdsKey(); });
}

QByteArray Variation::lines(QByteArray text) const
{
    return crlf ? text.replace("\n", "\r\n") : text;
}

QByteArray Variation::of(QByteArray text) const
{
    if (openEnd && text.endsWith('\n'))
        text.chop(1);
    return (bom ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + lines(text);
}

QByteArray fixture(const FixtureFile &file, const Variation &variation)
{
    return variation.of(data(file.data));
}

QByteArray configuredFixture(const FixtureFile &file, const Variation &variation)
{
    Variation its = variation;
    its.openEnd = its.openEnd && !file.isToml(); // a table that is added ends with a line end
    return its.of(data(file.data + u".configured"_s));
}

QByteArray edited(QByteArray text, const Edit &edit)
{
    if (text.count(edit.first) != 1)
        qFatal("\"%s\" stands there %lld times", edit.first.constData(), static_cast<long long>(text.count(edit.first)));
    return text.replace(edit.first, edit.second);
}

QByteArray continued(const FixtureFile &file, const QByteArray &text, const Variation &variation)
{
    const QByteArray eol = endOfLine(variation);
    const QByteArray begun = text.endsWith('\n') ? text : QByteArray(text + eol);
    if (file.isToml())
        return begun + eol + "[history]" + eol + "persistence = \"none\"" + eol;
    return file.isEnv() ? QByteArray(begun + "LAST=1" + eol) : text;
}

QByteArray ownership(const QString &path)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0)
        return "not there";
    return QByteArray::number(status.st_mode, 8) + ' ' + QByteArray::number(status.st_uid) + ':' + QByteArray::number(status.st_gid);
}

QMap<QString, QByteArray> snapshot(const QString &folder)
{
    QMap<QString, QByteArray> all;
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const QFileInfo info = entries.fileInfo();
        QByteArray what = ownership(path);
        if (info.isSymLink())
            what += " -> " + QFile::encodeName(info.symLinkTarget());
        else if (info.isFile())
            what += '\n' + readAll(path);
        all.insert(path.sliced(folder.size()), what);
    }
    return all;
}

QList<Surprise> surprises()
{
    using Path = const QString &;
    const auto chmod = [](Path path, mode_t mode) { return ::chmod(QFile::encodeName(path).constData(), mode) == 0; };
    return {
        {"read-only", "read-only", [chmod](const ToolBench &, Path path, const FixtureFile &) { return chmod(path, 0444); }},
        {"everybody's", "chmod o-w", [chmod](const ToolBench &, Path path, const FixtureFile &) { return chmod(path, 0666); }},
        {"a dangling link", "leads nowhere",
         [](const ToolBench &, Path path, const FixtureFile &) { return linkTo(path, u"gone.json"_s); }},
        {"a loop of links", "leads nowhere",
         [](const ToolBench &, Path path, const FixtureFile &) { return linkTo(path, QFileInfo(path).fileName()); }},
        {"a link to a folder", "no regular file",
         [](const ToolBench &bench, Path path, const FixtureFile &) {
             return QDir().mkpath(bench.path(u"dotfiles"_s)) && linkTo(path, bench.path(u"dotfiles"_s));
         }},
        {"a link out of the home folder", "outside of",
         [](const ToolBench &bench, Path path, const FixtureFile &) {
             const QString outside = bench.folder.filePath(u"outside"_s);
             return QFile::copy(path, outside) && linkTo(path, outside);
         }},
        {"another name", "hard links",
         [](const ToolBench &, Path path, const FixtureFile &) {
             return ::link(QFile::encodeName(path).constData(), QFile::encodeName(QString(path + u"-too"_s)).constData()) == 0;
         }},
        {"a folder", "no regular file",
         [](const ToolBench &, Path path, const FixtureFile &) { return QFile::remove(path) && QDir().mkdir(path); }},
        {"a pipe", "no regular file",
         [](const ToolBench &, Path path, const FixtureFile &) {
             return QFile::remove(path) && ::mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
         }},
        {"a merge gone wrong", "line 3, column ",
         [](const ToolBench &, Path path, const FixtureFile &file) { return breakThirdLine(path, file); }},
        {"Latin-1", "line 1, column 1: bytes that are not UTF-8",
         [](const ToolBench &, Path path, const FixtureFile &file) {
             return replaceWith(path, (file.isToml() || file.isEnv() ? "# caf\xE9\n" : "// caf\xE9\n") + readAll(path));
         }},
        {"UTF-16", "line 1, column 2: a zero byte",
         [](const ToolBench &, Path path, const FixtureFile &) { return replaceWith(path, QByteArray("#\0 \0a\0", 6)); }},
    };
}

} // namespace homeport::testing
