// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/profileproblems.h"

#include "ui/text/isolate.h"
#include "ui/widgets/banner.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

struct ProfileProblems
{
    Q_DECLARE_TR_FUNCTIONS(ProfileProblems)
};

} // namespace

// One in full; a dialog is no place for a list of them, the command line is.
Banner *makeProfileProblems(const std::vector<ProfileProblem> &problems, const Theme &theme, QWidget *parent)
{
    if (problems.empty())
        return nullptr;
    const ProfileProblem &first = problems.front();
    QString text = ProfileProblems::tr("%1: %2").arg(isolated(QFileInfo(first.file).fileName()), isolated(first.error.detail));
    if (problems.size() > 1)
        text += u'\n' + ProfileProblems::tr("%n more: see homeportctl status.", nullptr, static_cast<int>(problems.size()) - 1);
    auto *banner = new Banner(theme, parent);
    banner->setObjectName(u"profileProblems"_s);
    banner->setMessage(Tone::Warning, u"warning"_s, ProfileProblems::tr("A provider file was left out"), text);
    banner->show();
    return banner;
}

} // namespace homeport
