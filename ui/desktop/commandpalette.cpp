// SPDX-FileCopyrightText: The Homeport authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/commandpalette.h"

#include "ui/widgets/label.h"
#include "ui/widgets/searchline.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace homeport {

namespace {

constexpr QSize Size(560, 420);
constexpr qsizetype MostRows = 100; // a thousand accounts make two thousand commands: who types finds the others
constexpr int PageRows = 8;
constexpr int NoteRole = Qt::UserRole;
constexpr int Gap = 12;

// The note stands at the end of the row, and the title gives way to it.
class CommandDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        painter->setFont(option.font);
        painter->drawText(option.rect.adjusted(Gap, 0, -Gap, 0), static_cast<int>(Qt::AlignVCenter | Qt::AlignTrailing),
                          index.data(NoteRole).toString());
        painter->restore();
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QFontMetrics metrics(option->font);
        const int taken = metrics.horizontalAdvance(index.data(NoteRole).toString()) + option->decorationSize.width() + 4 * Gap;
        option->text = metrics.elidedText(option->text, Qt::ElideMiddle, std::max(0, option->rect.width() - taken));
    }
};

} // namespace

QList<qsizetype> matchingCommands(const QList<Command> &commands, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const QString whole = text.trimmed();
    QList<qsizetype> first;
    QList<qsizetype> others;
    for (qsizetype place = 0; place < commands.size(); ++place) {
        const Command &command = commands.at(place);
        const QString all = command.title + u' ' + command.note;
        if (!std::all_of(words.cbegin(), words.cend(), [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); }))
            continue;
        (command.title.startsWith(whole, Qt::CaseInsensitive) ? first : others) << place;
    }
    return first + others;
}

CommandPalette::CommandPalette(QList<Command> commands, QWidget *parent)
    : QDialog(parent), m_commands(std::move(commands)), m_line(new QLineEdit(this)), m_list(new QListWidget(this)),
      m_none(makeMutedLabel(tr("Nothing is called that. Use fewer words, or press Escape."), this))
{
    setObjectName(u"commandPaletteDialog"_s);
    setWindowTitle(tr("Commands"));
    m_line->setObjectName(u"commandFilter"_s);
    m_line->setPlaceholderText(tr("What do you want to do?"));
    m_line->setAccessibleName(tr("Filter commands"));
    m_line->setAccessibleDescription(tr("The arrow keys choose a command, Enter runs it."));
    addClearButton(m_line);
    m_line->installEventFilter(this);
    m_list->setObjectName(u"commands"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_none->setObjectName(u"noCommands"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(m_line);
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    resize(Size);
    filter();
    m_line->setFocus();
}

void CommandPalette::filter()
{
    m_shown = matchingCommands(m_commands, m_line->text());
    m_shown.resize(std::min(m_shown.size(), MostRows));
    m_list->clear();
    for (const qsizetype place : std::as_const(m_shown)) {
        const Command &command = m_commands.at(place);
        auto *item = new QListWidgetItem(command.icon, command.title);
        item->setData(NoteRole, command.note);
        //: A command and its shortcut or what it belongs to, for screen readers
        item->setData(Qt::AccessibleTextRole, command.note.isEmpty() ? command.title : tr("%1, %2").arg(command.title, command.note));
        m_list->addItem(item);
    }
    m_list->setCurrentRow(0);
    m_none->setVisible(m_shown.isEmpty());
    m_list->setVisible(!m_shown.isEmpty());
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(PageRows);
        return true;
    case Qt::Key_PageUp:
        move(-PageRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    default:
        return false;
    }
}

void CommandPalette::move(int by)
{
    const int last = m_list->count() - 1;
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, std::max(0, last)));
}

// Closed first: what is run may open a dialog, or end the program. Where one click activates, it says so twice.
void CommandPalette::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size() || std::exchange(m_hasRun, true))
        return;
    const std::function<void()> run = m_commands.at(m_shown.at(row)).run;
    QWidget *window = parentWidget();
    accept();
    if (window)
        QMetaObject::invokeMethod(window, run, Qt::QueuedConnection);
    else
        run();
}

} // namespace homeport
