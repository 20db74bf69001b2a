// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/programscan.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <memory>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxCommandLine = 4096;

// An open folder of /proc. Every process may end at any moment: whatever fails then yields nothing.
class Folder final
{
public:
    explicit Folder(int fd) : m_dir(fd < 0 ? nullptr : ::fdopendir(fd))
    {
        if (fd >= 0 && !m_dir)
            ::close(fd);
    }
    explicit Folder(const QByteArray &path) : Folder(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {}
    ~Folder()
    {
        if (m_dir)
            ::closedir(m_dir);
    }
    Q_DISABLE_COPY_MOVE(Folder)

    [[nodiscard]] Folder folder(const char *name) const { return Folder(::openat(fd(), name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }
    [[nodiscard]] QByteArray link(const char *name) const
    {
        std::array<char, 4096> target{};
        const ssize_t size = ::readlinkat(fd(), name, target.data(), target.size());
        return size > 0 ? QByteArray(target.data(), size) : QByteArray();
    }
    [[nodiscard]] QByteArray content(const char *name, qsizetype limit) const
    {
        const int file = ::openat(fd(), name, O_RDONLY | O_CLOEXEC);
        if (file < 0)
            return {};
        QByteArray bytes(limit, Qt::Uninitialized);
        const ssize_t size = ::read(file, bytes.data(), static_cast<std::size_t>(limit));
        ::close(file);
        bytes.resize(std::max<qsizetype>(0, size));
        return bytes;
    }
    [[nodiscard]] bool hasFile(const QByteArray &name) const
    {
        struct stat info = {};
        return ::fstatat(fd(), name.constData(), &info, 0) == 0 && S_ISREG(info.st_mode);
    }
    [[nodiscard]] bool isOurs() const
    {
        struct stat info = {};
        return m_dir && ::fstat(fd(), &info) == 0 && info.st_uid == ::geteuid();
    }
    template <typename Visit> // false ends it
    void forEach(Visit visit) const
    {
        while (const dirent *entry = m_dir ? ::readdir(m_dir) : nullptr) {
            if (!visit(static_cast<const char *>(entry->d_name)))
                return;
        }
    }

private:
    [[nodiscard]] int fd() const { return m_dir ? ::dirfd(m_dir) : -1; }

    DIR *m_dir;
};

QList<qint64> processes(const Folder &proc, const QList<qint64> &likely)
{
    QList<qint64> newest;
    proc.forEach([&newest](const char *name) {
        bool isNumber = false;
        const qint64 pid = QByteArrayView(name).toLongLong(&isNumber);
        if (isNumber)
            newest << pid;
        return true;
    });
    std::sort(newest.begin(), newest.end(), std::greater<>());
    QList<qint64> all = likely;
    for (const qint64 pid : std::as_const(newest)) {
        if (!likely.contains(pid))
            all << pid;
    }
    return all;
}

// 0: not a socket.
quint64 socketInode(const QByteArray &link)
{
    constexpr QByteArrayView prefix = "socket:[";
    return link.startsWith(prefix) ? link.mid(prefix.size(), link.size() - prefix.size() - 1).toULongLong() : 0;
}

QSet<quint64> heldBy(const Folder &process, const QSet<quint64> &wanted)
{
    QSet<quint64> held;
    const Folder descriptors = process.folder("fd");
    descriptors.forEach([&](const char *name) {
        if (const quint64 inode = socketInode(descriptors.link(name)); inode != 0 && wanted.contains(inode))
            held.insert(inode);
        return held.size() < wanted.size();
    });
    return held;
}

// "node /usr/bin/claude", "python3 -m aider", "/usr/bin/curl": a script says what an interpreter is; anything else after
// the program may be a password, and stays where it is.
QString commandOf(const Folder &process)
{
    const QByteArrayList arguments = process.content("cmdline", MaxCommandLine).split('\0');
    QByteArray command = arguments.value(0);
    const QByteArray first = arguments.value(1);
    const QByteArray second = arguments.value(2);
    const auto isModule = [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) || letter == '_' || letter == '.'; };
    const bool isPython = command.mid(command.lastIndexOf('/') + 1).startsWith("python");
    if (isPython && first == "-m" && std::all_of(second.cbegin(), second.cend(), isModule))
        command += " -m " + second;
    else if (!first.isEmpty() && process.folder("cwd").hasFile(first))
        command += ' ' + first;
    return QString::fromUtf8(command);
}

CallingProgram describe(qint64 pid, const Folder &process)
{
    CallingProgram program;
    program.pid = pid;
    QByteArray executable = process.link("exe");
    if (constexpr QByteArrayView replaced = " (deleted)"; executable.endsWith(replaced))
        executable.chop(replaced.size()); // by an update, while it runs
    program.executable = QString::fromUtf8(executable);
    program.name = QString::fromUtf8(process.content("comm", 64).trimmed());
    program.command = commandOf(process);
    return program;
}

} // namespace

QHash<quint64, CallingProgram> programsHolding(const QSet<quint64> &inodes, const QList<qint64> &likely, const QByteArray &proc)
{
    QHash<quint64, CallingProgram> found;
    QSet<quint64> wanted = inodes;
    for (const qint64 pid : processes(Folder(proc), likely)) {
        if (wanted.isEmpty())
            break;
        const Folder process(QByteArray(proc + '/' + QByteArray::number(pid)));
        if (!process.isOurs())
            continue;
        const QSet<quint64> held = heldBy(process, wanted);
        if (held.isEmpty())
            continue;
        const CallingProgram program = describe(pid, process); // once: a tool may hold hundreds of connections
        for (const quint64 inode : held)
            found.insert(inode, program);
        wanted.subtract(held);
    }
    return found;
}

} // namespace homeport
