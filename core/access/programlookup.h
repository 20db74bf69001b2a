// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/programscan.h"
#include "core/base/result.h"
#include "core/base/serialexecutor.h"

#include <QCache>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace homeport {

// "node /usr/bin/claude (pid 4242)": for people.
[[nodiscard]] QString programText(const CallingProgram &program);

// Which program made a connection, from the inode of its socket (HttpRequest::peerInode). Lives in the relay's thread;
// reads /proc in threads of its own, for all who wait at once, four times a second at most each, and remembers the answers for the
// newest 4,096 sockets. What nobody waits for is read in a thread that gives way to all others; on a busy machine that takes seconds.
class ProgramLookup final : public QObject
{
    Q_OBJECT

public:
    explicit ProgramLookup(QObject *parent = nullptr);
    ~ProgramLookup() override; // waits for a running search: milliseconds
    Q_DISABLE_COPY_MOVE(ProgramLookup)

    // NotFound: it has left already, it is another user's, or the platform does not tell (inode 0).
    [[nodiscard]] QFuture<Result<CallingProgram>> find(quint64 inode);
    // The same in two halves, for every request: begins to look where nothing is known, and tells nobody ...
    void look(quint64 inode);
    // ... and what is known by now. Null: nothing yet. Valid until the next call of anything here.
    [[nodiscard]] const Result<CallingProgram> *known(quint64 inode) { return m_known.object(inode); }

private:
    using Promise = std::shared_ptr<QPromise<Result<CallingProgram>>>;

    struct Search
    {
        std::map<quint64, std::vector<Promise>> waiting;
        std::map<quint64, std::vector<Promise>> running; // empty: nothing runs
        QTimer pause;                                    // runs: a search has just begun
        std::unique_ptr<SerialExecutor> executor;        // last: ends first. Null: nobody has asked yet
    };

    void searchSoon(Search &search);
    void begin(Search &search);
    void ended(Search &search, const QHash<quint64, CallingProgram> &found);

    QCache<quint64, Result<CallingProgram>> m_known;
    QList<qint64> m_recent; // processes that were found last: a tool opens one connection after the other
    Search m_asked;         // by find()
    Search m_looked;        // by look()
};

} // namespace homeport
