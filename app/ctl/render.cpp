// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/render.h"

#include "app/ctl/contentspieces.h"
#include "app/ctl/renderprices.h"
#include "app/ctl/renderprograms.h"
#include "app/ctl/renderproxies.h"
#include "app/ctl/renderquota.h"
#include "app/ctl/renderrouting.h"
#include "app/ctl/rendersettings.h"
#include "app/ctl/rendertransfer.h"
#include "app/ctl/renderusage.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

QString dash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QStringList accountCells(const QJsonObject &account)
{
    return {QString::number(account["id"_L1].toInteger()),
            account["name"_L1].toString(),
            account["provider"_L1].toString(),
            account["state"_L1].toString(),
            dash(account["hint"_L1].toString()),
            account["base_url"_L1].toString()};
}

// Why its state is what it is; below the table, for it can be long.
QString accountNote(const QJsonObject &account)
{
    const QString credential = account["credential_problem"_L1].toString(); // also while a pause hides it
    const QString why = credential.isEmpty() ? account["state_detail"_L1].toString() : credential;
    return why.isEmpty() ? QString() : printable(u"%1: %2"_s.arg(account["name"_L1].toString(), why)) + u'\n';
}

QString renderAccounts(const QJsonArray &accounts)
{
    if (accounts.isEmpty())
        return u"no accounts\n"_s;
    QList<QStringList> rows{{u"ID"_s, u"NAME"_s, u"PROVIDER"_s, u"STATE"_s, u"KEY"_s, u"BASE URL"_s}};
    for (const QJsonValue &account : accounts)
        rows.append(accountCells(account.toObject()));
    QString text = renderTable(rows);
    for (const QJsonValue &account : accounts)
        text += accountNote(account.toObject());
    return text;
}

QString renderKeys(const QJsonArray &keys)
{
    if (keys.isEmpty())
        return u"no keys\n"_s;
    QList<QStringList> rows{{u"ID"_s, u"NAME"_s, u"KEY"_s, u"CREATED"_s, u"REVOKED"_s}};
    for (const QJsonValue &key : keys)
        rows.append({QString::number(key["id"_L1].toInteger()), key["name"_L1].toString(), key["hint"_L1].toString(),
                     localTime(key["created_at"_L1]), localTime(key["revoked_at"_L1])});
    return renderTable(rows);
}

QStringList requestCells(const QJsonObject &request)
{
    const QJsonValue firstByte = request["first_byte_ms"_L1];
    const int status = request["status"_L1].toInt();
    const QDateTime started = QDateTime::fromString(request["started_at"_L1].toString(), Qt::ISODateWithMs).toLocalTime();
    const bool isToday = started.date() == QDate::currentDate();
    return {QString::number(request["id"_L1].toInteger()),
            localTime(request["started_at"_L1], isToday ? u"HH:mm:ss" : u"yyyy-MM-dd HH:mm:ss"),
            dash(request["tool"_L1].toString()),
            dash(request["account"_L1].toString()),
            dash(request["model"_L1].toString()),
            request["path"_L1].toString(),
            status == 0 ? u"-"_s : QString::number(status),
            request["outcome"_L1].toString(),
            firstByte.isNull() ? u"-"_s : QString::number(firstByte.toInteger()),
            QString::number(request["duration_ms"_L1].toInteger()),
            QString::number(request["bytes_down"_L1].toInteger())};
}

QString renderRequests(const QJsonArray &requests)
{
    if (requests.isEmpty())
        return u"no requests\n"_s;
    QList<QStringList> rows{{u"ID"_s, u"TIME"_s, u"TOOL"_s, u"ACCOUNT"_s, u"MODEL"_s, u"PATH"_s, u"STATUS"_s, u"OUTCOME"_s, u"FIRST MS"_s,
                             u"MS"_s, u"BYTES"_s}};
    for (const QJsonValue &request : requests)
        rows.append(requestCells(request.toObject()));
    return renderTable(rows);
}

QString renderVault(const QJsonObject &vault)
{
    const QString reason = vault["reason"_L1].toString();
    return u"%1 (%2)%3"_s.arg(vault["state"_L1].toString(), vault["kind"_L1].toString(), reason.isEmpty() ? QString() : u": "_s + reason);
}

QString renderRotation(const QJsonObject &result)
{
    QString text = u"the master key was changed; %1 secrets sealed anew\n"_s.arg(result["values"_L1].toInt());
    if (result["recovery_code_ended"_L1].toBool())
        text += u"the recovery code has ended: make a new one with homeportctl vault recovery-code\n"_s;
    if (const QString warning = result["warning"_L1].toString(); !warning.isEmpty())
        text += printable(warning) + u'\n';
    return text;
}

QString renderStatus(const QJsonObject &status)
{
    const QJsonObject relay = status["relay"_L1].toObject();
    const QString problem = relay["error"_L1].toString();
    QList<QStringList> rows{
        {u"relay"_s, u"%1 %2"_s.arg(relay["state"_L1].toString(), problem.isEmpty() ? relay["base_url"_L1].toString() : problem)},
        {u"vault"_s, renderVault(status["vault"_L1].toObject())},
        {u"accounts"_s, QString::number(status["accounts"_L1].toInt())},
        {u"keys"_s, QString::number(status["keys"_L1].toInt())},
        {u"running"_s, u"%1 requests"_s.arg(status["running_requests"_L1].toInt())},
        {u"version"_s, status["version"_L1].toString()},
        {u"pid"_s, QString::number(status["pid"_L1].toInteger())},
    };
    QStringList stranded;
    for (const QJsonValue &tool : status["last_run"_L1]["stranded_tools"_L1].toArray())
        stranded << tool.toString();
    if (!stranded.isEmpty())
        rows.append(
            {u"last run"_s,
             u"did not end in order; set up for Homeport: %1. To give them back what they had: homeportctl tools restore --all"_s.arg(
                 stranded.join(u", "_s))});
    if (const QString prices = status["prices_problem"_L1].toString(); !prices.isEmpty())
        rows.append({u"prices"_s, u"left out: "_s + prices});
    const QJsonArray leftOut = status["provider_file_problems"_L1].toArray();
    for (const QJsonValue &file : leftOut)
        rows.append({u"provider file"_s, u"left out: %1: %2"_s.arg(file["file"_L1].toString(), file["problem"_L1].toString())});
    return renderTable(rows);
}

// Which project it uses and as whom, where a sign-in told.
QString standingText(const QJsonObject &account)
{
    const QString project = account["project_id"_L1].toString();
    const QString identity = account["identity"_L1].toString();
    return (project.isEmpty() ? QString() : u", project %1"_s.arg(project)) + (identity.isEmpty() ? QString() : u" (%1)"_s.arg(identity));
}

QString renderAccount(const QString &command, const QJsonObject &account)
{
    if (command == "accounts show"_L1)
        return renderAccounts({account});
    const QString verb = command.section(u' ', 1);
    const QString done = verb == "add"_L1 || verb == "sign-in"_L1 ? u"added"_s
                         : verb == "remove"_L1                    ? u"removed"_s
                         : verb == "proxy"_L1                     ? u"has its proxy chosen"_s
                         : verb == "set-key"_L1                   ? u"has another key"_s
                                                                  : verb + u'd';
    const QString text = u"account %1 \"%2\" %3"_s.arg(account["id"_L1].toInteger()).arg(account["name"_L1].toString(), done);
    return printable(verb == "sign-in"_L1 ? text + standingText(account) : text) + u'\n';
}

} // namespace

QString localTime(const QJsonValue &time, QStringView format)
{
    const QDateTime when = QDateTime::fromString(time.toString(), Qt::ISODateWithMs);
    return when.isValid() ? when.toLocalTime().toString(format) : u"-"_s;
}

QString printable(QString text)
{
    for (QChar &c : text)
        if (!c.isPrint())
            c = u'?';
    return text;
}

QString renderTable(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QString text;
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            text += i + 1 < row.size() ? printable(row[i]).leftJustified(widths[i] + 2) : printable(row[i]) + u'\n';
    }
    return text;
}

QString renderJson(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

QString renderEvent(const QJsonObject &event)
{
    if (event.contains("authorize_url"_L1))
        return event["authorize_url"_L1].toString() + u'\n';
    if (const QString text = transferEventText(event); !text.isEmpty())
        return printable(text) + u'\n';
    return event.contains("request"_L1) ? renderTable({requestCells(event["request"_L1].toObject())}) : QString();
}

QString renderResult(const QString &command, const QJsonObject &result)
{
    if (const QString text = settingsText(command, result); !text.isEmpty())
        return text;
    if (const QString text = proxiesText(result); !text.isEmpty())
        return text;
    if (const QString text = routingText(command, result); !text.isEmpty())
        return text;
    if (const QString text = programsText(command, result); !text.isEmpty())
        return text;
    if (result.contains("accounts"_L1) && result["accounts"_L1].isArray())
        return renderAccounts(result["accounts"_L1].toArray());
    if (result.contains("test"_L1))
        return testText(result["test"_L1].toObject());
    if (result.contains("account"_L1))
        return renderAccount(command, result["account"_L1].toObject());
    if (result["keys"_L1].isArray())
        return renderKeys(result["keys"_L1].toArray());
    if (command == "keys create"_L1)
        return result["key"_L1]["key"_L1].toString() + u'\n';
    if (command == "keys revoke"_L1)
        return printable(u"key \"%1\" revoked"_s.arg(result["key"_L1]["name"_L1].toString())) + u'\n';
    if (const QString text = pricesText(result); !text.isEmpty() && command.startsWith("prices"_L1))
        return text;
    if (command == "usage"_L1)
        return usageText(result);
    if (command == "usage retention"_L1)
        return retentionText(result["retention"_L1].toObject());
    if (const QString text = contentsText(result); !text.isEmpty())
        return text;
    if (result["requests"_L1].isArray())
        return renderRequests(result["requests"_L1].toArray())
               + (result.contains("problem"_L1) ? printable(result["problem"_L1].toString()) + u'\n' : QString());
    if (command == "status"_L1)
        return renderStatus(result);
    if (command == "vault rotate"_L1)
        return renderRotation(result);
    if (command == "vault recovery-code"_L1)
        return result["recovery_code"_L1].toString() + u'\n';
    if (command == "accounts sign-in-code"_L1)
        return u"it fits; the sign-in goes on\n"_s;
    if (command == "backup"_L1 || command == "backups now"_L1)
        return printable(u"%1 written, %2 bytes"_s.arg(result["file"_L1].toString()).arg(result["bytes"_L1].toInteger())) + u'\n';
    if (command == "restore"_L1)
        return u"restored the backup of %1; Homeport starts again\n"_s.arg(localTime(result["made_at"_L1]));
    if (const QString text = transferResultText(result); !text.isEmpty())
        return printable(text) + u'\n';
    return command.startsWith("vault "_L1) ? renderVault(result["vault"_L1].toObject()) + u'\n' : QString();
}

} // namespace homeport
