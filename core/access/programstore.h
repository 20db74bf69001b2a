// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/programrules.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace homeport {

class MetaRepository;
class ProgramRepository;
class SerialExecutor;

// Which programs may use the relay, where the user wants to be asked: in memory, the truth in the database. Lives in the GUI thread.
class ProgramStore final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxWaiting = 50;

    // All outlive this.
    ProgramStore(SerialExecutor &executor, ProgramRepository &repository, MetaRepository &meta, QObject *parent = nullptr);
    ~ProgramStore() override;

    [[nodiscard]] QFuture<Result<void>> load(); // once after start
    [[nodiscard]] bool isAsking() const { return m_isAsking; }
    [[nodiscard]] const QList<KnownProgram> &programs() const { return m_programs; } // by path
    // Undecided ones that asked since the start, the oldest first; those that were refused meanwhile stay, up to MaxWaiting in all.
    [[nodiscard]] const QList<WaitingProgram> &waiting() const { return m_waiting; }
    [[nodiscard]] std::shared_ptr<const ProgramRules> rules() const { return m_rules; } // null: nobody is asked

    // Errors: Invalid (no absolute path), Storage.
    [[nodiscard]] QFuture<Result<KnownProgram>> decide(const QString &executable, bool allow);
    [[nodiscard]] QFuture<Result<void>> forget(const QString &executable); // also NotFound
    [[nodiscard]] QFuture<Result<void>> setAsking(bool asking);
    // The relay's list, whenever it has changed: @p held are all whose requests wait now.
    void noteWaiting(const QList<WaitingProgram> &held);

Q_SIGNALS:
    void rulesChanged();   // after each change of isAsking(), programs() or rules()
    void waitingChanged(); // after each change of waiting()

private:
    void take();

    SerialExecutor &m_executor;
    ProgramRepository &m_repository;
    MetaRepository &m_meta;
    bool m_isAsking = false;
    QList<KnownProgram> m_programs;
    QList<WaitingProgram> m_waiting;
    std::shared_ptr<const ProgramRules> m_rules;
};

} // namespace homeport
