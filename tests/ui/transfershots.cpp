// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/transfershots.h"

#include "tests/ui/camera.h"
#include "tests/ui/fakes.h"
#include "ui/theme/theme.h"
#include "ui/transfer/exportdialog.h"
#include "ui/transfer/importdialog.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::Literals::StringLiterals;

namespace homeport::test {

void takeTransfer(Theme &theme, Camera &camera)
{
    World world;
    ImportDialog import(world.transfer, theme);
    import.show();
    camera.take(import, u"import-choose"_s);
    world.transfer.sealed = true;
    import.openFile(u"/home/user/accounts.homeport"_s);
    camera.take(import, u"import-sealed"_s);
    world.transfer.sealed = false;
    world.transfer.failWith = Error{Error::Code::Invalid, u"The file is larger than 16 MB: split it into several."_s};
    import.openFile(u"/home/user/accounts.csv"_s);
    camera.take(import, u"import-refused"_s);
    world.transfer.plan = samplePlan(993, 7, 3);
    import.openFile(u"/home/user/accounts.csv"_s);
    camera.take(import, u"import-preview"_s);
    import.findChild<QCheckBox *>(u"skipBad"_s)->setChecked(true);
    import.findChild<QPushButton *>(u"import"_s)->click();
    Q_EMIT world.transfer.run->progressed(400, 993);
    camera.take(import, u"import-progress"_s);
    ImportOutcome outcome;
    outcome.added = 993;
    outcome.duplicates = 3;
    outcome.wrong = 7;
    Q_EMIT world.transfer.run->finished(outcome);
    camera.take(import, u"import-done"_s);
    ExportDialog dialog(world.transfer, theme, world.prompt);
    dialog.show();
    camera.take(dialog, u"export"_s);
    dialog.findChild<QLineEdit *>(u"passphrase"_s)->setText(u"short"_s);
    dialog.findChild<QPushButton *>(u"export"_s)->click();
    camera.take(dialog, u"export-problems"_s);
}

} // namespace homeport::test
