// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/toolsetup/tooldetector.h"

#include "core/base/onresult.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MostOutput = 4096;

} // namespace

ToolDetector::ToolDetector(ToolPlaces places, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent), m_places(std::move(places)), m_timeout(timeout)
{
}

ToolDetector::~ToolDetector()
{
    const auto running = findChildren<QProcess *>(QString(), Qt::FindDirectChildrenOnly);
    for (QProcess *process : running) {
        process->disconnect();
        process->kill();
    }
}

QFuture<Result<FoundTool>> ToolDetector::detect(const DetectionRecipe &recipe)
{
    const FoundTool found = findTool(recipe, m_places);
    if (found.executable.isEmpty() || !found.version.isEmpty() || found.source == "flatpak"_L1 || recipe.versionArguments.isEmpty())
        return readyResult(Result<FoundTool>(found));
    auto promise = startedPromise<FoundTool>();
    auto *process = new QProcess(this);
    process->setProcessEnvironment(m_places.environment);
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    // finished() does not come for a program that could not be started.
    const auto end = [promise, process, found](bool isDone) {
        if (promise->future().isFinished())
            return;
        FoundTool told = found;
        if (isDone)
            told.version = versionFrom(process->readAllStandardOutput().left(MostOutput));
        complete<FoundTool>(promise, told);
        process->deleteLater();
    };
    connect(process, &QProcess::finished, process,
            [end](int code, QProcess::ExitStatus status) { end(code == 0 && status == QProcess::NormalExit); });
    connect(process, &QProcess::errorOccurred, process, [end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(false);
    });
    QTimer::singleShot(m_timeout, process, [process] { process->kill(); });
    process->start(found.executable, recipe.versionArguments);
    return promise->future();
}

QString versionFrom(const QByteArray &output)
{
    static const QRegularExpression version(u"\\d+\\.\\d+(?:\\.\\d+)*(?:[-+][0-9A-Za-z.-]+)?"_s);
    return version.match(QString::fromUtf8(output)).captured();
}

} // namespace homeport
