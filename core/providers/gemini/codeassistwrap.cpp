// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/gemini/codeassistwrap.h"

#include "core/providers/gemini/requestfacts.h"
#include "core/providers/jsonscanner.h"
#include "core/providers/jsontext.h"
#include "core/providers/modelname.h"

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

// A member of an object, by its name.
struct Member
{
    QByteArrayView value; // as it is written; of several the last
    int count = 0;
};

// Whether it is one object and nothing else.
bool isObject(QByteArrayView text)
{
    JsonScanner scanner(text);
    return scanner.peek() == '{' && scanner.skipValue() && scanner.isAtEnd();
}

Member memberOf(QByteArrayView object, QLatin1StringView name)
{
    Member found;
    JsonScanner scanner(object);
    (void)scanner.members([&](QByteArrayView key) {
        const auto value = scanner.value();
        if (value && isJsonKey(key, name))
            found = {*value, found.count + 1};
        return value.has_value();
    });
    return found;
}

Result<QByteArray> wrappedCount(const QString &model, QByteArrayView body)
{
    const Member inner = memberOf(body, "generateContentRequest"_L1);
    const QByteArrayView request = inner.value.startsWith('{') ? inner.value : body;
    const Member named = memberOf(request, "model"_L1);
    if (named.count > 1 || (named.count == 1 && geminiModelName(jsonTextValue(named.value, MaxModelName)) != model))
        return Error{Error::Code::Invalid, u"The body names another model than the address."_s};
    QByteArray wrapped = R"({"request":)";
    wrapped.reserve(request.size() + model.size() + 64);
    if (named.count == 1)
        return wrapped.append(request).append('}');
    const QByteArrayView rest = request.sliced(request.indexOf('{') + 1);
    const bool isEmpty = JsonScanner(rest).peek() == '}';
    wrapped.append(R"({"model":)").append(writtenJson(u"models/"_s + model));
    return wrapped.append(isEmpty ? "" : ",").append(rest).append('}');
}

} // namespace

QByteArray codeAssistTarget(const ApiCall &call)
{
    if (call.protocol != Protocol::Gemini || call.codeAssist)
        return {};
    switch (call.kind) {
    case ApiCall::Kind::Generate:
        return call.stream ? "/v1internal:streamGenerateContent?alt=sse" : "/v1internal:generateContent";
    case ApiCall::Kind::CountTokens:
        return "/v1internal:countTokens";
    default:
        return {};
    }
}

Result<QByteArray> wrappedForCodeAssist(const ApiCall &call, QByteArrayView body, QByteArrayView project)
{
    if (!isObject(body))
        return Error{Error::Code::Invalid, u"The body is not one JSON object, which an account of Code Assist needs."_s};
    const QString model = geminiModelName(QString::fromUtf8(call.model));
    if (call.kind == ApiCall::Kind::CountTokens)
        return wrappedCount(model, body);
    QByteArray wrapped;
    wrapped.reserve(body.size() + project.size() + model.size() + 64);
    wrapped.append(R"({"model":)").append(writtenJson(model));
    if (!project.isEmpty())
        wrapped.append(R"(,"project":)").append(writtenJson(QString::fromUtf8(project)));
    return wrapped.append(R"(,"request":)").append(body).append('}');
}

} // namespace homeport
