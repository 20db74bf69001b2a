// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

Q_LOGGING_CATEGORY(lcApp, "homeport.app")
Q_LOGGING_CATEGORY(lcVault, "homeport.vault")
Q_LOGGING_CATEGORY(lcStorage, "homeport.storage")
Q_LOGGING_CATEGORY(lcUsage, "homeport.usage")
Q_LOGGING_CATEGORY(lcNet, "homeport.net")
Q_LOGGING_CATEGORY(lcHttp, "homeport.http")
Q_LOGGING_CATEGORY(lcOAuth, "homeport.oauth")
Q_LOGGING_CATEGORY(lcRelay, "homeport.relay")

namespace {

// qInstallMessageHandler takes a plain function, so its one setting has to live beside it.
std::atomic<LogFormat> logFormat = LogFormat::Text; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

QLatin1StringView levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
    case QtFatalMsg:
        return "error"_L1;
    }
    return "info"_L1;
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const QString category = QString::fromUtf8(context.category);
    QByteArray line;
    if (logFormat == LogFormat::Json) {
        line = QJsonDocument(
                   QJsonObject{{u"time"_s, time}, {u"level"_s, levelName(type)}, {u"category"_s, category}, {u"message"_s, message}})
                   .toJson(QJsonDocument::Compact);
    } else {
        QString oneLine = message;
        oneLine.replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s);
        line = u"%1 %2 %3: %4"_s.arg(time, levelName(type), category, oneLine).toUtf8();
    }
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

} // namespace

bool setLogLevel(QStringView level)
{
    const QStringList levels{u"debug"_s, u"info"_s, u"warning"_s, u"error"_s};
    const qsizetype wanted = levels.indexOf(level);
    if (wanted < 0)
        return false;
    QString rules = u"homeport.*.debug=%1\nhomeport.*.info=%2\n*.warning=%3\n"_s.arg(
        wanted == 0 ? u"true"_s : u"false"_s, wanted <= 1 ? u"true"_s : u"false"_s, wanted <= 2 ? u"true"_s : u"false"_s);
    // Qt's own HTTP categories print request heads at debug level: never let them speak.
    rules += u"qt.httpserver*.debug=false\nqt.network*.debug=false\n"_s;
    QLoggingCategory::setFilterRules(rules);
    return true;
}

bool installLogging(LogFormat format, QStringView level)
{
    if (!setLogLevel(level))
        return false;
    logFormat = format;
    qInstallMessageHandler(writeLine);
    return true;
}

} // namespace homeport
