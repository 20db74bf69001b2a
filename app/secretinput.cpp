// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/secretinput.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qint64 MaxSecret = 64 * 1024;

#ifdef Q_OS_UNIX

class EchoOff final
{
public:
    EchoOff()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_changed = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~EchoOff()
    {
        if (m_changed)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Q_DISABLE_COPY_MOVE(EchoOff)

private:
    termios m_before{};
    bool m_changed = false;
};

#else

class EchoOff final
{};

#endif

Result<SharedSecret> secretOf(QByteArray text, const QString &where)
{
    while (text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    if (text.isEmpty())
        return Error{Error::Code::Invalid, u"There is no secret in %1."_s.arg(where)};
    return shareSecret(std::move(text));
}

Result<SharedSecret> firstLine(QFile &file, const QString &where)
{
    return secretOf(file.readLine(MaxSecret), where);
}

Result<SharedSecret> allOf(QFile &file, const QString &where)
{
    QByteArray all;
    for (QByteArray piece = file.read(MaxSecret); !piece.isEmpty(); piece = file.read(MaxSecret)) {
        if (all.size() + piece.size() > MaxSecret)
            return Error{Error::Code::Invalid,
                         u"What comes from %1 is larger than 64 KiB: this is not the file that is wanted."_s.arg(where)};
        all += piece;
    }
    return secretOf(std::move(all), where);
}

using Read = Result<SharedSecret> (*)(QFile &file, const QString &where);

Result<SharedSecret> fromStandardInput(const QString &prompt, Read read)
{
    QFile input; // unbuffered: what follows the first line is the next secret's
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{Error::Code::Storage, u"Standard input can't be read."_s};
    if (!standardInputIsTerminal())
        return read(input, u"standard input"_s);
    std::fprintf(stderr, "%s", prompt.toLocal8Bit().constData());
    Result<SharedSecret> secret = [&input, read] {
        const EchoOff silence;
        return read(input, u"standard input"_s);
    }();
    std::fputc('\n', stderr);
    return secret;
}

} // namespace

bool standardInputIsTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDIN_FILENO) == 1;
#else
    return false;
#endif
}

Result<SharedSecret> readSecretFromStandardInput(const QString &prompt)
{
    return fromStandardInput(prompt, firstLine);
}

Result<SharedSecret> readSecretToTheEnd(const QString &prompt)
{
    return fromStandardInput(prompt, allOf);
}

Result<SharedSecret> readSecretFromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::Storage, u"%1 can't be read: %2."_s.arg(path, file.errorString())};
    return firstLine(file, path);
}

} // namespace homeport
