// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/providers/modelpattern.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr qsizetype MaxNameLength = 200;
constexpr qsizetype MaxAliases = 200;

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= MaxNameLength && name.isValidUtf16()
           && std::none_of(name.begin(), name.end(), [](QChar c) { return c.isSpace() || (!c.isPrint() && !c.isSurrogate()); });
}

} // namespace

bool matchesPattern(QStringView pattern, QStringView name)
{
    qsizetype p = 0;
    qsizetype n = 0;
    qsizetype star = -1; // the last one seen, and where its text would end: all there is to go back to
    qsizetype textEnd = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern.at(p) == u'*') {
            star = p++;
            textEnd = n;
        } else if (p < pattern.size() && pattern.at(p) == name.at(n)) {
            ++p;
            ++n;
        } else if (star >= 0) {
            p = star + 1;
            n = ++textEnd;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

bool isAllowedBy(const QStringList &patterns, QStringView name)
{
    return patterns.isEmpty()
           || std::any_of(patterns.begin(), patterns.end(), [name](const QString &pattern) { return matchesPattern(pattern, name); });
}

QString servedInPlaceOf(const QString &model, const ModelAliases &aliases)
{
    if (model.isEmpty() || aliases.isEmpty())
        return {};
    QString served = aliases.value(model);
    qsizetype most = -1; // characters of a pattern that are no star
    for (auto one = aliases.cbegin(); !aliases.contains(model) && one != aliases.cend(); ++one) {
        const qsizetype own = one.key().size() - one.key().count(u'*');
        if (own <= most || !one.key().contains(u'*') || !matchesPattern(one.key(), model))
            continue;
        most = own;
        served = *one;
    }
    return served == model ? QString() : served;
}

QString problemWith(const ModelAliases &aliases)
{
    if (aliases.size() > MaxAliases)
        return u"There can be %1 aliases of models at most."_s.arg(MaxAliases);
    for (auto one = aliases.cbegin(); one != aliases.cend(); ++one) {
        if (!isName(one.key()))
            return u"An alias is the name of a model, or a pattern such as gpt-*, of 1 to %1 characters without spaces: \"%2\" is not."_s
                .arg(QString::number(MaxNameLength), one.key().left(MaxNameLength));
        if (!isName(*one) || one->contains(u'*'))
            return u"An alias leads to the exact name of a model, without * and spaces: \"%1\" is none."_s.arg(one->left(MaxNameLength));
    }
    return {};
}

} // namespace homeport
