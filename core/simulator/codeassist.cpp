// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/codeassist.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr int Looks = 2; // the second one finds it done
constexpr QByteArrayView Operations = "/v1internal/operations/";

QString projectOf(const HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body)["cloudaicompanionProject"_L1].toString();
}

QByteArray operation(const QByteArray &id, bool isDone)
{
    QJsonObject object{{u"name"_s, QString::fromUtf8("operations/" + id)}, {u"done"_s, isDone}};
    if (isDone) {
        const QString project = QString::fromUtf8(id);
        object.insert(u"response"_s, QJsonObject{{u"cloudaicompanionProject"_s, QJsonObject{{u"id"_s, project}, {u"name"_s, project}}}});
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QString SimulatedCodeAssist::refusal(const GeminiCall &call, const HttpRequest &request)
{
    const QString project = call.codeAssist && call.verb == "loadCodeAssist" ? projectOf(request) : QString();
    if (!project.startsWith(u"refused-"))
        return {};
    return u"Gemini for Google Cloud API has not been used in project %1 before or it is disabled. (simulated)"_s.arg(project);
}

std::optional<QByteArray> SimulatedCodeAssist::answer(const GeminiCall &call, const HttpRequest &request)
{
    const QByteArray path = request.path().toByteArray();
    if (const auto found = m_looks.find(path); found != m_looks.end()) {
        const bool isDone = --*found <= 0;
        if (isDone)
            m_looks.erase(found);
        return operation(path.sliced(Operations.size()), isDone);
    }
    const auto usual = codeAssistAnswer(call);
    const QString project = usual ? projectOf(request) : QString();
    if (!project.startsWith(u"new-") || (call.verb != "onboardUser" && call.verb != "loadCodeAssist"))
        return usual;
    if (call.verb == "onboardUser") {
        m_looks.insert(Operations.toByteArray() + project.toUtf8(), Looks);
        return operation(project.toUtf8(), false);
    }
    const QJsonDocument tiers = QJsonDocument::fromJson(*usual);
    return QJsonDocument(QJsonObject{{u"allowedTiers"_s, tiers["allowedTiers"_L1]}}).toJson(QJsonDocument::Compact);
}

} // namespace homeport
